// SPDX-License-Identifier: MIT
#include "formatter_p.h"

#include <Noukai/noukaiformat.h>
#include <Noukai/noukaitext.h>

QString NoukaiFormatter::unknown() const
{
    return NoukaiFormat::unknown();
}

QString NoukaiFormatter::tokens(qint64 count) const
{
    return NoukaiFormat::tokens(count);
}

QString NoukaiFormatter::exactTokens(qint64 count) const
{
    return NoukaiFormat::exactTokens(count);
}

QString NoukaiFormatter::size(qint64 bytes) const
{
    return NoukaiFormat::size(bytes);
}

QString NoukaiFormatter::cost(const QString &decimal, bool partial) const
{
    return NoukaiFormat::cost(decimal, partial);
}

QString NoukaiFormatter::duration(qint64 milliseconds, bool running) const
{
    return NoukaiFormat::duration(milliseconds, running);
}

/* As NoukaiFormat::position(): \a milliseconds from the start of a time line. */
QString NoukaiFormatter::position(qint64 milliseconds) const
{
    return NoukaiFormat::position(milliseconds);
}

QString NoukaiFormatter::workAndWait(qint64 working, qint64 waiting, bool running) const
{
    return NoukaiFormat::workAndWait(working, waiting, running);
}

QString NoukaiFormatter::stateWord(NoukaiFlow::State state) const
{
    return NoukaiFormat::stateWord(state);
}

QString NoukaiFormatter::stepWord(NoukaiTimelineModel::StepState state) const
{
    return NoukaiFormat::stepWord(state);
}

QString NoukaiFormatter::stepTitle(const QString &name, int stepIndex, int attempt, int attemptCount,
                                   int iteration) const
{
    return NoukaiFormat::stepTitle(name, stepIndex, attempt, attemptCount, iteration);
}

QString NoukaiFormatter::usageText(qint64 prompt, qint64 completion, qint64 total, const QString &costUsd,
                                   bool partial) const
{
    return NoukaiFormat::usageText(prompt, completion, total, costUsd, partial);
}

bool NoukaiTextFunctions::hasDeceptive(const QString &text) const
{
    return NoukaiText::hasDeceptive(text);
}

bool NoukaiTextFunctions::hasLongWord(const QString &text) const
{
    return NoukaiText::hasLongWord(text);
}

QString NoukaiTextFunctions::beginning(const QString &text, int length) const
{
    return NoukaiText::beginning(text, length);
}

QString NoukaiTextFunctions::escaped(const QString &text) const
{
    return NoukaiText::escaped(text);
}

QString NoukaiTextFunctions::escapedJson(const QString &json) const
{
    return NoukaiText::escapedJson(json);
}

QString NoukaiTextFunctions::preview(const QString &text, int length) const
{
    return NoukaiText::preview(text, length);
}
