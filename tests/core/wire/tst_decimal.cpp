// SPDX-License-Identifier: MIT
#include "wire/decimal_p.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <array>

using NoukaiWire::Decimal;
using namespace Qt::StringLiterals;

namespace
{

QString zeros(int count)
{
    return QString(count, QLatin1Char('0'));
}

QString sumOf(const QString &a, const QString &b)
{
    Decimal sum = Decimal::fromString(a).value();
    sum += Decimal::fromString(b).value();
    return sum.toString();
}

QString randomDigits(QRandomGenerator &random, int count)
{
    QString digits;
    for (int i = 0; i < count; ++i)
        digits += QChar(u'0' + random.bounded(i == 0 ? 1 : 0, 10));
    return digits;
}

QString randomNumber(QRandomGenerator &random)
{
    QString text = randomDigits(random, random.bounded(1, 400));
    if (random.bounded(2))
        text += QLatin1Char('.') + randomDigits(random, random.bounded(1, 400));
    if (random.bounded(2))
        text += QLatin1Char('e') + QString::number(random.bounded(-300, 301));
    return random.bounded(2) ? QString(QLatin1Char('-') + text) : text;
}

} // namespace

class tst_Decimal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plain_data();
    void plain();
    void refused_data();
    void refused();
    void sums_data();
    void sums();
    void sumsLikeScaledIntegers();
    void sumsOfLongNumbers();
    void tenCentsAThousandTimes();
    void differences();
    void defaultIsZero();
};

void tst_Decimal::plain_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");

    QTest::newRow("zero") << u"0"_s << u"0"_s;
    QTest::newRow("minus zero is zero") << u"-0"_s << u"0"_s;
    QTest::newRow("minus zero with fraction is zero") << u"-0.000"_s << u"0"_s;
    QTest::newRow("zero with an exponent") << u"0e1000"_s << u"0"_s;
    QTest::newRow("integer") << u"42"_s << u"42"_s;
    QTest::newRow("zeros at the end of an integer stay") << u"1200"_s << u"1200"_s;
    QTest::newRow("fraction") << u"0.1"_s << u"0.1"_s;
    QTest::newRow("zeros at the end of a fraction go") << u"0.10"_s << u"0.1"_s;
    QTest::newRow("a fraction of zeros goes") << u"10.000"_s << u"10"_s;
    QTest::newRow("negative") << u"-0.5"_s << u"-0.5"_s;
    QTest::newRow("zeros inside") << u"100.0010"_s << u"100.001"_s;
    QTest::newRow("negative exponent") << u"1e-7"_s << u"0.0000001"_s;
    QTest::newRow("capital exponent") << u"1E-7"_s << u"0.0000001"_s;
    QTest::newRow("positive exponent") << u"1.25e1"_s << u"12.5"_s;
    QTest::newRow("exponent with plus") << u"1.25e+3"_s << u"1250"_s;
    QTest::newRow("exponent makes an integer") << u"1.250e3"_s << u"1250"_s;
    QTest::newRow("exponent zero") << u"1.5e0"_s << u"1.5"_s;
    QTest::newRow("exponent with leading zeros") << u"1e-0007"_s << u"0.0000001"_s;
    QTest::newRow("more digits than a double has")
        << u"0.1234567890123456789012345678901234567890"_s << u"0.123456789012345678901234567890123456789"_s;
    QTest::newRow("largest exponent") << u"1e1000"_s << QString(u"1"_s + zeros(1000));
    QTest::newRow("smallest exponent") << u"1e-1000"_s << QString(u"0."_s + zeros(999) + u"1"_s);
    QTest::newRow("4096 digits") << QString(4096, u'7') << QString(4096, u'7');
    QTest::newRow("4096 digits about the point") << QString(QString(2000, u'7') + u'.' + QString(2096, u'3'))
                                                 << QString(QString(2000, u'7') + u'.' + QString(2096, u'3'));
}

void tst_Decimal::plain()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto number = Decimal::fromString(text);
    QVERIFY(number);
    QCOMPARE(number->toString(), expected);
    QCOMPARE(number->isZero(), expected == u"0"_s);
    QCOMPARE(number->isNegative(), expected.startsWith(u'-'));
}

void tst_Decimal::refused_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("null") << QString();
    QTest::newRow("empty") << u""_s;
    QTest::newRow("minus alone") << u"-"_s;
    QTest::newRow("two minuses") << u"--1"_s;
    QTest::newRow("leading plus") << u"+1"_s;
    QTest::newRow("leading space") << u" 1"_s;
    QTest::newRow("trailing space") << u"1 "_s;
    QTest::newRow("trailing newline") << u"1\n"_s;
    QTest::newRow("leading zero") << u"00.1"_s;
    QTest::newRow("leading zero of an integer") << u"01"_s;
    QTest::newRow("no digit before the point") << u".5"_s;
    QTest::newRow("no digit behind the point") << u"5."_s;
    QTest::newRow("no digit behind the point, exponent") << u"5.e1"_s;
    QTest::newRow("two points") << u"1.2.3"_s;
    QTest::newRow("comma") << u"1,5"_s;
    QTest::newRow("grouping") << u"1_000"_s;
    QTest::newRow("currency") << u"$1"_s;
    QTest::newRow("word") << u"free"_s;
    QTest::newRow("not a number") << u"NaN"_s;
    QTest::newRow("infinity") << u"Infinity"_s;
    QTest::newRow("hexadecimal") << u"0x10"_s;
    QTest::newRow("Arabic-Indic digits") << u"\u0661\u0662"_s;
    QTest::newRow("full-width digits") << u"\uFF11"_s;
    QTest::newRow("NUL behind") << QString(u"1"_s + QChar(u'\0'));
    QTest::newRow("exponent without digits") << u"1e"_s;
    QTest::newRow("exponent with sign alone") << u"1e-"_s;
    QTest::newRow("exponent with two signs") << u"1e+-1"_s;
    QTest::newRow("exponent with fraction") << u"1e1.5"_s;
    QTest::newRow("exponent alone") << u"e5"_s;
    QTest::newRow("exponent above 1000") << u"1e1001"_s;
    QTest::newRow("exponent below -1000") << u"1e-1001"_s;
    QTest::newRow("exponent beyond int") << u"1e99999999999999999999"_s;
    QTest::newRow("zero with an exponent above 1000") << u"0e1001"_s;
    QTest::newRow("4097 digits") << QString(4097, u'7');
    QTest::newRow("4097 digits about the point") << QString(u"0."_s + QString(4096, u'1'));
    QTest::newRow("a megabyte of digits") << QString(1000000, u'1');
    QTest::newRow("a megabyte of exponent zeros") << QString(u"1e"_s + zeros(1000000) + u"1"_s);
}

