// SPDX-License-Identifier: MIT
#include "rawserver.h"

#include <QtNetwork/QSslSocket>

#include <sys/socket.h>
#include <zlib.h>

RawConnection::RawConnection(QTcpSocket *socket, int number)
    : m_socket(socket)
    , m_number(number)
{
    socket->setParent(this);
    connect(socket, &QTcpSocket::readyRead, this, &RawConnection::read);
    connect(socket, &QTcpSocket::disconnected, this, &RawConnection::closed);
}

void RawConnection::send(const QByteArray &bytes)
{
    m_socket->write(bytes);
}

void RawConnection::close()
{
    m_socket->disconnectFromHost();
}

void RawConnection::reset()
{
    const struct linger atOnce = {1, 0};
    setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_socket->abort();
}

void RawConnection::read()
{
    m_buffer += m_socket->readAll();
    for (;;) {
        if (!m_request) {
            const qsizetype end = m_buffer.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            const QList<QByteArray> lines = m_buffer.first(end).replace('\r', "").split('\n');
            m_buffer.remove(0, end + 4);
            const QList<QByteArray> first = lines.first().split(' ');
            m_request = RawRequest{first.value(0), first.value(1), {}, {}, m_number};
            for (const QByteArray &line : lines.sliced(1)) {
                const qsizetype colon = line.indexOf(':');
                m_request->headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
            }
            Q_EMIT headRead(this);
        }
        const qsizetype length = m_request->header("content-length").toLongLong();
        if (m_buffer.size() < length)
            return;
        m_request->body = m_buffer.first(length);
        m_buffer.remove(0, length);
        const RawRequest request = *std::exchange(m_request, std::nullopt);
        Q_EMIT requestRead(this, request);
    }
}

RawServer::RawServer(Handler handler, const QHostAddress &address)
    : m_handler(std::move(handler))
{
    if (!listen(address))
        qFatal("The test's server cannot listen: %s", qPrintable(errorString()));
}

QUrl RawServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(serverAddress().toString());
    url.setPort(serverPort());
    url.setPath(path);
    return url;
}

int RawServer::requestCount(const QByteArray &path) const
{
    return int(std::count_if(m_requests.begin(), m_requests.end(), [&](const auto &r) { return r.path == path; }));
}

void RawServer::incomingConnection(qintptr handle)
{
    auto *socket = new QSslSocket;
    socket->setSocketDescriptor(handle);
    auto *connection = new RawConnection(socket, ++m_connections);
    connection->setParent(this);
    m_last = connection;
    ++m_open;
    connect(connection, &RawConnection::closed, this, [this, connection] {
        --m_open;
        connection->deleteLater();
    });
    connect(connection, &RawConnection::headRead, this, [this](RawConnection *reader) {
        if (m_head)
            m_head(reader);
    });
    connect(connection, &RawConnection::requestRead, this, [this](RawConnection *reader, const RawRequest &request) {
        m_requests.append(request);
        m_handler(request, reader);
    });
    if (m_accepted)
        m_accepted(connection);
    if (m_tls) {
        socket->setSslConfiguration(*m_tls);
        socket->startServerEncryption();
    }
}

namespace Http
{

QByteArray head(int status, const QByteArray &contentType, const QList<QByteArray> &headers)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(status) + " Answer\r\n";
    if (!contentType.isEmpty())
        text += "Content-Type: " + contentType + "\r\n";
    for (const QByteArray &header : headers)
        text += header + "\r\n";
    return text + "\r\n";
}

QByteArray answer(int status, const QByteArray &contentType, const QByteArray &body, const QList<QByteArray> &headers)
{
    return head(status, contentType,
                headers + QList<QByteArray>{"Content-Length: " + QByteArray::number(body.size())}) +
           body;
}

QByteArray streamHead(const QList<QByteArray> &headers)
{
    return head(200, "text/event-stream", headers + QList<QByteArray>{"Transfer-Encoding: chunked"});
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray lastChunk()
{
    return "0\r\n\r\n";
}

QByteArray stream(const QByteArray &frames)
{
    return streamHead() + chunk(frames) + lastChunk();
}

QByteArray frame(const QByteArray &event, const QByteArray &json)
{
    return "event: " + event + "\ndata: " + json + "\n\n";
}

QByteArray output(const QByteArray &text)
{
    return frame("step_output", R"({"stepId":"s","outputData":")" + text + R"("})");
}

QByteArray completed()
{
    return frame("flow_completed", R"({"result":"done"})");
}

struct Gzip::State {
    z_stream z = {};
};

Gzip::Gzip()
    : d(std::make_unique<State>())
{
    deflateInit2(&d->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

Gzip::~Gzip()
{
    deflateEnd(&d->z);
}

QByteArray Gzip::deflated(const QByteArray &bytes, int flush)
{
    QByteArray in = bytes;
    QByteArray out(qsizetype(deflateBound(&d->z, uLong(in.size())) + 64), Qt::Uninitialized);
    d->z.next_in = reinterpret_cast<Bytef *>(in.data());
    d->z.avail_in = uInt(in.size());
    d->z.next_out = reinterpret_cast<Bytef *>(out.data());
    d->z.avail_out = uInt(out.size());
    deflate(&d->z, flush);
    out.chop(qsizetype(d->z.avail_out));
    return out;
}

QByteArray Gzip::piece(const QByteArray &bytes)
{
    return deflated(bytes, Z_SYNC_FLUSH);
}

QByteArray Gzip::end()
{
    return deflated({}, Z_FINISH);
}

} // namespace Http
