// SPDX-License-Identifier: MIT
// What a run sends: checked before the first call, put together for each.
#include "noukaiflow_p.h"

#include "wire/eventdata_p.h"
#include "wire/jsonslice_p.h"
#include "wire/jsontext_p.h"
#include "wire/routes_p.h"
#include "wire/validation_p.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>

#include <algorithm>
#include <utility>

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

namespace
{

QJsonArray definitionsOf(const QList<QPointer<NoukaiTool>> &tools)
{
    QJsonArray definitions;
    for (const auto &tool : tools) {
        if (tool)
            definitions.append(tool->definition());
    }
    return definitions;
}

} // namespace

// Takes down what the run is given and checks it; nothing is sent when something is wrong.
NoukaiError NoukaiFlowPrivate::prepare()
{
    m_input = input;
    m_identifier = identifier;
    m_version = version;
    m_url.clear();
    if (clientIsSet && !client)
        return NoukaiError(NoukaiError::Configuration, NoukaiFlow::tr("The client of the flow was deleted."));
    const QCoreApplication *application = QCoreApplication::instance();
    if (!clientIsSet && !application)
        return NoukaiError(NoukaiError::Configuration, NoukaiFlow::tr("There is no application object any more."));
    if (q->thread() != (clientIsSet ? client->thread() : application->thread()))
        return NoukaiError(NoukaiError::Configuration,
                           NoukaiFlow::tr("The flow and its client must live in the same thread."));
    useClient(clientIsSet ? client.data() : NoukaiClient::defaultClient());

    if (m_source == Source::Steps && !m_runClient->relayUrl().isEmpty())
        m_source = Source::Execute; // a relay carries nothing else
    const NoukaiError problem = prepareAddress();
    if (problem.kind() != NoukaiError::NoError || m_source == Source::Watch || m_source == Source::Reattach)
        return problem;

    m_toolDefinitions = definitionsOf(m_input.tools);
    return checkInput();
}

RunInput NoukaiFlowPrivate::inputOf(const Input &given, const QJsonArray &definitions) const
{
    RunInput result;
    result.sessionId = given.sessionId;
    if (!given.message.isEmpty())
        result.message = given.message;
    result.messages = given.messages;
    result.parameters = given.parameters;
    result.attachments = given.attachments;
    result.inputOverrides = given.inputOverrides;
    result.blockOverrides = given.blockOverrides;
    result.tools = definitions;
    result.toolChoice = given.toolChoice;
    result.runRemaining = runRemaining;
    result.trace = given.trace;
    return result;
}

RunInput NoukaiFlowPrivate::runInput() const
{
    RunInput result = inputOf(m_input, m_toolDefinitions);
    result.identifier = m_identifier;
    result.version = m_version;
    result.runRemaining = runRemaining || m_toEnd;
    result.executes = m_source == Source::Execute;
    return result;
}

RunInput NoukaiFlowPrivate::nextInput() const
{
    RunInput result = inputOf(input, definitionsOf(input.tools));
    result.identifier = identifier;
    result.version = version;
    return result;
}

void NoukaiFlowPrivate::addSecret(Redactor &redactor) const
{
    NoukaiClient *known = client;
    const QCoreApplication *application = QCoreApplication::instance();
    if (!known && application && application->thread() == QThread::currentThread())
        known = NoukaiClient::defaultClient();
    if (known && known->thread() == QThread::currentThread())
        redactor.addSecret(NoukaiClientPrivate::get(known)->credential);
}

bool NoukaiFlowPrivate::isRelayed() const
{
    return m_source == Source::Execute && !m_runClient->relayUrl().isEmpty();
}

NoukaiError NoukaiFlowPrivate::checkClient() const
{
    const auto *client = NoukaiClientPrivate::get(m_runClient);
    return isRelayed() ? client->checkRelay() : client->check();
}

// A run goes on where it began. A credential that the client got since is for the client's address, not for another
// one.
NoukaiError NoukaiFlowPrivate::checkGoingOn() const
{
    const auto *client = NoukaiClientPrivate::get(m_runClient);
    if (!isRelayed() && client->credentialNumber != m_credentialNumber &&
        !NoukaiClientPrivate::isSameOrigin(m_url, m_runClient->baseUrl()))
        return NoukaiError(
            NoukaiError::Configuration,
            NoukaiFlow::tr("The run began at %1; the client's key is for another address now.").arg(m_url.host()));
    return checkClient();
}

