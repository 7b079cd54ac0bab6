// SPDX-License-Identifier: MIT
#include "noukaiformat.h"

#include "wire/decimal_p.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QCoreApplication>

/*!
    \namespace NoukaiFormat
    \inmodule Noukai
    \brief How numbers and states are written for people.

    Both front ends write tokens, costs, times and states with these functions, so that they never differ. They are
    pure: the same values give the same text. Digits, decimal point and grouping follow the locale that is passed, by
    default QLocale(); words and units follow the translations that the application has installed. They may be called
    from any thread.

    What nobody reported is not zero: it is written as unknown().
*/

namespace NoukaiFormat
{

namespace
{

class Text
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiFormat)
};

constexpr qint64 Second = 1000;
constexpr qint64 ActivityShown = 10 * Second;
constexpr qint64 Stalled = 120 * Second;

// ASCII digits and points as the locale writes them.
QString localized(const QString &plain, const QLocale &locale)
{
    QString text;
    for (const QChar c : plain) {
        if (c == QLatin1Char('.'))
            text += locale.decimalPoint();
        else
            text += locale.toString(c.digitValue());
    }
    return text;
}

QString twoDigits(qint64 value, const QLocale &locale)
{
    return localized(QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')), locale);
}

// A whole number of tenths, the last one left out when it is zero and `trim` is set.
QString tenths(qint64 value, bool trim, const QLocale &locale)
{
    QString text = locale.toString(value / 10);
    if (value % 10 != 0 || !trim)
        text += locale.decimalPoint() + locale.toString(value % 10);
    return text;
}

// A count in the largest unit of which there is at least one after rounding: `powers` of 1000 and tenths of it.
struct Compact {
    int power = 0;
    qint64 tenths = 0;
};

qint64 rounded(qint64 count, qint64 unit)
{
    return count / unit + (count % unit >= unit / 2 ? 1 : 0);
}

Compact compact(qint64 count, int maximumPower)
{
    qint64 unit = 1000;
    for (int power = 1;; ++power, unit *= 1000) {
        qint64 value = rounded(count, unit / 10);
        if (value >= 1000) // from a hundred on a tenth says nothing
            value = rounded(count, unit) * 10;
        if (value < 10000 || power == maximumPower) // 999.5 and more is one of the next unit
            return {power, value};
    }
}

} // namespace

/*!
    Returns the sign for what is not known, a dash.
*/
QString unknown()
{
    return QString(QChar(0x2014));
}

/*!
    Returns \a count tokens in short form, as in "842", "1.2K" or "123K", rounded to a tenth of the unit below
    a hundred of it and to the whole unit from there on. A negative \a count is unknown.

    Show exactTokens() beside it, as a tool tip and to assistive technology. Written as in \a locale.
*/
QString tokens(qint64 count, const QLocale &locale)
{
    if (count < 0)
        return unknown();
    if (count < 1000)
        return locale.toString(count);
    const Compact value = compact(count, 4);
    const QString number = tenths(value.tenths, true, locale);
    switch (value.power) {
    case 1:
        return Text::tr("%1K", "thousand tokens").arg(number);
    case 2:
        return Text::tr("%1M", "million tokens").arg(number);
    case 3:
        return Text::tr("%1B", "thousand million tokens").arg(number);
    default:
        return Text::tr("%1T", "million million tokens").arg(number);
    }
}

/*!
    Returns \a count tokens with all digits, grouped, as in "12,345". A negative \a count is unknown.
    Written as in \a locale.
*/
QString exactTokens(qint64 count, const QLocale &locale)
{
    return count < 0 ? unknown() : locale.toString(count);
}

/*!
    Returns the size of \a bytes bytes in short form, as in "842 B" or "1.2 kB"; a kB is 1000 bytes. A negative number
    of \a bytes is unknown. Written as in \a locale.
*/
QString size(qint64 bytes, const QLocale &locale)
{
    if (bytes < 0)
        return unknown();
    if (bytes < 1000)
        return Text::tr("%1 B", "bytes").arg(locale.toString(bytes));
    const Compact value = compact(bytes, 4);
    const QString number = tenths(value.tenths, true, locale);
    switch (value.power) {
    case 1:
        return Text::tr("%1 kB", "1000 bytes").arg(number);
    case 2:
        return Text::tr("%1 MB", "1000 kB").arg(number);
    case 3:
        return Text::tr("%1 GB", "1000 MB").arg(number);
    default:
        return Text::tr("%1 TB", "1000 GB").arg(number);
    }
}

