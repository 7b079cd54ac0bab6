// SPDX-License-Identifier: MIT
#include "payloadscene.h"

#include <QtCore/QPointer>
#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;

// A JSON value used with mouse and keys: tree, text, changes, finding, copying, editing against a schema.
class TestPayloadViewWidget : public QObject, private PayloadScene
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }

    void opensByKeys_data();
    void opensByKeys();
    void opensByMouseAndMenu();
    void findsInTheTree();
    void findsInTheText_data();
    void findsInTheText();
    void copies();
    void showsWhatChanged();
    void editsAgainstTheSchema_data();
    void editsAgainstTheSchema();
    void keepsWhatIsWritten();
    void viewMayGoInASlot();
};

void TestPayloadViewWidget::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    start();
}

void TestPayloadViewWidget::opensByKeys_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<Qt::Key>("opens");
    QTest::addColumn<Qt::Key>("closes");
    QTest::newRow("arrows") << Qt::LeftToRight << Qt::Key_Right << Qt::Key_Left;
    QTest::newRow("arrows, right to left") << Qt::RightToLeft << Qt::Key_Left << Qt::Key_Right;
    QTest::newRow("enter") << Qt::LeftToRight << Qt::Key_Return << Qt::Key_Enter;
    QTest::newRow("space") << Qt::LeftToRight << Qt::Key_Space << Qt::Key_Space;
    QTest::newRow("signs") << Qt::LeftToRight << Qt::Key_Plus << Qt::Key_Minus;
}

void TestPayloadViewWidget::opensByKeys()
{
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(Qt::Key, opens);
    QFETCH(Qt::Key, closes);
    m_view->setLayoutDirection(direction);
    show(order());
    m_view->setFocus();
    QVERIFY(tree()->hasFocus());
    QCOMPARE(openPaths(), (QStringList{u"$"_s, u"$.id"_s, u"$.lines"_s, u"$.note"_s})); // the top is open
    QTest::keyClick(tree(), Qt::Key_Home);
    QTest::keyClick(tree(), Qt::Key_Down);
    QTest::keyClick(tree(), Qt::Key_Down);
    QCOMPARE(currentPath(), u"$.lines"_s);
    QTest::keyClick(tree(), opens);
    QCOMPARE(openPaths().size(), 6);
    QTest::keyClick(tree(), closes);
    QCOMPARE(openPaths().size(), 4);
    QTest::keyClick(tree(), Qt::Key_Asterisk); // and all below
    QCOMPARE(openPaths().size(), 10);
    QTest::keyClick(tree(), Qt::Key_End);
    QCOMPARE(currentPath(), u"$.note"_s);
}

void TestPayloadViewWidget::opensByMouseAndMenu()
{
    show(order());
    QVERIFY(!button("copyPath")->isVisible());
    const QModelIndex lines = m_view->document()->indexOf(u"$.lines"_s);
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(lines).center());
    QTRY_COMPARE(openPaths().size(), 6);
    QVERIFY(button("copyPath")->isVisible());

    QPointer<QMenu> menu = menuAt(u"$.lines"_s);
    QVERIFY(menu);
    const auto words = [&menu] {
        QStringList words;
        const auto actions = menu->actions();
        for (const QAction *action : actions)
            words << action->text();
        words.removeAll(QString());
        return words;
    };
    QCOMPARE(words(), (QStringList{u"Copy value"_s, u"Copy path"_s, u"Collapse"_s, u"Expand all below"_s,
                                   u"Collapse all"_s, u"Find…"_s}));
    menu->actions().at(4)->trigger();
    QCOMPARE(openPaths().size(), 10);
    menu->actions().at(5)->trigger();
    QCOMPARE(openPaths().size(), 4); // but the top, which stays open
    menu->actions().at(1)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"$.lines"_s);
    menu->close();
    QTRY_VERIFY(!menu);

    menu = menuAt(u"$.note"_s);
    QVERIFY(!menu->actions().at(3)->isEnabled()); // nothing is below it
    menu->actions().constLast()->trigger();
    QVERIFY(m_view->isFinding());
    menu->close();
    QTRY_VERIFY(!menu);
}

