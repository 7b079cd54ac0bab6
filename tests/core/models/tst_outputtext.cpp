// SPDX-License-Identifier: MIT
#include <models/outputtext_p.h>

#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

class tst_OutputText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocks_data();
    void blocks();
    void lines_data();
    void lines();
    void whatStandsNeverMoves();
    void keepsCharactersWhole_data();
    void keepsCharactersWhole();
    void replace_data();
    void replace();
    void range_data();
    void range();
    void find_data();
    void find();
};

static QString whole(const OutputText &text)
{
    return text.text({0, 0}, {std::numeric_limits<int>::max(), 0});
}

static QString lines(int count, int length)
{
    const QString line = QString(length - 1, u'x') + u'\n';
    return line.repeated(count);
}

void tst_OutputText::blocks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("atLineEnds");
    QTest::newRow("empty") << QString() << true;
    QTest::newRow("one character") << u"a"_s << true;
    QTest::newRow("one block less one") << QString(OutputText::MaximumBlock - 1, u'x') << false;
    QTest::newRow("one block") << QString(OutputText::MaximumBlock, u'x') << false;
    QTest::newRow("one block and one") << QString(OutputText::MaximumBlock + 1, u'x') << false;
    QTest::newRow("short lines") << ::lines(1000, 12) << true;
    QTest::newRow("empty lines") << QString(20000, u'\n') << true;
    QTest::newRow("lines of half a block") << ::lines(20, OutputText::MaximumBlock / 2) << true;
    QTest::newRow("lines of a block") << ::lines(20, OutputText::MaximumBlock) << false;
    QTest::newRow("one long line") << QString(100000, u'x') << false;
    QTest::newRow("words") << u"word "_s.repeated(20000) << false;
}

void tst_OutputText::blocks()
{
    QFETCH(QString, text);
    QFETCH(bool, atLineEnds);
    for (const int piece : {1, 2, 7, 100, 4096, 5000, 1000000}) {
        OutputText output;
        for (qsizetype i = 0; i < text.size(); i += piece)
            output.append(QStringView(text).sliced(i, qMin<qsizetype>(piece, text.size() - i)));
        QCOMPARE(output.length(), qint64(text.size()));
        QCOMPARE(whole(output), text);
        for (qsizetype i = 0; i < output.blockCount(); ++i) {
            QVERIFY(!output.block(i).isEmpty());
            QVERIFY(output.block(i).size() <= OutputText::MaximumBlock);
            if (i + 1 < output.blockCount()) {
                QVERIFY(output.block(i).size() >= OutputText::MaximumBlock / 2);
                QVERIFY(!atLineEnds || output.block(i).endsWith(u'\n'));
                QVERIFY(!text.contains(u' ') || output.block(i).endsWith(u' '));
            }
        }
    }
}

void tst_OutputText::lines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("nothing") << QString() << 0;
    QTest::newRow("a line that goes on") << u"a"_s << 1;
    QTest::newRow("a line") << u"a\n"_s << 1;
    QTest::newRow("a line end") << u"\n"_s << 1;
    QTest::newRow("two lines") << u"a\nb"_s << 2;
    QTest::newRow("CR LF") << u"a\r\nb\r\n"_s << 2;
    QTest::newRow("many") << ::lines(5000, 20) << 5000;
}

void tst_OutputText::lines()
{
    QFETCH(QString, text);
    QFETCH(int, count);
    OutputText output;
    output.append(text);
    QCOMPARE(output.lineCount(), count);
    int line = 1;
    for (qsizetype i = 0; i < output.blockCount(); ++i) {
        QCOMPARE(output.firstLine(i), line);
        line += int(output.block(i).count(u'\n'));
    }
}

