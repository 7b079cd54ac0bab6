// SPDX-License-Identifier: MIT
#include "quickparts.h"

#include <Noukai/noukaijsonmodel.h>
#include <Noukai/noukaitext.h>
#include <Noukai/noukaitheme.h>

#include <QtCore/QItemSelectionModel>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using namespace QuickParts;

// A JSON value used with mouse and keys: tree, text, changes, finding, editing against a schema.
class TestPayloadView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { NoukaiTheme::instance()->setReduceMotion(false); }

    void findsInTheTree();
    void findsInTheText();
    void showsWhatChanged();
    void editsAgainstTheSchema_data();
    void editsAgainstTheSchema();
    void nothingIsNoValue();
    void hostileTextIsEscaped();
};

namespace
{

constexpr auto Order = "anchors.fill: parent; title: 'Order'; value: ({ id: 7, lines: [{ item: 'pen', count: 2 },"
                       "{ item: 'ink', count: 1 }], note: 'no ink left' })";

// The path of the tree's current row.
QString currentPath(QQuickItem *tree)
{
    const auto *selection = tree->property("selectionModel").value<QItemSelectionModel *>();
    return selection->currentIndex().data(NoukaiJsonModel::PathRole).toString();
}

QQuickItem *treeIn(Scene &scene)
{
    const auto items = itemsOf(scene.part());
    for (QQuickItem *item : items) {
        if (item->inherits("QQuickTreeView"))
            return item;
    }
    return nullptr;
}

} // namespace

void TestPayloadView::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    NoukaiTheme::instance()->setReduceMotion(true);
}

void TestPayloadView::findsInTheTree()
{
    Scene scene;
    QVERIFY(scene.show(named("PayloadView", Order), nullptr, false, {600, 400}));
    QQuickItem *tree = treeIn(scene);
    QVERIFY(tree);
    QTRY_VERIFY(seenText(scene.part()).contains(u"id"_s)); // the top is open
    QVERIFY(!find(scene.part(), u"copyPath"_s));
    tree->forceActiveFocus();
    QTest::keySequence(&scene.view, QKeySequence::Find);
    QTRY_VERIFY(find(scene.part(), u"findField"_s));
    QTRY_VERIFY(find(scene.part(), u"findField"_s)->hasActiveFocus());
    type(&scene.view, "INK");
    QCOMPARE(currentPath(tree), u"$.lines[1].item"_s); // and what is above it opens
    QTRY_VERIFY(seenText(scene.part()).contains(u"pen"_s));
    QTest::keyClick(&scene.view, Qt::Key_Return);
    QCOMPARE(currentPath(tree), u"$.note"_s);
    QTest::keyClick(&scene.view, Qt::Key_Return); // on at the top
    QCOMPARE(currentPath(tree), u"$.lines[1].item"_s);
    QTest::keyClick(&scene.view, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(currentPath(tree), u"$.note"_s);
    type(&scene.view, "x");
    QTRY_VERIFY(seenText(scene.part()).contains(u"No match"_s));
    QTest::keyClick(&scene.view, Qt::Key_Escape);
    QTRY_VERIFY(!find(scene.part(), u"findField"_s));
    QTRY_VERIFY(tree->hasActiveFocus());

    QTRY_VERIFY(find(scene.part(), u"copyPath"_s));
    click(find(scene.part(), u"copyPath"_s));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"$.note"_s);
    tree->forceActiveFocus();
    QTest::keySequence(&scene.view, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"no ink left"_s);
}

