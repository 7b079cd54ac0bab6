// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QAccessibleWidget>

class NoukaiFlowProgress;

// Reads the component as a progress bar: its text as the name, its progress as the value.
class NoukaiFlowProgressAccessible : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit NoukaiFlowProgressAccessible(NoukaiFlowProgress *progress);

    static void install();

    QString text(QAccessible::Text kind) const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QVariant currentValue() const override;
    void setCurrentValue(const QVariant &) override {} // nobody but the flow moves it
    QVariant maximumValue() const override { return 1.0; }
    QVariant minimumValue() const override { return 0.0; }
    QVariant minimumStepSize() const override { return 0.0; }

private:
    NoukaiFlowProgress *progress() const;
};
