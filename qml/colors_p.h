// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitheme.h>

#include <QtCore/QObject>
#include <QtGui/QColor>
#include <QtQml/qqml.h>

// The theme's colours for QML. They are not functions of NoukaiTheme because Core does without Qt Gui.
class NoukaiColors : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    using QObject::QObject;

    Q_INVOKABLE QColor of(NoukaiTheme::Role role, const QColor &background) const;
    Q_INVOKABLE QColor mix(const QColor &foreground, const QColor &background, double share) const;
};
