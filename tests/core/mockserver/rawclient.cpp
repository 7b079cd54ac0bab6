// SPDX-License-Identifier: MIT
#include "rawclient.h"

#include "noukaimockserver.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QJsonDocument>
#include <QtCore/QTimer>

using namespace Qt::StringLiterals;

namespace
{

constexpr int Patience = 10'000;

// Takes the chunks out of \a bytes; -1 when the last is not there yet, else how many bytes they were.
qsizetype readChunks(const QByteArray &bytes, RawAnswer *answer)
{
    qsizetype at = 0;
    for (;;) {
        const qsizetype end = bytes.indexOf("\r\n", at);
        if (end < 0)
            return -1;
        const qsizetype size = bytes.sliced(at, end - at).toLongLong(nullptr, 16);
        if (bytes.size() < end + 2 + size + 2)
            return -1;
        at = end + 2 + size + 2;
        if (size == 0)
            return at;
        answer->chunks.append(bytes.sliced(end + 2, size));
        answer->body += answer->chunks.constLast();
    }
}

RawAnswer parse(const QByteArray &bytes, bool closed)
{
    RawAnswer answer;
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0 || !bytes.startsWith("HTTP/1.1 "))
        return answer;
    QList<QByteArray> lines = bytes.left(headEnd).split('\n');
    answer.status = lines.takeFirst().split(' ').at(1).toInt();
    for (const QByteArray &line : lines)
        answer.headers.insert(line.left(line.indexOf(':')).trimmed().toLower(),
                              line.mid(line.indexOf(':') + 1).trimmed());
    const QByteArray rest = bytes.mid(headEnd + 4);
    if (answer.headers.value("transfer-encoding") == "chunked") {
        const qsizetype size = readChunks(rest, &answer);
        answer.isComplete = size >= 0;
        answer.size = headEnd + 4 + size;
    } else if (answer.headers.contains("content-length")) {
        const qsizetype size = answer.headers.value("content-length").toLongLong();
        answer.body = rest.left(size);
        answer.isComplete = rest.size() >= size;
        answer.size = headEnd + 4 + size;
    } else {
        const bool bodiless = answer.status == 204 || answer.status == 100;
        answer.body = bodiless ? QByteArray() : rest;
        answer.isComplete = bodiless || closed;
        answer.size = bodiless ? headEnd + 4 : bytes.size();
    }
    return answer;
}

} // namespace

QJsonObject RawAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QList<RawEvent> RawAnswer::events() const
{
    QList<RawEvent> events;
    const QStringList frames = QString::fromUtf8(body).split(u"\n\n"_s, Qt::SkipEmptyParts);
    for (const QString &frame : frames) {
        RawEvent event;
        const QStringList lines = frame.split(u'\n');
        for (const QString &line : lines) {
            if (line.startsWith("event: "_L1))
                event.name = line.mid(7);
            else if (line.startsWith("data: "_L1))
                event.data = QJsonDocument::fromJson(line.mid(6).toUtf8()).object();
        }
        if (event.name.isEmpty())
            event.name = event.data.value("eventType"_L1).toString();
        events.append(event);
    }
    return events;
}

QStringList RawAnswer::eventNames() const
{
    QStringList names;
    const QList<RawEvent> all = events();
    for (const RawEvent &event : all)
        names.append(event.name);
    return names;
}

QString RawAnswer::outputOf(const QString &stepId) const
{
    QString text;
    const QList<RawEvent> all = events();
    for (const RawEvent &event : all) {
        if (event.name == "step_output"_L1 && event.data.value("stepId"_L1) == stepId)
            text += event.data.value("outputData"_L1).toString();
    }
    return text;
}

RawClient::RawClient(const NoukaiMockServer &server)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &RawClient::read);
    connect(&m_socket, &QTcpSocket::disconnected, this, &RawClient::read);
    // Else the second part of a request waits for the first to be acknowledged.
    connect(&m_socket, &QTcpSocket::connected, this,
            [this] { m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1); });
    m_socket.connectToHost(QHostAddress::LocalHost, server.port());
}

void RawClient::read()
{
    if (m_reading && m_socket.isOpen())
        m_received += m_socket.readAll();
    Q_EMIT changed();
}

void RawClient::setReading(bool reading)
{
    m_reading = reading;
    m_socket.setReadBufferSize(reading ? 0 : 4096);
    read();
}

QByteArray RawClient::requestBytes(const QByteArray &method, const QString &path, const QByteArray &body,
                                   const QByteArray &moreHeaders)
{
    QByteArray bytes = method + ' ' + path.toLatin1() + " HTTP/1.1\r\nHost: localhost\r\n";
    if (!moreHeaders.contains("Authorization:"))
        bytes += "Authorization: Bearer nk_test\r\n";
    if (!moreHeaders.contains("X-Noukai-API-Version:"))
        bytes += "X-Noukai-API-Version: 2026-05-31\r\n";
    if (!body.isEmpty() && !moreHeaders.contains("Content-Type:"))
        bytes += "Content-Type: application/json\r\n";
    if (!body.isEmpty() && !moreHeaders.contains("Transfer-Encoding:"))
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return bytes + moreHeaders + "\r\n" + body;
}

void RawClient::request(const QByteArray &method, const QString &path, const QByteArray &body,
                        const QByteArray &moreHeaders)
{
    write(requestBytes(method, path, body, moreHeaders));
}

void RawClient::post(const QString &path, const QJsonObject &body, const QByteArray &moreHeaders)
{
    request("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact), moreHeaders);
}

RawAnswer RawClient::answer() const
{
    return parse(m_received, isClosed());
}

RawAnswer RawClient::take()
{
    QEventLoop loop;
    QDeadlineTimer deadline(Patience);
    connect(this, &RawClient::changed, &loop, &QEventLoop::quit);
    QTimer::singleShot(Patience, &loop, &QEventLoop::quit);
    RawAnswer answer = this->answer();
    // A long answer is parsed anew only once it has grown a good deal, or its cost would be the square of its length.
    qsizetype enough = 0;
    while (!answer.isComplete && !isClosed() && !deadline.hasExpired()) {
        loop.exec();
        if (m_received.size() < enough && !m_received.endsWith("0\r\n\r\n") && !isClosed())
            continue;
        enough = m_received.size() + m_received.size() / 16;
        answer = this->answer();
    }
    if (answer.isComplete)
        m_received.remove(0, answer.size);
    return answer;
}

RawAnswer postOnce(const NoukaiMockServer &server, const QString &path, const QJsonObject &body,
                   const QByteArray &moreHeaders)
{
    RawClient client(server);
    client.post(path, body, moreHeaders);
    return client.take();
}

RawAnswer getOnce(const NoukaiMockServer &server, const QString &path)
{
    RawClient client(server);
    client.request("GET", path);
    return client.take();
}

QString flowPath(const QString &identifier, const QString &route)
{
    return u"/api/v1/seq/"_s + identifier + u'/' + route;
}

QString executionIdOf(const RawAnswer &answer)
{
    const QList<RawEvent> events = answer.events();
    return events.isEmpty() ? QString() : events.constFirst().data.value("executionId"_L1).toString();
}
