// SPDX-License-Identifier: MIT
#include <Noukai/noukaitimescale.h>

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// The arithmetic of the waterfall.
class TestTimeScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAll();
    void mapsBackAndForth_data();
    void mapsBackAndForth();
    void zoomKeepsTheMomentUnderThePointer_data();
    void zoomKeepsTheMomentUnderThePointer();
    void viewStaysInside_data();
    void viewStaysInside();
    void instantsAreVisible();
    void farBarsAreCut();
    void steps_data();
    void steps();
    void ticksDoNotTouch_data();
    void ticksDoNotTouch();
    void idleGaps_data();
    void idleGaps();
    void gapsAreShort();
    void noTickInsideAGap();
    void numbersOfAnySize();
};

static double widthOf(const QString &text)
{
    return double(text.size()) * 7;
}

void TestTimeScale::showsAll()
{
    const NoukaiTimeScale scale(10000, 500);
    QCOMPARE(scale.viewStart(), 0.0);
    QCOMPARE(scale.viewDuration(), 10000.0);
    QCOMPARE(scale.x(0), 0.0);
    QCOMPARE(scale.x(10000), 500.0);
    QCOMPARE(scale.x(5000), 250.0);
}

void TestTimeScale::mapsBackAndForth_data()
{
    QTest::addColumn<QList<double>>("gaps"); // start and duration in turn
    QTest::addColumn<double>("start");
    QTest::addColumn<double>("duration");
    QTest::newRow("whole") << QList<double>{} << 0.0 << 60000.0;
    QTest::newRow("a part") << QList<double>{} << 12000.0 << 700.0;
    QTest::newRow("with a gap") << QList<double>{20000, 30000} << 0.0 << 60000.0;
    QTest::newRow("with two gaps, a part") << QList<double>{10000, 10000, 40000, 15000} << 4000.0 << 9000.0;
}

static QList<NoukaiTimeScale::Interval> intervals(const QList<double> &numbers)
{
    QList<NoukaiTimeScale::Interval> result;
    for (qsizetype i = 0; i + 1 < numbers.size(); i += 2)
        result.append({numbers.at(i), numbers.at(i + 1)});
    return result;
}

void TestTimeScale::mapsBackAndForth()
{
    QFETCH(QList<double>, gaps);
    QFETCH(double, start);
    QFETCH(double, duration);
    NoukaiTimeScale scale(60000, 800, intervals(gaps));
    scale.setView(start, duration);
    double before = -1e9;
    for (double ms = 0; ms <= 60000; ms += 123) {
        const double x = scale.x(ms);
        QVERIFY2(x >= before, "time does not run backwards");
        before = x;
        QVERIFY(qAbs(scale.ms(x) - ms) < 1e-3);
    }
}

void TestTimeScale::zoomKeepsTheMomentUnderThePointer_data()
{
    QTest::addColumn<double>("factor");
    QTest::addColumn<double>("x");
    QTest::newRow("in, in the middle") << 2.0 << 250.0;
    QTest::newRow("in, at the left") << 3.0 << 0.0;
    QTest::newRow("in, at the right") << 1.25 << 500.0;
}

void TestTimeScale::zoomKeepsTheMomentUnderThePointer()
{
    QFETCH(double, factor);
    QFETCH(double, x);
    NoukaiTimeScale scale(10000, 500);
    const double moment = scale.ms(x);
    scale.zoom(factor, x);
    QVERIFY(qAbs(scale.ms(x) - moment) < 1e-6);
    QVERIFY(qAbs(scale.viewDuration() - 10000 / factor) < 1e-6);
    scale.zoom(1 / factor, x);
    QVERIFY(qAbs(scale.viewDuration() - 10000) < 1e-6);
}

void TestTimeScale::viewStaysInside_data()
{
    QTest::addColumn<double>("start");
    QTest::addColumn<double>("duration");
    QTest::newRow("before the start") << -500.0 << 100.0;
    QTest::newRow("after the end") << 20000.0 << 100.0;
    QTest::newRow("longer than the run") << 10.0 << 1e12;
    QTest::newRow("nothing") << 10.0 << 0.0;
    QTest::newRow("negative") << 10.0 << -5.0;
    QTest::newRow("no numbers") << qQNaN() << qInf();
}

void TestTimeScale::viewStaysInside()
{
    QFETCH(double, start);
    QFETCH(double, duration);
    NoukaiTimeScale scale(10000, 500);
    scale.setView(start, duration);
    QVERIFY(scale.viewStart() >= 0);
    QVERIFY(scale.viewDuration() >= 1);
    QVERIFY(scale.viewStart() + scale.viewDuration() <= 10000 + 1e-6);
    scale.pan(-1e9);
    QCOMPARE(scale.viewStart(), 0.0);
    scale.pan(1e9);
    QVERIFY(qAbs(scale.viewStart() + scale.viewDuration() - 10000) < 1e-6);
    for (const double factor : {0.0, -1.0, double(qQNaN()), double(qInf())})
        scale.zoom(factor, 10); // nothing happens
    QVERIFY(scale.viewDuration() >= 1);
}

