// SPDX-License-Identifier: MIT
#include "noukaijob.h"

#include "noukaijob_p.h"

#include <Noukai/noukaiclient.h>

/*!
    \class NoukaiJob
    \inmodule Noukai
    \brief A run that the server queues and that goes on without the application.

    \code
    auto *job = new NoukaiJob(client, u"acme/etl/import"_s, {}, this);
    job->setMessage(u"April"_s);
    connect(job, &NoukaiJob::submitted, this, [this, job] { settings.setValue(u"job"_s, job->executionId()); });
    connect(job, &NoukaiJob::finished, this, [this, job] { show(job->status(), job->result(), job->error()); });
    job->submit();
    job->wait();
    \endcode

    An application that keeps executionId() can take the job up again after a restart: it makes a NoukaiJob with that id
    and calls poll() or wait().

    submit() sends one request that is never repeated by itself, since each one queues a run that is paid for. poll()
   and wait() only read, and are repeated as NoukaiClient::maxRetries says. Nothing that is done here stops a job at the
    server: it runs to its end.

    Each accepted wait() leads to exactly one finished(), never from inside the call itself. Futures end as cancelled
    when the job object is deleted first, and with an error of kind Cancelled when the client is; any slot may delete
   the object. It must be used from the client's thread.
*/

/*!
    \enum NoukaiJob::Status
    How far the job is.

    \value Unsubmitted  The server does not know of it.
    \value Submitting   It is being handed to the server.
    \value Pending      It waits in the server's queue, or nobody has asked yet.
    \value Running      The flow runs.
    \value Completed    The flow has run to its end; see result().
    \value Failed       The flow has failed; see error().
*/

/*!
    \fn void NoukaiJob::submitted()
    The server took the job, and executionId() is known.
*/

/*!
    \fn void NoukaiJob::polled()
    The server told the job's status(), whether or not that has changed.
*/

/*!
    \fn void NoukaiJob::finished()
    A wait() has ended: the job is Completed or Failed, or error() tells why it is no longer waited for. After
    stopWaiting() and cancel() there is no error.
*/

/*!
    Makes a job that is not submitted, with the parent \a parent.
*/
NoukaiJob::NoukaiJob(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<NoukaiJobPrivate>(this))
{
}

/*!
    Makes a job of the flow \a identifier over \a client, with the parent \a parent. With an \a executionId it is the
    one that was submitted under that id before.
*/
NoukaiJob::NoukaiJob(NoukaiClient *client, const QString &identifier, const QString &executionId, QObject *parent)
    : NoukaiJob(parent)
{
    d->client = client;
    d->clientIsSet = client;
    d->identifier = identifier;
    d->setExecutionId(executionId);
}

NoukaiJob::~NoukaiJob() = default;

/*!
    \property NoukaiJob::client
    \brief The client to ask with. Unless set, NoukaiClient::defaultClient(); null when the one that was set is gone.

    It stays while the job is being submitted or waited for.
*/
NoukaiClient *NoukaiJob::client() const
{
    return d->runClient();
}

void NoukaiJob::setClient(NoukaiClient *client)
{
    if (client == d->client && d->clientIsSet == (client != nullptr))
        return;
    if (d->isBusy()) {
        d->refuse(tr("The job is being submitted or waited for; its client stays."));
        return;
    }
    d->client = client;
    d->clientIsSet = client;
    Q_EMIT clientChanged();
}

/*!
    \property NoukaiJob::identifier
    \brief The flow to run: its slug, or \c organization/project/slug.
*/
QString NoukaiJob::identifier() const
{
    return d->identifier;
}

void NoukaiJob::setIdentifier(const QString &identifier)
{
    if (identifier == d->identifier)
        return;
    d->identifier = identifier;
    Q_EMIT identifierChanged();
}

/*!
    \property NoukaiJob::version
    \brief Which version to run: \c production (the default), \c draft, or a number from 1 on.
*/
QString NoukaiJob::version() const
{
    return d->version;
}

void NoukaiJob::setVersion(const QString &version)
{
    if (version == d->version)
        return;
    d->version = version;
    Q_EMIT versionChanged();
}

/*!
    \property NoukaiJob::message
    \brief The message to run the flow with. A null text (the default) sends none.
*/
QString NoukaiJob::message() const
{
    return d->message;
}

void NoukaiJob::setMessage(const QString &message)
{
    if (message == d->message && message.isNull() == d->message.isNull())
        return;
    d->message = message;
    Q_EMIT messageChanged();
}

/*!
    \property NoukaiJob::parameters
    \brief The flow's parameters, by name.
*/
QJsonObject NoukaiJob::parameters() const
{
    return d->parameters;
}

void NoukaiJob::setParameters(const QJsonObject &parameters)
{
    if (parameters == d->parameters)
        return;
    d->parameters = parameters;
    Q_EMIT parametersChanged();
}

/*!
    \property NoukaiJob::attachments
    \brief Images to go with the message: at most 10 objects \c{{kind: "url", url, mime_type, filename}}.
*/
QJsonArray NoukaiJob::attachments() const
{
    return d->attachments;
}

void NoukaiJob::setAttachments(const QJsonArray &attachments)
{
    if (attachments == d->attachments)
        return;
    d->attachments = attachments;
    Q_EMIT attachmentsChanged();
}

/*!
    \property NoukaiJob::blockOverrides
    \brief Fields of blocks to run with other values, such as another prompt: step id to an object of fields.
*/
QJsonObject NoukaiJob::blockOverrides() const
{
    return d->blockOverrides;
}

