// SPDX-License-Identifier: MIT
// What every request is checked for, carries and leaves behind in the log.
#include "logbuilder_p.h"
#include "noukaiclient_p.h"
#include "wire/validation_p.h"

#include <Noukai/noukaiversion.h>

#include <QtCore/QThread>
#include <QtNetwork/QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcNoukaiClient, "noukai.client", QtInfoMsg)

namespace
{

constexpr auto ApiVersion = "2026-05-31";

NoukaiError configuration(const QString &message)
{
    return NoukaiError(NoukaiError::Configuration, message);
}

bool isHeaderName(const QString &name)
{
    const auto allowed = [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || QStringView(u"!#$%&'*+-.^_`|~").contains(c);
    };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), allowed);
}

bool hasControl(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

bool isLoopback(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

NoukaiError credentialMistake(const QByteArray &credential, bool isKey)
{
    if (isKey && (!credential.startsWith("nk_") || credential.size() == 3))
        return configuration(NoukaiClient::tr("The API key must start with \"nk_\", with more to follow."));
    if (std::any_of(credential.begin(), credential.end(), [](char c) { return c <= 0x20 || uchar(c) >= 0x7f; }))
        return configuration(
            NoukaiClient::tr("The API key contains spaces, line ends or other characters that no key has."));
    return {};
}

QByteArray userAgent()
{
    static const QByteArray agent =
        QByteArray("noukai-qt/" NOUKAI_VERSION_STR " (Qt ") + qVersion() + "; " + QSysInfo::kernelType().toUtf8() + ')';
    return agent;
}

} // namespace

NoukaiClientPrivate::NoukaiClientPrivate(NoukaiClient *q)
    : q(q)
    , sslConfiguration(QSslConfiguration::defaultConfiguration())
    , credential(qgetenv("NOUKAI_API_KEY"))
    , managers(q, callbacks)
{
}

// Whether both are at the same server, so that a key for the one is a key for the other.
bool NoukaiClientPrivate::isSameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) {
        return url.port(url.scheme() == "https"_L1 ? 443 : 80);
    };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

// Headers that only this library may set: those of the protocol, and those whose change would break the transport.
bool NoukaiClientPrivate::isReserved(const QString &header)
{
    static constexpr QLatin1StringView reserved[] = {"authorization"_L1,  "x-noukai-api-version"_L1,
                                                     "user-agent"_L1,     "x-request-id"_L1,
                                                     "content-type"_L1,   "cookie"_L1,
                                                     "accept"_L1,         "connection"_L1,
                                                     "content-length"_L1, "transfer-encoding"_L1,
                                                     "accept-encoding"_L1};
    return std::any_of(std::begin(reserved), std::end(reserved),
                       [&](QLatin1StringView name) { return header.compare(name, Qt::CaseInsensitive) == 0; });
}

// An address to send to.
NoukaiError NoukaiClientPrivate::checkUrl(const QUrl &url, Address address) const
{
    const bool base = address == Address::Base;
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)) {
        const QString text = redacted(url.toString(QUrl::RemoveUserInfo));
        return configuration(base ? NoukaiClient::tr("The base URL \"%1\" is no http or https address.").arg(text)
                                  : NoukaiClient::tr("The relay URL \"%1\" is no http or https address.").arg(text));
    }
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()) {
        return configuration(
            base ? NoukaiClient::tr("The base URL must not contain a user name, a query or a fragment.")
                 : NoukaiClient::tr("The relay URL must not contain a user name, a query or a fragment."));
    }
    return {};
}

/*!
    Says whether \a key has the form of an API key, for applications that ask a person for one: an error of kind
    NoukaiError::NoError where it has, else Configuration. Whether the server accepts it shows only at a call. The key
   is not in the error.
*/
NoukaiError NoukaiClient::checkApiKey(const QString &key)
{
    return credentialMistake(key.toUtf8(), true);
}

