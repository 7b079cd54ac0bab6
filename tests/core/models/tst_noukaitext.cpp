// SPDX-License-Identifier: MIT
#include <Noukai/noukaitext.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

class TestNoukaiText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void makesDeceptiveVisible_data();
    void makesDeceptiveVisible();
    void leavesTheRest_data();
    void leavesTheRest();
    void escapesEverything();
    void jsonSaysTheSame();
    void previews_data();
    void previews();
    void previewCostsNoMoreForLongText();
    void begins_data();
    void begins();
    void longWords_data();
    void longWords();
    void withoutKeys_data();
    void withoutKeys();
};

void TestNoukaiText::makesDeceptiveVisible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("null character") << QString(u"a"_s + QChar(0)) << u"a⟨U+0000⟩"_s;
    QTest::newRow("escape") << u"\u001b[2J"_s << u"⟨U+001B⟩[2J"_s;
    QTest::newRow("lone carriage return") << u"rm -rf /\rls"_s << u"rm -rf /⟨U+000D⟩ls"_s;
    QTest::newRow("carriage return at the end") << u"a\r"_s << u"a⟨U+000D⟩"_s;
    QTest::newRow("delete") << u"\u007f"_s << u"⟨U+007F⟩"_s;
    QTest::newRow("C1 control") << QString(QChar(0x9B)) << u"⟨U+009B⟩"_s;
    QTest::newRow("soft hyphen") << u"a\u00ADb"_s << u"a⟨U+00AD⟩b"_s;
    QTest::newRow("right to left override") << u"photo\u202Egpj.exe"_s << u"photo⟨U+202E⟩gpj.exe"_s;
    QTest::newRow("isolate") << u"\u2066x\u2069"_s << u"⟨U+2066⟩x⟨U+2069⟩"_s;
    QTest::newRow("Arabic letter mark") << u"\u061C"_s << u"⟨U+061C⟩"_s;
    QTest::newRow("zero-width space") << u"a\u200Bb"_s << u"a⟨U+200B⟩b"_s;
    QTest::newRow("zero-width joiner") << u"a\u200Db"_s << u"a⟨U+200D⟩b"_s;
    QTest::newRow("byte order mark") << u"\uFEFFa"_s << u"⟨U+FEFF⟩a"_s;
    QTest::newRow("word joiner") << u"\u2060"_s << u"⟨U+2060⟩"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a⟨U+2028⟩b"_s;
    QTest::newRow("paragraph separator") << u"a\u2029b"_s << u"a⟨U+2029⟩b"_s;
    QTest::newRow("tag") << QString(u"a"_s + QString::fromUcs4(U"\U000E0041")) << u"a⟨U+E0041⟩"_s;
    QTest::newRow("supplementary selector") << QString::fromUcs4(U"\U000E0100") << u"⟨U+E0100⟩"_s;
    QTest::newRow("private use") << u"\uE000"_s << u"⟨U+E000⟩"_s;
    QTest::newRow("supplementary private use") << QString::fromUcs4(U"\U00100000") << u"⟨U+100000⟩"_s;
    QTest::newRow("first half of a pair") << QString(QString(QChar(0xD83D)) + u"a"_s) << u"⟨U+D83D⟩a"_s;
    QTest::newRow("second half of a pair") << QString(u"a"_s + QChar(0xDE00)) << u"a⟨U+DE00⟩"_s;
    QTest::newRow("first half at the end") << QString(QChar(0xD83D)) << u"⟨U+D83D⟩"_s;
    QTest::newRow("no character") << QString(QChar(0xFFFF)) << u"⟨U+FFFF⟩"_s;
    QTest::newRow("Hangul filler") << u"\u3164"_s << u"⟨U+3164⟩"_s;
    QTest::newRow("two selectors in a row") << u"a\uFE01\uFE02"_s << u"a\uFE01⟨U+FE02⟩"_s;
    QTest::newRow("selector at the start") << u"\uFE0Fa"_s << u"⟨U+FE0F⟩a"_s;
}

void TestNoukaiText::makesDeceptiveVisible()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QVERIFY(NoukaiText::hasDeceptive(text));
    QCOMPARE(NoukaiText::escaped(text), shown);
    QVERIFY(!NoukaiText::hasDeceptive(shown) || text.contains(QChar(0xFE01)));
}

void TestNoukaiText::leavesTheRest_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("lines and tabs") << u"a\n\tb\r\nc"_s;
    QTest::newRow("markup") << u"<b>&amp;</b> **x**"_s;
    QTest::newRow("accents") << u"e\u0301 ñ ß"_s;
    QTest::newRow("Arabic") << u"سلام دنیا"_s;
    QTest::newRow("Hebrew") << u"שלום"_s;
    QTest::newRow("Devanagari") << u"नमस्ते"_s;
    QTest::newRow("Chinese") << u"你好"_s;
    QTest::newRow("emoji") << u"\u2764\uFE0F 😀"_s;
    QTest::newRow("no-break space") << u"1\u00A0000"_s;
}

void TestNoukaiText::leavesTheRest()
{
    QFETCH(QString, text);
    QVERIFY(!NoukaiText::hasDeceptive(text));
    QCOMPARE(NoukaiText::escaped(text), text);
}

void TestNoukaiText::escapesEverything()
{
    // Whatever the text, what is shown holds nothing that deceives.
    for (char32_t code = 0; code < 0x110000; code += code < 0x3000 ? 1 : 13) {
        const QString shown = NoukaiText::escaped(code >= 0xD800 && code < 0xE000 ? QString(QChar(char16_t(code)))
                                                                                  : QString::fromUcs4(&code, 1));
        QVERIFY2(!NoukaiText::hasDeceptive(shown), qPrintable(QString::number(uint(code), 16)));
    }
}

