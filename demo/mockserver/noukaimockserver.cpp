// SPDX-License-Identifier: MIT
#include "noukaimockserver.h"

#include "httpserver.h"
#include "router.h"
#include "scenario.h"

#include <QtCore/QDir>
#include <QtCore/QUuid>
#include <QtNetwork/QSslConfiguration>

#include <algorithm>
#include <deque>

using namespace Qt::StringLiterals;

namespace
{

const QString ScenarioFolder = QStringLiteral(":/noukai/mockserver/scenarios/");

// What was seen is remembered within bounds: a server can run for days.
constexpr std::size_t MaximumRequests = 20'000;
constexpr qint64 MaximumRequestBytes = 128 * 1024 * 1024;

} // namespace

class NoukaiMockServerPrivate : public mock::HttpHandler
{
public:
    explicit NoukaiMockServerPrivate(NoukaiMockServer *server)
        : q(server)
        , http(this)
    {
    }

    void prepare(NoukaiMockRequest &request) override;
    mock::HttpAnswer answer(const NoukaiMockRequest &request) override;
    void incomplete(const NoukaiMockRequest &request) override { remember(request); }
    void finished(const NoukaiMockRequest &request, int status) override;

    void remember(const NoukaiMockRequest &request);

    NoukaiMockServer *q;
    mock::ServerState state;
    std::deque<NoukaiMockRequest> requests;
    qint64 requestBytes = 0;
    mock::HttpServer http; // last, so that connections go before what they use
};

void NoukaiMockServerPrivate::prepare(NoukaiMockRequest &request)
{
    request.requestId = "req_" + QUuid::createUuid().toByteArray(QUuid::Id128);
}

void NoukaiMockServerPrivate::remember(const NoukaiMockRequest &request)
{
    requests.push_back(request);
    requestBytes += request.body.size();
    while (requests.size() > MaximumRequests || (requestBytes > MaximumRequestBytes && requests.size() > 1)) {
        requestBytes -= requests.front().body.size();
        requests.pop_front();
    }
    Q_EMIT q->requestReceived(request);
}

mock::HttpAnswer NoukaiMockServerPrivate::answer(const NoukaiMockRequest &request)
{
    remember(request);
    const mock::AppliedFaults faults = state.faults.take(request);
    std::optional<mock::HttpAnswer> whole = faults.wholeAnswer();
    mock::HttpAnswer answer = whole ? std::move(*whole) : mock::answerRequest(state, request, faults);
    if (answer.manner == mock::HttpAnswer::Normal)
        faults.apply(&answer);
    const auto isId = [](const auto &header) {
        return header.first == "X-Request-ID";
    };
    if (std::none_of(answer.headers.cbegin(), answer.headers.cend(), isId)) // a fault may give one
        answer.addHeader("X-Request-ID", request.requestId);
    return answer;
}

void NoukaiMockServerPrivate::finished(const NoukaiMockRequest &request, int status)
{
    Q_EMIT q->answerFinished(request, status);
}

/*!
    Makes a server that does not listen yet and knows all built-in flows.
*/
NoukaiMockServer::NoukaiMockServer(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<NoukaiMockServerPrivate>(this))
{
    const QStringList names = builtInScenarios();
    for (const QString &name : names)
        useBuiltInScenario(name);
    connect(&d->http, &mock::HttpServer::connectionClosed, this, &NoukaiMockServer::connectionClosed);
}

NoukaiMockServer::~NoukaiMockServer() = default;

/*!
    Listens at \a address on \a port; 0 takes any free port. Returns false, and errorString() says why, when it cannot.
*/
bool NoukaiMockServer::listen(quint16 port, const QHostAddress &address)
{
    return d->http.listen(address, port, nullptr);
}

/*!
    Listens as listen() does, over TLS with the certificate and the key of \a configuration.
*/
bool NoukaiMockServer::listenTls(const QSslConfiguration &configuration, quint16 port, const QHostAddress &address)
{
    return d->http.listen(address, port, &configuration);
}

