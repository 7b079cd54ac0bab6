// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <stagescene.h>

#include <Noukai/noukaioverridedraft.h>
#include <Noukai/noukaitext.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

// What a person writes in place of what a step is given: kept, judged, and handed to the flow or not.
class TestOverrideDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void readsWhatTheStepIsGiven();
    void jsonStaysJson_data();
    void jsonStaysJson();
    void settingsAreAnObject_data();
    void settingsAreAnObject();
    void mistakesNameTheirStep();
    void refusedRunChangesNothing();
    void timelineMayBeShared();
    void flowMayGo();
    void mayGoInASlot();

private:
    bool run(const QList<QByteArray> &outputs);

    std::unique_ptr<FlowStage> m_stage;
    std::unique_ptr<NoukaiOverrideDraft> m_draft;
};

void TestOverrideDraft::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_stage = std::make_unique<FlowStage>();
    m_stage->server.setManualDelivery(false);
    m_draft = std::make_unique<NoukaiOverrideDraft>();
    m_draft->setFlow(&m_stage->flow);
}

void TestOverrideDraft::cleanup()
{
    m_draft.reset();
    m_stage.reset();
}

// A run of steps with these outputs, as JSON.
bool TestOverrideDraft::run(const QList<QByteArray> &outputs)
{
    QByteArray frames = stageEvent("run_started", "\"runId\":\"r\",\"executionId\":\"e\",\"stepCount\":" +
                                                      QByteArray::number(outputs.size()));
    for (qsizetype i = 0; i < outputs.size(); ++i) {
        const QByteArray at = QByteArray::number(i);
        const QByteArray step = "\"stepId\":\"s" + at + "\",\"stepIndex\":" + at;
        frames += stageEvent("step_started", step + ",\"name\":\"Name " + at + '"');
        frames += stageEvent("step_completed", step + ",\"output\":" + outputs.at(i));
    }
    m_stage->server.addRawFlow(m_stage->flow.identifier(),
                               frames + stageEvent("flow_completed", QByteArray("\"result\":\"done\"")));
    m_stage->flow.start();
    return QTest::qWaitFor([&] {
        return m_stage->flow.state() == NoukaiFlow::Completed && m_draft->timeline()->count() == outputs.size();
    });
}

void TestOverrideDraft::readsWhatTheStepIsGiven()
{
    QCOMPARE(m_draft->stepIndex(), -1);
    QCOMPARE(m_draft->current(), -1);
    QVERIFY(m_draft->steps().isEmpty() && m_draft->output().isEmpty() && m_draft->isText());
    QVERIFY(run({"\"a\\u202Eb\"", "{\"x\":[1,\"\\u200B\"]}", "\"end\""}));
    m_stage->flow.setInputOverrides({{u"s0"_s, u"mine"_s}, {u"else"_s, true}});
    QSignalSpy changed(m_draft.get(), &NoukaiOverrideDraft::changed);
    m_draft->load(2);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_draft->steps(), (QStringList{u"Name 0"_s, u"Name 1"_s}));
    QCOMPARE(m_draft->current(), 1);
    QVERIFY(!m_draft->isText() && m_draft->output().contains(u"\\u200B"_s));
    QVERIFY(!NoukaiText::hasDeceptive(m_draft->output()));
    QCOMPARE(m_draft->settings(), u"{}"_s);
    QCOMPARE(m_draft->summary(), u"Nothing will change."_s);
    m_draft->setCurrent(7); // which there is none of
    QCOMPARE(m_draft->current(), 1);
    m_draft->setCurrent(0);
    QVERIFY(m_draft->isText());
    QCOMPARE(m_draft->output(), u"mine"_s);
    m_draft->setOutput(u"yours"_s);
    QCOMPARE(m_draft->summary(), u"Will change: the output of Name 0"_s);
    QCOMPARE(m_draft->inputOverrides(), (QJsonObject{{u"else"_s, true}, {u"s0"_s, u"yours"_s}}));
    QCOMPARE(m_stage->flow.inputOverrides().value(u"s0"_s).toString(), u"mine"_s);
    m_draft->load(2); // anew
    m_draft->setCurrent(0);
    QCOMPARE(m_draft->output(), u"mine"_s);
}

void TestOverrideDraft::jsonStaysJson_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QJsonValue>("value"); // undefined: it cannot be used
    const QJsonValue unusable(QJsonValue::Undefined);
    QTest::newRow("text") << QByteArray("\"a\"") << u"7"_s << QJsonValue(u"7"_s);
    QTest::newRow("no text") << QByteArray("\"a\"") << QString() << QJsonValue(QString());
    QTest::newRow("number") << QByteArray("1") << u"7"_s << QJsonValue(7);
    QTest::newRow("null") << QByteArray("1") << u" null "_s << QJsonValue(QJsonValue::Null);
    QTest::newRow("an escape") << QByteArray("[]") << u"\"\\u202E\""_s << QJsonValue(u"\u202E"_s);
    QTest::newRow("nothing") << QByteArray("1") << QString() << unusable;
    QTest::newRow("white space") << QByteArray("1") << u" \n"_s << unusable;
    QTest::newRow("no JSON") << QByteArray("1") << u"{\"a\""_s << unusable;
}