NoukaiError NoukaiClientPrivate::checkCredential(const QUrl &url) const
{
    if (keyless)
        return {};
    if (credential.isEmpty())
        return configuration(NoukaiClient::tr("No API key is set. Set NOUKAI_API_KEY or call setApiKey()."));
    if (NoukaiError mistake = credentialMistake(credential, credentialIsKey); mistake.kind() != NoukaiError::NoError)
        return mistake;
    if (url.scheme() == "http"_L1 && !allowInsecure && !isLoopback(url.host()))
        return configuration(
            NoukaiClient::tr("The key would go unencrypted to %1. Use https, or set allowInsecure.").arg(url.host()));
    return {};
}

NoukaiError NoukaiClientPrivate::checkCommon() const
{
    for (auto it = extraHeaders.begin(); it != extraHeaders.end(); ++it) {
        if (!isHeaderName(it.key()))
            return configuration(NoukaiClient::tr("\"%1\" cannot be the name of a header.").arg(it.key()));
        if (hasControl(it->toString()))
            return configuration(NoukaiClient::tr("The value of header %1 contains control characters.").arg(it.key()));
    }
    return NoukaiWire::checkSessionId(sessionId);
}

NoukaiError NoukaiClientPrivate::check() const
{
    if (closing)
        return configuration(NoukaiClient::tr("The client is being deleted."));
    const QUrl url = q->baseUrl();
    const QByteArray environmentName = qgetenv("NOUKAI_ENV");
    if (!baseUrl && !environment && qEnvironmentVariableIsEmpty("NOUKAI_BASE_URL") && !environmentName.isEmpty() &&
        environmentName != "production" && environmentName != "dev" && environmentName != "development")
        return configuration(NoukaiClient::tr("NOUKAI_ENV is \"%1\"; it can be production, dev or development.")
                                 .arg(QString::fromLocal8Bit(environmentName.left(64))));
    NoukaiError error = checkUrl(url, Address::Base);
    if (error.kind() == NoukaiError::NoError && organization.isEmpty() != project.isEmpty())
        error = configuration(NoukaiClient::tr("Organization and project must be set together, or neither."));
    if (error.kind() == NoukaiError::NoError)
        error = checkCredential(url);
    return redacted(error.kind() == NoukaiError::NoError ? checkCommon() : error);
}

NoukaiError NoukaiClientPrivate::checkRelay() const
{
    if (closing)
        return configuration(NoukaiClient::tr("The client is being deleted."));
    const NoukaiError error = checkUrl(relayUrl, Address::Relay);
    return redacted(error.kind() == NoukaiError::NoError ? checkCommon() : error);
}

QNetworkRequest NoukaiClientPrivate::request(const QUrl &url, const RequestTraits &traits) const
{
    QNetworkRequest request(url);
    for (auto it = extraHeaders.begin(); it != extraHeaders.end(); ++it) {
        if (!isReserved(it.key()))
            request.setRawHeader(it.key().toLatin1(), it->toString().toUtf8());
    }
    if (!keyless && traits.withKey)
        request.setRawHeader("Authorization", "Bearer " + credential);
    request.setRawHeader("X-Noukai-API-Version", ApiVersion);
    request.setRawHeader("User-Agent", userAgent());
    request.setRawHeader("Accept", traits.accept);
    const QString session = traits.session.isNull() ? sessionId : traits.session;
    if (!session.isNull())
        request.setRawHeader("X-Session-Id", session.isEmpty() ? QByteArray("") : session.toUtf8());
    if (traits.bodySize >= 0) {
        request.setRawHeader("Content-Type", "application/json");
        // The length and the attribute, with a sequential body, are what keeps Qt from sending a POST twice.
        request.setHeader(QNetworkRequest::ContentLengthHeader, qint64(traits.bodySize));
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    }
    // The default policy would repeat the POST, with the key, at whatever address the server names.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // A repetitive stream would be taken for an archive bomb; the ceilings for events and unread bytes guard instead.
    request.setDecompressedSafetyCheckThreshold(-1);
    if (url.scheme() == "https"_L1)
        request.setSslConfiguration(sslConfiguration);
    return request;
}

