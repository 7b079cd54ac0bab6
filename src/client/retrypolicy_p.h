// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QObject;
QT_END_NAMESPACE

// How a try ended that may be worth another one.
struct RetryCause {
    int status = 0;        // 0: no answer
    bool answered = true;  // false: the connection failed before a response
    QByteArray retryAfter; // header value
};

// Whether and when a call without effect is sent again. Pure arithmetic: time and chance are handed in.
class NOUKAI_INTERNAL_EXPORT RetryPolicy
{
public:
    // A server that asks for more has its reasons, and whoever called has a right to know them now.
    static constexpr qint64 LongestWaitMs = 60'000;

    explicit RetryPolicy(int maxRetries)
        : m_maxRetries(maxRetries)
    {
    }

    // Milliseconds until the next try, after `retries` of them; nothing when there is to be none. `chance`: 0 to 1.
    std::optional<qint64> wait(int retries, const RetryCause &cause, const QDateTime &now, double chance) const;
    static bool isRetryable(const RetryCause &cause);

private:
    int m_maxRetries;
};

// Where a client takes time and chance from; tests put their own here.
struct NOUKAI_INTERNAL_EXPORT RetryTime {
    RetryTime();
    std::function<QDateTime()> now;
    std::function<double()> chance; // 0 to 1
    // Calls the function after so many ms from the event loop, unless the object is gone by then.
    std::function<void(qint64, QObject *, const std::function<void()> &)> after;
};
