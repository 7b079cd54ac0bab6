// SPDX-License-Identifier: MIT
#include <Noukai/noukaiformat.h>

#include <QtTest/QTest>

#include <limits>

using namespace Qt::StringLiterals;

namespace
{

const QLocale English(QLocale::English, QLocale::UnitedStates);
const QLocale German(QLocale::German, QLocale::Germany);
const QLocale Arabic(QLocale::Arabic, QLocale::Egypt);
const QLocale Hindi(QLocale::Hindi, QLocale::India);

constexpr qint64 Most = std::numeric_limits<qint64>::max();
constexpr qint64 Minute = 60 * 1000;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;

} // namespace

class tst_Format : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokens_data();
    void tokens();
    void exactTokens_data();
    void exactTokens();
    void size_data();
    void size();
    void cost_data();
    void cost();
    void costIsNeverZeroForSomething();
    void partialCost_data();
    void partialCost();
    void missingCosts();
    void duration_data();
    void duration();
    void runningDuration_data();
    void runningDuration();
    void position();
    void durationInOtherLocales();
    void workAndWait();
    void lastActivity_data();
    void lastActivity();
    void lastEvent();
    void stateWords();
    void stepTitle_data();
    void stepTitle();
    void usageText_data();
    void usageText();
};

void tst_Format::tokens_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, qint64 count, const QString &expected, const QLocale &locale = English) {
        QTest::newRow(name) << count << locale << expected;
    };
    row("unknown", -1, u"—"_s);
    row("far below zero", std::numeric_limits<qint64>::min(), u"—"_s);
    row("a known zero", 0, u"0"_s);
    row("one", 1, u"1"_s);
    row("hundreds", 842, u"842"_s);
    row("last without a unit", 999, u"999"_s);
    row("first thousand", 1000, u"1K"_s);
    row("rounds down to the thousand", 1049, u"1K"_s);
    row("rounds up to a tenth", 1050, u"1.1K"_s);
    row("thousands", 1234, u"1.2K"_s);
    row("half a tenth down", 1249, u"1.2K"_s);
    row("half a tenth up", 1250, u"1.3K"_s);
    row("rounds up to the next thousand", 1950, u"2K"_s);
    row("ten thousands", 12345, u"12.3K"_s);
    row("a hundred thousand", 123000, u"123K"_s);
    row("a hundred thousand without a tenth", 123456, u"123K"_s);
    row("rounding drops the tenth", 99950, u"100K"_s);
    row("last thousands", 999499, u"999K"_s);
    row("half a unit promotes to a million", 999500, u"1M"_s);
    row("rounding promotes to a million", 999950, u"1M"_s);
    row("one below a million", 999999, u"1M"_s);
    row("a million", 1000000, u"1M"_s);
    row("millions", 1234567, u"1.2M"_s);
    row("last millions", 999499999, u"999M"_s);
    row("rounding promotes to a thousand million", 999950000, u"1B"_s);
    row("thousand millions", 2500000000, u"2.5B"_s);
    row("rounding promotes to a million million", 999950000000, u"1T"_s);
    row("no unit is larger", 1234567000000000, u"1,235T"_s);
    row("the largest count", Most, u"9,223,372T"_s);
    row("German point", 1234, u"1,2K"_s, German);
    row("German, without a tenth", 1000, u"1K"_s, German);
    row("Arabic digits", 1234, u"\u0661\u066B\u0662K"_s, Arabic);
    row("Arabic digits without a unit", 842, u"\u0668\u0664\u0662"_s, Arabic);
}

void tst_Format::tokens()
{
    QFETCH(qint64, count);
    QFETCH(QLocale, locale);
    QFETCH(QString, expected);
    QCOMPARE(NoukaiFormat::tokens(count, locale), expected);
}

void tst_Format::exactTokens_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("expected");

    QTest::newRow("unknown") << -1LL << English << u"—"_s;
    QTest::newRow("zero") << 0LL << English << u"0"_s;
    QTest::newRow("below grouping") << 999LL << English << u"999"_s;
    QTest::newRow("grouped") << 1234567LL << English << u"1,234,567"_s;
    QTest::newRow("largest") << Most << English << u"9,223,372,036,854,775,807"_s;
    QTest::newRow("German") << 1234567LL << German << u"1.234.567"_s;
    QTest::newRow("Arabic") << 1234LL << Arabic << u"\u0661\u066C\u0662\u0663\u0664"_s;
}

void tst_Format::exactTokens()
{
    QFETCH(qint64, count);
    QFETCH(QLocale, locale);
    QFETCH(QString, expected);
    QCOMPARE(NoukaiFormat::exactTokens(count, locale), expected);
}

