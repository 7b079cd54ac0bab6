// SPDX-License-Identifier: MIT
#include "examplerun.h"

#include "callreader.h"
#include "jsontext.h"
#include "scenario.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUuid>

#include <cmath>

using namespace Qt::StringLiterals;

namespace
{

constexpr double FirstByteMs = 180;
constexpr double AnswerMs = 90; // of a call over a connection that is there already

} // namespace

ExampleRun::ExampleRun(const QString &scenario, const QString &message, double speed)
    : m_flow(mock::readScenario(u":/noukai/mockserver/scenarios/%1.json"_s.arg(scenario), nullptr))
    , m_message(message)
    , m_executionId(QUuid::createUuidV5(QUuid(), QString(scenario + message)).toString(QUuid::WithoutBraces))
    , m_speed(speed)
{
    m_lines = "{\"noukai\":\"recording\",\"version\":1,\"created\":\"2026-11-21T09:30:00.000Z\",\"identifier\":" +
              mock::toJson(identifier()) + ",\"flowVersion\":\"production\"}\n";
}

QString ExampleRun::identifier() const
{
    return m_flow ? m_flow->identifier : QString();
}

void ExampleRun::line(const QByteArray &members)
{
    m_lines += "{\"t\":" + QByteArray::number(std::llround(m_ms)) + ',' + members + "}\n";
}

void ExampleRun::begin(const QByteArray &how)
{
    line("\"run\":\"" + how + "\",\"cursor\":" + QByteArray::number(m_cursor) +
         ",\"identifier\":" + mock::toJson(identifier()) + ",\"flowVersion\":\"production\"");
}

void ExampleRun::start()
{
    begin("start");
    step({});
}

void ExampleRun::answerTools(qint64 ms, const QStringList &answers)
{
    m_ms += double(ms);
    QJsonArray messages = m_toolPause.value("toolCallMessages"_L1).toArray();
    const QJsonArray calls = m_toolPause.value("toolCalls"_L1).toArray();
    Q_ASSERT(calls.size() == answers.size());
    for (qsizetype i = 0; i < calls.size(); ++i) {
        messages.append(QJsonObject{
            {u"role"_s, u"tool"_s}, {u"tool_call_id"_s, calls.at(i)["id"_L1]}, {u"content"_s, answers.at(i)}});
    }
    step({{u"toolCallMessages"_s, messages}, {u"iterationsUsed"_s, m_toolPause.value("iterationsUsed"_L1)}});
}

void ExampleRun::resume(qint64 ms)
{
    m_ms += double(ms);
    begin("resume");
    step({});
}

void ExampleRun::rerunFrom(qint64 ms, int step, const QJsonObject &inputOverrides)
{
    m_ms += double(ms);
    m_cursor = step;
    m_overrides = inputOverrides;
    begin("rerun");
    this->step({});
}

// A call, and those that follow it by themselves. \a body is what the first one has besides what each has.
void ExampleRun::step(QJsonObject body)
{
    for (bool goesOn = m_flow != nullptr; goesOn; body = {}) {
        body.insert(u"stepIndex"_s, m_cursor);
        body.insert(u"trace"_s, true); // so that each step tells its input
        if (!m_tools.isEmpty())
            body.insert(u"tools"_s, m_tools);
        if (m_runs.find(m_executionId)) {
            body.insert(u"executionId"_s, m_executionId);
            if (!m_outputs.isEmpty())
                body.insert(u"accumulatedOutputs"_s, m_outputs);
            if (!m_overrides.isEmpty())
                body.insert(u"inputOverrides"_s, m_overrides);
        } else {
            body.insert(u"message"_s, m_message);
        }
        line("\"cursor\":" + QByteArray::number(m_cursor) + ",\"request\":" + mock::toJson(body));

        mock::CheckedCall checked;
        const auto refusal = mock::readStepCall(m_flow, m_runs, body, &checked);
        Q_ASSERT_X(!refusal, "ExampleRun", qPrintable(refusal.value_or(mock::Refusal()).message));
        if (refusal)
            return;
        if (!checked.run) {
            checked.run = m_runs.create(m_flow, u"step"_s, {}, m_executionId);
            checked.run->message = m_message;
            checked.call.executionId = m_executionId;
        }
        m_ms += m_answers == 0 ? FirstByteMs : AnswerMs;
        line("\"answer\":\"req_" + QByteArray::number(0x4ec5f6 + m_answers++, 16) + '"');
        mock::FlowEngine engine(checked.call);
        engine.plan();
        m_toolPause = engine.toolPause();
        goesOn = deliver(engine.takeScript());
    }
}

// True when the next call follows at once.
bool ExampleRun::deliver(mock::EventScript script)
{
    bool goesOn = false;
    mock::MockEvent event;
    while (script.next(&event)) {
        if (m_eventsLeft >= 0 && m_eventsLeft-- == 0) {
            end("Interrupted",
                {{u"kind"_s, u"Connection"_s},
                 {u"message"_s, QCoreApplication::translate("ExampleRun", "The connection to the server was lost.")},
                 {u"executionId"_s, m_executionId}});
            return false;
        }
        m_ms += event.delayMs / m_speed;
        line("\"event\":" + mock::toJson(event.name) + ",\"data\":" + event.payloadText());
        take(event);
        goesOn = event.name == "step_paused"_L1;
        event = {};
    }
    return goesOn;
}

void ExampleRun::take(const mock::MockEvent &event)
{
    const QJsonValue stepId = event.payload.value("stepId"_L1);
    if (event.name == "step_completed"_L1)
        m_outputs.insert(stepId.toString(), event.payloadObject().value("output"_L1));
    else if (event.name == "step_paused"_L1)
        m_cursor = event.payload.value("nextStepIndex"_L1).toInt();
    else if (event.name == "step_paused_for_tool_calls"_L1)
        line(R"("state":"AwaitingTools")");
    else if (event.name == "flow_completed"_L1)
        end("Completed");
    else if (event.name == "step_error"_L1)
        end("Failed", {{u"kind"_s, u"Execution"_s},
                       {u"code"_s, event.payload.value("error"_L1)["code"_L1]},
                       {u"message"_s, event.payload.value("error"_L1)["message"_L1]},
                       {u"executionId"_s, m_executionId}});
}

void ExampleRun::end(const QByteArray &state, const QJsonObject &error)
{
    line("\"end\":\"" + state + '"' + (error.isEmpty() ? QByteArray() : ",\"error\":" + mock::toJson(error)));
}
