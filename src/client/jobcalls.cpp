// SPDX-License-Identifier: MIT
// How a job is submitted and asked for.
#include "noukaiclient_p.h"
#include "noukaijob_p.h"
#include "wire/routes_p.h"
#include "wire/validation_p.h"

#include <QtCore/QJsonDocument>

#include <algorithm>
#include <utility>

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

namespace
{

constexpr int NotFoundStatus = 404;
constexpr qsizetype KeptBody = 64 << 10;

bool isError(const NoukaiError &error)
{
    return error.kind() != NoukaiError::NoError;
}

NoukaiError configuration(const QString &message, const QString &code = {})
{
    return NoukaiError(NoukaiError::Configuration, message, code);
}

template <typename Value>
void insertUnlessEmpty(QJsonObject &body, QLatin1StringView key, const Value &value)
{
    if (!value.isEmpty())
        body.insert(key, value);
}

} // namespace

NoukaiJobPrivate::NoukaiJobPrivate(NoukaiJob *q)
    : q(q)
{
    m_interval.setSingleShot(true);
    m_total.setSingleShot(true);
    QObject::connect(&m_interval, &QTimer::timeout, q, [this] { waitPoll(); });
    QObject::connect(&m_total, &QTimer::timeout, q, [this] {
        endWait(NoukaiError(NoukaiError::Timeout,
                            NoukaiJob::tr("The job has not ended within %1 s. It goes on at the server.")
                                .arg(double(m_totalMs) / 1000)));
    });
}

NoukaiJobPrivate::~NoukaiJobPrivate()
{
    if (m_waitClient)
        NoukaiClientPrivate::get(m_waitClient)->removeUser(this);
    for (const QPointer<Exchange> &exchange : std::as_const(m_exchanges)) {
        if (exchange)
            exchange->abort();
    }
}

NoukaiClient *NoukaiJobPrivate::runClient() const
{
    return clientIsSet ? client.data() : NoukaiClient::defaultClient();
}

void NoukaiJobPrivate::refuse(const QString &why) const
{
    qCWarning(lcNoukaiClient).noquote() << why;
}

// What was set wrongly may be the key itself.
NoukaiError NoukaiJobPrivate::withoutKey(const NoukaiError &mistake) const
{
    NoukaiClient *const over = runClient();
    return over ? NoukaiClientPrivate::get(over)->redacted(mistake) : mistake;
}

NoukaiError NoukaiJobPrivate::cancelled() const
{
    NoukaiError error(NoukaiError::Cancelled, NoukaiJob::tr("The call was cancelled."));
    error.setExecutionId(executionId);
    return withoutKey(error);
}

void NoukaiJobPrivate::remember(Exchange *exchange)
{
    m_exchanges.removeIf([](const QPointer<Exchange> &known) { return known.isNull(); });
    m_exchanges.append(exchange);
}

void NoukaiJobPrivate::setStatus(Status next)
{
    if (next == status)
        return;
    status = next;
    changed(StatusChange);
}

void NoukaiJobPrivate::setError(const NoukaiError &why)
{
    if (why == error || why.kind() == NoukaiError::Cancelled)
        return;
    error = why;
    changed(ErrorChange);
}

// Tells what changed. False when a slot deleted the job.
bool NoukaiJobPrivate::publish()
{
    static constexpr std::pair<Change, void (NoukaiJob::*)()> signals_[] = {
        {ExecutionIdChange, &NoukaiJob::executionIdChanged},
        {ResultChange, &NoukaiJob::resultChanged},
        {ErrorChange, &NoukaiJob::errorChanged},
        {StatusChange, &NoukaiJob::statusChanged},
        {WaitChange, &NoukaiJob::waitingChanged},
    };
    const QPointer<NoukaiJob> alive(q);
    for (const auto &[change, signal] : signals_) {
        if (!(m_changes & change))
            continue;
        m_changes &= ~unsigned(change);
        Q_EMIT(q->*signal)();
        if (!alive)
            return false;
    }
    return true;
}

// ---- Submitting ----------------------------------------------------------------------------------------------------