void tst_OutputText::whatStandsNeverMoves()
{
    OutputText output;
    QStringList before;
    const QString piece = u"some words, "_s;
    for (int i = 0; i < 3000; ++i) {
        output.append(i % 40 == 0 ? piece + u'\n' : piece);
        for (qsizetype block = qMax<qsizetype>(0, before.size() - 2); block < before.size(); ++block)
            QVERIFY(output.block(block).startsWith(before.at(block)));
        before.resize(output.blockCount());
        before.last() = output.block(output.blockCount() - 1);
        if (before.size() > 1)
            before[before.size() - 2] = output.block(before.size() - 2);
    }
    QVERIFY(output.blockCount() > 8);
}

void tst_OutputText::keepsCharactersWhole_data()
{
    QTest::addColumn<QString>("character");
    QTest::newRow("surrogate pair") << u"😀"_s;
    QTest::newRow("combining mark") << u"e\u0301"_s;
    QTest::newRow("family") << u"👨‍👩‍👧‍👦"_s;
    QTest::newRow("flag") << u"🇯🇵"_s;
}

void tst_OutputText::keepsCharactersWhole()
{
    QFETCH(QString, character);
    const QString text = character.repeated(20000);
    for (const int piece : {1, 2, 3, 64, 4000, 4096, 1000000}) {
        OutputText output;
        for (qsizetype i = 0; i < text.size(); i += piece)
            output.append(QStringView(text).sliced(i, qMin<qsizetype>(piece, text.size() - i)));
        QCOMPARE(whole(output), text);
        for (qsizetype i = 0; i < output.blockCount(); ++i) {
            QVERIFY(output.block(i).size() <= OutputText::MaximumBlock);
            QVERIFY(!output.block(i).back().isHighSurrogate());
            // A character that arrives in pieces may still be cut between the code points of which it is made.
            if (piece > 3)
                QCOMPARE(output.block(i).size() % character.size(), 0);
        }
    }
}

void tst_OutputText::replace_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("kept"); // blocks, -1: all
    const QString text = ::lines(500, 40);
    QTest::newRow("nothing by nothing") << QString() << QString() << -1;
    QTest::newRow("nothing by something") << QString() << text << 0;
    QTest::newRow("the same") << text << text << -1;
    QTest::newRow("goes on") << text << text + u"more"_s << -1;
    QTest::newRow("another beginning") << text << u'y' + text.sliced(1) << 0;
    QTest::newRow("another end") << text << text.chopped(1) << -2;
    QTest::newRow("cut in the first block") << text << text.left(100) << 0;
    QTest::newRow("by nothing") << text << QString() << 0;
    QTest::newRow("another middle") << text << text.left(10000) + u"y"_s + text.mid(10001) << -3;
}

void tst_OutputText::replace()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(int, kept);
    OutputText output;
    output.append(before);
    const qsizetype blocks = output.blockCount();
    const qsizetype result = output.replace(after);
    if (kept == -1)
        QCOMPARE(result, blocks);
    else if (kept == -2)
        QCOMPARE(result, blocks - 1);
    else if (kept == -3)
        QVERIFY(result > 1 && result < blocks - 1);
    else
        QCOMPARE(result, kept);
    QCOMPARE(whole(output), after);
    QCOMPARE(output.length(), qint64(after.size()));
    OutputText fresh;
    fresh.append(after);
    QCOMPARE(output.lineCount(), fresh.lineCount());
    output.append(u"\nend");
    QCOMPARE(whole(output), after + u"\nend"_s);
}

