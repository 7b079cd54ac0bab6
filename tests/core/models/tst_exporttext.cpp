// SPDX-License-Identifier: MIT
// Text that is written for other languages: what is in it never breaks out.
#include <models/exporttext_p.h>

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

class tst_ExportText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csv_data();
    void csv();
    void markdown_data();
    void markdown();
    void fences();
    void shell_data();
    void shell();
    void cpp_data();
    void cpp();
    void cppJson();
    void script();
};

namespace
{

// What breaks out of something somewhere.
QList<std::pair<const char *, QString>> hostileTexts()
{
    return {{"plain", u"Tides"_s},
            {"umlauts", u"Gr\u00fc\u00dfe \u6f6e"_s},
            {"quotes", u"it's \"said\" `so`"_s},
            {"backslashes", u"a\\b\\\\n \\"_s},
            {"lines", u"one\ntwo\r\nthree\rfour\n"_s},
            {"expansion", u"$HOME ${x} $(id) !! !$ *?[a]~ %s"_s},
            {"controls", u"\u001b[31m\u0007\b\u007f\u0085\tx"_s},
            {"control before a digit", u"\u0001"
                                       u"1a\u00ad"
                                       u"b"_s},
            {"right to left", u"\u202e"
                              u"gpj.exe\u202c\u200b"_s},
            {"beyond the plane", u"\U0001F30A\U000E0041"_s},
            {"raw string", u")\" )noukai\" )noukai1\" R\"x()x\""_s},
            {"trigraph", u"what?\?! ?\?="_s},
            {"script", u"</script>\u2028\u2029 ${a} `b`"_s}};
}

} // namespace

void tst_ExportText::csv_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("plain") << u"Draft"_s << u"Draft"_s;
    QTest::newRow("comma") << u"a,b"_s << u"\"a,b\""_s;
    QTest::newRow("semicolon") << u"a;=b"_s << u"\"a;=b\""_s;
    QTest::newRow("quote") << u"say \"a\""_s << u"\"say \"\"a\"\"\""_s;
    QTest::newRow("lines") << u"a\r\nb\nc"_s << u"\"a\r\nb\nc\""_s;
    QTest::newRow("space outside") << u" a "_s << u"\" a \""_s;
    QTest::newRow("formula") << u"=1+1"_s << u"'=1+1"_s;
    QTest::newRow("formula behind white space") << u" \n=1"_s << u"\"' \n=1\""_s;
    QTest::newRow("plus") << u"+1"_s << u"'+1"_s;
    QTest::newRow("at") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
    QTest::newRow("command") << u"-2+3|cmd"_s << u"'-2+3|cmd"_s;
    QTest::newRow("wide") << u"\uFF1D1"_s << u"'\uFF1D1"_s;
    QTest::newRow("negative number") << u"-0.5"_s << u"-0.5"_s;
    QTest::newRow("exponent") << u"-2e-2"_s << u"-2e-2"_s;
    QTest::newRow("tab") << u"\t=1"_s << u"\"'\t=1\""_s;
    QTest::newRow("invisible") << u"a\u202eb"_s << u"a\u27e8U+202E\u27e9b"_s;
}

void tst_ExportText::csv()
{
    QFETCH(QString, text);
    QTEST(ExportText::csvField(text), "expected");
}

void tst_ExportText::markdown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"Draft"_s << u"Draft"_s;
    QTest::newRow("table") << u"a|b"_s << u"a\\|b"_s;
    QTest::newRow("lines") << u"a\n\n# b"_s << u"a \\# b"_s;
    QTest::newRow("link") << u"[a](x)"_s << u"\\[a\\]\\(x\\)"_s;
    QTest::newRow("html") << u"<b>&"_s << u"\\<b\\>\\&"_s;
    QTest::newRow("emphasis") << u"*a* _b_ `c` ~d~"_s << u"\\*a\\* \\_b\\_ \\`c\\` \\~d\\~"_s;
    QTest::newRow("backslash") << u"\\|"_s << u"\\\\\\|"_s;
}

void tst_ExportText::markdown()
{
    QFETCH(QString, text);
    QTEST(ExportText::markdown(text), "expected");
}