void tst_Format::size_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("expected");

    QTest::newRow("unknown") << -1LL << English << u"—"_s;
    QTest::newRow("zero") << 0LL << English << u"0 B"_s;
    QTest::newRow("last without a unit") << 999LL << English << u"999 B"_s;
    QTest::newRow("first kilobyte") << 1000LL << English << u"1 kB"_s;
    QTest::newRow("tenths") << 1250LL << English << u"1.3 kB"_s;
    QTest::newRow("last kilobytes") << 999499LL << English << u"999 kB"_s;
    QTest::newRow("rounding promotes") << 999950LL << English << u"1 MB"_s;
    QTest::newRow("64 MiB") << (64LL << 20) << English << u"67.1 MB"_s;
    QTest::newRow("gigabytes") << 2000000000LL << English << u"2 GB"_s;
    QTest::newRow("terabytes") << 5000000000000LL << English << u"5 TB"_s;
    QTest::newRow("largest") << Most << English << u"9,223,372 TB"_s;
    QTest::newRow("German") << 1250LL << German << u"1,3 kB"_s;
}

void tst_Format::size()
{
    QFETCH(qint64, bytes);
    QFETCH(QLocale, locale);
    QFETCH(QString, expected);
    QCOMPARE(NoukaiFormat::size(bytes, locale), expected);
}

void tst_Format::cost_data()
{
    QTest::addColumn<QString>("decimal");
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const QString &decimal, const QString &expected,
                        const QLocale &locale = English) {
        QTest::newRow(name) << decimal << locale << expected;
    };
    row("absent", {}, u"—"_s);
    row("no number", u"free"_s, u"—"_s);
    row("zero", u"0"_s, u"$0.00"_s);
    row("zero with decimals", u"0.0000000"_s, u"$0.00"_s);
    row("minus zero", u"-0"_s, u"$0.00"_s);

    row("as little as can be", u"1e-1000"_s, u"<$0.000001"_s);
    row("would round up to the millionth", u"0.0000009999"_s, u"<$0.000001"_s);
    row("a millionth", u"0.000001"_s, u"$0.000001"_s);
    row("a millionth with an exponent", u"1e-6"_s, u"$0.000001"_s);
    row("a millionth and a half down", u"0.0000014999"_s, u"$0.000001"_s);
    row("a millionth and a half up", u"0.0000015"_s, u"$0.000002"_s);
    row("six decimals", u"0.001234"_s, u"$0.001234"_s);
    row("four decimals are enough", u"0.0005"_s, u"$0.0005"_s);
    row("three decimals are enough", u"0.005"_s, u"$0.005"_s);
    row("last below a cent", u"0.0099994999"_s, u"$0.009999"_s);
    row("rounding promotes to a cent", u"0.009999999"_s, u"$0.01"_s);

    row("a cent", u"0.01"_s, u"$0.01"_s);
    row("a cent and next to nothing", u"0.0100001"_s, u"$0.01"_s);
    row("three decimals", u"0.012"_s, u"$0.012"_s);
    row("four decimals", u"0.1234"_s, u"$0.1234"_s);
    row("rounds up to four decimals", u"0.12345"_s, u"$0.1235"_s);
    row("rounds down to four decimals", u"0.123449999"_s, u"$0.1234"_s);
    row("two decimals at least", u"0.5"_s, u"$0.50"_s);
    row("zeros behind go", u"0.250000"_s, u"$0.25"_s);
    row("last below a dollar", u"0.9999499"_s, u"$0.9999"_s);
    row("rounding promotes to a dollar", u"0.99995"_s, u"$1.00"_s);

    row("a dollar", u"1"_s, u"$1.00"_s);
    row("half a cent down", u"1.00499999999999999999"_s, u"$1.00"_s);
    row("half a cent up, which a double gets wrong", u"1.005"_s, u"$1.01"_s);
    row("dollars", u"12.3456"_s, u"$12.35"_s);
    row("rounding adds a digit", u"9.995"_s, u"$10.00"_s);
    row("rounding adds a group", u"999.995"_s, u"$1,000.00"_s);
    row("grouping", u"1234567.891"_s, u"$1,234,567.89"_s);
    row("exponent", u"1.5e3"_s, u"$1,500.00"_s);
    row("the longest that is written out", u"999999999999999.99"_s, u"$999,999,999,999,999.99"_s);
    row("longer", u"1000000000000000"_s, u">$999,999,999,999,999.99"_s);
    row("as much as can be", u"9e1000"_s, u">$999,999,999,999,999.99"_s);

    row("negative", u"-0.5"_s, u"-$0.50"_s);
    row("negative, next to nothing", u"-1e-9"_s, u"-<$0.000001"_s);

    row("German", u"1234.5"_s, u"$1.234,50"_s, German);
    row("German, below a cent", u"0.001234"_s, u"$0,001234"_s, German);
    row("German, next to nothing", u"1e-9"_s, u"<$0,000001"_s, German);
    row("Arabic", u"1234.5"_s, u"$\u0661\u066C\u0662\u0663\u0664\u066B\u0665\u0660"_s, Arabic);
    row("Arabic zero", u"0"_s, u"$\u0660\u066B\u0660\u0660"_s, Arabic);
    row("Indian grouping", u"1234567"_s, u"$12,34,567.00"_s, Hindi);
}

