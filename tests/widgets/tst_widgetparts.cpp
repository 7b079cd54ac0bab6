// SPDX-License-Identifier: MIT
#include "parts/actionbutton_p.h"
#include "parts/glyphicon_p.h"
#include "parts/marklabel_p.h"
#include "parts/plainlabel_p.h"

#include <QtGui/QAccessible>
#include <QtGui/QHelpEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QToolTip>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

// The pieces that all widgets are made of.
class TestWidgetParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The offscreen platform cannot raise a tool tip, and says so.
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support raise)"_s)); }
    void disabledButtonSaysWhy();
    void buttonTriggersByMouseKeysAndAssistance();
    void textIsNeverMarkup();
    void textKeepsItsDirection();
    void iconsAreDrawnInEveryState();
    void markIsReadOnce();
};

void TestWidgetParts::disabledButtonSaysWhy()
{
    NoukaiActionButton button(u"Stop"_s);
    button.setDescription(u"Ends the run"_s);
    QCOMPARE(button.accessibleDescription(), u"Ends the run"_s);
    QSignalSpy triggered(&button, &NoukaiActionButton::triggered);
    button.show();
    QVERIFY(QTest::qWaitForWindowExposed(&button));
    button.setFocus();
    button.setDisabledReason(u"Nothing runs"_s);
    QVERIFY(button.hasFocus()); // who was there does not lose the place
    QTest::mouseClick(&button, Qt::LeftButton);
    QTest::keyClick(&button, Qt::Key_Space);
    QTest::keyClick(&button, Qt::Key_Return);
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(&button);
    QVERIFY(read);
    read->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(triggered.size(), 0);
    QCOMPARE(read->text(QAccessible::Name), u"Stop"_s);
    QCOMPARE(read->text(QAccessible::Description), u"Not available. Nothing runs"_s);
    QVERIFY(read->state().disabled);
    QVERIFY(!read->actionInterface()->actionNames().contains(QAccessibleActionInterface::pressAction()));
    QVERIFY(button.toolTip().contains(u"Nothing runs"));
    QCOMPARE(button.statusTip(), u"Nothing runs"_s);
}

void TestWidgetParts::buttonTriggersByMouseKeysAndAssistance()
{
    NoukaiActionButton button(u"Start"_s);
    button.setGlyph(NoukaiTheme::Play);
    const int full = button.sizeHint().width();
    QSignalSpy triggered(&button, &NoukaiActionButton::triggered);
    button.show();
    QVERIFY(QTest::qWaitForWindowExposed(&button));
    QTest::mouseClick(&button, Qt::LeftButton);
    QTest::keyClick(&button, Qt::Key_Space);
    QTest::keyClick(&button, Qt::Key_Enter);
    QAccessible::queryAccessibleInterface(&button)->actionInterface()->doAction(
        QAccessibleActionInterface::pressAction());
    QCOMPARE(triggered.size(), 4);
    QCOMPARE(button.fullWidth(), full);

    button.setIconOnly(true);
    QVERIFY(button.sizeHint().width() < full);
    QCOMPARE(button.fullWidth(), full);
    QVERIFY(button.text().isEmpty());
    QCOMPARE(QAccessible::queryAccessibleInterface(&button)->text(QAccessible::Name), u"Start"_s);
    QVERIFY(button.toolTip().contains(u"Start"));

    button.setCheckable(true); // shows what is so, and only asks for a change
    button.click();
    QVERIFY(!button.isChecked());
    QCOMPARE(triggered.size(), 5);
}

void TestWidgetParts::textIsNeverMarkup()
{
    const QString text = u"<b>bold</b> <img src='http://example.com/x.png'> and a good deal of text behind it"_s;
    NoukaiPlainLabel label;
    label.setText(text);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QCOMPARE(QAccessible::queryAccessibleInterface(&label)->text(QAccessible::Name), text);
    label.resize(label.minimumSizeHint());
    label.show();
    QVERIFY(QTest::qWaitForWindowExposed(&label));
    QHelpEvent help(QEvent::ToolTip, {2, 2}, label.mapToGlobal(QPoint(2, 2)));
    QCoreApplication::sendEvent(&label, &help);
    QTRY_VERIFY(QToolTip::isVisible());
    QVERIFY(QToolTip::text().contains(u"&lt;b&gt;bold"));
    QToolTip::hideText();

    NoukaiActionButton button(u"Run"_s);
    button.setDisabledReason(text);
    QVERIFY(button.toolTip().contains(u"&lt;img"));
}

// What stands where is mirrored; what is written goes by what it is written in: "7.4 s" never becomes "s 7.4".
void TestWidgetParts::textKeepsItsDirection()
{
    const auto drawn = [](bool wraps) {
        NoukaiPlainLabel label;
        label.setText(u"7.4 s."_s);
        label.setWordWrap(wraps);
        label.resize(200, 40);
        const QImage image = label.grab().toImage();
        QRect ink;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y).lightnessF() < 0.5)
                    ink |= QRect(x, y, 1, 1);
            }
        }
        return std::pair(ink.left(), image.copy(ink));
    };
    for (const bool wraps : {false, true}) {
        const auto [left, there] = drawn(wraps);
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        const auto [mirroredLeft, here] = drawn(wraps);
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
        QVERIFY(left < 20 && mirroredLeft > 100);
        QCOMPARE(here, there);
    }
}

void TestWidgetParts::iconsAreDrawnInEveryState()
{
    const QIcon icon = NoukaiGlyphIcon::icon(NoukaiTheme::Stop);
    QVERIFY(!icon.isNull());
    const QSize size(32, 32);
    const auto middle = [&](const QIcon &of, QIcon::Mode mode) {
        return of.pixmap(size, mode).toImage().pixelColor(16, 16);
    };
    const QPalette palette = QGuiApplication::palette();
    QCOMPARE(middle(icon, QIcon::Normal), palette.color(QPalette::ButtonText));
    QCOMPARE(middle(icon, QIcon::Disabled), palette.color(QPalette::Disabled, QPalette::ButtonText));
    const QIcon danger = NoukaiGlyphIcon::icon(NoukaiTheme::Stop, NoukaiTheme::Danger);
    const bool dark = palette.color(QPalette::Window).lightnessF() < 0.5;
    QCOMPARE(middle(danger, QIcon::Normal).rgb() & 0xFFFFFF, NoukaiTheme::rgb(NoukaiTheme::Danger, dark) & 0xFFFFFF);
    QCOMPARE(icon.pixmap(size, 2.0).size(), 2 * size); // no bitmap to be enlarged
}

void TestWidgetParts::markIsReadOnce()
{
    NoukaiMarkLabel mark;
    mark.show(NoukaiTheme::Triangle, NoukaiTheme::Warning, u"Replay"_s);
    QCOMPARE(mark.text(), u"Replay"_s);
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(&mark);
    int named = 0;
    for (int i = 0; i < read->childCount(); ++i)
        named += read->child(i)->text(QAccessible::Name) == u"Replay" ? 1 : 0;
    QCOMPARE(named, 1);
}

QTEST_MAIN(TestWidgetParts)
#include "tst_widgetparts.moc"
