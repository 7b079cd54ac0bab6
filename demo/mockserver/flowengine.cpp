// SPDX-License-Identifier: MIT
#include "flowengine.h"

#include "jsontext.h"

using namespace Qt::StringLiterals;

namespace mock
{

namespace
{

// Recorded outputs are kept for traces; a long one is kept in part.
constexpr qsizetype RecordedCharacters = 16 * 1024;

QJsonObject merged(QJsonObject object, const QJsonObject &over)
{
    for (auto it = over.begin(); it != over.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

} // namespace

FlowEngine::FlowEngine(const FlowCall &call)
    : m_call(call)
{
    m_scope.set(u"message"_s, call.message);
    m_scope.set(u"parameters"_s, call.parameters);
    m_scope.set(u"tool"_s, call.toolAnswers);
    for (auto it = call.outputs.begin(); it != call.outputs.end(); ++it)
        m_scope.setOutput(it.key(), it.value());
}

void FlowEngine::plan()
{
    const FlowDefinition &flow = *m_call.flow;
    if (m_call.isFirst) {
        m_script.add(event(flow.wire.startEvent, {{u"runId"_s, m_call.executionId},
                                                  {u"executionId"_s, m_call.executionId},
                                                  {u"flowId"_s, flow.flowId},
                                                  {u"stepCount"_s, flow.stepCount}}));
    }
    int index = m_call.stepIndex;
    while (!m_ended) {
        const FlowNode *node = flow.nodeAt(index);
        planNode(*node, index);
        if (m_ended)
            break;
        index = node->endIndex();
        if (index >= flow.stepCount)
            planCompletion();
        else if (!m_call.runRemaining)
            planPause(*node);
    }
}

void FlowEngine::planNode(const FlowNode &node, int fromIndex)
{
    switch (node.kind) {
    case FlowNode::Single:
        planStep(node.steps.constFirst(), {&m_script, fromIndex});
        break;
    case FlowNode::Parallel:
        planParallel(node, fromIndex);
        break;
    case FlowNode::Loop:
        planLoop(node, fromIndex);
        break;
    }
}

void FlowEngine::planParallel(const FlowNode &node, int fromIndex)
{
    std::vector<EventScript> blocks;
    for (int index = fromIndex; index < node.endIndex(); ++index) {
        EventScript block;
        planStep(node.steps.at(index - node.firstIndex), {&block, index});
        blocks.push_back(std::move(block));
    }
    m_script.addInterleaved(std::move(blocks));
}

void FlowEngine::planLoop(const FlowNode &node, int fromIndex)
{
    const int total = int(node.items.size());
    for (int round = 0; round < total; ++round) {
        m_scope.set(u"item"_s, node.items.at(round));
        m_scope.set(u"iteration"_s, round + 1);
        for (int index = round == 0 ? fromIndex : node.firstIndex; index < node.endIndex(); ++index) {
            if (!planStep(node.steps.at(index - node.firstIndex), {&m_script, index, round}))
                return;
        }
        m_script.add(
            event(u"step_progress"_s, {{u"stepId"_s, node.id}, {u"iteration"_s, round + 1}, {u"total"_s, total}}));
    }
    m_script.add(event(u"loop_completed"_s, {{u"loopId"_s, node.id}, {u"iterations"_s, total}}));
}

// False when the call ends with this step.
bool FlowEngine::planStep(const StepDefinition &step, const Place &place)
{
    const QJsonObject block = merged(step.block, m_call.blockOverrides.value(step.id).toObject());
    m_scope.set(u"block"_s, block);
    MockEvent started =
        event(u"step_started"_s,
              {{u"stepId"_s, step.id}, {u"name"_s, step.name}, {u"stepIndex"_s, place.index - m_call.stepIndex}});
    started.record = record(step, place, StepRecord::Running);
    place.script->add(started);
    if (m_call.trace)
        place.script->add(event(u"step_input"_s, {{u"stepId"_s, step.id}, {u"inputData"_s, inputOf(step)}}));

    const int answered = place.index == m_call.stepIndex ? m_call.toolRounds : 0;
    if (answered < step.toolRounds.size() && (m_call.withTools || !step.hasWithoutTools)) {
        planToolPause(step, place, step.toolRounds.at(answered));
        return false;
    }
    if (step.failure && fails(*step.failure)) {
        planFailure(step, place, *step.failure);
        return false;
    }
    planOutput(step, place, outputOf(step));
    return true;
}

void FlowEngine::planOutput(const StepDefinition &step, const Place &place, const Output &output)
{
    const qsizetype chunks = step.hasChunks ? step.chunks.size()
                             : output.isText && step.streamed
                                 ? (output.text.size() + step.chunkCharacters - 1) / step.chunkCharacters
                                 : 0;
    const double delay = double(step.durationMs) / double(chunks + step.progress + 1);
    for (int i = 1; i <= step.progress; ++i) {
        place.script->add(
            event(u"step_progress"_s, {{u"stepId"_s, step.id}, {u"percent"_s, 100 * i / step.progress}}, delay));
    }
    if (step.hasChunks) {
        for (const QJsonValue &chunk : step.chunks)
            place.script->add(
                event(u"step_output"_s, {{u"stepId"_s, step.id}, {u"outputData"_s, m_scope.render(chunk)}}, delay));
    } else if (output.isText && step.streamed) {
        place.script->addChunks(step.id, output.text, step.chunkCharacters, delay);
    }

    QJsonObject payload{{u"stepId"_s, step.id}, {u"name"_s, step.name}, {u"durationMs"_s, step.durationMs}};
    if (!step.tokens.isUndefined())
        payload.insert(u"tokens"_s, step.tokens);
    if (!step.costUsd.isUndefined())
        payload.insert(u"costUsd"_s, step.costUsd);
    const auto done = record(step, place, StepRecord::Completed);
    done->output = output.isText ? QJsonValue(output.text.left(RecordedCharacters)) : output.value;
    if (!output.isText)
        payload.insert(u"output"_s, output.value);
    MockEvent completed = event(u"step_completed"_s, payload, delay);
    completed.record = done;
    if (output.isText)
        place.script->addWithText(completed, u"output"_s, output.text);
    else
        place.script->add(completed);

    m_scope.setOutput(step.id, output.isText ? QJsonValue(output.text) : output.value);
    m_last = output;
    m_lastStepId = step.id;
    ++m_completed;
    m_durationMs += step.durationMs;
    m_tokens += step.tokens.toObject().value(u"total"_s).toDouble();
}

void FlowEngine::planFailure(const StepDefinition &step, const Place &place, const StepFailure &failure)
{
    const QJsonObject error = merged({{u"code"_s, failure.code}, {u"message"_s, m_scope.render(failure.message)}},
                                     m_scope.render(QJsonValue(failure.details)).toObject());
    MockEvent failed =
        event(u"step_error"_s, {{u"stepId"_s, step.id}, {u"name"_s, step.name}, {u"error"_s, error}}, step.durationMs);
    const auto done = record(step, place, StepRecord::Failed);
    done->error = error;
    done->endsRun = true;
    failed.record = done;
    failed.isTerminal = true;
    place.script->add(failed);
    m_result = QJsonObject{{u"stepId"_s, step.id}, {u"error"_s, error}};
    m_durationMs += step.durationMs;
    m_outcome = Failed;
    m_ended = true;
}

QJsonObject FlowEngine::toolMessageOf(const ToolRound &round, QJsonArray *calls) const
{
    const WireStyle &wire = m_call.flow->wire;
    for (const ToolCallScript &call : round.calls) {
        const QJsonValue arguments = m_scope.render(call.arguments);
        const bool asText = !wire.argumentsAsObject && !arguments.isString();
        const QJsonObject function{
            {u"name"_s, call.name},
            {u"arguments"_s, asText ? QJsonValue(QString::fromUtf8(toJson(arguments))) : arguments}};
        calls->append(QJsonObject{{u"id"_s, call.id}, {u"type"_s, u"function"_s}, {u"function"_s, function}});
    }
    return {{u"role"_s, u"assistant"_s},
            {u"content"_s, round.content.isEmpty() ? QJsonValue() : QJsonValue(m_scope.render(round.content))},
            {wire.camelCaseToolCalls ? u"toolCalls"_s : u"tool_calls"_s, *calls}};
}

void FlowEngine::planToolPause(const StepDefinition &step, const Place &place, const ToolRound &round)
{
    QJsonArray messages = place.index == m_call.stepIndex ? m_call.toolMessages : QJsonArray();
    if (messages.isEmpty())
        messages.append(QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, toText(m_call.message)}});
    QJsonArray calls;
    messages.append(toolMessageOf(round, &calls));
    const int used = (place.index == m_call.stepIndex ? m_call.toolRounds : 0) + 1;
    m_toolPause = {{u"executionId"_s, m_call.executionId},
                   {u"runId"_s, m_call.executionId},
                   {u"stepId"_s, step.id},
                   {u"stepIndex"_s, place.index},
                   {u"iterationsUsed"_s, used},
                   {u"toolCallMessages"_s, messages},
                   {u"toolCalls"_s, calls},
                   {u"accumulatedOutputs"_s, m_scope.outputs()}};
    const double thinking = step.durationMs;
    if (!round.content.isEmpty())
        place.script->addChunks(step.id, m_scope.render(round.content), step.chunkCharacters, 20);
    MockEvent paused = event(m_call.flow->wire.toolPauseEvent, m_toolPause, thinking);
    paused.isTerminal = true;
    place.script->add(paused);
    m_durationMs += step.durationMs;
    m_outcome = PausedForTools;
    m_ended = true;
}

void FlowEngine::planPause(const FlowNode &node)
{
    QJsonObject payload{{u"stepId"_s, m_lastStepId}, {u"stepIndex"_s, node.endIndex() - 1 - m_call.stepIndex}};
    if (m_call.flow->wire.nextStepIndex)
        payload.insert(u"nextStepIndex"_s, node.endIndex());
    MockEvent paused = event(u"step_paused"_s, payload);
    paused.isTerminal = true;
    m_script.add(paused);
    m_outcome = PausedBetweenSteps;
    m_ended = true;
}

void FlowEngine::planCompletion()
{
    const FlowDefinition &flow = *m_call.flow;
    QJsonObject summary{{u"stepCount"_s, flow.stepCount},
                        {u"stepsCompleted"_s, m_completed},
                        {u"durationMs"_s, m_durationMs},
                        {u"totalTokens"_s, m_tokens}};
    if (!flow.summary.isUndefined())
        summary = m_scope.render(flow.summary).toObject();
    QJsonObject payload{
        {u"runId"_s, m_call.executionId}, {u"executionId"_s, m_call.executionId}, {u"summary"_s, summary}};
    const auto done = std::make_shared<StepRecord>();
    done->status = StepRecord::Completed;
    done->endsRun = true;
    const bool isText = flow.result.isUndefined() && m_last.isText;
    m_result = isText                      ? QJsonValue(m_last.text)
               : flow.result.isUndefined() ? m_last.value
                                           : m_scope.render(flow.result);
    if (!isText)
        payload.insert(u"result"_s, m_result);
    MockEvent completed = event(u"flow_completed"_s, payload);
    completed.isTerminal = true;
    completed.record = done;
    if (isText)
        m_script.addWithText(completed, u"result"_s, m_last.text);
    else
        m_script.add(completed);
    m_outcome = Completed;
    m_ended = true;
}

bool FlowEngine::fails(const StepFailure &failure) const
{
    for (const StepCondition &condition : failure.unless) {
        const QString value = m_scope.render(condition.value);
        if (condition.contains ? value.contains(condition.operand) : value == condition.operand)
            return false;
    }
    return true;
}

FlowEngine::Output FlowEngine::outputOf(const StepDefinition &step) const
{
    if (step.hasWithoutTools && !m_call.withTools)
        return {{}, m_scope.render(step.withoutTools), true};
    if (!step.text.isEmpty())
        return {{}, step.text, true};
    if (!step.output.isUndefined()) {
        const QJsonValue value = m_scope.render(step.output);
        return value.isString() ? Output{{}, value.toString(), true} : Output{value, {}, false};
    }
    QString text;
    for (const QJsonValue &chunk : step.chunks)
        text += toText(m_scope.render(chunk));
    return {{}, text, true};
}

QJsonValue FlowEngine::inputOf(const StepDefinition &step) const
{
    if (!step.input.isUndefined())
        return m_scope.render(step.input);
    QJsonObject input{{u"message"_s, m_call.message}, {u"outputs"_s, m_scope.outputs()}};
    if (!m_call.parameters.isEmpty())
        input.insert(u"parameters"_s, m_call.parameters);
    return input;
}

MockEvent FlowEngine::event(const QString &name, QJsonObject payload, double delayMs) const
{
    return {name, std::move(payload), {}, {}, delayMs, false, {}};
}

std::shared_ptr<StepRecord> FlowEngine::record(const StepDefinition &step, const Place &place,
                                               StepRecord::Status status) const
{
    auto record = std::make_shared<StepRecord>();
    record->status = status;
    record->stepId = step.id;
    record->model = step.model;
    record->loopIndex = place.loopIndex;
    if (status != StepRecord::Running) {
        record->durationMs = step.durationMs;
        record->tokens = step.tokens;
        record->costUsd = step.costUsd;
    } else {
        record->input = inputOf(step);
    }
    return record;
}

} // namespace mock
