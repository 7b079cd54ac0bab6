// SPDX-License-Identifier: MIT
#include "wire/redactor_p.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

class tst_Redactor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keys_data();
    void keys();
    void fields_data();
    void fields();
    void oneLine_data();
    void oneLine();

private:
    static QByteArray redacted(const Redactor &redactor, const QByteArray &json)
    {
        QByteArray line("before");
        redactor.append(line, {json.constData(), std::size_t(json.size())});
        if (!line.startsWith("before"))
            qFatal("The line's beginning is gone.");
        return line.mid(6);
    }
};

void tst_Redactor::keys_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *json, const char *expected) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(expected);
    };
    row("nothing", R"({"a": "b_c", "n": 1.50})", R"({"a": "b_c", "n": 1.50})");
    row("empty", "", "");
    row("a key by its look", R"({"a":"nk_live_12-AB"})", R"({"a":"[key]"})");
    row("two in a text", R"({"a":"x nk_a, nk_b."})", R"({"a":"x [key], [key]."})");
    row("behind a line end", R"({"a":"x\nnk_secret"})", R"({"a":"x\n[key]"})");
    row("behind a backslash", R"({"a":"x\\nk_secret"})", R"({"a":"x\\[key]"})");
    row("behind an escaped letter", R"({"a":"\u00e9nk_secret"})", R"({"a":"\u00e9[key]"})");
    row("no word's beginning", R"({"a":"link_to \\link_to"})", R"({"a":"link_to \\link_to"})");
    row("prefix alone", R"({"a":"nk_"})", R"({"a":"nk_"})");
    row("the client's, in a word", R"({"a":"xnk_mine_1y"})", R"({"a":"x[key]y"})");
    row("the client's token", R"({"a":"Bearer ey.J-0"})", R"({"a":"Bearer [key]"})");
    row("a quoted character", R"({"a":"p\"q\\r"})", R"({"a":"[key]"})");
    row("written with escapes", R"({"a":"\u006ek\u005flive"})", R"({"a":"[key]"})");
    row("escape that is none", R"({"a":"\\u006ek_live"})", R"({"a":"\\u006ek_live"})");
    row("escapes that hide nothing", R"({"a":"\u003cb\u003e\/"})", R"({"a":"\u003cb\u003e\/"})");
    row("cut off", R"({"a":"\u00)", R"({"a":"\u00)");
    row("as a member's name", R"({"nk_live":1})", R"({"[key]":1})");
}

void tst_Redactor::keys()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    Redactor redactor;
    redactor.addSecret("nk_mine_1");
    redactor.addSecret("ey.J-0");
    redactor.addSecret("p\"q\\r");
    redactor.addSecret("abc"); // too short: it would stand everywhere
    QCOMPARE(redacted(redactor, json), expected);
}

void tst_Redactor::fields_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QStringList &names, const char *json, const char *expected) {
        QTest::newRow(name) << names << QByteArray(json) << QByteArray(expected);
    };
    const QStringList email{u"email"_s};
    row("text", email, R"({"email": "a@b.c", "n": 1.50})", R"({"email": "[redacted]", "n": 1.50})");
    row("object", email, R"({"email":{"a":[1,"}"]},"b":2})", R"({"email":{},"b":2})");
    row("array", email, R"({"email":[[],"]"],"b":2})", R"({"email":[],"b":2})");
    row("number", email, R"({"email":-1.5e3})", R"({"email":null})");
    row("last, with spaces", email, R"({ "x" : 1 , "email" : true })", R"({ "x" : 1 , "email" : null })");
    row("deep and often", email, R"({"a":[{"email":"1"},{"b":{"email":"2"}}],"email":"3"})",
        R"({"a":[{"email":"[redacted]"},{"b":{"email":"[redacted]"}}],"email":"[redacted]"})");
    row("not a value", email, R"({"a":"email","b":["email","x"],"e":{"mail":"email"}})",
        R"({"a":"email","b":["email","x"],"e":{"mail":"email"}})");
    row("name with escapes", email, R"({"\u0065mail":"x"})", R"({"\u0065mail":"[redacted]"})");
    row("text with quotes", email, R"({"a":"\"email\":\"x\"","email":"\\"})",
        R"({"a":"\"email\":\"x\"","email":"[redacted]"})");
    const QStringList path{u"a.b"_s};
    row("path", path, R"({"a":{"b":"x","c":"y"},"b":"z"})", R"({"a":{"b":"[redacted]","c":"y"},"b":"z"})");
    row("path from the root alone", path, R"({"x":{"a":{"b":"y"}}})", R"({"x":{"a":{"b":"y"}}})");
    row("path through arrays", path, R"({"a":[{"b":"x"},[{"b":"y"}],{"c":{"b":"z"}}]})",
        R"({"a":[{"b":"[redacted]"},[{"b":"[redacted]"}],{"c":{"b":"z"}}]})");
    row("path after an array", {u"c"_s, u"a.d"_s}, R"({"a":[{"x":{}},{"d":1}],"c":2,"d":3})",
        R"({"a":[{"x":{}},{"d":null}],"c":null,"d":3})");
    row("no names", {QString()}, R"({"":"x"})", R"({"":"x"})");
    row("cut off", email, R"({"email":)", R"({"email":)");
    row("cut off in the value", email, R"({"email":{"x")", R"({"email":{})");
    row("cut off in the name", email, R"({"ema)", R"({"ema)");
    row("no object", email, R"(["email","x"])", R"(["email","x"])");
}

void tst_Redactor::fields()
{
    QFETCH(QStringList, names);
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    Redactor redactor;
    redactor.setFields(names);
    QCOMPARE(redacted(redactor, json), expected);
}

void tst_Redactor::oneLine_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("between members") << QByteArray("{\n\t\"a\":\r\n 1}") << QByteArray("{  \"a\":   1}");
    QTest::newRow("within a string") << QByteArray("{\"a\":\"x\ny\\\"\tz\"\n}")
                                     << QByteArray("{\"a\":\"x\\u000ay\\\"\\u0009z\" }");
}

void tst_Redactor::oneLine()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    QCOMPARE(redacted(Redactor(), json), expected);
    QVERIFY(QJsonDocument::fromJson(expected).isObject());
}

QTEST_GUILESS_MAIN(tst_Redactor)
#include "tst_redactor.moc"
