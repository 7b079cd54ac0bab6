// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <Noukai/noukaijob.h>
#include <Noukai/noukairun.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitool.h>

#include <QtCore/QTemporaryDir>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQml/QQmlListReference>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

// Core's types as QML sees them, from files on disk through QML_IMPORT_PATH.
class TestQmlTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void oneLineIsAFlow();
    void moduleLoads_data();
    void moduleLoads();
    void toolsAreAList();
    void toolsCanBeReplaced();
    void toolAnswersFromQml();
    void valuesAreReadable();
    void errorIsReadable();
    void toolCallsAreReadable();
    void runIsRecordedAndPlayed();
    void jobAndLiveTrace();
    void sessionIsReplayed();
    void enginesShareTheTheme();
    void requestCannotBeMade();

private:
    std::unique_ptr<QObject> load(const QString &file);
    template <typename T>
    std::unique_ptr<T> loadAs(const QString &file)
    {
        return std::unique_ptr<T>(qobject_cast<T *>(load(file).release()));
    }

    QQmlEngine m_engine;
};

std::unique_ptr<QObject> TestQmlTypes::load(const QString &file)
{
    QQmlComponent component(&m_engine, QUrl::fromLocalFile(QStringLiteral(QML_TEST_DATA "/") + file));
    std::unique_ptr<QObject> object(component.create());
    if (!object)
        qWarning("%s", qPrintable(component.errorString()));
    return object;
}

void TestQmlTypes::oneLineIsAFlow()
{
    const auto flow = loadAs<NoukaiFlow>(QStringLiteral("OneLine.qml"));
    QVERIFY(flow);
    QCOMPARE(flow->identifier(), QStringLiteral("acme/demo/two-steps"));
    QCOMPARE(flow->message(), QStringLiteral("Hello"));
    QVERIFY(flow->client() == nullptr || flow->client() == NoukaiClient::defaultClient());
}

void TestQmlTypes::moduleLoads_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("FlowProgress without a flow") << QByteArray("FlowProgress { }");
    QTest::newRow("FlowProgress with a flow") << QByteArray("FlowProgress { flow: NoukaiFlow { } }");
    QTest::newRow("StateGlyph") << QByteArray("StateGlyph { glyph: NoukaiTheme.Check; role: NoukaiTheme.Success }");
    QTest::newRow("NoukaiFlowStatus") << QByteArray("NoukaiFlowStatus { flow: NoukaiFlow { } }");
    QTest::newRow("NoukaiTool") << QByteArray("NoukaiTool { policy: NoukaiTool.Deny }");
    QTest::newRow("NoukaiClient") << QByteArray("NoukaiClient { environment: NoukaiClient.Development }");
    QTest::newRow("NoukaiJob") << QByteArray("NoukaiJob { property bool fresh: status === NoukaiJob.Unsubmitted }");
    QTest::newRow("NoukaiRun") << QByteArray("NoukaiRun { property int all: NoukaiRun.AllAttempts }");
    QTest::newRow("NoukaiRecorder") << QByteArray("NoukaiRecorder { flow: NoukaiFlow { } }");
    QTest::newRow("NoukaiPlayer") << QByteArray("NoukaiPlayer { flow: NoukaiFlow { } speed: 4 }");
    QTest::newRow("NoukaiSessionPlayer") << QByteArray("NoukaiSessionPlayer { flow: NoukaiFlow { } }");
    QTest::newRow("NoukaiFormat") << QByteArray(
        "QtObject { property string text: NoukaiFormat.tokens(1234) + NoukaiFormat.duration(347) }");
    QTest::newRow("enums of values") << QByteArray(
        "QtObject { property int kind: NoukaiError.RateLimited; property int type: NoukaiEvent.Unknown; "
        "property int phase: NoukaiLogEntry.Warning }");
}

void TestQmlTypes::moduleLoads()
{
    QFETCH(QByteArray, body);
    QQmlComponent component(&m_engine);
    component.setData("import QtQuick\nimport Noukai\n" + body, {});
    const std::unique_ptr<QObject> object(component.create());
    QVERIFY2(object, qPrintable(component.errorString()));
    if (body.contains("RateLimited")) {
        QCOMPARE(object->property("kind").toInt(), int(NoukaiError::RateLimited));
        QCOMPARE(object->property("type").toInt(), int(NoukaiEvent::Unknown));
        QCOMPARE(object->property("phase").toInt(), int(NoukaiLogEntry::Warning));
    }
}

