// SPDX-License-Identifier: MIT
#include "payloadscene.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QTranslator>
#include <QtGui/QAccessible>
#include <QtGui/QHelpEvent>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>

using namespace Qt::StringLiterals;

// A JSON value as it comes: hostile, invalid or of many megabytes, in any direction, font, palette and language.
class TestPayloadLimits : public QObject, private PayloadScene
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }

    void hostileTextIsShownAsItIs();
    void invalidDocumentIsNamed();
    void largeDocumentOpensAtOnce();
    void listIsReadOnAsItIsSeen();
    void expandsNoMoreThanIsUseful();
    void growsWithWhatIsOpen();
    void isReadByAssistance();
    void followsItsSurroundings();
};

namespace
{

// Every word in capitals, to see which ones were asked for again.
class Shouting : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return QString::fromUtf8(source).toUpper();
    }
};

QByteArray manyElements(int count, const QByteArray &filling)
{
    QByteArray json = "[";
    for (int i = 0; i < count; ++i)
        json += (i > 0 ? ",{\"n\":" : "{\"n\":") + QByteArray::number(i) + ",\"text\":\"" + filling + "\"}";
    return json + "]";
}

} // namespace

void TestPayloadLimits::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    start();
}

void TestPayloadLimits::hostileTextIsShownAsItIs()
{
    const QString hostile = u"<b>x</b>\u202Eexe.\u200Bcod\n\x7F"_s;
    const QJsonObject value{{hostile, hostile}};
    m_view->setTitle(hostile);
    m_view->setOriginal(QJsonObject{{hostile, 1}});
    show(value, {900, 400});
    const auto labels = m_view->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
    const QModelIndex row = m_view->document()->index(0, 0, m_view->document()->index(0, 0));
    tree()->setFixedWidth(150); // so that there is something to tell
    QTRY_COMPARE(tree()->viewport()->width() < 160, true);
    QHelpEvent help(QEvent::ToolTip, tree()->visualRect(row).center(),
                    tree()->viewport()->mapToGlobal(tree()->visualRect(row).center()));
    QCoreApplication::sendEvent(tree()->viewport(), &help);
    QTRY_VERIFY(QToolTip::isVisible());
    QVERIFY2(QToolTip::text().contains(u"&lt;b&gt;x&lt;/b&gt;⟨U+202E⟩exe."_s), qPrintable(QToolTip::text()));
    QToolTip::hideText();

    // JSON has escapes of its own: what is shown, edited and copied still says the same.
    for (const bool editable : {false, true}) {
        m_view->setEditable(editable);
        m_view->setMode(NoukaiPayloadView::Text);
        QVERIFY(!NoukaiText::hasDeceptive(text()->toPlainText()));
        QVERIFY(text()->toPlainText().contains(u"<b>x</b>\\u202Eexe.\\u200Bcod\\n\\u007F"_s));
        QVERIFY(!m_view->isModified());
    }
    text()->setFocus();
    QTest::keySequence(text(), QKeySequence::MoveToEndOfDocument);
    QTest::keyClick(text(), Qt::Key_Space);
    QSignalSpy edited(m_view.get(), &NoukaiPayloadView::edited);
    click("apply");
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.constFirst().constFirst().toJsonValue(), QJsonValue(value));
    m_view->setMode(NoukaiPayloadView::Diff);
    QVERIFY(QAccessible::queryAccessibleInterface(diff())->childCount() > 2);
    QVERIFY(!m_view->grab().isNull());
}

void TestPayloadLimits::invalidDocumentIsNamed()
{
    show(order());
    m_view->document()->setUtf8("{\"a\": [1, }");
    QVERIFY(problem().contains(u"line 1, column 11"_s));
    for (const char *name : {"asTree", "asText", "asDiff", "findPayload"})
        QVERIFY(!button(name)->isVisible());
    m_view->find();
    QVERIFY(!m_view->isFinding());
    QVERIFY(m_view->value().isUndefined());
    m_view->document()->setUtf8("[1]");
    QVERIFY(problem().isEmpty());
    QCOMPARE(m_view->value(), QJsonValue(QJsonArray{1}));
    m_view->setValue({}); // null
    QVERIFY(m_view->value().isNull());
    m_view->setValue(QJsonValue::Undefined);
    QVERIFY(m_view->value().isUndefined());
    QCOMPARE(m_view->document()->json(), u"null"_s);
}

