// SPDX-License-Identifier: MIT
#pragma once

#include "httpanswer.h"
#include "httpparser.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QObject>

QT_BEGIN_NAMESPACE
class QSslSocket;
class QTcpSocket;
QT_END_NAMESPACE

namespace mock
{

/*! Who answers the requests of all connections. */
class HttpHandler
{
public:
    virtual ~HttpHandler() = default;
    /*! Names the request before anything else happens to it. */
    virtual void prepare(NoukaiMockRequest &request) = 0;
    virtual HttpAnswer answer(const NoukaiMockRequest &request) = 0;
    /*! The sender went away in the middle of \a request. */
    virtual void incomplete(const NoukaiMockRequest &request) = 0;
    /*! The answer to \a request has been written. */
    virtual void finished(const NoukaiMockRequest &request, int status) = 0;
};

/*!
    One connection: reads a request, writes its answer, and goes on while both sides keep it alive. It asks the body for
    more only while little is waiting to be sent.
*/
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    /*! Takes ownership of \a socket. */
    HttpConnection(QTcpSocket *socket, int id, HttpHandler *handler, QObject *parent);
    ~HttpConnection() override;

    /*! Ends the connection at once and without a word, also from inside one of the handler's functions. */
    void abandon();

Q_SIGNALS:
    void accepted(qint64 bytes);
    void gone();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void onReadyRead();
    void onDisconnected();
    void onParsed(HttpParser::State state);
    void begin(HttpAnswer answer);
    void startAnswer();
    QByteArray head() const;
    void attachSource();
    void pump();
    bool take(const BodyPiece &piece, QByteArray *out);
    void finishBody(QByteArray *out);
    void finishAnswer();
    void drop(bool reset);
    void reset();
    qint64 waiting() const;

    QTcpSocket *m_socket;
    QSslSocket *m_tls;
    HttpHandler *m_handler;
    HttpParser m_parser;
    HttpAnswer m_answer;
    std::unique_ptr<BodySource> m_source;
    QBasicTimer m_timer;
    int m_id;
    bool m_answering = false;
    bool m_started = false;
    bool m_pumping = false;
    bool m_dropping = false;
    bool m_resetWhenSent = false;
    bool m_persistent = false;
};

} // namespace mock
