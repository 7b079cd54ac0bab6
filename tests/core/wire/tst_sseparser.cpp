// SPDX-License-Identifier: MIT
#include "ssereading.h"

#include <QtTest/QTest>

#include <cstring>
#include <iterator>

using NoukaiWire::SseEvent;
using NoukaiWire::SseParser;

namespace
{

// The sample's line ends, written as LF, in one of the forms the standard allows.
QByteArray withLineEnds(const QByteArray &sample, const QByteArray &form)
{
    if (form != "mixed")
        return QByteArray(sample).replace('\n', form);
    static const QByteArray turns[] = {"\r\n", "\n", "\r", "\r\n", "\r", "\n"};
    QByteArray stream;
    int turn = 0;
    for (qsizetype i = 0; i < sample.size(); ++i) {
        if (sample.at(i) != '\n') {
            stream += sample.at(i);
            continue;
        }
        // A CR before a bare LF would be one line end, not two.
        QByteArray lineEnd = turns[turn++ % std::size(turns)];
        if (lineEnd == "\n" && stream.endsWith('\r'))
            lineEnd = "\r\n";
        stream += lineEnd;
    }
    return stream;
}

} // namespace

class tst_SseParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCut_data();
    void everyCut();
    void loneCarriageReturnDispatchesAtOnce();
    void lineFeedAfterCarriageReturnIsSwallowedOnce();
    void incompleteEventIsDiscarded_data();
    void incompleteEventIsDiscarded();
    void byteOrderMarkOnlyAtTheStart();
    void retry_data();
    void retry();
    void viewsHoldUntilTheNextCall();
    void partialCommits();
    void nothingToRead();
    void moved();
};

