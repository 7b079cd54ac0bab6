// SPDX-License-Identifier: MIT
#include "scenario.h"

#include "objectreader.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QSet>
#include <QtCore/QUuid>

#include <limits>

using namespace Qt::StringLiterals;

namespace mock
{

namespace
{

constexpr int Many = 1'000'000;

template <typename Read>
void readEach(ObjectReader &reader, const QString &member, Read read)
{
    const QJsonArray list = reader.array(member);
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (list.at(i).isObject())
            read(list.at(i).toObject(), reader.pathOf(member, i));
        else
            reader.fail(u"%1[%2]"_s.arg(member).arg(i), ObjectReader::tr("must be an object"));
    }
}

// A text as long as the script asks for, made of its paragraphs in turn.
QString longText(const QJsonObject &object, const QString &path, QString *error)
{
    ObjectReader reader(object, path, error);
    const int bytes = reader.number(u"bytes"_s, 0, 1, 256 * 1024 * 1024);
    QString text = reader.text(u"heading"_s);
    QStringList paragraphs;
    const QJsonArray list = reader.array(u"paragraphs"_s);
    for (const QJsonValue &paragraph : list)
        paragraphs.append(paragraph.toString());
    if (paragraphs.isEmpty() || paragraphs.contains(QString()))
        reader.fail(u"paragraphs"_s, ObjectReader::tr("must be a list of non-empty strings"));
    if (!reader.has(u"bytes"_s))
        reader.fail(u"bytes"_s, ObjectReader::tr("is missing"));
    reader.finish();
    if (reader.failed())
        return {};
    qsizetype size = text.toUtf8().size();
    for (qsizetype i = 0; size < bytes; ++i) {
        const QString next = u"\n\n§ %1. %2"_s.arg(i + 1).arg(paragraphs.at(i % paragraphs.size()));
        size += next.toUtf8().size();
        text += next;
    }
    return text;
}

StepFailure readFailure(const QJsonObject &object, const QString &path, QString *error)
{
    ObjectReader reader(object, path, error);
    StepFailure failure;
    failure.code = reader.text(u"code"_s, u"STEP_FAILED"_s);
    failure.message = reader.requiredText(u"message"_s);
    failure.details = reader.object(u"details"_s);
    readEach(reader, u"unless"_s, [&](const QJsonObject &item, const QString &itemPath) {
        ObjectReader part(item, itemPath, error);
        StepCondition condition;
        condition.value = part.requiredText(u"value"_s);
        condition.contains = part.has(u"contains"_s);
        condition.operand = part.requiredText(condition.contains ? u"contains"_s : u"equals"_s);
        part.finish();
        failure.unless.append(condition);
    });
    reader.finish();
    return failure;
}

ToolRound readToolRound(const QJsonObject &object, const QString &path, QString *error)
{
    ObjectReader reader(object, path, error);
    ToolRound round;
    round.content = reader.text(u"content"_s);
    readEach(reader, u"calls"_s, [&](const QJsonObject &item, const QString &itemPath) {
        ObjectReader part(item, itemPath, error);
        ToolCallScript call;
        call.id = part.requiredText(u"id"_s);
        call.name = part.requiredText(u"name"_s);
        call.arguments = part.value(u"arguments"_s);
        part.finish();
        round.calls.append(call);
    });
    if (round.calls.isEmpty())
        reader.fail(u"calls"_s, ObjectReader::tr("must name at least one call"));
    reader.finish();
    return round;
}

void readOutput(ObjectReader &reader, StepDefinition *step, QString *error)
{
    step->output = reader.value(u"output"_s);
    if (reader.has(u"longText"_s))
        step->text = longText(reader.object(u"longText"_s), reader.pathOf(u"longText"_s), error);
    step->hasChunks = reader.has(u"chunks"_s);
    step->chunks = reader.array(u"chunks"_s);
    step->streamed = reader.flag(u"streamed"_s, true);
    step->chunkCharacters = reader.number(u"chunkCharacters"_s, 24, 1, Many);
    step->progress = reader.number(u"progress"_s, 0, 0, 1000);
    step->hasWithoutTools = reader.has(u"withoutTools"_s);
    step->withoutTools = reader.text(u"withoutTools"_s);
}

StepDefinition readStep(const QJsonObject &object, const QString &path, QString *error)
{
    ObjectReader reader(object, path, error);
    StepDefinition step;
    step.id = reader.requiredText(u"id"_s);
    step.name = reader.text(u"name"_s, step.id);
    step.model = reader.text(u"model"_s);
    step.input = reader.value(u"input"_s);
    step.durationMs = reader.number(u"durationMs"_s, 800, 0, std::numeric_limits<int>::max() - 1);
    step.tokens = reader.value(u"tokens"_s);
    step.costUsd = reader.value(u"costUsd"_s);
    step.block = reader.object(u"block"_s);
    readOutput(reader, &step, error);
    if (reader.has(u"error"_s))
        step.failure = readFailure(reader.object(u"error"_s), reader.pathOf(u"error"_s), error);
    readEach(reader, u"toolRounds"_s, [&](const QJsonObject &item, const QString &itemPath) {
        step.toolRounds.append(readToolRound(item, itemPath, error));
    });
    reader.finish();
    return step;
}

void readInner(ObjectReader &reader, const QString &member, FlowNode *node, QString *error)
{
    readEach(reader, member, [&](const QJsonObject &item, const QString &itemPath) {
        node->steps.append(readStep(item, itemPath, error));
        if (!node->steps.constLast().toolRounds.isEmpty() && error->isEmpty())
            *error = ObjectReader::tr("%1.toolRounds: only a step on its own can call tools").arg(itemPath);
    });
    if (node->steps.isEmpty())
        reader.fail(member, ObjectReader::tr("must have at least one step"));
}

FlowNode readNode(const QJsonObject &object, const QString &path, QString *error)
{
    FlowNode node;
    ObjectReader reader(object, path, error);
    if (reader.has(u"parallel"_s)) {
        node.kind = FlowNode::Parallel;
        readInner(reader, u"parallel"_s, &node, error);
        reader.finish();
    } else if (reader.has(u"loop"_s)) {
        node.kind = FlowNode::Loop;
        ObjectReader loop(reader.object(u"loop"_s), reader.pathOf(u"loop"_s), error);
        node.id = loop.requiredText(u"id"_s);
        node.items = loop.array(u"items"_s);
        for (int times = loop.number(u"times"_s, 0, 1, Many); times > 0; --times)
            node.items.append(node.items.size() + 1);
        if (node.items.isEmpty())
            loop.fail(u"items"_s, ObjectReader::tr("must have at least one item, or times a number"));
        readInner(loop, u"steps"_s, &node, error);
        loop.finish();
        reader.finish();
    } else {
        node.steps.append(readStep(object, path, error));
    }
    return node;
}

WireStyle readWire(const QJsonObject &object, const QString &path, QString *error)
{
    ObjectReader reader(object, path, error);
    WireStyle wire;
    const QString names = reader.text(u"names"_s, u"both"_s);
    if (names == u"event"_s)
        wire.names = WireStyle::EventField;
    else if (names == u"eventType"_s)
        wire.names = WireStyle::InsideJson;
    else if (names != u"both"_s)
        reader.fail(u"names"_s, ObjectReader::tr("must be \"event\", \"eventType\" or \"both\""));
    wire.nextStepIndex = reader.flag(u"nextStepIndex"_s, true);
    wire.startEvent = reader.text(u"startEvent"_s, wire.startEvent);
    wire.toolPauseEvent = reader.text(u"toolPauseEvent"_s, wire.toolPauseEvent);
    wire.camelCaseToolCalls = reader.flag(u"camelCaseToolCalls"_s, false);
    wire.argumentsAsObject = reader.flag(u"argumentsAsObject"_s, false);
    reader.finish();
    return wire;
}

BusyRule readBusy(const QJsonObject &object, const QString &path, QString *error)
{
    ObjectReader reader(object, path, error);
    BusyRule busy;
    busy.refusals = reader.number(u"refusals"_s, 1, 1, Many);
    busy.retryAfterSeconds = reader.number(u"retryAfterSeconds"_s, 1, 0, Many);
    busy.message = reader.text(u"message"_s, u"Too many requests. Try again later."_s);
    reader.finish();
    return busy;
}

void numberSteps(FlowDefinition *flow, QString *error)
{
    QSet<QString> ids;
    for (FlowNode &node : flow->nodes) {
        node.firstIndex = flow->stepCount;
        flow->stepCount += int(node.steps.size());
        for (const StepDefinition &step : std::as_const(node.steps)) {
            if (ids.contains(step.id) && error->isEmpty())
                *error = ObjectReader::tr("steps: the id \"%1\" is there twice").arg(step.id);
            ids.insert(step.id);
        }
    }
}

} // namespace