NoukaiError NoukaiFlowPrivate::prepareAddress()
{
    m_credentialNumber = NoukaiClientPrivate::get(m_runClient)->credentialNumber;
    NoukaiError problem = checkClient();
    if (problem.kind() != NoukaiError::NoError)
        return problem;
    if (isRelayed()) {
        m_url = m_runClient->relayUrl();
        return {};
    }
    const auto address = parseFlowIdentifier(identifier, m_runClient->organization(), m_runClient->project(), &problem);
    if (!address)
        return problem;
    const bool streaming = m_source == Source::Steps;
    const auto parsedVersion = parseFlowVersion(version, streaming, &problem);
    if (!parsedVersion)
        return problem;
    if (m_source == Source::Watch || m_source == Source::Reattach) {
        m_url = runUrl(m_runClient->baseUrl(), *address, executionId,
                       m_otherTraceForm ? RunForm::Alone : RunForm::OfFlow, "trace/stream");
        return checkExecutionId(executionId);
    }
    m_url = flowUrl(m_runClient->baseUrl(), *address, *parsedVersion, streaming ? u"step"_s : u"execute"_s);
    return {};
}

NoukaiError NoukaiFlowPrivate::checkInput() const
{
    for (const NoukaiError &found :
         {checkSessionId(m_input.sessionId), checkConversation(), checkAttachments(m_input.attachments),
          checkParameters(m_input.parameters), checkTools(m_toolDefinitions, m_input.toolChoice)}) {
        if (found.kind() != NoukaiError::NoError)
            return found;
    }
    return {};
}

// What the server gathered is laid over what the client knows, as the text in which it came.
void NoukaiFlowPrivate::layOver(RawOutputs &outputs, const NoukaiToolCallsRequired &pause)
{
    const QJsonObject servers = pause.accumulatedOutputs();
    if (servers.isEmpty())
        return;
    const QByteArray text = NoukaiEventAccess::data(pause)->rawMember("accumulatedOutputs");
    for (auto it = servers.begin(); it != servers.end(); ++it) {
        const std::string_view slice =
            findJsonMember({text.constData(), std::size_t(text.size())}, it.key().toStdString());
        const QByteArray output =
            slice.empty() ? toJsonText(it.value()) : QByteArray(slice.data(), qsizetype(slice.size()));
        const auto known =
            std::find_if(outputs.begin(), outputs.end(), [&](const auto &entry) { return entry.first == it.key(); });
        if (known != outputs.end())
            known->second = output;
        else
            outputs.emplace_back(it.key(), output);
    }
}

void NoukaiFlowPrivate::send()
{
    if (m_source == Source::Execute) {
        sendExecute();
        return;
    }
    if (m_source != Source::Steps) {
        openTrace();
        return;
    }
    // The server remembers nothing between calls, so the first step is always given what it starts from.
    StepRequest request = runInput().stepRequest(m_cursor, m_cursor == 0 && !m_round);
    request.executionId = executionId;
    request.accumulatedOutputs = m_ledger.outputsBefore(m_cursor);
    if (m_round) {
        const NoukaiToolCallsRequired pause = m_round->pause();
        layOver(request.accumulatedOutputs, pause);
        request.executionId = pause.executionId();
        request.iterationsUsed = pause.iterationsUsed();
        request.toolCallMessages = answerToolCalls(pause, m_round->results());
    }
    m_ledger.beginCall(m_cursor);
    m_filter.stop();
    m_ranOn = request.runRemaining;
    m_reattached = false;
    m_requestId.clear();
    const QByteArray body = encodeStepRequest(request);
    for (FlowObserver *observer : std::as_const(m_observers))
        observer->callSent(m_cursor, body);
    m_stream = NoukaiClientPrivate::get(m_runClient)->openStream(m_url, body, m_input.sessionId, this, m_input.timeout);
    m_stream->setHeld(m_holds > 0);
}

// The next call of a run that goes on, at `cursor`.
void NoukaiFlowPrivate::continueRun(int cursor)
{
    m_cursor = cursor;
    if (m_source == Source::Reattach)
        m_source = Source::Steps;
    setState(NoukaiFlow::Running);
    const NoukaiError obstacle = checkGoingOn();
    if (obstacle.kind() != NoukaiError::NoError)
        endLater(obstacle);
    else
        send();
    publish();
}

void NoukaiFlowPrivate::advance()
{
    if (isPassive() && isActive())
        refuse(NoukaiFlow::tr("The run is only watched or played back; it cannot be advanced."));
    else if (state == NoukaiFlow::Paused)
        continueRun(m_cursor);
    else
        refuse(NoukaiFlow::tr("The flow is not paused between steps; advance() is refused."));
}

void NoukaiFlowPrivate::runToEnd()
{
    if (!isActive()) {
        refuse(NoukaiFlow::tr("The flow is not running; runToEnd() is refused."));
        return;
    }
    if (isPassive()) {
        refuse(NoukaiFlow::tr("The run is only watched or played back; it cannot be advanced."));
        return;
    }
    m_toEnd = true;
    if (state == NoukaiFlow::Paused)
        continueRun(m_cursor);
}

// Lets go of the stream: the answer is told to its end, or is no longer wanted.
void NoukaiFlowPrivate::release(bool keepConnection)
{
    if (Exchange *exchange = m_exchange) {
        m_exchange = nullptr;
        exchange->abort();
    }
    if (Stream *stream = m_stream) {
        m_stream = nullptr;
        if (keepConnection)
            stream->detach();
        else
            stream->abort();
    }
}