/*! Stops listening and drops all connections. Safe in a slot of this server's signals. */
void NoukaiMockServer::close()
{
    d->http.close();
}

/*! True between a successful listen() and close(). */
bool NoukaiMockServer::isListening() const
{
    return d->http.isListening();
}

/*! The port listened on, 0 when not listening. */
quint16 NoukaiMockServer::port() const
{
    return d->http.port();
}

/*! Where a client's requests go, for example "http://127.0.0.1:8080/api/v1"; empty when not listening. */
QUrl NoukaiMockServer::baseUrl() const
{
    if (!isListening())
        return {};
    QHostAddress address = d->http.address();
    if (address == QHostAddress(QHostAddress::Any) || address == QHostAddress(QHostAddress::AnyIPv4))
        address = QHostAddress(QHostAddress::LocalHost);
    QUrl url;
    url.setScheme(d->http.isSecure() ? u"https"_s : u"http"_s);
    url.setHost(address.toString());
    url.setPort(port());
    url.setPath(u"/api/v1"_s);
    return url;
}

/*! Why the last listen() failed. */
QString NoukaiMockServer::errorString() const
{
    return d->http.errorString();
}

/*! The names useBuiltInScenario() takes, sorted. */
QStringList NoukaiMockServer::builtInScenarios()
{
    QStringList names;
    const QStringList files = QDir(ScenarioFolder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        names.append(file.chopped(5));
    return names;
}

/*! Loads the built-in scenario \a name again, for example after removeAllFlows(). False when there is none. */
bool NoukaiMockServer::useBuiltInScenario(const QString &name)
{
    return loadScenario(ScenarioFolder + name + u".json"_s);
}

/*!
    Loads the flow in the JSON file \a fileName, in place of a flow of the same identifier. On failure it returns false
    and \a error names the file and the line and column, or the member, that is wrong.
*/
bool NoukaiMockServer::loadScenario(const QString &fileName, QString *error)
{
    const mock::FlowPointer flow = mock::readScenario(fileName, error);
    if (flow)
        d->state.flows.insert(flow->identifier, flow);
    return flow != nullptr;
}

/*!
    Adds the flow \a identifier ("organization/project/slug"), in place of one of the same identifier: its running runs
    are then answered with STALE_TREE. \a definition is what a scenario file holds. On failure it returns false and
    \a error names the member that is wrong.
*/
bool NoukaiMockServer::addFlow(const QString &identifier, const QJsonObject &definition, QString *error)
{
    QString found;
    const mock::FlowPointer flow = mock::readFlow(identifier, definition, error ? error : &found);
    if (flow)
        d->state.flows.insert(identifier, flow);
    else if (!error)
        qWarning("NoukaiMockServer::addFlow: %s", qUtf8Printable(found));
    return flow != nullptr;
}

/*!
    Adds a flow whose /step answers each call with the bytes \a sse, a frame (up to an empty line) at a time. Requests
    are not checked and nothing is recorded.
*/
void NoukaiMockServer::addRawFlow(const QString &identifier, const QByteArray &sse)
{
    auto flow = std::make_shared<mock::FlowDefinition>();
    flow->identifier = identifier;
    flow->rawSse = sse;
    d->state.flows.insert(identifier, flow);
}

/*! Forgets all flows, the built-in ones too. */
void NoukaiMockServer::removeAllFlows()
{
    d->state.flows.clear();
}

/*! The identifiers of all flows, sorted. */
QStringList NoukaiMockServer::flows() const
{
    return d->state.flows.keys();
}

/*! Whether requests need a key (the default) and the API version's header. */
void NoukaiMockServer::setAuthorizationRequired(bool required)
{
    d->state.authorizationRequired = required;
}

/*! How fast time passes in the scripts: 1 is as written, 2 twice as fast, 0 (the default) leaves all delays out. */
void NoukaiMockServer::setSpeed(double speed)
{
    d->state.speed = std::max(0.0, speed);
}

/*!
    With \a goOn, a run whose stream ends early, by a fault or because its client went, is carried to the end of the
   call all the same, as its traces then tell. By default it stops where its stream did.
*/
void NoukaiMockServer::setRunsGoOn(bool goOn)
{
    d->state.runsGoOn = goOn;
}

/*!
    With \a adopts, a step of a run that began elsewhere is run as if it had begun here: a recording can be gone on
   with. The run's message and parameters are not known then. By default such an execution is not known and refused.
*/
void NoukaiMockServer::setAdoptsRuns(bool adopts)
{
    d->state.adoptsRuns = adopts;
}

/*! With \a manual, no frame of any stream goes out before deliver() lets it. */
void NoukaiMockServer::setManualDelivery(bool manual)
{
    d->state.delivery.setManual(manual);
}

/*!
    Lets up to \a frames frames out, of the oldest stream first. Returns for how many there was a frame. A fault that is
    due takes the place of a frame.
*/
int NoukaiMockServer::deliver(int frames)
{
    return d->state.delivery.deliver(frames);
}

/*! Lets up to \a frames frames out of every open stream. Returns for how many in all there was a frame. */
int NoukaiMockServer::deliverToEach(int frames)
{
    return d->state.delivery.deliverToEach(frames);
}

/*! How many frames of the open streams are held back. */
int NoukaiMockServer::pendingFrames() const
{
    return d->state.delivery.pending();
}

/*! Writes streams in HTTP chunks of \a bytes whatever their frames; 0, the default, makes each frame a chunk. */
void NoukaiMockServer::setChunkBytes(int bytes)
{
    d->state.chunkBytes = std::max(0, bytes);
}

/*! Waits \a ms before each frame, in addition to what the script and the speed ask for. */
void NoukaiMockServer::setFrameDelay(int ms)
{
    d->state.frameDelayMs = std::max(0, ms);
}

/*!
    Queues \a fault. Each request takes the first fault that is due for it, and with it all modifiers that are. Faults
    with a count are gone once used up.
*/
void NoukaiMockServer::setFault(const NoukaiMockFault &fault)
{
    if (fault.kind != NoukaiMockFault::None)
        d->state.faults.add(fault);
}

/*! Forgets all faults that are set. Answers already begun are not changed. */
void NoukaiMockServer::clearFaults()
{
    d->state.faults.clear();
}

/*! How many faults are set and not used up. */
int NoukaiMockServer::pendingFaults() const
{
    return d->state.faults.size();
}

/*! The requests received, oldest first: the last 20,000, and of these at most 128 MiB. */
QList<NoukaiMockRequest> NoukaiMockServer::requests() const
{
    return {d->requests.cbegin(), d->requests.cend()};
}

/*! Forgets the requests received so far. */
void NoukaiMockServer::clearRequests()
{
    d->requests.clear();
    d->requestBytes = 0;
}

/*! How many connections are open. */
int NoukaiMockServer::openConnections() const
{
    return d->http.open();
}

/*! The most connections that were open at once. */
int NoukaiMockServer::peakConnections() const
{
    return d->http.peak();
}

/*! How many connections there have been. */
int NoukaiMockServer::acceptedConnections() const
{
    return d->http.accepted();
}

/*! How many event streams are being sent. */
int NoukaiMockServer::openStreams() const
{
    return d->state.delivery.streams();
}

/*! Bytes handed to the system on all connections, heads and TLS included: a reader that stops stops this. */
qint64 NoukaiMockServer::bytesWritten() const
{
    return d->http.bytesWritten();
}

/*!
    \fn void NoukaiMockServer::requestReceived(const NoukaiMockRequest &request)
    A request is there, or as much of it as its sender sent before going; nothing has been answered yet.
*/

/*!
    \fn void NoukaiMockServer::answerFinished(const NoukaiMockRequest &request, int status)
    The whole answer to \a request, with the HTTP \a status, has been written. Not emitted for answers that were cut.
*/

/*!
    \fn void NoukaiMockServer::connectionClosed()
    A connection has gone, whoever closed it.
*/
