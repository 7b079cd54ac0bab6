// SPDX-License-Identifier: MIT
#include "noukaiclient_p.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>
#include <QtCore/QThread>

using namespace Qt::StringLiterals;

static constexpr auto ProductionUrl = "https://api.noukai.dev/api/v1"_L1;
static constexpr auto DevelopmentUrl = "http://localhost:8080/api/v1"_L1;

/*!
    \class NoukaiClient
    \inmodule Noukai
    \brief Knows the server and the key, and carries the requests of flows.

    A client needs nothing but a key, which it takes from the environment:

    \table
    \header \li Variable \li Meaning
    \row \li \c NOUKAI_API_KEY \li the API key, which starts with \c nk_
    \row \li \c NOUKAI_BASE_URL \li the base URL; wins over \c NOUKAI_ENV
    \row \li \c NOUKAI_ENV \li \c production (the default), \c dev or \c development
    \endtable

    What is set through properties wins over the environment. One client serves any number of flows at once; a run
    never waits for another one to end. The key can be set, but never read back; it is sent to the host of baseUrl()
    and nowhere else, in no log, error or debug output.

    A request that does something is sent at most once: it is never repeated by itself, whatever happens to the
    connection, since a repeated step would be paid for twice. Requests that only read are repeated as maxRetries says
    and follow redirects within the same origin; nothing else is redirected.

    The client lives in one thread that has an event loop and must be used from it, together with its flows. When it is
    destroyed before its flows, each running one ends with NoukaiFlow::Cancelled first.

    Requests are told by requestLogged() and in the logging category \c noukai.client.
*/

/*!
    \enum NoukaiClient::Environment
    Which of the known servers is used while no base URL is set.

    \value Production   \c https://api.noukai.dev/api/v1
    \value Development  \c http://localhost:8080/api/v1
*/

/*!
    \typedef NoukaiClient::NetworkAccessManagerFactory
    Makes a new QNetworkAccessManager at each call. The client takes ownership.
*/

/*!
    \fn void NoukaiClient::requestLogged(const NoukaiLogEntry &entry)
    Emitted for each request that is sent, for each answer and for each run that ended, with all of it in \a entry but
    headers and secrets.
*/

/*!
    Makes a client with the settings of the environment and the parent \a parent.
*/
NoukaiClient::NoukaiClient(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<NoukaiClientPrivate>(this))
{
    qRegisterMetaType<NoukaiLogEntry>();
}