void TestQmlTypes::toolsAreAList()
{
    const auto flow = loadAs<NoukaiFlow>(QStringLiteral("Tools.qml"));
    QVERIFY(flow);
    QCOMPARE(flow->tools().size(), 2);
    QCOMPARE(flow->tools().at(0)->name(), QStringLiteral("delete_file"));
    QCOMPARE(flow->tools().at(0)->policy(), NoukaiTool::Auto);
    QCOMPARE(flow->tools().at(0)->parameters().value(QLatin1String("type")).toString(), QStringLiteral("object"));
    QCOMPARE(flow->property("toolCount").toInt(), 2);
    QCOMPARE(flow->property("firstName").toString(), QStringLiteral("delete_file"));
}

// Bindings on the list follow what C++ and QML do to it.
void TestQmlTypes::toolsCanBeReplaced()
{
    const auto flow = loadAs<NoukaiFlow>(QStringLiteral("Tools.qml"));
    QVERIFY(flow);
    QVERIFY(QMetaObject::invokeMethod(flow.get(), "replaceAll"));
    QCOMPARE(flow->tools().size(), 1);
    QCOMPARE(flow->property("firstName").toString(), QStringLiteral("third"));
    flow->setTools({});
    QCOMPARE(flow->property("toolCount").toInt(), 0);

    NoukaiTool tool;
    tool.setName(QStringLiteral("from C++"));
    QQmlListReference list(flow.get(), "tools");
    QVERIFY(list.append(&tool));
    QCOMPARE(flow->tools(), QList<NoukaiTool *>{&tool});
    QVERIFY(list.replace(0, flow->findChild<NoukaiTool *>()));
    QVERIFY(flow->tools().at(0) != &tool);
    QVERIFY(list.removeLast());
    QVERIFY(list.clear());
    QVERIFY(flow->tools().isEmpty());
}

void TestQmlTypes::toolAnswersFromQml()
{
    FlowStage stage;
    const auto flow = loadAs<NoukaiFlow>(QStringLiteral("Tools.qml"));
    QVERIFY(flow);
    stage.flow.setTools(flow->tools());
    stage.reach(NoukaiFlow::AwaitingTools); // left at once, since the policy is Auto
    QTRY_COMPARE(flow->property("answered").toString(), QStringLiteral("delete_file old.txt"));
}

void TestQmlTypes::valuesAreReadable()
{
    FlowStage stage;
    const auto flow = loadAs<NoukaiFlow>(QStringLiteral("Values.qml"));
    QVERIFY(flow);
    stage.server.setManualDelivery(false);
    stage.server.addRawFlow(QStringLiteral("acme/demo/values"),
                            "event: run_started\ndata: {\"runId\":\"r1\",\"stepCount\":1}\n\n"
                            "event: step_started\ndata: {\"stepId\":\"s1\",\"name\":\"Write\"}\n\n"
                            "event: step_output\ndata: {\"stepId\":\"s1\",\"outputData\":\"Good \"}\n\n"
                            "event: step_output\ndata: {\"stepId\":\"s1\",\"outputData\":\"day\"}\n\n"
                            "event: step_completed\ndata: {\"stepId\":\"s1\",\"output\":\"Good day\",\"tokens\":"
                            "{\"prompt\":40,\"completion\":2,\"total\":42},\"costUsd\":\"0.0005\"}\n\n"
                            "event: flow_completed\ndata: {\"runId\":\"r1\",\"result\":\"Good day\"}\n\n");
    flow->setClient(&stage.client);
    flow->setIdentifier(QStringLiteral("acme/demo/values"));
    flow->start();
    QTRY_COMPARE(flow->state(), NoukaiFlow::Completed);
    QCOMPARE(flow->property("output").toString(), QStringLiteral("Good day"));
    QCOMPARE(flow->property("seen").toString(), QStringLiteral("Write;"));
    QCOMPARE(flow->property("stepIndex").toInt(), 0);
    QCOMPARE(flow->property("cost").toString(), QStringLiteral("0.0005"));
    QCOMPARE(flow->property("tokens").toInt(), 42);
    QCOMPARE(flow->property("totalTokens").toInt(), 42);
    QCOMPARE(flow->property("totalCost").toString(), QStringLiteral("0.0005"));
    QVERIFY(!flow->property("isRunningState").toBool());
}

