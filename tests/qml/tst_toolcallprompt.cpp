// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "quickparts.h"

#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitool.h>
#include <Noukai/noukaitoolcallmodel.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

#include <memory>

using namespace Qt::StringLiterals;
using namespace QuickParts;

// The tool-call prompt, used by mouse and keys.
class TestToolCallPrompt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void cleanup();

    void asks();
    void armsLater();
    void onlyCtrlEnterApproves();
    void typistKeepsFocus();
    void longArgumentsMustBeRead();
    void longLinesAreReadAndSentAsTheyWere();
    void longLinesAreEditedOnRequest();
    void valuesThatDoNotSuitAreShown();
    void deceptiveCharactersAreShown();
    void editedFieldsKeepTheirTypes();
    void optionalArgumentsAreLeftOut();
    void controlsSuitTheSchema();
    void invalidEditsBlock();
    void textThatIsNoJson();
    void badgeCountsWhatWaits();
    void denies();
    void deniesWithAReason();
    void answersByHand();
    void severalAreSentTogether();
    void approveAllKeepsEdits();
    void destructiveIsAskedEachTime();
    void alwaysSettlesTheOthers();
    void keepsARecord();
    void allTextIsPlain();
    void everyStopHasAName();
    void fits_data();
    void fits();

private:
    struct Call {
        QString id;
        QString name;
        QString arguments;
    };
    void open(bool mirrored = false);
    void wait(const QList<Call> &calls);
    void show(const QList<Call> &calls)
    {
        open();
        wait(calls);
    }
    QQuickItem *root() const { return m_view->rootObject(); }
    QQuickItem *prompt() const { return find(root(), u"prompt"_s); }
    QQuickItem *press(const QString &text);
    QQuickItem *editor(const QString &text) const;
    QQuickItem *view(const QString &name) const;
    QString sent() const;

    std::unique_ptr<FlowStage> m_stage;
    std::unique_ptr<NoukaiTool> m_tool;
    std::unique_ptr<QQuickView> m_view;
    QList<NoukaiToolCall> m_called;
};

void TestToolCallPrompt::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
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
    m_view = std::make_unique<QQuickView>();
}

void TestToolCallPrompt::cleanup()
{
    m_view.reset();
    m_stage.reset();
    m_tool.reset();
    NoukaiTheme::instance()->setReduceMotion(false);
}

void TestToolCallPrompt::open(bool mirrored)
{
    m_view->setInitialProperties({{u"flow"_s, QVariant::fromValue(&m_stage->flow)}, {u"mirrored"_s, mirrored}});
    m_view->setResizeMode(QQuickView::SizeRootObjectToView);
    m_view->setSource(QUrl::fromLocalFile(QStringLiteral(QML_TEST_DATA "/ToolCalls.qml")));
    QVERIFY(root());
    m_view->resize(700, 1400);
    m_view->show();
    m_view->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

// Runs the flow until it waits for \a calls.
void TestToolCallPrompt::wait(const QList<Call> &calls)
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
    QTRY_COMPARE(root()->property("needed").toInt(), int(calls.size()));
    // What the run goes on with.
    m_stage->server.addRawFlow(m_stage->flow.identifier(),
                               "event: flow_completed\ndata: {\"runId\":\"r1\",\"result\":\"done\"}\n\n");
    m_stage->server.clearRequests();
}

// Presses the button that says \a text once it can be pressed.
QQuickItem *TestToolCallPrompt::press(const QString &text)
{
    QQuickItem *pressed = nullptr;
    const bool there = QTest::qWaitFor([&] {
        m_view->grabWindow(); // lays out, and what moved takes no click for a moment
        pressed = button(prompt(), text);
        return pressed && pressed->isEnabled() && pressed->width() > 0;
    });
    if (!there) {
        qWarning("no button \"%s\" in:\n%s", qPrintable(text), qPrintable(seenText(prompt())));
        return nullptr;
    }
    click(pressed);
    return pressed;
}

