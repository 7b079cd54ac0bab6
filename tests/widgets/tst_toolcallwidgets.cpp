// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitool.h>
#include <Noukai/noukaitoolcalldialog.h>
#include <Noukai/noukaitoolcallprompt.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

#include <memory>

using namespace Qt::StringLiterals;

// NoukaiToolCallPrompt and NoukaiToolCallDialog, over real HTTP.
class TestToolCallWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void asks_data();
    void asks();
    void approvesBySomeoneWhoMeansIt();
    void formChangesKeepTheirTypes();
    void wholeTextIsReadFirst();
    void deceptiveTextIsEscaped();
    void longArgumentDoesNotFreeze();
    void brokenArgumentsAreEdited();
    void wheelChangesNothing();
    void deniesWithAReason();
    void answersByHand();
    void severalAreSentTogether();
    void alwaysInThisRun();
    void destructiveToolIsNeverAlways();
    void whoTypesIsLeftAlone();
    void movedCardTakesNoClick();
    void recordIsKept();
    void dialogComesAndGoes();
    void promptCanGoInItsSlot();

private:
    struct Call {
        QString id;
        QString name;
        QString arguments;
    };
    void wait(const QList<Call> &calls);
    void show(const QList<Call> &calls);
    void one(const QString &arguments = u"{\"path\":\"old.txt\"}"_s) { show({{u"c1"_s, u"delete_file"_s, arguments}}); }
    QPushButton *button(const QString &text) const;
    bool canPress(const QString &text) const;
    QPushButton *press(const QString &text);
    QString seen() const;
    QString sent() const;
    template <typename Type>
    Type *named(const QString &name) const;

    std::unique_ptr<FlowStage> m_stage;
    std::unique_ptr<NoukaiTool> m_tool;
    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_chat = nullptr;
    NoukaiToolCallPrompt *m_prompt = nullptr;
    QList<NoukaiToolCall> m_called;
};

void TestToolCallWidgets::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    NoukaiTheme::instance()->setReduceMotion(true);
    m_called.clear();
    m_stage = std::make_unique<FlowStage>();
    m_stage->server.setManualDelivery(false);
    m_tool =
        std::make_unique<NoukaiTool>(u"delete_file"_s, u"Removes a file."_s,
                                     QJsonDocument::fromJson(R"({"type": "object", "required": ["path"], "properties": {
            "path": {"type": "string"}, "mode": {"enum": ["trash", "shred"]}, "force": {"type": "boolean"},
            "count": {"type": "integer", "minimum": 1, "maximum": 9}}})")
                                         .object());
    m_tool->setHandler([this](const NoukaiToolCall &call) {
        m_called << call;
        return u"gone"_s;
    });
    m_stage->flow.setTools({m_tool.get()});
    m_window = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(m_window.get());
    m_chat = new QLineEdit;
    m_chat->setFocusPolicy(Qt::ClickFocus);
    m_prompt = new NoukaiToolCallPrompt;
    m_prompt->setFlow(&m_stage->flow);
    m_prompt->setArmDelay(30);
    column->addWidget(m_chat);
    column->addWidget(m_prompt, 1);
    m_window->resize(520, 900);
}

void TestToolCallWidgets::cleanup()
{
    m_window.reset();
    m_stage.reset();
    m_tool.reset();
    NoukaiTheme::instance()->setReduceMotion(false);
}