void TestQmlTypes::errorIsReadable()
{
    FlowStage stage;
    const auto flow = loadAs<NoukaiFlow>(QStringLiteral("Values.qml"));
    QVERIFY(flow);
    stage.server.setManualDelivery(false);
    stage.server.addRawFlow(QStringLiteral("acme/demo/fails"),
                            "event: run_started\ndata: {\"runId\":\"r1\"}\n\n"
                            "event: step_error\ndata: {\"stepId\":\"s1\",\"error\":{\"message\":\"Busy\"}}\n\n");
    flow->setClient(&stage.client);
    flow->setIdentifier(QStringLiteral("acme/demo/fails"));
    flow->start();
    QTRY_COMPARE(flow->state(), NoukaiFlow::Failed);
    QVERIFY(flow->property("errorText").toString().contains(QLatin1String("Busy")));
    QVERIFY(flow->property("executionFailed").toBool());
}

void TestQmlTypes::toolCallsAreReadable()
{
    FlowStage stage;
    const auto flow = loadAs<NoukaiFlow>(QStringLiteral("Values.qml"));
    QVERIFY(flow);
    stage.server.setManualDelivery(false);
    stage.server.addRawFlow(
        QStringLiteral("acme/demo/tools"),
        "event: run_started\ndata: {\"runId\":\"r1\"}\n\n"
        "event: step_started\ndata: {\"stepId\":\"s1\"}\n\n"
        "event: step_paused_for_tool_calls\ndata: {\"executionId\":\"r1\",\"stepId\":\"s1\",\"stepIndex\":0,"
        "\"iterationsUsed\":1,\"toolCallMessages\":[],\"toolCalls\":[{\"id\":\"c1\",\"type\":\"function\","
        "\"function\":{\"name\":\"delete_file\",\"arguments\":\"{\\\"path\\\":\\\"old.txt\\\"}\"}}]}\n\n");
    flow->setClient(&stage.client);
    flow->setIdentifier(QStringLiteral("acme/demo/tools"));
    flow->start();
    QTRY_COMPARE(flow->state(), NoukaiFlow::AwaitingTools);
    QCOMPARE(flow->property("callName").toString(), QStringLiteral("delete_file"));
    QCOMPARE(flow->property("callPath").toString(), QStringLiteral("old.txt"));
    QCOMPARE(flow->property("callCount").toInt(), 1);
}

void TestQmlTypes::runIsRecordedAndPlayed()
{
    FlowStage stage;
    const QTemporaryDir folder;
    stage.server.setManualDelivery(false);
    stage.flow.setIdentifier(QStringLiteral("acme/spelling/grade-3"));
    stage.flow.setMessage(QStringLiteral("teh cat"));
    QQmlComponent component(&m_engine, QUrl::fromLocalFile(QStringLiteral(QML_TEST_DATA "/Recorded.qml")));
    const std::unique_ptr<QObject> recorded(component.createWithInitialProperties(
        {{QStringLiteral("original"), QVariant::fromValue(&stage.flow)},
         {QStringLiteral("file"), folder.filePath(QStringLiteral("run.noukai.jsonl"))}}));
    QVERIFY2(recorded, qPrintable(component.errorString()));
    QVariant begun;
    QVERIFY(QMetaObject::invokeMethod(recorded.get(), "record", Q_RETURN_ARG(QVariant, begun)));
    QVERIFY2(begun.toBool(), qPrintable(recorded->property("recorderError").toString()));
    stage.flow.start();
    QTRY_COMPARE(stage.flow.state(), NoukaiFlow::Completed);
    QVERIFY(QMetaObject::invokeMethod(recorded.get(), "play"));
    QTRY_COMPARE(recorded->property("plays").toInt(), 1);
    QCOMPARE(recorded->property("playerError").toString(), QString());
    QCOMPARE(recorded->property("identifier").toString(), stage.flow.identifier());
    QVERIFY(recorded->property("events").toInt() > 5);
    const auto *copy = recorded->property("copy").value<NoukaiFlow *>();
    QVERIFY(copy);
    QCOMPARE(copy->state(), NoukaiFlow::Completed);
    QCOMPARE(copy->result(), stage.flow.result());
}

