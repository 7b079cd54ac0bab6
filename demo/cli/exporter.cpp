// SPDX-License-Identifier: MIT
#include "exporter.h"

#include "console.h"
#include "text.h"

#include <QtCore/QIODevice>

namespace
{

// Standard output as a device.
class OutputDevice : public QIODevice
{
public:
    explicit OutputDevice(CliConsole &console)
        : m_console(console)
    {
        open(WriteOnly | Unbuffered);
    }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override
    {
        m_console.output(QByteArray(data, qsizetype(size)));
        if (!m_console.hasFailed())
            return size;
        setErrorString(m_console.failure());
        return -1;
    }

private:
    CliConsole &m_console;
};

} // namespace

CliExporter::CliExporter(const CliOptions &options, CliConsole &console, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_console(console)
{
    m_exporter.setFlow(&m_flow);
    m_exporter.setRedactedFields(m_options.redactedFields);
    m_player.setFlow(&m_flow);
    m_player.setFileName(m_options.recording);
    m_player.setSpeed(0);
    connect(&m_flow, &NoukaiFlow::runStarted, this,
            [this](const NoukaiRunStarted &event) { m_runs.insert(event.executionId()); });
    connect(&m_player, &NoukaiPlayer::loadedChanged, this, &CliExporter::onLoaded);
    connect(&m_player, &NoukaiPlayer::ended, this, &CliExporter::onEnded);
    connect(&m_player, &NoukaiPlayer::errorOccurred, this, &CliExporter::onError);
}

/*! Starts to load the recording, and then to play and write it. */
void CliExporter::start()
{
    m_player.load();
}

/*! Tells \a text on standard error. */
void CliExporter::message(const QString &text)
{
    m_console.error(u"noukai: " + text + u'\n');
}

void CliExporter::onLoaded()
{
    if (m_done || !m_player.isLoaded())
        return;
    if (m_player.isTruncated())
        message(tr("Warning: %1").arg(tr("The recording is not whole; what is there is written.")));
    m_player.play();
}

void CliExporter::onEnded()
{
    if (m_flow.state() == NoukaiFlow::Idle) {
        message(tr("The recording holds no run."));
        conclude(Failed);
        return;
    }
    if (m_runs.size() > 1)
        message(tr("Warning: %1").arg(tr("The recording holds several runs; the last one is written.")));
    const NoukaiError error = write();
    if (error.kind() != NoukaiError::NoError)
        message(CliText::oneLine(error.message(), 500));
    conclude(error.kind() == NoukaiError::NoError ? Written : Failed);
}

NoukaiError CliExporter::write()
{
    if (!m_options.outputFile.isEmpty())
        return m_exporter.save(m_options.outputFile, m_options.format);
    OutputDevice output(m_console);
    return m_exporter.write(&output, m_options.format);
}

void CliExporter::onError(const NoukaiError &error)
{
    if (m_done)
        return;
    message(CliText::oneLine(error.message(), 500));
    conclude(m_player.isLoaded() ? Failed : WrongUsage);
}

void CliExporter::conclude(int exitCode)
{
    if (m_done)
        return;
    m_done = true;
    Q_EMIT done(exitCode);
}
