// SPDX-License-Identifier: MIT
// What a flow is to run and how: the properties that an application sets.
#include "noukaiflow_p.h"

/*!
    \property NoukaiFlow::client
    \brief The client that carries the calls; null means NoukaiClient::defaultClient(). A change holds for the next run.
*/
NoukaiClient *NoukaiFlow::client() const
{
    return d->client;
}

void NoukaiFlow::setClient(NoukaiClient *client)
{
    if (client == d->client && d->clientIsSet == (client != nullptr))
        return;
    d->client = client;
    d->clientIsSet = client != nullptr;
    Q_EMIT clientChanged();
}

/*!
    \property NoukaiFlow::identifier
    \brief Which flow: \c org/project/slug, or \c slug when the client knows organization and project.
*/
QString NoukaiFlow::identifier() const
{
    return d->identifier;
}

void NoukaiFlow::setIdentifier(const QString &identifier)
{
    if (identifier == d->identifier)
        return;
    d->identifier = identifier;
    Q_EMIT identifierChanged();
}

/*!
    \property NoukaiFlow::version
    \brief Which version of the flow: \c "production" (the default) or a number such as \c "3".

    The draft cannot be run step by step: \c "draft" ends a run with a Configuration error before anything is sent.
*/
QString NoukaiFlow::version() const
{
    return d->version;
}

void NoukaiFlow::setVersion(const QString &version)
{
    if (version == d->version)
        return;
    d->version = version;
    Q_EMIT versionChanged();
}

/*!
    \property NoukaiFlow::message
    \brief What the flow is told at its start.
*/
QString NoukaiFlow::message() const
{
    return d->input.message;
}

void NoukaiFlow::setMessage(const QString &message)
{
    if (message == d->input.message)
        return;
    d->input.message = message;
    Q_EMIT messageChanged();
}

/*!
    \property NoukaiFlow::messages
    \brief A conversation for execute(), in place of \l message: \c {{"role": …, "content": …}}, the last is the current
   turn.

    Roles are \c user, \c assistant and \c tool. An empty list is left out. Runs step by step take no conversation:
    start() then ends with a Configuration error, unless it goes through NoukaiClient::relayUrl.
*/
QJsonArray NoukaiFlow::messages() const
{
    return d->input.messages;
}

void NoukaiFlow::setMessages(const QJsonArray &messages)
{
    if (messages == d->input.messages)
        return;
    d->input.messages = messages;
    Q_EMIT messagesChanged();
}

/*!
    \property NoukaiFlow::attachments
    \brief Images for the flow, at most 10: \c {{"kind": "url", "url": …, "mime_type": …, "filename": …}}.

    They are checked before anything is sent; a mistake ends the run with a Configuration error that names it.
*/
QJsonArray NoukaiFlow::attachments() const
{
    return d->input.attachments;
}

void NoukaiFlow::setAttachments(const QJsonArray &attachments)
{
    if (attachments == d->input.attachments)
        return;
    d->input.attachments = attachments;
    Q_EMIT attachmentsChanged();
}

/*!
    \property NoukaiFlow::parameters
    \brief The flow's parameters by name. The name \c attachments is reserved.
*/
QJsonObject NoukaiFlow::parameters() const
{
    return d->input.parameters;
}

void NoukaiFlow::setParameters(const QJsonObject &parameters)
{
    if (parameters == d->input.parameters)
        return;
    d->input.parameters = parameters;
    Q_EMIT parametersChanged();
}

/*!
    \property NoukaiFlow::inputOverrides
    \brief Outputs to use in place of what steps gave, by step id; for rerunFrom().
*/
QJsonObject NoukaiFlow::inputOverrides() const
{
    return d->input.inputOverrides;
}

void NoukaiFlow::setInputOverrides(const QJsonObject &overrides)
{
    if (overrides == d->input.inputOverrides)
        return;
    d->input.inputOverrides = overrides;
    Q_EMIT inputOverridesChanged();
}

/*!
    \property NoukaiFlow::blockOverrides
    \brief Fields to replace in steps, such as a prompt or a temperature: \c {{stepId: {field: value}}}.
*/
QJsonObject NoukaiFlow::blockOverrides() const
{
    return d->input.blockOverrides;
}

void NoukaiFlow::setBlockOverrides(const QJsonObject &overrides)
{
    if (overrides == d->input.blockOverrides)
        return;
    d->input.blockOverrides = overrides;
    Q_EMIT blockOverridesChanged();
}