/*!
    Ends what runs over the client: running flows are cancelled and emit NoukaiFlow::finished() before this returns.
*/
NoukaiClient::~NoukaiClient()
{
    d->closing = true;
    const QList<ClientUser *> users = d->m_users;
    for (ClientUser *user : users) {
        if (d->m_users.contains(user))
            user->clientGoing();
    }
    // Streams that linger refer to the private data, so they go first.
    qDeleteAll(findChildren<Stream *>(Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<Exchange *>(Qt::FindDirectChildrenOnly));
    if (d->callbacks->isActive())
        d->managers.deleteLater();
}

/*!
    Returns the client that flows without one of their own use. It is made at the first call, belongs to the
    application object and lives in the main thread.
*/
NoukaiClient *NoukaiClient::defaultClient()
{
    static QPointer<NoukaiClient> client;
    if (!client) {
        Q_ASSERT_X(QCoreApplication::instance(), "NoukaiClient::defaultClient", "needs an application object");
        Q_ASSERT(QThread::currentThread() == QCoreApplication::instance()->thread());
        client = new NoukaiClient(QCoreApplication::instance());
    }
    return client;
}

/*!
    \property NoukaiClient::baseUrl
    \brief Where the API is, without the trailing slash of a route.

    Unless set, it follows environment and the environment variables. An empty URL takes back what was set. A user
    name, query or fragment in it is an error of the next call.
*/
QUrl NoukaiClient::baseUrl() const
{
    if (d->baseUrl)
        return *d->baseUrl;
    if (!d->environment) {
        const QString fromEnvironment = qEnvironmentVariable("NOUKAI_BASE_URL");
        if (!fromEnvironment.isEmpty())
            return QUrl(fromEnvironment);
    }
    return QUrl(environment() == Development ? DevelopmentUrl : ProductionUrl);
}

void NoukaiClient::setBaseUrl(const QUrl &url)
{
    const QUrl before = baseUrl();
    d->baseUrl = url.isEmpty() ? std::nullopt : std::optional(url);
    if (baseUrl() != before)
        Q_EMIT baseUrlChanged();
}

/*!
    \property NoukaiClient::environment
    \brief Which of the known servers is used while baseUrl is not set. Default: \c NOUKAI_ENV, else Production.
*/
NoukaiClient::Environment NoukaiClient::environment() const
{
    if (d->environment)
        return *d->environment;
    const QByteArray name = qgetenv("NOUKAI_ENV");
    return name == "dev" || name == "development" ? Development : Production;
}

void NoukaiClient::setEnvironment(Environment environment)
{
    const QUrl urlBefore = baseUrl();
    const Environment before = this->environment();
    d->environment = environment;
    if (environment != before)
        Q_EMIT environmentChanged();
    if (baseUrl() != urlBefore)
        Q_EMIT baseUrlChanged();
}

/*!
    \property NoukaiClient::organization
    \brief The organization of flows that are named by their slug alone. Set together with project.
*/
QString NoukaiClient::organization() const
{
    return d->organization;
}

void NoukaiClient::setOrganization(const QString &organization)
{
    if (organization == d->organization)
        return;
    d->organization = organization;
    Q_EMIT organizationChanged();
}

/*!
    \property NoukaiClient::project
    \brief The project of flows that are named by their slug alone. Set together with organization.
*/
QString NoukaiClient::project() const
{
    return d->project;
}

void NoukaiClient::setProject(const QString &project)
{
    if (project == d->project)
        return;
    d->project = project;
    Q_EMIT projectChanged();
}

/*!
    \property NoukaiClient::sessionId
    \brief Groups the runs of this client on the server; sent as \c X-Session-Id.

    A null string (the default) sends none. An empty one is a value of its own. A flow's session id wins over it.
*/
QString NoukaiClient::sessionId() const
{
    return d->sessionId;
}

void NoukaiClient::setSessionId(const QString &sessionId)
{
    if (sessionId == d->sessionId && sessionId.isNull() == d->sessionId.isNull())
        return;
    d->sessionId = sessionId;
    Q_EMIT sessionIdChanged();
}

/*! Takes the session id back, so that none is sent. */
void NoukaiClient::resetSessionId()
{
    setSessionId(QString());
}

/*!
    \property NoukaiClient::timeout
    \brief How long the server may be silent, in milliseconds. Default: 300000; 0 waits for ever.

    It bounds the time to the first byte of an answer and between two reads of a stream, not the whole run. A call
    under way keeps the value it began with.
*/
int NoukaiClient::timeout() const
{
    return d->timeout;
}

void NoukaiClient::setTimeout(int milliseconds)
{
    milliseconds = qMax(0, milliseconds);
    if (milliseconds == d->timeout)
        return;
    d->timeout = milliseconds;
    Q_EMIT timeoutChanged();
}

/*!
    \property NoukaiClient::maxRetries
    \brief How often a call that changes nothing is sent again when it fails. Default: 1; 0 never.

    Such calls read traces, runs, sessions and the state of jobs. They are repeated when the connection failed before
    an answer and after HTTP 408, 429, 500, 502, 503 and 504: after the time the server asks for, else after 1, 4 and
    then 16 seconds, give or take a quarter. A server that asks for more than a minute is not waited for: the error
    comes at once, with NoukaiError::retryAfter. What runs a flow is never repeated. Negative values count as 0.

    Below that, QNetworkAccessManager may send such a call again by itself when the server drops a connection without a
    word, as it does for any GET; this is not counted.
*/
int NoukaiClient::maxRetries() const
{
    return d->maxRetries;
}

void NoukaiClient::setMaxRetries(int retries)
{
    retries = qMax(0, retries);
    if (retries == d->maxRetries)
        return;
    d->maxRetries = retries;
    Q_EMIT maxRetriesChanged();
}

/*!
    \property NoukaiClient::relayUrl
    \brief The address of a relay of your own that adds the key and forwards what execute() sends. Default: empty.

    While it is set, flows run through it in one call, without steps, and no key is needed or sent; so plain \c http is
    allowed to any host. Its whole address is taken as it is. Everything else still goes to baseUrl. A user name, query
   or fragment in it is an error of the next call.
*/
QUrl NoukaiClient::relayUrl() const
{
    return d->relayUrl;
}

void NoukaiClient::setRelayUrl(const QUrl &url)
{
    if (url == d->relayUrl)
        return;
    d->relayUrl = url;
    Q_EMIT relayUrlChanged();
}

/*!
    \property NoukaiClient::keyless
    \brief Whether requests go without a key, because a proxy of your own at baseUrl adds it. Default: false.
*/
bool NoukaiClient::isKeyless() const
{
    return d->keyless;
}

void NoukaiClient::setKeyless(bool keyless)
{
    if (keyless == d->keyless)
        return;
    d->keyless = keyless;
    ++d->credentialNumber;
    Q_EMIT keylessChanged();
}

/*!
    \property NoukaiClient::allowInsecure
    \brief Whether the key may be sent over plain \c http to another machine. Default: false.
*/
bool NoukaiClient::allowInsecure() const
{
    return d->allowInsecure;
}

void NoukaiClient::setAllowInsecure(bool allow)
{
    if (allow == d->allowInsecure)
        return;
    d->allowInsecure = allow;
    Q_EMIT allowInsecureChanged();
}

/*!
    \property NoukaiClient::logPayloads
    \brief Whether log entries carry bodies, with the key replaced. Default: false.
*/
bool NoukaiClient::logPayloads() const
{
    return d->logPayloads;
}

void NoukaiClient::setLogPayloads(bool log)
{
    if (log == d->logPayloads)
        return;
    d->logPayloads = log;
    Q_EMIT logPayloadsChanged();
}

/*!
    \property NoukaiClient::extraHeaders
    \brief Headers to add to each request, name to text.

    They never replace \c Authorization, \c X-Noukai-API-Version, \c User-Agent, \c X-Request-ID, \c Content-Type or
    \c Cookie, nor the headers that carry the message itself (\c Accept, \c Accept-Encoding, \c Connection,
    \c Content-Length, \c Transfer-Encoding): such an entry is ignored with a warning. A malformed name or value is an
    error of the next call.
*/
QVariantMap NoukaiClient::extraHeaders() const
{
    return d->extraHeaders;
}

void NoukaiClient::setExtraHeaders(const QVariantMap &headers)
{
    if (headers == d->extraHeaders)
        return;
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        if (NoukaiClientPrivate::isReserved(it.key()))
            qCWarning(lcNoukaiClient) << "The header" << it.key() << "is reserved and is not sent from extraHeaders.";
    }
    d->extraHeaders = headers;
    Q_EMIT extraHeadersChanged();
}