// Runs the flow until it waits for \a calls.
void TestToolCallWidgets::wait(const QList<Call> &calls)
{
    QJsonArray wanted;
    for (const Call &call : calls)
        wanted << QJsonObject{{u"id"_s, call.id},
                              {u"type"_s, u"function"_s},
                              {u"function"_s, QJsonObject{{u"name"_s, call.name}, {u"arguments"_s, call.arguments}}}};
    const QByteArray list = QJsonDocument(wanted).toJson(QJsonDocument::Compact);
    m_stage->server.addRawFlow(
        m_stage->flow.identifier(),
        "event: run_started\ndata: {\"runId\":\"r1\",\"stepCount\":1}\n\n"
        "event: step_started\ndata: {\"stepId\":\"s1\",\"name\":\"Clean up\"}\n\n"
        "event: step_paused_for_tool_calls\ndata: {\"executionId\":\"r1\",\"stepId\":\"s1\",\"stepIndex\":0,"
        "\"iterationsUsed\":1,\"toolCallMessages\":[{\"role\":\"assistant\",\"tool_calls\":" +
            list + "}],\"toolCalls\":" + list + "}\n\n");
    m_stage->flow.start();
    QTRY_COMPARE(m_stage->flow.toolCalls().size(), calls.size());
    // What the run goes on with.
    m_stage->server.addRawFlow(m_stage->flow.identifier(),
                               "event: flow_completed\ndata: {\"runId\":\"r1\",\"result\":\"done\"}\n\n");
    m_stage->server.clearRequests();
}

void TestToolCallWidgets::show(const QList<Call> &calls)
{
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    wait(calls);
    QTRY_COMPARE(m_prompt->total(), int(calls.size()));
}

QPushButton *TestToolCallWidgets::button(const QString &text) const
{
    const auto buttons = m_prompt->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->isVisible() && button->text() == text)
            return button;
    }
    return nullptr;
}

bool TestToolCallWidgets::canPress(const QString &text) const
{
    const QPushButton *found = button(text);
    return found && !found->accessibleDescription().startsWith(u"Not available"_s);
}

// Presses the button that says \a text once it can be pressed.
QPushButton *TestToolCallWidgets::press(const QString &text)
{
    if (!QTest::qWaitFor([&] { return canPress(text); })) {
        qWarning("cannot press \"%s\" in:\n%s", qPrintable(text), qPrintable(seen()));
        return nullptr;
    }
    QPushButton *pressed = button(text);
    QTest::mouseClick(pressed, Qt::LeftButton);
    return pressed;
}

QString TestToolCallWidgets::seen() const
{
    QStringList lines;
    const auto children = m_prompt->findChildren<QWidget *>();
    for (const QWidget *child : children) {
        if (!child->isVisible())
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(child))
            lines << label->text();
        else if (const auto *pressed = qobject_cast<const QPushButton *>(child))
            lines << pressed->text();
        else if (const auto *edit = qobject_cast<const QPlainTextEdit *>(child))
            lines << edit->toPlainText();
    }
    return lines.join(u'\n');
}

// What the last request told the server.
QString TestToolCallWidgets::sent() const
{
    const auto requests = m_stage->server.requests();
    return requests.isEmpty() ? QString() : QString::fromUtf8(requests.constLast().body);
}

template <typename Type>
Type *TestToolCallWidgets::named(const QString &name) const
{
    const auto all = m_prompt->findChildren<Type *>();
    for (Type *one : all) {
        if (one->isVisible() && one->accessibleName() == name)
            return one;
    }
    return nullptr;
}

void TestToolCallWidgets::asks_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

