// SPDX-License-Identifier: MIT
#include "retrypolicy_p.h"

#include "wire/httperror_p.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QTimer>

namespace
{

constexpr qint64 FirstWaitMs = 1'000;
constexpr qint64 LastWaitMs = 16'000;
constexpr int Factor = 4;
constexpr double Jitter = 0.25; // so that clients that failed together do not come back together

qint64 backoff(int retries, double chance)
{
    qint64 base = FirstWaitMs;
    for (int i = 0; i < retries && base < LastWaitMs; ++i)
        base *= Factor;
    return qRound64(double(qMin(base, LastWaitMs)) * (1 - Jitter + 2 * Jitter * qBound(0.0, chance, 1.0)));
}

} // namespace

bool RetryPolicy::isRetryable(const RetryCause &cause)
{
    switch (cause.status) {
    case 0:
        return !cause.answered;
    case 408:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
        return true;
    default:
        return false;
    }
}

std::optional<qint64> RetryPolicy::wait(int retries, const RetryCause &cause, const QDateTime &now, double chance) const
{
    if (retries >= m_maxRetries || !isRetryable(cause))
        return std::nullopt;
    const int asked = NoukaiWire::retryAfterSeconds(cause.retryAfter, now);
    const qint64 milliseconds = asked >= 0 ? qint64(asked) * 1000 : backoff(retries, chance);
    return milliseconds <= LongestWaitMs ? std::optional(milliseconds) : std::nullopt;
}

RetryTime::RetryTime()
    : now([] { return QDateTime::currentDateTimeUtc(); })
    , chance([] { return QRandomGenerator::global()->generateDouble(); })
    , after([](qint64 milliseconds, QObject *context, const std::function<void()> &then) {
        QTimer::singleShot(int(milliseconds), context, then);
    })
{
}
