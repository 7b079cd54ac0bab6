// SPDX-License-Identifier: MIT
#include "noukaiexporter.h"

#include "exportformats_p.h"
#include "flowhistory_p.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QPointer>
#include <QtCore/QSaveFile>
#include <QtCore/QThread>
#include <QtCore/QUrl>

#include <memory>

using namespace Qt::StringLiterals;

/*!
    \class NoukaiExporter
    \inmodule Noukai
    \brief Writes a flow's run into a file for other programs, or one of its steps as text to copy.

    \code
    NoukaiExporter exporter;
    exporter.setFlow(flow);
    const NoukaiError error = exporter.save("report.md", NoukaiExporter::Markdown);
    \endcode

    The run may go on, have ended, be watched or be played from a recording: what is known at the time of the call is
    written, attempt by attempt as in NoukaiTimelineModel. An exporter whose flow is set in the middle of a run, where
    no model followed it before, knows what came since. Nothing is sent.

    \section1 Exact and the same everywhere

    Files are in UTF-8 and in English, and no locale changes them. Costs are the server's decimal text, counts and times
    whole numbers; what nobody reported is empty or null and never 0. Outputs and inputs in JSON are the text that came,
    with each of its digits.

    \section1 Secrets and what models write

    No API key is written: the client's, and whatever looks like one of the service (\c nk_…), becomes \c [key]
    wherever it stands, and redactedFields names what is taken out as well, as in NoukaiRecorder. Names, messages and
    outputs cannot break out of their place: not out of a cell, a table or a fenced block, not out of a string of a
    shell, C++ or QML; no cell begins a formula. Characters that cannot be seen or that turn the text around are written
    by their numbers (\c{⟨U+202E⟩}), in JSON, shell, C++ and QML as escapes that say the same.

    The exporter lives in the thread of its flow.
*/
/*!
    \enum NoukaiExporter::Format
    What a whole run is written as.

    \value Csv          A line per step attempt, as RFC 4180 has it: a header, commas, CRLF, no byte order mark. The
                        outputs are in it with their beginning alone.
    \value Markdown     A report to read: a summary, a table of the steps, and what each was given and put out.
    \value ChromeTrace  Trace events in JSON, for Perfetto and other viewers of traces: a track for each step that runs
                        beside others, with what it did when (waiting, streaming, tools, person, paused), and counters
                        for tokens and cost.
    \value Json         All values as one JSON object, a line per step attempt, with the first call of the run.
*/
/*!
    \enum NoukaiExporter::StepFormat
    What one attempt of a step is copied as.

    \value StepMarkdown  Its part of the report.
    \value StepJson      All its values.
    \value Curl          A command for bash or zsh that sends the call which runs this step: the outputs of the steps
                         before it as they were, and what was overridden. The key is taken from \c NOUKAI_API_KEY.
                         Answers to tool calls are not in it. Attachments are links and so are never shortened.
    \value Cpp           A program in C++ that runs the flow from its beginning with the same input and overrides.
    \value Qml           The same in QML, shown in a FlowView.
*/
/*!
    \fn void NoukaiExporter::flowChanged()
    Another flow is exported, or the flow was deleted.
*/

class NoukaiExporterPrivate
{
public:
    QPointer<NoukaiFlow> flow;
    QStringList redactedFields;
};

namespace
{

constexpr qsizetype LongestText = 16 * 1024 * 1024; // bytes, of what is copied

NoukaiError configurationError(const QString &message)
{
    return NoukaiError(NoukaiError::Configuration, message);
}

void writeRun(ExportWriter &out, const ExportSource &source, NoukaiExporter::Format format)
{
    switch (format) {
    case NoukaiExporter::Csv:
        ExportFormats::writeCsv(out, source);
        return;
    case NoukaiExporter::Markdown:
        ExportFormats::writeMarkdown(out, source);
        return;
    case NoukaiExporter::ChromeTrace:
        ExportFormats::writeTrace(out, source);
        return;
    case NoukaiExporter::Json:
        ExportFormats::writeJson(out, source);
        return;
    }
}

QString suffixOf(NoukaiExporter::Format format)
{
    switch (format) {
    case NoukaiExporter::Csv:
        return u".csv"_s;
    case NoukaiExporter::Markdown:
        return u".md"_s;
    case NoukaiExporter::ChromeTrace:
        return u".trace.json"_s;
    case NoukaiExporter::Json:
        break;
    }
    return u".json"_s;
}

} // namespace

/*! Makes an exporter without a flow, with the parent \a parent. */
NoukaiExporter::NoukaiExporter(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<NoukaiExporterPrivate>())
{
}

NoukaiExporter::~NoukaiExporter() = default;

/*!
    \property NoukaiExporter::flow
    \brief The flow whose latest run is exported. It is not owned. Default null.
*/
NoukaiFlow *NoukaiExporter::flow() const
{
    return d->flow;
}

void NoukaiExporter::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    if (d->flow)
        d->flow->disconnect(this);
    d->flow = flow;
    if (flow) {
        FlowHistory::of(flow); // from now on, where nobody has asked before
        connect(flow, &QObject::destroyed, this, &NoukaiExporter::flowChanged);
    }
    Q_EMIT flowChanged();
}