void TestPayloadView::findsInTheText()
{
    Scene scene;
    QVERIFY(scene.show(named("PayloadView", Order), nullptr, false, {600, 400}));
    click(find(scene.part(), u"asText"_s));
    QTRY_VERIFY(find(scene.part(), u"payloadText"_s));
    QQuickItem *text = find(scene.part(), u"payloadText"_s);
    click(find(scene.part(), u"findPayload"_s));
    QTRY_VERIFY(find(scene.part(), u"findField"_s));
    type(&scene.view, "Ink");
    QCOMPARE(text->property("selectedText").toString(), u"ink"_s);
    const int first = text->property("selectionStart").toInt();
    QTest::keyClick(&scene.view, Qt::Key_Return);
    QVERIFY(text->property("selectionStart").toInt() > first);
    QTest::keyClick(&scene.view, Qt::Key_Return);
    QCOMPARE(text->property("selectionStart").toInt(), first);
    QTest::keyClick(&scene.view, Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(text->property("selectionStart").toInt() > first);
    type(&scene.view, "x");
    QTRY_VERIFY(seenText(scene.part()).contains(u"No match"_s));
    QCOMPARE(text->property("selectedText").toString(), QString());
}

void TestPayloadView::showsWhatChanged()
{
    Scene scene;
    QVERIFY(scene.show(named("PayloadView", "anchors.fill: parent; title: 'Input'; value: ({ a: 1, b: [2, 3] });"
                                            "original: ({ a: 1, b: [2, 4], c: null })"),
                       nullptr, false, {600, 400}));
    QVERIFY(find(scene.part(), u"asDiff"_s));
    click(find(scene.part(), u"asDiff"_s));
    QTRY_VERIFY(seenText(scene.part()).contains(u"Input: "_s));
    const QStringList seen = seenText(scene.part()).split(u'\n');
    QVERIFY2(seen.contains(u"−"_s) && seen.contains(u"+"_s), qPrintable(seen.join(u'|')));
    QVERIFY2(seen.contains(u"        4"_s) && seen.contains(u"        3"_s), qPrintable(seen.join(u'|')));
    QVERIFY(!find(scene.part(), u"findPayload"_s));
    scene.part()->setProperty("value", QVariantMap{{u"later"_s, 5}});
    QTRY_VERIFY2(seenText(scene.part()).contains(u"\"later\": 5"_s), qPrintable(seenText(scene.part())));
    click(find(scene.part(), u"asText"_s));
    QTRY_VERIFY(find(scene.part(), u"payloadText"_s));
    scene.part()->setProperty("value", QVariantMap{{u"latest"_s, 6}});
    QTRY_VERIFY2(seenText(scene.part()).contains(u"\"latest\": 6"_s), qPrintable(seenText(scene.part())));
    click(find(scene.part(), u"asTree"_s));
    QTRY_VERIFY(!seenText(scene.part()).contains(u"Input: "_s));
}

void TestPayloadView::editsAgainstTheSchema_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem"); // a part of it
    QTest::newRow("valid") << u"{\n    \"count\": 3\n}"_s << QString();
    QTest::newRow("no JSON") << u"{\"count\": "_s << u"This is no JSON"_s;
    QTest::newRow("missing") << u"{}"_s << u"How many: "_s;
    QTest::newRow("wrong type") << u"{\"count\": \"three\"}"_s << u"How many: "_s;
    QTest::newRow("too much") << u"{\"count\": 11}"_s << u"How many: "_s;
    QTest::newRow("no object") << u"[1]"_s << u"object"_s;
}

