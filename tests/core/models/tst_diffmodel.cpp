// SPDX-License-Identifier: MIT
#include <Noukai/noukaidiffmodel.h>

#include <QtCore/QRandomGenerator>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestDiffModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void foldsEqualLines_data();
    void foldsEqualLines();
    void givesBothTextsBack();
    void muchIsReplaced();
    void anchorsDivide();
    void worstTexts_data();
    void worstTexts();
    void words_data();
    void words();
    void rolesAndSummary();
};

namespace
{

// A row as patches write it.
QString row(const NoukaiDiffModel &model, int row)
{
    const QModelIndex index = model.index(row);
    const int kind = index.data(NoukaiDiffModel::LineKindRole).toInt();
    return u" -+~"_s.at(kind) + index.data(NoukaiDiffModel::LineTextRole).toString();
}

QString rows(const NoukaiDiffModel &model)
{
    QStringList all;
    for (int i = 0; i < model.rowCount(); ++i)
        all << row(model, i);
    return all.join(u'|');
}

// What the rows say that a text was.
QString rebuilt(const NoukaiDiffModel &model, NoukaiDiffModel::LineKind own)
{
    QStringList lines;
    for (int i = 0; i < model.rowCount(); ++i) {
        const int kind = model.index(i).data(NoukaiDiffModel::LineKindRole).toInt();
        if (kind == NoukaiDiffModel::Same || kind == own)
            lines << model.index(i).data(NoukaiDiffModel::LineTextRole).toString();
    }
    return lines.join(u'\n');
}

// The length of the longest list of lines that both have in this order.
qsizetype common(const QStringList &a, const QStringList &b)
{
    QList<qsizetype> row(b.size() + 1, 0);
    for (const QString &line : a) {
        qsizetype diagonal = 0;
        for (qsizetype i = 0; i < b.size(); ++i) {
            const qsizetype above = row.at(i + 1);
            row[i + 1] = line == b.at(i) ? diagonal + 1 : std::max(above, row.at(i));
            diagonal = above;
        }
    }
    return row.constLast();
}

QString numbered(int from, int to)
{
    QStringList lines;
    for (int i = from; i <= to; ++i)
        lines << QString::number(i);
    return lines.join(u'\n');
}

} // namespace

void TestDiffModel::lines_data()
{
    QTest::addColumn<QString>("original");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QString() << QString() << QString();
    QTest::newRow("the same") << u"a\nb"_s << u"a\nb"_s << u" a| b"_s;
    QTest::newRow("all new") << QString() << u"a\nb"_s << u"+a|+b"_s;
    QTest::newRow("all gone") << u"a\nb"_s << QString() << u"-a|-b"_s;
    QTest::newRow("changed") << u"a\nb\nc"_s << u"a\nx\nc"_s << u" a|-b|+x| c"_s;
    QTest::newRow("inserted") << u"a\nc"_s << u"a\nb\nc"_s << u" a|+b| c"_s;
    QTest::newRow("removed") << u"a\nb\nc"_s << u"a\nc"_s << u" a|-b| c"_s;
    QTest::newRow("at both ends") << u"a\nb\nc"_s << u"b\nc\nd"_s << u"-a| b| c|+d"_s;
    QTest::newRow("the shortest way") << u"a\nb\nc\na\nb\nb\na"_s << u"c\nb\na\nb\na\nc"_s
                                      << u"-a|-b| c|+b| a| b|-b| a|+c"_s;
}

void TestDiffModel::lines()
{
    QFETCH(QString, original);
    QFETCH(QString, text);
    NoukaiDiffModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setContext(-1);
    model.setOriginal(original);
    model.setText(text);
    QTEST(rows(model), "expected");
}

