// SPDX-License-Identifier: MIT
#include "noukairun.h"

#include "noukaiclient_p.h"
#include "pending_p.h"
#include "wire/routes_p.h"
#include "wire/tracereader_p.h"
#include "wire/validation_p.h"

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

class NoukaiRunPrivate
{
public:
    QPointer<NoukaiClient> client;
    bool clientIsSet = false;
    QString identifier;
    QString executionId;
    int timeout = -1; // ms; the client's
    // The form in which the server last knew something.
    std::shared_ptr<RunForm> form = std::make_shared<RunForm>(RunForm::OfFlow);
};

namespace
{

constexpr int NotFoundStatus = 404;

// What is asked for about a run, in up to two forms.
struct RunQuery {
    FlowAddress address;
    QString executionId;
    QByteArray rest;
    std::shared_ptr<RunForm> form;
    bool hasFlow = false; // else there is but one form
    int timeout = -1;
};

RunForm otherForm(RunForm form)
{
    return form == RunForm::OfFlow ? RunForm::Alone : RunForm::OfFlow;
}

// Of two refusals the one that says more: the first form is the one that should have worked, unless the second says
// that it knows the form but not the run, or something else went wrong than that it does not know the form.
const NoukaiError &moreTelling(const NoukaiError &first, const NoukaiError &second)
{
    const bool unknownForm = second.httpStatus() >= 400 && second.httpStatus() < 500;
    return unknownForm && second.code() != "RUN_NOT_FOUND"_L1 ? first : second;
}

template <typename T>
using Read = NoukaiExpected<T> (TraceReader::*)() const;

template <typename T>
class RunCall : public Pending<T>
{
public:
    RunCall(NoukaiClientPrivate *client, const RunQuery &query, Read<T> read)
        : Pending<T>(client->q)
        , m_client(client)
        , m_query(query)
        , m_read(read)
    {
        this->onCancelled = [this] {
            if (m_exchange)
                m_exchange->abort();
        };
        send(query.hasFlow ? *query.form : RunForm::Alone, {});
    }

private:
    void send(RunForm form, const NoukaiError &before)
    {
        const QUrl url = runUrl(m_client->q->baseUrl(), m_query.address, m_query.executionId, form, m_query.rest);
        m_exchange = m_client->exchange({"GET", url, {}, {}, m_query.timeout},
                                        [this, form, before](const NoukaiError &error, const ExchangeAnswer &answer) {
                                            onAnswer(form, before, error, answer);
                                        });
    }

    void onAnswer(RunForm form, const NoukaiError &before, const NoukaiError &error, const ExchangeAnswer &answer)
    {
        const bool isFirst = before.kind() == NoukaiError::NoError;
        if (error.httpStatus() == NotFoundStatus && isFirst && m_query.hasFlow) {
            send(otherForm(form), error);
            return;
        }
        if (error.kind() != NoukaiError::NoError) {
            resolve(isFirst ? error : moreTelling(before, error), answer);
            return;
        }
        *m_query.form = form;
        const NoukaiExpected<T> value = (TraceReader(answer.json, answer.body).*m_read)();
        if (value)
            Pending<T>::resolve(value);
        else
            resolve(m_client->withIds(value.error(), answer.status, answer.requestId), answer);
    }

    void resolve(NoukaiError error, const ExchangeAnswer &answer)
    {
        error.setExecutionId(m_client->redacted(m_query.executionId));
        if (error.kind() == NoukaiError::Protocol && error.responseBody().isEmpty())
            error.setResponseBody(m_client->redacted(QString::fromUtf8(answer.body.left(64 << 10))));
        Pending<T>::resolve(error);
    }

    NoukaiClientPrivate *m_client;
    const RunQuery m_query;
    const Read<T> m_read;
    QPointer<Exchange> m_exchange;
};

template <typename T>
QFuture<NoukaiExpected<T>> ask(NoukaiRun *run, const std::shared_ptr<RunForm> &form, const QByteArray &rest,
                               Read<T> read)
{
    NoukaiClient *client = run->client();
    if (!client)
        return readyFuture<T>(
            NoukaiError(NoukaiError::Configuration, NoukaiRun::tr("The client of the run was deleted.")));
    auto *d = NoukaiClientPrivate::get(client);
    NoukaiError error = d->check();
    if (error.kind() == NoukaiError::NoError)
        error = checkExecutionId(run->executionId());
    RunQuery query{{}, run->executionId(), rest, form, !run->identifier().isEmpty(), run->timeout()};
    if (error.kind() == NoukaiError::NoError && query.hasFlow) {
        const auto address = parseFlowIdentifier(run->identifier(), client->organization(), client->project(), &error);
        query.address = address.value_or(FlowAddress());
    }
    if (error.kind() != NoukaiError::NoError)
        return readyFuture<T>(d->redacted(error));
    return (new RunCall<T>(d, query, read))->future();
}

} // namespace

