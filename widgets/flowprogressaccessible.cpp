// SPDX-License-Identifier: MIT
#include "flowprogressaccessible_p.h"

#include "noukaiflowprogress.h"

NoukaiFlowProgressAccessible::NoukaiFlowProgressAccessible(NoukaiFlowProgress *progress)
    : QAccessibleWidget(progress, QAccessible::ProgressBar)
{
}

void NoukaiFlowProgressAccessible::install()
{
    static const bool installed = [] {
        QAccessible::installFactory([](const QString &key, QObject *object) -> QAccessibleInterface * {
            if (key != QLatin1String("NoukaiFlowProgress"))
                return nullptr;
            auto *progress = qobject_cast<NoukaiFlowProgress *>(object);
            return progress ? new NoukaiFlowProgressAccessible(progress) : nullptr;
        });
        return true;
    }();
    Q_UNUSED(installed)
}

NoukaiFlowProgress *NoukaiFlowProgressAccessible::progress() const
{
    return static_cast<NoukaiFlowProgress *>(object());
}

QString NoukaiFlowProgressAccessible::text(QAccessible::Text kind) const
{
    // A name that the application gave says what is measured; the state then becomes the description.
    const QString given = progress()->accessibleName();
    if (kind == QAccessible::Name)
        return given.isEmpty() ? progress()->text() : given;
    if (kind == QAccessible::Description && !given.isEmpty())
        return progress()->text();
    return QAccessibleWidget::text(kind);
}

void *NoukaiFlowProgressAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::ValueInterface)
        return static_cast<QAccessibleValueInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QVariant NoukaiFlowProgressAccessible::currentValue() const
{
    const double value = progress()->progress();
    return value < 0 ? QVariant() : QVariant(value);
}