void TestQmlTypes::jobAndLiveTrace()
{
    FlowStage stage;
    stage.server.setManualDelivery(false);
    QQmlComponent component(&m_engine, QUrl::fromLocalFile(QStringLiteral(QML_TEST_DATA "/Calls.qml")));
    const std::unique_ptr<QObject> calls(
        component.createWithInitialProperties({{QStringLiteral("client"), QVariant::fromValue(&stage.client)}}));
    QVERIFY2(calls, qPrintable(component.errorString()));
    QVERIFY(QMetaObject::invokeMethod(calls.get(), "queue"));
    QTRY_VERIFY2(calls->property("done").toBool(), qPrintable(calls->property("jobError").toString()));
    QTRY_COMPARE(calls->property("jobs").toInt(), 1);
    QVariant outcome;
    QVERIFY(QMetaObject::invokeMethod(calls.get(), "describeOutcome", Q_RETURN_ARG(QVariant, outcome)));
    const auto *job = calls->property("job").value<NoukaiJob *>();
    QCOMPARE(outcome.toString(), QStringLiteral("completed %1").arg(job->result().result().toString()));
    QVERIFY(!job->result().result().toString().isEmpty());

    QVERIFY(QMetaObject::invokeMethod(calls.get(), "follow"));
    const auto *live = calls->property("live").value<NoukaiFlow *>();
    QVERIFY(live);
    QTRY_COMPARE(live->state(), NoukaiFlow::Completed);

    const auto trace = calls->property("run").value<NoukaiRun *>()->trace();
    QTRY_VERIFY(trace.isFinished());
    QVERIFY2(trace.result().hasValue(), qPrintable(trace.result().error().message()));
    QVariant text;
    QVERIFY(QMetaObject::invokeMethod(calls.get(), "describe", Q_RETURN_ARG(QVariant, text),
                                      Q_ARG(QVariant, QVariant::fromValue(trace.result().value()))));
    const QString lastStep = trace.result().value().steps().constLast().stepId();
    QCOMPARE(text.toString(), QStringLiteral("completed 2 %1 1").arg(lastStep));
}

void TestQmlTypes::sessionIsReplayed()
{
    FlowStage stage;
    const QString sessionId = QStringLiteral("0b8d3c52-6c3e-4bb0-9d65-0d0a5a8f0c11");
    stage.server.setManualDelivery(false);
    stage.flow.setIdentifier(QStringLiteral("acme/spelling/grade-3"));
    stage.flow.setMessage(QStringLiteral("teh cat"));
    stage.flow.setSessionId(sessionId);
    stage.flow.start();
    QTRY_COMPARE(stage.flow.state(), NoukaiFlow::Completed);
    QQmlComponent component(&m_engine, QUrl::fromLocalFile(QStringLiteral(QML_TEST_DATA "/Calls.qml")));
    const std::unique_ptr<QObject> calls(
        component.createWithInitialProperties({{QStringLiteral("client"), QVariant::fromValue(&stage.client)}}));
    QVERIFY2(calls, qPrintable(component.errorString()));
    const auto session = stage.client.session(sessionId);
    QTRY_VERIFY(session.isFinished());
    QVERIFY2(session.result().hasValue(), qPrintable(session.result().error().message()));
    auto *player = calls->property("sessions").value<QObject *>();
    QVERIFY(player->setProperty("session", QVariant::fromValue(session.result().value())));
    QCOMPARE(calls->property("recordedSteps").toInt(), 2);
    QVERIFY(!calls->property("recordedStep").toString().isEmpty());
    QVariant begun;
    QVERIFY(QMetaObject::invokeMethod(calls.get(), "replay", Q_RETURN_ARG(QVariant, begun)));
    QVERIFY(begun.toBool());
    const auto *copy = player->property("flow").value<NoukaiFlow *>();
    QTRY_COMPARE(copy->state(), NoukaiFlow::Completed);
    QCOMPARE(copy->result(), stage.flow.result());
    QCOMPARE(calls->property("playedId").toString(), stage.flow.executionId());
}

// One theme for the application, which no engine deletes.
void TestQmlTypes::enginesShareTheTheme()
{
    const QByteArray text = "import QtQml\nimport Noukai\nQtObject { property bool still: NoukaiTheme.reduceMotion }";
    QQmlComponent here(&m_engine);
    here.setData(text, {});
    const std::unique_ptr<QObject> first(here.create());
    QVERIFY2(first, qPrintable(here.errorString()));
    {
        QQmlEngine other;
        QQmlComponent there(&other);
        there.setData(text, {});
        const std::unique_ptr<QObject> second(there.create());
        QVERIFY2(second, qPrintable(there.errorString()));
        NoukaiTheme::instance()->setReduceMotion(true);
        QVERIFY(first->property("still").toBool());
        QVERIFY(second->property("still").toBool());
    }
    NoukaiTheme::instance()->setReduceMotion(false);
    QVERIFY(!first->property("still").toBool());
}

void TestQmlTypes::requestCannotBeMade()
{
    QQmlComponent component(&m_engine);
    component.setData("import Noukai\nNoukaiToolRequest { }", {});
    QVERIFY(component.isError());
    QVERIFY(component.errorString().contains(QLatin1String("called()")));
}

QTEST_MAIN(TestQmlTypes)
#include "tst_qmltypes.moc"
