// SPDX-License-Identifier: MIT
// What a person decides about tool calls, what is sent, and the record that stays.
#include "../flow/toolflow.h"

#include <Noukai/noukaiplayer.h>
#include <Noukai/noukairecorder.h>
#include <Noukai/noukaitoolcallmodel.h>

#include <QtCore/QBuffer>
#include <QtTest/QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using Model = NoukaiToolCallModel;

namespace
{

const QByteArray ThreeCalls = R"([{"id": "1", "name": "f", "arguments": {"x": 1}},
    {"id": "2", "name": "g", "arguments": {"y": "a"}}, {"id": "3", "name": "f", "arguments": {"x": 3}}])";

// A flow with the tools f and g that answer with their arguments, and a model of its calls.
struct Bench : FlowBench {
    explicit Bench(const QByteArray &definition)
        : flow(std::make_unique<NoukaiFlow>(client.get(), add(definition)))
        , recorder(flow.get())
    {
        for (NoukaiTool *tool : {&f, &g}) {
            tool->setHandler([this](const NoukaiToolCall &call) -> QString {
                calls += call.name();
                return call.name() + QString::fromUtf8(compact(call.arguments()));
            });
        }
        flow->setTools({&f, &g});
        model->setFlow(flow.get());
    }

    bool start(int waiting)
    {
        flow->start();
        return QTest::qWaitFor([&] { return model->waitingCount() == waiting; });
    }
    bool finish()
    {
        return QTest::qWaitFor([&] { return recorder.finishes > 0; }) && flow->state() == NoukaiFlow::Completed;
    }
    QVariant at(int row, int role) const { return model->index(row).data(role); }
    Model::CallState state(int row) const { return at(row, Model::CallStateRole).value<Model::CallState>(); }
    Model::Decision decision(int row) const { return at(row, Model::DecisionRole).value<Model::Decision>(); }
    Model::DecidedBy by(int row) const { return at(row, Model::DecidedByRole).value<Model::DecidedBy>(); }
    Model::DecidingPolicy policy(int row) const { return at(row, Model::PolicyRole).value<Model::DecidingPolicy>(); }
    QString answer(int row) const { return at(row, Model::AnswerRole).toString(); }

    NoukaiTool f{u"f"_s, u"Does f"_s, json(R"({"properties": {"x": {"type": "integer"}}})")};
    NoukaiTool g{u"g"_s, {}, {}};
    QStringList calls; // of handlers
    std::unique_ptr<NoukaiFlow> flow;
    FlowRecorder recorder;
    std::unique_ptr<Model> model = std::make_unique<Model>();
    std::unique_ptr<QAbstractItemModelTester> tester =
        std::make_unique<QAbstractItemModelTester>(model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
};

} // namespace

class TestToolCallModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatIsAsked();
    void oneCallIsSentAtOnce_data();
    void oneCallIsSentAtOnce();
    void severalAreSentTogether();
    void decisionsCanBeChanged();
    void policiesAreOnRecord();
    void alwaysInThisRun();
    void alwaysIsBoundedAndEnds();
    void destructive();
    void approveAll();
    void unknownTool();
    void decidedElsewhereThanHere();
    void unparsableArguments();
    void deceptiveArguments();
    void refusalText_data();
    void refusalText();
    void cancelWithdraws();
    void resumeAsksAgain();
    void playedBack();
    void startClears();
    void flowGoes();
    void slotsMayDoAnything_data();
    void slotsMayDoAnything();
    void modelGoesWhileAHandlerRuns();
};

