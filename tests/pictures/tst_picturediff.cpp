// SPDX-License-Identifier: MIT
#include "picturediff.h"

#include <QtGui/QFont>
#include <QtGui/QPainter>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// What the comparison of pictures takes for the same, and what it does not: a comparison that lets everything pass is
// worth nothing.
class TestPictureDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compares_data();
    void compares();
    void showsWhere();

private:
    struct Change {
        QPoint moved = {};                 // one letter of many
        QColor ink = Qt::black;            // of that letter
        QColor paper = {0xF3, 0xF3, 0xF3}; // of everything
        QSize size = {900, 1200};
        int specks = 0; // single pixels, all over
    };
    static QImage drawn(const Change &change);
};

QImage TestPictureDiff::drawn(const Change &change)
{
    QImage image(change.size, QImage::Format_RGB32);
    image.fill(change.paper);
    QPainter painter(&image);
    QFont font;
    font.setPixelSize(13);
    painter.setFont(font);
    for (int line = 0; line < 40; ++line)
        painter.drawText(20, 40 + 25 * line, u"The same words on every line of a long page"_s);
    painter.setPen(change.ink);
    painter.drawText(QPoint(600, 500) + change.moved, u"e"_s);
    for (int i = 0; i < change.specks; ++i)
        image.setPixelColor(7 + 53 * i % 890, 11 + 97 * i % 1100, Qt::red);
    return image;
}

void TestPictureDiff::compares_data()
{
    QTest::addColumn<QImage>("picture");
    QTest::addColumn<bool>("tolerable");
    QTest::newRow("the same") << drawn({}) << true;
    QTest::newRow("a shade, as of smoothing") << drawn({.ink = {24, 24, 24}}) << true;
    QTest::newRow("a few pixels, far apart") << drawn({.specks = 12}) << true;
    QTest::newRow("a letter moved by one pixel") << drawn({.moved = {1, 0}}) << false;
    QTest::newRow("a letter moved far") << drawn({.moved = {90, 40}}) << false;
    QTest::newRow("a letter in another colour") << drawn({.ink = Qt::red}) << false;
    QTest::newRow("a letter gone") << drawn({.ink = {0xF3, 0xF3, 0xF3}}) << false;
    QTest::newRow("another background") << drawn({.paper = {0xC0, 0xC0, 0xC0}}) << false;
    QTest::newRow("another height") << drawn({.size = {900, 1201}}) << false;
    QTest::newRow("another width") << drawn({.size = {899, 1200}}) << false;
    QTest::newRow("nothing") << QImage() << false;
}

void TestPictureDiff::compares()
{
    QFETCH(QImage, picture);
    QFETCH(bool, tolerable);
    QCOMPARE(PictureDiff::of(drawn({}), picture).isTolerable(), tolerable);
    QCOMPARE(PictureDiff::of(picture, drawn({})).isTolerable(), tolerable);
}

void TestPictureDiff::showsWhere()
{
    const PictureDiff diff = PictureDiff::of(drawn({}), drawn({.ink = Qt::red}));
    QVERIFY(diff.where.contains(603, 497));
    bool marked = false;
    for (int x = 600; x < 608; ++x)
        marked = marked || diff.differences.pixelColor(x, 496) == QColor(Qt::red);
    QVERIFY(marked);
    QVERIFY(diff.differences.pixelColor(100, 100) != QColor(Qt::red));
}

QTEST_MAIN(TestPictureDiff)
#include "tst_picturediff.moc"
