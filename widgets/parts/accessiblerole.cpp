// SPDX-License-Identifier: MIT
#include "accessiblerole_p.h"

#include <QtCore/QVariant>
#include <QtWidgets/QAccessibleWidget>
#include <QtWidgets/QWidget>

namespace
{

constexpr const char *RoleProperty = "_noukai_role";
constexpr const char *LeafProperty = "_noukai_leaf";

class RoleAccessible : public QAccessibleWidget
{
public:
    RoleAccessible(QWidget *widget, QAccessible::Role role, bool leaf)
        : QAccessibleWidget(widget, role)
        , m_leaf(leaf)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (role() == QAccessible::NoRole)
            return {};
        // Where there is none, Qt would take the tool tip: it is for the eye, says the name again, and holds markup.
        return kind == QAccessible::Description ? widget()->accessibleDescription() : QAccessibleWidget::text(kind);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        if (role() == QAccessible::NoRole)
            state.invisible = true;
        return state;
    }

    int childCount() const override { return m_leaf ? 0 : QAccessibleWidget::childCount(); }
    QAccessibleInterface *child(int index) const override { return m_leaf ? nullptr : QAccessibleWidget::child(index); }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return m_leaf ? nullptr : QAccessibleWidget::childAt(x, y);
    }
    QAccessibleInterface *focusChild() const override
    {
        return m_leaf && widget()->hasFocus() ? const_cast<RoleAccessible *>(this) : QAccessibleWidget::focusChild();
    }

private:
    bool m_leaf;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const QVariant role = widget ? widget->property(RoleProperty) : QVariant();
    if (!role.isValid())
        return nullptr;
    return new RoleAccessible(widget, QAccessible::Role(role.toInt()), widget->property(LeafProperty).toBool());
}

} // namespace

void NoukaiAccess::setRole(QWidget *widget, QAccessible::Role role, bool leaf)
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
    widget->setProperty(RoleProperty, int(role));
    widget->setProperty(LeafProperty, leaf);
}

void NoukaiAccess::ignore(QWidget *widget)
{
    setRole(widget, QAccessible::NoRole);
}

void NoukaiAccess::rename(QWidget *widget, const QString &name, const QString &description)
{
    if (name != widget->accessibleName())
        widget->setAccessibleName(name); // tells it as well
    if (description != widget->accessibleDescription())
        widget->setAccessibleDescription(description);
}
