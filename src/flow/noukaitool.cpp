// SPDX-License-Identifier: MIT
#include "noukaitool_p.h"

#include <QtCore/QMetaMethod>

/*!
    \class NoukaiTool
    \inmodule Noukai
    \brief A function of the application that a model may ask to have called.

    A tool is offered to the model by its name, its description and a JSON schema of its parameters. When the model
    asks for it, the policy decides: with Auto the handler answers, with Deny the call is refused in words, and with
    Ask (the default) the call waits in NoukaiFlow::toolCalls until a person decides.

    The handler is a function in C++, or the signal called() in QML:

    \qml
    NoukaiTool {
        name: "lookup_order"; policy: NoukaiTool.Auto
        onCalled: call => call.respond(orders.find(call.arguments.id))
    }
    \endqml

    A tool without a handler always waits for a person, who answers with NoukaiFlow::submitToolResult().

    The tool lives in the thread of the flows that use it, and handlers are called in that thread.
*/

/*!
    \enum NoukaiTool::Policy
    \value Ask   A person decides each call.
    \value Auto  The handler answers without asking.
    \value Deny  Every call is refused.
*/

/*!
    \typedef NoukaiTool::Handler
    A function that answers a call at once. It runs in the flow's thread, so it must not take long.
*/

/*!
    \typedef NoukaiTool::AsyncHandler
    A function that starts to answer a call. A future that is cancelled or holds an exception counts as a failure,
    which the model is told.
*/

/*!
    \fn void NoukaiTool::called(NoukaiToolRequest *call)
    Emitted when the tool is to be run and no handler function is set. Answer with NoukaiToolRequest::respond() or
    NoukaiToolRequest::fail(), now or later; \a call lives until then, or until the run ends.
*/

/*! Makes a tool without a name, with the policy Ask and the parent \a parent. */
NoukaiTool::NoukaiTool(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<NoukaiToolPrivate>())
{
}

/*! Makes a tool called \a name with its \a description, the JSON schema \a parameters and the parent \a parent. */
NoukaiTool::NoukaiTool(const QString &name, const QString &description, const QJsonObject &parameters, QObject *parent)
    : NoukaiTool(parent)
{
    d->name = name;
    d->description = description;
    d->parameters = parameters;
}

NoukaiTool::~NoukaiTool() = default;

/*!
    \property NoukaiTool::name
    \brief The name the model uses: 1 to 64 letters, digits, \c _ or \c -. Another one is an error of the next run.
*/
QString NoukaiTool::name() const
{
    return d->name;
}

void NoukaiTool::setName(const QString &name)
{
    if (name == d->name)
        return;
    d->name = name;
    Q_EMIT nameChanged();
}

/*!
    \property NoukaiTool::description
    \brief What the tool does and when to use it, for the model.
*/
QString NoukaiTool::description() const
{
    return d->description;
}

void NoukaiTool::setDescription(const QString &description)
{
    if (description == d->description)
        return;
    d->description = description;
    Q_EMIT descriptionChanged();
}

/*!
    \property NoukaiTool::parameters
    \brief The JSON schema of the arguments. Empty: an object without properties.
*/
QJsonObject NoukaiTool::parameters() const
{
    return d->parameters;
}

void NoukaiTool::setParameters(const QJsonObject &schema)
{
    if (schema == d->parameters)
        return;
    d->parameters = schema;
    Q_EMIT parametersChanged();
}

/*!
    \property NoukaiTool::policy
    \brief Who decides a call. Default: Ask. A change holds for the calls that come after it.
*/
NoukaiTool::Policy NoukaiTool::policy() const
{
    return d->policy;
}

void NoukaiTool::setPolicy(Policy policy)
{
    if (policy == d->policy)
        return;
    d->policy = policy;
    Q_EMIT policyChanged();
}

/*!
    \property NoukaiTool::destructive
    \brief Whether a call can do harm that cannot be undone, such as deleting. Default: false.

    A person decides each call of such a tool by itself: there is neither "always" nor "approve all" for it. The model
    is not told. It does not change \l policy, which is the application's own word.
*/
bool NoukaiTool::isDestructive() const
{
    return d->destructive;
}

void NoukaiTool::setDestructive(bool destructive)
{
    if (destructive == d->destructive)
        return;
    d->destructive = destructive;
    Q_EMIT destructiveChanged();
}

/*! Lets \a handler answer calls at once. Replaces a handler set before; an empty one takes it back. */
void NoukaiTool::setHandler(const Handler &handler)
{
    d->handler = handler;
    d->asyncHandler = nullptr;
}

/*! Lets \a handler answer calls in its own time. Replaces a handler set before; an empty one takes it back. */
void NoukaiTool::setAsyncHandler(const AsyncHandler &handler)
{
    d->asyncHandler = handler;
    d->handler = nullptr;
}

/*! Returns whether a function is set or called() is connected, so that the tool can answer. */
bool NoukaiTool::hasHandler() const
{
    return d->handler || d->asyncHandler || isSignalConnected(QMetaMethod::fromSignal(&NoukaiTool::called));
}

/*! Returns the tool as the server is told of it: \c {{"type": "function", "function": {…}}}. */
QJsonObject NoukaiTool::definition() const
{
    QJsonObject function;
    function[QStringLiteral("name")] = d->name;
    if (!d->description.isEmpty())
        function[QStringLiteral("description")] = d->description;
    QJsonObject schema = d->parameters;
    if (schema.isEmpty())
        schema = {{QStringLiteral("type"), QStringLiteral("object")}, {QStringLiteral("properties"), QJsonObject()}};
    function[QStringLiteral("parameters")] = schema;
    return {{QStringLiteral("type"), QStringLiteral("function")}, {QStringLiteral("function"), function}};
}

/*!
    \class NoukaiToolRequest
    \inmodule Noukai
    \brief One call of a tool that waits for the handler's answer.

    It is given to NoukaiTool::called() and lives until it is answered or the run ends.
*/

/*!
    \property NoukaiToolRequest::id
    \brief The call's id, as in NoukaiToolCall.
*/
/*!
    \property NoukaiToolRequest::name
    \brief The tool's name.
*/
/*!
    \property NoukaiToolRequest::arguments
    \brief The arguments as JSON, undefined when the model's text is none. A person may have edited them.
*/
/*!
    \property NoukaiToolRequest::argumentsText
    \brief The arguments as the text the model wrote.
*/
/*!
    \property NoukaiToolRequest::answered
    \brief Whether respond() or fail() was called. Later calls are ignored.
*/
/*!
    \fn void NoukaiToolRequest::answeredChanged()
    Emitted once, when the call is answered.
*/

NoukaiToolRequest::NoukaiToolRequest(const NoukaiToolCall &call, QObject *parent)
    : QObject(parent)
    , m_call(call)
{
}

/*! Answers the call with \a content, which the model reads as the tool's result. */
void NoukaiToolRequest::respond(const QString &content)
{
    if (m_answered)
        return;
    m_content = content;
    m_answered = true;
    Q_EMIT answeredChanged();
}

/*! Tells the model that the call failed because of \a reason. The run goes on. */
void NoukaiToolRequest::fail(const QString &reason)
{
    respond(QStringLiteral("Error: ") + reason);
}
