// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

// What the run below is called.
QString manyStepsExecutionId();
// A run of \a count steps as a recording; each takes a few milliseconds.
QByteArray manyStepsRecording(const QString &message, int count);
