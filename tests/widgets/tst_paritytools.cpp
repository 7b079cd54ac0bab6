// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "paritybench.h"

#include <stagescript.h>

#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitool.h>
#include <Noukai/noukaitoolcalldialog.h>
#include <Noukai/noukaitoolcallprompt.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace
{

// What a person does with what is asked: presses a button, or writes in a field.
struct Deed {
    QString name;
    QString text = {};
    bool writes = false;
};

Deed presses(const QString &name)
{
    return {name};
}

Deed writes(const QString &name, const QString &text)
{
    return {name, text, true};
}

// A run that waits for answers to tool calls.
class Asked : public FlowStage
{
public:
    explicit Asked(const QList<StageToolCall> &calls);
    // What was sent to the server last.
    QJsonObject sent() const { return server.requests().constLast().json(); }

private:
    void serve(const StageScript &script);
};

Asked::Asked(const QList<StageToolCall> &calls)
{
    const auto schema = QJsonDocument::fromJson(R"({"type": "object", "required": ["orderId", "amount"], "properties": {
        "orderId": {"type": "string"}, "amount": {"type": "number"}, "count": {"type": "integer"},
        "reason": {"enum": ["damaged", "late", "unwanted"]}, "notify": {"type": "boolean"}}})");
    auto *refund = new NoukaiTool(u"issue_refund"_s, u"Sends money back to the customer."_s, schema.object(), &flow);
    auto *note = new NoukaiTool(u"add_note"_s, u"Adds a note to an order."_s, {}, &flow);
    for (NoukaiTool *tool : {refund, note})
        tool->setHandler([](const NoukaiToolCall &call) { return QString(u"done: "_s + call.argumentsText()); });
    note->setDestructive(true);
    flow.setTools({refund, note});
    server.setManualDelivery(false);
    serve(StageScript().runStarted(5).classified().searched().answering().toolCalls(calls));
    flow.start();
    if (!QTest::qWaitFor([this] { return flow.state() == NoukaiFlow::AwaitingTools; }))
        qFatal("no tool call");
    serve(StageScript(13000).answered().checked().logged().flowCompleted());
}

void Asked::serve(const StageScript &script)
{
    QByteArray frames;
    const QList<StageFrame> all = script.frames();
    for (const StageFrame &frame : all)
        frames += frame.sse;
    server.addRawFlow(flow.identifier(), frames);
}

const StageToolCall Refund{"c1", "issue_refund",
                           R"({"orderId":"A-10427","amount":89.9,"count":2,"reason":"unwanted","notify":true})"};
const StageToolCall Again{"c4", "issue_refund", R"({"orderId":"A-2","amount":1})"};
const StageToolCall Note{"c2", "add_note", R"({"orderId":"A-10427","text":"Customer wrote twice."})"};
const StageToolCall Mail{"c3", "send_mail", R"({"to":"jo@example.org","subject":"Your refund"})"};
const StageToolCall Bare{"c5", "add_note", ""};
const StageToolCall Hostile{
    "c6", "issue_refund",
    "{\"orderId\":\"A-10427\\u202e72401-B\",\"amount\":1e9,\"reason\":\"<b>ok\\u200b</b>\",\"\\u2066x\":null}"};
const StageToolCall Unparsed{"c7", "issue_refund", R"({"orderId": A-10427, "amount")"};

// Does it as soon as it is possible.
bool does(const std::function<QAccessibleInterface *()> &read, const Deed &deed)
{
    if (deed.writes)
        return QTest::qWaitFor([&] { return Parity::write(read(), deed.name, deed.text); });
    return QTest::qWaitFor([&] {
        QAccessibleInterface *button = Parity::find(read(), QAccessible::Button, deed.name);
        if (!button)
            button = Parity::find(read(), QAccessible::CheckBox, deed.name);
        return button && !button->text(QAccessible::Description).startsWith(u"Not available."_s) &&
               Parity::press(read(), deed.name);
    });
}

QStringList decisions(const QSignalSpy &spy)
{
    QStringList told;
    for (const QList<QVariant> &call : spy)
        told << call.at(0).toString() + u": "_s + QString::number(call.at(1).toInt());
    told.sort();
    return told;
}

} // namespace