void TestToolCallModel::tellsWhatIsAsked()
{
    Bench bench(rounds(1, ThreeCalls));
    bench.flow->setMaxToolRounds(7);
    QSignalSpy needed(bench.model.get(), &Model::decisionNeeded);
    QSignalSpy inserted(bench.model.get(), &QAbstractItemModel::rowsInserted);
    QVERIFY(bench.start(3));
    QCOMPARE(needed.size(), 1);
    QCOMPARE(needed.first().first().toInt(), 3);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(bench.model->count(), 3);
    QCOMPARE(bench.at(0, Model::CallIdRole).toString(), u"1"_s);
    QCOMPARE(bench.at(0, Model::ToolNameRole).toString(), u"f"_s);
    QCOMPARE(bench.at(0, Model::ToolDescriptionRole).toString(), u"Does f"_s);
    QCOMPARE(bench.at(0, Model::SchemaRole).toJsonObject(), bench.f.parameters());
    QCOMPARE(bench.at(0, Model::StepIdRole).toString(), u"t"_s);
    QCOMPARE(bench.at(0, Model::StepNameRole).toString(), u"t"_s);
    QCOMPARE(bench.at(0, Model::StepIndexRole).toInt(), 1);
    QCOMPARE(bench.at(0, Model::RoundRole).toInt(), 1);
    QCOMPARE(bench.at(0, Model::MaxRoundsRole).toInt(), 7);
    QCOMPARE(bench.at(0, Model::ArgumentsRole).toJsonValue(), QJsonValue(QJsonObject{{u"x"_s, 1}}));
    QVERIFY(bench.at(0, Model::ArgumentsValidRole).toBool());
    QVERIFY(bench.at(0, Model::CanApproveRole).toBool());
    QVERIFY(bench.at(0, Model::CanAlwaysAllowRole).toBool());
    QVERIFY(!bench.at(0, Model::IsDeceptiveRole).toBool());
    QVERIFY(bench.at(0, Model::AccessibleTextRole).toString().contains(u"f, asked for by t"_s));
    QCOMPARE(bench.state(0), Model::Waiting);
    QCOMPARE(bench.decision(0), Model::Undecided);
    QCOMPARE(bench.by(0), Model::Nobody);
    QCOMPARE(bench.model->firstWaitingRow(), 0);
    const QHash<int, QByteArray> names = bench.model->roleNames();
    for (int role = Model::CallIdRole; role <= Model::AccessibleTextRole; ++role) {
        QVERIFY(names.contains(role));
        QVERIFY(bench.at(0, role).isValid());
    }
}

void TestToolCallModel::oneCallIsSentAtOnce_data()
{
    QTest::addColumn<QString>("act");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<Model::Decision>("decision");
    QTest::newRow("approve") << u"approve"_s << uR"(f{"x":1})"_s << Model::Approved;
    QTest::newRow("edit") << u"edit"_s << uR"(f{"x":2})"_s << Model::ApprovedEdited;
    QTest::newRow("edit without a change") << u"same"_s << uR"(f{"x":1})"_s << Model::Approved;
    QTest::newRow("edit as text") << u"text"_s << uR"(f{"x":"2"})"_s << Model::ApprovedEdited;
    QTest::newRow("deny") << u"deny"_s << u"The user refused to let the tool f run."_s << Model::Denied;
    QTest::newRow("deny with a reason") << u"because"_s << u"The user refused to let the tool f run. Too %1 late."_s
                                        << Model::Denied;
    QTest::newRow("answer") << u"answer"_s << u"by hand"_s << Model::Answered;
}

void TestToolCallModel::oneCallIsSentAtOnce()
{
    QFETCH(QString, act);
    QFETCH(QString, answer);
    QFETCH(Model::Decision, decision);
    Bench bench(rounds(1));
    QVERIFY(bench.start(1));
    QSignalSpy decided(bench.model.get(), &Model::decided);
    if (act == u"approve")
        QVERIFY(bench.model->approve(0));
    else if (act == u"edit")
        QVERIFY(bench.model->approveEdited(0, QJsonObject{{u"x"_s, 2}}));
    else if (act == u"same")
        QVERIFY(bench.model->approveEdited(0, QJsonObject{{u"x"_s, 1}}));
    else if (act == u"text")
        QVERIFY(bench.model->approveEdited(0, uR"({"x": "2"})"_s));
    else if (act == u"deny")
        QVERIFY(bench.model->deny(0));
    else if (act == u"because")
        QVERIFY(bench.model->deny(0, u"Too %1 late."_s));
    else
        QVERIFY(bench.model->answer(0, u"by hand"_s));
    QCOMPARE(bench.state(0), Model::Executed);
    QVERIFY(bench.finish());
    QCOMPARE(results(bench.body(2)), QStringList{u"1="_s + answer});
    QCOMPARE(bench.decision(0), decision);
    QCOMPARE(bench.by(0), Model::Person);
    QCOMPARE(bench.policy(0), Model::NoPolicy);
    QCOMPARE(bench.answer(0), answer);
    QCOMPARE(decided.size(), 1);
    QCOMPARE(decided.first().at(0).toString(), u"1"_s);
    QCOMPARE(decided.first().at(1).value<Model::Decision>(), decision);
    QCOMPARE(bench.at(0, Model::EditedArgumentsRole).toJsonValue().isUndefined(), decision != Model::ApprovedEdited);
    // It is a record now.
    QVERIFY(!bench.model->approve(0));
    QVERIFY(!bench.model->reset(0));
    QVERIFY(!bench.model->disabledReason(Model::Deny, 0).isEmpty());
}

