// SPDX-License-Identifier: MIT
#include "ssereading.h"

#include <QtTest/QTest>

#include <cstring>

using NoukaiWire::SseEvent;
using NoukaiWire::SseParser;

// The ceiling of an event, and what a stream may cost in memory and time.
class tst_SseMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ceiling_data();
    void ceiling();
    void ceilingCountsOneEventOnly();
    void ceilingCountsCommentsAndUnknownFields();
    void tooLargeIsFinalAndGivesMemoryBack();
    void memoryReturnsAfterABigEvent();
    void memoryStaysSmallOverALongStream();
    void oneByteReadsOfABigEvent();
    void carriageReturnsInOneBigRead();
};

void tst_SseMemory::ceiling_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<bool>("fits"); // into 100 bytes

    // The line end that closes the event counts as one byte, whichever it is.
    for (const char *lineEnd : {"\n", "\r", "\r\n"}) {
        const qsizetype own = 7 + 2 * qsizetype(std::strlen(lineEnd)) - (std::strlen(lineEnd) - 1); // all but the data
        const auto event = [&](qsizetype total) -> QByteArray {
            return QByteArray("data: ") + QByteArray(total - own + 1, 'x') + lineEnd + lineEnd;
        };
        const QByteArray name = QByteArray(lineEnd).replace('\r', "CR").replace('\n', "LF");
        QTest::addRow("exactly, %s", name.constData()) << event(100) << true;
        QTest::addRow("one byte more, %s", name.constData()) << event(101) << false;
    }
    QTest::newRow("incomplete line, exactly") << QByteArray(100, 'x') << true;
    QTest::newRow("incomplete line, one byte more") << QByteArray(101, 'x') << false;
    QTest::newRow("incomplete lines, one byte more") << QByteArray("data: x\n").repeated(12) + "data:" << false;
    QTest::newRow("name, one byte more") << QByteArray("event: ") + QByteArray(94, 'x') << false;
}

void tst_SseMemory::ceiling()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const bool, fits);

    for (const qsizetype size :
         {qsizetype(1), qsizetype(2), qsizetype(3), qsizetype(50), qsizetype(100), qsizetype(1000)}) {
        SseParser parser(100);
        Events events;
        SseParser::Result result = SseParser::Result::NeedMore;
        parser.append("data: before\n\n"); // does not count
        for (const QByteArray &read : inPieces(stream, size)) {
            parser.append(view(read));
            result = drain(parser, events);
        }
        QCOMPARE(result, fits ? SseParser::Result::NeedMore : SseParser::Result::TooLarge);
        QCOMPARE(events.size(), fits && stream.startsWith("data: ") ? 2 : 1);
    }
}

void tst_SseMemory::ceilingCountsOneEventOnly()
{
    SseParser parser(64);
    Events events;
    parser.append(view(QByteArray("event: n\ndata: 0123456789\n\n: ping\n\n").repeated(1000)));
    QCOMPARE(drain(parser, events), SseParser::Result::NeedMore);
    QCOMPARE(events.size(), 1000);
}

void tst_SseMemory::ceilingCountsCommentsAndUnknownFields()
{
    for (const QByteArray &line : {QByteArray(": ping\n"), QByteArray("foo: bar\n"), QByteArray("id: 1\n")}) {
        SseParser parser(1000);
        Events events;
        SseParser::Result result = SseParser::Result::NeedMore;
        qsizetype sent = 0;
        while (result == SseParser::Result::NeedMore && sent < 10000) {
            parser.append(view(line));
            sent += line.size();
            result = drain(parser, events);
        }
        QCOMPARE(result, SseParser::Result::TooLarge);
        QVERIFY(sent > 1000 && sent <= 1000 + line.size());
    }
}

void tst_SseMemory::tooLargeIsFinalAndGivesMemoryBack()
{
    SseParser parser(1 << 20);
    Events events;
    parser.append("data: 1\n\ndata: ");
    drain(parser, events);
    const QByteArray chunk(1 << 16, 'x');
    SseParser::Result result = SseParser::Result::NeedMore;
    for (int i = 0; i < 17 && result == SseParser::Result::NeedMore; ++i) {
        parser.append(view(chunk));
        result = drain(parser, events);
    }
    QCOMPARE(result, SseParser::Result::TooLarge);
    QCOMPARE(parser.capacity(), 0u);
    QCOMPARE(parser.pendingBytes(), 0u);

    // Whatever still arrives changes nothing.
    parser.append("\n\ndata: 2\n\n");
    std::memcpy(parser.reserve(9), "data: 3\n\n", 9);
    parser.commit(9);
    QCOMPARE(drain(parser, events), SseParser::Result::TooLarge);
    QCOMPARE(events.size(), 1);
    QCOMPARE(parser.capacity(), 0u);

    parser.clear();
    parser.append("data: 4\n\n");
    QCOMPARE(drain(parser, events), SseParser::Result::NeedMore);
    QCOMPARE(events.last().data, "4");
}

void tst_SseMemory::memoryReturnsAfterABigEvent()
{
    SseParser parser;
    Events events;
    const QByteArray big(8 << 20, 'x');
    for (const QByteArray &read : inPieces("data: " + big + "\n\n", 16384)) {
        parser.append(view(read));
        drain(parser, events);
    }
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.first().data, big);
    QVERIFY(parser.capacity() >= std::size_t(big.size()));
    parser.append("data: small\n\n");
    drain(parser, events);
    QCOMPARE(events.last().data, "small");
    QVERIFY2(parser.capacity() <= 65536, qPrintable(QString::number(parser.capacity())));
}

void tst_SseMemory::memoryStaysSmallOverALongStream()
{
    SseParser parser;
    const QByteArray stream =
        QByteArray("event: step_output\ndata: {\"stepId\":\"write\",\"outputData\":\"some words\"}\n\n")
            .repeated(20000);
    qsizetype count = 0;
    for (const QByteArray &read : inPieces(stream, 1400)) {
        parser.append(view(read));
        Events events;
        drain(parser, events);
        count += events.size();
        QVERIFY(parser.capacity() <= 8192);
    }
    QCOMPARE(count, 20000);
}

// Were bytes looked at again with every read, these two would take hours.
void tst_SseMemory::oneByteReadsOfABigEvent()
{
    SseParser parser;
    Events events;
    const QByteArray line = "data: " + QByteArray(1 << 20, 'x') + '\n';
    for (const QByteArray &part : {line, line, line, line, QByteArray("\n")}) {
        for (const char c : part) {
            *parser.reserve(1) = c;
            parser.commit(1);
            drain(parser, events);
        }
    }
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.first().data.size(), 4 * (1 << 20) + 3);
}

void tst_SseMemory::carriageReturnsInOneBigRead()
{
    for (const QByteArray &unit :
         {QByteArray("data: x\r\r"), QByteArray("data: x\n\n"), QByteArray("data: x\r\n\r\n")}) {
        SseParser parser;
        Events events;
        parser.append(view(unit.repeated(1 << 19)));
        drain(parser, events);
        QCOMPARE(events.size(), 1 << 19);
    }
}

QTEST_APPLESS_MAIN(tst_SseMemory)
#include "tst_ssememory.moc"
