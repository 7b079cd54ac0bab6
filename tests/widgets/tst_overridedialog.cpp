// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include "parts/actionbutton_p.h"
#include "parts/escapedpane_p.h"

#include <Noukai/noukaioverridedialog.h>
#include <Noukai/noukaipayloadview.h>
#include <Noukai/noukaistepcard.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaitext.h>
#include <Noukai/noukaitheme.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QPointer>
#include <QtCore/QTranslator>
#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>

#include <memory>

using namespace Qt::StringLiterals;

// What a step is given, changed in a dialog: texts and JSON, settings, what is refused, what is sent.
class TestOverrideDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QGuiApplication::setQuitOnLastWindowClosed(false); } // the run goes on
    void init();
    void cleanup();

    void opensFromAStepInOneLine();
    void replacedOutputRunsAgain();
    void jsonStaysJson();
    void textsOfSeveralStepsAreKept();
    void invalidSettingsAreRefused_data();
    void invalidSettingsAreRefused();
    void settingsAreAppliedWithoutARun();
    void runningFlowIsNotChanged();
    void refusedRunChangesNothing();
    void earlierReplacementsAreShown();
    void hostileOutputIsShownAsItIs();
    void flowMayGo();
    void dialogMayGoInASlot();
    void escapeChangesNothing();
    void isReadByAssistance();
    void followsItsSurroundings();
    void inputOfAStepIsATree();

private:
    bool reach(NoukaiFlow::State state = NoukaiFlow::Completed);
    bool run(const QByteArray &frames);
    QPlainTextEdit *replacement() const { return edit(u"replacement"_s); }
    QPlainTextEdit *settings() const { return edit(u"settings"_s); }
    QPlainTextEdit *edit(const QString &name) const
    {
        return m_dialog->findChild<QWidget *>(name)->findChild<QPlainTextEdit *>();
    }
    QComboBox *chooser() const { return m_dialog->findChild<QComboBox *>(u"chooser"_s); }
    NoukaiActionButton *button(const QString &name) const { return m_dialog->findChild<NoukaiActionButton *>(name); }
    void click(const QString &name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    QString label(const QString &name) const { return m_dialog->findChild<QLabel *>(name)->text(); }
    static void write(QPlainTextEdit *edit, const QString &text);

    std::unique_ptr<FlowStage> m_stage;
    std::unique_ptr<NoukaiOverrideDialog> m_dialog;
};

namespace
{

class Shouting : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return QString::fromUtf8(source).toUpper();
    }
};

QByteArray frame(const QByteArray &event, const QByteArray &data)
{
    return "event: " + event + "\ndata: " + data + "\n\n";
}

// A run of steps with these outputs, as JSON.
QByteArray runOf(const QList<QByteArray> &outputs)
{
    QByteArray frames =
        frame("run_started",
              "{\"runId\":\"r\",\"executionId\":\"e\",\"stepCount\":" + QByteArray::number(outputs.size()) + "}");
    for (qsizetype i = 0; i < outputs.size(); ++i) {
        const QByteArray step = "\"stepId\":\"s" + QByteArray::number(i) + "\",\"stepIndex\":" + QByteArray::number(i);
        frames += frame("step_started", '{' + step + ",\"name\":\"Name " + QByteArray::number(i) + "\"}");
        frames += frame("step_completed", '{' + step + ",\"output\":" + outputs.at(i) + "}");
    }
    return frames + frame("flow_completed", "{\"result\":\"done\"}");
}

} // namespace

void TestOverrideDialog::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_stage = std::make_unique<FlowStage>();
    m_dialog = std::make_unique<NoukaiOverrideDialog>();
    m_dialog->setFlow(&m_stage->flow);
}

void TestOverrideDialog::cleanup()
{
    m_dialog.reset();
    m_stage.reset();
}

bool TestOverrideDialog::reach(NoukaiFlow::State state)
{
    return m_stage->reach(state) && QTest::qWaitFor([this] { return m_dialog->timeline()->count() == 7; });
}

bool TestOverrideDialog::run(const QByteArray &frames)
{
    m_stage->server.addRawFlow(m_stage->flow.identifier(), frames);
    m_stage->server.setManualDelivery(false);
    m_stage->flow.start();
    return QTest::qWaitFor([this] { return m_stage->flow.state() == NoukaiFlow::Completed; });
}

