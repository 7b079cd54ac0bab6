// SPDX-License-Identifier: MIT
// How a job is waited for, from wait() to finished().
#include "noukaiclient_p.h"
#include "noukaijob_p.h"

namespace
{

bool isError(const NoukaiError &error)
{
    return error.kind() != NoukaiError::NoError;
}

NoukaiError configuration(const QString &message)
{
    return NoukaiError(NoukaiError::Configuration, message);
}

} // namespace

QFuture<NoukaiExpected<NoukaiResult>> NoukaiJobPrivate::wait(int intervalMs, int totalMs)
{
    if (m_waiting) {
        const QString why = NoukaiJob::tr("The job is being waited for already.");
        refuse(why);
        return readyFuture<NoukaiResult>(configuration(why));
    }
    m_waiting = true;
    changed(WaitChange);
    m_wait = new Pending<NoukaiResult>(q);
    m_wait->onCancelled = [this] {
        m_wait = nullptr;
        endWait(cancelled());
    };
    QFuture<NoukaiExpected<NoukaiResult>> future = m_wait->future();
    m_waitClient = runClient();
    if (m_waitClient)
        NoukaiClientPrivate::get(m_waitClient)->addUser(this);
    m_totalMs = totalMs;

    NoukaiError mistake;
    QUrl url;
    if (intervalMs < 1)
        mistake = configuration(NoukaiJob::tr("A job cannot be asked for every %1 ms.").arg(intervalMs));
    else if (totalMs < 0)
        mistake = configuration(NoukaiJob::tr("A job cannot be waited for %1 ms.").arg(totalMs));
    else if (status == NoukaiJob::Unsubmitted)
        mistake = configuration(NoukaiJob::tr("The job is not submitted, so there is nothing to wait for."));
    else if (status != NoukaiJob::Submitting)
        mistake = withoutKey(checkPoll(&url));
    m_interval.setInterval(qMax(1, intervalMs));
    if (isError(mistake) || isEnded()) {
        endWaitLater(mistake);
    } else {
        setError({});
        if (totalMs > 0)
            m_total.start(totalMs);
        if (status != NoukaiJob::Submitting)
            waitPoll();
    }
    publish();
    return future;
}

void NoukaiJobPrivate::waitPoll()
{
    QUrl url;
    const NoukaiError mistake = withoutKey(checkPoll(&url)); // the application may have changed the client since
    if (isError(mistake)) {
        setError(mistake);
        if (publish())
            endWait(mistake);
        return;
    }
    m_waitPoll = sendPoll(url, [this](const NoukaiExpected<Status> &now) {
        m_waitPoll = nullptr;
        if (!m_waiting)
            return;
        if (!now)
            endWait(now.error());
        else if (isEnded())
            endWait(outcome());
        else
            m_interval.start();
    });
}

// finished() never comes from inside wait() itself.
void NoukaiJobPrivate::endWaitLater(const NoukaiError &why)
{
    if (!isEnded())
        setError(why);
    QMetaObject::invokeMethod(
        q,
        [this, why, wait = m_wait] {
            if (m_waiting && wait == m_wait)
                endWait(isError(why) ? NoukaiExpected<NoukaiResult>(why) : outcome());
        },
        Qt::QueuedConnection);
}

NoukaiExpected<NoukaiResult> NoukaiJobPrivate::outcome() const
{
    if (status == NoukaiJob::Completed)
        return result;
    return error;
}

// The one way out of a wait.
void NoukaiJobPrivate::endWait(const NoukaiExpected<NoukaiResult> &outcome)
{
    if (!m_waiting)
        return;
    m_waiting = false;
    changed(WaitChange);
    m_interval.stop();
    m_total.stop();
    if (m_waitPoll)
        m_waitPoll->abort();
    m_waitPoll = nullptr;
    if (m_waitClient)
        NoukaiClientPrivate::get(m_waitClient)->removeUser(this);
    m_waitClient = nullptr;
    NoukaiExpected<NoukaiResult> told = outcome;
    if (!told) {
        NoukaiError why = told.error();
        why.setExecutionId(executionId);
        why = withoutKey(why);
        told = why;
        if (!isEnded())
            setError(why);
    }
    Pending<NoukaiResult> *const pending = released(m_wait);
    if (publish())
        Q_EMIT q->finished();
    if (pending)
        pending->resolve(told);
}

void NoukaiJobPrivate::stopWaiting()
{
    endWait(cancelled());
}

void NoukaiJobPrivate::cancel()
{
    const QPointer<NoukaiJob> alive(q);
    const QList<QPointer<Exchange>> exchanges = m_exchanges;
    for (const QPointer<Exchange> &exchange : exchanges) {
        if (alive && exchange)
            exchange->cancel();
    }
    if (alive)
        endWait(cancelled());
}

void NoukaiJobPrivate::cancelForClient()
{
    endWait(cancelled());
}

void NoukaiJobPrivate::setExecutionId(const QString &id)
{
    if (id == executionId)
        return;
    if (isBusy()) {
        refuse(NoukaiJob::tr("The job is being submitted or waited for; its execution id stays."));
        return;
    }
    executionId = id;
    changed(ExecutionIdChange);
    m_sinceSubmission.invalidate();
    m_accepted = {};
    if (result != NoukaiResult()) {
        result = {};
        changed(ResultChange);
    }
    setError({});
    setStatus(id.isEmpty() ? NoukaiJob::Unsubmitted : NoukaiJob::Pending);
    publish();
}
