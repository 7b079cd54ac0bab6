// SPDX-License-Identifier: MIT
// A run as a report in Markdown.
#include "exportformats_p.h"
#include "exporttext_p.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QMetaEnum>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace ExportFormats
{

namespace
{

using Pieces = std::function<void(const std::function<void(const QString &)> &)>;

// A block whose fence is longer than any within; the text is gone through twice and never held as a whole.
void writeBlock(ExportWriter &out, const char *language, const Pieces &pieces)
{
    qsizetype longest = 0;
    qsizetype run = 0;
    pieces([&](const QString &piece) { longest = std::max(longest, ExportText::longestFence(piece, &run)); });
    const QByteArray fence(std::max<qsizetype>(3, longest + 1), '`');
    out << fence << language << "\n";
    bool endsLine = true;
    pieces([&](const QString &piece) {
        if (piece.isEmpty())
            return;
        out << NoukaiText::escaped(piece);
        endsLine = piece.endsWith(u'\n');
    });
    out << (endsLine ? "" : "\n") << fence << "\n\n";
}

void writeJsonBlock(ExportWriter &out, const char *title, const QByteArray &json)
{
    if (json.isEmpty())
        return;
    out << "**" << title << "**\n\n";
    const QString text = ExportText::visibleJson(json);
    writeBlock(out, "json", [&text](const auto &take) { take(text); });
}

QString duration(qint64 ms)
{
    return ms < 0 ? u"—"_s : QString::number(ms) + u" ms";
}

QString tokens(qint64 count)
{
    return count < 0 ? u"—"_s : QString::number(count);
}

QString cost(const QString &usd)
{
    return usd.isEmpty() ? u"—"_s : ExportText::markdown(usd) + u" USD";
}

QString title(const ExportSource &source, const StepAttempt &attempt)
{
    const QString name = source.clean(attempt.name);
    return QString::number(attempt.stepIndex + 1) + u"\\. " +
           (name.isEmpty() ? u"Step "_s + QString::number(attempt.stepIndex + 1) : ExportText::markdown(name));
}

QString notes(const ExportSource &source, const StepAttempt &attempt)
{
    QStringList notes;
    const int attempts = source.record().attemptCount(attempt);
    if (attempts > 1)
        notes += u"attempt %1 of %2"_s.arg(attempt.attempt).arg(attempts);
    if (attempt.iteration > 1)
        notes += u"iteration %1"_s.arg(attempt.iteration);
    if (!attempt.overrides.isEmpty())
        notes += u"overridden"_s;
    if (attempt.isTruncated)
        notes += u"truncated"_s;
    if (attempt.isReplayed)
        notes += u"replayed"_s;
    return notes.join(u", "_s);
}

void writeFact(ExportWriter &out, const char *name, const QString &text)
{
    if (!text.isEmpty())
        out << "| " << name << " | " << text << " |\n";
}

QString errorText(const NoukaiError &error)
{
    if (error.kind() == NoukaiError::NoError)
        return {};
    const QString kind = QString::fromLatin1(QMetaEnum::fromType<NoukaiError::Kind>().valueToKey(error.kind()));
    const QString code = error.code().isEmpty() ? QString() : u' ' + ExportText::markdown(error.code());
    const QString message = error.message().isEmpty() ? QString() : u": " + ExportText::markdown(error.message());
    return kind + code + message;
}

void writeSummary(ExportWriter &out, const ExportSource &source)
{
    const ExportSource::Run &run = source.run();
    const QString state = QString::fromLatin1(QMetaEnum::fromType<NoukaiFlow::State>().valueToKey(run.state));
    out << "# Run of " << (run.identifier.isEmpty() ? u"a flow"_s : ExportText::markdown(run.identifier)) << "\n\n";
    out << "| | |\n| --- | --- |\n";
    writeFact(out, "State", run.isReplay ? QString(state + u", replayed") : state);
    writeFact(out, "Version", ExportText::markdown(run.version));
    writeFact(out, "Execution", ExportText::markdown(run.executionId));
    writeFact(out, "Steps", run.stepCount < 0 ? QString() : QString::number(run.stepCount));
    writeFact(out, "Time", duration(run.endMs));
    if (run.waitingMs > 0)
        writeFact(out, "Waited for a person", duration(run.waitingMs));
    writeFact(out, "Prompt tokens", tokens(run.usage.promptTokens()));
    writeFact(out, "Completion tokens", tokens(run.usage.completionTokens()));
    writeFact(out, "Tokens", tokens(run.usage.totalTokens()));
    const QString partial = run.usage.isPartial() ? u", without %1 of %2 steps that have not reported a cost"_s
                                                        .arg(run.usage.missingCosts())
                                                        .arg(run.usage.countedSteps())
                                                  : QString();
    writeFact(out, "Cost", cost(run.usage.costUsd()) + partial);
    writeFact(out, "Error", errorText(run.error));
    out << "\n";
}

void writeTable(ExportWriter &out, const ExportSource &source)
{
    out << "## Steps\n\n"
           "| Step | State | Start | Duration | Tokens | Cost | |\n"
           "| --- | --- | ---: | ---: | ---: | ---: | --- |\n";
    for (const int id : source.attempts()) {
        if (out.hasFailed())
            return;
        const StepAttempt &attempt = source.record().attempt(id);
        out << "| " << title(source, attempt) << " | " << stateName(attempt) << " | " << duration(attempt.startMs)
            << " | " << duration(attempt.durationMs) << " | " << tokens(totalOf(attempt.tokens)) << " | "
            << cost(source.clean(attempt.costUsd)) << " | " << notes(source, attempt) << " |\n";
    }
    out << "\n";
}

} // namespace

void writeStepMarkdown(ExportWriter &out, const ExportSource &source, const StepAttempt &attempt)
{
    out << "## " << title(source, attempt) << "\n\n" << stateName(attempt);
    if (attempt.durationMs >= 0)
        out << ", " << duration(attempt.durationMs);
    if (totalOf(attempt.tokens) >= 0)
        out << ", " << tokens(totalOf(attempt.tokens)) << " tokens";
    if (!attempt.costUsd.isEmpty())
        out << ", " << cost(source.clean(attempt.costUsd));
    const QString more = notes(source, attempt);
    out << (more.isEmpty() ? QString() : u", " + more) << "\n\n";
    const QString error = errorText(source.error(attempt));
    if (!error.isEmpty())
        out << "**Error** " << error << "\n\n";
    writeJsonBlock(out, "Overrides", source.overrides(attempt));
    writeJsonBlock(out, "Input", source.input(attempt));
    if (attempt.output.length() == 0)
        return;
    out << "**Output**\n\n";
    const QByteArray first = attempt.output.block(0).left(1).toUtf8();
    const bool isJson = (first == "{" || first == "[") && attempt.completion.isValid();
    writeBlock(out, isJson ? "json" : "text", [&](const auto &take) { source.eachPiece(attempt, take); });
}

void writeMarkdown(ExportWriter &out, const ExportSource &source)
{
    writeSummary(out, source);
    writeTable(out, source);
    for (const int id : source.attempts()) {
        const StepAttempt &attempt = source.record().attempt(id);
        if (attempt.hasStarted() && !out.hasFailed())
            writeStepMarkdown(out, source, attempt);
    }
    if (source.run().result.isEmpty())
        return;
    out << "## Result\n\n";
    const QString text = ExportText::visibleJson(source.run().result);
    writeBlock(out, "json", [&text](const auto &take) { take(text); });
}

} // namespace ExportFormats