// Where the text that contains \a text can be edited.
QQuickItem *TestToolCallPrompt::editor(const QString &text) const
{
    const auto items = itemsOf(prompt());
    for (QQuickItem *item : items) {
        if (item->inherits("QQuickTextEdit") && item->isVisible() && item->property("text").toString().contains(text))
            return item;
    }
    return nullptr;
}

// The list of blocks that is read as \a name.
QQuickItem *TestToolCallPrompt::view(const QString &name) const
{
    const auto items = itemsOf(prompt());
    for (QQuickItem *item : items) {
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(item);
        if (item->inherits("QQuickListView") && item->isVisible() && accessible &&
            accessible->text(QAccessible::Name) == name)
            return item;
    }
    return nullptr;
}

// What the last request told the server.
QString TestToolCallPrompt::sent() const
{
    const auto requests = m_stage->server.requests();
    return requests.isEmpty() ? QString() : QString::fromUtf8(requests.constLast().body);
}

void TestToolCallPrompt::asks()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"old.txt\"}"_s}});
    const QString text = seenText(prompt());
    QVERIFY2(text.contains(u"Allow delete_file?"_s), qPrintable(text));
    QVERIFY(text.contains(u"Step Clean up · acme/demo/stage · round 1 of 10"_s));
    QVERIFY(text.contains(u"Removes a file."_s));
    QVERIFY(text.contains(u"old.txt"_s));
    // The heading has the focus, and no button.
    QQuickItem *focused = m_view->activeFocusItem();
    QVERIFY(focused);
    QAccessibleInterface *heading = QAccessible::queryAccessibleInterface(focused);
    QVERIFY(heading);
    QCOMPARE(heading->text(QAccessible::Name), u"Allow delete_file?"_s);
    QCOMPARE(heading->role(), QAccessible::Heading);
}

void TestToolCallPrompt::armsLater()
{
    open();
    prompt()->setProperty("armDelay", 60000);
    wait({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"old.txt\"}"_s}});
    QTRY_COMPARE(description(button(prompt(), u"Approve"_s)), u"The question has only just appeared."_s);
    QVERIFY(!button(prompt(), u"Approve"_s)->isEnabled());
    QVERIFY(!button(prompt(), u"Deny"_s)->isEnabled());
    click(button(prompt(), u"Approve"_s));
    QTest::keyClick(m_view.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_stage->flow.toolCalls().size(), 1);
    prompt()->setProperty("armDelay", 1);
    QTRY_VERIFY(button(prompt(), u"Approve"_s)->isEnabled());
}

void TestToolCallPrompt::onlyCtrlEnterApproves()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"old.txt\"}"_s}});
    QTRY_VERIFY(button(prompt(), u"Approve"_s)->isEnabled());
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape, Qt::Key_Space})
        QTest::keyClick(m_view.get(), key);
    QCOMPARE(m_stage->flow.toolCalls().size(), 1);
    button(prompt(), u"Approve"_s)->forceActiveFocus(Qt::TabFocusReason);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape})
        QTest::keyClick(m_view.get(), key);
    QCOMPARE(m_stage->flow.toolCalls().size(), 1);
    // Not from outside of the card.
    find(root(), u"elsewhere"_s)->forceActiveFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_stage->flow.toolCalls().size(), 1);
    button(prompt(), u"Deny"_s)->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(m_view.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_called.size(), 1);
    QCOMPARE(root()->property("decidedId").toString(), u"c1"_s);
    QCOMPARE(root()->property("decision").toInt(), int(NoukaiToolCallModel::Approved));
}

void TestToolCallPrompt::typistKeepsFocus()
{
    open();
    QQuickItem *elsewhere = find(root(), u"elsewhere"_s);
    elsewhere->forceActiveFocus();
    wait({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"old.txt\"}"_s}});
    QTRY_VERIFY(button(prompt(), u"Approve"_s)->isEnabled());
    QTest::keyClick(m_view.get(), Qt::Key_X);
    QCOMPARE(elsewhere->property("text").toString(), u"x"_s);
}