/*!
    \class NoukaiRun
    \inmodule Noukai
    \brief A run that the server has recorded, or is recording: reads its traces.

    \code
    auto *run = new NoukaiRun(client, u"acme/support/refund"_s, flow->executionId(), this);
    run->trace().then(this, [](const NoukaiExpected<NoukaiRunTrace> &trace) {
        for (const NoukaiStepTrace &step : trace.valueOr({}).steps())
            qInfo() << step.stepId() << step.durationMs();
    });
    \endcode

    The server knows a run under the name of its flow and alone; where it does not know the one, the other is tried. A
    run without an identifier() is looked for alone.

    Calls that read are repeated as NoukaiClient::maxRetries says. A call lives with its client, not with the run that
    began it; it ends early when its future is cancelled, with NoukaiClient::cancelAll() and with the client. The object
    must be used from the client's thread.
*/

/*!
    \enum NoukaiRun::Attempt
    Which attempts at a step stepTrace() is to tell of, where it is not a number from 1 on.

    \value LatestAttempt  the last one
    \value AllAttempts    every one, the first one first
*/

/*!
    Makes a run that names nothing yet, with the parent \a parent.
*/
NoukaiRun::NoukaiRun(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<NoukaiRunPrivate>())
{
}

/*!
    Makes the run \a executionId of the flow \a identifier, to be read over \a client, with the parent \a parent.
*/
NoukaiRun::NoukaiRun(NoukaiClient *client, const QString &identifier, const QString &executionId, QObject *parent)
    : NoukaiRun(parent)
{
    d->client = client;
    d->clientIsSet = client;
    d->identifier = identifier;
    d->executionId = executionId;
}

NoukaiRun::~NoukaiRun() = default;

/*!
    \property NoukaiRun::client
    \brief The client to ask with. Unless set, NoukaiClient::defaultClient(); null when the one that was set is gone.
*/
NoukaiClient *NoukaiRun::client() const
{
    return d->clientIsSet ? d->client.data() : NoukaiClient::defaultClient();
}

void NoukaiRun::setClient(NoukaiClient *client)
{
    if (client == d->client && d->clientIsSet == (client != nullptr))
        return;
    d->client = client;
    d->clientIsSet = client;
    d->form = std::make_shared<RunForm>(RunForm::OfFlow);
    Q_EMIT clientChanged();
}

/*!
    \property NoukaiRun::identifier
    \brief The flow that ran: its slug, or \c organization/project/slug. Empty: the run is looked for by its id alone.
*/
QString NoukaiRun::identifier() const
{
    return d->identifier;
}

void NoukaiRun::setIdentifier(const QString &identifier)
{
    if (identifier == d->identifier)
        return;
    d->identifier = identifier;
    Q_EMIT identifierChanged();
}

/*!
    \property NoukaiRun::executionId
    \brief The server's id of the run, as NoukaiFlow::executionId or NoukaiJob::executionId tells it.
*/
QString NoukaiRun::executionId() const
{
    return d->executionId;
}

void NoukaiRun::setExecutionId(const QString &executionId)
{
    if (executionId == d->executionId)
        return;
    d->executionId = executionId;
    Q_EMIT executionIdChanged();
}

/*!
    \property NoukaiRun::timeout
    \brief How long the answer to one call may take, in milliseconds, and how long a live trace may be silent.
    Default: -1, as NoukaiClient::timeout says; 0 waits for ever. Counts from the next call on.
*/
int NoukaiRun::timeout() const
{
    return d->timeout;
}

void NoukaiRun::setTimeout(int milliseconds)
{
    milliseconds = qMax(-1, milliseconds);
    if (milliseconds == d->timeout)
        return;
    d->timeout = milliseconds;
    Q_EMIT timeoutChanged();
}

/*!
    Reads what is recorded of the run and the latest attempt at each step.

    Errors: Configuration for what is missing or malformed (nothing is sent then), NotFound for a run the server does
    not know, and those of any call.
*/
QFuture<NoukaiExpected<NoukaiRunTrace>> NoukaiRun::trace()
{
    return ask<NoukaiRunTrace>(this, d->form, "trace", &TraceReader::runTrace);
}

/*!
    Reads what is recorded of the step \a stepId: of the attempt with the number \a attempt (from 1), the latest or all
    of them; with a \a loopIndex (from 0) only of that round of the loop that the step is in.

    The list holds the one attempt that was asked for, or all. Errors are those of trace().
*/
QFuture<NoukaiExpected<QList<NoukaiStepTrace>>> NoukaiRun::stepTrace(const QString &stepId, int attempt, int loopIndex)
{
    using Steps = QList<NoukaiStepTrace>;
    NoukaiError error = checkStepId(stepId);
    if (error.kind() == NoukaiError::NoError && attempt < AllAttempts)
        error = NoukaiError(NoukaiError::Configuration, tr("%1 is no attempt; they are counted from 1.").arg(attempt));
    if (error.kind() == NoukaiError::NoError && loopIndex < -1)
        error = NoukaiError(NoukaiError::Configuration,
                            tr("%1 is no round of a loop; they are counted from 0.").arg(loopIndex));
    if (error.kind() != NoukaiError::NoError)
        return readyFuture<Steps>(client() ? NoukaiClientPrivate::get(client())->redacted(error) : error);
    return ask<Steps>(this, d->form, stepTracePath(stepId, attempt, loopIndex), &TraceReader::stepTraces);
}
