// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtNetwork/QTcpSocket>

class NoukaiMockServer;

/*! One SSE event of an answer. */
struct RawEvent {
    QString name;
    QJsonObject data;
};

/*! An HTTP answer as far as it has arrived. */
struct RawAnswer {
    int status = 0; // 0: not even a head
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;
    QList<QByteArray> chunks;
    bool isComplete = false; // by its length, its last chunk, or the end of the connection
    qsizetype size = 0;      // bytes of head and body on the wire

    QJsonObject json() const;
    QString code() const { return json()[QStringLiteral("detail")].toObject()[QStringLiteral("code")].toString(); }
    QList<RawEvent> events() const;
    QStringList eventNames() const;
    QString outputOf(const QString &stepId) const;
};

/*! A client that is nothing but a socket, so that the server is seen byte by byte. */
class RawClient : public QObject
{
    Q_OBJECT

public:
    explicit RawClient(const NoukaiMockServer &server);
    ~RawClient() override { m_socket.disconnect(this); }

    void write(const QByteArray &bytes) { m_socket.write(bytes); }
    void request(const QByteArray &method, const QString &path, const QByteArray &body = {},
                 const QByteArray &moreHeaders = {});
    void post(const QString &path, const QJsonObject &body, const QByteArray &moreHeaders = {});

    /*! What has arrived so far of the first answer that was not taken. */
    RawAnswer answer() const;
    /*! Waits for a whole answer, takes it and returns it; an answer with isComplete false when it did not come. */
    RawAnswer take();
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    QAbstractSocket::SocketError error() const { return m_socket.error(); }
    QByteArray received() const { return m_received; }
    QTcpSocket *socket() { return &m_socket; }
    /*! Stops reading, or goes on. */
    void setReading(bool reading);

    /*! Complete bytes of a request, with a key. */
    static QByteArray requestBytes(const QByteArray &method, const QString &path, const QByteArray &body,
                                   const QByteArray &moreHeaders);

Q_SIGNALS:
    /*! Something has arrived, or the connection has gone. */
    void changed();

private:
    void read();

    QTcpSocket m_socket;
    QByteArray m_received;
    bool m_reading = true;
};

/*! Sends one POST and returns its answer. */
RawAnswer postOnce(const NoukaiMockServer &server, const QString &path, const QJsonObject &body,
                   const QByteArray &moreHeaders = {});
RawAnswer getOnce(const NoukaiMockServer &server, const QString &path);
/*! "/api/v1/seq/acme/spelling/grade-3/step" */
QString flowPath(const QString &identifier, const QString &route);
/*! The executionId a stream began with. */
QString executionIdOf(const RawAnswer &answer);
