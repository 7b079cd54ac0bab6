// SPDX-License-Identifier: MIT
#include "stagescript.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

namespace
{

const QString Answer[] = {
    u"Thank you for writing to us about order **A-10427**.\n\n"_s,
    u"The trail shoes were delivered 9 days ago. You can send them back within 30 days, unworn and in their box:\n\n"_s,
    u"1. Print the label in your account.\n2. Bring the box to any post office.\n\n"_s,
    u"The money is back on your card within five working days."_s,
};

} // namespace

QByteArray stageEvent(const char *name, const QByteArray &members)
{
    return QByteArray("event: ") + name + "\ndata: {" + members + "}\n\n";
}

QByteArray stageEvent(const char *name, const QJsonObject &data)
{
    const QByteArray json = QJsonDocument(data).toJson(QJsonDocument::Compact);
    return stageEvent(name, json.mid(1, json.size() - 2));
}

StageScript::StageScript(qint64 ms)
    : m_ms(ms)
{
}

StageScript &StageScript::add(qint64 after, const char *name, const QJsonObject &data)
{
    m_ms += after;
    m_frames.append({stageEvent(name, data), m_ms});
    return *this;
}

StageScript &StageScript::started(qint64 after, const QString &id, const QString &name)
{
    return add(after, "step_started", {{u"stepId"_s, id}, {u"name"_s, name}});
}

StageScript &StageScript::output(qint64 after, const QString &id, const QString &text)
{
    return add(after, "step_output", {{u"stepId"_s, id}, {u"outputData"_s, text}});
}

StageScript &StageScript::completed(qint64 after, const QString &id, const QJsonValue &output, qint64 durationMs,
                                    int prompt, int completion, const QString &cost)
{
    QJsonObject data{{u"stepId"_s, id}, {u"output"_s, output}, {u"durationMs"_s, durationMs}};
    if (prompt >= 0)
        data.insert(
            u"tokens"_s,
            QJsonObject{{u"prompt"_s, prompt}, {u"completion"_s, completion}, {u"total"_s, prompt + completion}});
    if (!cost.isEmpty())
        data.insert(u"costUsd"_s, cost);
    return add(after, "step_completed", data);
}

StageScript &StageScript::runStarted(int stepCount)
{
    QJsonObject data{{u"runId"_s, u"run_7c21"_s}, {u"executionId"_s, u"exe_90b4"_s}};
    if (stepCount >= 0)
        data.insert(u"stepCount"_s, stepCount);
    return add(240, "run_started", data);
}

StageScript &StageScript::classified()
{
    const QJsonObject result{{u"intent"_s, u"refund"_s},
                             {u"orderId"_s, u"A-10427"_s},
                             {u"urgent"_s, false},
                             {u"language"_s, u"en"_s},
                             {u"topics"_s, QJsonArray{u"delivery"_s, u"size"_s}}};
    started(10, u"classify"_s, u"Understand the request"_s);
    add(5, "step_input",
        {{u"stepId"_s, u"classify"_s}, {u"inputData"_s, QJsonObject{{u"message"_s, u"The shoes are too small."_s}}}});
    return completed(700, u"classify"_s, result, 702, 212, 31, u"0.0000504"_s);
}

StageScript &StageScript::searched(qint64 at)
{
    m_ms = qMax(m_ms, at);
    started(10, u"search"_s, u"Find the order"_s);
    output(480, u"search"_s, u"Order A-10427: "_s);
    output(300, u"search"_s, u"trail shoes, size 42, 89.90 EUR."_s);
    return completed(420, u"search"_s, u"Order A-10427: trail shoes, size 42, 89.90 EUR."_s, 1210, 380, 44,
                     u"0.000834"_s);
}

StageScript &StageScript::answering(qint64 at)
{
    m_ms = qMax(m_ms, at);
    started(15, u"answer"_s, u"Look up and answer"_s);
    output(900, u"answer"_s, Answer[0]);
    return output(700, u"answer"_s, Answer[1]);
}

StageScript &StageScript::answered(bool withCost)
{
    answering();
    output(650, u"answer"_s, Answer[2]);
    output(500, u"answer"_s, Answer[3]);
    const QString whole = Answer[0] + Answer[1] + Answer[2] + Answer[3];
    return completed(80, u"answer"_s, whole, 2830, 968, 118, withCost ? u"0.0036"_s : QString());
}

StageScript &StageScript::checked()
{
    started(10, u"check"_s, u"Check the tone"_s);
    return completed(1150, u"check"_s, u"Friendly, complete."_s, 1148, 410, 6, u"0.000219"_s);
}

StageScript &StageScript::logged()
{
    started(10, u"log"_s, u"Write the ticket"_s);
    return completed(45, u"log"_s, QJsonObject{{u"ticket"_s, u"T-88120"_s}, {u"status"_s, u"answered"_s}}, 45, -1, -1,
                     {});
}

StageScript &StageScript::flowCompleted()
{
    return add(20, "flow_completed", {{u"runId"_s, u"run_7c21"_s}, {u"result"_s, u"answered"_s}});
}

StageScript &StageScript::failed()
{
    return add(1100, "step_error",
               {{u"stepId"_s, u"answer"_s},
                {u"error"_s, QJsonObject{{u"code"_s, u"MODEL_OVERLOADED"_s},
                                         {u"message"_s, u"The model did not answer in time."_s}}}});
}

StageScript &StageScript::paused(int nextStep)
{
    return add(5, "step_paused", {{u"stepId"_s, u"search"_s}, {u"nextStepIndex"_s, nextStep}});
}

StageScript &StageScript::toolCalls(const QList<StageToolCall> &calls)
{
    QJsonArray list;
    for (const StageToolCall &call : calls) {
        const QJsonObject function{{u"name"_s, QString::fromLatin1(call.name)},
                                   {u"arguments"_s, QString::fromUtf8(call.arguments)}};
        list.append(QJsonObject{
            {u"id"_s, QString::fromLatin1(call.id)}, {u"type"_s, u"function"_s}, {u"function"_s, function}});
    }
    const QJsonObject message{{u"role"_s, u"assistant"_s}, {u"tool_calls"_s, list}};
    return add(350, "step_paused_for_tool_calls",
               {{u"executionId"_s, u"exe_90b4"_s},
                {u"stepId"_s, u"answer"_s},
                {u"stepIndex"_s, 2},
                {u"iterationsUsed"_s, 1},
                {u"toolCallMessages"_s, QJsonArray{message}},
                {u"toolCalls"_s, list}});
}

StageScript &StageScript::unknown()
{
    return add(30, "model_changed", {{u"stepId"_s, u"answer"_s}, {u"model"_s, u"fallback"_s}});
}