namespace
{

constexpr int LongestInteger = 15; // digits; no bill is longer, and a label has to end somewhere

// `plain` (no sign, no exponent) rounded half up to at most `maximum` and at least two digits behind the point.
QString rounded(const QString &plain, int maximum)
{
    auto value = NoukaiWire::Decimal::fromString(plain).value_or(NoukaiWire::Decimal());
    value += *NoukaiWire::Decimal::fromString(QStringLiteral("5e-%1").arg(maximum + 1));
    const QString text = value.toString();
    const qsizetype point = text.indexOf(QLatin1Char('.'));
    QString integer = point < 0 ? text : text.first(point);
    QString fraction =
        point < 0 ? QString() : text.sliced(point + 1, qMin<qsizetype>(maximum, text.size() - point - 1));
    while (fraction.size() > 2 && fraction.endsWith(QLatin1Char('0')))
        fraction.chop(1);
    return integer + QLatin1Char('.') + fraction.leftJustified(2, QLatin1Char('0'));
}

// "1234.5" with grouping.
QString grouped(const QString &plain, const QLocale &locale)
{
    const qsizetype point = plain.indexOf(QLatin1Char('.'));
    return locale.toString(plain.first(point).toLongLong()) + localized(plain.sliced(point), locale);
}

QString dollars(const QString &amount)
{
    return Text::tr("$%1", "an amount of US dollars").arg(amount);
}

// An amount above zero, in the precision that its size asks for.
QString positiveCost(const QString &plain, const QLocale &locale)
{
    const qsizetype point = plain.indexOf(QLatin1Char('.'));
    const qsizetype integerDigits = point < 0 ? plain.size() : point;
    if (integerDigits > LongestInteger) {
        const QString most = grouped(QString(LongestInteger, QLatin1Char('9')) + QStringLiteral(".99"), locale);
        return Text::tr(">%1", "more than an amount").arg(dollars(most));
    }
    if (!plain.startsWith(QLatin1String("0.")))
        return dollars(grouped(rounded(plain, 2), locale));
    if (plain.startsWith(QLatin1String("0.000000"))) {
        const QString least = localized(QStringLiteral("0.000001"), locale);
        return Text::tr("<%1", "less than an amount").arg(dollars(least));
    }
    return dollars(grouped(rounded(plain, plain.startsWith(QLatin1String("0.00")) ? 6 : 4), locale));
}

} // namespace

/*!
    Returns the amount of US dollars \a decimal, the text of a JSON number, as in "$1,234.50".

    From a dollar on it has two decimals, below that two to four, below a cent up to six. What is less than a millionth
    of a dollar is "<$0.000001": only nothing is "$0.00". Rounding is decimal, half up. A \a partial amount ends in
    "+". Text that is empty or no number is unknown. Written as in \a locale.
*/
QString cost(const QString &decimal, bool partial, const QLocale &locale)
{
    const auto value = NoukaiWire::Decimal::fromString(decimal);
    if (!value)
        return unknown();
    QString text;
    if (value->isZero())
        text = dollars(localized(QStringLiteral("0.00"), locale));
    else if (value->isNegative())
        text = locale.negativeSign() + positiveCost(value->toString().sliced(1), locale);
    else
        text = positiveCost(value->toString(), locale);
    return partial ? Text::tr("%1+", "an amount that is not complete").arg(text) : text;
}

/*!
    Returns the sentence that explains a partial cost: \a missing of \a steps steps have not reported one. Steps
    without tokens cost nothing and do not count. Empty when nothing is \a missing. Written as in \a locale.
*/
QString missingCosts(int missing, int steps, const QLocale &locale)
{
    if (missing <= 0)
        return {};
    if (missing == 1)
        return Text::tr("1 of %1 steps has not reported a cost").arg(locale.toString(steps));
    return Text::tr("%1 of %2 steps have not reported a cost").arg(locale.toString(missing), locale.toString(steps));
}

