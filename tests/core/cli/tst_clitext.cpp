// SPDX-License-Identifier: MIT
#include "options.h"
#include "text.h"

#include <QtTest/QtTest>

#include <clocale>

using namespace Qt::StringLiterals;
using CliText::Escape;

class tst_CliText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void visible_data();
    void visible();
    void clipped_data();
    void clipped();
    void wrapped_data();
    void wrapped();
    void oneLine();
    void jsonLine_data();
    void jsonLine();
    void parameterValue_data();
    void parameterValue();
    void shownHidesKeys();
};

void tst_CliText::visible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("controls");
    QTest::addColumn<QString>("terminal");
    QTest::addColumn<QString>("everything");

    const auto row = [](const char *name, const QString &text, const QString &controls, const QString &terminal,
                        const QString &everything) {
        QTest::newRow(name) << text << controls << terminal << everything;
    };
    row("plain", u"Grüße, 世界 🌍"_s, u"Grüße, 世界 🌍"_s, u"Grüße, 世界 🌍"_s, u"Grüße, 世界 🌍"_s);
    row("escape", u"a\x1b[2Jb"_s, u"a\\x1b[2Jb"_s, u"a\\x1b[2Jb"_s, u"a\\x1b[2Jb"_s);
    row("C1 CSI", u"\u009b2J"_s, u"\\x9b2J"_s, u"\\x9b2J"_s, u"\\x9b2J"_s);
    row("first and last of C1", u"\u0080\u009f\u00a0"_s, u"\\x80\\x9f\u00a0"_s, u"\\x80\\x9f\u00a0"_s,
        u"\\x80\\x9f\u00a0"_s);
    row("delete, bell, null", u"\x7f\x07"_s + QChar(0), u"\\x7f\\x07\\x00"_s, u"\\x7f\\x07\\x00"_s,
        u"\\x7f\\x07\\x00"_s);
    row("line ends", u"a\nb\r\nc\td"_s, u"a\nb\r\nc\td"_s, u"a\nb\r\nc\td"_s, u"a\\x0ab\\x0d\\x0ac\\x09d"_s);
    row("carriage return alone overwrites", u"good\rbad"_s, u"good\\x0dbad"_s, u"good\\x0dbad"_s, u"good\\x0dbad"_s);
    row("carriage return at the end", u"a\r"_s, u"a\\x0d"_s, u"a\\x0d"_s, u"a\\x0d"_s);
    row("direction override", u"a\u202eb"_s, u"a\u202eb"_s, u"a\\u{202e}b"_s, u"a\\u{202e}b"_s);
    row("direction isolate", u"\u2066"_s, u"\u2066"_s, u"\\u{2066}"_s, u"\\u{2066}"_s);
    row("zero width", u"a\u200bb\ufeff"_s, u"a\u200bb\ufeff"_s, u"a\u200bb\ufeff"_s, u"a\\u{200b}b\\u{feff}"_s);
    row("joined emoji", u"👩\u200d🔬"_s, u"👩\u200d🔬"_s, u"👩\u200d🔬"_s, u"👩\\u{200d}🔬"_s);
    row("half a surrogate pair", u"a"_s + QChar(0xd83d) + u'b', u"a\ufffdb"_s, u"a\ufffdb"_s, u"a\ufffdb"_s);
}

void tst_CliText::visible()
{
    QFETCH(QString, text);
    QTEST(CliText::visible(text, Escape::Controls), "controls");
    QTEST(CliText::visible(text, Escape::Terminal), "terminal");
    QTEST(CliText::visible(text, Escape::Everything), "everything");
}

void tst_CliText::clipped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("expected");

    QTest::newRow("fits exactly") << u"abcde"_s << 5 << u"abcde"_s;
    QTest::newRow("one too wide") << u"abcdef"_s << 5 << u"abcd…"_s;
    QTest::newRow("one column") << u"abc"_s << 1 << u"…"_s;
    QTest::newRow("no column") << u"abc"_s << 0 << QString();
    QTest::newRow("wide characters fit") << u"世界"_s << 4 << u"世界"_s;
    QTest::newRow("wide character is not halved") << u"世界人"_s << 4 << u"世…"_s;
    QTest::newRow("combining marks take nothing") << u"e\u0301e\u0301"_s << 2 << u"e\u0301e\u0301"_s;
}

void tst_CliText::clipped()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QTEST(CliText::clipped(text, columns), "expected");
}