void tst_Format::cost()
{
    QFETCH(QString, decimal);
    QFETCH(QLocale, locale);
    QFETCH(QString, expected);
    QCOMPARE(NoukaiFormat::cost(decimal, false, locale), expected);
}

void tst_Format::costIsNeverZeroForSomething()
{
    for (int exponent = 0; exponent <= 1000; ++exponent) {
        for (int digit = 1; digit <= 9; ++digit) {
            const QString text = NoukaiFormat::cost(u"%1e-%2"_s.arg(digit).arg(exponent), false, English);
            QVERIFY2(text != u"$0.00"_s, qPrintable(text));
        }
    }
}

void tst_Format::partialCost_data()
{
    QTest::addColumn<QString>("decimal");
    QTest::addColumn<QString>("expected");

    QTest::newRow("dollars") << u"1.5"_s << u"$1.50+"_s;
    QTest::newRow("zero") << u"0"_s << u"$0.00+"_s;
    QTest::newRow("next to nothing") << u"1e-9"_s << u"<$0.000001+"_s;
    QTest::newRow("unknown") << QString() << u"—"_s;
}

void tst_Format::partialCost()
{
    QFETCH(QString, decimal);
    QFETCH(QString, expected);
    QCOMPARE(NoukaiFormat::cost(decimal, true, English), expected);
}

void tst_Format::missingCosts()
{
    QCOMPARE(NoukaiFormat::missingCosts(0, 7, English), QString());
    QCOMPARE(NoukaiFormat::missingCosts(-1, 7, English), QString());
    QCOMPARE(NoukaiFormat::missingCosts(1, 7, English), u"1 of 7 steps has not reported a cost"_s);
    QCOMPARE(NoukaiFormat::missingCosts(2, 7, English), u"2 of 7 steps have not reported a cost"_s);
    QCOMPARE(NoukaiFormat::missingCosts(1000, 2000, German), u"1.000 of 2.000 steps have not reported a cost"_s);
}

void tst_Format::duration_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, qint64 milliseconds, const QString &expected) {
        QTest::newRow(name) << milliseconds << expected;
    };
    row("unknown", -1, u"—"_s);
    row("nothing", 0, u"<1 ms"_s);
    row("a millisecond", 1, u"1 ms"_s);
    row("milliseconds", 347, u"347 ms"_s);
    row("last millisecond", 999, u"999 ms"_s);
    row("a second", 1000, u"1.0 s"_s);
    row("half a tenth down", 3449, u"3.4 s"_s);
    row("half a tenth up", 3450, u"3.5 s"_s);
    row("last tenth", 59949, u"59.9 s"_s);
    row("59.95 s promotes", 59950, u"1m 00s"_s);
    row("59.96 s promotes", 59960, u"1m 00s"_s);
    row("a minute", Minute, u"1m 00s"_s);
    row("half a second down", Minute + 4499, u"1m 04s"_s);
    row("half a second up", Minute + 4500, u"1m 05s"_s);
    row("minutes", 2 * Minute + 5000, u"2m 05s"_s);
    row("last second", Hour - 501, u"59m 59s"_s);
    row("3599.5 s promotes", Hour - 500, u"1h 00m 00s"_s);
    row("3599.9 s promotes", Hour - 100, u"1h 00m 00s"_s);
    row("hours", Hour + 2 * Minute + 5000, u"1h 02m 05s"_s);
    row("last second of a day", Day - 501, u"23h 59m 59s"_s);
    row("half a second below a day promotes", Day - 500, u"1d 00h 00m"_s);
    row("days", Day + 2 * Hour + 5 * Minute, u"1d 02h 05m"_s);
    row("half a minute down", Day + Minute - 30001, u"1d 00h 00m"_s);
    row("half a minute up", Day + Minute - 30000, u"1d 00h 01m"_s);
    row("minutes promote to a day", 2 * Day - 1, u"2d 00h 00m"_s);
    row("many days", 1234 * Day, u"1,234d 00h 00m"_s);
    row("the longest time", Most, u"106,751,991,167d 07h 13m"_s);
}