namespace
{

// Whole seconds, from a minute on.
QString longDuration(qint64 seconds, const QLocale &locale)
{
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    if (hours == 0)
        return Text::tr("%1m %2s", "minutes and seconds")
            .arg(locale.toString(minutes), twoDigits(seconds % 60, locale));
    return Text::tr("%1h %2m %3s", "hours, minutes and seconds")
        .arg(locale.toString(hours), twoDigits(minutes % 60, locale), twoDigits(seconds % 60, locale));
}

QString days(qint64 minutes, const QLocale &locale)
{
    const qint64 hours = minutes / 60;
    return Text::tr("%1d %2h %3m", "days, hours and minutes")
        .arg(locale.toString(hours / 24), twoDigits(hours % 24, locale), twoDigits(minutes % 60, locale));
}

qint64 divided(qint64 value, qint64 unit, bool floored)
{
    return value / unit + (!floored && value % unit >= unit / 2 ? 1 : 0);
}

// Without tenths: what goes on for a while and is told in passing.
QString wholeSeconds(qint64 milliseconds, const QLocale &locale)
{
    if (milliseconds < 60 * Second)
        return Text::tr("%1 s", "seconds").arg(locale.toString(milliseconds / Second));
    return duration(milliseconds, true, locale);
}

} // namespace

/*!
    Returns a time of \a milliseconds, as in "347 ms", "3.4 s", "2m 05s", "1h 02m 05s" or "1d 02h 05m". A negative time
    is unknown.

    It is rounded, so that 59.96 s is "1m 00s". With \a running it is rounded down, as a clock does that still goes.
    Written as in \a locale.
*/
QString duration(qint64 milliseconds, bool running, const QLocale &locale)
{
    if (milliseconds < 0)
        return unknown();
    if (milliseconds == 0)
        return Text::tr("<%1 ms", "less than a millisecond").arg(locale.toString(1));
    if (milliseconds < Second)
        return Text::tr("%1 ms", "milliseconds").arg(locale.toString(milliseconds));
    const qint64 tenthsOfSecond = divided(milliseconds, 100, running);
    if (tenthsOfSecond < 600)
        return Text::tr("%1 s", "seconds").arg(tenths(tenthsOfSecond, false, locale));
    const qint64 seconds = divided(milliseconds, Second, running);
    if (seconds < 24 * 3600)
        return longDuration(seconds, locale);
    return days(divided(milliseconds, 60 * Second, running), locale);
}

/*!
    Returns a place on a time line, \a milliseconds from its start: as duration() does, rounded down, but the start
    itself is "0 s". Written as in \a locale.
*/
QString position(qint64 milliseconds, const QLocale &locale)
{
    return milliseconds == 0 ? wholeSeconds(0, locale) : duration(milliseconds, true, locale);
}

/*!
    Returns how long a run was \a working and how long it was \a waiting for a person, both in milliseconds, as in
    "working 1m 12s, waiting for you 4m 03s". The second part is left out while nobody was awaited. With \a running
    both are rounded down. Written as in \a locale.
*/
QString workAndWait(qint64 working, qint64 waiting, bool running, const QLocale &locale)
{
    if (waiting <= 0)
        return Text::tr("working %1").arg(duration(working, running, locale));
    return Text::tr("working %1, waiting for you %2")
        .arg(duration(working, running, locale), duration(waiting, running, locale));
}

/*!
    Returns what to say when nothing was heard of a run for \a silence milliseconds although it should run: nothing
    for less than 10 s, then "last activity 12 s ago", and from 120 s on the question whether it stalled, which stands
    in the warning role. It only informs. Written as in \a locale.
*/
QString lastActivity(qint64 silence, const QLocale &locale)
{
    if (silence < ActivityShown)
        return {};
    if (silence < Stalled)
        return Text::tr("last activity %1 ago").arg(wholeSeconds(silence, locale));
    return Text::tr("Stalled? Last activity %1 ago").arg(wholeSeconds(silence, locale));
}

/*!
    Returns how long ago the last event of a run came whose connection was lost, \a silence being in milliseconds, as in
    "last event 14 s ago". Written as in \a locale.
*/
QString lastEvent(qint64 silence, const QLocale &locale)
{
    return Text::tr("last event %1 ago").arg(wholeSeconds(std::max<qint64>(0, silence), locale));
}

/*!
    Returns whether a \a silence of that many milliseconds is long enough for lastActivity() to ask if the run stalled.
*/
bool isStalled(qint64 silence)
{
    return silence >= Stalled;
}