void TestPayloadLimits::largeDocumentOpensAtOnce()
{
    const QByteArray json = manyElements(200000, QByteArray(100, 'x'));
    QVERIFY(json.size() > 24'000'000);
    show(QJsonValue::Null);
    QElapsedTimer clock;
    clock.start();
    m_view->document()->setUtf8(json);
    QVERIFY(!m_view->grab().isNull());
    QCoreApplication::processEvents();
    // Many times what it takes: a tree that made its rows at once would take longer by orders of magnitude.
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
    const QModelIndex top = m_view->document()->index(0, 0);
    QCOMPARE(m_view->document()->rowCount(top), 1000);
    for (int i = 0; i < 50; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(m_view->document()->rowCount(top), 1000); // nobody has looked further

    clock.restart();
    m_view->setMode(NoukaiPayloadView::Text);
    QVERIFY(!m_view->grab().isNull());
    QVERIFY2(clock.elapsed() < 20000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(text()->isReadOnly());
    m_view->setEditable(true);
    QVERIFY(text()->isReadOnly()); // it can only be read
    m_view->setMode(NoukaiPayloadView::Tree);

    // As one types, a document of this size is not searched.
    m_view->find();
    QTest::keyClicks(field(), u"150000"_s);
    QVERIFY(!tree()->currentIndex().isValid() || currentPath() == u"$"_s);
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(currentPath(), u"$[150000].n"_s);
    QTRY_VERIFY(tree()->viewport()->rect().contains(tree()->visualRect(tree()->currentIndex()).center()));
}

void TestPayloadLimits::listIsReadOnAsItIsSeen()
{
    QJsonArray numbers;
    for (int i = 0; i < 2500; ++i)
        numbers.append(i);
    show(QJsonObject{{u"all"_s, numbers}, {u"behind"_s, true}});
    const QAbstractItemModelTester tester(tree()->model());
    const QModelIndex all = m_view->document()->indexOf(u"$.all"_s);
    tree()->expand(all);
    QCOMPARE(m_view->document()->rowCount(all), 1000);
    tree()->setFocus();
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(tree(), Qt::Key_End);
        QTRY_COMPARE(m_view->document()->rowCount(all), i == 0 ? 2000 : 2500);
    }
    QTest::keyClick(tree(), Qt::Key_End);
    QCOMPARE(currentPath(), u"$.behind"_s);
    QTest::keyClick(tree(), Qt::Key_Up);
    QCOMPARE(currentPath(), u"$.all[2499]"_s);
}

void TestPayloadLimits::expandsNoMoreThanIsUseful()
{
    QByteArray json = "[";
    for (int i = 0; i < 900; ++i)
        json += (i > 0 ? ",[" : "[") + QByteArray("[[1,2],[3,4],[5,6],[7,8]]]");
    show(QJsonValue::Null);
    m_view->document()->setUtf8(json + "]");
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Home);
    QTest::keyClick(tree(), Qt::Key_Asterisk);
    const qsizetype open = openPaths().size();
    QVERIFY2(open > 2000 && open < 4000, qPrintable(QString::number(open)));
}

void TestPayloadLimits::growsWithWhatIsOpen()
{
    show(order());
    const int few = m_view->heightForWidth(600);
    QVERIFY(few > m_view->fontMetrics().height() * 5);
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Home);
    QTest::keyClick(tree(), Qt::Key_Asterisk);
    const int all = m_view->heightForWidth(600);
    QVERIFY(all > few);
    QVERIFY(m_view->heightForWidth(200) > all); // the buttons take more lines
    m_view->document()->setUtf8(manyElements(500, "x"));
    QVERIFY(m_view->heightForWidth(600) <= m_view->fontMetrics().height() * 17); // then it scrolls
    QVERIFY(m_view->minimumSizeHint().height() < few);
}

void TestPayloadLimits::isReadByAssistance()
{
    m_view->setTitle(u"Order"_s);
    show(order());
    QAccessibleInterface *whole = QAccessible::queryAccessibleInterface(m_view.get());
    QCOMPARE(whole->role(), QAccessible::Grouping);
    QCOMPARE(whole->text(QAccessible::Name), u"Order"_s);
    QAccessibleInterface *rows = QAccessible::queryAccessibleInterface(tree());
    QCOMPARE(rows->role(), QAccessible::Tree);
    QCOMPARE(rows->text(QAccessible::Name), u"Order"_s);
    QStringList names;
    for (int i = 0; i < rows->childCount(); ++i)
        names << rows->child(i)->text(QAccessible::Name);
    QVERIFY2(names.contains(u"id: 7"_s) && names.contains(u"note: no ink left"_s), qPrintable(names.join(u'|')));
    for (const char *name : {"asTree", "asText", "findPayload", "copyPayload"}) {
        QAccessibleInterface *read = QAccessible::queryAccessibleInterface(button(name));
        QVERIFY(!read->text(QAccessible::Name).isEmpty());
        QVERIFY(button(name)->focusPolicy() & Qt::TabFocus);
    }
    QVERIFY(QAccessible::queryAccessibleInterface(button("asTree"))->state().checked);
    m_view->setMode(NoukaiPayloadView::Text);
    QCOMPARE(text()->accessibleName(), u"Order"_s);
    // Tab leads on from the text.
    m_view->setEditable(true);
    text()->setFocus();
    QTest::keyClick(text(), Qt::Key_Tab);
    QVERIFY(!text()->hasFocus());
}

void TestPayloadLimits::followsItsSurroundings()
{
    m_view->setEditable(true);
    show(order());
    QCOMPARE(seen(), u"Data"_s);
    const int before = m_view->heightForWidth(600);
    QFont large = m_view->font();
    large.setPointSizeF(large.pointSizeF() * 2);
    m_view->setFont(large);
    QVERIFY(m_view->heightForWidth(600) > before * 3 / 2);

    QPalette dark;
    for (const QPalette::ColorRole role : {QPalette::Window, QPalette::Base, QPalette::Button})
        dark.setColor(role, QColor(0x1E, 0x1E, 0x1E));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        dark.setColor(role, Qt::white);
    m_view->setPalette(dark);
    const QImage image = tree()->viewport()->grab().toImage();
    QVERIFY(image.pixelColor(image.width() - 3, image.height() - 3).lightnessF() < 0.2);

    m_view->setMode(NoukaiPayloadView::Text);
    text()->setFocus();
    QTest::keyClicks(text(), u"x"_s);
    Shouting shouting;
    QVERIFY(QCoreApplication::installTranslator(&shouting));
    QTRY_COMPARE(button("asText")->words(), u"TEXT"_s);
    QVERIFY(seen().contains(u"DATA"_s));
    QVERIFY2(problem().startsWith(u"THIS IS NO JSON"_s), qPrintable(problem()));
    QCoreApplication::removeTranslator(&shouting);
    QTRY_COMPARE(button("asText")->words(), u"Text"_s);
}

QTEST_MAIN(TestPayloadLimits)
#include "tst_payloadlimits.moc"
