// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

class NoukaiPlainLabel;

// A name and its number, which stands at the far side so that numbers can be compared.
class NoukaiUsageRow : public QWidget
{
    Q_OBJECT

public:
    explicit NoukaiUsageRow(bool strong, QWidget *parent);

    // Hidden where there is no value.
    void show(const QString &name, const QString &value);
    using QWidget::show;

private:
    NoukaiPlainLabel *m_name;
    NoukaiPlainLabel *m_value;
};