NoukaiError NoukaiJobPrivate::checkSubmission(QUrl *url) const
{
    NoukaiClient *const over = runClient();
    if (!over)
        return configuration(NoukaiJob::tr("The client of the job was deleted."));
    NoukaiError mistake = NoukaiClientPrivate::get(over)->check();
    if (isError(mistake))
        return mistake;
    const auto address = parseFlowIdentifier(identifier, over->organization(), over->project(), &mistake);
    if (!address)
        return mistake;
    const auto path = parseFlowVersion(version, false, &mistake);
    if (!path)
        return mistake;
    if (!tools.isEmpty())
        return configuration(NoukaiJob::tr("A job cannot call tools: run the flow in one call or as a stream instead."),
                             u"TOOLS_REQUIRE_SYNC_EXECUTE"_s);
    mistake = checkParameters(parameters);
    if (!isError(mistake))
        mistake = checkAttachments(attachments);
    if (!isError(mistake))
        mistake = checkSessionId(sessionId);
    *url = flowUrl(over->baseUrl(), *address, *path, u"jobs"_s);
    return mistake;
}

QByteArray NoukaiJobPrivate::submission() const
{
    QJsonObject body;
    if (!message.isNull())
        body.insert("message"_L1, message);
    insertUnlessEmpty(body, "parameters"_L1, parameters);
    insertUnlessEmpty(body, "attachments"_L1, attachments);
    insertUnlessEmpty(body, "blockOverrides"_L1, blockOverrides);
    if (trace)
        body.insert("trace"_L1, true);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QFuture<NoukaiExpected<QString>> NoukaiJobPrivate::submit()
{
    if (status != NoukaiJob::Unsubmitted) {
        const QString why = NoukaiJob::tr("The job was submitted before; it is not submitted twice.");
        refuse(why);
        return readyFuture<QString>(configuration(why));
    }
    QUrl url;
    const NoukaiError mistake = withoutKey(checkSubmission(&url));
    if (isError(mistake)) {
        setError(mistake);
        publish();
        return readyFuture<QString>(mistake);
    }
    m_submitting = new Pending<QString>(q);
    QFuture<NoukaiExpected<QString>> future = m_submitting->future();
    auto *const over = NoukaiClientPrivate::get(runClient());
    Exchange *const exchange = over->exchange(
        {"POST", url, submission(), sessionId, timeout},
        [this, over](const NoukaiError &failure, const ExchangeAnswer &answer) { onSubmitted(over, failure, answer); });
    remember(exchange);
    m_submitting->onCancelled = [this, exchange = QPointer(exchange)] {
        if (exchange)
            exchange->abort();
        m_submitting = nullptr;
        submissionFailed(cancelled());
    };
    setError({});
    setStatus(NoukaiJob::Submitting);
    publish();
    return future;
}

void NoukaiJobPrivate::onSubmitted(NoukaiClientPrivate *over, const NoukaiError &failure, const ExchangeAnswer &answer)
{
    const QString id = answer.json["executionId"_L1].toString();
    if (isError(failure)) {
        submissionFailed(failure);
        return;
    }
    if (isError(checkExecutionId(id))) {
        NoukaiError why(NoukaiError::Protocol,
                        NoukaiJob::tr("The server took the job without telling an execution id to ask for it by."));
        why.setResponseBody(QString::fromUtf8(answer.body.left(KeptBody)));
        submissionFailed(over->withIds(why, answer.status, answer.requestId));
        return;
    }
    m_sinceSubmission.start();
    m_accepted = answer.json.toObject();
    executionId = id;
    changed(ExecutionIdChange);
    setStatus(NoukaiJob::Pending);
    Pending<QString> *const pending = released(m_submitting);
    const QPointer<NoukaiJob> alive(q);
    if (publish())
        Q_EMIT q->submitted();
    if (alive && m_waiting && !m_waitPoll && !m_interval.isActive())
        waitPoll();
    if (pending)
        pending->resolve(id);
}

void NoukaiJobPrivate::submissionFailed(const NoukaiError &why)
{
    setStatus(NoukaiJob::Unsubmitted);
    setError(why);
    Pending<QString> *const pending = released(m_submitting);
    if (publish())
        endWait(why);
    if (pending)
        pending->resolve(why);
}

// ---- Asking --------------------------------------------------------------------------------------------------------

NoukaiError NoukaiJobPrivate::checkPoll(QUrl *url) const
{
    NoukaiClient *const over = runClient();
    if (!over)
        return configuration(NoukaiJob::tr("The client of the job was deleted."));
    NoukaiError mistake = NoukaiClientPrivate::get(over)->check();
    if (!isError(mistake))
        mistake = checkExecutionId(executionId);
    if (isError(mistake))
        return mistake;
    const auto address = parseFlowIdentifier(identifier, over->organization(), over->project(), &mistake);
    if (!address)
        return mistake;
    const QByteArray action = "jobs/" + encodeSegment(executionId).value_or(QByteArray());
    *url = flowUrl(over->baseUrl(), *address, {}, QString::fromLatin1(action));
    return {};
}

QFuture<NoukaiExpected<NoukaiJob::Status>> NoukaiJobPrivate::poll()
{
    QUrl url;
    const NoukaiError mistake = withoutKey(checkPoll(&url));
    if (isError(mistake)) {
        setError(mistake);
        publish();
        return readyFuture<Status>(mistake);
    }
    auto *pending = new Pending<Status>(q);
    const QPointer<Exchange> exchange =
        sendPoll(url, [pending](const NoukaiExpected<Status> &now) { pending->resolve(now); });
    pending->onCancelled = [exchange] {
        if (exchange)
            exchange->abort();
    };
    return pending->future();
}

Exchange *NoukaiJobPrivate::sendPoll(const QUrl &url, const StatusTold &told)
{
    const QString asked = executionId;
    auto *const over = NoukaiClientPrivate::get(runClient());
    Exchange *const exchange =
        over->exchange({"GET", url, {}, {}, timeout},
                       [this, over, told, asked](const NoukaiError &failure, const ExchangeAnswer &answer) {
                           const QPointer<NoukaiJob> alive(q);
                           // The application may have turned to another job meanwhile.
                           if (asked != executionId) {
                               told(cancelled());
                               return;
                           }
                           const NoukaiExpected<Status> now = readPoll(over, failure, answer);
                           if (publish() && now)
                               Q_EMIT q->polled();
                           if (alive)
                               told(now);
                       });
    remember(exchange);
    return exchange;
}

NoukaiExpected<NoukaiJob::Status> NoukaiJobPrivate::readPoll(NoukaiClientPrivate *over, const NoukaiError &failure,
                                                             const ExchangeAnswer &answer)
{
    if (failure.httpStatus() == NotFoundStatus && m_sinceSubmission.isValid() &&
        m_sinceSubmission.elapsed() < graceMs) {
        return status; // not registered yet
    }
    NoukaiError why = failure;
    if (!isError(why)) {
        NoukaiError where; // what an error in the answer is told with
        where.setHttpStatus(answer.status);
        where.setRequestId(answer.requestId);
        where.setResponseBody(over->redacted(QString::fromUtf8(answer.body.left(KeptBody))));
        NoukaiExpected<Status> now = note(over, answer.json.toObject(), where);
        if (now)
            return now;
        why = now.error();
    }
    why.setExecutionId(executionId);
    why = over->redacted(why);
    if (!isEnded())
        setError(why);
    return why;
}

// Takes over what an answer says about the job.
NoukaiExpected<NoukaiJob::Status> NoukaiJobPrivate::note(NoukaiClientPrivate *over, const QJsonObject &answer,
                                                         const NoukaiError &where)
{
    static constexpr std::pair<QLatin1StringView, Status> words[] = {
        {"pending"_L1, NoukaiJob::Pending}, {"running"_L1, NoukaiJob::Running},  {"completed"_L1, NoukaiJob::Completed},
        {"failed"_L1, NoukaiJob::Failed},   {"cancelled"_L1, NoukaiJob::Failed},
    };
    const QString word = answer.value("status"_L1).toString();
    const auto known = std::find_if(std::begin(words), std::end(words), [&](const auto &w) { return w.first == word; });
    if (known == std::end(words)) {
        NoukaiError why = where;
        why.setKind(NoukaiError::Protocol);
        why.setMessage(
            word.isEmpty()
                ? NoukaiJob::tr("The server's answer does not tell the job's status.")
                : NoukaiJob::tr("The server calls the job's status “%1”, which is unknown.").arg(word.left(80)));
        return why;
    }
    // Answers may overtake each other; what has ended stays so.
    if (isEnded())
        return status;
    setStatus(known->second);
    setError({});
    if (!isEnded())
        return status;
    QJsonObject whole = m_accepted;
    for (auto it = answer.begin(); it != answer.end(); ++it)
        whole.insert(it.key(), it.value());
    result = NoukaiResult::fromJson(whole);
    changed(ResultChange);
    if (status == NoukaiJob::Failed) {
        NoukaiError why = result.failure();
        why.setHttpStatus(0); // the job failed, not the call
        why.setRequestId(where.requestId());
        why.setExecutionId(executionId);
        setError(over->redacted(why));
    }
    return status;
}
