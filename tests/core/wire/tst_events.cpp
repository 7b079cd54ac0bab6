// SPDX-License-Identifier: MIT
#include "eventexpectation.h"
#include "wire/eventaccess_p.h"
#include "wire/jsonslice_p.h"

#include <QtCore/QSemaphore>
#include <QtCore/QThread>
#include <QtTest/QTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using NoukaiWire::EventDecoder;

namespace
{

NoukaiEvent decode(const QByteArray &name, const QByteArray &data)
{
    EventDecoder decoder;
    return decoder.decode(name, data).event;
}

} // namespace

class tst_Events : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultConstructed();
    void toItsOwnType();
    void everyTypeIsItsOwnValue_data();
    void everyTypeIsItsOwnValue();
    void assignedThroughTheBase();
    void fromJson();
    void stampingDetachesOnlyFromCopies();
    void stampingKeepsEverythingElse();
    void lazyMembersFromManyThreads();
    void lazyMembersAreKept();
    void debugOutputIsShort();
    void findMember_data();
    void findMember();
    void findMemberInGarbage();
};

void tst_Events::defaultConstructed()
{
    const NoukaiEvent event;
    QVERIFY(!event.isValid());
    QCOMPARE(event.type(), NoukaiEvent::Invalid);
    QCOMPARE(event.eventType(), QString());
    QCOMPARE(event.stepId(), QString());
    QCOMPARE(event.stepIndex(), -1);
    QCOMPARE(event.payload(), QByteArray());
    QVERIFY(!event.value().isValid());

    QCOMPARE(NoukaiRunStarted().runId(), QString());
    QCOMPARE(NoukaiRunStarted().executionId(), QString());
    QCOMPARE(NoukaiRunStarted().flowId(), QString());
    QCOMPARE(NoukaiRunStarted().stepCount(), -1);
    QCOMPARE(NoukaiStepStarted().name(), QString());
    QCOMPARE(NoukaiStepInput().inputData(), QJsonObject());
    QVERIFY(NoukaiStepOutput().outputData().isUndefined());
    QCOMPARE(NoukaiStepOutput().text(), QString());
    QCOMPARE(NoukaiStepCompleted().name(), QString());
    QVERIFY(NoukaiStepCompleted().output().isUndefined());
    QCOMPARE(NoukaiStepCompleted().durationMs(), -1);
    QVERIFY(!NoukaiStepCompleted().tokens().isKnown());
    QCOMPARE(NoukaiStepCompleted().costUsd(), QString());
    QCOMPARE(NoukaiStepFailed().name(), QString());
    QCOMPARE(NoukaiStepFailed().error(), QJsonObject());
    QCOMPARE(NoukaiStepFailed().code(), QString());
    QCOMPARE(NoukaiStepFailed().message(), QString());
    QCOMPARE(NoukaiStepPaused().nextStepIndex(), -1);
    QCOMPARE(NoukaiToolCallsRequired().executionId(), QString());
    QCOMPARE(NoukaiToolCallsRequired().runId(), QString());
    QCOMPARE(NoukaiToolCallsRequired().iterationsUsed(), -1);
    QCOMPARE(NoukaiToolCallsRequired().toolCallMessages(), QJsonArray());
    QVERIFY(NoukaiToolCallsRequired().toolCalls().isEmpty());
    QCOMPARE(NoukaiToolCallsRequired().accumulatedOutputs(), QJsonObject());
    QCOMPARE(NoukaiFlowCompleted().runId(), QString());
    QCOMPARE(NoukaiFlowCompleted().executionId(), QString());
    QVERIFY(NoukaiFlowCompleted().result().isUndefined());
    QCOMPARE(NoukaiFlowCompleted().summary(), QJsonObject());
    QCOMPARE(NoukaiUnknownEvent().data(), QJsonObject());
}

void tst_Events::toItsOwnType()
{
    NoukaiEvent event = decode("step_output", R"({"stepId":"s","outputData":"x"})");
    const auto output = event.to<NoukaiStepOutput>();
    QCOMPARE(output.text(), u"x"_s);
    QCOMPARE(output.stepId(), u"s"_s);
    QVERIFY(!event.to<NoukaiStepInput>().isValid());
    QVERIFY(!event.to<NoukaiUnknownEvent>().isValid());
    event = {};
    QCOMPARE(output.text(), u"x"_s); // the copy stays
    const NoukaiEvent moved = std::move(event);
    QVERIFY(!moved.isValid());
}