void TestToolCallPrompt::longArgumentsMustBeRead()
{
    const QString path = u"a line\\n"_s.repeated(200);
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\""_s + path + u"the end\"}"_s}});
    QTRY_VERIFY(button(prompt(), u"Deny"_s)->isEnabled());
    QVERIFY(!button(prompt(), u"Approve"_s)->isEnabled());
    QCOMPARE(description(button(prompt(), u"Approve"_s)), u"Read the arguments to their end first."_s);
    QTest::keyClick(m_view.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_stage->flow.toolCalls().size(), 1);
    QQuickItem *text = editor(u"the end"_s);
    QVERIFY(text);
    text->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ControlModifier);
    QTRY_VERIFY(button(prompt(), u"Approve"_s)->isEnabled());
}

// A megabyte without a line break, which no text edit lays out in time.
void TestToolCallPrompt::longLinesAreReadAndSentAsTheyWere()
{
    const QString path(1 << 20, u'a');
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\""_s + path + u"\"}"_s}});
    QTRY_VERIFY(button(prompt(), u"Deny"_s)->isEnabled());
    QCOMPARE(description(button(prompt(), u"Approve"_s)), u"Read the arguments to their end first."_s);
    QQuickItem *blocks = view(u"path"_s);
    QVERIFY(blocks);
    blocks->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(m_view.get(), Qt::Key_PageDown);
    QCOMPARE(description(button(prompt(), u"Approve"_s)), u"Read the arguments to their end first."_s);
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ControlModifier);
    QTRY_VERIFY(button(prompt(), u"Approve"_s)->isEnabled());
    QTest::keySequence(m_view.get(), QKeySequence::SelectAll);
    QTest::keySequence(m_view.get(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text().size(), path.size());
    QVERIFY(QGuiApplication::clipboard()->text() == path);
    QVERIFY(press(u"Approve"_s));
    QTRY_COMPARE(m_called.size(), 1);
    QVERIFY(m_called.constFirst().arguments() == QJsonValue(QJsonObject{{u"path"_s, path}}));
}

void TestToolCallPrompt::longLinesAreEditedOnRequest()
{
    const QString path(1 << 16, u'a');
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\""_s + path + u"\"}"_s}});
    QVERIFY(view(u"path"_s));
    QVERIFY(press(u"Edit as it is"_s));
    QTRY_VERIFY(editor(path));
    QQuickItem *text = editor(path);
    text->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_B);
    QTRY_VERIFY(button(prompt(), u"Approve edited"_s));
    QVERIFY(text->hasActiveFocus());
    QVERIFY(press(u"Approve edited"_s));
    QTRY_COMPARE(m_called.size(), 1);
    QVERIFY(m_called.constFirst().arguments() == QJsonValue(QJsonObject{{u"path"_s, QString(path + u'b')}}));
}

// A check box knows two values and a spin box those between its ends, the model any.
void TestToolCallPrompt::valuesThatDoNotSuitAreShown()
{
    show({{u"c1"_s, u"delete_file"_s,
           u"{\"path\":\"old.txt\",\"force\":\"always\",\"count\":500,\"mode\":\"burn\"}"_s}});
    QString text = seenText(prompt());
    const auto items = itemsOf(prompt());
    for (QQuickItem *item : items) {
        if (item->inherits("QQuickComboBox"))
            text += item->property("displayText").toString();
    }
    for (const QString &value : {u"always"_s, u"500"_s, u"burn"_s})
        QVERIFY2(text.contains(value), qPrintable(text));
    QVERIFY(press(u"Approve"_s));
    QTRY_COMPARE(m_called.size(), 1);
    QCOMPARE(m_called.constFirst().arguments()[u"count"_s], 500);
}

void TestToolCallPrompt::deceptiveCharactersAreShown()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"cod\u202Etxt.exe\"}"_s}});
    const QString text = seenText(prompt());
    QVERIFY2(text.contains(u"cod⟨U+202E⟩txt.exe"_s), qPrintable(text));
    QVERIFY(!text.contains(QChar(0x202E)));
    QVERIFY(text.contains(u"There are characters in it that cannot be seen"_s));
}