void TestToolCallWidgets::asks()
{
    QFETCH(Qt::LayoutDirection, direction);
    m_window->setLayoutDirection(direction);
    QSignalSpy needed(m_prompt, &NoukaiToolCallPrompt::decisionNeeded);
    one(u"{\"path\":\"old.txt\",\"mode\":\"trash\",\"force\":true,\"count\":3,\"extra\":[1,2]}"_s);
    QCOMPARE(needed.size(), 1);
    const QString text = seen();
    QVERIFY2(text.contains(u"Allow delete_file?"_s), qPrintable(text));
    QVERIFY(text.contains(u"Step Clean up · acme/demo/stage · round 1 of 10"_s));
    QVERIFY(text.contains(u"Removes a file."_s));
    QVERIFY(text.contains(u"path (required)"_s));
    QVERIFY(named<QComboBox>(u"mode"_s));
    QCOMPARE(named<QComboBox>(u"mode"_s)->currentText(), u"trash"_s);
    QVERIFY(named<QCheckBox>(u"force"_s)->isChecked());
    QCOMPARE(named<QSpinBox>(u"count"_s)->value(), 3);
    QCOMPARE(named<QSpinBox>(u"count"_s)->maximum(), 9);
    QCOMPARE(named<QPlainTextEdit>(u"path"_s)->toPlainText(), u"old.txt"_s);
    QVERIFY(named<QPlainTextEdit>(u"extra"_s)); // not in the schema
    for (const QString &choice :
         {u"Approve"_s, u"Deny"_s, u"Deny with a reason"_s, u"Answer by hand"_s, u"Always in this run"_s})
        QVERIFY2(button(choice), qPrintable(choice));
    // The name stands where reading begins.
    const QComboBox *mode = named<QComboBox>(u"mode"_s);
    QVERIFY(QRect(QPoint(), m_prompt->size()).contains(QRect(mode->mapTo(m_prompt, QPoint()), mode->size())));

    QWidget *heading = QApplication::focusWidget();
    QVERIFY(heading);
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(heading);
    QCOMPARE(read->role(), QAccessible::Heading);
    QCOMPARE(read->text(QAccessible::Name), u"Allow delete_file?"_s);
    QVERIFY(read->text(QAccessible::Description).contains(u"round 1 of 10"));
    QCOMPARE(QAccessible::queryAccessibleInterface(m_prompt)->text(QAccessible::Name), u"Tool calls"_s);

    press(u"Show as JSON"_s);
    QVERIFY(named<QPlainTextEdit>(u"Arguments as JSON"_s));
    QVERIFY(!named<QSpinBox>(u"count"_s));
    press(u"Show as form"_s);
    QVERIFY(named<QSpinBox>(u"count"_s));
}