// A tool call is asked about in the same words, can be decided in the same ways, and the same is sent.
class TestParityTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QGuiApplication::setQuitOnLastWindowClosed(false); }
    void init();
    void cleanup() { NoukaiTheme::instance()->setReduceMotion(false); }
    void decides_data();
    void decides();
    void dialogSaysTheSame();
    void runEndsUndecided();
};

void TestParityTools::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    NoukaiTheme::instance()->setReduceMotion(true);
}

void TestParityTools::decides_data()
{
    QTest::addColumn<QList<StageToolCall>>("calls");
    QTest::addColumn<QList<Deed>>("deeds");
    QTest::addColumn<bool>("sends"); // whether the run goes on then
    const QList one{Refund};
    const auto details = presses(u"Show details"_s);
    QTest::newRow("approve") << one << QList{presses(u"Approve"_s)} << true;
    QTest::newRow("approve, and look back") << one << QList{presses(u"Approve"_s), details} << true;
    QTest::newRow("approve edited") << one
                                    << QList{writes(u"orderId"_s, u"A-1"_s), presses(u"Approve edited"_s), details}
                                    << true;
    QTest::newRow("edited and undone") << one
                                       << QList{writes(u"orderId"_s, u"A-1"_s), presses(u"Undo changes"_s),
                                                presses(u"Approve"_s)}
                                       << true;
    QTest::newRow("edited to what is not valid") << one << QList{writes(u"amount"_s, u"much"_s)} << false;
    QTest::newRow("left out") << one << QList{presses(u"Leave out reason"_s), presses(u"Approve edited"_s)} << true;
    QTest::newRow("unticked") << one << QList{presses(u"notify"_s), presses(u"Approve edited"_s)} << true;
    QTest::newRow("edited as JSON") << one
                                    << QList{presses(u"Show as JSON"_s),
                                             writes(u"Arguments as JSON"_s, u"{\"orderId\": \"B\", \"amount\": 2}"_s),
                                             presses(u"Approve edited"_s), details}
                                    << true;
    QTest::newRow("broken as JSON") << one << QList{presses(u"Show as JSON"_s), writes(u"Arguments as JSON"_s, u"{"_s)}
                                    << false;
    QTest::newRow("deny") << one << QList{presses(u"Deny"_s), details} << true;
    QTest::newRow("deny with a reason") << one
                                        << QList{presses(u"Deny with a reason"_s), writes(u"Reason"_s, u"Too much"_s),
                                                 presses(u"Deny with this reason"_s), details}
                                        << true;
    QTest::newRow("answer by hand") << one
                                    << QList{presses(u"Answer by hand"_s),
                                             writes(u"Answer in place of the tool"_s, u"It was\ndone"_s),
                                             presses(u"Use this answer"_s), details}
                                    << true;
    QTest::newRow("always") << one << QList{presses(u"Always in this run"_s), details} << true;
    QTest::newRow("always, for all that wait")
        << QList{Refund, Again, Note} << QList{presses(u"Always in this run"_s)} << false;
    QTest::newRow("several") << QList{Refund, Note, Mail}
                             << QList{presses(u"Approve"_s), presses(u"Deny"_s),
                                      writes(u"Answer in place of the tool"_s, u"sent"_s),
                                      presses(u"Use this answer"_s), presses(u"Send decisions"_s)}
                             << true;
    QTest::newRow("changed before it is sent") << QList{Refund, Again}
                                               << QList{presses(u"Approve"_s), presses(u"Change"_s), presses(u"Deny"_s),
                                                        presses(u"Approve"_s), presses(u"Send decisions"_s)}
                                               << true;
    QTest::newRow("all approved") << QList{Refund, Again} << QList{presses(u"Approve all"_s)} << false;
    QTest::newRow("not all can be approved") << QList{Refund, Mail} << QList<Deed>() << false;
    QTest::newRow("destructive, without arguments") << QList{Bare} << QList{presses(u"Approve"_s), details} << true;
    QTest::newRow("nobody has the tool") << QList{Mail} << QList<Deed>() << false;
    QTest::newRow("hostile") << QList{Hostile} << QList<Deed>() << false;
    QTest::newRow("hostile, as JSON") << QList{Hostile} << QList{presses(u"Show as JSON"_s)} << false;
    QTest::newRow("hostile, denied") << QList{Hostile} << QList{presses(u"Deny"_s), details} << true;
    QTest::newRow("unparsed") << QList{Unparsed} << QList<Deed>() << false;
    QTest::newRow("unparsed, mended") << QList{Unparsed}
                                      << QList{writes(u"Arguments as JSON"_s, u"{\"orderId\":\"A\",\"amount\":1}"_s),
                                               presses(u"Approve edited"_s), details}
                                      << true;
}

