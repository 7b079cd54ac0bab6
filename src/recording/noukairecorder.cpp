// SPDX-License-Identifier: MIT
#include "noukairecorder_p.h"

#include <QtCore/QThread>

/*!
    \class NoukaiRecorder
    \inmodule Noukai
    \brief Writes the runs of a flow into a file while they go, for NoukaiPlayer.

    \code
    NoukaiRecorder recorder;
    recorder.setFlow(flow);
    recorder.setFileName("report.noukai.jsonl");
    recorder.start();
    flow->start();
    \endcode

    Each run that begins while recording is written down: the requests, each event as it arrived and with its time, and
    how the run ended. A recording that is started in the middle of a run begins with the next one. Lines are handed to
    the system as they come, so that after a crash at most the last one is missing; where events come faster than one
    in a millisecond, those of up to a millisecond or one turn of the event loop, whichever is longer.

    The run itself is never disturbed: where the recording cannot be written, it stops with errorOccurred() and the
    flow goes on.

    \section1 Secrets

    No API key is written: the client's, and whatever looks like one of the service (\c nk_…), becomes \c [key] wherever
    it stands; where a step's output spells it in pieces, from its fourth character on. What redactedFields names is
    replaced as well. All else is in the file, prompts and outputs above all: it
    is created so that only its owner can read it.

    The recorder lives in the thread of its flow.
*/

/*! Makes a recorder with the parent \a parent. It records nothing until start(). */
NoukaiRecorder::NoukaiRecorder(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<NoukaiRecorderPrivate>(this))
{
}

/*! Ends the recording without telling anyone. What was written stays. */
NoukaiRecorder::~NoukaiRecorder() = default;

/*!
    \property NoukaiRecorder::flow
    \brief The flow that is recorded. It is not owned. Another one ends the recording.
*/
NoukaiFlow *NoukaiRecorder::flow() const
{
    return d->flow;
}

void NoukaiRecorder::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    const QPointer<NoukaiRecorder> alive(this);
    stop();
    if (!alive)
        return;
    d->setFlow(flow);
    Q_EMIT flowChanged();
}

/*!
    \property NoukaiRecorder::fileName
    \brief Where start() writes; the name should end in \c .noukai.jsonl. What is there is overwritten. Counts from the
    next start() on.
*/
QString NoukaiRecorder::fileName() const
{
    return d->fileName;
}

void NoukaiRecorder::setFileName(const QString &fileName)
{
    if (fileName == d->fileName)
        return;
    d->fileName = fileName;
    Q_EMIT fileNameChanged();
}

/*! The device that is written to instead of fileName; null unless setDevice() gave one. */
QIODevice *NoukaiRecorder::device() const
{
    return d->device;
}

/*!
    Makes the next start() write to \a device instead of a file. It must be open for writing, is not owned and not
    closed; one that is deleted while recording ends the recording with an error. Null goes back to fileName.
*/
void NoukaiRecorder::setDevice(QIODevice *device)
{
    d->device = device;
}

/*!
    \property NoukaiRecorder::redactedFields
    \brief Members of requests and events whose values are replaced before anything is written.

    A name without a dot means members of that name at any depth; with dots it is a path from the root of the request
    or event, such as \c parameters.customer.email, for which an array counts as its elements. Text becomes
    \c [redacted], objects and arrays become empty, all else null. JSON inside of text is text. Members that the
    protocol needs, such as \c stepId, are better left. Counts from the next start() on.
*/
QStringList NoukaiRecorder::redactedFields() const
{
    return d->redactedFields;
}

void NoukaiRecorder::setRedactedFields(const QStringList &fields)
{
    if (fields == d->redactedFields)
        return;
    d->redactedFields = fields;
    Q_EMIT redactedFieldsChanged();
}

/*!
    \property NoukaiRecorder::recording
    \brief Whether runs are being written down: from start() until stop() or an error.
*/
bool NoukaiRecorder::isRecording() const
{
    return d->recording;
}

/*!
    \property NoukaiRecorder::bytesWritten
    \brief How many bytes this recording has handed over so far. Notifies at most once per turn of the event loop.
*/
qint64 NoukaiRecorder::bytesWritten() const
{
    return d->bytesWritten;
}

/*!
    \property NoukaiRecorder::error
    \brief Why recording failed; of kind NoError otherwise, and again from the next start() on.

    The kind is Configuration where there is no flow or nothing to write to, and Replay where writing fails.
*/
NoukaiError NoukaiRecorder::error() const
{
    return d->error;
}

/*!
    \fn void NoukaiRecorder::errorOccurred(const NoukaiError &error)
    The recording could not begin or could not go on because of \a error; it has stopped.
*/

/*!
    Begins a recording, which writes its first line. Returns false when it cannot begin; errorOccurred() has told why
    then. Does nothing while recording.
*/
bool NoukaiRecorder::start()
{
    Q_ASSERT(thread() == QThread::currentThread());
    return d->start();
}

/*!
    Ends the recording. A run that is under way goes on; in the recording it ends here, and the player tells so. Does
    nothing while not recording.
*/
void NoukaiRecorder::stop()
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->stop();
}