Stream *NoukaiClientPrivate::openStream(const QUrl &url, const QByteArray &body, const QString &session,
                                        StreamSink *sink, int timeout)
{
    Q_ASSERT_X(QThread::currentThread() == q->thread(), "NoukaiClient", "used from another thread than its own");
    RequestTraits traits;
    traits.bodySize = body.size();
    traits.session = session;
    return new Stream(this, request(url, traits), Stream::Post, body, sink, timeout);
}

Stream *NoukaiClientPrivate::openTraceStream(const QUrl &url, const QString &session, StreamSink *sink, int timeout)
{
    Q_ASSERT_X(QThread::currentThread() == q->thread(), "NoukaiClient", "used from another thread than its own");
    RequestTraits traits;
    traits.session = session;
    return new Stream(this, request(url, traits), Stream::Get, {}, sink, timeout);
}

Exchange *NoukaiClientPrivate::exchange(const ExchangeRequest &request, ExchangeDone done)
{
    Q_ASSERT_X(QThread::currentThread() == q->thread(), "NoukaiClient", "used from another thread than its own");
    return new Exchange(this, request, std::move(done));
}

void NoukaiClientPrivate::log(NoukaiLogBuilder &builder)
{
    builder->url = redacted(builder->url);
    builder->executionId = redacted(builder->executionId);
    const NoukaiLogEntry &entry = builder.entry();
    if (entry.phase() == NoukaiLogEntry::Failure || entry.phase() == NoukaiLogEntry::Warning)
        qCWarning(lcNoukaiClient) << entry;
    else
        qCDebug(lcNoukaiClient) << entry;
    // Queued, so that no slot can end the request while it is being told about.
    QMetaObject::invokeMethod(
        q, [q = q, entry] { Q_EMIT q->requestLogged(entry); }, Qt::QueuedConnection);
}

Redactor NoukaiClientPrivate::redactor() const
{
    Redactor redactor;
    redactor.addSecret(credential);
    return redactor;
}

// Where a request went, as it may be shown.
QUrl NoukaiClientPrivate::redacted(const QUrl &url) const
{
    QUrl clean = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    const QByteArray plain = QByteArray::fromPercentEncoding(clean.toEncoded());
    if (redacted(plain) == plain)
        return clean;
    clean.setPath(redacted(clean.path(QUrl::FullyDecoded)), QUrl::DecodedMode);
    if (clean.hasQuery())
        clean.setQuery(redacted(clean.query(QUrl::FullyDecoded)));
    return clean;
}

QByteArray NoukaiClientPrivate::redacted(QByteArray text) const
{
    redactor().scrub(text);
    if (credential.size() < Redactor::ShortestSecret)
        return text;
    // The name of a host is told in lower case.
    const QByteArray key = credential.toLower();
    const QByteArray lower = text.toLower();
    for (qsizetype at = lower.lastIndexOf(key); at >= 0; at = at > 0 ? lower.lastIndexOf(key, at - 1) : -1)
        text.replace(at, key.size(), "[key]");
    // A text that was cut short may end in the middle of the key.
    for (qsizetype length = qMin(credential.size() - 1, text.size()); length >= Redactor::ShortestSecret; --length) {
        if (text.endsWith(credential.left(length))) {
            text.chop(length);
            text += "[key]";
            break;
        }
    }
    return text;
}

QString NoukaiClientPrivate::redacted(const QString &text) const
{
    return QString::fromUtf8(redacted(text.toUtf8()));
}

NoukaiError NoukaiClientPrivate::redacted(NoukaiError error) const
{
    error.setMessage(redacted(error.message()));
    error.setCode(redacted(error.code()));
    error.setRequestId(redacted(error.requestId()));
    error.setResponseBody(redacted(error.responseBody()));
    error.setExecutionId(redacted(error.executionId()));
    return error;
}

NoukaiError NoukaiClientPrivate::withIds(NoukaiError error, int status, const QString &requestId) const
{
    if (error.kind() == NoukaiError::NoError)
        return error;
    error.setRequestId(requestId);
    if (status > 0)
        error.setHttpStatus(status);
    return redacted(error);
}
