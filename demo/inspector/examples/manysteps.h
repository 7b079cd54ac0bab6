// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

// A run of \a count steps as a recording; each takes a few milliseconds.
QByteArray manyStepsRecording(const QString &message, int count);
