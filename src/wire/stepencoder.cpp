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

qsizetype sizeHint(const StepRequest &request)
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
        if (!request.parameters.isEmpty())
            writer.value(QStringLiteral("parameters"), request.parameters);
        if (!request.attachments.isEmpty())
            writer.value(QStringLiteral("attachments"), request.attachments);
        if (!request.inputOverrides.isEmpty())
            writer.value(QStringLiteral("inputOverrides"), request.inputOverrides);
        if (!request.blockOverrides.isEmpty())
            writer.value(QStringLiteral("blockOverrides"), request.blockOverrides);
        if (request.runRemaining)
            writer.value(QStringLiteral("runRemaining"), true);
        if (!request.tools.isEmpty())
            writer.value(QStringLiteral("tools"), request.tools);
        if (!request.toolChoice.isUndefined() && !request.toolChoice.isNull())
            writer.value(QStringLiteral("toolChoice"), request.toolChoice);
        if (!request.toolCallMessages.isEmpty())
            writer.raw(QStringLiteral("toolCallMessages"), request.toolCallMessages);
        if (request.iterationsUsed >= 0)
            writer.value(QStringLiteral("iterationsUsed"), request.iterationsUsed);
        if (request.trace)
            writer.value(QStringLiteral("trace"), true);
    }
    return out;
}

} // namespace NoukaiWire
