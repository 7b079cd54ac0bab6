// SPDX-License-Identifier: MIT
// Applying a trace twice changes nothing.
#include "flow/replayfilter_p.h"
#include "wire/eventdecoder_p.h"

#include <QtTest/QtTest>

class tst_ReplayFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twice_data();
    void twice();
    void goesOn();
    void otherPieces();
    void manySteps();
};

// "s a" starts step a, "o a" is output, "i a" input, "c a" completes, "f a" fails, "p a" pauses, "t a" pauses for tools
static NoukaiEvent event(const QString &text)
{
    static const QHash<QString, QByteArray> names{{QStringLiteral("s"), "step_started"},
                                                  {QStringLiteral("o"), "step_output"},
                                                  {QStringLiteral("i"), "step_input"},
                                                  {QStringLiteral("c"), "step_completed"},
                                                  {QStringLiteral("f"), "step_error"},
                                                  {QStringLiteral("p"), "step_paused"},
                                                  {QStringLiteral("t"), "step_paused_for_tool_calls"},
                                                  {QStringLiteral("r"), "run_started"}};
    const QByteArray step = text.section(QLatin1Char(' '), 1).toUtf8();
    NoukaiWire::EventDecoder decoder;
    const auto decoded =
        decoder.decode(names.value(text.section(QLatin1Char(' '), 0, 0)),
                       "{\"stepId\":\"" + step +
                           "\",\"executionId\":\"e\",\"inputData\":{},\"outputData\":\"x\",\"error\":{},"
                           "\"stepIndex\":0,\"iterationsUsed\":0,\"toolCallMessages\":[],\"toolCalls\":[]}");
    if (decoded.outcome != NoukaiWire::Decoded::Event)
        qFatal("%s: %s", qPrintable(text), qPrintable(decoded.reason));
    return decoded.event;
}

static QStringList taken(ReplayFilter &filter, const QStringList &events)
{
    QStringList news;
    for (const QString &text : events) {
        if (filter.takes(event(text)))
            news += text;
    }
    return news;
}

static QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QStringLiteral(", "));
}

void tst_ReplayFilter::twice_data()
{
    QTest::addColumn<QStringList>("run");
    QTest::newRow("two steps") << words("s a, i a, o a, o a, c a, p a, s b, o b, c b, p b");
    QTest::newRow("loop") << words("s a, o a, c a, s a, o a, o a, c a, s a, o a");
    QTest::newRow("parallel") << words("s a, s b, o a, o b, o a, c b, c a");
    QTest::newRow("retried") << words("s a, o a, f a, s a, i a, o a, c a");
    QTest::newRow("tools") << words("s a, o a, t a, s a, o a, t a, s a, c a");
}

void tst_ReplayFilter::twice()
{
    QFETCH(QStringList, run);
    for (qsizetype cut = 0; cut <= run.size(); ++cut) {
        ReplayFilter filter;
        QCOMPARE(taken(filter, run.first(cut)), run.first(cut));
        filter.rewind();
        QCOMPARE(taken(filter, run), run.sliced(cut));
        filter.rewind();
        QCOMPARE(taken(filter, run), QStringList());
        filter.stop();
        QCOMPARE(taken(filter, words("s a, o a, c a, p a, t a")), words("s a, o a, c a, p a, t a"));
    }
}

void tst_ReplayFilter::goesOn()
{
    ReplayFilter filter;
    taken(filter, words("s a, o a, o a"));
    filter.rewind();
    QCOMPARE(taken(filter, words("s a, o a, o a, o a, c a, s b, c b")), words("o a, c a, s b, c b"));
}

// A trace may leave outputs out, or give all in one piece.
void tst_ReplayFilter::otherPieces()
{
    ReplayFilter filter;
    taken(filter, words("s a, o a, o a, o a, c a, s b, o b"));
    filter.rewind();
    QCOMPARE(taken(filter, words("s a, c a, s b, o b, c b")), words("c b"));
}

void tst_ReplayFilter::manySteps()
{
    ReplayFilter filter;
    QStringList run;
    for (int i = 0; i < 1000; ++i) {
        run += QStringLiteral("s step%1").arg(i);
        run += QStringLiteral("o step%1").arg(i);
        run += QStringLiteral("c step%1").arg(i);
    }
    QCOMPARE(taken(filter, run), run);
    filter.rewind();
    QCOMPARE(taken(filter, run), QStringList());
}

QTEST_GUILESS_MAIN(tst_ReplayFilter)
#include "tst_replayfilter.moc"
