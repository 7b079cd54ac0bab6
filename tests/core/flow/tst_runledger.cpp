// SPDX-License-Identifier: MIT
#include "flow/runledger_p.h"

#include <QtCore/QJsonObject>
#include <QtTest/QtTest>

// A script of what one run tells: "call 2", "start a", "done a=1", "rewind 1".
class tst_RunLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void indices_data();
    void indices();
    void nextAfterPause_data();
    void nextAfterPause();
    void lowestOpen_data();
    void lowestOpen();
    void outputs_data();
    void outputs();
    void lastCompleted();
    void hostileCursors();
    void clear();

private:
    // Runs the script and returns the index stamped on each event.
    static QList<int> run(RunLedger &ledger, const QString &script);
};

static NoukaiEvent stepEvent(const QString &type, const QString &stepId,
                             const QJsonValue &output = QJsonValue::Undefined)
{
    QJsonObject payload{{QStringLiteral("stepId"), stepId}, {QStringLiteral("stepIndex"), 77}};
    if (!output.isUndefined())
        payload[QStringLiteral("output")] = output;
    return NoukaiEvent::fromJson(type, payload);
}

QList<int> tst_RunLedger::run(RunLedger &ledger, const QString &script)
{
    QList<int> stamped;
    const QStringList lines = script.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QStringList words = line.trimmed().split(QLatin1Char(' '));
        if (words[0] == QLatin1String("call")) {
            ledger.beginCall(words[1].toInt());
        } else if (words[0] == QLatin1String("rewind")) {
            ledger.rewindTo(words[1].toInt());
        } else if (words[0] == QLatin1String("start")) {
            NoukaiEvent started = stepEvent(QStringLiteral("step_started"), words[1]);
            const int index = ledger.started(started);
            stamped += started.stepIndex() == index ? index : -99;
        } else {
            const QStringList parts = words[1].split(QLatin1Char('='));
            NoukaiEvent done = stepEvent(QStringLiteral("step_completed"), parts[0],
                                         parts.size() > 1 ? QJsonValue(parts[1].toInt()) : QJsonValue::Undefined);
            const int index = ledger.completed(done);
            stamped += done.stepIndex() == index ? index : -99;
        }
    }
    return stamped;
}

void tst_RunLedger::indices_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QList<int>>("expected");

    QTest::newRow("one step of the first call") << "call 0,start a,done a" << QList<int>{0, 0};
    QTest::newRow("a later call counts from its cursor") << "call 3,start a,done a" << QList<int>{3, 3};
    QTest::newRow("several in one call") << "call 1,start a,done a,start b,done b" << QList<int>{1, 1, 2, 2};
    QTest::newRow("interleaved") << "call 0,start a,start b,done a,start c,done c,done b"
                                 << QList<int>{0, 1, 0, 2, 2, 1};
    QTest::newRow("repeated id keeps its index")
        << "call 0,start a,done a,start b,done b,start a,done a,start c" << QList<int>{0, 0, 1, 1, 0, 0, 2};
    QTest::newRow("a completion without a start counts as started")
        << "call 2,done a,start b,done b" << QList<int>{2, 3, 3};
    QTest::newRow("the same id in a later call is counted there")
        << "call 0,start a,done a,call 1,start b,start a" << QList<int>{0, 0, 1, 2};
}

void tst_RunLedger::indices()
{
    QFETCH(QString, script);
    QFETCH(QList<int>, expected);
    RunLedger ledger;
    QCOMPARE(run(ledger, script), expected);
}

void tst_RunLedger::nextAfterPause_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("said");
    QTest::addColumn<int>("expected");

    QTest::newRow("said") << "call 0,start a,done a" << 1 << 1;
    QTest::newRow("said, several further") << "call 0,start a,done a" << 5 << 5;
    QTest::newRow("said, though nothing completed") << "call 1" << 2 << 2;
    QTest::newRow("said: the same") << "call 1,start a,done a" << 1 << -1;
    QTest::newRow("said: backwards") << "call 3,start a,done a" << 2 << -1;
    QTest::newRow("said: back to the first") << "call 1,start a,done a" << 0 << -1;
    QTest::newRow("not said: one completed") << "call 2,start a,done a" << -1 << 3;
    QTest::newRow("not said: three completed") << "call 0,done a,done b,done c" << -1 << 3;
    QTest::newRow("not said: distinct ids count") << "call 0,done a,done a,done a" << -1 << 1;
    QTest::newRow("not said: started is not completed") << "call 0,start a,start b,done b" << -1 << 1;
    QTest::newRow("not said: nothing completed") << "call 0,start a" << -1 << -1;
    QTest::newRow("not said: only this call counts") << "call 0,done a,call 1,start b" << -1 << -1;
}

