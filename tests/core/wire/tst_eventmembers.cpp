// SPDX-License-Identifier: MIT
#include "eventexpectation.h"
#include "wire/stepencoder_p.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using NoukaiWire::Decoded;
using NoukaiWire::EventDecoder;
using NoukaiWire::SseEvent;
using NoukaiWire::SseParser;

class tst_EventMembers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cost_data();
    void cost();
    void count_data();
    void count();
    void output_data();
    void output();
    void depth_data();
    void depth();
    void invalidUtf8ReachesEveryMember();
    void byteOrderMarkWithinText();
    void payloadIsKeptByteForByte();
    void rawMembersGoBackUnchanged();
    void keysWithEscapes();
    void manySteps();
    void bigEventBetweenSmallOnes();
    void framesFromTheParser();
};

void tst_EventMembers::cost_data()
{
    QTest::addColumn<QByteArray>("cost");
    QTest::addColumn<QString>("expected"); // empty: a warning
    QTest::newRow("string") << QByteArray(R"("0.0123")") << u"0.0123"_s;
    QTest::newRow("string with superfluous zeros") << QByteArray(R"("0.0100")") << u"0.0100"_s;
    QTest::newRow("string, exponent") << QByteArray(R"("1.5E-7")") << u"1.5E-7"_s;
    QTest::newRow("string, more digits than a double")
        << QByteArray(R"("0.12345678901234567890123")") << u"0.12345678901234567890123"_s;
    QTest::newRow("number") << QByteArray("0.0123") << u"0.0123"_s;
    QTest::newRow("number with superfluous zeros") << QByteArray("0.0100") << u"0.0100"_s;
    QTest::newRow("number, exponent") << QByteArray("1e-7") << u"1e-7"_s;
    QTest::newRow("number, more digits than a double")
        << QByteArray("0.12345678901234567890123") << u"0.12345678901234567890123"_s;
    QTest::newRow("number, zero") << QByteArray("0") << u"0"_s;
    QTest::newRow("number beyond every integer") << QByteArray("123456789012345678901") << u"123456789012345678901"_s;
    QTest::newRow("empty string") << QByteArray(R"("")") << QString();
    QTest::newRow("words") << QByteArray(R"("free")") << QString();
    QTest::newRow("currency") << QByteArray(R"("$0.01")") << QString();
    QTest::newRow("comma") << QByteArray(R"("0,01")") << QString();
    QTest::newRow("NaN") << QByteArray(R"("NaN")") << QString();
    QTest::newRow("exponent out of reason") << QByteArray(R"("1e99999")") << QString();
    QTest::newRow("bool") << QByteArray("true") << QString();
    QTest::newRow("object") << QByteArray(R"({"amount":"1"})") << QString();
}

void tst_EventMembers::cost()
{
    QFETCH(const QByteArray, cost);
    QFETCH(const QString, expected);

    const QByteArray data = R"({"stepId":"s","output":{"costUsd":7},"costUsd": )" + cost + R"( ,"tokens":{}})";
    for (const Decoded &decoded : decodeBothWays("step_completed", data)) {
        QCOMPARE(decoded.event.to<NoukaiStepCompleted>().costUsd(), expected);
        QCOMPARE(decoded.warning.contains(u"costUsd"_s), expected.isEmpty());
    }
}

void tst_EventMembers::count_data()
{
    QTest::addColumn<QByteArray>("count");
    QTest::addColumn<qint64>("expected"); // -1: a warning
    QTest::newRow("zero") << QByteArray("0") << qint64(0);
    QTest::newRow("minus zero") << QByteArray("-0") << qint64(0);
    QTest::newRow("many") << QByteArray("4294967296") << qint64(4294967296);
    QTest::newRow("beyond a double's integers") << QByteArray("9007199254740993") << qint64(9007199254740993);
    QTest::newRow("largest") << QByteArray("9223372036854775807") << std::numeric_limits<qint64>::max();
    QTest::newRow("exponent") << QByteArray("12e2") << qint64(1200);
    QTest::newRow("zero fraction") << QByteArray("12.0") << qint64(12);
    QTest::newRow("beyond qint64") << QByteArray("9223372036854775808") << qint64(-1);
    QTest::newRow("beyond quint64") << QByteArray("18446744073709551616") << qint64(-1);
    QTest::newRow("huge exponent") << QByteArray("1e300") << qint64(-1);
    QTest::newRow("negative") << QByteArray("-3") << qint64(-1);
    QTest::newRow("most negative") << QByteArray("-9223372036854775808") << qint64(-1);
    QTest::newRow("fraction") << QByteArray("1.5") << qint64(-1);
    QTest::newRow("string") << QByteArray(R"("5")") << qint64(-1);
    QTest::newRow("bool") << QByteArray("true") << qint64(-1);
    QTest::newRow("array") << QByteArray("[5]") << qint64(-1);
}

