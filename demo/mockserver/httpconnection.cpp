// SPDX-License-Identifier: MIT
#include "httpconnection.h"

#include <QtCore/QTimerEvent>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpSocket>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace mock
{

namespace
{

// The system's own buffers grow to megabytes on loopback, which would hide a slow reader for long.
constexpr int SendBuffer = 128 * 1024;
constexpr qint64 LowWater = 64 * 1024;
constexpr qint64 ReadBuffer = 256 * 1024;

void appendChunk(QByteArray *out, const QByteArray &data)
{
    if (data.isEmpty()) // an empty chunk would end the body
        return;
    out->append(QByteArray::number(data.size(), 16)).append("\r\n").append(data).append("\r\n");
}

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, int id, HttpHandler *handler, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_tls(qobject_cast<QSslSocket *>(socket))
    , m_handler(handler)
    , m_id(id)
{
    socket->setParent(this);
    socket->setReadBufferSize(ReadBuffer);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, SendBuffer);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::onReadyRead);
    connect(socket, &QTcpSocket::disconnected, this, &HttpConnection::onDisconnected);
    if (m_tls) {
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, [this](qint64 bytes) {
            Q_EMIT accepted(bytes);
            pump();
        });
    } else {
        connect(socket, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) {
            Q_EMIT accepted(bytes);
            pump();
        });
    }
    if (socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::onReadyRead, Qt::QueuedConnection);
}

HttpConnection::~HttpConnection()
{
    m_socket->disconnect(this);
}

void HttpConnection::abandon()
{
    m_dropping = true;
    m_timer.stop();
    m_socket->disconnect(this);
    m_socket->abort();
}

void HttpConnection::onReadyRead()
{
    // What comes while an answer is being sent waits in the socket, whose buffer is bounded.
    if (m_answering || m_dropping)
        return;
    onParsed(m_parser.feed(m_socket->readAll()));
}

void HttpConnection::onParsed(HttpParser::State state)
{
    if (state == HttpParser::Failed) {
        m_persistent = false;
        begin(HttpAnswer::error(m_parser.failureStatus(), QStringLiteral("INVALID_REQUEST"),
                                QStringLiteral("The server could not read this HTTP request.")));
    } else if (state == HttpParser::Complete) {
        NoukaiMockRequest &request = m_parser.request();
        request.connectionId = m_id;
        m_handler->prepare(request);
        m_persistent = m_parser.keepAlive();
        m_answering = true;
        begin(m_handler->answer(request));
    } else if (m_parser.wantsContinue()) {
        m_parser.continueSent();
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    }
}

void HttpConnection::begin(HttpAnswer answer)
{
    if (m_dropping) // abandoned by whoever was asked for the answer
        return;
    m_answering = true;
    m_started = false;
    m_answer = std::move(answer);
    if (m_answer.delayMs > 0)
        m_timer.start(m_answer.delayMs, this);
    else
        startAnswer();
}

void HttpConnection::startAnswer()
{
    m_started = true;
    switch (m_answer.manner) {
    case HttpAnswer::Never:
        return;
    case HttpAnswer::DropByClose:
    case HttpAnswer::DropByReset:
        drop(m_answer.manner == HttpAnswer::DropByReset);
        return;
    case HttpAnswer::Verbatim:
        m_socket->write(m_answer.body);
        drop(false);
        return;
    case HttpAnswer::Normal:
        break;
    }
    attachSource();
    m_socket->write(head());
    pump();
}

QByteArray HttpConnection::head() const
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(m_answer.status) + ' ' + reasonPhrase(m_answer.status) + "\r\n";
    const auto add = [&head](const QByteArray &name, const QByteArray &value) {
        head += name + ": " + value + "\r\n";
    };
    add("Server", "noukai-mockserver");
    if (!m_answer.contentType.isEmpty() && m_answer.status != 204)
        add("Content-Type", m_answer.contentType);
    for (const auto &[name, value] : m_answer.headers)
        add(name, value);
    if (m_answer.gzip)
        add("Content-Encoding", "gzip");
    if (m_answer.framing == HttpAnswer::Chunked)
        add("Transfer-Encoding", "chunked");
    else if (m_answer.framing == HttpAnswer::Sized && m_answer.status != 204)
        add("Content-Length", QByteArray::number(m_answer.body.size() + m_answer.lengthExcess));
    add("Connection", m_persistent ? "keep-alive" : "close");
    return head + "\r\n";
}

