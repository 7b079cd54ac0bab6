// SPDX-License-Identifier: MIT
#include "httpserver.h"

#include <QtCore/QTimer>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslServer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace mock
{

namespace
{

// A connection is a file descriptor, and a shell's usual limit of 1,024 is below what is promised.
void raiseFileLimit()
{
#ifdef Q_OS_UNIX
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 65536);
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
#endif
}

} // namespace

HttpServer::HttpServer(HttpHandler *handler, QObject *parent)
    : QObject(parent)
    , m_handler(handler)
{
}

HttpServer::~HttpServer()
{
    close();
}

bool HttpServer::listen(const QHostAddress &address, quint16 port, const QSslConfiguration *tls)
{
    close();
    raiseFileLimit();
    m_secure = tls;
    if (tls) {
        auto *server = new QSslServer(this);
        server->setSslConfiguration(*tls);
        m_server = server;
    } else {
        m_server = new QTcpServer(this);
    }
    m_connections = new QObject(this);
    m_server->setListenBacklogSize(4096);
    m_server->setMaxPendingConnections(4096);
    connect(m_server, &QTcpServer::pendingConnectionAvailable, this, &HttpServer::takePending);
    // Qt stops accepting after an error, for example when descriptors have run out for a moment.
    connect(m_server, &QTcpServer::acceptError, this,
            [this] { QTimer::singleShot(100, m_server, &QTcpServer::resumeAccepting); });
    if (m_server->listen(address, port)) {
        m_error.clear();
        return true;
    }
    m_error = m_server->errorString();
    close();
    return false;
}

void HttpServer::close()
{
    if (!m_server)
        return;
    m_server->close();
    delete std::exchange(m_server, nullptr);
    const auto connections = m_connections->findChildren<HttpConnection *>(Qt::FindDirectChildrenOnly);
    for (HttpConnection *connection : connections)
        connection->abandon();
    // Later, since this can be called from inside a connection that is asking for an answer.
    std::exchange(m_connections, nullptr)->deleteLater();
    m_open = 0;
}

bool HttpServer::isListening() const
{
    return m_server && m_server->isListening();
}

quint16 HttpServer::port() const
{
    return m_server ? m_server->serverPort() : 0;
}

QHostAddress HttpServer::address() const
{
    return m_server ? m_server->serverAddress() : QHostAddress();
}

void HttpServer::takePending()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        auto *connection = new HttpConnection(socket, ++m_accepted, m_handler, m_connections);
        m_peak = std::max(m_peak, ++m_open);
        connect(connection, &HttpConnection::accepted, this, [this](qint64 bytes) { m_bytesWritten += bytes; });
        connect(connection, &HttpConnection::gone, this, [this] {
            --m_open;
            Q_EMIT connectionClosed();
        });
        // It can have gone before anyone listened.
        if (socket->state() == QAbstractSocket::UnconnectedState)
            QMetaObject::invokeMethod(socket, &QTcpSocket::disconnected, Qt::QueuedConnection);
    }
}

} // namespace mock