void TestToolCallWidgets::approvesBySomeoneWhoMeansIt()
{
    m_prompt->setArmDelay(400);
    QSignalSpy decided(m_prompt, &NoukaiToolCallPrompt::decided);
    one();
    QVERIFY(!canPress(u"Approve"_s)); // it has only just appeared
    QVERIFY(!canPress(u"Deny"_s));
    QTest::mouseClick(button(u"Approve"_s), Qt::LeftButton);
    QTest::mouseClick(button(u"Deny"_s), Qt::LeftButton);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(decided.size(), 0);
    QTRY_VERIFY(canPress(u"Approve"_s));
    for (QWidget *with : {QApplication::focusWidget(), static_cast<QWidget *>(button(u"Approve"_s)),
                          static_cast<QWidget *>(named<QPlainTextEdit>(u"path"_s))}) {
        with->setFocus();
        QTest::keyClick(with, Qt::Key_Escape);
        if (!qobject_cast<QPlainTextEdit *>(with)) {
            QTest::keyClick(with, Qt::Key_Return);
            QTest::keyClick(with, Qt::Key_Enter);
        }
    }
    QCOMPARE(m_stage->flow.toolCalls().size(), 1);
    m_chat->setFocus();
    QTest::keyClick(m_chat, Qt::Key_Return, Qt::ControlModifier); // outside of the card
    QCOMPARE(decided.size(), 0);
    QWidget *path = named<QPlainTextEdit>(u"path"_s);
    path->setFocus();
    QTest::keyClick(path, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(decided.size(), 1);
    QCOMPARE(decided.at(0).at(1).value<NoukaiToolCallModel::Decision>(), NoukaiToolCallModel::Approved);
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QCOMPARE(m_called.size(), 1);
}

void TestToolCallWidgets::formChangesKeepTheirTypes()
{
    one(u"{\"path\":\"old.txt\",\"mode\":\"trash\",\"force\":true,\"count\":3}"_s);
    QTRY_VERIFY(canPress(u"Approve"_s));
    QTest::mouseClick(named<QCheckBox>(u"force"_s), Qt::LeftButton, Qt::NoModifier,
                      {6, named<QCheckBox>(u"force"_s)->height() / 2});
    auto *mode = named<QComboBox>(u"mode"_s);
    mode->setFocus();
    QTest::keyClick(mode, Qt::Key_Down);
    auto *count = named<QSpinBox>(u"count"_s);
    count->setFocus();
    QTest::keyClick(count, Qt::Key_Up);
    auto *path = named<QPlainTextEdit>(u"path"_s);
    path->setFocus();
    QTest::keySequence(path, QKeySequence::SelectAll);
    QTest::keyClicks(path, u"7"_s);
    QCOMPARE(path->toPlainText(), u"7"_s);
    QVERIFY(path->hasFocus());
    press(u"Approve edited"_s);
    QTRY_COMPARE(m_called.size(), 1);
    const QJsonObject expected{{u"path"_s, u"7"_s}, {u"mode"_s, u"shred"_s}, {u"force"_s, false}, {u"count"_s, 4}};
    QCOMPARE(m_called.at(0).arguments().toObject(), expected);
}

void TestToolCallWidgets::wholeTextIsReadFirst()
{
    QString lines;
    for (int i = 0; i < 60; ++i)
        lines += u"line %1\\n"_s.arg(i);
    one(u"{\"path\":\"%1\"}"_s.arg(lines));
    auto *path = named<QPlainTextEdit>(u"path"_s);
    QVERIFY(path);
    QTRY_VERIFY(path->verticalScrollBar()->maximum() > 10);
    QTRY_VERIFY(canPress(u"Deny"_s)); // armed
    QVERIFY(!canPress(u"Approve"_s));
    QVERIFY(button(u"Approve"_s)->accessibleDescription().contains(u"Read the arguments to their end first."_s));
    path->setFocus();
    QTest::keyClick(path, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_stage->flow.toolCalls().size(), 1);
    path->verticalScrollBar()->setValue(path->verticalScrollBar()->maximum());
    QTRY_VERIFY(canPress(u"Approve"_s));
}

void TestToolCallWidgets::deceptiveTextIsEscaped()
{
    show({{u"c1"_s, u"delete_\u200Bfile"_s, u"{\"path\":\"<b>a</b>\u202Etxt.exe\"}"_s}});
    const QString text = seen();
    QVERIFY2(text.contains(u"Answer for delete_⟨U+200B⟩file?"_s), qPrintable(text));
    QVERIFY(text.contains(u"<b>a</b>⟨U+202E⟩txt.exe"_s));
    QVERIFY(text.contains(u"There are characters in it that cannot be seen"_s));
    const auto labels = m_prompt->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
    auto *path = named<QPlainTextEdit>(u"path"_s);
    QVERIFY(path->isReadOnly());
    press(u"Edit as it is"_s);
    QVERIFY(!path->isReadOnly());
    QVERIFY(path->toPlainText().contains(u'\u202E'));
}

void TestToolCallWidgets::longArgumentDoesNotFreeze()
{
    QElapsedTimer timer;
    timer.start();
    one(u"{\"path\":\"%1\"}"_s.arg(QString(1000000, u'p')));
    m_window->resize(320, 700);
    m_window->grab();
    QVERIFY2(timer.elapsed() < 15000, qPrintable(QString::number(timer.elapsed())));
    auto *path = named<QPlainTextEdit>(u"path"_s);
    QVERIFY(path && path->isReadOnly());
    QVERIFY(!canPress(u"Edit as it is"_s)); // too long for that
    QTRY_VERIFY(canPress(u"Deny"_s));
    QVERIFY(!canPress(u"Approve"_s));
    path->verticalScrollBar()->setValue(path->verticalScrollBar()->maximum());
    press(u"Approve"_s);
    QTRY_COMPARE(m_called.size(), 1);
    QCOMPARE(m_called.at(0).arguments().toObject().value(u"path"_s).toString().size(), 1000000);
}

void TestToolCallWidgets::brokenArgumentsAreEdited()
{
    one(u"{\"path\": old"_s);
    QVERIFY(seen().contains(u"The arguments are no JSON object."_s));
    auto *json = named<QPlainTextEdit>(u"Arguments as JSON"_s);
    QVERIFY(json);
    QTRY_VERIFY(canPress(u"Deny"_s));
    json->setFocus();
    json->selectAll();
    QTest::keyClicks(json, u"{\"path\":1}"_s);
    QVERIFY(!canPress(u"Approve edited"_s)); // a number is no text
    press(u"Undo changes"_s);
    QTRY_COMPARE(named<QPlainTextEdit>(u"Arguments as JSON"_s)->toPlainText(), u"{\"path\": old"_s);
}

void TestToolCallWidgets::wheelChangesNothing()
{
    one(u"{\"path\":\"old.txt\",\"mode\":\"trash\",\"count\":3}"_s);
    for (QWidget *control :
         {static_cast<QWidget *>(named<QSpinBox>(u"count"_s)), static_cast<QWidget *>(named<QComboBox>(u"mode"_s))}) {
        const QPointF at = control->rect().center();
        QWheelEvent wheel(at, control->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(control, &wheel);
    }
    QCOMPARE(named<QSpinBox>(u"count"_s)->value(), 3);
    QCOMPARE(named<QComboBox>(u"mode"_s)->currentText(), u"trash"_s);
}

void TestToolCallWidgets::deniesWithAReason()
{
    m_prompt->setRefusalTemplate(u"No %1: %2"_s);
    one();
    press(u"Deny with a reason"_s);
    auto *words = named<QPlainTextEdit>(u"Reason"_s);
    QVERIFY(words && words->hasFocus());
    QTest::keyClicks(words, u"too soon"_s);
    QVERIFY(seen().contains(u"The model is told: No delete_file: too soon"_s));
    press(u"Deny with this reason"_s);
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QVERIFY2(sent().contains(u"No delete_file: too soon"_s), qPrintable(sent()));
    QCOMPARE(m_called.size(), 0);
}

void TestToolCallWidgets::answersByHand()
{
    show({{u"c1"_s, u"ask_oracle"_s, u"{\"question\":\"why\"}"_s}});
    QVERIFY(seen().contains(u"Answer for ask_oracle?"_s));
    auto *words = named<QPlainTextEdit>(u"Answer in place of the tool"_s);
    QVERIFY(words); // open, since it is what can be done
    QVERIFY(!canPress(u"Approve"_s));
    QVERIFY(!canPress(u"Use this answer"_s));
    words->setFocus();
    QTest::keyClicks(words, u"forty-two"_s);
    press(u"Use this answer"_s);
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QVERIFY(sent().contains(u"forty-two"_s));
}

void TestToolCallWidgets::severalAreSentTogether()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"a\"}"_s},
          {u"c2"_s, u"delete_file"_s, u"{\"path\":\"b\"}"_s},
          {u"c3"_s, u"delete_file"_s, u"{\"path\":\"c\"}"_s}});
    QVERIFY(seen().contains(u"0 of 3 decided"_s));
    QVERIFY(!canPress(u"Send decisions"_s));
    press(u"Deny"_s); // the first one's
    QTRY_VERIFY(seen().contains(u"1 of 3 decided"_s));
    QVERIFY(seen().contains(u"Denied, not sent yet"_s));
    QCOMPARE(m_stage->flow.toolCalls().size(), 3);
    press(u"Change"_s);
    QTRY_VERIFY(seen().contains(u"0 of 3 decided"_s));
    press(u"Deny"_s);
    press(u"Approve all"_s);
    QTRY_VERIFY(seen().contains(u"3 of 3 decided"_s));
    QCOMPARE(m_called.size(), 0);
    press(u"Send decisions"_s);
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QCOMPARE(m_called.size(), 2);
    QTRY_VERIFY(!button(u"Send decisions"_s)); // rows are told with the next frame
}