FlowPointer readFlow(const QString &identifier, const QJsonObject &definition, QString *error)
{
    QString found;
    QString *reason = error ? error : &found;
    reason->clear();
    auto flow = std::make_shared<FlowDefinition>();
    const QStringList parts = identifier.split(u'/');
    if (parts.size() != 3 || parts.contains(QString()))
        *reason = ObjectReader::tr("flow: \"%1\" is not of the form organization/project/slug").arg(identifier);
    flow->identifier = identifier;
    flow->slug = parts.constLast();
    flow->flowId = QUuid::createUuidV5(QUuid(), identifier).toString(QUuid::WithoutBraces);
    ObjectReader reader(definition, {}, reason);
    reader.has(u"flow"_s);
    flow->name = reader.text(u"name"_s, flow->slug);
    flow->description = reader.text(u"description"_s);
    flow->capture = reader.text(u"capture"_s, flow->capture);
    flow->result = reader.value(u"result"_s);
    flow->summary = reader.value(u"summary"_s);
    flow->publishedVersion = reader.number(u"publishedVersion"_s, 3, 0, Many);
    flow->toolIterationLimit = reader.number(u"toolIterationLimit"_s, 10, 1, Many);
    flow->messageRequired = reader.flag(u"messageRequired"_s, true);
    flow->toolsEnabled = reader.flag(u"toolsEnabled"_s, true);
    if (reader.has(u"busy"_s))
        flow->busy = readBusy(reader.object(u"busy"_s), u"busy"_s, reason);
    flow->wire = readWire(reader.object(u"wire"_s), u"wire"_s, reason);
    readEach(reader, u"steps"_s,
             [&](const QJsonObject &item, const QString &path) { flow->nodes.append(readNode(item, path, reason)); });
    if (flow->nodes.isEmpty())
        reader.fail(u"steps"_s, ObjectReader::tr("must have at least one step"));
    reader.finish();
    numberSteps(flow.get(), reason);
    flow->revision = QCryptographicHash::hash(QJsonDocument(definition).toJson(), QCryptographicHash::Sha1);
    return reason->isEmpty() ? flow : nullptr;
}

FlowPointer readScenario(const QString &fileName, QString *error)
{
    QString found;
    const auto fail = [&](const QString &reason) {
        if (error)
            *error = u"%1: %2"_s.arg(fileName, reason);
        return FlowPointer();
    };
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return fail(file.errorString());
    const QByteArray bytes = file.readAll();
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        const QByteArray before = bytes.left(parseError.offset);
        const qsizetype column = before.size() - before.lastIndexOf('\n');
        return fail(ObjectReader::tr("line %1, column %2: %3")
                        .arg(before.count('\n') + 1)
                        .arg(column)
                        .arg(parseError.errorString()));
    }
    if (!document.isObject())
        return fail(ObjectReader::tr("must hold a JSON object"));
    const QJsonValue identifier = document.object().value(u"flow"_s);
    if (!identifier.isString())
        return fail(ObjectReader::tr("flow: is missing"));
    FlowPointer flow = readFlow(identifier.toString(), document.object(), &found);
    return flow ? flow : fail(found);
}

} // namespace mock