void NoukaiJob::setBlockOverrides(const QJsonObject &overrides)
{
    if (overrides == d->blockOverrides)
        return;
    d->blockOverrides = overrides;
    Q_EMIT blockOverridesChanged();
}

/*!
    \property NoukaiJob::tools
    \brief Tool definitions, which a job cannot have: with any, submit() fails with the code
    \c TOOLS_REQUIRE_SYNC_EXECUTE before anything is sent. Use NoukaiFlow for flows that call tools.
*/
QJsonArray NoukaiJob::tools() const
{
    return d->tools;
}

void NoukaiJob::setTools(const QJsonArray &tools)
{
    if (tools == d->tools)
        return;
    d->tools = tools;
    Q_EMIT toolsChanged();
}

/*!
    \property NoukaiJob::sessionId
    \brief Groups the run with others on the server. A null text (the default) means the client's, an empty one is a
    value of its own.
*/
QString NoukaiJob::sessionId() const
{
    return d->sessionId;
}

void NoukaiJob::setSessionId(const QString &sessionId)
{
    if (sessionId == d->sessionId && sessionId.isNull() == d->sessionId.isNull())
        return;
    d->sessionId = sessionId;
    Q_EMIT sessionIdChanged();
}

/*! Takes the session id back, so that the client's is sent. */
void NoukaiJob::resetSessionId()
{
    setSessionId(QString());
}

/*!
    \property NoukaiJob::timeout
    \brief How long the answer to one call may take, in milliseconds; how long wait() waits in all is its own matter.

    Default: -1, as NoukaiClient::timeout says; 0 waits for ever. Counts from the next call on.
*/
int NoukaiJob::timeout() const
{
    return d->timeout;
}

void NoukaiJob::setTimeout(int milliseconds)
{
    milliseconds = qMax(-1, milliseconds);
    if (milliseconds == d->timeout)
        return;
    d->timeout = milliseconds;
    Q_EMIT timeoutChanged();
}

/*!
    \property NoukaiJob::trace
    \brief Whether the server is to record full inputs and outputs. Default: false.
*/
bool NoukaiJob::trace() const
{
    return d->trace;
}

void NoukaiJob::setTrace(bool trace)
{
    if (trace == d->trace)
        return;
    d->trace = trace;
    Q_EMIT traceChanged();
}

/*!
    \property NoukaiJob::executionId
    \brief The server's id of the run, by which the job can be taken up again; empty before it is submitted.

    Setting it makes the object stand for the job of that id, Pending until it is asked for, or with an empty id for one
    that is to be submitted. It stays while a job is being submitted or waited for.
*/
QString NoukaiJob::executionId() const
{
    return d->executionId;
}

void NoukaiJob::setExecutionId(const QString &executionId)
{
    d->setExecutionId(executionId);
}

/*!
    \property NoukaiJob::status
    \brief How far the job is, as far as is known. What has ended stays so.
*/
NoukaiJob::Status NoukaiJob::status() const
{
    return d->status;
}

/*!
    \property NoukaiJob::waiting
    \brief Whether a wait() is under way.
*/
bool NoukaiJob::isWaiting() const
{
    return d->m_waiting;
}

/*!
    \property NoukaiJob::result
    \brief What the flow gave, once the job is Completed or Failed.
*/
NoukaiResult NoukaiJob::result() const
{
    return d->result;
}

/*!
    \property NoukaiJob::error
    \brief Why the job Failed, or why the last call about it did; of kind NoError when all is well.
*/
NoukaiError NoukaiJob::error() const
{
    return d->error;
}

/*!
    Hands the job to the server; gives the execution id, which submitted() tells as well.

    Errors: Configuration for what is missing or malformed (nothing is sent then), and for a job that was submitted
    before, and those of any call. After an error the job is Unsubmitted again; where no answer came, the server may
    have queued it all the same.
*/
QFuture<NoukaiExpected<QString>> NoukaiJob::submit()
{
    return d->submit();
}

/*!
    Asks once how far the job is; gives its status, whether it is good or bad. polled() tells as well.

    A server that does not know the job within 5 seconds of its submission has not registered it yet: that is no error,
    and it is Pending. Later, or for a job that was taken up again, the error is NotFound.
*/
QFuture<NoukaiExpected<NoukaiJob::Status>> NoukaiJob::poll()
{
    return d->poll();
}

/*!
    Asks at once and then every \a intervalMs milliseconds until the job has ended, for at most \a totalMs milliseconds
    (0: for ever); then finished() comes. Gives the result, or the error that the job failed with.

    A job that is being submitted is waited for from then on. Errors: Configuration for a job that is not submitted,
    Timeout when it takes longer than \a totalMs, and those of any poll(): they end the wait, and the job can be waited
    for again. A second wait() during one is refused, with the error Configuration and without finished().
*/
QFuture<NoukaiExpected<NoukaiResult>> NoukaiJob::wait(int intervalMs, int totalMs)
{
    return d->wait(intervalMs, totalMs);
}

/*!
    Ends a wait() with finished(); its future has the error Cancelled. The job goes on at the server.
*/
void NoukaiJob::stopWaiting()
{
    d->stopWaiting();
}

/*!
    Ends everything this object does, a submission as well, which the server may have taken nevertheless. Futures have
    the error Cancelled. The job goes on at the server.
*/
void NoukaiJob::cancel()
{
    d->cancel();
}