void TestToolCallWidgets::alwaysInThisRun()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"a\"}"_s}, {u"c2"_s, u"delete_file"_s, u"{\"path\":\"b\"}"_s}});
    press(u"Always in this run"_s);
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QCOMPARE(m_called.size(), 2);
    QTRY_VERIFY(seen().contains(u"by policy: you allowed this tool for the run"_s));
}

void TestToolCallWidgets::destructiveToolIsNeverAlways()
{
    m_tool->setDestructive(true);
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"a\"}"_s}, {u"c2"_s, u"delete_file"_s, u"{\"path\":\"b\"}"_s}});
    QVERIFY(seen().contains(u"This tool can do harm that cannot be undone."_s));
    QVERIFY(!button(u"Always in this run"_s));
    QTRY_VERIFY(canPress(u"Approve"_s));
    QVERIFY(!canPress(u"Approve all"_s));
}

void TestToolCallWidgets::whoTypesIsLeftAlone()
{
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_chat->setFocus();
    one();
    QTRY_VERIFY(button(u"Approve"_s));
    QVERIFY(m_chat->hasFocus());
    QTest::keyClick(m_chat, Qt::Key_Return);
    QCOMPARE(m_stage->flow.toolCalls().size(), 1);
}

void TestToolCallWidgets::movedCardTakesNoClick()
{
    m_prompt->setArmDelay(300);
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"a\"}"_s}, {u"c2"_s, u"delete_file"_s, u"{\"path\":\"b\"}"_s}});
    QTRY_VERIFY(canPress(u"Deny"_s));
    press(u"Deny"_s); // the first card folds, and the second one moves up to where the pointer is
    QTRY_VERIFY(button(u"Deny"_s) && !canPress(u"Deny"_s));
    QTRY_VERIFY(canPress(u"Deny"_s));
}