void TestDiffModel::foldsEqualLines_data()
{
    QTest::addColumn<QString>("original");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("before") << numbered(1, 9) + u"\na"_s << numbered(1, 9) + u"\nb"_s
                            << u"~7 equal lines| 8| 9|-a|+b"_s;
    QTest::newRow("behind") << u"a\n"_s + numbered(1, 9) << u"b\n"_s + numbered(1, 9)
                            << u"-a|+b| 1| 2|~7 equal lines"_s;
    QTest::newRow("between") << u"a\n"_s + numbered(1, 9) + u"\na"_s << u"b\n"_s + numbered(1, 9) + u"\nb"_s
                             << u"-a|+b| 1| 2|~5 equal lines| 8| 9|-a|+b"_s;
    QTest::newRow("a single line is no gap") << u"a\n"_s + numbered(1, 5) + u"\na"_s
                                             << u"b\n"_s + numbered(1, 5) + u"\nb"_s << u"-a|+b| 1| 2| 3| 4| 5|-a|+b"_s;
    QTest::newRow("no difference") << numbered(1, 9) << numbered(1, 9) << u"~9 equal lines"_s;
}

void TestDiffModel::foldsEqualLines()
{
    QFETCH(QString, original);
    QFETCH(QString, text);
    NoukaiDiffModel model;
    model.setContext(2);
    model.setOriginal(original);
    model.setText(text);
    QTEST(rows(model), "expected");
}

// Whatever the texts are, the rows hold both of them.
void TestDiffModel::givesBothTextsBack()
{
    QRandomGenerator random(7);
    NoukaiDiffModel model;
    model.setContext(-1);
    for (int round = 0; round < 300; ++round) {
        QStringList sides[2];
        for (QStringList &side : sides) {
            const int count = random.bounded(1, 40);
            for (int i = 0; i < count; ++i)
                side << QString(QChar(u'a' + random.bounded(4)));
        }
        model.setOriginal(sides[0].join(u'\n'));
        model.setText(sides[1].join(u'\n'));
        QCOMPARE(rebuilt(model, NoukaiDiffModel::Removed), model.original());
        QCOMPARE(rebuilt(model, NoukaiDiffModel::Added), model.text());
        // The shortest way keeps as many lines as both have in common.
        const qsizetype kept = common(sides[0], sides[1]);
        QCOMPARE(model.removedCount(), sides[0].size() - kept);
        QCOMPARE(model.addedCount(), sides[1].size() - kept);
    }
}

void TestDiffModel::muchIsReplaced()
{
    NoukaiDiffModel model;
    model.setOriginal(u"same\n"_s + numbered(1, 4000) + u"\nend"_s);
    model.setText(u"same\n"_s + numbered(5001, 9000) + u"\nend"_s);
    QCOMPARE(model.removedCount(), 4000);
    QCOMPARE(model.addedCount(), 4000);
    QCOMPARE(row(model, 0), u" same"_s);
    QCOMPARE(row(model, 1), u"-1"_s);
    QCOMPARE(row(model, 4001), u"+5001"_s);
    QCOMPARE(row(model, model.count() - 1), u" end"_s);
}

// More than 1,000 changes, but some lines stand once in both.
void TestDiffModel::anchorsDivide()
{
    QStringList before;
    QStringList after;
    for (int i = 0; i < 2000; ++i) {
        before << u"old %1"_s.arg(i) << u"kept %1"_s.arg(i);
        after << u"new %1"_s.arg(i) << u"kept %1"_s.arg(i);
    }
    NoukaiDiffModel model;
    model.setContext(-1);
    model.setOriginal(before.join(u'\n'));
    model.setText(after.join(u'\n'));
    QCOMPARE(model.removedCount(), 2000);
    QCOMPARE(model.addedCount(), 2000);
    QCOMPARE(rebuilt(model, NoukaiDiffModel::Removed), model.original());
    QCOMPARE(rebuilt(model, NoukaiDiffModel::Added), model.text());
}

void TestDiffModel::worstTexts_data()
{
    QTest::addColumn<QString>("original");
    QTest::addColumn<QString>("text");
    constexpr int Size = 1'000'000;
    QRandomGenerator random(3);
    QString few;
    QString others;
    for (int i = 0; i < Size / 2; ++i) {
        few += QChar(u'a' + random.bounded(3));
        few += u'\n';
        others += QChar(u'a' + random.bounded(3));
        others += u'\n';
    }
    QTest::newRow("only line ends") << QString(Size, u'\n') << QString(Size - 1, u'\n');
    QTest::newRow("few different lines") << few << others;
    QTest::newRow("one line") << QString(Size, u'x') << QString(QString(Size, u'x') + u'y');
    QTest::newRow("long lines that begin alike") << QString(QString(1000, u'x') + u"1\n").repeated(Size / 1000)
                                                 << QString(QString(1000, u'x') + u"2\n").repeated(Size / 1000);
    QTest::newRow("backwards") << numbered(1, Size / 8) << [] {
        QStringList lines;
        for (int i = Size / 8; i > 0; --i)
            lines << QString::number(i);
        return lines.join(u'\n');
    }();
}