void tst_Events::everyTypeIsItsOwnValue_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QMetaType>("metaType");
    const auto row = [](const char *name, const char *data, QMetaType type) {
        QTest::newRow(name) << QByteArray(name) << QByteArray(data) << type;
    };
    row("run_started", R"({"runId":"r"})", QMetaType::fromType<NoukaiRunStarted>());
    row("step_started", R"({"stepId":"s"})", QMetaType::fromType<NoukaiStepStarted>());
    row("step_input", R"({"stepId":"s"})", QMetaType::fromType<NoukaiStepInput>());
    row("step_output", R"({"stepId":"s"})", QMetaType::fromType<NoukaiStepOutput>());
    row("step_completed", R"({"stepId":"s"})", QMetaType::fromType<NoukaiStepCompleted>());
    row("step_error", R"({"stepId":"s"})", QMetaType::fromType<NoukaiStepFailed>());
    row("step_paused", R"({})", QMetaType::fromType<NoukaiStepPaused>());
    row("tool_calls_required",
        R"({"executionId":"e","stepId":"s","stepIndex":0,"iterationsUsed":0,"toolCallMessages":[],"toolCalls":[]})",
        QMetaType::fromType<NoukaiToolCallsRequired>());
    row("flow_completed", R"({})", QMetaType::fromType<NoukaiFlowCompleted>());
    row("step_progress", R"({})", QMetaType::fromType<NoukaiUnknownEvent>());
}

void tst_Events::everyTypeIsItsOwnValue()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, data);
    QFETCH(const QMetaType, metaType);

    NoukaiEvent event = decode(name, data);
    QCOMPARE(event.value().metaType(), metaType);
    // Every property can be read, with its own type, and stamping makes a whole copy of every kind.
    const NoukaiEvent before = event;
    NoukaiEventAccess::setStepIndex(event, 41);
    const QMetaObject *meta = metaType.metaObject();
    QVERIFY(meta->propertyCount() > 6);
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const QByteArray propertyName = meta->property(i).name();
        if (propertyName == "value") // the event itself
            continue;
        const QVariant value = propertyOf(event, propertyName);
        QCOMPARE(value.metaType(), meta->property(i).metaType());
        if (propertyName != "stepIndex")
            QVERIFY2(value == propertyOf(before, propertyName), propertyName.constData());
    }
    QCOMPARE(propertyOf(event, "stepIndex"), QVariant(41));
}

// C++ lets any event be assigned through a reference to the base. That must stay harmless.
void tst_Events::assignedThroughTheBase()
{
    NoukaiStepCompleted completed;
    static_cast<NoukaiEvent &>(completed) = decode("run_started", R"({"runId":"r"})");
    QCOMPARE(completed.type(), NoukaiEvent::RunStarted);
    QCOMPARE(completed.name(), QString());
    QVERIFY(completed.output().isUndefined());
    QCOMPARE(completed.tokens(), NoukaiTokens());
}

void tst_Events::fromJson()
{
    const QJsonObject payload{{u"stepId"_s, u"s"_s}, {u"outputData"_s, u"é😀"_s}, {u"stepIndex"_s, 3}};
    const auto event = NoukaiEvent::fromJson(u"step_output"_s, payload).to<NoukaiStepOutput>();
    QCOMPARE(event.text(), u"é😀"_s);
    QCOMPARE(event.stepIndex(), 3);
    QCOMPARE(QJsonDocument::fromJson(event.payload()).object(), payload);

    QCOMPARE(NoukaiEvent::fromJson({}, {{u"eventType"_s, u"flow_started"_s}, {u"runId"_s, u"r"_s}}).type(),
             NoukaiEvent::RunStarted);
    QCOMPARE(NoukaiEvent::fromJson(u"loop_completed"_s, {}).type(), NoukaiEvent::Unknown);
    QVERIFY(!NoukaiEvent::fromJson(u"step_output"_s, {}).isValid());
    QVERIFY(!NoukaiEvent::fromJson(u"run_started"_s, {{u"stepCount"_s, 2}}).isValid());
    QVERIFY(!NoukaiEvent::fromJson({}, payload).isValid());
    // A lone surrogate survives the way through JSON text.
    const QString half(1, QChar(0xd83d));
    QCOMPARE(NoukaiEvent::fromJson(u"step_output"_s, {{u"stepId"_s, u"s"_s}, {u"outputData"_s, half}})
                 .to<NoukaiStepOutput>()
                 .text(),
             half);
}