void TestToolCallModel::severalAreSentTogether()
{
    Bench bench(rounds(1, ThreeCalls));
    QVERIFY(bench.start(3));
    QVERIFY(bench.model->approve(0));
    QVERIFY(bench.model->deny(1, u"no"_s));
    QCOMPARE(bench.model->waitingCount(), 1);
    QCOMPARE(bench.model->decidedCount(), 2);
    QCOMPARE(bench.state(0), Model::Decided);
    QVERIFY(!bench.model->canSend());
    QVERIFY(!bench.model->send());
    QCOMPARE(bench.model->disabledReason(Model::Send), u"1 call(s) must still be decided."_s);
    QVERIFY(bench.model->answer(2, u"three"_s));
    QVERIFY(bench.model->canSend());
    QVERIFY(bench.calls.isEmpty());
    QCOMPARE(bench.flow->toolCalls().size(), 3);
    QCOMPARE(bench.server.requests().size(), 2);

    QVERIFY(bench.model->send());
    QVERIFY(bench.finish());
    QCOMPARE(results(bench.body(2)),
             QStringList({uR"(1=f{"x":1})"_s, u"2=The user refused to let the tool g run. no"_s, u"3=three"_s}));
    QCOMPARE(bench.at(1, Model::ReasonRole).toString(), u"no"_s);
    QCOMPARE(bench.model->decidedCount(), 0);
    QVERIFY(!bench.model->send());
}

void TestToolCallModel::decisionsCanBeChanged()
{
    Bench bench(rounds(1, ThreeCalls));
    QVERIFY(bench.start(3));
    QVERIFY(!bench.model->reset(0));
    QVERIFY(bench.model->approveEdited(0, QJsonObject{{u"x"_s, 5}}));
    QVERIFY(bench.model->reset(0));
    QCOMPARE(bench.state(0), Model::Waiting);
    QCOMPARE(bench.decision(0), Model::Undecided);
    QVERIFY(bench.at(0, Model::EditedArgumentsRole).toJsonValue().isUndefined());
    QVERIFY(bench.model->deny(0, u"a"_s));
    QVERIFY(bench.model->answer(0, u"b"_s));
    QVERIFY(bench.model->approve(0));
    QCOMPARE(bench.at(0, Model::ReasonRole).toString(), QString());
    QCOMPARE(bench.answer(0), QString());
    QVERIFY(bench.model->approve(1));
    QVERIFY(bench.model->approve(2));
    QCOMPARE(bench.model->decidedCount(), 3);
    QVERIFY(bench.model->send());
    QVERIFY(bench.finish());
    QCOMPARE(results(bench.body(2)), QStringList({uR"(1=f{"x":1})"_s, uR"(2=g{"y":"a"})"_s, uR"(3=f{"x":3})"_s}));
}

// Calls that no person was asked about are rows too.
void TestToolCallModel::policiesAreOnRecord()
{
    Bench bench(rounds(1, ThreeCalls));
    bench.f.setPolicy(NoukaiTool::Auto);
    bench.g.setPolicy(NoukaiTool::Deny);
    QSignalSpy needed(bench.model.get(), &Model::decisionNeeded);
    bench.flow->start();
    QVERIFY(bench.finish());
    QCOMPARE(needed.size(), 0);
    QCOMPARE(bench.model->count(), 3);
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(bench.state(row), Model::Executed);
        QCOMPARE(bench.by(row), Model::Policy);
        QCOMPARE(bench.policy(row), row == 1 ? Model::ToolDeny : Model::ToolAuto);
        QCOMPARE(bench.decision(row), row == 1 ? Model::Denied : Model::Approved);
        QCOMPARE(QString(bench.at(row, Model::CallIdRole).toString() + u'=' + bench.answer(row)),
                 results(bench.body(2)).at(row));
    }
}

