// SPDX-License-Identifier: MIT
#include "runstore.h"

#include "jsontext.h"

#include <QtCore/QUuid>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace mock
{

QString Run::statusName(Status status)
{
    switch (status) {
    case Pending:
        return u"pending"_s;
    case Running:
        return u"running"_s;
    case Completed:
        return u"completed"_s;
    case Failed:
        break;
    }
    return u"failed"_s;
}

RunPointer RunStore::create(const FlowPointer &flow, const QString &trigger, const QString &sessionId,
                            const QString &executionId)
{
    auto run = std::make_shared<Run>();
    run->flow = flow;
    run->executionId = executionId.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : executionId;
    run->sessionId = sessionId;
    run->trigger = trigger;
    run->startedAt = QDateTime::currentDateTimeUtc();
    m_runs.insert(run->executionId, run);
    m_order.push_back(run->executionId);
    makeRoom();
    return run;
}

void RunStore::makeRoom()
{
    while (m_order.size() > 1 && (qsizetype(m_order.size()) > MaximumRuns || m_bytes > MaximumBytes)) {
        if (const RunPointer run = m_runs.take(m_order.front())) {
            m_bytes -= run->bytes;
            run->bytes = 0;
            run->steps.clear();
        }
        m_order.pop_front();
    }
}

QList<RunPointer> RunStore::newestFirst() const
{
    QList<RunPointer> runs;
    std::transform(m_order.rbegin(), m_order.rend(), std::back_inserter(runs),
                   [this](const QString &id) { return m_runs.value(id); });
    return runs;
}

QList<RunPointer> RunStore::ofSession(const QString &sessionId) const
{
    QList<RunPointer> runs;
    for (const QString &id : m_order) {
        const RunPointer run = m_runs.value(id);
        if (run->sessionId == sessionId)
            runs.append(run);
    }
    return runs;
}

void RunStore::note(const RunPointer &run, const MockEvent &event)
{
    if (event.record)
        apply(run.get(), *event.record);
    if (event.name == "flow_completed"_L1 && event.payloadText().size() <= MaximumContext)
        run->completion = event.payloadObject();
    const auto followers = run->followers;
    for (const auto &follower : followers)
        follower(event);
}

void RunStore::apply(Run *run, const StepRecord &record)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (record.status == StepRecord::Running) {
        run->status = Run::Running;
        const auto same = [&](const StepAttempt &step) {
            return step.record.stepId == record.stepId && step.record.loopIndex == record.loopIndex;
        };
        StepAttempt attempt;
        attempt.record = record;
        attempt.attempt = 1 + int(std::count_if(run->steps.cbegin(), run->steps.cend(), same));
        attempt.startedAt = now;
        keep(run, &attempt.record.input, &attempt.inputBytes, &attempt.truncated);
        run->steps.append(attempt);
    } else if (!record.stepId.isEmpty()) {
        const auto open = std::find_if(run->steps.rbegin(), run->steps.rend(), [&](const StepAttempt &step) {
            return step.record.stepId == record.stepId && step.record.status == StepRecord::Running;
        });
        if (open != run->steps.rend()) {
            const QJsonValue input = open->record.input;
            open->record = record;
            open->record.input = input;
            open->completedAt = now;
            keep(run, &open->record.output, &open->outputBytes, &open->truncated);
        }
    }
    if (record.endsRun) {
        run->status = record.status == StepRecord::Failed ? Run::Failed : Run::Completed;
        run->completedAt = now;
    }
}

void RunStore::keep(Run *run, QJsonValue *context, qint64 *size, bool *truncated)
{
    QByteArray text = toJson(*context);
    *size = text.size();
    if (text.size() > MaximumContext) {
        *truncated = true;
        *context = QString::fromUtf8(text.left(MaximumContext));
    }
    const qint64 kept = std::min<qint64>(*size, MaximumContext);
    run->bytes += kept;
    m_bytes += kept;
    makeRoom();
}

} // namespace mock
