// SPDX-License-Identifier: MIT
#include <Noukai/noukaievents.h>
#include <Noukai/noukaiusage.h>

#include <QtCore/QMetaProperty>
#include <QtTest/QTest>

#include <limits>

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 Most = std::numeric_limits<qint64>::max();

struct Report {
    NoukaiTokens tokens;
    QString cost;
};

} // namespace

Q_DECLARE_METATYPE(Report)

class tst_Usage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownAtFirst();
    void adds_data();
    void adds();
    void longestCostsStayExact();
    void readableAsProperties();
    void comparesEveryMember();
};

void tst_Usage::nothingIsKnownAtFirst()
{
    const NoukaiUsage usage;
    QCOMPARE(usage.promptTokens(), -1);
    QCOMPARE(usage.completionTokens(), -1);
    QCOMPARE(usage.totalTokens(), -1);
    QCOMPARE(usage.costUsd(), QString());
    QVERIFY(!usage.isPartial());
}

void tst_Usage::adds_data()
{
    QTest::addColumn<QList<Report>>("reports");
    QTest::addColumn<qint64>("prompt");
    QTest::addColumn<qint64>("completion");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<QString>("cost");
    QTest::addColumn<bool>("partial");

    using R = QList<Report>;
    const NoukaiTokens none;
    QTest::newRow("a step that reports neither") << R{{none, {}}} << -1LL << -1LL << -1LL << QString() << false;
    QTest::newRow("one step") << R{{{10, 5, 15}, u"0.002"_s}} << 10LL << 5LL << 15LL << u"0.002"_s << false;
    QTest::newRow("two steps, exactly") << R{{{10, 5, 15}, u"0.1"_s}, {{1, 2, 3}, u"0.2"_s}} << 11LL << 7LL << 18LL
                                        << u"0.3"_s << false;
    QTest::newRow("a code block between costs nothing")
        << R{{{10, 5, 15}, u"0.1"_s}, {none, {}}} << 10LL << 5LL << 15LL << u"0.1"_s << false;
    QTest::newRow("tokens without a cost") << R{{{10, 5, 15}, {}}} << 10LL << 5LL << 15LL << QString() << true;
    QTest::newRow("partial stays partial")
        << R{{{10, 5, 15}, {}}, {{1, 1, 2}, u"0.5"_s}} << 11LL << 6LL << 17LL << u"0.5"_s << true;
    QTest::newRow("zero tokens are reported tokens") << R{{{0, 0, 0}, {}}} << 0LL << 0LL << 0LL << QString() << true;
    QTest::newRow("a known zero cost") << R{{{10, 5, 15}, u"0"_s}} << 10LL << 5LL << 15LL << u"0"_s << false;
    QTest::newRow("a cost without tokens") << R{{none, u"0.25"_s}} << -1LL << -1LL << -1LL << u"0.25"_s << false;
    QTest::newRow("unknown and five") << R{{{-1, -1, -1}, {}}, {{5, -1, -1}, u"1"_s}} << 5LL << -1LL << -1LL << u"1"_s
                                      << false;
    QTest::newRow("five and unknown") << R{{{5, 6, 11}, u"1"_s}, {{-1, -1, 4}, u"1"_s}} << 5LL << 6LL << 15LL << u"2"_s
                                      << false;
    QTest::newRow("total from both parts") << R{{{7, 8, -1}, u"1"_s}} << 7LL << 8LL << 15LL << u"1"_s << false;
    QTest::newRow("no total from one part") << R{{{7, -1, -1}, u"1"_s}} << 7LL << -1LL << -1LL << u"1"_s << false;
    QTest::newRow("the server's total is believed")
        << R{{{7, 8, 100}, u"1"_s}} << 7LL << 8LL << 100LL << u"1"_s << false;
    QTest::newRow("exponents are printed plain")
        << R{{{1, 1, 2}, u"1e-7"_s}} << 1LL << 1LL << 2LL << u"0.0000001"_s << false;
    QTest::newRow("a single cost is printed plain too")
        << R{{{1, 1, 2}, u"0.10"_s}} << 1LL << 1LL << 2LL << u"0.1"_s << false;
    QTest::newRow("no number is no cost") << R{{{1, 1, 2}, u"free"_s}} << 1LL << 1LL << 2LL << QString() << true;
    QTest::newRow("no number and no tokens") << R{{none, u"free"_s}} << -1LL << -1LL << -1LL << QString() << false;
    QTest::newRow("no number keeps the sum")
        << R{{{1, 1, 2}, u"0.5"_s}, {{1, 1, 2}, u"1,5"_s}} << 2LL << 2LL << 4LL << u"0.5"_s << true;
    QTest::newRow("cost of 1001 characters is no cost")
        << R{{{1, 1, 2}, QString(1001, u'9')}} << 1LL << 1LL << 2LL << QString() << true;
    QTest::newRow("counts that fit exactly")
        << R{{{Most - 1, 0, -1}, u"0"_s}, {{1, 0, -1}, u"0"_s}} << Most << 0LL << Most << u"0"_s << false;
    QTest::newRow("counts that do not fit")
        << R{{{Most, Most, Most}, u"0"_s}, {{1, 2, 3}, u"0"_s}} << Most << Most << Most << u"0"_s << false;
    QTest::newRow("total of parts that does not fit")
        << R{{{Most, 1, -1}, u"0"_s}} << Most << 1LL << Most << u"0"_s << false;
    QTest::newRow("negative counts are unknown")
        << R{{{-5, std::numeric_limits<qint64>::min(), -2}, u"0"_s}} << -1LL << -1LL << -1LL << u"0"_s << false;
}