void tst_EventMembers::count()
{
    QFETCH(const QByteArray, count);
    QFETCH(const qint64, expected);

    const QByteArray data = R"({"stepId":"s","tokens":{"prompt":)" + count + R"(,"completion":1,"total":2}})";
    for (const Decoded &decoded : decodeBothWays("step_completed", data)) {
        QCOMPARE(decoded.outcome, Decoded::Event);
        const NoukaiTokens tokens = decoded.event.to<NoukaiStepCompleted>().tokens();
        QCOMPARE(tokens.prompt(), expected);
        QCOMPARE(tokens.completion(), 1);
        QCOMPARE(tokens.total(), 2);
        QCOMPARE(decoded.warning.contains(u"\"tokens.prompt\""_s), expected < 0);
    }
}

void tst_EventMembers::output_data()
{
    QTest::addColumn<QByteArray>("member"); // with its key, or nothing
    QTest::addColumn<QString>("text");
    QTest::newRow("absent") << QByteArray() << QString();
    QTest::newRow("null") << QByteArray("null") << QString();
    QTest::newRow("text") << QByteArray(R"("some words")") << u"some words"_s;
    QTest::newRow("empty text") << QByteArray(R"("")") << QString();
    QTest::newRow("unicode") << QByteArray("\"caf\xC3\xA9 \xF0\x9F\x98\x80\"") << u"café 😀"_s;
    QTest::newRow("escaped pair") << QByteArray(R"("\ud83d\ude00")") << u"😀"_s;
    // A model's output is cut anywhere, also within a pair: the halves must find each other again.
    QTest::newRow("lone high surrogate") << QByteArray(R"("a\ud83d")") << (QStringLiteral("a") + QChar(0xd83d));
    QTest::newRow("lone low surrogate") << QByteArray(R"("\ude00z")") << (QChar(0xde00) + QStringLiteral("z"));
    QTest::newRow("surrogates in the wrong order")
        << QByteArray(R"("\ude00\ud83d")") << (QString(QChar(0xde00)) + QChar(0xd83d));
    QTest::newRow("high surrogate before text")
        << QByteArray(R"("\ud83dz")") << (QString(QChar(0xd83d)) + QLatin1Char('z'));
    QTest::newRow("high surrogate before another escape")
        << QByteArray(R"("\ud83d\n")") << (QString(QChar(0xd83d)) + QLatin1Char('\n'));
    QTest::newRow("two high surrogates") << QByteArray(R"("\ud83d\ud83d\ude00")") << (QString(QChar(0xd83d)) + u"😀"_s);
    QTest::newRow("encoded surrogate") << QByteArray("\"\xED\xA0\xBD\"") << u"\uFFFD\uFFFD\uFFFD"_s;
    QTest::newRow("noncharacters") << QByteArray("\"\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90\"")
                                   << (QString(QChar(0xfffe)) + QChar(0xffff) + QChar(0xfdd0));
    QTest::newRow("escaped BOM") << QByteArray(R"("\ufeffx")") << (QString(QChar(0xfeff)) + QLatin1Char('x'));
    QTest::newRow("overlong") << QByteArray("\"\xC0\x80\"") << u"\uFFFD\uFFFD"_s;
    QTest::newRow("stray byte") << QByteArray("\"a\x80z\"") << u"a\uFFFDz"_s;
    QTest::newRow("object") << QByteArray(R"({ "a" : [ 1, 2 ] })") << u"{\"a\":[1,2]}"_s;
    QTest::newRow("array") << QByteArray("[ ]") << u"[]"_s;
    QTest::newRow("number") << QByteArray("12") << u"12"_s;
    QTest::newRow("bool") << QByteArray("false") << u"false"_s;
}

void tst_EventMembers::output()
{
    QFETCH(const QByteArray, member);
    QFETCH(const QString, text);

    const QByteArray data =
        R"({"outputData":"no","stepId":"s")" + (member.isEmpty() ? QByteArray("}") : ",\"outputData\":" + member + "}");
    const QByteArray lacking = member.isEmpty() ? QByteArray(R"({"stepId":"s"})") : data;
    for (const Decoded &decoded : decodeBothWays("step_output", lacking)) {
        QCOMPARE(decoded.outcome, Decoded::Event);
        QCOMPARE(decoded.warning, QString());
        const auto event = decoded.event.to<NoukaiStepOutput>();
        QCOMPARE(event.text(), text);
        const QJsonValue expected = member.isEmpty()         ? QJsonValue(QJsonValue::Undefined)
                                    : member.startsWith('"') ? QJsonValue(text)
                                                             : json(member);
        QCOMPARE(event.outputData(), expected);
        QCOMPARE(event.outputData(), expected); // kept
    }
}

