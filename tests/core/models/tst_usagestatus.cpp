// SPDX-License-Identifier: MIT
#include <Noukai/noukaievents.h>
#include <Noukai/noukaiusagestatus.h>

#include <QtCore/QLocale>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

using S = NoukaiUsageStatus;

// What is said of tokens and cost, and when a budget is used up.
class TestUsageStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void unknownIsNotZero();
    void otherTokens_data();
    void otherTokens();
    void partialCost();
    void exactTexts();
    void costBudget_data();
    void costBudget();
    void tokenBudget_data();
    void tokenBudget();
    void crossingIsToldOnce();
    void slotMayDelete();
};

static NoukaiUsage usageOf(const NoukaiTokens &tokens, const QString &cost)
{
    NoukaiUsage usage;
    usage.add(tokens, cost);
    return usage;
}

void TestUsageStatus::unknownIsNotZero()
{
    S status;
    const QString dash(QChar(0x2014));
    QCOMPARE(status.totalText(), dash);
    QCOMPARE(status.costText(), dash);
    QCOMPARE(status.tokensNote(), u"No tokens were reported"_s);
    QCOMPARE(status.costNote(), u"No cost was reported"_s);
    QCOMPARE(status.tokenShare(), -1.0);
    QCOMPARE(status.costShare(), -1.0);
    status.setUsage(usageOf({0, 0, 0}, u"0"_s));
    QCOMPARE(status.totalText(), u"0"_s);
    QCOMPARE(status.costText(), u"$0.00"_s);
}

void TestUsageStatus::otherTokens_data()
{
    QTest::addColumn<qint64>("prompt");
    QTest::addColumn<qint64>("completion");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<QString>("other");
    QTest::newRow("the sum") << 800LL << 42LL << 842LL << QString();
    QTest::newRow("more than the sum") << 800LL << 42LL << 1000LL << u"158"_s;
    QTest::newRow("less than the sum") << 800LL << 42LL << 100LL << QString();
    QTest::newRow("prompt unknown") << -1LL << 42LL << 842LL << QString();
    QTest::newRow("sum beyond 64 bits") << std::numeric_limits<qint64>::max() << 42LL
                                        << std::numeric_limits<qint64>::max() << QString();
}

void TestUsageStatus::otherTokens()
{
    QFETCH(qint64, prompt);
    QFETCH(qint64, completion);
    QFETCH(qint64, total);
    S status;
    status.setUsage(usageOf({prompt, completion, total}, {}));
    QTEST(status.otherText(), "other");
}

void TestUsageStatus::partialCost()
{
    NoukaiUsage usage = usageOf({800, 42, 842}, u"0.001234"_s);
    usage.add({1, 1, 2}, {});
    usage.add({}, {}); // costs nothing and does not count
    usage.add({1, 1, 2}, u"0.5"_s);
    S status;
    status.setUsage(usage);
    QCOMPARE(status.costText(), u"$0.5012+"_s);
    QCOMPARE(status.partialText(), u"1 of 3 steps has not reported a cost"_s);
    QCOMPARE(status.costNote(), u"0.501234 US dollars; 1 of 3 steps has not reported a cost"_s);
}

void TestUsageStatus::exactTexts()
{
    S status;
    status.setUsage(usageOf({12000, 345, 12345}, u"1.23456789"_s));
    QCOMPARE(status.totalText(), u"12.3K"_s);
    QCOMPARE(status.costText(), u"$1.23"_s);
    QCOMPARE(status.tokensNote(), u"12345 tokens, 12000 read, 345 written"_s);
    QSignalSpy changes(&status, &S::changed);
    status.setExact(true);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(status.totalText(), u"12345"_s);
    QCOMPARE(status.costText(), u"$1.23456789"_s);
}

void TestUsageStatus::costBudget_data()
{
    QTest::addColumn<QString>("budget");
    QTest::addColumn<QString>("cost");
    QTest::addColumn<bool>("over");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QString() << u"5"_s << false << QString();
    QTest::newRow("no number") << u"much"_s << u"5"_s << false << QString();
    QTest::newRow("negative") << u"-1"_s << u"5"_s << false << QString();
    QTest::newRow("within") << u"0.50"_s << u"0.12"_s << false << u"$0.12 of $0.50"_s;
    QTest::newRow("exactly") << u"0.3"_s << u"0.30"_s << false << u"$0.30 of $0.30"_s;
    // Binary floating point cannot tell these two apart.
    QTest::newRow("over by the last digit")
        << u"0.30000000000000000"_s << u"0.30000000000000001"_s << true << u"$0.30, over the budget of $0.30"_s;
    QTest::newRow("over") << u"0.50"_s << u"0.62"_s << true << u"$0.62, over the budget of $0.50"_s;
    QTest::newRow("unknown cost") << u"0.50"_s << QString() << false << u"\u2014 of $0.50"_s;
    QTest::newRow("nothing may be spent") << u"0"_s << u"0.01"_s << true << u"$0.01, over the budget of $0.00"_s;
}

void TestUsageStatus::costBudget()
{
    QFETCH(QString, budget);
    QFETCH(QString, cost);
    S status;
    status.setCostBudget(budget);
    status.setUsage(usageOf({}, cost));
    QTEST(status.isCostOver(), "over");
    QTEST(status.costBudgetText(), "text");
}

void TestUsageStatus::tokenBudget_data()
{
    QTest::addColumn<qint64>("budget");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<bool>("over");
    QTest::addColumn<double>("share");
    QTest::newRow("none") << -1LL << 5LL << false << -1.0;
    QTest::newRow("within") << 1000LL << 250LL << false << 0.25;
    QTest::newRow("exactly") << 1000LL << 1000LL << false << 1.0;
    QTest::newRow("over by one") << 1000LL << 1001LL << true << 1.001;
    QTest::newRow("unknown use") << 1000LL << -1LL << false << 0.0;
    QTest::newRow("none may be used") << 0LL << 1LL << true << 2.0;
}

void TestUsageStatus::tokenBudget()
{
    QFETCH(qint64, budget);
    QFETCH(qint64, total);
    S status;
    status.setTokenBudget(budget);
    status.setUsage(usageOf({-1, -1, total}, {}));
    QTEST(status.isTokensOver(), "over");
    QTEST(status.tokenShare(), "share");
}

void TestUsageStatus::crossingIsToldOnce()
{
    S status;
    QSignalSpy crossed(&status, &S::budgetCrossed);
    status.setTokenBudget(100);
    status.setUsage(usageOf({-1, -1, 100}, {}));
    QCOMPARE(crossed.count(), 0);
    status.setUsage(usageOf({-1, -1, 101}, {}));
    status.setUsage(usageOf({-1, -1, 200}, {}));
    QCOMPARE(crossed.count(), 1);
    QCOMPARE(crossed.at(0).at(0).value<S::Budget>(), S::Tokens);
    status.setUsage({}); // a new run
    status.setUsage(usageOf({-1, -1, 200}, {}));
    QCOMPARE(crossed.count(), 2);
}

void TestUsageStatus::slotMayDelete()
{
    for (const auto signal : {&S::tokenBudgetChanged, &S::changed}) {
        auto *status = new S;
        status->setUsage(usageOf({-1, -1, 5}, {}));
        connect(status, signal, status, [status] { delete status; });
        status->setTokenBudget(1);
    }
}

QTEST_GUILESS_MAIN(TestUsageStatus)
#include "tst_usagestatus.moc"
