// SPDX-License-Identifier: MIT
#pragma once

#include "flowrecorder.h"

#include <functional>

// The error that a call over this client ends with.
using Attempt = std::function<NoukaiError(NoukaiClient *)>;
Q_DECLARE_METATYPE(Attempt)

inline const QString DemoFlow = QStringLiteral("acme/demo/flow");

template <typename T>
NoukaiError errorOf(const QFuture<NoukaiExpected<T>> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000) || future.resultCount() != 1)
        return NoukaiError(NoukaiError::NoError, QStringLiteral("The call did not end."));
    return future.result().error();
}

inline NoukaiError errorOfStart(NoukaiFlow *flow)
{
    FlowRecorder recorder(flow);
    flow->start();
    if (!QTest::qWaitFor([&] { return recorder.finishes == 1; }, 20'000) || recorder.errors != QList{flow->error()})
        return NoukaiError(NoukaiError::NoError, QStringLiteral("The run did not end with its error."));
    return flow->error();
}

inline NoukaiError errorOfExecute(NoukaiFlow *flow)
{
    const auto future = flow->execute();
    const NoukaiError error = errorOf(future);
    return error == flow->error() ? error
                                  : NoukaiError(NoukaiError::NoError, QStringLiteral("The future says otherwise."));
}