void tst_EventMembers::depth_data()
{
    QTest::addColumn<int>("depth"); // the root object included
    QTest::addColumn<bool>("accepted");
    QTest::newRow("1024") << 1024 << true;
    QTest::newRow("1025") << 1025 << false;
    QTest::newRow("100000") << 100000 << false;
}

void tst_EventMembers::depth()
{
    QFETCH(const int, depth);
    QFETCH(const bool, accepted);

    for (const auto &[open, close] : {std::pair<QByteArray, QByteArray>("[", "]"), {"{\"a\":", "}"}}) {
        const bool object = open != "[";
        const QByteArray nested =
            open.repeated(depth - 1 - object) + (object ? "{}" : "") + close.repeated(depth - 1 - object);
        const QByteArray data = R"({"stepId":"s","output":)" + nested + '}';
        for (const Decoded &decoded : decodeBothWays("step_completed", data)) {
            QCOMPARE(decoded.outcome, accepted ? Decoded::Event : Decoded::Broken);
            if (!accepted)
                continue;
            // The member that is accepted can be read, too.
            const auto event = decoded.event.to<NoukaiStepCompleted>();
            QCOMPARE(NoukaiWire::rawOutput(event), nested);
            QCOMPARE(event.output().type(), object ? QJsonValue::Object : QJsonValue::Array);
        }
        for (const Decoded &decoded : decodeBothWays("x", data))
            QCOMPARE(decoded.event.to<NoukaiUnknownEvent>().data().contains("output"_L1), accepted);
    }
}

void tst_EventMembers::invalidUtf8ReachesEveryMember()
{
    EventDecoder decoder;
    const QByteArray data = "{\"stepId\":\"s\xFF\",\"na\xFFme\":\"x\",\"name\":\"n\xFF\",\"costUsd\":0.10,\"output\":{"
                            "\"\xFF\":\"o\xFF\"},\"tokens\":{\"total\":3}}";
    const Decoded decoded = decoder.decode("step_completed", data);
    QCOMPARE(decoded.outcome, Decoded::Event);
    const auto event = decoded.event.to<NoukaiStepCompleted>();
    QCOMPARE(event.stepId(), u"s\uFFFD"_s);
    QCOMPARE(event.name(), u"n\uFFFD"_s);
    QCOMPARE(event.costUsd(), u"0.10"_s);
    QCOMPARE(event.tokens().total(), 3);
    QCOMPARE(event.output().toObject().value(u"\uFFFD"_s).toString(), u"o\uFFFD"_s);
    // What goes back to the server is JSON again.
    QCOMPARE(NoukaiWire::rawOutput(event), QByteArray("{\"\xEF\xBF\xBD\":\"o\xEF\xBF\xBD\"}"));
    QCOMPARE(event.payload(), data);
    // The same for the name of an event, whose bytes the JSON has nothing to do with.
    QCOMPARE(decoder.decode("n\xFF", "{}").event.eventType(), u"n\uFFFD"_s);
}

// At the start of a piece it is a character of the text like any other. (QJsonDocument drops it, so only the fast path
// can.)
void tst_EventMembers::byteOrderMarkWithinText()
{
    EventDecoder decoder;
    for (const char *id : {"\xEF\xBB\xBFs", "s\xEF\xBB\xBF", "\xEF\xBB\xBF\xEF\xBB\xBF"}) {
        const QByteArray data = QByteArray(R"({"stepId":")") + id + R"(","outputData":")" + id + "\"}";
        const auto event = decoder.decode("step_output", data).event.to<NoukaiStepOutput>();
        QCOMPARE(event.text().toUtf8(), QByteArray(id));
        QCOMPARE(event.stepId().toUtf8(), QByteArray(id));
    }
}

void tst_EventMembers::payloadIsKeptByteForByte()
{
    EventDecoder decoder;
    const QByteArray data = " { \"stepId\" : \"s\", \"extra\" : 1.0 , \"extra\":\"\\u0041\" }\n";
    QByteArray padded = data + QByteArray(SseParser::Padding, 'x');
    const Decoded decoded = decoder.decode(SseEvent{"step_completed", {padded.constData(), std::size_t(data.size())}});
    padded.fill('y'); // the frame may go, the event stays
    QCOMPARE(decoded.event.payload(), data);
}

