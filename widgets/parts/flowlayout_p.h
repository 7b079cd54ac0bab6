// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtCore/QList>
#include <QtWidgets/QLayout>

// Puts widgets one after another in the direction of reading, in as many lines as they need.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiFlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit NoukaiFlowLayout(QWidget *parent = nullptr);
    ~NoukaiFlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;

    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    int arrange(const QRect &rect, bool moves) const;

    QList<QLayoutItem *> m_items;
};
