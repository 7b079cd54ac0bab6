// SPDX-License-Identifier: MIT
#pragma once

#include "faultqueue.h"
#include "flowdefinition.h"
#include "runstore.h"
#include "streambody.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QMap>

namespace mock
{

/*! A queued run: everything that will happen, and since when. */
struct Job {
    enum Phase { Unregistered, Pending, Running, Ended };
    /*! Where the job stands now: by the clock, or, where time is left out, one phase further with each poll. */
    Phase advance(double speed);

    EventScript script;
    QJsonValue result;
    QString error;
    int durationMs = 0;
    QElapsedTimer since;
    int polls = 0;
};

/*! All that the routes share. */
struct ServerState {
    QMap<QString, FlowPointer> flows;
    QHash<QString, int> refusals; // of a busy flow, since it last let a run through
    QHash<QString, std::shared_ptr<Job>> jobs;
    std::deque<QString> jobOrder;
    RunStore runs;
    FaultQueue faults;
    Delivery delivery;
    double speed = 0;
    int chunkBytes = 0;
    int frameDelayMs = 0;
    bool authorizationRequired = true;
    bool runsGoOn = false;   // when nobody reads their stream any more
    bool adoptsRuns = false; // that began elsewhere

    /*! Keeps \a job; the oldest go when there are too many. */
    void addJob(const QString &executionId, const std::shared_ptr<Job> &job);
    /*! How long what takes \a ms in the script takes here. */
    int paced(int ms) const { return speed > 0 ? int(ms / speed) : 0; }
};

} // namespace mock