void TestToolCallModel::alwaysInThisRun()
{
    Bench bench(rounds(2, ThreeCalls));
    QVERIFY(bench.start(3));
    QVERIFY(bench.model->alwaysAllow(0));
    QCOMPARE(bench.calls, QStringList({u"f"_s, u"f"_s})); // 1 and 3 went at once
    QCOMPARE(bench.model->waitingCount(), 1);
    QCOMPARE(bench.policy(0), Model::AlwaysInRun);
    QCOMPARE(bench.by(2), Model::Policy);
    QVERIFY(bench.model->approve(1));
    QTRY_COMPARE(bench.model->count(), 6);
    QTRY_COMPARE(bench.calls.size(), 5); // the next round did not ask for f
    QCOMPARE(bench.model->waitingCount(), 1);
    QCOMPARE(bench.model->firstWaitingRow(), 4);
    QCOMPARE(bench.at(4, Model::RoundRole).toInt(), 2);
    QVERIFY(bench.model->deny(4));
    QVERIFY(bench.finish());
    QCOMPARE(bench.policy(3), Model::AlwaysInRun);
    QCOMPARE(bench.by(1), Model::Person);
    QCOMPARE(bench.policy(1), Model::NoPolicy);
}

// Rounds that no person answers are bounded; the next start() asks again.
void TestToolCallModel::alwaysIsBoundedAndEnds()
{
    Bench bench(rounds(6));
    bench.flow->setMaxToolRounds(3);
    QVERIFY(bench.start(1));
    QVERIFY(bench.model->alwaysAllow(0));
    QTRY_COMPARE(bench.recorder.finishes, 1);
    QCOMPARE(bench.flow->error().kind(), NoukaiError::ToolCallLimit);
    QCOMPARE(bench.calls.size(), 4);
    QCOMPARE(bench.model->count(), 5);
    QCOMPARE(bench.state(4), Model::Withdrawn);
    QVERIFY(bench.start(1));
    QCOMPARE(bench.model->count(), 1);
}

void TestToolCallModel::destructive()
{
    Bench bench(rounds(2, ThreeCalls));
    bench.f.setDestructive(true);
    QVERIFY(bench.start(3));
    QVERIFY(bench.at(0, Model::IsDestructiveRole).toBool());
    QVERIFY(!bench.at(0, Model::CanAlwaysAllowRole).toBool());
    QVERIFY(!bench.model->alwaysAllow(0));
    QVERIFY(!bench.model->approveAll());
    QVERIFY(!bench.model->disabledReason(Model::AlwaysAllow, 0).isEmpty());
    QVERIFY(!bench.model->disabledReason(Model::ApproveAll).isEmpty());
    QVERIFY(bench.model->disabledReason(Model::Approve, 0).isEmpty());
    QCOMPARE(bench.model->waitingCount(), 3);
    QVERIFY(bench.model->alwaysAllow(1)); // g does no harm
    // A tool that became destructive is asked about again.
    bench.g.setDestructive(true);
    bench.model->approve(0);
    bench.model->approve(2);
    QVERIFY(bench.model->send());
    QTRY_COMPARE(bench.model->count(), 6);
    QCOMPARE(bench.model->waitingCount(), 3);
}

void TestToolCallModel::approveAll()
{
    Bench bench(rounds(1, ThreeCalls));
    QVERIFY(!bench.model->approveAll());
    QVERIFY(bench.start(3));
    QVERIFY(bench.model->deny(1));
    QVERIFY(bench.model->approveAll());
    QVERIFY(bench.calls.isEmpty());
    QCOMPARE(bench.decision(1), Model::Denied);
    QCOMPARE(bench.decision(2), Model::Approved);
    QVERIFY(bench.model->send());
    QVERIFY(bench.finish());
    QCOMPARE(bench.calls, QStringList({u"f"_s, u"f"_s}));
}