void TestToolCallPrompt::editedFieldsKeepTheirTypes()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"old.txt\",\"count\":2,\"more\":[1,{\"a\":null}]}"_s}});
    QQuickItem *text = editor(u"old.txt"_s);
    QVERIFY(text);
    click(text);
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ControlModifier);
    for (const Qt::Key key : {Qt::Key_Backspace, Qt::Key_Backspace, Qt::Key_Backspace, Qt::Key_M, Qt::Key_D})
        QTest::keyClick(m_view.get(), key);
    QCOMPARE(text->property("text").toString(), u"old.md"_s);
    QVERIFY(press(u"Approve edited"_s));
    QTRY_COMPARE(m_called.size(), 1);
    QCOMPARE(m_called.constFirst().arguments(),
             QJsonValue(QJsonDocument::fromJson(R"({"path":"old.md","count":2,"more":[1,{"a":null}]})").object()));
    QCOMPARE(root()->property("decision").toInt(), int(NoukaiToolCallModel::ApprovedEdited));
}

void TestToolCallPrompt::optionalArgumentsAreLeftOut()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"old.txt\",\"mode\":\"trash\"}"_s}});
    QQuickItem *leaveOut = find(prompt(), u"leaveOut"_s); // that of the mode: the path is required
    QVERIFY(leaveOut);
    click(leaveOut);
    QTRY_VERIFY(!find(prompt(), u"leaveOut"_s));
    QTRY_VERIFY(button(prompt(), u"Approve edited"_s));
    QTRY_VERIFY(button(prompt(), u"Approve edited"_s)->isEnabled());
    QVERIFY(press(u"Approve edited"_s));
    QTRY_COMPARE(m_called.size(), 1);
    QCOMPARE(m_called.constFirst().arguments(), QJsonObject({{u"path"_s, u"old.txt"_s}}));
}

void TestToolCallPrompt::controlsSuitTheSchema()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"old.txt\",\"count\":2,\"mode\":\"trash\",\"force\":false}"_s}});
    QHash<QString, QQuickItem *> controls;
    const auto items = itemsOf(prompt());
    for (QQuickItem *item : items) {
        for (const char *type : {"QQuickComboBox", "QQuickCheckBox", "QQuickSpinBox"}) {
            if (item->inherits(type))
                controls.insert(QString::fromLatin1(type), item);
        }
    }
    QCOMPARE(controls.size(), 3);
    QCOMPARE(controls[u"QQuickComboBox"_s]->property("displayText").toString(), u"trash"_s);
    click(controls[u"QQuickCheckBox"_s]);
    controls[u"QQuickSpinBox"_s]->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    controls[u"QQuickComboBox"_s]->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QVERIFY(press(u"Approve edited"_s));
    QTRY_COMPARE(m_called.size(), 1);
    QCOMPARE(
        m_called.constFirst().arguments(),
        QJsonValue(QJsonDocument::fromJson(R"({"path":"old.txt","count":3,"mode":"shred","force":true})").object()));
}

void TestToolCallPrompt::invalidEditsBlock()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"old.txt\"}"_s}});
    QVERIFY(press(u"Show as JSON"_s));
    QQuickItem *text = editor(u"{"_s);
    QVERIFY(text);
    click(text);
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Backspace);
    QTRY_VERIFY(button(prompt(), u"Approve edited"_s));
    QTRY_COMPARE(description(button(prompt(), u"Approve edited"_s)), u"The edited arguments are not valid."_s);
    QVERIFY(!button(prompt(), u"Approve edited"_s)->isEnabled());
    QVERIFY(seenText(prompt()).contains(u"This is no JSON"_s));
    QVERIFY(press(u"Undo changes"_s));
    QTRY_VERIFY(button(prompt(), u"Approve"_s));
    QTRY_VERIFY(button(prompt(), u"Approve"_s)->isEnabled());
}

void TestToolCallPrompt::textThatIsNoJson()
{
    show({{u"c1"_s, u"delete_file"_s, u"path = old.txt"_s}});
    const QString text = seenText(prompt());
    QVERIFY2(text.contains(u"path = old.txt"_s), qPrintable(text));
    QVERIFY(text.contains(u"The arguments are no JSON object."_s));
    QVERIFY(press(u"Approve"_s));
    QTRY_COMPARE(m_called.size(), 1);
    QCOMPARE(m_called.constFirst().argumentsText(), u"path = old.txt"_s);
}

