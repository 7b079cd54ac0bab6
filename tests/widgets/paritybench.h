// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QAccessible>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

#include <functional>
#include <memory>

// What both front ends are asked alike: what assistive technology reads, and what it does.
namespace Parity
{

// Calls `visit` for all that can be seen in `from`, from its first part to its last. Where it returns false, nothing
// inside is visited.
void walk(QAccessibleInterface *from, const std::function<bool(QAccessibleInterface *)> &visit);
// The names of all that has `role`, in their order.
QStringList names(QAccessibleInterface *from, QAccessible::Role role);
// All that is said, sorted, a line each: what it is, its name, what is told beside it, its value, whether it is on.
QStringList said(QAccessibleInterface *from);
// The text that stands in a field, empty for anything else.
QString textOf(QAccessibleInterface *part);
// What is called `name` and has `role`; null where there is none.
QAccessibleInterface *find(QAccessibleInterface *from, QAccessible::Role role, const QString &name);
// Presses the button or box `name`, as assistive technology does. False where there is none.
bool press(QAccessibleInterface *from, const QString &name);
// Writes `text` in place of what stands in the field `name`, as a person with the focus in it. False where it cannot.
bool write(QAccessibleInterface *from, const QString &name, const QString &text);
// Waiting for others, a running step counts up; that is not what is compared.
QStringList withoutTimes(QStringList lines);
// For a message: both, where they differ.
QByteArray difference(const QStringList &there, const QStringList &here);

} // namespace Parity

// A component of the QML module in a window of its own.
class QuickPart
{
public:
    explicit QuickPart(const QByteArray &type, const QVariantMap &properties = {}, QSize size = {800, 600});

    QObject *object() const { return m_object.get(); }
    QObject *operator->() const { return m_object.get(); }
    QQuickItem *item() const { return qobject_cast<QQuickItem *>(m_object.get()); }
    QQuickWindow *window() const { return const_cast<QQuickWindow *>(&m_window); }
    QAccessibleInterface *read() const { return QAccessible::queryAccessibleInterface(window()); }
    QStringList names(QAccessible::Role role) const { return Parity::names(read(), role); }
    QStringList said() const { return Parity::said(read()); }

private:
    QQmlEngine m_engine;
    QQmlComponent m_component;
    QQuickWindow m_window;
    std::unique_ptr<QObject> m_object;
};

// Waits until `here` says what `there` says, and tells the difference where that does not come.
#define COMPARE_SAID(there, here)                                                                                      \
    do {                                                                                                               \
        const bool isSame = QTest::qWaitFor([&] { return (there) == (here); });                                        \
        QVERIFY2(isSame, Parity::difference((there), (here)).constData());                                             \
    } while (false)