/*!
    Returns the word for the \a state of a run, which stands beside its glyph.
*/
QString stateWord(NoukaiFlow::State state)
{
    switch (state) {
    case NoukaiFlow::Idle:
        return Text::tr("Idle", "a run that was not started");
    case NoukaiFlow::Connecting:
        return Text::tr("Connecting", "a run");
    case NoukaiFlow::Running:
        return Text::tr("Running", "a run");
    case NoukaiFlow::Paused:
        return Text::tr("Paused", "a run");
    case NoukaiFlow::AwaitingTools:
        return Text::tr("Needs you", "a run that waits for a decision of the person in front of it");
    case NoukaiFlow::Completed:
        return Text::tr("Completed", "a run");
    case NoukaiFlow::Failed:
        return Text::tr("Failed", "a run");
    case NoukaiFlow::Cancelled:
        return Text::tr("Cancelled", "a run");
    case NoukaiFlow::Interrupted:
        return Text::tr("Interrupted", "a run");
    }
    return unknown();
}

/*!
    Returns what a step attempt is called: its \a name as NoukaiText::preview() shows it, in at most 80 characters, or
    "Step 3" from its \a stepIndex, counted from 0, while it has none. Where there were several attempts, \a attempt of
    \a attemptCount follows, and in a loop from the second round on its \a iteration, counted from 1.
    Written as in \a locale.
*/
QString stepTitle(const QString &name, int stepIndex, int attempt, int attemptCount, int iteration,
                  const QLocale &locale)
{
    QString title =
        !name.isEmpty() ? NoukaiText::preview(name, 80) : Text::tr("Step %1").arg(locale.toString(stepIndex + 1));
    if (iteration > 1)
        title = Text::tr("%1, round %2", "a step in a loop").arg(title, locale.toString(iteration));
    if (attemptCount > 1) {
        title = Text::tr("%1, attempt %2 of %3", "a step")
                    .arg(title, locale.toString(attempt), locale.toString(attemptCount));
    }
    return title;
}

/*!
    Returns the exact numbers of what was used in one line, as in "800 in, 42 out, 842 tokens, $0.0012": \a prompt,
    \a completion and \a total tokens, and \a costUsd, which is \a partial where some of it was not reported. What is
    unknown is left out. Where the server's total is more than its parts, the rest is named as "other".
    Written as in \a locale.
*/
QString usageText(qint64 prompt, qint64 completion, qint64 total, const QString &costUsd, bool partial,
                  const QLocale &locale)
{
    QStringList parts;
    if (prompt >= 0)
        parts << Text::tr("%1 in", "tokens").arg(exactTokens(prompt, locale));
    if (completion >= 0)
        parts << Text::tr("%1 out", "tokens").arg(exactTokens(completion, locale));
    const qint64 other = total - qMax<qint64>(prompt, 0) - qMax<qint64>(completion, 0);
    if (total >= 0 && other > 0 && (prompt >= 0 || completion >= 0))
        parts << Text::tr("%1 other", "tokens").arg(exactTokens(other, locale));
    if (total >= 0)
        parts << Text::tr("%1 tokens").arg(exactTokens(total, locale));
    if (!costUsd.isEmpty())
        parts << cost(costUsd, partial, locale);
    return parts.join(Text::tr(", ", "between numbers of a list"));
}

/*!
    Returns the word for the \a state of a step, which stands beside its glyph.
*/
QString stepWord(NoukaiTimelineModel::StepState state)
{
    switch (state) {
    case NoukaiTimelineModel::Pending:
        return Text::tr("Pending", "a step");
    case NoukaiTimelineModel::Running:
        return Text::tr("Running", "a step");
    case NoukaiTimelineModel::Paused:
        return Text::tr("Paused", "a step");
    case NoukaiTimelineModel::AwaitingTools:
        return Text::tr("Needs you", "a step that waits for a decision of the person in front of it");
    case NoukaiTimelineModel::Completed:
        return Text::tr("Completed", "a step");
    case NoukaiTimelineModel::Failed:
        return Text::tr("Failed", "a step");
    case NoukaiTimelineModel::Skipped:
        return Text::tr("Skipped", "a step");
    case NoukaiTimelineModel::Cancelled:
        return Text::tr("Cancelled", "a step");
    }
    return unknown();
}

} // namespace NoukaiFormat