void tst_Format::duration()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QString, expected);
    QCOMPARE(NoukaiFormat::duration(milliseconds, false, English), expected);
}

void tst_Format::runningDuration_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, qint64 milliseconds, const QString &expected) {
        QTest::newRow(name) << milliseconds << expected;
    };
    row("unknown", -1, u"—"_s);
    row("nothing", 0, u"<1 ms"_s);
    row("milliseconds", 347, u"347 ms"_s);
    row("tenths", 3499, u"3.4 s"_s);
    row("59.96 s", 59960, u"59.9 s"_s);
    row("last millisecond of a minute", Minute - 1, u"59.9 s"_s);
    row("a minute", Minute, u"1m 00s"_s);
    row("seconds", Minute + 4999, u"1m 04s"_s);
    row("3599.9 s", Hour - 100, u"59m 59s"_s);
    row("an hour", Hour, u"1h 00m 00s"_s);
    row("last millisecond of a day", Day - 1, u"23h 59m 59s"_s);
    row("a day", Day, u"1d 00h 00m"_s);
    row("last millisecond of two days", 2 * Day - 1, u"1d 23h 59m"_s);
}

void tst_Format::runningDuration()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QString, expected);
    QCOMPARE(NoukaiFormat::duration(milliseconds, true, English), expected);
}

void tst_Format::position()
{
    QCOMPARE(NoukaiFormat::position(0, English), u"0 s"_s); // a start, and not a time too short to measure
    QCOMPARE(NoukaiFormat::position(1, English), u"1 ms"_s);
    QCOMPARE(NoukaiFormat::position(59960, English), u"59.9 s"_s);
    QCOMPARE(NoukaiFormat::position(-1, English), NoukaiFormat::unknown());
}

void tst_Format::durationInOtherLocales()
{
    QCOMPARE(NoukaiFormat::duration(3400, false, German), u"3,4 s"_s);
    QCOMPARE(NoukaiFormat::duration(2 * Minute + 5000, false, German), u"2m 05s"_s);
    QCOMPARE(NoukaiFormat::duration(3400, false, Arabic), u"\u0663\u066B\u0664 s"_s);
    QCOMPARE(NoukaiFormat::duration(2 * Minute + 5000, false, Arabic), u"\u0662m \u0660\u0665s"_s);
    QCOMPARE(NoukaiFormat::duration(0, false, Arabic), u"<\u0661 ms"_s);
}

void tst_Format::workAndWait()
{
    QCOMPARE(NoukaiFormat::workAndWait(72000, 243000, false, English), u"working 1m 12s, waiting for you 4m 03s"_s);
    QCOMPARE(NoukaiFormat::workAndWait(72000, 0, false, English), u"working 1m 12s"_s);
    QCOMPARE(NoukaiFormat::workAndWait(72900, 243900, true, English), u"working 1m 12s, waiting for you 4m 03s"_s);
    QCOMPARE(NoukaiFormat::workAndWait(72900, 243900, false, English), u"working 1m 13s, waiting for you 4m 04s"_s);
    QCOMPARE(NoukaiFormat::workAndWait(-1, -1, false, English), u"working —"_s);
}

void tst_Format::lastActivity_data()
{
    QTest::addColumn<qint64>("silence");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<bool>("stalled");

    QTest::newRow("unknown") << -1LL << QString() << false;
    QTest::newRow("nothing") << 0LL << QString() << false;
    QTest::newRow("just below 10 s") << 9999LL << QString() << false;
    QTest::newRow("10 s") << 10000LL << u"last activity 10 s ago"_s << false;
    QTest::newRow("rounded down") << 12999LL << u"last activity 12 s ago"_s << false;
    QTest::newRow("last second of a minute") << Minute - 1 << u"last activity 59 s ago"_s << false;
    QTest::newRow("a minute") << Minute << u"last activity 1m 00s ago"_s << false;
    QTest::newRow("just below 120 s") << 2 * Minute - 1 << u"last activity 1m 59s ago"_s << false;
    QTest::newRow("120 s") << 2 * Minute << u"Stalled? Last activity 2m 00s ago"_s << true;
    QTest::newRow("hours") << Hour + Minute << u"Stalled? Last activity 1h 01m 00s ago"_s << true;
}