void TestOverrideDraft::jsonStaysJson()
{
    QFETCH(QByteArray, output);
    QFETCH(QString, written);
    QFETCH(QJsonValue, value);
    QVERIFY(run({output, "\"end\""}));
    m_draft->setReruns(false);
    m_draft->load(1);
    m_draft->setOutput(written);
    QCOMPARE(m_draft->problem().isEmpty(), !value.isUndefined());
    QCOMPARE(m_draft->apply(), !value.isUndefined());
    QCOMPARE(m_stage->flow.inputOverrides().value(u"s0"_s), value);
    QCOMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
}

void TestOverrideDraft::settingsAreAnObject_data()
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

void TestOverrideDraft::settingsAreAnObject()
{
    QFETCH(QString, written);
    QFETCH(QString, says);
    QVERIFY(run({"1", "2"}));
    m_draft->setReruns(false);
    m_draft->load(1);
    m_draft->setSettings(written);
    QCOMPARE(m_draft->problem().isEmpty(), says.isEmpty());
    QVERIFY2(m_draft->problem().contains(says), qPrintable(m_draft->problem()));
    QCOMPARE(m_draft->apply(), says.isEmpty());
    const bool has = says.isEmpty() && written != u"{}"_s;
    QCOMPARE(m_stage->flow.blockOverrides().contains(u"s1"_s), has);
    m_draft->load(4); // has not run
    m_draft->setSettings(u"{\"a\": 1}"_s);
    QCOMPARE(m_draft->problem(), u"The step has not run yet, so it has no settings to change."_s);
}

void TestOverrideDraft::mistakesNameTheirStep()
{
    QVERIFY(run({"1", "2", "3"}));
    m_draft->load(2);
    m_draft->setCurrent(0);
    m_draft->setOutput(u"{"_s);
    QVERIFY2(m_draft->problem().startsWith(u"This is no JSON"_s), qPrintable(m_draft->problem()));
    m_draft->setCurrent(1);
    QVERIFY2(m_draft->problem().startsWith(u"Name 0: This is no JSON"_s), qPrintable(m_draft->problem()));
    QVERIFY(!m_draft->apply());
    m_draft->setCurrent(0);
    QCOMPARE(m_draft->output(), u"{"_s);
    m_draft->setOutput(u"1"_s);
    QCOMPARE(m_draft->problem(), QString());
    QCOMPARE(m_draft->summary(), u"Nothing will change."_s);
}

void TestOverrideDraft::refusedRunChangesNothing()
{
    QVERIFY(run({"1", "2"}));
    m_draft->load(5); // which there is none of
    m_draft->setOutput(u"6"_s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"can be run again from step"_s));
    QVERIFY(!m_draft->apply());
    QCOMPARE(m_draft->problem(), u"The flow can be run again from step 1 to 2, not from step 6."_s);
    QVERIFY(m_stage->flow.inputOverrides().isEmpty());
    m_draft->setOutput(u"7"_s); // another try
    QCOMPARE(m_draft->problem(), QString());
}

void TestOverrideDraft::timelineMayBeShared()
{
    auto shared = std::make_unique<NoukaiTimelineModel>();
    shared->setFlow(&m_stage->flow);
    QVERIFY(run({"\"one\"", "\"two\""}));
    QTRY_COMPARE(shared->count(), 2);
    QSignalSpy changed(m_draft.get(), &NoukaiOverrideDraft::timelineChanged);
    m_draft->setTimeline(shared.get());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_draft->timeline(), shared.get());
    m_draft->load(1);
    QCOMPARE(m_draft->output(), u"one"_s);
    shared.reset();
    QVERIFY(m_draft->timeline());
    m_draft->load(1);
    QCOMPARE(m_draft->timeline()->flow(), &m_stage->flow); // its own again
}

void TestOverrideDraft::flowMayGo()
{
    QVERIFY(run({"1", "2"}));
    m_draft->load(1);
    QSignalSpy changed(m_draft.get(), &NoukaiOverrideDraft::changed);
    m_stage.reset();
    QVERIFY(!changed.isEmpty());
    QCOMPARE(m_draft->flow(), nullptr);
    QCOMPARE(m_draft->problem(), u"There is no flow."_s);
    QVERIFY(!m_draft->apply());
    QVERIFY(m_draft->inputOverrides().isEmpty());
}

void TestOverrideDraft::mayGoInASlot()
{
    QVERIFY(run({"\"one\"", "\"two\""}));
    m_draft->load(1);
    m_draft->setOutput(u"other"_s);
    connect(&m_stage->flow, &NoukaiFlow::stateChanged, this, [this] { m_draft.reset(); });
    NoukaiOverrideDraft *draft = m_draft.get();
    QVERIFY(!draft->apply());
    QVERIFY(!m_draft);
    QCOMPARE(m_stage->flow.inputOverrides(), (QJsonObject{{u"s0"_s, u"other"_s}}));
}

QTEST_GUILESS_MAIN(TestOverrideDraft)
#include "tst_overridedraft.moc"