void TestPayloadViewWidget::findsInTheTree()
{
    show(order());
    tree()->setFocus();
    QTest::keySequence(tree(), QKeySequence::Find);
    QVERIFY(m_view->isFinding() && field()->hasFocus());
    QTest::keyClicks(field(), u"INK"_s);
    QCOMPARE(currentPath(), u"$.lines[1].item"_s);
    QVERIFY(openPaths().contains(u"$.lines[1].item"_s)); // what it is in opens
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(currentPath(), u"$.note"_s);
    QTest::keyClick(field(), Qt::Key_Return); // on at the top
    QCOMPARE(currentPath(), u"$.lines[1].item"_s);
    QTest::keyClick(field(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(currentPath(), u"$.note"_s);
    QTest::keyClicks(field(), u"x"_s);
    QVERIFY(seen().contains(u"No match"_s));
    QTest::keyClick(field(), Qt::Key_Escape);
    QVERIFY(!m_view->isFinding() && !field()->isVisible());
    QVERIFY(tree()->hasFocus());
}

void TestPayloadViewWidget::findsInTheText_data()
{
    QTest::addColumn<bool>("editable");
    QTest::newRow("to be read") << false;
    QTest::newRow("to be written") << true;
}

void TestPayloadViewWidget::findsInTheText()
{
    QFETCH(bool, editable);
    // The line is cut where it is shown, in the middle of a match.
    const QString lengthy = QString(4083, u'x') + u"Ink" + QString(5000, u'y');
    const QJsonObject value{{u"a"_s, u"ink"_s}, {u"b"_s, lengthy}};
    m_view->setEditable(editable);
    show(value);
    click("asText");
    QVERIFY(text() && text()->isVisible());
    click("findPayload");
    QTest::keyClicks(field(), u"Ink"_s);
    const auto selected = [this] {
        return text()->textCursor().selectedText().remove(QChar(QChar::ParagraphSeparator));
    };
    QCOMPARE(selected(), u"ink"_s);
    const int first = text()->textCursor().selectionStart();
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(selected(), u"Ink"_s);
    const int second = text()->textCursor().selectionStart();
    QVERIFY(second > first);
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(text()->textCursor().selectionStart(), first);
    QTest::keyClick(field(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(text()->textCursor().selectionStart(), second);
    text()->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Ink"_s);
    QTest::keyClicks(field(), u"x"_s);
    QVERIFY(seen().contains(u"No match"_s));
    QVERIFY(selected().isEmpty());
}

void TestPayloadViewWidget::copies()
{
    show(order());
    click("copyPayload");
    NoukaiJsonModel model;
    model.setValue(order());
    QCOMPARE(QGuiApplication::clipboard()->text(), model.indented());
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_End);
    QTest::keySequence(tree(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"no ink left"_s);
    QTest::keyClick(tree(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"$.note"_s);
    QTest::keyClick(tree(), Qt::Key_Up);
    click("copyPath");
    QCOMPARE(QGuiApplication::clipboard()->text(), u"$.lines"_s);
}

void TestPayloadViewWidget::showsWhatChanged()
{
    m_view->setTitle(u"Input"_s);
    show(QJsonObject{{u"a"_s, 1}, {u"b"_s, QJsonArray{2, 3}}});
    QVERIFY(!button("asDiff")->isVisible());
    m_view->setOriginal(QJsonObject{{u"a"_s, 1}, {u"b"_s, QJsonArray{2, 4}}, {u"c"_s, QJsonValue::Null}});
    QVERIFY(button("asDiff")->isVisible());
    click("asDiff");
    QCOMPARE(m_view->mode(), NoukaiPayloadView::Diff);
    QVERIFY(button("asDiff")->isChecked() && !button("asTree")->isChecked());
    QVERIFY(diff()->isVisible() && !tree()->isVisible());
    QVERIFY(!button("findPayload")->isVisible());
    QVERIFY2(seen().startsWith(u"Input: "_s), qPrintable(seen()));
    const auto rows = [this] {
        QStringList rows;
        QAccessibleInterface *read = QAccessible::queryAccessibleInterface(diff());
        for (int i = 0; i < read->childCount(); ++i)
            rows << read->child(i)->text(QAccessible::Name);
        return rows;
    };
    QVERIFY2(rows().contains(u"Added: 3"_s) && rows().contains(u"Removed: 4"_s), qPrintable(rows().join(u'|')));
    QTest::keyClick(diff(), Qt::Key_Home);
    QTest::keySequence(diff(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"{"_s);

    m_view->setValue(QJsonObject{{u"later"_s, 5}});
    QStringList said;
    for (int row = 0; row < diff()->model()->rowCount(); ++row)
        said << diff()->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(said.contains(u"Added: \"later\": 5"_s), qPrintable(said.join(u'|')));
    m_view->setValue(QString(400000, u'x'));
    QVERIFY(seen().contains(u"Too long to be compared here"_s));
    click("asTree");
    QVERIFY(tree()->isVisible() && !diff()->isVisible());
    QCOMPARE(seen(), u"Input"_s);
}

void TestPayloadViewWidget::editsAgainstTheSchema_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("says"); // a part of it
    QTest::newRow("valid") << u"{\n    \"count\": 3\n}"_s << QString();
    QTest::newRow("no JSON") << u"{\"count\": "_s << u"This is no JSON"_s;
    QTest::newRow("nothing") << QString() << u"There is no value."_s;
    QTest::newRow("missing") << u"{}"_s << u"How many: "_s;
    QTest::newRow("wrong type") << u"{\"count\": \"three\"}"_s << u"How many: "_s;
    QTest::newRow("too much") << u"{\"count\": 11}"_s << u"How many: "_s;
    QTest::newRow("no object") << u"[1]"_s << u"object"_s;
}

void TestPayloadViewWidget::editsAgainstTheSchema()
{
    QFETCH(QString, written);
    QFETCH(QString, says);
    m_view->setEditable(true);
    m_view->setMode(NoukaiPayloadView::Text);
    m_view->setSchema({{u"type"_s, u"object"_s},
                       {u"required"_s, QJsonArray{u"count"_s}},
                       {u"properties"_s, QJsonObject{{u"count"_s, QJsonObject{{u"type"_s, u"integer"_s},
                                                                              {u"title"_s, u"How many"_s},
                                                                              {u"maximum"_s, 10}}}}}});
    show(QJsonObject{{u"count"_s, 2}});
    QVERIFY(button("apply")->isVisible() && !text()->isReadOnly());
    QCOMPARE(button("apply")->disabledReason(), u"Nothing was changed."_s);
    QSignalSpy edited(m_view.get(), &NoukaiPayloadView::edited);
    text()->setFocus();
    QTest::keySequence(text(), QKeySequence::SelectAll);
    QTest::keyClick(text(), Qt::Key_Delete);
    for (const QChar c : std::as_const(written)) {
        if (c == u'\n')
            QTest::keyClick(text(), Qt::Key_Return);
        else
            QTest::sendKeyEvent(QTest::Click, text(), Qt::Key_unknown, QString(c), Qt::NoModifier);
    }
    QVERIFY(m_view->isModified());
    if (says.isEmpty()) {
        QVERIFY2(button("apply")->isPossible(), qPrintable(button("apply")->disabledReason()));
        QVERIFY(problem().isEmpty());
        click("apply");
        QCOMPARE(edited.size(), 1);
        const auto value = edited.constFirst().constFirst().toJsonValue();
        QCOMPARE(value.toObject().value(u"count"_s).toInt(), 3);
        m_view->setValue(value); // as the host does
        QVERIFY(!m_view->isModified() && !button("apply")->isPossible());
        return;
    }
    QVERIFY2(problem().contains(says), qPrintable(problem()));
    QCOMPARE(button("apply")->disabledReason(), problem());
    QCOMPARE(text()->accessibleDescription(), problem());
    click("apply");
    QVERIFY(!m_view->apply());
    QCOMPARE(edited.size(), 0);
}

// A text that is not applied is there again after a look at the other modes.
void TestPayloadViewWidget::keepsWhatIsWritten()
{
    m_view->setEditable(true);
    m_view->setMode(NoukaiPayloadView::Text);
    m_view->setOriginal(1);
    show(1);
    text()->setFocus();
    QTest::keySequence(text(), QKeySequence::MoveToEndOfDocument);
    QTest::keyClicks(text(), u"2 ?"_s);
    QVERIFY(m_view->isModified());
    click("asTree");
    click("asDiff");
    QCOMPARE(diff()->model()->rowCount(), 2);
    click("asText");
    QCOMPARE(text()->toPlainText(), u"12 ?"_s);
    QVERIFY(!button("apply")->isPossible());
    QTest::keyClick(text(), Qt::Key_Backspace);
    QTest::keyClick(text(), Qt::Key_Backspace);
    QVERIFY(button("apply")->isPossible());
    m_view->setEditable(false);
    QVERIFY(text()->isReadOnly() && !m_view->isModified());
    QCOMPARE(text()->toPlainText(), u"1"_s);
    QVERIFY(!button("apply")->isVisible());
}

void TestPayloadViewWidget::viewMayGoInASlot()
{
    m_view->setEditable(true);
    m_view->setMode(NoukaiPayloadView::Text);
    show(1);
    connect(m_view.get(), &NoukaiPayloadView::modifiedChanged, this, [this] { m_view.release()->deleteLater(); });
    const QPointer<NoukaiPayloadView> alive(m_view.get());
    QTest::keyClicks(text(), u"2"_s);
    QVERIFY(!m_view);
    QTRY_VERIFY(!alive);

    m_view = std::make_unique<NoukaiPayloadView>();
    connect(m_view.get(), &NoukaiPayloadView::valueChanged, this, [this] { m_view.reset(); });
    m_view->setValue(order());
    QVERIFY(!m_view);
}

QTEST_MAIN(TestPayloadViewWidget)
#include "tst_payloadviewwidget.moc"
