// SPDX-License-Identifier: MIT
#pragma once

#include "call.h"

// One exchange and all that it told.
class ExchangeCall
{
public:
    ExchangeCall(TestClient &client, const ExchangeRequest &request)
    {
        exchange = client.internals()->exchange(request, [this](const NoukaiError &why, const ExchangeAnswer &what) {
            ++doneCount;
            error = why;
            answer = what;
            if (onDone)
                onDone();
        });
        calledInside = doneCount > 0;
    }
    ~ExchangeCall()
    {
        if (exchange)
            exchange->abort();
    }
    Q_DISABLE_COPY_MOVE(ExchangeCall)

    bool isDone() const { return doneCount == 1 && !calledInside; }

    QPointer<Exchange> exchange;
    std::function<void()> onDone;
    NoukaiError error;
    ExchangeAnswer answer;
    int doneCount = 0;
    bool calledInside = false;
};

// Lets no time pass between tries, and keeps what would have been waited.
class FastRetries
{
public:
    explicit FastRetries(TestClient &client, double chance = 0.5)
    {
        RetryTime &time = client.internals()->retryTime;
        time.now = [] {
            return QDateTime(QDate(2026, 3, 4), QTime(10, 0), Qt::UTC);
        };
        time.chance = [chance] {
            return chance;
        };
        time.after = [this](qint64 milliseconds, QObject *context, const std::function<void()> &then) {
            waits.append(milliseconds);
            if (!held)
                QMetaObject::invokeMethod(context, then, Qt::QueuedConnection);
        };
    }
    Q_DISABLE_COPY_MOVE(FastRetries)

    QList<qint64> waits;
    bool held = false; // the wait never ends
};
