// SPDX-License-Identifier: MIT
#include "eventtext.h"

#include "steptracker.h"
#include "text.h"

#include <Noukai/noukaiformat.h>

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace
{

struct Cli {
    Q_DECLARE_TR_FUNCTIONS(CliEventText)
};

// Duration, tokens and cost, those that are known.
QString figures(qint64 durationMs, bool running, qint64 tokens, const QString &decimal, bool partial)
{
    QStringList known;
    if (durationMs >= 0)
        known += NoukaiFormat::duration(durationMs, running);
    if (tokens >= 0)
        known += Cli::tr("%1 tokens").arg(NoukaiFormat::tokens(tokens));
    if (!decimal.isEmpty())
        known += NoukaiFormat::cost(decimal, partial);
    return known.join(u" · "_s);
}

// What a person can do about it, empty where the message says all.
QString advice(const NoukaiError &error)
{
    switch (error.kind()) {
    case NoukaiError::Authentication:
        return Cli::tr("Check NOUKAI_API_KEY or the file given with --key-file.");
    case NoukaiError::RateLimited:
        return error.retryAfter() > 0 ? Cli::tr("The server asks to wait %1 s.").arg(error.retryAfter()) : QString();
    default:
        return {};
    }
}

} // namespace

/*! Where a step stands in its flow, "2/5", or "2" while the number of steps is unknown. */
QString CliEventText::position(int index, int stepCount)
{
    const QString place = index < 0 ? u"?"_s : QString::number(index + 1);
    return stepCount > 0 ? QString(place + u'/' + QString::number(stepCount)) : place;
}

/*! The name of \a step, short enough for a line, with its round where it is not the first. */
QString CliEventText::stepName(const CliStep &step)
{
    const QString name = CliText::oneLine(step.name, 80);
    return step.round > 1 ? QString(name + " #"_L1 + QString::number(step.round)) : name;
}

/*! Duration, tokens and cost of \a step, as far as they are known. */
QString CliEventText::stepFigures(const CliStep &step)
{
    return figures(step.durationMs, false, step.tokens.total(), step.costUsd, false);
}

/*! Duration, tokens and cost of \a step, each in a column of its own. */
QStringList CliEventText::stepColumns(const CliStep &step)
{
    return {NoukaiFormat::duration(step.durationMs), NoukaiFormat::tokens(step.tokens.total()),
            NoukaiFormat::cost(step.costUsd)};
}

/*! Duration, tokens and cost of the run so far, as far as they are known. */
QString CliEventText::runFigures(const NoukaiFlow &flow)
{
    const NoukaiUsage usage = flow.usage();
    return figures(flow.elapsed(), flow.isRunning(), usage.totalTokens(), usage.costUsd(), usage.isPartial());
}

/*! The word for \a state, as everywhere in the toolkit. */
QString CliEventText::stateWord(NoukaiFlow::State state)
{
    return NoukaiFormat::stateWord(state);
}

/*! The columns that words of states take where they stand below each other. */
int CliEventText::stateWordWidth()
{
    int columns = 0;
    for (const auto state : {NoukaiFlow::Connecting, NoukaiFlow::Running, NoukaiFlow::Completed, NoukaiFlow::Failed,
                             NoukaiFlow::Cancelled, NoukaiFlow::Interrupted})
        columns = qMax(columns, CliText::width(stateWord(state)));
    return columns;
}

/*! A character that stands for \a state; Running turns and has none of its own. */
QString CliEventText::glyph(NoukaiFlow::State state)
{
    switch (state) {
    case NoukaiFlow::Completed:
        return u"✓"_s;
    case NoukaiFlow::Failed:
        return u"✗"_s;
    case NoukaiFlow::Cancelled:
        return u"⊘"_s;
    case NoukaiFlow::Interrupted:
    case NoukaiFlow::AwaitingTools:
        return u"!"_s;
    case NoukaiFlow::Paused:
        return u"="_s;
    default:
        return u"○"_s;
    }
}

/*! A line for each tool that is asked for, with its arguments cut short. */
QStringList CliEventText::toolCalls(const NoukaiToolCallsRequired &event)
{
    QStringList lines;
    for (const NoukaiToolCall &call : event.toolCalls()) {
        lines += Cli::tr("Tool %1 %2")
                     .arg(CliText::visible(call.name(), CliText::Escape::Everything),
                          CliText::oneLine(call.argumentsText(), 160));
    }
    return lines;
}

/*! Why the run failed or was interrupted and how to go on, in lines; empty where it did neither. */
QStringList CliEventText::failure(const NoukaiFlow &flow)
{
    if (flow.state() != NoukaiFlow::Failed && flow.state() != NoukaiFlow::Interrupted)
        return {};
    const NoukaiError error = flow.error();
    QString text = CliText::oneLine(error.message(), 2000);
    if (!error.code().isEmpty())
        text += " ("_L1 + CliText::oneLine(error.code(), 100) + u')';
    QStringList lines{text};

    QStringList details;
    if (error.httpStatus() > 0)
        details += "HTTP "_L1 + QString::number(error.httpStatus());
    if (!error.requestId().isEmpty())
        details += Cli::tr("request %1").arg(CliText::oneLine(error.requestId(), 100));
    const QString execution = error.executionId().isEmpty() ? flow.executionId() : error.executionId();
    if (!execution.isEmpty())
        details += Cli::tr("execution %1").arg(CliText::oneLine(execution, 100));
    if (!details.isEmpty())
        lines += details.join(", "_L1);

    if (flow.state() == NoukaiFlow::Interrupted)
        lines += Cli::tr("What was completed until then is paid for. With --resume-attempts 3 such a run goes on by "
                         "itself after its last completed step.");
    else if (const QString hint = advice(error); !hint.isEmpty())
        lines += hint;
    return lines;
}

/*!
    \a result as it is printed: text as it is, all other JSON indented, with a line end. What a terminal would obey is
    made visible also in a pipe, since the next program is likely to show it on one.
*/
QByteArray CliEventText::result(const QJsonValue &result, bool onTerminal)
{
    if (result.isUndefined())
        return {};
    const QString text = result.isString() ? result.toString() : QString::fromUtf8(CliText::json(result, true));
    const auto escape = onTerminal ? CliText::Escape::Terminal : CliText::Escape::Controls;
    const QByteArray bytes = CliText::visible(text, escape).toUtf8();
    return bytes.endsWith('\n') ? bytes : QByteArray(bytes + '\n');
}
