// SPDX-License-Identifier: MIT
#include "usagerow_p.h"

#include "parts/accessiblerole_p.h"
#include "parts/plainlabel_p.h"

#include <QtWidgets/QHBoxLayout>

NoukaiUsageRow::NoukaiUsageRow(bool strong, QWidget *parent)
    : QWidget(parent)
    , m_name(new NoukaiPlainLabel(this))
    , m_value(new NoukaiPlainLabel(this))
{
    NoukaiAccess::setRole(this, QAccessible::StaticText, true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(fontMetrics().averageCharWidth() * 2);
    row->addWidget(m_name, 1);
    row->addWidget(m_value);
    m_name->setStrength(strong ? 1 : 0.8);
    if (!strong)
        return;
    QFont font;
    font.setWeight(QFont::DemiBold);
    m_value->setFont(font);
}

void NoukaiUsageRow::show(const QString &name, const QString &value)
{
    m_name->setText(name);
    m_value->setText(value);
    //: Read by a screen reader: %1 is what is counted, %2 the number
    NoukaiAccess::rename(this, tr("%1: %2").arg(name, value));
    setVisible(!value.isEmpty());
}
