// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QPointer>
#include <QtCore/QUrl>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QTcpServer>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

// One request as it came over the wire.
struct RawRequest {
    QByteArray method;
    QByteArray path;
    QHash<QByteArray, QByteArray> headers; // lower-case names
    QByteArray body;
    int connection = 0; // counts accepted connections from 1

    QByteArray header(const char *name) const { return headers.value(name); }
};

class RawConnection : public QObject
{
    Q_OBJECT
public:
    RawConnection(QTcpSocket *socket, int number);
    void send(const QByteArray &bytes);
    void close(); // after all that was sent
    void reset(); // at once, with a TCP reset
    int number() const { return m_number; }

Q_SIGNALS:
    void headRead(RawConnection *connection);
    void requestRead(RawConnection *connection, const RawRequest &request);
    void closed();

private:
    void read();

    QTcpSocket *const m_socket;
    const int m_number;
    QByteArray m_buffer;
    std::optional<RawRequest> m_request;
};

// An HTTP server without manners of its own: tests say byte by byte what it answers.
class RawServer : public QTcpServer
{
    Q_OBJECT
public:
    using Handler = std::function<void(const RawRequest &, RawConnection *)>;

    explicit RawServer(Handler handler, const QHostAddress &address = QHostAddress::LocalHost);
    void setTls(const QSslConfiguration &configuration) { m_tls = configuration; }
    void onAccepted(std::function<void(RawConnection *)> handler) { m_accepted = std::move(handler); }
    void onHead(std::function<void(RawConnection *)> handler) { m_head = std::move(handler); }

    QUrl url(const QString &path = QStringLiteral("/step")) const;
    const QList<RawRequest> &requests() const { return m_requests; }
    int requestCount(const QByteArray &path) const;
    int acceptedConnections() const { return m_connections; }
    int openConnections() const { return m_open; }
    RawConnection *last() const { return m_last; }

protected:
    void incomingConnection(qintptr handle) override;

private:
    Handler m_handler;
    std::function<void(RawConnection *)> m_accepted;
    std::function<void(RawConnection *)> m_head;
    std::optional<QSslConfiguration> m_tls;
    QList<RawRequest> m_requests;
    QPointer<RawConnection> m_last;
    int m_connections = 0;
    int m_open = 0;
};

// What such a server says.
namespace Http
{

// Status line and headers, each without its line end; the content type is left out when it is empty.
QByteArray head(int status, const QByteArray &contentType, const QList<QByteArray> &headers = {});
// A whole answer with its length.
QByteArray answer(int status, const QByteArray &contentType, const QByteArray &body,
                  const QList<QByteArray> &headers = {});
// The head of an event stream in chunks; the body ends with lastChunk().
QByteArray streamHead(const QList<QByteArray> &headers = {});
QByteArray chunk(const QByteArray &bytes);
QByteArray lastChunk();
// A whole event stream in chunks.
QByteArray stream(const QByteArray &frames);

QByteArray frame(const QByteArray &event, const QByteArray &json);
QByteArray output(const QByteArray &text); // a step_output frame
QByteArray completed();                    // a flow_completed frame

// One gzip member, flushed after each piece.
class Gzip
{
public:
    Gzip();
    ~Gzip();
    QByteArray piece(const QByteArray &bytes);
    QByteArray end();

private:
    QByteArray deflated(const QByteArray &bytes, int flush);
    struct State;
    std::unique_ptr<State> d;
};

} // namespace Http