/*!
    \property NoukaiFlow::toolChoice
    \brief Whether the model must call tools: \c "auto", \c "none", \c "required", or an object that names one.
*/
QJsonValue NoukaiFlow::toolChoice() const
{
    return d->input.toolChoice;
}

void NoukaiFlow::setToolChoice(const QJsonValue &choice)
{
    if (choice == d->input.toolChoice)
        return;
    d->input.toolChoice = choice;
    Q_EMIT toolChoiceChanged();
}

/*!
    \property NoukaiFlow::sessionId
    \brief The session this run belongs to. Unset, the client's counts; an empty string is a value of its own.
*/
QString NoukaiFlow::sessionId() const
{
    return d->input.sessionId;
}

void NoukaiFlow::setSessionId(const QString &sessionId)
{
    if (sessionId == d->input.sessionId && sessionId.isNull() == d->input.sessionId.isNull())
        return;
    d->input.sessionId = sessionId;
    Q_EMIT sessionIdChanged();
}

/*! Takes the session id back, so that the client's counts. */
void NoukaiFlow::resetSessionId()
{
    setSessionId(QString());
}

/*!
    \property NoukaiFlow::trace
    \brief Whether the server records full inputs and outputs. Default: false.
*/
bool NoukaiFlow::trace() const
{
    return d->input.trace;
}

void NoukaiFlow::setTrace(bool trace)
{
    if (trace == d->input.trace)
        return;
    d->input.trace = trace;
    Q_EMIT traceChanged();
}

/*!
    \property NoukaiFlow::timeout
    \brief How long the server may be silent in a call of this flow, in milliseconds.

    Default: -1, as NoukaiClient::timeout says; 0 waits for ever. A change holds for the next run.
*/
int NoukaiFlow::timeout() const
{
    return d->input.timeout;
}

void NoukaiFlow::setTimeout(int milliseconds)
{
    milliseconds = qMax(-1, milliseconds);
    if (milliseconds == d->input.timeout)
        return;
    d->input.timeout = milliseconds;
    Q_EMIT timeoutChanged();
}

/*!
    \property NoukaiFlow::runRemaining
    \brief Whether one call runs all steps. Default: false, a call per step. A change holds from the next call on.
*/
bool NoukaiFlow::runRemaining() const
{
    return d->runRemaining;
}

void NoukaiFlow::setRunRemaining(bool remaining)
{
    if (remaining == d->runRemaining)
        return;
    d->runRemaining = remaining;
    Q_EMIT runRemainingChanged();
}

/*!
    \property NoukaiFlow::autoAdvance
    \brief Whether the next step is run without being asked. Default: true.

    Set to false, also during a run, the flow stops after the step that is running, in the state Paused. Set to true
    while it is Paused, it stays so until advance().
*/
bool NoukaiFlow::autoAdvance() const
{
    return d->autoAdvance;
}

void NoukaiFlow::setAutoAdvance(bool advance)
{
    if (advance == d->autoAdvance)
        return;
    d->autoAdvance = advance;
    Q_EMIT autoAdvanceChanged();
}

/*!
    \property NoukaiFlow::maxToolRounds
    \brief How many tool rounds of one run may pass without a person deciding any call. Default: 10.

    The round after that ends the run with NoukaiError::ToolCallLimit, before any handler is called. With 0 or less the
    first such round does.
*/
int NoukaiFlow::maxToolRounds() const
{
    return d->maxToolRounds;
}

void NoukaiFlow::setMaxToolRounds(int rounds)
{
    if (rounds == d->maxToolRounds)
        return;
    d->maxToolRounds = rounds;
    Q_EMIT maxToolRoundsChanged();
}

/*! Returns the tools that are offered to the model. */
QList<NoukaiTool *> NoukaiFlow::tools() const
{
    QList<NoukaiTool *> tools;
    for (const auto &tool : std::as_const(d->input.tools)) {
        if (tool)
            tools.append(tool);
    }
    return tools;
}

/*!
    \fn void NoukaiFlow::toolsChanged()
    Emitted when other tools are offered to the model.
*/

/*!
    Offers \a tools, at most 64, to the model from the next run on. The flow does not take ownership; a tool that is
    deleted is no longer offered.
*/
void NoukaiFlow::setTools(const QList<NoukaiTool *> &tools)
{
    if (tools == this->tools())
        return;
    d->input.tools = QList<QPointer<NoukaiTool>>(tools.begin(), tools.end());
    Q_EMIT toolsChanged();
}