void tst_CliText::wrapped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");

    QTest::newRow("empty") << QString() << QStringList();
    QTest::newRow("only line ends") << u"\n\n"_s << QStringList();
    QTest::newRow("exactly one row") << u"0123456789"_s << QStringList{u"0123456789"_s};
    QTest::newRow("one more") << u"0123456789a"_s << QStringList{u"0123456789"_s, u"a"_s};
    QTest::newRow("at a space") << u"01234567 9ab"_s << QStringList{u"01234567 "_s, u"9ab"_s};
    QTest::newRow("a space too far back") << u"01 3456789ab"_s << QStringList{u"01 3456789"_s, u"ab"_s};
    QTest::newRow("wide characters") << u"世界世界世界"_s << QStringList{u"世界世界世"_s, u"界"_s};
    QTest::newRow("the last rows") << u"1\n2\n3\n4\n5"_s << QStringList{u"3"_s, u"4"_s, u"5"_s};
    QTest::newRow("an empty row within") << u"1\n\n3"_s << QStringList{u"1"_s, QString(), u"3"_s};
    QTest::newRow("CR LF") << u"1\r\n2"_s << QStringList{u"1"_s, u"2"_s};
    QTest::newRow("escape") << u"\x1b[A"_s << QStringList{u"\\x1b[A"_s};
}

void tst_CliText::wrapped()
{
    QFETCH(QString, text);
    QTEST(CliText::wrapped(text, 10, 3), "expected");
}

void tst_CliText::oneLine()
{
    QCOMPARE(CliText::oneLine(u" a\n\tb\x1b  c "), u"a b\\x1b c"_s);
    QCOMPARE(CliText::oneLine(u"abcdef", 6), u"abcdef"_s);
    QCOMPARE(CliText::oneLine(u"abcdef", 5), u"abcde…"_s);
}

void tst_CliText::jsonLine_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("order and digits stay")
        << QByteArray(R"({"b":1.50,"a":12345678901234567890})") << QByteArray(R"({"b":1.50,"a":12345678901234567890})");
    QTest::newRow("several lines") << QByteArray("{\n  \"a\": 1,\r\n\t\"b\": 2\n}\n")
                                   << QByteArray(R"({   "a": 1,   "b": 2 })");
    QTest::newRow("C1") << QByteArray("\"\xc2\x9b\"") << QByteArray(R"("\u009b")");
    QTest::newRow("raw escape") << QByteArray("\"\x1b[2J\"") << QByteArray(R"("\u001b[2J")");
    QTest::newRow("delete") << QByteArray("\"\x7f\"") << QByteArray(R"("\u007f")");
    QTest::newRow("direction") << QByteArray("\"\xe2\x80\xae\"") << QByteArray(R"("\u202e")");
    QTest::newRow("line separator") << QByteArray("\"\xe2\x80\xa8\"") << QByteArray(R"("\u2028")");
    QTest::newRow("invalid UTF-8") << QByteArray("\"\xff\"") << QByteArray("\"\xef\xbf\xbd\"");
    QTest::newRow("escapes stay") << QByteArray(R"("\u001b\ud800\n")") << QByteArray(R"("\u001b\ud800\n")");
}

void tst_CliText::jsonLine()
{
    QFETCH(QByteArray, payload);
    QTEST(CliText::jsonLine(payload), "expected");
}

void tst_CliText::parameterValue_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonValue>("expected");

    const auto text = [](const char *name, const QString &value) {
        QTest::newRow(name) << value << QJsonValue(value);
    };
    text("word", u"hello"_s);
    text("empty", QString());
    text("sentence", u"a, b"_s);
    text("two values", u"1,2"_s);
    text("leading zero", u"007"_s);
    text("unfinished", u"{\"a\":"_s);
    text("brackets that would close ours", u"1],[2"_s);
    text("more digits than a number keeps", u"12345678901234567890123"_s);
    text("beyond all numbers", u"1e999"_s);
    QTest::newRow("number") << u"3"_s << QJsonValue(3);
    QTest::newRow("largest exact integer")
        << u"9223372036854775807"_s << QJsonValue(std::numeric_limits<qint64>::max());
    QTest::newRow("fraction") << u"-0.5"_s << QJsonValue(-0.5);
    QTest::newRow("true") << u"true"_s << QJsonValue(true);
    QTest::newRow("null") << u"null"_s << QJsonValue();
    QTest::newRow("list") << u"[1, \"a\"]"_s << QJsonValue(QJsonArray{1, u"a"_s});
    QTest::newRow("object") << u"{\"a\": {}}"_s << QJsonValue(QJsonObject{{u"a"_s, QJsonObject()}});
    QTest::newRow("text that looks like a number") << u"\"3\""_s << QJsonValue(u"3"_s);
}

void tst_CliText::parameterValue()
{
    QFETCH(QString, text);
    QTEST(CliOptions::parameterValue(text), "expected");
}

void tst_CliText::shownHidesKeys()
{
    QCOMPARE(CliOptions::shown(u"plain"_s), u"'plain'"_s);
    QCOMPARE(CliOptions::shown(u"key=nk_live_1"_s), u"'key=nk_***'"_s);
    QCOMPARE(CliOptions::shown(u"a\x1b[2J"_s), u"'a\\x1b[2J'"_s);
}

QTEST_GUILESS_MAIN(tst_CliText)
#include "tst_clitext.moc"