void TestParityTools::decides()
{
    QFETCH(QList<StageToolCall>, calls);
    QFETCH(QList<Deed>, deeds);
    QFETCH(bool, sends);
    Asked there(calls);
    Asked here(calls);
    const QuickPart quick("ToolCallPrompt", {{u"flow"_s, QVariant::fromValue(&there.flow)}, {u"armDelay"_s, 0}},
                          {700, 2000});
    NoukaiToolCallPrompt widget;
    widget.setArmDelay(0);
    widget.setFlow(&here.flow);
    widget.resize(700, 2000);
    widget.show();
    QSignalSpy decidedThere(quick.object(), SIGNAL(decided(QString, int)));
    QSignalSpy decidedHere(&widget, &NoukaiToolCallPrompt::decided);
    const auto readThere = [&] {
        return quick.read();
    };
    const auto readHere = [&] {
        return QAccessible::queryAccessibleInterface(&widget);
    };
    QVERIFY(QTest::qWaitFor([&] { return Parity::said(readHere()).size() > 3; }));
    COMPARE_SAID(quick.said(), Parity::said(readHere()));
    for (const Deed &deed : std::as_const(deeds)) {
        QVERIFY2(does(readThere, deed), qPrintable(deed.name + u'\n' + quick.said().join(u'\n')));
        QVERIFY2(does(readHere, deed), qPrintable(deed.name + u'\n' + Parity::said(readHere()).join(u'\n')));
        COMPARE_SAID(quick.said(), Parity::said(readHere()));
    }
    QCOMPARE(decisions(decidedThere), decisions(decidedHere));
    QTRY_COMPARE(here.flow.state(), sends ? NoukaiFlow::Completed : NoukaiFlow::AwaitingTools);
    QTRY_COMPARE(there.flow.state(), here.flow.state());
    QVERIFY(!sends || !decidedHere.isEmpty());
    QCOMPARE(there.sent(), here.sent());
    COMPARE_SAID(quick.said(), Parity::said(readHere()));
}

void TestParityTools::dialogSaysTheSame()
{
    Asked asked({Refund, Note});
    const QuickPart quick("ToolCallPrompt", {{u"flow"_s, QVariant::fromValue(&asked.flow)}, {u"armDelay"_s, 0}},
                          {700, 2000});
    NoukaiToolCallDialog dialog;
    dialog.prompt()->setArmDelay(0);
    dialog.setFlow(&asked.flow);
    dialog.resize(700, 2000);
    QTRY_VERIFY(dialog.isVisible());
    COMPARE_SAID(quick.said(), Parity::said(QAccessible::queryAccessibleInterface(dialog.prompt())));
    QSignalSpy there(quick.object(), SIGNAL(decided(QString, int)));
    QSignalSpy here(&dialog, &NoukaiToolCallDialog::decided);
    asked.flow.rejectToolCall(u"c1"_s, u"no"_s); // by the application
    COMPARE_SAID(quick.said(), Parity::said(QAccessible::queryAccessibleInterface(dialog.prompt())));
    asked.flow.rejectToolCall(u"c2"_s, u"no"_s);
    QTRY_VERIFY(!dialog.isVisible());
    QCOMPARE(decisions(there), decisions(here));
}

// What nobody answered says so.
void TestParityTools::runEndsUndecided()
{
    Asked asked({Refund, Note});
    const QuickPart quick("ToolCallPrompt", {{u"flow"_s, QVariant::fromValue(&asked.flow)}}, {700, 2000});
    NoukaiToolCallPrompt widget;
    widget.setFlow(&asked.flow);
    widget.resize(700, 2000);
    widget.show();
    QTRY_VERIFY(Parity::said(QAccessible::queryAccessibleInterface(&widget)).size() > 3);
    asked.flow.cancel();
    QTRY_COMPARE(widget.total(), 0);
    COMPARE_SAID(quick.said(), Parity::said(QAccessible::queryAccessibleInterface(&widget)));
}

QTEST_MAIN(TestParityTools)
#include "tst_paritytools.moc"