void tst_Decimal::refused()
{
    QFETCH(QString, text);
    QVERIFY(!Decimal::fromString(text));
}

void tst_Decimal::sums_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<QString>("expected");

    QTest::newRow("what doubles get wrong") << u"0.1"_s << u"0.2"_s << u"0.3"_s;
    QTest::newRow("zero and zero") << u"0"_s << u"0"_s << u"0"_s;
    QTest::newRow("zero is neutral") << u"0"_s << u"-1.5"_s << u"-1.5"_s;
    QTest::newRow("carry through all digits") << u"999.999"_s << u"0.001"_s << u"1000"_s;
    QTest::newRow("different scales") << u"1"_s << u"1e-10"_s << u"1.0000000001"_s;
    QTest::newRow("opposite numbers") << u"12.5"_s << u"-12.50"_s << u"0"_s;
    QTest::newRow("larger positive") << u"12.5"_s << u"-0.6"_s << u"11.9"_s;
    QTest::newRow("larger negative") << u"0.6"_s << u"-12.5"_s << u"-11.9"_s;
    QTest::newRow("both negative") << u"-0.6"_s << u"-12.5"_s << u"-13.1"_s;
    QTest::newRow("borrow through all digits") << u"1000"_s << u"-0.001"_s << u"999.999"_s;
    QTest::newRow("zero digits compare as digits") << u"100"_s << u"-99"_s << u"1"_s;
    QTest::newRow("as far apart as can be")
        << u"1e1000"_s << u"1e-1000"_s << QString(u"1"_s + zeros(1000) + u"."_s + zeros(999) + u"1"_s);
}

void tst_Decimal::sums()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(QString, expected);
    QCOMPARE(sumOf(a, b), expected);
    QCOMPARE(sumOf(b, a), expected);
}

// The oracle counts in units of 1e-9, exactly.
void tst_Decimal::sumsLikeScaledIntegers()
{
    constexpr std::array<qint64, 10> unit = {1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000, 100, 10, 1};
    QRandomGenerator random(20260531);
    Decimal sum;
    qint64 oracle = 0;
    for (int i = 0; i < 5000; ++i) {
        const qint64 mantissa = random.bounded(-1000000, 1000001);
        const int scale = random.bounded(int(unit.size()));
        const QString text = u"%1e-%2"_s.arg(mantissa).arg(scale);
        sum += Decimal::fromString(text).value();
        oracle += mantissa * unit[size_t(scale)];
        QCOMPARE(sum.toString(), Decimal::fromString(u"%1e-9"_s.arg(oracle)).value().toString());
    }
    QVERIFY(oracle != 0);
}

void tst_Decimal::sumsOfLongNumbers()
{
    QRandomGenerator random(7);
    for (int i = 0; i < 300; ++i) {
        const QString a = randomNumber(random);
        const QString b = randomNumber(random);
        const QString c = randomNumber(random);
        const QString negatedA = a.startsWith(u'-') ? a.sliced(1) : QString(u'-' + a);
        QCOMPARE(sumOf(a, negatedA), u"0"_s);
        QCOMPARE(sumOf(a, b), sumOf(b, a));
        QCOMPARE(sumOf(sumOf(a, b), c), sumOf(a, sumOf(b, c)));
        QCOMPARE(sumOf(sumOf(a, b), negatedA), Decimal::fromString(b).value().toString());
    }
}

void tst_Decimal::tenCentsAThousandTimes()
{
    Decimal sum;
    for (int i = 0; i < 1000; ++i)
        sum += Decimal::fromString(u"0.1").value();
    QCOMPARE(sum.toString(), u"100"_s);
}

void tst_Decimal::differences()
{
    const auto difference = [](const QString &a, const QString &b) {
        Decimal result = Decimal::fromString(a).value();
        result -= Decimal::fromString(b).value();
        return result.toString();
    };
    QCOMPARE(difference(u"0.3"_s, u"0.1"_s), u"0.2"_s);
    QCOMPARE(difference(u"0.1"_s, u"0.3"_s), u"-0.2"_s);
    QCOMPARE(difference(u"1"_s, u"-1"_s), u"2"_s);
    QCOMPARE(difference(u"1e-3"_s, u"0.001"_s), u"0"_s);
    QCOMPARE(difference(u"0"_s, u"0"_s), u"0"_s);
}

void tst_Decimal::defaultIsZero()
{
    const Decimal zero;
    QVERIFY(zero.isZero());
    QVERIFY(!zero.isNegative());
    QCOMPARE(zero.toString(), u"0"_s);
}

QTEST_APPLESS_MAIN(tst_Decimal)
#include "tst_decimal.moc"
