// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <functional>

class QWidget;
class Stage;

// One state of a widget to be looked at: a run that is brought there, and what shows it.
struct Specimen {
    const char *scene = nullptr;
    QString note; // what else makes the state, to be read behind the scene's name
    std::function<QWidget *(Stage &stage)> make;
};

// The widgets in the order of the gallery.
QStringList specimenNames();
QList<Specimen> specimensOf(const QString &name);
