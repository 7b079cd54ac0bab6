// SPDX-License-Identifier: MIT
#include "pourserver.h"

#include <QtCore/QElapsedTimer>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>

namespace
{

class Listener : public QTcpServer
{
public:
    std::unique_ptr<QSslSocket> socket;

protected:
    void incomingConnection(qintptr handle) override
    {
        socket = std::make_unique<QSslSocket>();
        socket->setSocketDescriptor(handle);
    }
};

} // namespace

PourServer::PourServer(const QByteArray &head, const QByteArray &piece, int count, const QByteArray &tail,
                       const std::optional<QSslConfiguration> &tls)
    : m_head(head)
    , m_piece(piece)
    , m_tail(tail)
    , m_count(count)
    , m_tls(tls)
{
    start();
    m_listening.acquire();
}

PourServer::~PourServer()
{
    m_stop = true;
    wait();
}

void PourServer::run()
{
    Listener listener;
    listener.listen(QHostAddress::LocalHost);
    m_url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    m_url.setHost(QStringLiteral("127.0.0.1"));
    m_url.setPort(listener.serverPort());
    m_url.setPath(QStringLiteral("/step"));
    m_listening.release();
    while (!listener.socket) {
        if (m_stop)
            return;
        listener.waitForNewConnection(50);
    }
    QSslSocket &socket = *listener.socket;
    if (m_tls) {
        socket.setSslConfiguration(*m_tls);
        socket.startServerEncryption();
        socket.waitForEncrypted();
    }
    QByteArray request;
    while (!request.contains("\r\n\r\n") && !m_stop) {
        if (socket.waitForReadyRead(50))
            request += socket.readAll();
    }
    const auto pour = [&](const QByteArray &bytes) {
        socket.write(bytes);
        while (!m_stop && socket.state() == QAbstractSocket::ConnectedState &&
               (socket.bytesToWrite() > 0 || socket.encryptedBytesToWrite() > 0))
            socket.waitForBytesWritten(50);
        m_written += bytes.size();
        m_progress.release();
    };
    pour(m_head);
    for (int i = 0; i < m_count && !m_stop && socket.state() == QAbstractSocket::ConnectedState; ++i)
        pour(m_piece);
    pour(m_tail);
    while (!m_stop && socket.state() == QAbstractSocket::ConnectedState)
        socket.waitForReadyRead(50);
}

bool PourServer::blockUntilStalled(int forMs, int atMostMs)
{
    QElapsedTimer total;
    total.start();
    while (m_progress.tryAcquire(1, forMs)) {
        if (total.elapsed() > atMostMs)
            return false;
    }
    return true;
}