void TestToolCallPrompt::badgeCountsWhatWaits()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"a\"}"_s}, {u"c2"_s, u"delete_file"_s, u"{\"path\":\"b\"}"_s}});
    QCOMPARE(root()->property("badge").toInt(), 2);
    QVERIFY(press(u"Deny"_s));
    QTRY_COMPARE(root()->property("badge").toInt(), 1);
    m_stage->flow.cancel();
    QTRY_COMPARE(root()->property("badge").toInt(), 0);
}

void TestToolCallPrompt::denies()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"old.txt\"}"_s}});
    prompt()->setProperty("refusalTemplate", u"No %1. %2"_s);
    QCOMPARE(description(button(prompt(), u"Deny"_s)).isEmpty(), false);
    QVERIFY(press(u"Deny"_s));
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QVERIFY2(sent().contains(u"No delete_file."_s), qPrintable(sent()));
    QVERIFY(m_called.isEmpty());
}

void TestToolCallPrompt::deniesWithAReason()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"old.txt\"}"_s}});
    prompt()->setProperty("refusalTemplate", u"No %1: %2"_s);
    QVERIFY(press(u"Deny with a reason"_s));
    QQuickItem *words = find(prompt(), u"words"_s);
    QVERIFY(words);
    click(words);
    QTest::keyClick(m_view.get(), Qt::Key_W);
    QTest::keyClick(m_view.get(), Qt::Key_Y);
    QVERIFY2(seenText(prompt()).contains(u"The model is told: No delete_file: wy"_s), qPrintable(seenText(prompt())));
    QVERIFY(press(u"Deny with this reason"_s));
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QVERIFY2(sent().contains(u"No delete_file: wy"_s), qPrintable(sent()));
}

void TestToolCallPrompt::answersByHand()
{
    show({{u"c1"_s, u"ask_oracle"_s, u"{\"question\":\"why\"}"_s}});
    QVERIFY(seenText(prompt()).contains(u"Answer for ask_oracle?"_s));
    QVERIFY(!button(prompt(), u"Approve"_s)->isEnabled());
    QVERIFY(description(button(prompt(), u"Approve"_s)).startsWith(u"The application does not know this tool."_s));
    QQuickItem *words = find(prompt(), u"words"_s);
    QVERIFY(words); // nothing else is to be done, so it is there
    click(words);
    QTest::keyClick(m_view.get(), Qt::Key_4);
    QTest::keyClick(m_view.get(), Qt::Key_2);
    QVERIFY(press(u"Use this answer"_s));
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QVERIFY2(sent().contains(u"\"42\""_s), qPrintable(sent()));
}

void TestToolCallPrompt::severalAreSentTogether()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"a\"}"_s}, {u"c2"_s, u"delete_file"_s, u"{\"path\":\"b\"}"_s}});
    QVERIFY(seenText(prompt()).contains(u"0 of 2 decided"_s));
    QVERIFY(!button(prompt(), u"Send decisions"_s)->isEnabled());
    QVERIFY(press(u"Approve"_s));
    QTRY_VERIFY(seenText(prompt()).contains(u"1 of 2 decided"_s));
    QCOMPARE(m_stage->flow.toolCalls().size(), 2); // nothing went yet
    QVERIFY(seenText(prompt()).contains(u"Approved, not sent yet"_s));
    QVERIFY(press(u"Change"_s));
    QTRY_VERIFY(seenText(prompt()).contains(u"0 of 2 decided"_s));
    QVERIFY(press(u"Deny"_s));
    QTRY_VERIFY(seenText(prompt()).contains(u"1 of 2 decided"_s));
    QVERIFY(press(u"Approve"_s));
    QTRY_VERIFY(seenText(prompt()).contains(u"2 of 2 decided"_s));
    QVERIFY(m_called.isEmpty());
    QVERIFY(press(u"Send decisions"_s));
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QCOMPARE(m_called.size(), 1);
    QCOMPARE(m_called.constFirst().id(), u"c2"_s);
}