void tst_Events::stampingDetachesOnlyFromCopies()
{
    NoukaiEvent event = decode("step_started", R"({"stepId":"s","stepIndex":0})");
    const NoukaiEventData *data = NoukaiEventAccess::data(event);
    NoukaiEventAccess::setStepIndex(event, 5);
    QCOMPARE(NoukaiEventAccess::data(event), data); // alone: changed in place
    QCOMPARE(event.stepIndex(), 5);

    const NoukaiEvent copy = event;
    NoukaiEventAccess::setStepIndex(event, 5);
    QCOMPARE(NoukaiEventAccess::data(event), data); // nothing to change
    NoukaiEventAccess::setStepIndex(event, 6);
    NoukaiEventAccess::setStepId(event, u"t"_s);
    QCOMPARE(event.stepIndex(), 6);
    QCOMPARE(event.stepId(), u"t"_s);
    QCOMPARE(copy.stepIndex(), 5);
    QCOMPARE(copy.stepId(), u"s"_s);

    NoukaiEvent invalid;
    NoukaiEventAccess::setStepIndex(invalid, 1);
    NoukaiEventAccess::setStepId(invalid, u"x"_s);
    QVERIFY(!invalid.isValid());
}

void tst_Events::stampingKeepsEverythingElse()
{
    for (const bool readBefore : {false, true}) {
        NoukaiEvent event = decode("step_completed", R"({"stepId":"s","name":"n","output":{"a":1},"costUsd":"0.1"})");
        const NoukaiEvent copy = event;
        if (readBefore)
            QCOMPARE(copy.to<NoukaiStepCompleted>().output(), json(R"({"a":1})"));
        NoukaiEventAccess::setStepIndex(event, 3);
        QCOMPARE(event.to<NoukaiStepCompleted>().output(), json(R"({"a":1})"));
        QCOMPARE(event.to<NoukaiStepCompleted>().name(), u"n"_s);
        QCOMPARE(event.to<NoukaiStepCompleted>().costUsd(), u"0.1"_s);
        QCOMPARE(event.payload(), copy.payload());
        QCOMPARE(event.eventType(), u"step_completed"_s);
    }
}

void tst_Events::lazyMembersFromManyThreads()
{
    constexpr int Threads = 8;
    constexpr int Rounds = 200;
    EventDecoder decoder;
    std::vector<NoukaiStepCompleted> events;
    for (int i = 0; i < Rounds; ++i) {
        const QByteArray output = "{\"n\":" + QByteArray::number(i) + ",\"list\":[1,2,3]}";
        events.push_back(decoder.decode("step_completed", "{\"stepId\":\"s\",\"output\":" + output + '}')
                             .event.to<NoukaiStepCompleted>());
    }
    QSemaphore start;
    std::atomic<int> right = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int t = 0; t < Threads; ++t) {
        threads.emplace_back(QThread::create([&] {
            start.acquire();
            for (int i = 0; i < Rounds; ++i) {
                const NoukaiStepCompleted event = events[std::size_t(i)];
                NoukaiEvent stamped = event;
                NoukaiEventAccess::setStepIndex(stamped, i + 1);
                const auto copy = stamped.to<NoukaiStepCompleted>();
                right += event.output().toObject().value("n"_L1).toInt(-1) == i && event.stepIndex() == -1 &&
                         copy.output().toObject().value("list"_L1).toArray().size() == 3 && copy.stepIndex() == i + 1;
            }
        }));
        threads.back()->start();
    }
    start.release(Threads);
    for (const auto &thread : threads)
        QVERIFY(thread->wait(60000));
    QCOMPARE(right.load(), Threads * Rounds);
}