void TestOverrideDialog::write(QPlainTextEdit *edit, const QString &text)
{
    edit->setFocus();
    QTest::keySequence(edit, QKeySequence::SelectAll);
    QTest::keyClick(edit, Qt::Key_Delete);
    for (const QChar c : text) {
        if (c == u'\n')
            QTest::keyClick(edit, Qt::Key_Return);
        else
            QTest::sendKeyEvent(QTest::Click, edit, Qt::Key_unknown, QString(c), Qt::NoModifier);
    }
}

void TestOverrideDialog::opensFromAStepInOneLine()
{
    NoukaiStepList list;
    list.setFlow(&m_stage->flow);
    connect(&list, &NoukaiStepList::editRequested, m_dialog.get(), &NoukaiOverrideDialog::edit);
    QVERIFY(reach());
    QVERIFY(!m_dialog->isVisible());
    Q_EMIT list.editRequested(1);
    QVERIFY(m_dialog->isVisible() && m_dialog->isModal());
    QCOMPARE(m_dialog->stepIndex(), 1);
    QCOMPARE(m_dialog->windowTitle(), u"Run again from step 2"_s);
    QCOMPARE(chooser()->count(), 1);
    QCOMPARE(replacement()->toPlainText(), u"done"_s); // of the step before
    QCOMPARE(settings()->toPlainText(), u"{}"_s);
    QCOMPARE(label(u"summary"_s), u"Nothing will change."_s);
    QVERIFY(button(u"accept"_s)->isPossible());
    m_dialog->edit(0); // nothing is before it
    QVERIFY(!chooser()->isVisible() && !replacement()->isVisible());
    QVERIFY(settings()->isVisible());
}

void TestOverrideDialog::replacedOutputRunsAgain()
{
    QVERIFY(reach());
    m_dialog->edit(1);
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    write(replacement(), u"other"_s);
    QVERIFY2(label(u"summary"_s).startsWith(u"Will change: the output of "_s), qPrintable(label(u"summary"_s)));
    QCOMPARE(m_dialog->inputOverrides(), (QJsonObject{{u"s1"_s, u"other"_s}}));
    QVERIFY(m_stage->flow.inputOverrides().isEmpty()); // nothing before it is accepted
    m_stage->server.clearRequests();
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    click(u"accept"_s);
    QCOMPARE(accepted.size(), 1);
    QVERIFY(!m_dialog->isVisible());
    QTRY_COMPARE(m_stage->server.requests().size(), 1);
    const QJsonObject body = QJsonDocument::fromJson(m_stage->server.requests().constFirst().body).object();
    QCOMPARE(body.value("stepIndex"_L1).toInt(), 1);
    QCOMPARE(body.value("inputOverrides"_L1).toObject().value("s1"_L1).toString(), u"other"_s);
}

void TestOverrideDialog::jsonStaysJson()
{
    QVERIFY(run(runOf({"{\"a\":[1,2.5]}", "\"text\"", "\"end\""})));
    QTRY_COMPARE(m_dialog->timeline()->count(), 3);
    m_dialog->setReruns(false);
    QCOMPARE(button(u"accept"_s)->words(), u"Apply"_s);
    m_dialog->setAcceptText(u"Go"_s);
    QCOMPARE(button(u"accept"_s)->words(), u"Go"_s);
    m_dialog->setAcceptText({});
    QCOMPARE(button(u"accept"_s)->words(), u"Apply"_s);
    m_dialog->edit(2);
    QCOMPARE(chooser()->currentText(), u"Name 1"_s);
    QCOMPARE(chooser()->itemText(0), u"Name 0"_s);
    write(replacement(), u"[1]"_s); // a text stays a text
    chooser()->setFocus();
    QTest::keyClick(chooser(), Qt::Key_Up);
    QCOMPARE(chooser()->currentIndex(), 0);
    QVERIFY(replacement()->toPlainText().contains(u"2.5"_s));
    write(replacement(), u"{\"a\": "_s);
    QVERIFY2(label(u"problem"_s).startsWith(u"This is no JSON"_s), qPrintable(label(u"problem"_s)));
    QVERIFY(!button(u"accept"_s)->isPossible());
    write(replacement(), u"{\"a\": 7}"_s);
    QVERIFY2(button(u"accept"_s)->isPossible(), qPrintable(m_dialog->problem()));
    click(u"accept"_s);
    QCOMPARE(m_stage->flow.inputOverrides(), (QJsonObject{{u"s0"_s, QJsonObject{{u"a"_s, 7}}}, {u"s1"_s, u"[1]"_s}}));
    QCOMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
}

