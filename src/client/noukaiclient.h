// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>
#include <Noukai/noukaiexpected.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukailogentry.h>
#include <Noukai/noukairuntrace.h>
#include <Noukai/noukaisession.h>

#include <QtCore/QFuture>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtCore/QVariantMap>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslConfiguration>

#include <functional>
#include <memory>

class NoukaiClientPrivate;
class NoukaiFlow;
class QNetworkAccessManager;

class NOUKAI_CORE_EXPORT NoukaiClient : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QUrl baseUrl READ baseUrl WRITE setBaseUrl NOTIFY baseUrlChanged FINAL)
    Q_PROPERTY(Environment environment READ environment WRITE setEnvironment NOTIFY environmentChanged FINAL)
    Q_PROPERTY(QString organization READ organization WRITE setOrganization NOTIFY organizationChanged FINAL)
    Q_PROPERTY(QString project READ project WRITE setProject NOTIFY projectChanged FINAL)
    Q_PROPERTY(QString sessionId READ sessionId WRITE setSessionId RESET resetSessionId NOTIFY sessionIdChanged FINAL)
    Q_PROPERTY(int timeout READ timeout WRITE setTimeout NOTIFY timeoutChanged FINAL)
    Q_PROPERTY(int maxRetries READ maxRetries WRITE setMaxRetries NOTIFY maxRetriesChanged FINAL)
    Q_PROPERTY(QUrl relayUrl READ relayUrl WRITE setRelayUrl NOTIFY relayUrlChanged FINAL)
    Q_PROPERTY(bool keyless READ isKeyless WRITE setKeyless NOTIFY keylessChanged FINAL)
    Q_PROPERTY(bool allowInsecure READ allowInsecure WRITE setAllowInsecure NOTIFY allowInsecureChanged FINAL)
    Q_PROPERTY(bool logPayloads READ logPayloads WRITE setLogPayloads NOTIFY logPayloadsChanged FINAL)
    Q_PROPERTY(QVariantMap extraHeaders READ extraHeaders WRITE setExtraHeaders NOTIFY extraHeadersChanged FINAL)
    Q_PROPERTY(QNetworkProxy proxy READ proxy WRITE setProxy NOTIFY proxyChanged FINAL)
    Q_PROPERTY(QSslConfiguration sslConfiguration READ sslConfiguration WRITE setSslConfiguration NOTIFY
                   sslConfigurationChanged FINAL)
    Q_PROPERTY(bool hasApiKey READ hasApiKey NOTIFY hasApiKeyChanged FINAL)

public:
    enum Environment { Production, Development };
    Q_ENUM(Environment)

    using NetworkAccessManagerFactory = std::function<QNetworkAccessManager *(QObject *parent)>;

    explicit NoukaiClient(QObject *parent = nullptr);
    ~NoukaiClient() override;

    static NoukaiClient *defaultClient();
    static NoukaiError checkApiKey(const QString &key);

    QUrl baseUrl() const;
    void setBaseUrl(const QUrl &url);
    Environment environment() const;
    void setEnvironment(Environment environment);
    QString organization() const;
    void setOrganization(const QString &organization);
    QString project() const;
    void setProject(const QString &project);
    QString sessionId() const;
    void setSessionId(const QString &sessionId);
    void resetSessionId();
    int timeout() const;
    void setTimeout(int milliseconds);
    int maxRetries() const;
    void setMaxRetries(int retries);
    QUrl relayUrl() const;
    void setRelayUrl(const QUrl &url);
    bool isKeyless() const;
    void setKeyless(bool keyless);
    bool allowInsecure() const;
    void setAllowInsecure(bool allow);
    bool logPayloads() const;
    void setLogPayloads(bool log);
    QVariantMap extraHeaders() const;
    void setExtraHeaders(const QVariantMap &headers);
    QNetworkProxy proxy() const;
    void setProxy(const QNetworkProxy &proxy);
    QSslConfiguration sslConfiguration() const;
    void setSslConfiguration(const QSslConfiguration &configuration);
    bool hasApiKey() const;

    Q_INVOKABLE void setApiKey(const QString &key);
    Q_INVOKABLE void setBearerToken(const QString &token);
    void setNetworkAccessManagerFactory(const NetworkAccessManagerFactory &factory);

    Q_INVOKABLE NoukaiFlow *flow(const QString &identifier);
    QFuture<NoukaiExpected<QList<NoukaiRunSummary>>> runs(const QString &flowId, int limit = 20,
                                                          const QString &status = {});
    QFuture<NoukaiExpected<NoukaiSession>> session(const QString &sessionId);

public Q_SLOTS:
    void cancelAll();

Q_SIGNALS:
    void baseUrlChanged();
    void environmentChanged();
    void organizationChanged();
    void projectChanged();
    void sessionIdChanged();
    void timeoutChanged();
    void maxRetriesChanged();
    void relayUrlChanged();
    void keylessChanged();
    void allowInsecureChanged();
    void logPayloadsChanged();
    void extraHeadersChanged();
    void proxyChanged();
    void sslConfigurationChanged();
    void hasApiKeyChanged();
    void requestLogged(const NoukaiLogEntry &entry);

private:
    friend class NoukaiClientPrivate;
    std::unique_ptr<NoukaiClientPrivate> d;
};