// Decides how the body goes out; the body's size is known afterwards.
void HttpConnection::attachSource()
{
    if (m_parser.isHttp10() && m_answer.framing == HttpAnswer::Chunked)
        m_answer.framing = HttpAnswer::UntilClose;
    if (m_answer.framing == HttpAnswer::UntilClose || m_answer.lengthExcess > 0)
        m_persistent = false;
    m_source = std::move(m_answer.source);
    if (!m_source) {
        if (m_answer.gzip && m_answer.framing == HttpAnswer::Sized) {
            auto packed = makeGzipBody(makeFixedBody(m_answer.body));
            m_answer.body.clear();
            for (BodyPiece piece = packed->next(); piece.kind == BodyPiece::Data; piece = packed->next())
                m_answer.body += piece.data;
        }
        const bool cut = m_answer.cutBodyAfter >= 0;
        m_source = cut ? makeFixedBody(m_answer.body.left(m_answer.cutBodyAfter), m_answer.cutBy)
                       : makeFixedBody(m_parser.isHead() || m_answer.status == 204 ? QByteArray() : m_answer.body);
    } else if (m_answer.gzip) {
        m_source = makeGzipBody(std::move(m_source));
    }
    if (m_answer.chunkBytes > 0)
        m_source = makeCutBody(std::move(m_source), m_answer.chunkBytes, m_answer.dripMs);
    // Woken from inside its own next() a body must not be asked again; the timer comes back to it at once.
    m_source->setWake([this] {
        if (m_pumping)
            m_timer.start(0, this);
        else
            pump();
    });
}

qint64 HttpConnection::waiting() const
{
    return m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

void HttpConnection::pump()
{
    if (m_dropping && m_resetWhenSent && !m_pumping) {
        if (waiting() == 0)
            reset();
        return;
    }
    if (!m_source || m_pumping || m_dropping || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_pumping = true;
    m_timer.stop();
    QByteArray out;
    bool more = true;
    while (more && waiting() + out.size() < LowWater)
        more = take(m_source->next(), &out);
    if (!out.isEmpty() && m_socket->isOpen())
        m_socket->write(out);
    m_pumping = false;
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    if (m_dropping)
        drop(m_resetWhenSent);
    else if (!m_source)
        finishAnswer();
}

// One piece of the body; false when the body has no more for now.
bool HttpConnection::take(const BodyPiece &piece, QByteArray *out)
{
    switch (piece.kind) {
    case BodyPiece::Data:
        if (m_answer.framing == HttpAnswer::Chunked)
            appendChunk(out, piece.data);
        else
            out->append(piece.data);
        return true;
    case BodyPiece::Wait:
        if (piece.waitMs >= 0)
            m_timer.start(piece.waitMs, Qt::PreciseTimer, this);
        return false;
    case BodyPiece::End:
        finishBody(out);
        return false;
    case BodyPiece::Close:
    case BodyPiece::Reset:
        m_dropping = true;
        m_resetWhenSent = piece.kind == BodyPiece::Reset;
        return false;
    }
    return false;
}

void HttpConnection::finishBody(QByteArray *out)
{
    if (m_answer.framing == HttpAnswer::Sized && m_answer.lengthExcess > 0) {
        // The body that was promised does not come.
        m_dropping = true;
        m_resetWhenSent = m_answer.cutBy == BodyPiece::Reset;
        return;
    }
    if (m_answer.framing == HttpAnswer::Chunked)
        out->append("0\r\n\r\n");
    m_source.reset();
}

void HttpConnection::finishAnswer()
{
    m_handler->finished(m_parser.request(), m_answer.status);
    if (!m_persistent) {
        drop(false);
        return;
    }
    m_answering = false;
    m_answer = {};
    const HttpParser::State state = m_parser.restart();
    if (state >= HttpParser::Complete)
        onParsed(state);
    else if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::onReadyRead, Qt::QueuedConnection);
}

// Ends the connection once what was written is with the system.
void HttpConnection::drop(bool reset)
{
    m_dropping = true;
    m_resetWhenSent = reset;
    m_timer.stop();
    if (!reset) {
        // A close with unread bytes would be a reset, which may overtake what was sent.
        m_socket->readAll();
        m_socket->disconnectFromHost();
    } else if (waiting() == 0) {
        this->reset();
    }
}

void HttpConnection::reset()
{
#ifdef Q_OS_UNIX
    const linger now{1, 0};
    ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
#endif
    m_socket->abort();
}

void HttpConnection::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    m_timer.stop();
    if (m_answering && !m_started)
        startAnswer();
    else
        pump();
}

void HttpConnection::onDisconnected()
{
    m_timer.stop();
    m_source.reset();
    if (!m_answering && m_parser.hasPartialRequest()) {
        m_parser.request().connectionId = m_id;
        m_parser.request().isComplete = false;
        m_handler->prepare(m_parser.request());
        m_handler->incomplete(m_parser.request());
    }
    Q_EMIT gone();
    deleteLater();
}

} // namespace mock
