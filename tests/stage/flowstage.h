// SPDX-License-Identifier: MIT
#pragma once

#include <noukaimockserver.h>

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QByteArray>

// A real flow over real HTTP, brought to the state that a test wants to look at.
class FlowStage
{
public:
    FlowStage();

    // Runs into \a state with step 3 of \a stepCount steps (-1: the server does not tell) as the current one.
    // False when the flow does not come there.
    bool reach(NoukaiFlow::State state, int stepCount = 7);

    NoukaiMockServer server;
    NoukaiClient client;
    NoukaiFlow flow;

private:
    bool deliver(const QByteArray &frames, int held);
};
