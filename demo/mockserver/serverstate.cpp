// SPDX-License-Identifier: MIT
#include "serverstate.h"

#include <algorithm>

namespace mock
{

namespace
{

constexpr std::size_t MaximumJobs = 1000;
constexpr int RegistrationMs = 300;
constexpr int QueueMs = 800;

} // namespace

Job::Phase Job::advance(double speed)
{
    if (speed <= 0) {
        polls = std::min(polls + 1, int(Ended) + 1);
        return Phase(polls - 1);
    }
    const double elapsed = double(since.elapsed()) * speed;
    if (elapsed < RegistrationMs)
        return Unregistered;
    if (elapsed < QueueMs)
        return Pending;
    return elapsed < QueueMs + durationMs ? Running : Ended;
}

void ServerState::addJob(const QString &executionId, const std::shared_ptr<Job> &job)
{
    jobs.insert(executionId, job);
    jobOrder.push_back(executionId);
    if (jobOrder.size() > MaximumJobs) {
        jobs.remove(jobOrder.front());
        jobOrder.pop_front();
    }
}

} // namespace mock
