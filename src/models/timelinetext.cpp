// SPDX-License-Identifier: MIT
#include "timelinetext_p.h"

#include <Noukai/noukaiformat.h>
#include <Noukai/noukaitext.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace
{

class Text
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiTimelineModel)
};

void add(QString &sentence, const QString &part)
{
    //: What is said of a step, one thing after the other, as in "Summary: Completed, 3.4 s, 1,234 tokens".
    sentence = Text::tr("%1, %2", "a list").arg(sentence, part);
}

// The numbers are exact, for they are read out.
void addNumbers(QString &sentence, const StepAttempt &attempt, qint64 tokens)
{
    const QLocale locale;
    if (attempt.durationMs >= 0)
        add(sentence, NoukaiFormat::duration(attempt.durationMs));
    if (tokens == 1)
        add(sentence, Text::tr("1 token"));
    else if (tokens >= 0)
        add(sentence, Text::tr("%1 tokens").arg(NoukaiFormat::exactTokens(tokens, locale)));
    if (!attempt.costUsd.isEmpty())
        add(sentence, NoukaiFormat::cost(attempt.costUsd));
}

} // namespace

QString TimelineText::sentence(const StepAttempt &attempt, int attempts, qint64 tokens)
{
    const QLocale locale;
    const QString name = attempt.name.isEmpty() ? Text::tr("Step %1").arg(locale.toString(attempt.stepIndex + 1))
                                                : NoukaiText::preview(attempt.name);
    QString sentence = Text::tr("%1: %2", "a step and its state").arg(name, NoukaiFormat::stepWord(attempt.state));
    addNumbers(sentence, attempt, tokens);
    if (attempts > 1)
        add(sentence, Text::tr("attempt %1 of %2").arg(locale.toString(attempt.attempt), locale.toString(attempts)));
    if (attempt.iteration > 1)
        add(sentence, Text::tr("iteration %1").arg(locale.toString(attempt.iteration)));
    if (!attempt.overrides.isEmpty())
        add(sentence, Text::tr("overridden"));
    if (attempt.isTruncated)
        add(sentence, Text::tr("truncated"));
    if (attempt.isReplayed)
        add(sentence, Text::tr("replayed"));
    if (!attempt.error.message().isEmpty())
        sentence = Text::tr("%1: %2", "what is known of a step and why it failed")
                       .arg(sentence, NoukaiText::preview(attempt.error.message(), 256));
    return sentence;
}
