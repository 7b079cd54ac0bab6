// SPDX-License-Identifier: MIT
#include "stepline_p.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// Where a step's words stand in their line: told by their colours.
class TestStepLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void columnsStandBelowEachOther();
    void nothingOverlaps_data();
    void nothingOverlaps();
    void mirrored();
    void textKeepsItsDirection();
    void narrow();
    void marks();
    void followsItsFont();

private:
    static std::unique_ptr<NoukaiStepLine> line(const QString &title, int width = 600);
    static QRect inkOf(NoukaiStepLine &line, const QColor &color);
};

// The word is red, all else blue.
std::unique_ptr<NoukaiStepLine> TestStepLine::line(const QString &title, int width)
{
    auto line = std::make_unique<NoukaiStepLine>();
    line->setColor(Qt::blue);
    line->setWordColor(Qt::red);
    line->setSpacing(8);
    line->setTitle(title);
    line->setWord(u"Completed"_s);
    line->setWidestFigures({u"0h 00m 00s"_s, u"888.8K tok"_s, u"$0.000000"_s});
    line->setFigures({u"2.8 s"_s, u"1.1K tok"_s, u"$0.0036"_s});
    line->setSize({double(width), line->implicitHeight()});
    return line;
}

// What is painted mostly in `color`.
QRect TestStepLine::inkOf(NoukaiStepLine &line, const QColor &color)
{
    QImage image(line.size().toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    line.paint(&painter);
    painter.end();
    const auto is = [&](QColor seen) {
        return color == Qt::red    ? seen.red() > seen.blue() + 40
               : color == Qt::blue ? seen.blue() > seen.red() + 40
                                   : seen.green() > seen.red() + 40 && seen.green() > seen.blue() + 40;
    };
    QRect area;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (is(image.pixelColor(x, y)))
                area |= QRect(x, y, 1, 1);
        }
    }
    return area;
}

void TestStepLine::columnsStandBelowEachOther()
{
    const auto first = line(u"Summarize"_s);
    const auto second = line(u"Translate"_s);
    second->setFigures({u"12m 05s"_s, {}, {}}); // unknown figures keep their columns
    QCOMPARE(inkOf(*first, Qt::red).right(), inkOf(*second, Qt::red).right());
    QVERIFY(inkOf(*first, Qt::red).width() > 20);
    QCOMPARE(inkOf(*first, Qt::blue).left(), inkOf(*second, Qt::blue).left());
}

void TestStepLine::nothingOverlaps_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("preview");
    QTest::newRow("long title") << QString(400, u'M') << QString();
    QTest::newRow("long preview") << u"Summarize"_s << QString(400, u'M');
    QTest::newRow("both") << QString(400, u'M') << QString(400, u'M');
    QTest::newRow("right to left") << QString(400, QChar(0x05d0)) << QString(400, QChar(0x0627));
}

void TestStepLine::nothingOverlaps()
{
    QFETCH(QString, title);
    QFETCH(QString, preview);
    for (const int width : {600, 380}) {
        for (const bool mirrored : {false, true}) {
            const auto plain = line(u"x"_s, width);
            plain->setMirrored(mirrored);
            const auto full = line(title, width);
            full->setMirrored(mirrored);
            full->setPreview(preview);
            full->setFigures({{}, {}, {}}); // then all that is blue is title and preview
            const QRect word = inkOf(*full, Qt::red);
            QCOMPARE(word, inkOf(*plain, Qt::red));
            const QRect text = inkOf(*full, Qt::blue);
            QVERIFY(text.width() > 20);
            QVERIFY(!text.intersects(word));
            QVERIFY(text.left() >= 0 && text.right() < width);
        }
    }
}

void TestStepLine::mirrored()
{
    const auto there = line(u"Summarize"_s);
    const auto back = line(u"Summarize"_s);
    back->setMirrored(true);
    const QRect word = inkOf(*there, Qt::red);
    const QRect mirror = inkOf(*back, Qt::red);
    QVERIFY(qAbs(word.left() - (599 - mirror.right())) <= 2);
    QVERIFY(inkOf(*there, Qt::blue).left() < 4);
    QVERIFY(inkOf(*back, Qt::blue).right() > 595);
}

// In an application that is read from right to left, an English duration is still "7.4 s".
void TestStepLine::textKeepsItsDirection()
{
    const auto figure = [] {
        const auto line = TestStepLine::line({});
        line->setFigures({u"7.4 s."_s, {}, {}});
        QImage image(line->size().toSize(), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        line->paint(&painter);
        painter.end();
        return image;
    };
    const QImage there = figure();
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    const QImage here = figure();
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    QCOMPARE(here, there);
}

void TestStepLine::narrow()
{
    const auto narrow = line(QString(200, u'M'), 220);
    const double one = narrow->implicitHeight();
    narrow->setNarrow(true);
    QVERIFY(narrow->implicitHeight() >= 2 * one);
    narrow->setSize({220, narrow->implicitHeight()});
    QVERIFY(inkOf(*narrow, Qt::red).top() >= one); // the state stands below the title
    QVERIFY(inkOf(*narrow, Qt::red).left() < 4);
}

void TestStepLine::marks()
{
    const auto marked = line(u"Summarize"_s);
    const double one = marked->implicitHeight();
    QCOMPARE(inkOf(*marked, Qt::green), QRect());
    const QVariantMap mark{{u"text"_s, u"Replay"_s}, {u"color"_s, QColor(Qt::green)}};
    marked->setMarks({mark, mark, mark});
    QVERIFY(marked->implicitHeight() >= 2 * one);
    marked->setSize({100, marked->implicitHeight()});
    const QRect area = inkOf(*marked, Qt::green);
    QVERIFY(area.top() >= one);
    QVERIFY(area.right() < 100); // what finds no room is left out, not cut off
}

void TestStepLine::followsItsFont()
{
    const auto resized = line(u"Summarize"_s);
    QSignalSpy changed(resized.get(), &NoukaiStepLine::changed);
    const double height = resized->implicitHeight();
    const QRect word = inkOf(*resized, Qt::red);
    QFont font;
    font.setPointSizeF(font.pointSizeF() * 1.5);
    resized->setFont(font);
    resized->setFont(font);
    QCOMPARE(changed.size(), 1);
    QVERIFY(resized->implicitHeight() > height * 1.2);
    resized->setSize({900, resized->implicitHeight()});
    QVERIFY(inkOf(*resized, Qt::red).width() > word.width() * 1.2);
}

QTEST_MAIN(TestStepLine)
#include "tst_stepline.moc"