void tst_OutputText::range_data()
{
    QTest::addColumn<int>("fromBlock");
    QTest::addColumn<int>("fromOffset");
    QTest::addColumn<int>("toBlock");
    QTest::addColumn<int>("toOffset");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    constexpr int Block = 2080; // of lines of 40: the first that ends at half a block or behind it
    QTest::newRow("within a block") << 0 << 3 << 0 << 7 << 3 << 7;
    QTest::newRow("nothing") << 0 << 3 << 0 << 3 << 3 << 3;
    QTest::newRow("backwards") << 0 << 7 << 0 << 3 << 3 << 3;
    QTest::newRow("blocks backwards") << 2 << 0 << 1 << 0 << 0 << 0;
    QTest::newRow("over a block's end") << 0 << Block - 5 << 1 << 5 << Block - 5 << Block + 5;
    QTest::newRow("over blocks") << 0 << 1 << 3 << 2 << 1 << 3 * Block + 2;
    QTest::newRow("before the beginning") << -5 << 9 << 0 << 4 << 0 << 4;
    QTest::newRow("behind the end") << 9 << 0 << 1000 << 0 << 9 * Block << 20000;
    QTest::newRow("offsets outside") << 0 << -4 << 0 << 100000 << 0 << Block;
    QTest::newRow("all behind") << 1000 << 0 << 1001 << 0 << 20000 << 20000;
    QTest::newRow("all before") << -7 << 0 << -2 << 10 << 0 << 0;
}

void tst_OutputText::range()
{
    QFETCH(int, fromBlock);
    QFETCH(int, fromOffset);
    QFETCH(int, toBlock);
    QFETCH(int, toOffset);
    QFETCH(int, from);
    QFETCH(int, to);
    QString text;
    for (int i = 0; i < 500; ++i)
        text += u"%1\n"_s.arg(i, 39);
    OutputText output;
    output.append(text);
    QCOMPARE(output.text({fromBlock, fromOffset}, {toBlock, toOffset}), text.mid(from, qMax(0, to - from)));
    QVERIFY(OutputText().text({fromBlock, fromOffset}, {toBlock, toOffset}).isEmpty());
}

void tst_OutputText::find_data()
{
    QTest::addColumn<QString>("needle");
    QTest::addColumn<int>("from"); // of the whole text
    QTest::addColumn<bool>("backwards");
    QTest::addColumn<bool>("caseSensitive");
    for (const bool backwards : {false, true}) {
        for (const bool caseSensitive : {false, true}) {
            const auto row = [&](const char *name, const QString &needle, int from) {
                QTest::addRow("%s%s%s", name, backwards ? ", backwards" : "", caseSensitive ? ", exact case" : "")
                    << needle << from << backwards << caseSensitive;
            };
            row("nothing", QString(), 0);
            row("not there", u"zebra"_s, 5000);
            row("at the beginning", u"line 0"_s, 0);
            row("in another case", u"LINE 77"_s, 3000);
            row("the next of many", u"line"_s, 4100);
            row("from the very match", u"line 300"_s, 300 * 40);
            row("behind the match", u"line 300"_s, 300 * 40 + 1);
            row("over block ends", u"\nline 52 "_s, 20);
            row("from the end", u"line 9"_s, 19999);
            row("longer than a block", u"long"_s, 10000);
        }
    }
}

void tst_OutputText::find()
{
    QFETCH(QString, needle);
    QFETCH(int, from);
    QFETCH(bool, backwards);
    QFETCH(bool, caseSensitive);
    QString text;
    for (int i = 0; i < 500; ++i)
        text += u"line %1"_s.arg(i).leftJustified(39) + u'\n';
    if (needle == u"long"_s)
        needle = text.mid(backwards ? 6000 : 12000, 4000);
    OutputText output;
    output.append(text);
    OutputText::Position start{0, from};
    while (start.offset >= output.block(start.block).size())
        start.offset -= output.block(start.block++).size();

    const auto sensitivity = caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
    const qsizetype expected = needle.isEmpty() ? -1
                               : backwards      ? (from > 0 ? text.lastIndexOf(needle, from - 1, sensitivity) : -1)
                                                : text.indexOf(needle, from, sensitivity);
    const OutputText::Position found = output.find(needle, start, backwards, sensitivity);
    qsizetype position = found.offset;
    for (qsizetype i = 0; i < found.block; ++i)
        position += output.block(i).size();
    QCOMPARE(position, expected);
}

QTEST_APPLESS_MAIN(tst_OutputText)
#include "tst_outputtext.moc"
