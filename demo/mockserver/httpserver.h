// SPDX-License-Identifier: MIT
#pragma once

#include "httpconnection.h"

#include <QtCore/QObject>
#include <QtNetwork/QHostAddress>

QT_BEGIN_NAMESPACE
class QSslConfiguration;
class QTcpServer;
QT_END_NAMESPACE

namespace mock
{

/*! Listens, over TCP or TLS, and keeps the connections. */
class HttpServer : public QObject
{
    Q_OBJECT

public:
    explicit HttpServer(HttpHandler *handler, QObject *parent = nullptr);
    ~HttpServer() override;

    bool listen(const QHostAddress &address, quint16 port, const QSslConfiguration *tls);
    void close();

    bool isListening() const;
    bool isSecure() const { return m_secure; }
    quint16 port() const;
    QHostAddress address() const;
    QString errorString() const { return m_error; }

    int open() const { return m_open; }
    int peak() const { return m_peak; }
    int accepted() const { return m_accepted; }
    qint64 bytesWritten() const { return m_bytesWritten; }

Q_SIGNALS:
    void connectionClosed();

private:
    void takePending();

    HttpHandler *m_handler;
    QTcpServer *m_server = nullptr;
    QObject *m_connections = nullptr;
    QString m_error;
    bool m_secure = false;
    int m_open = 0;
    int m_peak = 0;
    int m_accepted = 0;
    qint64 m_bytesWritten = 0;
};

} // namespace mock