/*!
    \property NoukaiExporter::redactedFields
    \brief Members of requests and events whose values are taken out of what is exported: names, or paths from the root
    of the request or event, as in NoukaiRecorder::redactedFields. Default none.
*/
QStringList NoukaiExporter::redactedFields() const
{
    return d->redactedFields;
}

void NoukaiExporter::setRedactedFields(const QStringList &fields)
{
    if (fields == d->redactedFields)
        return;
    d->redactedFields = fields;
    Q_EMIT redactedFieldsChanged();
}

/*!
    Writes the run to \a device, which is open for writing, in \a format and in pieces of at most a few values: a run of
    any size takes no more memory than its largest output. Returns an error of kind Configuration where there is no flow
    or the device is not open, of kind Replay where it takes no more, and NoError when all is written. What was written
    before an error stays on the device.
*/
NoukaiError NoukaiExporter::write(QIODevice *device, Format format) const
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (!d->flow)
        return configurationError(tr("There is no run to write: no flow is set."));
    if (!device || !device->isWritable())
        return configurationError(tr("The device for the run is not open for writing."));
    const ExportSource source(d->flow, d->redactedFields);
    ExportWriter out(device);
    writeRun(out, source, format);
    return out.finish();
}

/*!
    Writes the run into the file \a fileName, a path or a \c file: URL, in \a format. What is there is replaced, but
   only once everything is written. Returns errors as write() does; the kind is Replay where the file cannot be written.
*/
NoukaiError NoukaiExporter::save(const QString &fileName, Format format) const
{
    if (!d->flow)
        return configurationError(tr("There is no run to write: no flow is set."));
    const QUrl url(fileName);
    const QString path = url.isLocalFile() ? url.toLocalFile() : fileName;
    if (path.isEmpty())
        return configurationError(tr("There is no file name for the run."));
    const auto failure = [&path](const QString &why) {
        return NoukaiError(NoukaiError::Replay, tr("The file %1 cannot be written: %2").arg(path, why));
    };
    const QFileInfo info(path);
    if (info.exists() && !info.isFile() && !info.isDir()) {
        QFile special(path); // a pipe or a terminal is no file that another one could take the place of
        if (!special.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return failure(special.errorString());
        const NoukaiError error = write(&special, format);
        return error.kind() == NoukaiError::NoError ? error : failure(special.errorString());
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(file.errorString());
    const NoukaiError error = write(&file, format);
    if (error.kind() != NoukaiError::NoError || !file.commit())
        return failure(file.errorString());
    return {};
}

/*!
    Returns the run in \a format, to copy. Empty where there is no flow, and where it would be more than 16 MiB: such a
    run is for a file.
*/
QString NoukaiExporter::text(Format format) const
{
    if (!d->flow)
        return {};
    const ExportSource source(d->flow, d->redactedFields);
    ExportWriter out(LongestText);
    writeRun(out, source, format);
    return QString::fromUtf8(out.taken());
}

/*!
    Returns the attempt \a attemptId of a step (NoukaiTimelineModel calls it so) in \a format, to copy. With -1 and
    Curl, Cpp or Qml it is the run: the call that begins it. Before a run that is the one which NoukaiFlow::start()
   would make.

    Empty where there is no such attempt, where the flow's identifier or version allow no call, and where the text would
    be more than 16 MiB.
*/
QString NoukaiExporter::stepText(int attemptId, StepFormat format) const
{
    if (!d->flow)
        return {};
    const ExportSource source(d->flow, d->redactedFields);
    const bool exists = source.record().contains(attemptId);
    const StepAttempt *attempt = exists ? &source.record().attempt(attemptId) : nullptr;
    if (!attempt && attemptId != -1)
        return {};
    const auto bounded = [](const QString &text) {
        return text.size() > LongestText ? QString() : text;
    };
    ExportWriter out(LongestText);
    switch (format) {
    case Curl:
        return bounded(ExportFormats::curl(source, attempt));
    case Cpp:
        return bounded(ExportFormats::cpp(source, attempt));
    case Qml:
        return bounded(ExportFormats::qml(source, attempt));
    case StepMarkdown:
        if (attempt)
            ExportFormats::writeStepMarkdown(out, source, *attempt);
        break;
    case StepJson:
        if (attempt)
            ExportFormats::writeStepJson(out, source, *attempt);
        break;
    }
    return QString::fromUtf8(out.taken());
}

/*!
    Returns a name for a file with the run in \a format: the flow's, of letters, digits and hyphens, with the right
    ending; such as \c acme-docs-report.trace.json.
*/
QString NoukaiExporter::suggestedName(Format format) const
{
    constexpr qsizetype Longest = 100;
    const QString identifier = d->flow ? ExportSource(d->flow, {}).run().identifier : QString();
    QString name;
    for (const QChar c : identifier) {
        if (c.isLetterOrNumber() && c.unicode() < 128)
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    name.truncate(Longest);
    while (name.endsWith(u'-'))
        name.chop(1);
    return (name.isEmpty() ? u"run"_s : name) + suffixOf(format);
}