// What is written is there again, though it cannot be used; and what is written back is no change.
void TestOverrideDialog::textsOfSeveralStepsAreKept()
{
    QVERIFY(run(runOf({"{\"a\":1}", "\"text\"", "\"end\""})));
    QTRY_COMPARE(m_dialog->timeline()->count(), 3);
    m_dialog->edit(2);
    chooser()->setFocus();
    QTest::keyClick(chooser(), Qt::Key_Up);
    const QString before = replacement()->toPlainText();
    write(replacement(), u"{\"a\""_s);
    chooser()->setFocus();
    QTest::keyClick(chooser(), Qt::Key_Down);
    QCOMPARE(replacement()->toPlainText(), u"text"_s);
    QVERIFY2(m_dialog->problem().startsWith(u"Name 0: This is no JSON"_s), qPrintable(m_dialog->problem()));
    click(u"accept"_s);
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());
    QTest::keyClick(chooser(), Qt::Key_Up);
    QCOMPARE(replacement()->toPlainText(), u"{\"a\""_s);
    write(replacement(), before);
    QCOMPARE(label(u"summary"_s), u"Nothing will change."_s);
    QVERIFY(m_dialog->inputOverrides().isEmpty() && m_dialog->problem().isEmpty());
}

void TestOverrideDialog::invalidSettingsAreRefused_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("says"); // a part of it
    QTest::newRow("object") << u"{\"temperature\": 0.2}"_s << QString();
    QTest::newRow("empty object") << u"{}"_s << QString();
    QTest::newRow("no JSON") << u"{\"temperature\": }"_s << u"This is no JSON"_s;
    QTest::newRow("nothing") << QString() << u"Settings are a JSON object: {…}"_s;
    QTest::newRow("list") << u"[1]"_s << u"Settings are a JSON object: {…}"_s;
    QTest::newRow("null") << u"null"_s << u"Settings are a JSON object: {…}"_s;
}

void TestOverrideDialog::invalidSettingsAreRefused()
{
    QFETCH(QString, written);
    QFETCH(QString, says);
    QVERIFY(reach());
    m_dialog->edit(2);
    write(settings(), written);
    QVERIFY2(m_dialog->problem().contains(says), qPrintable(m_dialog->problem()));
    QCOMPARE(button(u"accept"_s)->isPossible(), says.isEmpty());
    QCOMPARE(button(u"accept"_s)->disabledReason(), m_dialog->problem());
    QCOMPARE(label(u"problem"_s), m_dialog->problem());
    if (says.isEmpty())
        return;
    m_stage->server.clearRequests();
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible() && m_stage->flow.blockOverrides().isEmpty());
    QCOMPARE(settings()->toPlainText(), written);
}

void TestOverrideDialog::settingsAreAppliedWithoutARun()
{
    QVERIFY(run(runOf({"1", "2"})));
    QTRY_COMPARE(m_dialog->timeline()->count(), 2);
    m_dialog->setReruns(false);
    m_dialog->edit(1);
    write(settings(), u"{\"prompt\": \"be brief\"}"_s);
    QCOMPARE(label(u"summary"_s), u"Will change: the settings of this step"_s);
    click(u"accept"_s);
    QCOMPARE(m_stage->flow.blockOverrides(), (QJsonObject{{u"s1"_s, QJsonObject{{u"prompt"_s, u"be brief"_s}}}}));
    m_dialog->edit(1);
    QVERIFY(settings()->toPlainText().contains(u"be brief"_s));
    write(settings(), u"{}"_s);
    click(u"accept"_s);
    QVERIFY(m_stage->flow.blockOverrides().isEmpty());
}