void tst_Usage::adds()
{
    QFETCH(QList<Report>, reports);
    QFETCH(qint64, prompt);
    QFETCH(qint64, completion);
    QFETCH(qint64, total);
    QFETCH(QString, cost);
    QFETCH(bool, partial);

    NoukaiUsage usage;
    for (const Report &report : reports)
        usage.add(report.tokens, report.cost);
    QCOMPARE(usage.promptTokens(), prompt);
    QCOMPARE(usage.completionTokens(), completion);
    QCOMPARE(usage.totalTokens(), total);
    QCOMPARE(usage.costUsd(), cost);
    QCOMPARE(usage.isPartial(), partial);
}

// A sum is kept as text: no accepted pair of costs may grow beyond what is read back.
void tst_Usage::longestCostsStayExact()
{
    const QString large = QString(995, u'9') + u"e1000"_s;
    const QString small = u"1."_s + QString(992, u'9') + u"e-999"_s;
    NoukaiUsage usage;
    for (int i = 0; i < 3; ++i) {
        usage.add({}, large);
        usage.add({}, small);
    }
    const QString text = usage.costUsd();
    QCOMPARE(text.size(), 1996 + 1 + 992 + 999);
    QVERIFY(text.startsWith(u"2999"_s));
    QVERIFY(text.endsWith(u"9997"_s));
    usage.add({}, u"1"_s);
    QCOMPARE(usage.costUsd().size(), text.size());
    QVERIFY(!usage.isPartial());
}

void tst_Usage::readableAsProperties()
{
    NoukaiUsage usage;
    usage.add({3, 4, 7}, u"0.5"_s);
    usage.add({3, 4, 7}, {});
    const QMetaObject &meta = NoukaiUsage::staticMetaObject;
    const auto read = [&](const char *name) {
        const int index = meta.indexOfProperty(name);
        return index < 0 ? QVariant() : meta.property(index).readOnGadget(&usage);
    };
    QCOMPARE(read("promptTokens"), QVariant(6LL));
    QCOMPARE(read("completionTokens"), QVariant(8LL));
    QCOMPARE(read("totalTokens"), QVariant(14LL));
    QCOMPARE(read("costUsd"), QVariant(u"0.5"_s));
    QCOMPARE(read("isPartial"), QVariant(true));
}

void tst_Usage::comparesEveryMember()
{
    const auto usageOf = [](const NoukaiTokens &tokens, const QString &cost) {
        NoukaiUsage usage;
        usage.add(tokens, cost);
        return usage;
    };
    const NoukaiUsage usage = usageOf({1, 2, 3}, u"4"_s);
    QCOMPARE(usage, usageOf({1, 2, 3}, u"4.0"_s));
    QVERIFY(usage != usageOf({9, 2, 3}, u"4"_s));
    QVERIFY(usage != usageOf({1, 9, 3}, u"4"_s));
    QVERIFY(usage != usageOf({1, 2, 9}, u"4"_s));
    QVERIFY(usage != usageOf({1, 2, 3}, u"9"_s));
    QVERIFY(usage != usageOf({1, 2, 3}, {}));
}

QTEST_APPLESS_MAIN(tst_Usage)
#include "tst_usage.moc"
