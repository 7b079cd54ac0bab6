// SPDX-License-Identifier: MIT
#include "accessiblerole_p.h"

#include <QtCore/QVariant>
#include <QtWidgets/QAccessibleWidget>

namespace
{

constexpr char Property[] = "_noukai_role";
constexpr char LeafProperty[] = "_noukai_leaf";

class RoleAccessible : public QAccessibleWidget
{
public:
    RoleAccessible(QWidget *widget, QAccessible::Role role)
        : QAccessibleWidget(widget, role)
        , m_leaf(widget->property(LeafProperty).toBool())
    {
    }

    int childCount() const override { return m_leaf ? 0 : QAccessibleWidget::childCount(); }
    QAccessibleInterface *child(int index) const override { return m_leaf ? nullptr : QAccessibleWidget::child(index); }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return m_leaf ? nullptr : QAccessibleWidget::childAt(x, y);
    }

    QString text(QAccessible::Text kind) const override
    {
        return role() == QAccessible::NoRole ? QString() : QAccessibleWidget::text(kind);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        if (role() == QAccessible::NoRole)
            state.invisible = true;
        return state;
    }

private:
    bool m_leaf;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const QVariant role = widget ? widget->property(Property) : QVariant();
    return role.isValid() ? new RoleAccessible(widget, QAccessible::Role(role.toInt())) : nullptr;
}

} // namespace

void NoukaiAccess::setRole(QWidget *widget, QAccessible::Role role, bool leaf)
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
    widget->setProperty(Property, int(role));
    if (leaf)
        widget->setProperty(LeafProperty, true);
}

void NoukaiAccess::rename(QWidget *widget, const QString &name, const QString &description)
{
    if (name != widget->accessibleName())
        widget->setAccessibleName(name);
    if (description != widget->accessibleDescription())
        widget->setAccessibleDescription(description);
}

void NoukaiAccess::ignore(QWidget *widget)
{
    setRole(widget, QAccessible::NoRole);
}