void TestToolCallModel::unknownTool()
{
    Bench bench(rounds(1, R"([{"id": "1", "name": "h", "arguments": {}}, {"id": "2", "name": "g", "arguments": {}}])"));
    bench.g.setHandler({});
    QVERIFY(bench.start(2));
    for (int row = 0; row < 2; ++row) {
        QVERIFY(!bench.at(row, Model::CanApproveRole).toBool());
        QVERIFY(!bench.model->approve(row));
        QVERIFY(!bench.model->approveEdited(row, QJsonObject()));
        QVERIFY(!bench.model->alwaysAllow(row));
    }
    QVERIFY(bench.model->disabledReason(Model::Approve, 0) != bench.model->disabledReason(Model::Approve, 1));
    QVERIFY(!bench.model->approveAll());
    QVERIFY(bench.model->answer(0, u"x"_s));
    QVERIFY(bench.model->deny(1));
    QVERIFY(bench.model->send());
    QVERIFY(bench.finish());
    for (const int row : {-1, 2, 1000}) {
        QVERIFY(!bench.model->approve(row));
        QVERIFY(!bench.model->disabledReason(Model::Approve, row).isEmpty());
        QCOMPARE(bench.model->refusalText(row, u"x"_s), QString());
    }
}

// Who decides through the flow itself is on record as well, and is not overruled.
void TestToolCallModel::decidedElsewhereThanHere()
{
    Bench bench(rounds(1, ThreeCalls));
    QVERIFY(bench.start(3));
    QVERIFY(bench.model->approve(0));
    bench.flow->rejectToolCall(u"1"_s, u"not you"_s);
    bench.flow->approveToolCall(u"2"_s, QJsonObject{{u"y"_s, 2}});
    QCOMPARE(bench.state(0), Model::Executed);
    QCOMPARE(bench.decision(0), Model::Denied);
    QCOMPARE(bench.decision(1), Model::ApprovedEdited);
    QCOMPARE(bench.by(1), Model::Person);
    QVERIFY(bench.model->answer(2, u"last"_s)); // the only one left, so it goes at once
    QVERIFY(bench.finish());
    QCOMPARE(results(bench.body(2)), QStringList({u"1=not you"_s, uR"(2=g{"y":2})"_s, u"3=last"_s}));
}

void TestToolCallModel::unparsableArguments()
{
    Bench bench(rounds(1, R"([{"id": "1", "name": "f", "arguments": "{oops"}])"));
    QVERIFY(bench.start(1));
    QVERIFY(!bench.at(0, Model::ArgumentsValidRole).toBool());
    QVERIFY(bench.at(0, Model::ArgumentsRole).toJsonValue().isUndefined());
    QCOMPARE(bench.at(0, Model::ArgumentsTextRole).toString(), u"{oops"_s);
    QVERIFY(bench.model->approveEdited(0, uR"({"x": 1})"_s));
    QVERIFY(bench.finish());
    QCOMPARE(bench.answer(0), uR"(f{"x":1})"_s);
}

void TestToolCallModel::deceptiveArguments()
{
    Bench bench(rounds(1, "[{\"id\": \"1\", \"name\": \"f\", \"arguments\": {\"p\": \"a\xE2\x80\xAE"
                          "b\"}}]"));
    QVERIFY(bench.start(1));
    QVERIFY(bench.at(0, Model::IsDeceptiveRole).toBool());
}

void TestToolCallModel::refusalText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("told");
    QTest::newRow("both") << u"%1: %2"_s << u"no"_s << u"f: no"_s;
    QTest::newRow("the other way round") << u"%2 (%1)"_s << u"no"_s << u"no (f)"_s;
    QTest::newRow("without a reason") << u"Refused. %2"_s << QString() << u"Refused."_s;
    QTest::newRow("neither") << u"Refused."_s << u"no"_s << u"Refused."_s;
    QTest::newRow("marks in the reason") << u"%2"_s << u"%1%2%"_s << u"%1%2%"_s;
    QTest::newRow("other marks") << u"%3 100% %"_s << u"no"_s << u"%3 100% %"_s;
    QTest::newRow("empty") << QString() << u"no"_s << u"The user refused this tool call."_s;
}

// What is shown is what is sent.
void TestToolCallModel::refusalText()
{
    QFETCH(QString, text);
    QFETCH(QString, reason);
    QFETCH(QString, told);
    Bench bench(rounds(1));
    QSignalSpy changes(bench.model.get(), &Model::refusalTemplateChanged);
    const QString original = bench.model->refusalTemplate();
    bench.model->setRefusalTemplate(text);
    QCOMPARE(changes.size(), 1);
    QVERIFY(bench.start(1));
    QCOMPARE(bench.model->refusalText(0, reason), told);
    QVERIFY(bench.model->deny(0, reason));
    QVERIFY(bench.finish());
    QCOMPARE(results(bench.body(2)), QStringList{u"1="_s + told});
    bench.model->resetRefusalTemplate();
    QCOMPARE(bench.model->refusalTemplate(), original);
}