void TestTimeScale::instantsAreVisible()
{
    const NoukaiTimeScale scale(3600000, 300);
    QCOMPARE(scale.bar(1000, 0).duration, NoukaiTimeScale::MinimumBar);
    QCOMPARE(scale.bar(1000, -1).duration, NoukaiTimeScale::MinimumBar);
    QCOMPARE(scale.bar(0, 1800000).duration, 150.0);
    QCOMPARE(scale.bar(3600000, 0).start, 300 - NoukaiTimeScale::MinimumBar);
}

void TestTimeScale::farBarsAreCut()
{
    NoukaiTimeScale scale(3600000, 300);
    scale.setView(1800000, 1);
    const NoukaiTimeScale::Interval bar = scale.bar(0, 3600000);
    QVERIFY(bar.start > -50 && bar.start < 0);
    QVERIFY(bar.start + bar.duration > 300 && bar.start + bar.duration < 350);
}

void TestTimeScale::steps_data()
{
    QTest::addColumn<double>("atLeast");
    QTest::addColumn<double>("step");
    QTest::newRow("nothing") << 0.0 << 1.0;
    QTest::newRow("exactly") << 500.0 << 500.0;
    QTest::newRow("a little more") << 501.0 << 1000.0;
    QTest::newRow("a minute after 30 s") << 31000.0 << 60000.0;
    QTest::newRow("an hour after 30 min") << 1800001.0 << 3600000.0;
    QTest::newRow("years") << 1e12 << 1e12;
}

void TestTimeScale::steps()
{
    QFETCH(double, atLeast);
    QTEST(NoukaiTimeScale::tickStep(atLeast), "step");
}

void TestTimeScale::ticksDoNotTouch_data()
{
    QTest::addColumn<double>("duration");
    QTest::addColumn<double>("width");
    for (const double duration : {5.0, 950.0, 3400.0, 61000.0, 7300000.0, 300000000.0}) {
        for (const double width : {40.0, 200.0, 1600.0})
            QTest::addRow("%g ms on %g px", duration, width) << duration << width;
    }
}

void TestTimeScale::ticksDoNotTouch()
{
    QFETCH(double, duration);
    QFETCH(double, width);
    const NoukaiTimeScale scale(duration, width);
    const auto ticks = scale.ticks(widthOf, 12, QLocale::c());
    QVERIFY(!ticks.isEmpty());
    QCOMPARE(ticks.constFirst().label, u"0"_s);
    double free = -12;
    for (const NoukaiTimeScale::Tick &tick : ticks) {
        QVERIFY(tick.x >= 0 && tick.x <= width + 1e-6);
        if (tick.label.isEmpty())
            continue;
        QVERIFY(tick.x >= free + 12);
        free = tick.x + widthOf(tick.label);
        QVERIFY(free <= width);
    }
}

void TestTimeScale::idleGaps_data()
{
    QTest::addColumn<QList<double>>("busy");
    QTest::addColumn<QList<double>>("gaps");
    QTest::newRow("nothing but idle") << QList<double>{} << QList<double>{0, 1000};
    QTest::newRow("busy all the time") << QList<double>{0, 1000} << QList<double>{};
    QTest::newRow("short pauses are none") << QList<double>{0, 480, 520, 480} << QList<double>{};
    QTest::newRow("exactly the share is none") << QList<double>{0, 500, 550, 450} << QList<double>{};
    QTest::newRow("one") << QList<double>{0, 100, 700, 300} << QList<double>{100, 600};
    QTest::newRow("unsorted and overlapping") << QList<double>{700, 300, 0, 100, 50, 250} << QList<double>{300, 400};
    QTest::newRow("after the last") << QList<double>{0, 100} << QList<double>{100, 900};
    QTest::newRow("busy beyond the end") << QList<double>{0, 100, 2000, 5} << QList<double>{100, 900};
}

void TestTimeScale::idleGaps()
{
    QFETCH(QList<double>, busy);
    QFETCH(QList<double>, gaps);
    QList<double> found;
    for (const auto &gap : NoukaiTimeScale::idleGaps(intervals(busy), 1000))
        found << gap.start << gap.duration;
    QCOMPARE(found, gaps);
}

void TestTimeScale::gapsAreShort()
{
    const NoukaiTimeScale scale(100000, 1000, {{10000, 80000}});
    QVERIFY(scale.duration() < 21000);
    const double shown = scale.x(90000) - scale.x(10000);
    QVERIFY2(shown > 5 && shown < 40, qPrintable(QString::number(shown)));
    QVERIFY(qAbs(scale.x(100000) - 1000) < 1e-6);
}

void TestTimeScale::noTickInsideAGap()
{
    const NoukaiTimeScale scale(100000, 1000, {{10100, 80000}});
    bool after = false;
    for (const auto &tick : scale.ticks(widthOf)) {
        QVERIFY(tick.ms <= 10100 || tick.ms >= 90100);
        after = after || tick.ms >= 90100;
    }
    QVERIFY(after);
}

void TestTimeScale::numbersOfAnySize()
{
    for (const double duration : {0.0, -1.0, 1e18}) {
        for (const double width : {0.0, -1.0, 1e6}) {
            NoukaiTimeScale scale(duration, width);
            QVERIFY(scale.ticks(widthOf).size() <= 1000);
            scale.zoom(1e9, 3);
            QVERIFY(scale.ticks(widthOf).size() <= 1000);
        }
    }
}

QTEST_GUILESS_MAIN(TestTimeScale)
#include "tst_timescale.moc"
