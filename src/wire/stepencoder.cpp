// SPDX-License-Identifier: MIT
#include "stepencoder_p.h"

#include "jsontext_p.h"

namespace NoukaiWire
{

namespace
{

// Writes a JSON object member by member, so that raw JSON text can be spliced in unparsed.
class ObjectWriter
{
public:
    explicit ObjectWriter(QByteArray &out)
        : m_out(out)
    {
        m_out += '{';
    }
    ~ObjectWriter() { m_out += '}'; }
    Q_DISABLE_COPY_MOVE(ObjectWriter)

    void raw(const QString &key, const QByteArray &json) { begin(key) += json; }
    void value(const QString &key, const QJsonValue &value) { begin(key) += toJsonText(value); }
    // Left out when there is nothing in it.
    void filled(const QString &key, const QJsonObject &object)
    {
        if (!object.isEmpty())
            value(key, object);
    }
    void filled(const QString &key, const QJsonArray &array)
    {
        if (!array.isEmpty())
            value(key, array);
    }
    void filled(const QString &key, const QByteArray &json)
    {
        if (!json.isEmpty())
            raw(key, json);
    }
    void choice(const QString &key, const QJsonValue &chosen)
    {
        if (!chosen.isUndefined() && !chosen.isNull())
            value(key, chosen);
    }
    QByteArray &begin(const QString &key)
    {
        if (!m_first)
            m_out += ',';
        m_first = false;
        m_out += toJsonText(key);
        m_out += ':';
        return m_out;
    }

private:
    QByteArray &m_out;
    bool m_first = true;
};

void writeOutputs(QByteArray &out, const RawOutputs &outputs)
{
    ObjectWriter writer(out);
    for (const auto &[stepId, json] : outputs)
        writer.raw(stepId, json.isEmpty() ? QByteArrayLiteral("null") : json);
}

template <typename Request>
qsizetype sizeHint(const Request &request)
{
    qsizetype size = 512 + request.toolCallMessages.size();
    for (const auto &[stepId, json] : request.accumulatedOutputs)
        size += stepId.size() + json.size() + 8;
    return size;
}

} // namespace

QByteArray encodeStepRequest(const StepRequest &request)
{
    QByteArray out;
    out.reserve(sizeHint(request));
    {
        ObjectWriter writer(out);
        if (!request.executionId.isEmpty())
            writer.value(QStringLiteral("executionId"), request.executionId);
        writer.value(QStringLiteral("stepIndex"), request.stepIndex);
        if (!request.accumulatedOutputs.empty())
            writeOutputs(writer.begin(QStringLiteral("accumulatedOutputs")), request.accumulatedOutputs);
        if (request.message)
            writer.value(QStringLiteral("message"), *request.message);
        writer.filled(QStringLiteral("parameters"), request.parameters);
        writer.filled(QStringLiteral("attachments"), request.attachments);
        writer.filled(QStringLiteral("inputOverrides"), request.inputOverrides);
        writer.filled(QStringLiteral("blockOverrides"), request.blockOverrides);
        if (request.runRemaining)
            writer.value(QStringLiteral("runRemaining"), true);
        writer.filled(QStringLiteral("tools"), request.tools);
        writer.choice(QStringLiteral("toolChoice"), request.toolChoice);
        writer.filled(QStringLiteral("toolCallMessages"), request.toolCallMessages);
        if (request.iterationsUsed >= 0)
            writer.value(QStringLiteral("iterationsUsed"), request.iterationsUsed);
        if (request.trace)
            writer.value(QStringLiteral("trace"), true);
    }
    return out;
}

QByteArray encodeExecuteRequest(const ExecuteRequest &request)
{
    QByteArray out;
    out.reserve(sizeHint(request));
    {
        ObjectWriter writer(out);
        if (request.message)
            writer.value(QStringLiteral("message"), *request.message);
        writer.filled(QStringLiteral("messages"), request.messages);
        writer.filled(QStringLiteral("parameters"), request.parameters);
        writer.filled(QStringLiteral("blockOverrides"), request.blockOverrides);
        writer.filled(QStringLiteral("attachments"), request.attachments);
        if (!request.executionId.isEmpty()) {
            writer.value(QStringLiteral("executionId"), request.executionId);
            writer.value(QStringLiteral("pausedAtStep"), request.pausedAtStep);
            writer.value(QStringLiteral("iterationsUsed"), request.iterationsUsed);
            writer.filled(QStringLiteral("toolCallMessages"), request.toolCallMessages);
            if (!request.accumulatedOutputs.empty())
                writeOutputs(writer.begin(QStringLiteral("accumulatedOutputs")), request.accumulatedOutputs);
        }
        writer.filled(QStringLiteral("tools"), request.tools);
        writer.choice(QStringLiteral("toolChoice"), request.toolChoice);
        if (request.trace)
            writer.value(QStringLiteral("trace"), true);
    }
    return out;
}

} // namespace NoukaiWire
