// SPDX-License-Identifier: MIT
// What a client reads by itself: the runs of a flow, and sessions.
#include "noukaiclient_p.h"
#include "pending_p.h"
#include "wire/routes_p.h"
#include "wire/tracereader_p.h"
#include "wire/validation_p.h"

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

namespace
{

constexpr int MaximumRuns = 100;

template <typename T>
QFuture<NoukaiExpected<T>> read(NoukaiClientPrivate *client, const QUrl &url,
                                NoukaiExpected<T> (TraceReader::*reader)() const,
                                NoukaiError (*refined)(NoukaiError) = nullptr)
{
    auto *call = new Pending<T>(client->q);
    const QPointer<Exchange> exchange = client->exchange(
        {"GET", url}, [client, call, reader, refined](const NoukaiError &error, const ExchangeAnswer &answer) {
            if (error.kind() != NoukaiError::NoError) {
                call->resolve(refined ? refined(error) : error);
                return;
            }
            const NoukaiExpected<T> value = (TraceReader(answer.json, answer.body).*reader)();
            if (value) {
                call->resolve(value);
                return;
            }
            NoukaiError malformed = value.error();
            malformed.setResponseBody(QString::fromUtf8(answer.body.left(64 << 10)));
            call->resolve(client->withIds(malformed, answer.status, answer.requestId));
        });
    call->onCancelled = [exchange] {
        if (exchange)
            exchange->abort();
    };
    return call->future();
}

// A session that cannot be had any more, or under this id, cannot be replayed.
NoukaiError sessionError(NoukaiError error)
{
    if (error.httpStatus() == 400 || error.httpStatus() == 410)
        error.setKind(NoukaiError::Replay);
    return error;
}

} // namespace

/*!
    Lists the runs of the flow \a flowId, newest first, at most \a limit of them (1 to 100) and only those with the
    given \a status, such as \c completed, unless it is empty.

    \a flowId is the server's id of the flow, as NoukaiRunStarted::flowId tells it. Errors: Configuration for what is
    malformed (nothing is sent then), and those of any call. The call is repeated as maxRetries says; cancelling the
    future cancels it.
*/
QFuture<NoukaiExpected<QList<NoukaiRunSummary>>> NoukaiClient::runs(const QString &flowId, int limit,
                                                                    const QString &status)
{
    using Runs = QList<NoukaiRunSummary>;
    NoukaiError error = d->check();
    if (error.kind() == NoukaiError::NoError)
        error = checkFlowId(flowId);
    if (error.kind() == NoukaiError::NoError && (limit < 1 || limit > MaximumRuns)) {
        error = NoukaiError(NoukaiError::Configuration,
                            tr("%1 runs cannot be listed: 1 to %2 can.").arg(limit).arg(MaximumRuns));
    }
    if (error.kind() == NoukaiError::NoError && !status.isEmpty() && !encodeSegment(status))
        error = NoukaiError(NoukaiError::Configuration, tr("The status of a run cannot be of that form."));
    if (error.kind() != NoukaiError::NoError)
        return readyFuture<Runs>(d->redacted(error));
    QByteArray path =
        "flow-runs?flow_id=" + flowId.toUtf8().toPercentEncoding() + "&limit=" + QByteArray::number(limit);
    if (!status.isEmpty())
        path += "&status=" + status.toUtf8().toPercentEncoding();
    return read<Runs>(d.get(), serviceUrl(baseUrl(), path), &TraceReader::runs);
}

/*!
    Reads the recorded session \a sessionId, a UUID.

    Errors: Configuration for what is no UUID (nothing is sent then), NotFound for a session the server does not know,
    PermissionDenied for another account's, Replay for one that expired or that the server refuses, and those of any
    call. The call is repeated as maxRetries says; cancelling the future cancels it.
*/
QFuture<NoukaiExpected<NoukaiSession>> NoukaiClient::session(const QString &sessionId)
{
    NoukaiError error = d->check();
    if (error.kind() == NoukaiError::NoError)
        error = checkSessionUuid(sessionId);
    if (error.kind() != NoukaiError::NoError)
        return readyFuture<NoukaiSession>(d->redacted(error));
    return read<NoukaiSession>(d.get(), serviceUrl(baseUrl(), "seq/sessions/" + sessionId.toLatin1()),
                               &TraceReader::session, sessionError);
}