/*!
    \property NoukaiClient::proxy
    \brief The network proxy. Default: the application's.

    Requests under way keep theirs.
*/
QNetworkProxy NoukaiClient::proxy() const
{
    return d->proxy;
}

void NoukaiClient::setProxy(const QNetworkProxy &proxy)
{
    if (proxy == d->proxy)
        return;
    d->proxy = proxy;
    d->managers.setProxy(proxy);
    Q_EMIT proxyChanged();
}

/*!
    \property NoukaiClient::sslConfiguration
    \brief How secure connections are made. Default: QSslConfiguration::defaultConfiguration().

    Certificate errors are never ignored: they end a run with NoukaiError::Tls. To accept a private certificate, add its
    authority here.
*/
QSslConfiguration NoukaiClient::sslConfiguration() const
{
    return d->sslConfiguration;
}

void NoukaiClient::setSslConfiguration(const QSslConfiguration &configuration)
{
    if (configuration == d->sslConfiguration)
        return;
    d->sslConfiguration = configuration;
    d->managers.retireAll();
    Q_EMIT sslConfigurationChanged();
}

/*!
    \property NoukaiClient::hasApiKey
    \brief Whether a key or token is set. Whether the server accepts it shows only at a call.
*/
bool NoukaiClient::hasApiKey() const
{
    return !d->credential.isEmpty();
}

static void setCredential(NoukaiClient *q, NoukaiClientPrivate *d, const QString &text, bool isKey)
{
    const bool before = q->hasApiKey();
    d->credential = text.toUtf8();
    d->credentialIsKey = isKey;
    ++d->credentialNumber;
    if (q->hasApiKey() != before)
        Q_EMIT q->hasApiKeyChanged();
}

/*!
    Sets the API key \a key, in place of the one from the environment. It can never be read back. A key that does not
    start with \c nk_ is an error of the next call.
*/
void NoukaiClient::setApiKey(const QString &key)
{
    setCredential(this, d.get(), key, true);
}

/*!
    Sets a JSON Web Token \a token to be sent in place of an API key. It can never be read back.
*/
void NoukaiClient::setBearerToken(const QString &token)
{
    setCredential(this, d.get(), token, false);
}

/*!
    Lets \a factory make the network access managers, for instance to set up a cache or a test double. The client takes
    ownership of what it makes and makes as many as the runs at the same time need: a manager carries six streams
    to a host over HTTP/1.1 and a hundred over HTTP/2. An empty function takes it back.
*/
void NoukaiClient::setNetworkAccessManagerFactory(const NetworkAccessManagerFactory &factory)
{
    d->managers.setFactory(factory);
}

/*!
    Cancels every flow that runs over this client, and every other call under way.
*/
void NoukaiClient::cancelAll()
{
    const QPointer<NoukaiClient> alive(this);
    const QList<ClientUser *> users = d->m_users;
    for (ClientUser *user : users) {
        if (alive && d->m_users.contains(user))
            user->cancelForClient();
    }
}