// Whatever they are, they are compared in the end, and nothing of them is lost.
void TestDiffModel::worstTexts()
{
    QFETCH(QString, original);
    QFETCH(QString, text);
    NoukaiDiffModel model;
    model.setContext(-1);
    model.setOriginal(original);
    model.setText(text);
    QVERIFY(model.count() <= 450'000);
    QCOMPARE(rebuilt(model, NoukaiDiffModel::Removed).size(), original.size());
    QCOMPARE(rebuilt(model, NoukaiDiffModel::Removed), original);
    QCOMPARE(rebuilt(model, NoukaiDiffModel::Added), text);
    for (int row = 0; row < std::min(model.count(), 50); ++row)
        model.index(row).data(NoukaiDiffModel::ChangesRole);
}

void TestDiffModel::words_data()
{
    QTest::addColumn<QString>("original");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("removed");
    QTest::addColumn<QString>("added");
    QTest::newRow("a word") << u"the tide rises"_s << u"the tide falls"_s << u"rises"_s << u"falls"_s;
    QTest::newRow("two words") << u"a b c d"_s << u"x b c y"_s << u"a|d"_s << u"x|y"_s;
    QTest::newRow("punctuation") << u"well, done"_s << u"well; done!"_s << u","_s << u";|!"_s;
    QTest::newRow("inserted") << u"a c"_s << u"a b c"_s << QString() << u"b "_s;
    QTest::newRow("all of it") << u"abc"_s << u"xyz"_s << u"abc"_s << u"xyz"_s;
    QTest::newRow("very long") << QString(QString(30'000, u'x') + u"1 end") << QString(QString(30'000, u'x') + u"2 end")
                               << u"1"_s << u"2"_s;
}

void TestDiffModel::words()
{
    QFETCH(QString, original);
    QFETCH(QString, text);
    NoukaiDiffModel model;
    model.setOriginal(original);
    model.setText(text);
    QCOMPARE(model.count(), 2);
    const auto changed = [&model](int row) {
        QStringList parts;
        const QString line = model.index(row).data(NoukaiDiffModel::LineTextRole).toString();
        const QVariantList ranges = model.index(row).data(NoukaiDiffModel::ChangesRole).toList();
        for (const QVariant &range : ranges)
            parts << line.mid(range.toMap().value(u"start"_s).toInt(), range.toMap().value(u"length"_s).toInt());
        return parts.join(u'|');
    };
    QTEST(changed(0), "removed");
    QTEST(changed(1), "added");
}

void TestDiffModel::rolesAndSummary()
{
    NoukaiDiffModel model;
    QCOMPARE(model.summary(), u"No difference"_s);
    model.setOriginal(u"a\nb\nc"_s);
    model.setText(u"a\nx\ny\nc"_s);
    QCOMPARE(model.summary(), u"2 lines added, 1 line removed"_s);
    QCOMPARE(model.index(1).data(NoukaiDiffModel::OriginalLineRole).toInt(), 2);
    QCOMPARE(model.index(1).data(NoukaiDiffModel::TextLineRole).toInt(), 0);
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(), u"Removed: b"_s);
    QCOMPARE(model.index(3).data(NoukaiDiffModel::TextLineRole).toInt(), 3);
    QCOMPARE(model.index(3).data(NoukaiDiffModel::AccessibleTextRole).toString(), u"Added: y"_s);
    QCOMPARE(model.index(4).data(NoukaiDiffModel::OriginalLineRole).toInt(), 3);
    QCOMPARE(model.roleNames().value(NoukaiDiffModel::LineTextRole), "lineText");
}

QTEST_GUILESS_MAIN(TestDiffModel)
#include "tst_diffmodel.moc"