void TestToolCallModel::cancelWithdraws()
{
    Bench bench(rounds(1, ThreeCalls));
    QVERIFY(bench.start(3));
    QVERIFY(bench.model->approve(1));
    bench.flow->cancel();
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(bench.state(row), Model::Withdrawn);
        QCOMPARE(bench.decision(row), Model::Undecided);
    }
    QVERIFY(!bench.model->approve(0));
    QVERIFY(!bench.model->canSend());
    QCOMPARE(bench.model->waitingCount(), 0);
}

void TestToolCallModel::resumeAsksAgain()
{
    Bench bench(rounds(1, ThreeCalls));
    QVERIFY(bench.start(3));
    bench.flow->submitToolResult(u"2"_s, u"kept"_s);
    bench.flow->cancel();
    QTRY_COMPARE(bench.recorder.finishes, 1);
    QSignalSpy needed(bench.model.get(), &Model::decisionNeeded);
    bench.flow->resume();
    QTRY_COMPARE(bench.model->waitingCount(), 2);
    QCOMPARE(needed.size(), 1);
    QCOMPARE(needed.first().first().toInt(), 2);
    QCOMPARE(bench.model->count(), 3);
    QCOMPARE(bench.state(1), Model::Executed);
    QVERIFY(bench.model->approveAll());
    QVERIFY(bench.model->send());
    QTRY_COMPARE(bench.recorder.finishes, 2);
    QCOMPARE(bench.flow->state(), NoukaiFlow::Completed);
    QCOMPARE(results(bench.body(2)), QStringList({uR"(1=f{"x":1})"_s, u"2=kept"_s, uR"(3=f{"x":3})"_s}));
}

// Nobody here decides about a run that is played back, but what was answered is told where the recording has it.
void TestToolCallModel::playedBack()
{
    Bench bench(rounds(2));
    NoukaiRecorder recorder;
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::ReadWrite));
    recorder.setDevice(&buffer);
    recorder.setFlow(bench.flow.get());
    QVERIFY(recorder.start());
    QVERIFY(bench.start(1));
    QVERIFY(bench.model->approve(0));
    QTRY_COMPARE(bench.model->count(), 2);
    QVERIFY(bench.model->answer(1, u"second"_s));
    QVERIFY(bench.finish());
    recorder.stop();

    NoukaiFlow other;
    other.setTools({&bench.f});
    bench.model->setFlow(&other);
    QCOMPARE(bench.model->count(), 0);
    buffer.seek(0);
    NoukaiPlayer player;
    player.setFlow(&other);
    player.setDevice(&buffer);
    player.setSpeed(0);
    QSignalSpy needed(bench.model.get(), &Model::decisionNeeded);
    player.play();
    QTRY_COMPARE(other.state(), NoukaiFlow::Completed);
    QCOMPARE(needed.size(), 0);
    QCOMPARE(bench.model->count(), 2);
    QCOMPARE(bench.state(0), Model::Executed);
    QCOMPARE(bench.answer(0), uR"(f{"x":1})"_s);
    QCOMPARE(bench.state(1), Model::Elsewhere);
    QCOMPARE(bench.calls.size(), 1);
    QVERIFY(!bench.model->approve(1));
    // Played once more, it is another run.
    QSignalSpy resets(bench.model.get(), &QAbstractItemModel::modelReset);
    player.play();
    QTRY_VERIFY(resets.size() == 1 && other.state() == NoukaiFlow::Completed);
    QCOMPARE(bench.model->count(), 2);
    // The flow's own functions refuse as well.
    other.submitToolResult(u"1"_s, u"x"_s);
    other.approveToolCall(u"1"_s);
}

void TestToolCallModel::startClears()
{
    Bench bench(rounds(1));
    QVERIFY(bench.start(1));
    QVERIFY(bench.model->approve(0));
    QVERIFY(bench.finish());
    QCOMPARE(bench.model->count(), 1);
    QSignalSpy counts(bench.model.get(), &Model::countChanged);
    bench.flow->start();
    QCOMPARE(bench.model->count(), 0);
    QCOMPARE(counts.size(), 1);
    QTRY_COMPARE(bench.model->waitingCount(), 1);
    QCOMPARE(bench.at(0, Model::RoundRole).toInt(), 1);
}

