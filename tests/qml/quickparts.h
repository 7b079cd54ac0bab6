// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QRegularExpression>
#include <QtGui/QAccessible>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlContext>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickView>
#include <QtQuick/QQuickWindow>
#include <QtTest/QTest>

#include <memory>

// Finding and using what a component is made of, as a person would.
namespace QuickParts
{

// All items below `item`, in the order in which they are drawn.
inline QList<QQuickItem *> itemsOf(QQuickItem *item)
{
    QList<QQuickItem *> items;
    const auto children = item->childItems();
    for (QQuickItem *child : children) {
        items << child;
        items << itemsOf(child);
    }
    return items;
}

inline QQuickItem *find(QQuickItem *item, const QString &name)
{
    const auto items = itemsOf(item);
    for (QQuickItem *candidate : items) {
        if (candidate->objectName() == name && candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

inline void click(QQuickItem *item)
{
    item->window()->grabWindow(); // lays out
    const QPointF centre = item->mapToScene({item->width() / 2, item->height() / 2});
    QTest::mouseClick(item->window(), Qt::LeftButton, {}, centre.toPoint());
}

inline void type(QWindow *window, const char *text)
{
    for (; *text; ++text)
        QTest::keyClick(window, *text);
}

// The visible button that is read as `text`.
inline QQuickItem *button(QQuickItem *item, const QString &text)
{
    const auto items = itemsOf(item);
    for (QQuickItem *candidate : items) {
        if (candidate->objectName() != QStringLiteral("button") || !candidate->isVisible())
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(candidate);
        if (accessible && accessible->text(QAccessible::Name) == text)
            return candidate;
    }
    return nullptr;
}

inline QString description(QQuickItem *item)
{
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(item);
    return accessible ? accessible->text(QAccessible::Description) : QString();
}

// What can be seen as text, joined by line breaks.
inline QString seenText(QQuickItem *item)
{
    QStringList texts;
    const auto items = itemsOf(item);
    for (QQuickItem *candidate : items) {
        const QString text = candidate->property("text").toString();
        const bool isText = candidate->inherits("QQuickText") || candidate->inherits("QQuickTextEdit");
        if (isText && candidate->isVisible() && !text.isEmpty())
            texts << text;
    }
    return texts.join(QLatin1Char('\n'));
}

// The first visible text below `item` that could be taken for markup, or nothing.
inline QString richText(QQuickItem *item)
{
    const auto items = itemsOf(item);
    for (QQuickItem *candidate : items) {
        const QVariant format = candidate->property("textFormat");
        const bool ours = candidate->inherits("QQuickText") || candidate->inherits("QQuickTextEdit");
        const bool ofButton = candidate->parentItem() && candidate->parentItem()->inherits("QQuickIconLabel");
        const bool isHint = candidate->inherits("QQuickPlaceholderText"); // the application's words
        if (ours && !ofButton && !isHint && format.toInt() != Qt::PlainText)
            return candidate->property("text").toString();
    }
    return {};
}

// The first item that takes the focus by Tab and says nothing to assistive technology.
inline QQuickItem *namelessStop(QQuickItem *item)
{
    const auto items = itemsOf(item);
    for (QQuickItem *candidate : items) {
        if (!candidate->isVisible() || !candidate->isEnabled() || !candidate->activeFocusOnTab())
            continue;
        if (candidate->parentItem()->inherits("QQuickSpinBox")) // which has the name
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(candidate);
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            return candidate;
    }
    return nullptr;
}

// Something that stands out of `item` at a side, although it is visible.
inline QQuickItem *outside(QQuickItem *item)
{
    const auto items = itemsOf(item);
    for (QQuickItem *candidate : items) {
        if (!candidate->isVisible() || candidate->width() <= 0 || !candidate->inherits("QQuickText"))
            continue;
        const QRectF rect = candidate->mapRectToItem(item, {0, 0, candidate->width(), candidate->height()});
        if (rect.left() < -1 || rect.right() > item->width() + 1)
            return candidate;
    }
    return nullptr;
}

// The code for a component with a name to find it by.
inline QString named(const char *type, const char *properties = "anchors.fill: parent; flow: theFlow")
{
    return QStringLiteral("%1 { id: it; objectName: \"part\"; %2 }")
        .arg(QLatin1String(type), QLatin1String(properties));
}

// A window with the component that `code` names, in a pane of the application's style.
struct Scene {
    QQuickView view;
    std::unique_ptr<QQuickItem> item;

    // The flow is there as `theFlow` for bindings.
    bool show(const QString &code, QObject *flow, bool mirrored = false, QSize size = {900, 700}, bool dark = false)
    {
        view.rootContext()->setContextProperty(QStringLiteral("theFlow"), flow);
        QQmlComponent component(view.engine());
        const QString source = QStringLiteral("import QtQuick\nimport QtQuick.Controls\nimport Noukai\n"
                                              "Pane { LayoutMirroring.enabled: %1\n"
                                              "LayoutMirroring.childrenInherit: true\n%2\n%3 }");
        // As a style hands its dark palette down.
        const QString palette = QStringLiteral("palette { window: '#1e1e1e'; base: '#2d2d2d'; button: '#3c3c3c';"
                                               "windowText: '#f3f3f3'; text: '#f3f3f3'; buttonText: '#f3f3f3' }\n"
                                               "background: Rectangle { color: '#1e1e1e' }");
        component.setData(
            source.arg(mirrored ? QStringLiteral("true") : QStringLiteral("false"), dark ? palette : QString(), code)
                .toUtf8(),
            QUrl(QStringLiteral("qrc:/Test.qml")));
        item.reset(qobject_cast<QQuickItem *>(component.create(view.rootContext())));
        if (!item) {
            qWarning().noquote() << component.errorString();
            return false;
        }
        view.resize(size);
        item->setParentItem(view.contentItem());
        item->setSize(view.size());
        view.show();
        view.requestActivate();
        return QTest::qWaitForWindowExposed(&view);
    }

    // The component itself.
    QQuickItem *part() const { return item->findChild<QQuickItem *>(QStringLiteral("part")); }
};

} // namespace QuickParts