void tst_Events::lazyMembersAreKept()
{
    // A value made once is shared by all copies: reading a big output again costs nothing.
    const QByteArray list = "[" + QByteArray("{\"a\":\"b\"},").repeated(200000) + "0]";
    const auto event = decode("step_completed", "{\"stepId\":\"s\",\"output\":" + list + '}').to<NoukaiStepCompleted>();
    for (int i = 0; i < 100000; ++i) {
        const auto copy = event;
        QCOMPARE(copy.output().type(), QJsonValue::Array);
    }
}

void tst_Events::debugOutputIsShort()
{
    const QString secret = u"the-output-is-nobodys-business"_s;
    QString text;
    const NoukaiEvent event =
        decode("step_completed", R"({"stepId":"write","stepIndex":2,"output":")" + secret.toUtf8() + "\"}");
    QDebug(&text) << event;
    QVERIFY2(text.contains(u"StepCompleted"_s) && text.contains(u"write"_s) && text.contains(u'2'), qPrintable(text));
    QVERIFY(!text.contains(secret));
    QVERIFY(text.size() < 100);

    text.clear();
    QDebug(&text) << decode("odd\nname", "{}") << NoukaiEvent();
    QVERIFY2(text.contains(u"odd\\nname"_s) && text.contains(u"Invalid"_s), qPrintable(text));
}

void tst_Events::findMember_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("none") << QByteArray("{}") << QByteArray();
    QTest::newRow("number") << QByteArray(R"({"k":1.50})") << QByteArray("1.50");
    QTest::newRow("number with space behind") << QByteArray("{\"k\":1\n}") << QByteArray("1");
    QTest::newRow("text with escapes") << QByteArray(R"({"a":"\\","k":"\"}\\"})") << QByteArray(R"("\"}\\")");
    QTest::newRow("text that ends in backslashes") << QByteArray(R"({"k":"\\\\","b":1})") << QByteArray(R"("\\\\")");
    QTest::newRow("object with brackets in texts")
        << QByteArray(R"({"k":{"a":"}]"},"b":[]})") << QByteArray(R"({"a":"}]"})");
    QTest::newRow("nested only") << QByteArray(R"({"a":{"k":1},"b":[{"k":2}]})") << QByteArray();
    QTest::newRow("a text is no key") << QByteArray(R"({"a":"k","b":1})") << QByteArray();
    QTest::newRow("last of two") << QByteArray(R"({"k":1,"k":[2]})") << QByteArray("[2]");
    QTest::newRow("longer and shorter keys") << QByteArray(R"({"kk":1,"":2})") << QByteArray();
    QTest::newRow("key with an escape") << QByteArray(R"({"\u006b":true})") << QByteArray("true");
    QTest::newRow("white space everywhere")
        << QByteArray("\n {\t\"k\" :\r\n null , \"b\" : 1 } ") << QByteArray("null");
}

void tst_Events::findMember()
{
    QFETCH(const QByteArray, object);
    const std::string_view found = NoukaiWire::findJsonMember({object.constData(), std::size_t(object.size())}, "k");
    QTEST(QByteArray(found.data(), qsizetype(found.size())), "expected");
}

// It is only asked about valid JSON. Should it ever get another text, it still reads nothing beside it.
void tst_Events::findMemberInGarbage()
{
    const QByteArray whole = R"({"a":{"b":["x\"y",{}]},"\u006b" : -1.5e3 , "k":"te\\xt","c":[[],{}]})";
    for (qsizetype cut = 0; cut < whole.size(); ++cut) {
        for (const char odd : {'\0', '"', '\\', '{', '}', ']', ',', 'x'}) {
            auto exact = std::make_unique<char[]>(std::size_t(cut + 1)); // for the address sanitizer
            std::copy_n(whole.constData(), cut, exact.get());
            exact[std::size_t(cut)] = odd;
            const std::string_view text(exact.get(), std::size_t(cut + 1));
            const std::string_view found = NoukaiWire::findJsonMember(text, "k");
            QVERIFY(found.empty() ||
                    (found.data() >= text.data() && found.data() + found.size() <= text.data() + text.size()));
        }
    }
}

QTEST_APPLESS_MAIN(tst_Events)
#include "tst_events.moc"