void tst_RunLedger::nextAfterPause()
{
    QFETCH(QString, script);
    QFETCH(int, said);
    RunLedger ledger;
    run(ledger, script);
    QTEST(ledger.nextAfterPause(said), "expected");
}

void tst_RunLedger::lowestOpen_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("expected");

    QTest::newRow("nothing told") << "call 0" << 0;
    QTest::newRow("nothing told by a later call") << "call 2" << 2;
    QTest::newRow("started") << "call 1,start a" << 1;
    QTest::newRow("completed") << "call 1,start a,done a" << 2;
    QTest::newRow("completed, next started") << "call 0,start a,done a,start b" << 1;
    QTest::newRow("the later of two completed") << "call 0,start a,start b,done b" << 0;
    QTest::newRow("the earlier of two completed") << "call 0,start a,start b,done a" << 1;
    QTest::newRow("both completed in the other order") << "call 0,start a,start b,done b,done a" << 2;
    QTest::newRow("repeated and open again") << "call 0,start a,done a,start b,done b,start a" << 0;
    QTest::newRow("over two calls") << "call 0,done a,call 1,done b" << 2;
    QTest::newRow("rewound") << "call 0,done a,done b,done c,rewind 1" << 1;
    QTest::newRow("rewound to the first") << "call 0,done a,done b,rewind 0" << 0;
    QTest::newRow("rewound and run") << "call 0,done a,done b,rewind 1,start b,done b" << 2;
}

void tst_RunLedger::lowestOpen()
{
    QFETCH(QString, script);
    RunLedger ledger;
    run(ledger, script);
    QTEST(ledger.lowestOpen(), "expected");
}

void tst_RunLedger::outputs_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("before");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("completed");

    QTest::newRow("none before the first") << "call 0,done a=1" << 0 << "" << 1;
    QTest::newRow("one") << "call 0,done a=1" << 1 << "a=1" << 1;
    QTest::newRow("only those before") << "call 0,done a=1,done b=2,done c=3" << 2 << "a=1 b=2" << 3;
    QTest::newRow("in the order of steps") << "call 0,start z,start a,done a=2,done z=1" << 2 << "z=1 a=2" << 2;
    QTest::newRow("the latest counts") << "call 0,done a=1,done a=2" << 1 << "a=2" << 1;
    QTest::newRow("not completed") << "call 0,done a=1,start b" << 2 << "a=1" << 1;
    QTest::newRow("started again, not completed again") << "call 0,done a=1,start a" << 1 << "a=1" << 1;
    QTest::newRow("over calls") << "call 0,done a=1,call 1,done b=2,call 2" << 2 << "a=1 b=2" << 2;
    QTest::newRow("rewound") << "call 0,done a=1,done b=2,rewind 1" << 5 << "a=1" << 1;
    QTest::newRow("no output") << "call 0,done a" << 1 << "a=" << 1;
}

void tst_RunLedger::outputs()
{
    QFETCH(QString, script);
    QFETCH(int, before);
    RunLedger ledger;
    run(ledger, script);
    QStringList found;
    for (const auto &[stepId, text] : ledger.outputsBefore(before))
        found += stepId + QLatin1Char('=') + QString::fromUtf8(text);
    QTEST(found.join(QLatin1Char(' ')), "expected");
    QTEST(ledger.completedCount(), "completed");
}

void tst_RunLedger::lastCompleted()
{
    RunLedger ledger;
    run(ledger, QStringLiteral("call 0,start a,start b,done b,done a,start c"));
    QCOMPARE(ledger.lastCompletedStep(), QStringLiteral("a"));
    QCOMPARE(ledger.indexOf(QStringLiteral("c")), 2);
    QCOMPARE(ledger.indexOf(QStringLiteral("d")), -1);
    ledger.beginCall(2);
    QVERIFY(ledger.lastCompletedStep().isEmpty());
    QCOMPARE(ledger.indexOf(QStringLiteral("b")), 1);
}

// A server may name any cursor; sums with it stay within an int.
void tst_RunLedger::hostileCursors()
{
    constexpr int most = std::numeric_limits<int>::max();
    RunLedger ledger;
    ledger.beginCall(most);
    QCOMPARE(run(ledger, QStringLiteral("start a,done a,start b,done b")), (QList<int>{most, most, most, most}));
    QCOMPARE(ledger.lowestOpen(), most);
    QCOMPARE(ledger.nextAfterPause(-1), -1);
}

void tst_RunLedger::clear()
{
    RunLedger ledger;
    run(ledger, QStringLiteral("call 4,done a=1,start b"));
    ledger.clear();
    QCOMPARE(ledger.lowestOpen(), 0);
    QCOMPARE(ledger.completedCount(), 0);
    QVERIFY(ledger.outputsBefore(9).empty());
    QVERIFY(ledger.lastCompletedStep().isEmpty());
}

QTEST_APPLESS_MAIN(tst_RunLedger)
#include "tst_runledger.moc"
