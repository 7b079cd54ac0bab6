// SPDX-License-Identifier: MIT
#include "rowsaccessible_p.h"

#include "rowsview_p.h"

#include <QtCore/QPointer>

namespace
{

class RowAccessible : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    RowAccessible(NoukaiRowsView *view, const QModelIndex &index)
        : m_view(view)
        , m_index(index)
    {
    }

    int row() const { return m_index.isValid() ? m_index.row() : -1; }
    bool isValid() const override { return m_view && m_index.isValid(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view ? parent()->window() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect seen = m_view->visualRect(m_index);
        return {m_view->viewport()->mapToGlobal(seen.topLeft()), seen.size()};
    }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Name)
            return m_index.data(Qt::AccessibleTextRole).toString();
        return kind == QAccessible::Description ? m_view->descriptionOf(row()) : QString();
    }
    void setText(QAccessible::Text, const QString &) override {}

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state = m_view->stateOf(row());
        state.focusable = true;
        state.focused = m_view->hasFocus() && row() == m_view->currentRow();
        state.selectable = true;
        state.selected = row() == m_view->currentRow();
        const QRect seen = m_view->visualRect(m_index);
        state.offscreen = !seen.intersects(m_view->viewport()->rect());
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &action) override
    {
        if (!isValid())
            return;
        const int row = this->row();
        m_view->setCurrentRow(row);
        if (action == setFocusAction())
            m_view->setFocus(Qt::OtherFocusReason);
        else if (action == pressAction())
            m_view->press(row);
    }

private:
    QPointer<NoukaiRowsView> m_view;
    QPersistentModelIndex m_index;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *view = qobject_cast<NoukaiRowsView *>(object);
    return view ? new NoukaiRowsAccessible(view) : nullptr;
}

} // namespace

void NoukaiRowsAccessible::install()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

NoukaiRowsAccessible::NoukaiRowsAccessible(NoukaiRowsView *view)
    : QAccessibleWidget(view, QAccessible::List)
{
}

NoukaiRowsAccessible::~NoukaiRowsAccessible()
{
    for (const QAccessible::Id id : std::as_const(m_rows))
        QAccessible::deleteAccessibleInterface(id);
}

NoukaiRowsView *NoukaiRowsAccessible::view() const
{
    return static_cast<NoukaiRowsView *>(object());
}

int NoukaiRowsAccessible::childCount() const
{
    return view()->rows() + int(view()->parts().size());
}

QAccessibleInterface *NoukaiRowsAccessible::child(int index) const
{
    const int rows = view()->rows();
    if (index < 0 || index >= childCount())
        return nullptr;
    if (index >= rows)
        return QAccessible::queryAccessibleInterface(view()->parts().at(index - rows));
    const QPersistentModelIndex row(view()->indexOf(index));
    if (const auto known = m_rows.constFind(row); known != m_rows.constEnd())
        return QAccessible::accessibleInterface(*known);
    if (m_rows.size() > 2 * rows + 64) {
        m_rows.removeIf([](const auto &entry) { // of rows that are gone
            if (entry.key().isValid())
                return false;
            QAccessible::deleteAccessibleInterface(entry.value());
            return true;
        });
    }
    auto *made = new RowAccessible(view(), row);
    m_rows.insert(row, QAccessible::registerAccessibleInterface(made));
    return made;
}

int NoukaiRowsAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    if (const auto *row = dynamic_cast<const RowAccessible *>(child))
        return row->row();
    const auto parts = view()->parts();
    for (int i = 0; child && i < parts.size(); ++i) {
        if (child->object() == parts.at(i))
            return view()->rows() + i;
    }
    return -1;
}

QAccessibleInterface *NoukaiRowsAccessible::childAt(int x, int y) const
{
    const QPoint point = view()->viewport()->mapFromGlobal(QPoint(x, y));
    const auto parts = view()->parts();
    for (QWidget *part : parts) {
        if (part->isVisible() && part->geometry().contains(point))
            return QAccessible::queryAccessibleInterface(part);
    }
    const QModelIndex index = view()->indexAt(point);
    return index.isValid() ? child(index.row()) : nullptr;
}

QAccessibleInterface *NoukaiRowsAccessible::focusChild() const
{
    if (view()->hasFocus() && view()->currentRow() >= 0)
        return child(view()->currentRow());
    return QAccessibleWidget::focusChild();
}
