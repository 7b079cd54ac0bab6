// SPDX-License-Identifier: MIT
#include <Noukai/noukaifollow.h>
#include <Noukai/noukaiticker.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

// When a growing view shows its end, and the clock of running values.
class TestFollow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void followsFromTheStart();
    void userMoves_data();
    void userMoves();
    void countsNewLines();
    void nothingMovesWhileHeld();
    void jumpAndRestart();

    void tickersShareOneClock();
    void tickerDeletedByATick();
};

void TestFollow::followsFromTheStart()
{
    NoukaiFollow follow;
    QVERIFY(follow.isFollowing());
    QVERIFY(follow.grown(3));
    QCOMPARE(follow.newLines(), 0);
}

void TestFollow::userMoves_data()
{
    QTest::addColumn<bool>("before");
    QTest::addColumn<double>("down");
    QTest::addColumn<double>("toEnd");
    QTest::addColumn<bool>("after");
    QTest::newRow("up by a pixel") << true << -1.0 << 1.0 << false;
    QTest::newRow("up, still near the end") << true << -3.0 << 3.0 << false;
    QTest::newRow("down to the end") << false << 40.0 << 0.0 << true;
    QTest::newRow("down to 8 px") << false << 40.0 << 8.0 << true;
    QTest::newRow("down to 9 px") << false << 40.0 << 9.0 << false;
    QTest::newRow("sideways at the end") << false << 0.0 << 0.0 << false;
    QTest::newRow("down far from the end while following") << true << 5.0 << 500.0 << true;
}

void TestFollow::userMoves()
{
    QFETCH(bool, before);
    QFETCH(double, down);
    QFETCH(double, toEnd);
    NoukaiFollow follow;
    if (!before)
        follow.movedByUser(-100, 100);
    QCOMPARE(follow.isFollowing(), before);
    follow.movedByUser(down, toEnd);
    QTEST(follow.isFollowing(), "after");
}

void TestFollow::countsNewLines()
{
    NoukaiFollow follow;
    follow.movedByUser(-1, 1);
    QVERIFY(follow.pillText().isEmpty());
    QVERIFY(!follow.grown(0)); // a line went on
    QVERIFY(follow.pillText().isEmpty());
    QVERIFY(!follow.grown(1));
    QCOMPARE(follow.pillText(), u"Jump to latest (1 new line)"_s);
    QVERIFY(!follow.grown(11));
    QCOMPARE(follow.pillText(), u"Jump to latest (12 new lines)"_s);
    follow.movedByUser(500, 0);
    QCOMPARE(follow.newLines(), 0);
    QVERIFY(follow.grown(1));
}

void TestFollow::nothingMovesWhileHeld()
{
    NoukaiFollow follow;
    QSignalSpy end(&follow, &NoukaiFollow::showEnd);
    follow.setHeld(true);
    QVERIFY(follow.isFollowing());
    QVERIFY(!follow.grown(2));
    QCOMPARE(end.count(), 0);
    QCOMPARE(follow.newLines(), 2);
    follow.setHeld(false);
    QCOMPARE(end.count(), 1);
    QCOMPARE(follow.newLines(), 0);

    // What a person left stays left.
    follow.movedByUser(-1, 1);
    follow.setHeld(true);
    follow.grown(2);
    follow.setHeld(false);
    QCOMPARE(end.count(), 1);
    QVERIFY(!follow.isFollowing());
}

void TestFollow::jumpAndRestart()
{
    for (const auto go : {&NoukaiFollow::jump, &NoukaiFollow::restart}) {
        NoukaiFollow follow;
        QSignalSpy end(&follow, &NoukaiFollow::showEnd);
        follow.movedByUser(-1, 1);
        follow.grown(5);
        (follow.*go)();
        QVERIFY(follow.isFollowing());
        QCOMPARE(follow.newLines(), 0);
        QCOMPARE(end.count(), 1);
    }
}

void TestFollow::tickersShareOneClock()
{
    NoukaiTicker one;
    NoukaiTicker two;
    NoukaiTicker still;
    QSignalSpy stillSpy(&still, &NoukaiTicker::ticked);
    int between = 0; // rounds of the event loop in which one ticked and the other did not
    connect(&one, &NoukaiTicker::ticked, this, [&] { ++between; });
    connect(&two, &NoukaiTicker::ticked, this, [&] { --between; });
    one.setActive(true);
    two.setActive(true);
    QTRY_VERIFY(two.ticks() >= 2);
    QCOMPARE(between, 0);
    QCOMPARE(stillSpy.count(), 0);
}

void TestFollow::tickerDeletedByATick()
{
    auto first = std::make_unique<NoukaiTicker>();
    auto second = std::make_unique<NoukaiTicker>();
    NoukaiTicker third;
    connect(first.get(), &NoukaiTicker::ticked, this, [&] {
        second.reset();
        first->setActive(false);
    });
    for (NoukaiTicker *ticker : {first.get(), second.get(), &third})
        ticker->setActive(true);
    QTRY_VERIFY(third.ticks() >= 2);
    QCOMPARE(first->ticks(), 1);
    QVERIFY(!second);
}

QTEST_GUILESS_MAIN(TestFollow)
#include "tst_follow.moc"