void tst_EventMembers::rawMembersGoBackUnchanged()
{
    EventDecoder decoder;
    const QByteArray output = R"({ "b":1.50, "a" : "\u0041\ud83d}]\"\\" , "n":12345678901234567890123 })";
    const auto completed = decoder.decode("step_completed", R"({"stepId":"s","output":)" + output + R"(,"x":1})")
                               .event.to<NoukaiStepCompleted>();
    QCOMPARE(NoukaiWire::rawOutput(completed), output);
    QCOMPARE(NoukaiWire::rawOutput(
                 decoder.decode("step_completed", R"({"stepId":"s","output":null})").event.to<NoukaiStepCompleted>()),
             "null");
    QCOMPARE(
        NoukaiWire::rawOutput(decoder.decode("step_completed", R"({"stepId":"s"})").event.to<NoukaiStepCompleted>()),
        QByteArray());
    QCOMPARE(NoukaiWire::rawOutput(NoukaiStepCompleted()), QByteArray());
    const QByteArray messages = R"([ {"role":"assistant", "content":null} ])";
    const auto pause =
        decoder
            .decode(
                "tool_calls_required",
                R"({"executionId":"e","stepId":"s","stepIndex":0,"iterationsUsed":0,"toolCalls":[{"id":"c"}],"toolCallMessages": )" +
                    messages + "}")
            .event.to<NoukaiToolCallsRequired>();
    QCOMPARE(NoukaiWire::rawToolCallMessages(pause), messages);
    QCOMPARE(NoukaiWire::rawToolCallMessages(NoukaiToolCallsRequired()), QByteArray());
}

void tst_EventMembers::keysWithEscapes()
{
    const QByteArray data = R"({"st\u0065pId":"s","out\"put":1,"outpu\u0074":{"a":1},"co\u0073tUsd":0.10})";
    for (const Decoded &decoded : decodeBothWays("step_completed", data)) {
        const auto event = decoded.event.to<NoukaiStepCompleted>();
        QCOMPARE(event.stepId(), u"s"_s);
        QCOMPARE(event.costUsd(), u"0.10"_s);
        QCOMPARE(event.output(), json(R"({"a":1})"));
    }
}

void tst_EventMembers::manySteps()
{
    EventDecoder decoder;
    for (int i = 1; i < 300; ++i) {
        const QByteArray id = i % 7 == 0 ? QByteArray(i, 'x') : QByteArray::number(i % 11);
        const Decoded decoded = decoder.decode("step_output", R"({"stepId":")" + id + R"(","outputData":"t"})");
        QCOMPARE(decoded.event.stepId(), QString::fromLatin1(id));
    }
}

void tst_EventMembers::bigEventBetweenSmallOnes()
{
    EventDecoder decoder;
    const QByteArray small = R"({"stepId":"s","output":"x"})";
    const QByteArray text(4 << 20, 'x');
    QCOMPARE(decoder.decode("step_completed", small).event.to<NoukaiStepCompleted>().output().toString(), u"x"_s);
    const auto big =
        decoder.decode("step_completed", R"({"stepId":"s","output":")" + text + "\"}").event.to<NoukaiStepCompleted>();
    QCOMPARE(big.output().toString().size(), text.size());
    QCOMPARE(decoder.decode("step_completed", small).event.to<NoukaiStepCompleted>().output().toString(), u"x"_s);
}

void tst_EventMembers::framesFromTheParser()
{
    const QByteArray stream =
        "event: run_started\r\ndata: {\"runId\":\"r\"}\r\n\r\n"
        ": ping\n\n"
        "data: {\"eventType\":\"step_output\",\ndata: \"stepId\":\"s\",\ndata: \"outputData\":\"one\"}\n\n"
        "event: step_output\rdata: {\"stepId\":\"s\",\"outputData\":\" two\"}\r\r"
        "data: [DONE]\n\n"
        "event: flow_completed\ndata: {\"result\":\"one two\"}\n\n";
    SseParser parser;
    EventDecoder decoder;
    SseEvent frame;
    QString text;
    QList<int> seen;
    for (const char c : stream) {
        parser.append({&c, 1});
        while (parser.next(frame) == SseParser::Result::Event) {
            const Decoded decoded = decoder.decode(frame);
            seen.append(decoded.outcome == Decoded::Event ? int(decoded.event.type()) : -1);
            text += decoded.event.to<NoukaiStepOutput>().text();
        }
    }
    QCOMPARE(seen, QList<int>({NoukaiEvent::RunStarted, NoukaiEvent::StepOutput, NoukaiEvent::StepOutput, -1,
                               NoukaiEvent::FlowCompleted}));
    QCOMPARE(text, u"one two"_s);
}

QTEST_APPLESS_MAIN(tst_EventMembers)
#include "tst_eventmembers.moc"