void TestOverrideDialog::runningFlowIsNotChanged()
{
    QVERIFY(reach(NoukaiFlow::Running));
    m_dialog->edit(1);
    write(replacement(), u"other"_s);
    QCOMPARE(m_dialog->problem(), u"Possible once the run has ended"_s);
    click(u"accept"_s);
    QVERIFY(m_dialog->isVisible() && m_stage->flow.inputOverrides().isEmpty());
    m_stage->flow.cancel();
    QTRY_VERIFY(m_dialog->problem().isEmpty());
    QCOMPARE(replacement()->toPlainText(), u"other"_s);
}

void TestOverrideDialog::refusedRunChangesNothing()
{
    QVERIFY(run(runOf({"1", "2"})));
    QTRY_COMPARE(m_dialog->timeline()->count(), 2);
    m_stage->flow.setInputOverrides({{u"s0"_s, 5}});
    m_dialog->edit(5); // which there is none of
    write(replacement(), u"6"_s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"can be run again from step"_s));
    click(u"accept"_s);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(m_dialog->problem(), u"The flow can be run again from step 1 to 2, not from step 6."_s);
    QCOMPARE(m_stage->flow.inputOverrides(), (QJsonObject{{u"s0"_s, 5}}));
    QCOMPARE(replacement()->toPlainText(), u"6"_s);
}

void TestOverrideDialog::earlierReplacementsAreShown()
{
    QVERIFY(run(runOf({"1", "2"})));
    QTRY_COMPARE(m_dialog->timeline()->count(), 2);
    m_stage->flow.setInputOverrides({{u"s0"_s, u"mine"_s}, {u"else"_s, true}});
    m_dialog->edit(1);
    QCOMPARE(replacement()->toPlainText(), u"mine"_s);
    m_dialog->setReruns(false);
    click(u"accept"_s);
    QCOMPARE(m_stage->flow.inputOverrides(), (QJsonObject{{u"else"_s, true}, {u"s0"_s, u"mine"_s}}));
}

void TestOverrideDialog::hostileOutputIsShownAsItIs()
{
    QVERIFY(run(runOf({"\"<b>x</b>\\u202Eexe.\"", "{\"\\u202E\":\"<b>\\u200B\"}", "1"})));
    QTRY_COMPARE(m_dialog->timeline()->count(), 3);
    m_dialog->edit(2);
    QVERIFY(!NoukaiText::hasDeceptive(replacement()->toPlainText()));
    QVERIFY(!replacement()->isReadOnly()); // JSON has escapes of its own
    write(replacement(), replacement()->toPlainText() + u' ');
    QVERIFY(m_dialog->inputOverrides().value(u"s1"_s).toObject().contains(u"\u202E"_s));
    chooser()->setFocus();
    QTest::keyClick(chooser(), Qt::Key_Up);
    QCOMPARE(replacement()->toPlainText(), u"<b>x</b>⟨U+202E⟩exe."_s);
    QVERIFY(replacement()->isReadOnly());
    QVERIFY(m_dialog->findChild<NoukaiActionButton *>(u"editRaw"_s)->isVisible());
    const auto labels = m_dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestOverrideDialog::flowMayGo()
{
    QVERIFY(reach());
    m_dialog->edit(1);
    m_stage.reset();
    QCOMPARE(m_dialog->flow(), nullptr);
    QCOMPARE(m_dialog->problem(), u"There is no flow."_s);
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());
    click(u"cancel"_s);
    QVERIFY(!m_dialog->isVisible());
}

void TestOverrideDialog::dialogMayGoInASlot()
{
    QVERIFY(reach());
    m_dialog->edit(1);
    write(replacement(), u"other"_s);
    connect(&m_stage->flow, &NoukaiFlow::stateChanged, this, [this] { m_dialog.reset(); });
    NoukaiOverrideDialog *dialog = m_dialog.get();
    dialog->accept();
    QVERIFY(!m_dialog);
    QCOMPARE(m_stage->flow.inputOverrides(), (QJsonObject{{u"s1"_s, u"other"_s}}));
}

