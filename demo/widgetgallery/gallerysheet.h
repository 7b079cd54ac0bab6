// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

// All states of one widget, one below the other, each with its name above it.
class GallerySheet : public QWidget
{
    Q_OBJECT

public:
    explicit GallerySheet(const QString &component, QWidget *parent = nullptr);
};
