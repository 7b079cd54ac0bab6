// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QLayout>

#include <memory>
#include <vector>

// Puts its items beside each other, and on the next line where there is no room, from the side where reading begins.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiFlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit NoukaiFlowLayout(QWidget *parent = nullptr);
    ~NoukaiFlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place({0, 0, width, 0}, false); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    int place(const QRect &rect, bool moves) const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};