void tst_ExportText::fences()
{
    qsizetype run = 0;
    QCOMPARE(ExportText::longestFence(u"a``b`", &run), 2);
    QCOMPARE(ExportText::longestFence(u"``` ", &run), 4); // with the end of the piece before
    QCOMPARE(ExportText::longestFence(u"", &run), 0);
}

void tst_ExportText::shell_data()
{
    QTest::addColumn<QString>("text");
    for (const auto &[name, text] : hostileTexts())
        QTest::newRow(name) << text;
}

void tst_ExportText::shell()
{
    QFETCH(QString, text);
    const QString word = ExportText::shell(text);
    for (const QChar c : word) // nothing that a terminal acts on
        QVERIFY2(c == u'\n' || c.category() != QChar::Other_Control, qPrintable(QString::number(c.unicode())));
    const QString bash = QStandardPaths::findExecutable(u"bash"_s);
    if (bash.isEmpty())
        QSKIP("There is no bash.");
    QProcess process;
    process.start(bash, {u"-c"_s, u"printf %s "_s + word});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardOutput(), text.toUtf8());
}

void tst_ExportText::cpp_data()
{
    shell_data();
    QTest::newRow("half a pair") << QString(QChar(0xd83c) + u"ab"_s);
    QTest::newRow("nothing in it") << QString(u"a"_s + QChar(0) + u"1"_s);
    QTest::newRow("long") << u"0123456789\""_s.repeated(2000);
    QTest::newRow("long and escaped") << u"0123456789\u202e"_s.repeated(2000);
}

// The compiler itself compares what it reads with what was meant.
void tst_ExportText::cpp()
{
    QFETCH(QString, text);
    QString literal = ExportText::cppString(text);
    QVERIFY(literal.endsWith(u"_s"));
    literal.chop(2);
    QStringList units;
    for (const QChar c : text)
        units += u"0x" + QString::number(c.unicode(), 16);
    units += u"0"_s;
    const QString program = u"constexpr char16_t text[] = "_s + literal + u";\nconstexpr char16_t expected[] = {" +
                            units.join(u',') +
                            u"};\nconstexpr bool same() {\n"
                            u"    if (sizeof(text) != sizeof(expected)) return false;\n"
                            u"    for (unsigned i = 0; i < sizeof(text) / 2; ++i)\n"
                            u"        if (text[i] != expected[i]) return false;\n"
                            u"    return true;\n}\nstatic_assert(same());\n";
    QTemporaryDir folder;
    QFile file(folder.filePath(u"text.cpp"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(program.toUtf8());
    file.close();
    QProcess process;
    process.start(QStringLiteral(NOUKAI_CXX), {u"-std=c++20"_s, u"-Wall"_s, u"-Werror"_s, u"-Wno-bidi-chars"_s,
                                               u"-Wno-unknown-warning-option"_s, u"-fsyntax-only"_s, file.fileName()});
    if (!process.waitForStarted())
        QSKIP("There is no compiler.");
    QVERIFY(process.waitForFinished(60000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().left(2000).constData());
}

void tst_ExportText::cppJson()
{
    QCOMPARE(ExportText::cppJson(QJsonObject{{u"a"_s, 1}}),
             u"QJsonDocument::fromJson(uR\"noukai({\"a\":1})noukai\"_s.toUtf8()).object()"_s);
    QVERIFY(ExportText::cppJson(QJsonArray{1}).endsWith(u".array()"));
    QCOMPARE(ExportText::cppJson(u"auto"_s), u"QJsonValue(u\"auto\"_s)"_s);
}

void tst_ExportText::script()
{
    QCOMPARE(ExportText::scriptString(u"a\"\n\u2028"_s), u"\"a\\\"\\n\\u2028\""_s);
    QCOMPARE(ExportText::scriptJson(QJsonObject{{u"a"_s, u"\u202e"_s}}), u"({\"a\":\"\\u202E\"})"_s);
    QCOMPARE(ExportText::scriptJson(QJsonArray{1, u"x"_s}), u"[1,\"x\"]"_s);
    QCOMPARE(ExportText::scriptJson(QJsonObject{{u"__proto__"_s, 1}}), u"JSON.parse(\"{\\\"__proto__\\\":1}\")"_s);
}

QTEST_GUILESS_MAIN(tst_ExportText)
#include "tst_exporttext.moc"
