// SPDX-License-Identifier: MIT
#include "inspector.h"

#include "demotools.h"
#include "examples/examplerecordings.h"
#include "noukaimockserver.h"
#include "tools/toolfile.h"

#include <Noukai/noukaiexporter.h>
#include <Noukai/noukaisessionplayer.h>
#include <Noukai/noukaiversion.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>
#include <QtCore/QSaveFile>
#include <QtCore/QSysInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace
{

QString below(const QString &folder, const QString &name)
{
    return folder.isEmpty() ? QString() : QDir(folder).filePath(name);
}

bool isAddressInEnvironment()
{
    return !qEnvironmentVariableIsEmpty("NOUKAI_BASE_URL") || !qEnvironmentVariableIsEmpty("NOUKAI_ENV");
}

} // namespace

Inspector::Inspector(const Options &options, std::unique_ptr<Keychain> keychain, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_isDemonstration(options.embedded)
    , m_folder(below(options.dataFolder, u"runs"_s))
    , m_preferences(below(options.dataFolder, u"window.ini"_s))
    , m_service(&m_preferences, options.baseUrl, !options.serverAsked && !isAddressInEnvironment(), std::move(keychain))
    , m_runs({[this](Run::Kind kind) { return clientFor(kind); }, m_folder})
    , m_filter(&m_runs)
    , m_flow(options.flow)
    , m_message(options.message)
{
    m_demonstration.setKeyless(true); // nothing of the person's own goes to a demonstration
    m_demonstration.setApiKey({});
    m_demonstration.setBaseUrl(QUrl(u"http://127.0.0.1:1"_s)); // nor out of this machine, until the server is there
    if (!options.serverAsked)
        m_isDemonstration = m_preferences.flag(u"demonstration"_s, options.embedded);
    if (!m_isDemonstration && m_flow.isEmpty())
        m_flow = m_preferences.text(u"flow"_s, {});
    useServer();
    const QList<ExampleRecording> examples = ExampleRecordings::all();
    for (const ExampleRecording &example : examples)
        m_runs.addExample({example.title, example.description, example.flow, example.message, [id = example.id] {
                               return ExampleRecordings::make(id);
                           }});
    if (!options.dataFolder.isEmpty())
        m_inputs.setFileName(below(options.dataFolder, u"inputs.json"_s));
}

Inspector::~Inspector()
{
    m_demonstration.cancelAll(); // what waits for an answer is told while this is whole
    m_service.cancelAll();
}

void Inspector::startServer()
{
    if (m_server)
        return;
    m_server = std::make_unique<NoukaiMockServer>();
    m_server->setAuthorizationRequired(false);
    m_server->setSpeed(m_options.speed);
    m_server->setAdoptsRuns(true); // the recordings that come with the program are gone on with
    for (const QString &file : m_options.scenarios) {
        const QStringList before = m_server->flows();
        if (!m_server->loadScenario(file, &m_problem))
            break;
        const QStringList after = m_server->flows();
        for (const QString &flow : after) {
            if (m_flow.isEmpty() && !before.contains(flow))
                m_flow = flow;
        }
    }
    if (m_problem.isEmpty() && !m_server->listen())
        m_problem = tr("The built-in server could not start: %1").arg(m_server->errorString());
    if (!m_problem.isEmpty()) {
        m_server.reset(); // and is tried again when it is needed again
        Q_EMIT problemChanged();
        return;
    }
    m_demonstration.setBaseUrl(m_server->baseUrl());
    if (m_demonstrationTools.isEmpty())
        m_demonstrationTools = makeDemonstrationTools(this);
}

// The examples are the built-in server's, whatever else runs.
NoukaiClient *Inspector::clientFor(Run::Kind kind)
{
    if (kind != Run::Example && !m_isDemonstration)
        return m_service.client();
    startServer();
    return &m_demonstration;
}

// The keychain, which may ask the person for a password, is asked only when a key is of use.
void Inspector::useServer()
{
    if (m_isDemonstration) {
        startServer();
        if (m_tools.isEmpty())
            m_tools = m_demonstrationTools;
        if (m_flow.isEmpty())
            m_flow = firstFlow();
        if (m_message.isEmpty())
            m_message = tr("Supplier contract of 3 March");
        return;
    }
    m_service.restore();
    if (m_tools == m_demonstrationTools)
        m_tools.clear();
}

void Inspector::setDemonstration(bool demonstration)
{
    if (demonstration == m_isDemonstration)
        return;
    m_isDemonstration = demonstration;
    m_preferences.keep(u"demonstration"_s, demonstration);
    if (demonstration)
        m_flow = std::exchange(m_demonstrationFlow, {});
    else
        m_demonstrationFlow = std::exchange(m_flow, m_preferences.text(u"flow"_s, {}));
    const QString message = std::exchange(m_message, m_options.message);
    useServer();
    if (Run *run = m_runs.draft(); run->isOpen()) {
        NoukaiFlow *flow = run->flow();
        flow->setIdentifier(m_flow);
        flow->setTools(m_tools);
        if (flow->message() == message)
            flow->setMessage(m_message); // nobody wrote one
    }
    Q_EMIT demonstrationChanged();
}

// Those of another server are not known.
QStringList Inspector::flows() const
{
    return m_isDemonstration && m_server ? m_server->flows() : QStringList();
}

// The demonstration opens on a flow that shows the most.
QString Inspector::firstFlow() const
{
    const QString best = QStringLiteral("acme/review/contract");
    return flows().contains(best) ? best : flows().value(0);
}

void Inspector::setProblem(const QString &problem)
{
    m_problem = problem;
    Q_EMIT problemChanged();
}

Run *Inspector::newRun()
{
    Run *run = m_runs.draft();
    if (!run->isOpen()) {
        NoukaiFlow *flow = run->flow();
        flow->setIdentifier(m_flow);
        flow->setMessage(m_message);
        flow->setTrace(true); // so that what steps were given can be seen
        flow->setTools(m_tools);
    }
    return run;
}

Run *Inspector::newRunLike(Run *run)
{
    NoukaiFlow *to = newRun()->flow();
    const NoukaiFlow *from = run->flow();
    to->setIdentifier(from->identifier());
    to->setVersion(from->version());
    to->setMessage(from->message().isEmpty() ? run->note() : from->message());
    to->setParameters(from->parameters());
    to->setAttachments(from->attachments());
    to->setBlockOverrides(from->blockOverrides());
    return newRun();
}

Run *Inspector::open(const QUrl &file)
{
    const QString path = file.toLocalFile();
    Run *run = m_runs.open(path);
    if (run)
        setProblem({});
    else if (!QFileInfo::exists(path))
        setProblem(tr("There is no file %1.").arg(QDir::toNativeSeparators(path)));
    else
        setProblem(tr("%1 is no recording of a run.").arg(QDir::toNativeSeparators(path)));
    return run;
}

void Inspector::importSession(const QString &sessionId)
{
    setProblem({});
    client()->session(sessionId.trimmed()).then(this, [this](const NoukaiExpected<NoukaiSession> &session) {
        if (session)
            import(session.value());
        else
            setProblem(tr("The session could not be read: %1").arg(session.error().message()));
    });
}

// Each execution becomes a recording among the others; one that is there already is not written again.
void Inspector::import(const NoukaiSession &session)
{
    Run *newest = nullptr;
    const QList<NoukaiSessionExecution> executions = session.executions();
    for (const NoukaiSessionExecution &execution : executions) {
        const QByteArray text = NoukaiSessionPlayer::recording(execution);
        if (text.isEmpty())
            continue;
        static const QRegularExpression odd(u"[^A-Za-z0-9.-]+"_s);
        const QString name = u"session-%1.noukai.jsonl"_s.arg(execution.executionId().left(80).replace(odd, u"-"_s));
        const QString path = QDir(m_folder).filePath(name);
        QDir().mkpath(m_folder);
        QSaveFile file(path);
        if (!QFile::exists(path) && (!file.open(QIODevice::WriteOnly) || file.write(text) < 0 || !file.commit())) {
            setProblem(tr("The recording %1 cannot be written: %2").arg(path, file.errorString()));
            return;
        }
        newest = m_runs.open(path);
    }
    if (newest)
        Q_EMIT imported(newest);
    else
        setProblem(tr("The session has no run that was recorded with its inputs and outputs."));
}

bool Inspector::remove(Run *run)
{
    return m_runs.remove(run);
}

void Inspector::exportRun(Run *run, const QUrl &file, int format)
{
    NoukaiExporter exporter;
    exporter.setFlow(run->flow());
    const NoukaiError error = exporter.save(file.toLocalFile(), NoukaiExporter::Format(format));
    setProblem(error.kind() == NoukaiError::NoError ? QString() : error.message());
}

QString Inspector::loadTools(Run *run, const QUrl &file)
{
    const NoukaiExpected<QList<NoukaiTool *>> tools = ToolFile::read(file.toLocalFile(), this);
    if (!tools)
        return tools.error().message();
    m_tools = tools.value(); // those before may still be in use by other runs
    run->flow()->setTools(m_tools);
    return {};
}

QStringList Inspector::toolNames(Run *run) const
{
    QStringList names;
    const QList<NoukaiTool *> tools = run->flow()->tools();
    for (const NoukaiTool *tool : tools)
        names.append(tool->name());
    return names;
}

void Inspector::start(Run *run)
{
    const NoukaiFlow *flow = run->flow();
    if (!m_isDemonstration) {
        m_preferences.keep(u"flow"_s, flow->identifier());
        m_service.keep();
    }
    if (m_preferences.lasts())
        m_inputs.add(flow->identifier(), flow->version(), flow->message(), flow->parameters());
    run->start();
}

QString Inspector::attach(Run *run, const QString &address) const
{
    static const QHash<QString, QString> types{{u"jpg"_s, u"image/jpeg"_s},
                                               {u"jpeg"_s, u"image/jpeg"_s},
                                               {u"png"_s, u"image/png"_s},
                                               {u"webp"_s, u"image/webp"_s},
                                               {u"gif"_s, u"image/gif"_s}};
    const QUrl url(address.trimmed(), QUrl::StrictMode);
    const QString type = types.value(QFileInfo(url.path()).suffix().toLower());
    if (!url.isValid() || url.scheme() != "https"_L1 || url.host().isEmpty())
        return tr("A picture is attached by an address that begins with https://.");
    if (type.isEmpty())
        return tr("The address has to end in .jpg, .png, .webp or .gif.");
    QJsonArray attachments = run->flow()->attachments();
    if (attachments.size() >= 10)
        return tr("Ten pictures are the most.");
    attachments.append(QJsonObject{{u"kind"_s, u"url"_s}, {u"url"_s, url.toString()}, {u"mime_type"_s, type}});
    run->flow()->setAttachments(attachments);
    return {};
}

void Inspector::detach(Run *run, int index) const
{
    QJsonArray attachments = run->flow()->attachments();
    if (index < 0 || index >= attachments.size())
        return;
    attachments.removeAt(index);
    run->flow()->setAttachments(attachments);
}

QString Inspector::versions() const
{
    return tr("Noukai Inspector %1\nNoukai library %2\nQt %3, built with %4\n%5, %6")
        .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(NOUKAI_VERSION_STR),
             QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR), QSysInfo::prettyProductName(),
             QSysInfo::currentCpuArchitecture());
}

bool Inspector::hasTool(const QString &name) const
{
    return std::any_of(m_tools.begin(), m_tools.end(), [&](const NoukaiTool *tool) { return tool->name() == name; });
}

void Inspector::decideAlone(Run *run)
{
    for (NoukaiTool *tool : std::as_const(m_tools))
        tool->setPolicy(NoukaiTool::Auto);
    NoukaiFlow *flow = run->flow();
    const auto refuse = [this, flow] {
        const QList<NoukaiToolCall> calls = flow->toolCalls();
        for (const NoukaiToolCall &call : calls) {
            if (!hasTool(call.name()))
                flow->rejectToolCall(call.id(), tr("Nobody is here to answer."));
        }
    };
    connect(flow, &NoukaiFlow::toolCallsChanged, this, refuse, Qt::QueuedConnection);
}