void TestPayloadView::editsAgainstTheSchema()
{
    QFETCH(QString, text);
    QFETCH(QString, problem);
    Scene scene;
    QVERIFY(scene.show(named("PayloadView",
                             "anchors.fill: parent; editable: true; mode: PayloadView.Text; value: ({ count: 2 });"
                             "schema: ({ type: 'object', required: ['count'], properties: { count: "
                             "{ type: 'integer', title: 'How many', maximum: 10 } } })"),
                       nullptr, false, {600, 400}));
    QQuickItem *area = find(scene.part(), u"payloadText"_s);
    QVERIFY(area);
    QQuickItem *apply = find(scene.part(), u"apply"_s);
    const auto canApply = [&] {
        return apply->property("disabledReason").toString().isEmpty();
    };
    QVERIFY(apply && !canApply()); // nothing was changed yet
    QSignalSpy edited(scene.part(), SIGNAL(edited(QVariant)));
    area->setProperty("text", text);
    if (problem.isEmpty()) {
        QTRY_VERIFY(canApply());
        click(apply);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited.constFirst().constFirst().toMap().value(u"count"_s).toInt(), 3);
        scene.part()->setProperty("value", edited.constFirst().constFirst()); // as the host does
        QTRY_VERIFY(!canApply());
        return;
    }
    const auto shown = [&] {
        return seenText(scene.part()).remove(text);
    };
    QTRY_VERIFY2(shown().contains(problem), qPrintable(shown()));
    QVERIFY(!canApply());
    bool applied = true;
    QVERIFY(QMetaObject::invokeMethod(scene.part(), "apply", Q_RETURN_ARG(bool, applied)));
    QVERIFY(!applied);
    QCOMPARE(edited.count(), 0);
}

void TestPayloadView::nothingIsNoValue()
{
    Scene scene;
    QVERIFY(scene.show(named("PayloadView", "anchors.fill: parent; editable: true; mode: PayloadView.Text; value: 7"),
                       nullptr, false, {600, 400}));
    QQuickItem *area = find(scene.part(), u"payloadText"_s);
    QQuickItem *apply = find(scene.part(), u"apply"_s);
    QVERIFY(area && apply);
    QSignalSpy edited(scene.part(), SIGNAL(edited(QVariant)));
    for (const QString &nothing : {QString(), u" \n "_s}) {
        area->setProperty("text", nothing);
        QTRY_VERIFY2(!apply->property("disabledReason").toString().isEmpty(), qPrintable(nothing));
        QVERIFY2(!seenText(scene.part()).trimmed().isEmpty(), "it says why");
        bool applied = true;
        QVERIFY(QMetaObject::invokeMethod(scene.part(), "apply", Q_RETURN_ARG(bool, applied)));
        QVERIFY(!applied && edited.isEmpty());
    }
    area->setProperty("text", QString());
    QTRY_COMPARE(apply->property("disabledReason").toString(), u"There is no value."_s);
    area->setProperty("text", u"null"_s); // is one
    QTRY_COMPARE(apply->property("disabledReason").toString(), QString());
}

// What is shown is what is there, and stays that when it is applied.
void TestPayloadView::hostileTextIsEscaped()
{
    const QString hostile = u"a\u202Eb\u200B"_s;
    Scene scene;
    QVERIFY(scene.show(named("PayloadView", "anchors.fill: parent; editable: true; mode: PayloadView.Text"), nullptr,
                       false, {600, 400}));
    scene.part()->setProperty("original", hostile);
    scene.part()->setProperty("value", QVariantMap{{u"name"_s, hostile}});
    QQuickItem *area = find(scene.part(), u"payloadText"_s);
    QTRY_VERIFY(area->property("text").toString().contains(u"\\u202E"_s));
    QVERIFY(!NoukaiText::hasDeceptive(area->property("text").toString()));
    QSignalSpy edited(scene.part(), SIGNAL(edited(QVariant)));
    area->setProperty("text", area->property("text").toString().replace(u"name"_s, u"title"_s));
    bool applied = false;
    QVERIFY(QMetaObject::invokeMethod(scene.part(), "apply", Q_RETURN_ARG(bool, applied)));
    QVERIFY(applied);
    QCOMPARE(edited.constFirst().constFirst().toMap().value(u"title"_s).toString(), hostile);
    click(find(scene.part(), u"asDiff"_s));
    QTRY_VERIFY2(seenText(scene.part()).contains(u"\"a\\u202Eb\\u200B\""_s), qPrintable(seenText(scene.part())));
    QVERIFY(!NoukaiText::hasDeceptive(seenText(scene.part())));
}

QTEST_MAIN(TestPayloadView)
#include "tst_payloadview.moc"
