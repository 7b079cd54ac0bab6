// SPDX-License-Identifier: MIT
#include "inspector.h"

#include "demotools.h"
#include "noukaimockserver.h"

Inspector::Inspector(const Options &options, QObject *parent)
    : QObject(parent)
    , m_flow(&m_client)
{
    m_steps.setFlow(&m_flow);
    if (options.embedded)
        startServer(options.speed);
    else if (!options.baseUrl.isEmpty())
        m_client.setBaseUrl(options.baseUrl);
    m_flow.setIdentifier(options.flow.isEmpty() ? firstFlow() : options.flow);
    m_flow.setMessage(options.message.isEmpty() && isDemonstration() ? tr("Supplier contract of 3 March")
                                                                     : options.message);
    connect(&m_client, &NoukaiClient::baseUrlChanged, this, &Inspector::addressChanged);
}

Inspector::~Inspector() = default;

void Inspector::startServer(double speed)
{
    m_server = std::make_unique<NoukaiMockServer>();
    m_server->setAuthorizationRequired(false);
    m_server->setSpeed(speed);
    if (!m_server->listen())
        m_problem = tr("The built-in server could not start: %1").arg(m_server->errorString());
    m_client.setBaseUrl(m_server->baseUrl());
    m_client.setKeyless(true); // nothing of the person's own goes to a demonstration
    m_tools = makeDemonstrationTools(this);
    m_flow.setTools(m_tools);
}

QStringList Inspector::flows() const
{
    return m_server ? m_server->flows() : QStringList();
}

// The demonstration opens on a flow that shows the most; another server's flows are not known.
QString Inspector::firstFlow() const
{
    const QString best = QStringLiteral("acme/review/contract");
    return flows().contains(best) ? best : flows().value(0);
}

QString Inspector::address() const
{
    return m_client.baseUrl().toString();
}

void Inspector::setAddress(const QString &address)
{
    m_client.setBaseUrl(QUrl(address.trimmed(), QUrl::StrictMode));
}

bool Inspector::hasTool(const QString &name) const
{
    return std::any_of(m_tools.begin(), m_tools.end(), [&](const NoukaiTool *tool) { return tool->name() == name; });
}

void Inspector::decideAlone()
{
    for (NoukaiTool *tool : std::as_const(m_tools))
        tool->setPolicy(NoukaiTool::Auto);
    const auto refuse = [this] {
        const QList<NoukaiToolCall> calls = m_flow.toolCalls();
        for (const NoukaiToolCall &call : calls) {
            if (!hasTool(call.name()))
                m_flow.rejectToolCall(call.id(), tr("Nobody is here to answer."));
        }
    };
    connect(&m_flow, &NoukaiFlow::toolCallsChanged, this, refuse, Qt::QueuedConnection);
}