void TestToolCallWidgets::recordIsKept()
{
    one(u"{\"path\":\"<i>old</i>\"}"_s);
    press(u"Deny"_s);
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QTRY_VERIFY(seen().contains(u"Denied, by you"_s));
    QVERIFY(!button(u"Approve"_s));
    press(u"Show details"_s);
    QVERIFY(named<QPlainTextEdit>(u"Proposed"_s));
    QVERIFY(named<QPlainTextEdit>(u"Proposed"_s)->toPlainText().contains(u"<i>old</i>"_s));
    press(u"Hide details"_s);
    QVERIFY(!named<QPlainTextEdit>(u"Proposed"_s));
}

void TestToolCallWidgets::dialogComesAndGoes()
{
    NoukaiToolCallDialog dialog;
    dialog.setFlow(&m_stage->flow);
    dialog.prompt()->setArmDelay(30);
    QSignalSpy decided(&dialog, &NoukaiToolCallDialog::decided);
    QVERIFY(!dialog.isVisible());
    wait({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"a\"}"_s}});
    QTRY_VERIFY(dialog.isVisible());
    QVERIFY(!dialog.isModal());
    QTest::keyClick(&dialog, Qt::Key_Return);
    QVERIFY(dialog.isVisible());
    QTest::keyClick(&dialog, Qt::Key_Escape); // closes, and decides nothing
    QTRY_VERIFY(!dialog.isVisible());
    QCOMPARE(m_stage->flow.toolCalls().size(), 1);
    QCOMPARE(decided.size(), 0);
    dialog.show();
    NoukaiToolCallPrompt *own = m_prompt;
    m_prompt = dialog.prompt();
    press(u"Approve"_s);
    m_prompt = own;
    QTRY_VERIFY(!dialog.isVisible());
    QCOMPARE(decided.size(), 1);
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
}

void TestToolCallWidgets::promptCanGoInItsSlot()
{
    one();
    connect(m_prompt, &NoukaiToolCallPrompt::decided, this, [this] { delete std::exchange(m_prompt, nullptr); });
    QTRY_VERIFY(canPress(u"Deny"_s));
    QTest::keyClick(button(u"Deny"_s), Qt::Key_Space);
    QVERIFY(!m_prompt);
}

QTEST_MAIN(TestToolCallWidgets)
#include "tst_toolcallwidgets.moc"