void TestOverrideDialog::escapeChangesNothing()
{
    QVERIFY(reach());
    m_dialog->edit(1);
    write(replacement(), u"other"_s);
    QTest::keyClick(replacement(), Qt::Key_Return); // is a line of the text
    QVERIFY(m_dialog->isVisible());
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    QTest::keyClick(replacement(), Qt::Key_Escape);
    QCOMPARE(rejected.size(), 1);
    QVERIFY(m_stage->flow.inputOverrides().isEmpty());
    QCOMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    m_dialog->edit(1);
    QCOMPARE(replacement()->toPlainText(), u"done"_s);
}

void TestOverrideDialog::isReadByAssistance()
{
    QVERIFY(reach());
    m_dialog->edit(2);
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    const auto name = [](QWidget *widget) {
        return QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
    };
    QCOMPARE(QAccessible::queryAccessibleInterface(m_dialog.get())->role(), QAccessible::Dialog);
    QCOMPARE(chooser()->accessibleName(), u"Step whose output is replaced"_s);
    QCOMPARE(name(replacement()), u"Output that the step is given"_s);
    QCOMPARE(name(settings()), u"Settings of this step as JSON"_s);
    QCOMPARE(name(button(u"accept"_s)), u"Run again from here"_s);
    write(settings(), u"{"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(settings())->text(QAccessible::Description), m_dialog->problem());
    // All is reached by Tab.
    chooser()->setFocus();
    QSet<QWidget *> reached;
    for (int i = 0; i < 8; ++i) {
        reached << m_dialog->focusWidget();
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    }
    for (QWidget *part :
         {static_cast<QWidget *>(chooser()), static_cast<QWidget *>(replacement()), static_cast<QWidget *>(settings()),
          static_cast<QWidget *>(button(u"cancel"_s)), static_cast<QWidget *>(button(u"accept"_s))})
        QVERIFY2(reached.contains(part), qPrintable(part->objectName()));
}

void TestOverrideDialog::followsItsSurroundings()
{
    QVERIFY(reach());
    m_dialog->setLayoutDirection(Qt::RightToLeft);
    m_dialog->edit(2);
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    QVERIFY(button(u"accept"_s)->x() < button(u"cancel"_s)->x());
    write(replacement(), u"mine"_s);
    write(settings(), u"{"_s);
    Shouting shouting;
    QVERIFY(QCoreApplication::installTranslator(&shouting));
    QTRY_COMPARE(m_dialog->windowTitle(), u"RUN AGAIN FROM STEP 3"_s);
    QVERIFY(m_dialog->problem().startsWith(u"THIS IS NO JSON"_s));
    QCOMPARE(button(u"cancel"_s)->words(), u"CANCEL"_s);
    QCoreApplication::removeTranslator(&shouting);
    QTRY_COMPARE(m_dialog->windowTitle(), u"Run again from step 3"_s);
    QCOMPARE(replacement()->toPlainText(), u"mine"_s);
    QFont large = m_dialog->font();
    large.setPointSizeF(large.pointSizeF() * 2);
    const int before = m_dialog->sizeHint().height();
    m_dialog->setFont(large);
    QTRY_VERIFY(m_dialog->sizeHint().height() > before);
    QCOMPARE(replacement()->font().pointSizeF(), large.pointSizeF());
}

// What stands behind the fold of a step card.
void TestOverrideDialog::inputOfAStepIsATree()
{
    NoukaiStepCard card;
    NoukaiTimelineModel timeline;
    timeline.setFlow(&m_stage->flow);
    card.setTimeline(&timeline);
    QVERIFY(reach());
    QTRY_COMPARE(timeline.count(), 7);
    card.setAttemptId(timeline.index(2).data(NoukaiTimelineModel::AttemptIdRole).toInt());
    card.setExpanded(true);
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    auto *fold = card.findChild<QWidget *>(u"details"_s)->findChild<NoukaiActionButton *>();
    QCOMPARE(fold->words(), u"Show input"_s);
    QVERIFY(!card.findChild<NoukaiPayloadView *>());
    const int closed = card.sizeHint().height();
    QTest::mouseClick(fold, Qt::LeftButton);
    auto *input = card.findChild<NoukaiPayloadView *>(u"input"_s);
    QVERIFY(input && input->isVisible());
    QCOMPARE(input->title(), u"Input"_s);
    QTRY_VERIFY(card.sizeHint().height() > closed);
}

QTEST_MAIN(TestOverrideDialog)
#include "tst_overridedialog.moc"