void TestToolCallPrompt::approveAllKeepsEdits()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"a\"}"_s}, {u"c2"_s, u"delete_file"_s, u"{\"path\":\"b\"}"_s}});
    click(editor(u"a"_s));
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Z);
    QVERIFY(press(u"Approve all"_s));
    QVERIFY(press(u"Send decisions"_s));
    QTRY_COMPARE(m_called.size(), 2);
    QCOMPARE(m_called.at(0).arguments(), QJsonValue(QJsonObject{{u"path"_s, u"az"_s}}));
    QCOMPARE(m_called.at(1).arguments(), QJsonValue(QJsonObject{{u"path"_s, u"b"_s}}));
}

void TestToolCallPrompt::destructiveIsAskedEachTime()
{
    m_tool->setDestructive(true);
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"a\"}"_s}, {u"c2"_s, u"delete_file"_s, u"{\"path\":\"b\"}"_s}});
    QVERIFY(seenText(prompt()).contains(u"This tool can do harm that cannot be undone."_s));
    QVERIFY(!button(prompt(), u"Always in this run"_s));
    QVERIFY(!button(prompt(), u"Approve all"_s)->isEnabled());
}

void TestToolCallPrompt::alwaysSettlesTheOthers()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"a\"}"_s}, {u"c2"_s, u"delete_file"_s, u"{\"path\":\"b\"}"_s}});
    QVERIFY(press(u"Always in this run"_s));
    QTRY_COMPARE(m_called.size(), 2);
    QTRY_VERIFY2(seenText(prompt()).contains(u"by policy: you allowed this tool for the run"_s),
                 qPrintable(seenText(prompt())));
}

void TestToolCallPrompt::keepsARecord()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"old.txt\"}"_s}});
    QVERIFY(press(u"Approve"_s));
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QTRY_VERIFY2(seenText(prompt()).contains(u"Approved, by you"_s), qPrintable(seenText(prompt())));
    QVERIFY(!button(prompt(), u"Approve"_s));
    QVERIFY(press(u"Show details"_s));
    const QString text = seenText(prompt());
    QVERIFY2(text.contains(u"Proposed\n{\"path\":\"old.txt\"}"_s), qPrintable(text));
    QVERIFY2(text.contains(u"Answer\ngone"_s), qPrintable(text));
}

void TestToolCallPrompt::allTextIsPlain()
{
    show({{u"c1"_s, u"<b>bold</b>"_s, u"{\"<i>\":\"<img src='http://evil'>\",\"n\":1.5,\"b\":true}"_s}});
    QCOMPARE(richText(prompt()), QString());
    QVERIFY(press(u"Show as JSON"_s));
    QCOMPARE(richText(prompt()), QString());
}

void TestToolCallPrompt::everyStopHasAName()
{
    show({{u"c1"_s, u"delete_file"_s, u"{\"path\":\"old.txt\",\"count\":2,\"mode\":\"trash\",\"force\":false}"_s}});
    QVERIFY(press(u"Deny with a reason"_s));
    QQuickItem *nameless = namelessStop(prompt());
    QVERIFY2(!nameless, nameless ? nameless->metaObject()->className() : "");
}

void TestToolCallPrompt::fits_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("mirrored");
    QTest::newRow("wide") << 700 << false;
    QTest::newRow("narrow") << 320 << false;
    QTest::newRow("narrow, right to left") << 320 << true;
}

void TestToolCallPrompt::fits()
{
    QFETCH(int, width);
    QFETCH(bool, mirrored);
    open(mirrored);
    wait({{u"c1"_s, u"delete_file_with_a_long_name"_s.repeated(3), u"{\"path\":\"old.txt\",\"count\":2}"_s}});
    m_view->resize(width, 1400);
    QTRY_COMPARE(int(root()->width()), width);
    QVERIFY(press(u"Answer by hand"_s));
    m_view->grabWindow(); // lays out
    QQuickItem *item = outside(prompt());
    QVERIFY2(!item, item ? qPrintable(item->property("text").toString()) : "");
}

QTEST_MAIN(TestToolCallPrompt)
#include "tst_toolcallprompt.moc"