void tst_SseParser::everyCut_data()
{
    QTest::addColumn<QByteArray>("sample");
    QTest::addColumn<Events>("expected");

    const auto row = [](const char *name, const QByteArray &sample, const Events &expected) {
        static const std::pair<const char *, QByteArray> forms[] = {
            {"LF", "\n"}, {"CRLF", "\r\n"}, {"CR", "\r"}, {"mixed", "mixed"}};
        for (const auto &[formName, form] : forms) {
            const QByteArray stream = withLineEnds(sample, form);
            QTest::addRow("%s, %s", name, formName) << stream << expected;
            QTest::addRow("%s, %s, BOM", name, formName) << "\xEF\xBB\xBF" + stream << expected;
        }
    };

    row("one event", "event: step_output\ndata: {\"stepId\":\"a\"}\n\n", {{"step_output", "{\"stepId\":\"a\"}", ""}});
    row("no event field", "data: x\n\n", {{"", "x", ""}});
    row("name after data", "data: x\nevent: n\n\n", {{"n", "x", ""}});
    row("name between data lines", "data: x\nevent: a-rather-long-name\ndata: y, which is longer than the name\n\n",
        {{"a-rather-long-name", "x\ny, which is longer than the name", ""}});
    row("last of two names", "event: a\nevent: b\ndata: x\n\n", {{"b", "x", ""}});
    row("empty name", "event:\ndata: x\n\n", {{"", "x", ""}});
    row("name taken back", "event: a\nevent\ndata: x\n\n", {{"", "x", ""}});
    row("name does not outlive its event", "event: a\ndata: x\n\ndata: y\n\n", {{"a", "x", ""}, {"", "y", ""}});
    row("name without data is forgotten", "event: a\n\ndata: y\n\n", {{"", "y", ""}});
    row("two events", "data: 1\n\ndata: 2\n\n", {{"", "1", ""}, {"", "2", ""}});
    row("many data lines", "data: {\ndata:  \"a\":\ndata:1\ndata:}\n\n", {{"", "{\n \"a\":\n1\n}", ""}});
    row("data line without colon between others", "data: a\ndata\ndata: b\n\n", {{"", "a\n\nb", ""}});
    row("the standard's stocks", "data: YHOO\ndata: +2\ndata: 10\n\n", {{"", "YHOO\n+2\n10", ""}});
    row("the standard's test stream",
        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
        {{"", "first event", "1"}, {"", "second event", ""}, {"", " third event", ""}});
    row("the standard's empty data", "data\n\ndata\ndata\n\ndata:\n", {{"", "", ""}, {"", "\n", ""}});
    row("the standard's spaces", "data:test\n\ndata: test\n\n", {{"", "test", ""}, {"", "test", ""}});
    row("two spaces after the colon", "data:  x\n\n", {{"", " x", ""}});
    row("tab after the colon", "data:\tx\n\n", {{"", "\tx", ""}});
    row("space before the colon is another field", "data : x\n\n", {});
    row("longer field name", "database: x\n\n", {});
    row("shorter field name", "dat: x\n\n", {});
    row("field names have case", "Data: x\nDATA: y\n\n", {});
    row("colon in the value", "data: a:b: c\n\n", {{"", "a:b: c", ""}});
    row("only a space", "data: \n\n", {{"", "", ""}});
    row("comments", ":\n: hello\n:data: no\ndata: x\n:\n\n:end\n", {{"", "x", ""}});
    row("keep-alives between events", ": ping\n\ndata: 1\n\n: ping\n\n: ping\n\ndata: 2\n\n",
        {{"", "1", ""}, {"", "2", ""}});
    row("blank lines", "\n\n\ndata: x\n\n\n\n", {{"", "x", ""}});
    row("unknown fields", "foo: 1\nbar\ndata: x\nfoo:\n\n", {{"", "x", ""}});
    row("id stays", "id: 7\ndata: a\n\ndata: b\n\n", {{"", "a", "7"}, {"", "b", "7"}});
    row("id without data counts", "id: 7\n\ndata: b\n\n", {{"", "b", "7"}});
    row("id with NUL is ignored", QByteArray("id: 1\n\nid: 2\0\ndata: a\n\n", 24), {{"", "a", "1"}});
    row("NUL in the data", QByteArray("data: a\0b\n\n", 11), {{"", QByteArray("a\0b", 3), ""}});
    row("retry between", "retry: 10\ndata: x\nretry: x\n\n", {{"", "x", ""}});
    row("unicode", "event: \xE2\x82\xAC\ndata: \xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\n\n",
        {{"\xE2\x82\xAC", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", ""}});
    row("no UTF-8", "data: \xFF\xC3\n\n", {{"", "\xFF\xC3", ""}});
    row("BOM inside",
        "data: \xEF\xBB\xBFx\n\n\xEF\xBB\xBF"
        "data: y\n\n",
        {{"", "\xEF\xBB\xBFx", ""}});
    row("incomplete end", "data: x\n\ndata: y\n", {{"", "x", ""}});
    row("incomplete line", "data: x\n\ndata: y", {{"", "x", ""}});
    row("a run",
        ": connected\n\nevent: run_started\ndata: {\"runId\":\"r\"}\n\nid: 2\nevent: step_output\ndata: "
        "{\"stepId\":\"s\",\ndata: \"outputData\":\"caf\xC3\xA9\"}\n\n: ping\n\nevent: flow_completed\ndata: {}\n\n",
        {{"run_started", "{\"runId\":\"r\"}", ""},
         {"step_output", "{\"stepId\":\"s\",\n\"outputData\":\"caf\xC3\xA9\"}", "2"},
         {"flow_completed", "{}", "2"}});
}

void tst_SseParser::everyCut()
{
    QFETCH(const QByteArray, sample);
    QFETCH(const Events, expected);

    QCOMPARE(parse({sample}), expected);
    for (qsizetype cut = 0; cut <= sample.size(); ++cut) {
        const Events events = parse({sample.left(cut), sample.mid(cut)});
        QVERIFY2(events == expected, qPrintable(QStringLiteral("cut at %1").arg(cut)));
    }
    for (qsizetype size = 1; size <= 7; ++size)
        QCOMPARE(parse(inPieces(sample, size)), expected);
}

void tst_SseParser::loneCarriageReturnDispatchesAtOnce()
{
    SseParser parser;
    Events events;
    parser.append("data: a\r\r");
    drain(parser, events);
    QCOMPARE(events, Events({{"", "a", ""}}));
    QCOMPARE(parser.pendingBytes(), 0u);
    parser.append("\n");
    drain(parser, events);
    QCOMPARE(parser.pendingBytes(), 0u); // the CR's other half is no byte of another event
    parser.append("data: b\r");
    drain(parser, events);
    parser.append("\ndata: c\r\n\r");
    drain(parser, events);
    QCOMPARE(events, Events({{"", "a", ""}, {"", "b\nc", ""}}));
}

void tst_SseParser::lineFeedAfterCarriageReturnIsSwallowedOnce()
{
    // CR LF LF: a line end and a blank line.
    QCOMPARE(parse({"data: a\r", "\n", "\n"}), Events({{"", "a", ""}}));
    QCOMPARE(parse({"data: a\r\n\n"}), Events({{"", "a", ""}}));
    QCOMPARE(parse({"data: a\n\r", "data: b\r\r"}), Events({{"", "a", ""}, {"", "b", ""}}));
}

void tst_SseParser::incompleteEventIsDiscarded_data()
{
    QTest::addColumn<QByteArray>("tail");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a field") << QByteArray("da");
    QTest::newRow("a line without its end") << QByteArray("data: x");
    QTest::newRow("lines without a blank one") << QByteArray("event: a\ndata: x\n");
    QTest::newRow("comment") << QByteArray(": bye\n");
}

void tst_SseParser::incompleteEventIsDiscarded()
{
    QFETCH(const QByteArray, tail);
    SseParser parser;
    Events events;
    parser.append("data: 1\n\n");
    parser.append(view(tail));
    QCOMPARE(drain(parser, events), SseParser::Result::NeedMore);
    QCOMPARE(events.size(), 1);
    QCOMPARE(parser.pendingBytes(), std::size_t(tail.size()));
    parser.clear();
    QCOMPARE(parser.pendingBytes(), 0u);
    parser.append("\n\n");
    QCOMPARE(drain(parser, events), SseParser::Result::NeedMore);
    QCOMPARE(events.size(), 1);
}

void tst_SseParser::byteOrderMarkOnlyAtTheStart()
{
    const QByteArray bom = "\xEF\xBB\xBF";
    QCOMPARE(parse({bom + bom + "data: x\n\n"}), Events()); // the second belongs to a field's name
    QCOMPARE(parse({"\xEF\xBB", "data: x\n\ndata: y\n\n"}), Events({{"", "y", ""}}));
    QCOMPARE(parse({"\xEF", "\n\ndata: y\n\n"}), Events({{"", "y", ""}}));
    QCOMPARE(parse({bom, "\n", "data: y\n\n"}), Events({{"", "y", ""}}));
    // clear() starts another stream.
    SseParser parser;
    Events events;
    for (int i = 0; i < 2; ++i) {
        parser.append(view(bom + "data: x\n\n"));
        drain(parser, events);
        parser.clear();
    }
    QCOMPARE(events.size(), 2);
}

void tst_SseParser::retry_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<int>("expected");
    QTest::newRow("none") << QByteArray("data: x\n\n") << -1;
    QTest::newRow("digits") << QByteArray("retry: 1500\n") << 1500;
    QTest::newRow("zero") << QByteArray("retry:0\n") << 0;
    QTest::newRow("leading zeros") << QByteArray("retry: 0010\n") << 10;
    QTest::newRow("last one wins") << QByteArray("retry: 1\nretry: 2\n") << 2;
    QTest::newRow("empty") << QByteArray("retry: 5\nretry:\nretry\n") << 5;
    QTest::newRow("sign") << QByteArray("retry: -5\nretry: +5\n") << -1;
    QTest::newRow("fraction") << QByteArray("retry: 1.5\n") << -1;
    QTest::newRow("space behind") << QByteArray("retry: 5 \n") << -1;
    QTest::newRow("largest int") << QByteArray("retry: 2147483647\n") << 2147483647;
    QTest::newRow("beyond int") << QByteArray("retry: 2147483648\n") << 2147483647;
    QTest::newRow("far beyond int") << QByteArray("retry: " + QByteArray(400, '9') + "\n") << 2147483647;
}

void tst_SseParser::retry()
{
    QFETCH(const QByteArray, stream);
    SseParser parser;
    Events events;
    parser.append(view(stream));
    drain(parser, events);
    QTEST(parser.retryMs(), "expected");
}

void tst_SseParser::viewsHoldUntilTheNextCall()
{
    SseParser parser;
    SseEvent event;
    parser.append("event: one\ndata: a\ndata: b\n\nevent: two\ndata: c\ndata: d\n\n");
    QCOMPARE(parser.next(event), SseParser::Result::Event);
    QCOMPARE(bytes(event.name), "one");
    QCOMPARE(bytes(event.data), "a\nb");
    QCOMPARE(parser.next(event), SseParser::Result::Event);
    QCOMPARE(bytes(event.name), "two");
    QCOMPARE(bytes(event.data), "c\nd");
}

void tst_SseParser::partialCommits()
{
    SseParser parser;
    Events events;
    const QByteArray stream = QByteArray("event: n\ndata: 12345\n\n").repeated(50);
    for (const QByteArray &read : inPieces(stream, 5)) {
        std::memcpy(parser.reserve(4096), read.constData(), std::size_t(read.size()));
        parser.commit(std::size_t(read.size()));
        drain(parser, events);
        parser.commit(0);
        drain(parser, events);
    }
    QCOMPARE(events, Events(50, {"n", "12345", ""}));
}

void tst_SseParser::nothingToRead()
{
    SseParser parser;
    SseEvent event;
    QCOMPARE(parser.next(event), SseParser::Result::NeedMore);
    parser.append({});
    QCOMPARE(parser.next(event), SseParser::Result::NeedMore);
    QCOMPARE(parser.capacity(), 0u);
    QCOMPARE(parser.retryMs(), -1);
    QVERIFY(parser.lastEventId().empty());
}

void tst_SseParser::moved()
{
    SseParser first;
    Events events;
    first.append("event: n\nda");
    drain(first, events);
    SseParser second(std::move(first));
    second.append("ta: x\n\n");
    drain(second, events);
    QCOMPARE(events, Events({{"n", "x", ""}}));
}

QTEST_APPLESS_MAIN(tst_SseParser)
#include "tst_sseparser.moc"