void TestNoukaiText::jsonSaysTheSame()
{
    QString text;
    for (char32_t code = 0; code < 0x110000; code += code < 0x3000 ? 1 : 13) {
        if (code < 0xD800 || code >= 0xE000)
            text += u'a' + QString::fromUcs4(&code, 1);
    }
    const QJsonArray value{text};
    const QString json = QString::fromUtf8(QJsonDocument(value).toJson());
    QVERIFY(NoukaiText::hasDeceptive(json));
    const QString shown = NoukaiText::escapedJson(json);
    QVERIFY(!NoukaiText::hasDeceptive(shown));
    QCOMPARE(QJsonDocument::fromJson(shown.toUtf8()).array(), value);
    QCOMPARE(NoukaiText::escapedJson(u"[\"a\u202Eb\",\r\n1]"_s), u"[\"a\\u202Eb\",\r\n1]"_s);
    const QString tag = u"\"" + QString::fromUcs4(U"\U000E0041") + u"\"";
    QCOMPARE(NoukaiText::escapedJson(tag), u"\"\\uDB40\\uDC41\""_s);
}

void TestNoukaiText::previews_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("preview");
    QTest::newRow("short") << u"abc"_s << 5 << u"abc"_s;
    QTest::newRow("exactly as long") << u"abcde"_s << 5 << u"abcde"_s;
    QTest::newRow("one too many") << u"abcdef"_s << 5 << u"abcd…"_s;
    QTest::newRow("white space") << u"  a \n\n\t b  "_s << 9 << u"a b"_s;
    QTest::newRow("only white space") << u" \n "_s << 9 << QString();
    QTest::newRow("cut before a pair") << u"abc😀d"_s << 5 << u"abc…"_s;
    QTest::newRow("deceptive") << u"a\u202Eb"_s << 20 << u"a⟨U+202E⟩b"_s;
    QTest::newRow("no room") << u"abc"_s << 0 << QString();
    QTest::newRow("room for the ellipsis") << u"abc"_s << 1 << u"…"_s;
    QTest::newRow("lines beyond the reach") << QString(QString(1000, u'\n') + u'a') << 5 << u"…"_s;
}

void TestNoukaiText::previews()
{
    QFETCH(QString, text);
    QFETCH(int, length);
    QFETCH(QString, preview);
    QCOMPARE(NoukaiText::preview(text, length), preview);
    QVERIFY(NoukaiText::preview(text, length).size() <= qMax(0, length));
}

void TestNoukaiText::previewCostsNoMoreForLongText()
{
    const QString text(100'000'000, u' ');
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(NoukaiText::preview(text), u"…"_s);
    QVERIFY2(timer.elapsed() < 5000, "a thousand previews read the whole text");
}

void TestNoukaiText::begins_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("beginning");
    QTest::newRow("empty") << QString() << 5 << QString();
    QTest::newRow("short") << u"a\nb c"_s << 5 << u"a\nb c"_s;
    QTest::newRow("one too many") << u"a\nb cd"_s << 5 << u"a\nb …"_s;
    QTest::newRow("cut before a pair") << u"abc😀d"_s << 5 << u"abc…"_s;
    QTest::newRow("cut within a pair") << u"abcd😀"_s << 5 << u"abcd…"_s;
    QTest::newRow("deceptive") << u"a\u202Eb"_s << 20 << u"a⟨U+202E⟩b"_s;
    QTest::newRow("too long by its escapes") << u"ab\u202E"_s << 5 << u"ab⟨U…"_s;
    QTest::newRow("half a pair at the cut") << QString(u"abcd"_s + QChar(0xD83D) + u'e') << 5 << u"abcd…"_s;
    QTest::newRow("a million") << QString(1000000, u'a') << 5 << u"aaaa…"_s;
    QTest::newRow("no room") << u"abc"_s << 0 << QString();
    QTest::newRow("room for the ellipsis") << u"abc"_s << 1 << u"…"_s;
}

void TestNoukaiText::begins()
{
    QFETCH(QString, text);
    QFETCH(int, length);
    QFETCH(QString, beginning);
    QCOMPARE(NoukaiText::beginning(text, length), beginning);
    QVERIFY(NoukaiText::beginning(text, length).size() <= qMax(0, length));
}

void TestNoukaiText::longWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("has");
    const QString most(4095, u'a');
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("as long as may be") << most << false;
    QTest::newRow("one more") << QString(most + u'a') << true;
    QTest::newRow("after others") << QString(u"a b\n"_s + most + u'a') << true;
    QTest::newRow("with a space") << QString(most + u' ' + most) << false;
    QTest::newRow("with a line end") << QString(most + u'\n' + most) << false;
    QTest::newRow("words") << u"lorem "_s.repeated(100000) << false;
}

void TestNoukaiText::longWords()
{
    QFETCH(QString, text);
    QFETCH(bool, has);
    QCOMPARE(NoukaiText::hasLongWord(text), has);
}

void TestNoukaiText::withoutKeys_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("clean");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("no key") << u"a knk_ of it, nk_ alone"_s << u"a knk_ of it, nk_ alone"_s;
    QTest::newRow("a key") << u"nk_live_0123456789"_s << u"[key]"_s;
    QTest::newRow("in a sentence") << u"use „nk_0123-ab“ now"_s << u"use „[key]“ now"_s;
    QTest::newRow("several") << u"nk_a1 nk_b2"_s << u"[key] [key]"_s;
}

void TestNoukaiText::withoutKeys()
{
    QFETCH(QString, text);
    QFETCH(QString, clean);
    QCOMPARE(NoukaiText::withoutKeys(text), clean);
}

QTEST_GUILESS_MAIN(TestNoukaiText)
#include "tst_noukaitext.moc"
