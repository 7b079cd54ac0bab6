// SPDX-License-Identifier: MIT
#include "client/retrypolicy_p.h"

#include <QtTest/QTest>

#include <limits>

// When a call without effect is sent again: arithmetic alone.
class tst_RetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wait_data();
    void wait();
    void whichFailures_data();
    void whichFailures();
    void realChance();
};

static constexpr qint64 None = -1;

void tst_RetryPolicy::wait_data()
{
    QTest::addColumn<int>("maximum");
    QTest::addColumn<int>("retries");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<double>("chance");
    QTest::addColumn<qint64>("wait");

    const QByteArray none;
    QTest::newRow("first") << 1 << 0 << none << 0.5 << qint64(1000);
    QTest::newRow("first, earliest") << 1 << 0 << none << 0.0 << qint64(750);
    QTest::newRow("first, latest") << 1 << 0 << none << 1.0 << qint64(1250);
    QTest::newRow("chance below 0") << 1 << 0 << none << -3.0 << qint64(750);
    QTest::newRow("chance above 1") << 1 << 0 << none << 7.0 << qint64(1250);
    QTest::newRow("second") << 5 << 1 << none << 0.5 << qint64(4000);
    QTest::newRow("third") << 5 << 2 << none << 0.5 << qint64(16000);
    QTest::newRow("third, latest") << 5 << 2 << none << 1.0 << qint64(20000);
    QTest::newRow("fourth is no longer") << 5 << 3 << none << 0.5 << qint64(16000);
    QTest::newRow("the millionth too") << 2'000'000 << 1'000'000 << none << 0.5 << qint64(16000);
    QTest::newRow("none left") << 1 << 1 << none << 0.5 << None;
    QTest::newRow("none wanted") << 0 << 0 << none << 0.5 << None;
    QTest::newRow("none wanted, though asked") << 0 << 0 << QByteArray("1") << 0.5 << None;
    QTest::newRow("seconds") << 1 << 0 << QByteArray("7") << 0.0 << qint64(7000);
    QTest::newRow("at once") << 1 << 0 << QByteArray("0") << 0.5 << qint64(0);
    QTest::newRow("a minute") << 1 << 0 << QByteArray("60") << 0.5 << qint64(60000);
    QTest::newRow("more than a minute") << 1 << 0 << QByteArray("61") << 0.5 << None;
    QTest::newRow("beyond all numbers") << 1 << 0 << QByteArray("99999999999999999999") << 0.5 << None;
    QTest::newRow("date") << 1 << 0 << QByteArray("Wed, 04 Mar 2026 10:00:09 GMT") << 0.5 << qint64(9000);
    QTest::newRow("date gone by") << 1 << 0 << QByteArray("Wed, 04 Mar 2026 09:00:00 GMT") << 0.5 << qint64(0);
    QTest::newRow("date too far") << 1 << 0 << QByteArray("Wed, 04 Mar 2026 10:01:01 GMT") << 0.5 << None;
    QTest::newRow("nonsense") << 1 << 0 << QByteArray("soon") << 0.5 << qint64(1000);
    QTest::newRow("negative") << 1 << 0 << QByteArray("-5") << 0.5 << qint64(1000);
}

void tst_RetryPolicy::wait()
{
    QFETCH(int, maximum);
    QFETCH(int, retries);
    QFETCH(QByteArray, retryAfter);
    QFETCH(double, chance);
    const QDateTime now(QDate(2026, 3, 4), QTime(10, 0), Qt::UTC);
    const auto wait = RetryPolicy(maximum).wait(retries, {429, true, retryAfter}, now, chance);
    QTEST(wait.value_or(None), "wait");
}

void tst_RetryPolicy::whichFailures_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("answered");
    QTest::addColumn<bool>("retried");
    QTest::newRow("no connection") << 0 << false << true;
    QTest::newRow("silence, TLS") << 0 << true << false;
    for (const int status : {408, 429, 500, 502, 503, 504})
        QTest::addRow("%d", status) << status << true << true;
    for (const int status : {200, 204, 302, 400, 401, 402, 403, 404, 405, 409, 410, 413, 422, 501, 505, 599})
        QTest::addRow("%d", status) << status << true << false;
}

void tst_RetryPolicy::whichFailures()
{
    QFETCH(int, status);
    QFETCH(bool, answered);
    QFETCH(bool, retried);
    const RetryCause cause{status, answered, {}};
    QCOMPARE(RetryPolicy::isRetryable(cause), retried);
    QCOMPARE(RetryPolicy(3).wait(0, cause, QDateTime::currentDateTimeUtc(), 0.5).has_value(), retried);
}

void tst_RetryPolicy::realChance()
{
    const RetryTime time;
    double lowest = 1;
    double highest = 0;
    for (int i = 0; i < 1000; ++i) {
        const double chance = time.chance();
        lowest = qMin(lowest, chance);
        highest = qMax(highest, chance);
    }
    QVERIFY(lowest >= 0 && lowest < 0.1);
    QVERIFY(highest <= 1 && highest > 0.9);
    QVERIFY(qAbs(time.now().secsTo(QDateTime::currentDateTimeUtc())) < 5);
}

QTEST_GUILESS_MAIN(tst_RetryPolicy)
#include "tst_retrypolicy.moc"