void TestToolCallModel::flowGoes()
{
    Bench bench(rounds(1, ThreeCalls));
    QVERIFY(bench.start(3));
    QSignalSpy changes(bench.model.get(), &Model::flowChanged);
    bench.model->approve(0);
    bench.flow.reset();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(bench.model->flow(), nullptr);
    QCOMPARE(bench.model->count(), 3);
    QCOMPARE(bench.state(0), Model::Withdrawn);
    QCOMPARE(bench.at(0, Model::ToolNameRole).toString(), u"f"_s);
    QVERIFY(!bench.model->approve(0));
    QVERIFY(!bench.model->send());
    bench.model->setFlow(nullptr);
}

void TestToolCallModel::slotsMayDoAnything_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<QString>("act");
    for (const char *when : {"rowsInserted", "decisionNeeded", "decided", "handler", "dataChanged"}) {
        for (const char *act : {"delete model", "delete flow", "cancel", "restart", "decide", "other flow"})
            QTest::addRow("%s: %s", when, act) << QString::fromLatin1(when) << QString::fromLatin1(act);
    }
}

void TestToolCallModel::slotsMayDoAnything()
{
    QFETCH(QString, when);
    QFETCH(QString, act);
    Bench bench(rounds(2, ThreeCalls));
    bench.tester.reset();
    bool done = false;
    const auto perform = [&] {
        if (std::exchange(done, true))
            return;
        if (act == u"delete model") {
            bench.model.reset();
        } else if (act == u"delete flow") {
            bench.flow.reset();
        } else if (act == u"cancel") {
            bench.flow->cancel();
        } else if (act == u"restart") {
            bench.flow->cancel();
            bench.flow->start();
        } else if (act == u"other flow") {
            bench.model->setFlow(nullptr);
        } else {
            bench.model->approve(0);
            bench.model->deny(1);
            bench.model->deny(2);
            bench.model->send();
        }
    };
    QObject context;
    if (when == u"rowsInserted")
        connect(bench.model.get(), &QAbstractItemModel::rowsInserted, &context, perform);
    if (when == u"decisionNeeded")
        connect(bench.model.get(), &Model::decisionNeeded, &context, perform);
    if (when == u"decided")
        connect(bench.model.get(), &Model::decided, &context, perform);
    if (when == u"dataChanged")
        connect(bench.model.get(), &QAbstractItemModel::dataChanged, &context, perform);
    if (when == u"handler") {
        bench.f.setHandler([&](const NoukaiToolCall &) {
            perform();
            return u"ok"_s;
        });
    }
    bench.flow->start();
    QTRY_VERIFY(done || (bench.model && bench.model->waitingCount() == 3));
    for (int row = 0; row < 3; ++row) {
        if (bench.model)
            bench.model->approve(row);
    }
    if (bench.model)
        bench.model->send();
    QTRY_VERIFY(done);
    if (bench.flow && bench.flow->isRunning())
        bench.flow->cancel();
    QTRY_VERIFY(!bench.flow || bench.recorder.finishes > 0);
    if (!bench.model)
        return;
    for (int row = 0; row < bench.model->count(); ++row)
        QVERIFY(bench.state(row) == Model::Executed || bench.state(row) == Model::Withdrawn);
}

void TestToolCallModel::modelGoesWhileAHandlerRuns()
{
    Bench bench(rounds(1));
    QPromise<QString> promise;
    bench.f.setAsyncHandler([&](const NoukaiToolCall &) { return later(promise); });
    QVERIFY(bench.start(1));
    QVERIFY(bench.model->approve(0));
    QCOMPARE(bench.state(0), Model::Sent);
    QCOMPARE(bench.decision(0), Model::Approved);
    bench.tester.reset();
    bench.model.reset();
    promise.addResult(u"late"_s);
    promise.finish();
    QVERIFY(bench.finish());
    // A model that comes late sees what is there.
    Model late;
    late.setFlow(bench.flow.get());
    QCOMPARE(late.count(), 0);
}

QTEST_GUILESS_MAIN(TestToolCallModel)
#include "tst_toolcallmodel.moc"
