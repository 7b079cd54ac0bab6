// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QLocale>
#include <QtCore/QString>

// Every function is documented with its implementation.
namespace NoukaiFormat
{

NOUKAI_CORE_EXPORT QString unknown();

NOUKAI_CORE_EXPORT QString tokens(qint64 count, const QLocale &locale = QLocale());
NOUKAI_CORE_EXPORT QString exactTokens(qint64 count, const QLocale &locale = QLocale());
NOUKAI_CORE_EXPORT QString size(qint64 bytes, const QLocale &locale = QLocale());

NOUKAI_CORE_EXPORT QString cost(const QString &decimal, bool partial = false, const QLocale &locale = QLocale());
NOUKAI_CORE_EXPORT QString missingCosts(int missing, int steps, const QLocale &locale = QLocale());

NOUKAI_CORE_EXPORT QString duration(qint64 milliseconds, bool running = false, const QLocale &locale = QLocale());
NOUKAI_CORE_EXPORT QString position(qint64 milliseconds, const QLocale &locale = QLocale());
NOUKAI_CORE_EXPORT QString workAndWait(qint64 working, qint64 waiting, bool running = false,
                                       const QLocale &locale = QLocale());
NOUKAI_CORE_EXPORT QString lastActivity(qint64 silence, const QLocale &locale = QLocale());
NOUKAI_CORE_EXPORT QString lastEvent(qint64 silence, const QLocale &locale = QLocale());
NOUKAI_CORE_EXPORT bool isStalled(qint64 silence);

NOUKAI_CORE_EXPORT QString stateWord(NoukaiFlow::State state);
NOUKAI_CORE_EXPORT QString stepTitle(const QString &name, int stepIndex, int attempt = 1, int attemptCount = 1,
                                     int iteration = 1, const QLocale &locale = QLocale());
NOUKAI_CORE_EXPORT QString usageText(qint64 prompt, qint64 completion, qint64 total, const QString &costUsd = {},
                                     bool partial = false, const QLocale &locale = QLocale());
NOUKAI_CORE_EXPORT QString stepWord(NoukaiTimelineModel::StepState state);

} // namespace NoukaiFormat