void tst_Format::lastActivity()
{
    QFETCH(qint64, silence);
    QFETCH(QString, expected);
    QFETCH(bool, stalled);
    QCOMPARE(NoukaiFormat::lastActivity(silence, English), expected);
    QCOMPARE(NoukaiFormat::isStalled(silence), stalled);
}

void tst_Format::lastEvent()
{
    QCOMPARE(NoukaiFormat::lastEvent(0, English), u"last event 0 s ago"_s);
    QCOMPARE(NoukaiFormat::lastEvent(14'900, English), u"last event 14 s ago"_s);
    QCOMPARE(NoukaiFormat::lastEvent(2 * Minute + 5'000, English), u"last event 2m 05s ago"_s);
}

void tst_Format::stateWords()
{
    const QList<std::pair<NoukaiFlow::State, QString>> words = {{NoukaiFlow::Idle, u"Idle"_s},
                                                                {NoukaiFlow::Connecting, u"Connecting"_s},
                                                                {NoukaiFlow::Running, u"Running"_s},
                                                                {NoukaiFlow::Paused, u"Paused"_s},
                                                                {NoukaiFlow::AwaitingTools, u"Needs you"_s},
                                                                {NoukaiFlow::Completed, u"Completed"_s},
                                                                {NoukaiFlow::Failed, u"Failed"_s},
                                                                {NoukaiFlow::Cancelled, u"Cancelled"_s},
                                                                {NoukaiFlow::Interrupted, u"Interrupted"_s}};
    for (const auto &[state, word] : words)
        QCOMPARE(NoukaiFormat::stateWord(state), word);
    QCOMPARE(NoukaiFormat::stateWord(NoukaiFlow::State(15)), u"—"_s);
}

void tst_Format::stepTitle_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<int>("attemptCount");
    QTest::addColumn<int>("iteration");
    QTest::addColumn<QString>("title");
    QTest::newRow("named") << u"Write"_s << 1 << 1 << 1 << u"Write"_s;
    QTest::newRow("without a name") << QString() << 1 << 1 << 1 << u"Step 3"_s;
    QTest::newRow("second round") << u"Write"_s << 1 << 1 << 2 << u"Write, round 2"_s;
    QTest::newRow("first of two attempts") << u"Write"_s << 1 << 2 << 1 << u"Write, attempt 1 of 2"_s;
    QTest::newRow("all") << QString() << 2 << 3 << 4 << u"Step 3, round 4, attempt 2 of 3"_s;
}

void tst_Format::stepTitle()
{
    QFETCH(QString, name);
    QFETCH(int, attempt);
    QFETCH(int, attemptCount);
    QFETCH(int, iteration);
    QTEST(NoukaiFormat::stepTitle(name, 2, attempt, attemptCount, iteration, QLocale::c()), "title");
}

void tst_Format::usageText_data()
{
    QTest::addColumn<QList<qint64>>("tokens"); // prompt, completion, total
    QTest::addColumn<QString>("cost");
    QTest::addColumn<bool>("partial");
    QTest::addColumn<QString>("text");
    using L = QList<qint64>;
    QTest::newRow("all") << L{800, 42, 842} << u"0.0012"_s << false << u"800 in, 42 out, 842 tokens, $0.0012"_s;
    QTest::newRow("exact") << L{12800, 42, 12842} << QString() << false << u"12,800 in, 42 out, 12,842 tokens"_s;
    QTest::newRow("other") << L{800, 42, 900} << QString() << false << u"800 in, 42 out, 58 other, 900 tokens"_s;
    QTest::newRow("total only") << L{-1, -1, 900} << QString() << false << u"900 tokens"_s;
    QTest::newRow("total less than its parts") << L{5, 5, 3} << QString() << false << u"5 in, 5 out, 3 tokens"_s;
    QTest::newRow("zero is known") << L{0, 0, 0} << u"0"_s << false << u"0 in, 0 out, 0 tokens, $0.00"_s;
    QTest::newRow("partial cost") << L{-1, -1, -1} << u"1.5"_s << true << u"$1.50+"_s;
    QTest::newRow("nothing known") << L{-1, -1, -1} << QString() << false << QString();
}

void tst_Format::usageText()
{
    QFETCH(QList<qint64>, tokens);
    QFETCH(QString, cost);
    QFETCH(bool, partial);
    QTEST(NoukaiFormat::usageText(tokens.at(0), tokens.at(1), tokens.at(2), cost, partial, English), "text");
}

QTEST_APPLESS_MAIN(tst_Format)
#include "tst_format.moc"
