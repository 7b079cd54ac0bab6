// SPDX-License-Identifier: MIT
#pragma once

#include "managerpool_p.h"
#include "wire/eventdecoder_p.h"
#include "wire/outputredactor_p.h"
#include "wire/sseparser_p.h"

#include <Noukai/noukaierror.h>
#include <Noukai/noukaievents.h>

#include <QtCore/QBasicTimer>
#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>

#include <memory>

class NoukaiClientPrivate;

// Who listens to a stream. Any of these calls may end in the stream being detached or deleted.
class StreamSink
{
public:
    virtual void streamOpened() = 0;
    virtual void streamEvent(NoukaiEvent &event) = 0;
    // `dropped`: the warning is about an event that is lost, not only odd.
    virtual void streamWarning(const QString &warning, bool dropped) = 0;
    // The last call. NoError: the stream ended cleanly, which says nothing about the run. `opened`: whether
    // streamOpened() came before.
    virtual void streamEnded(const NoukaiError &error, bool opened) = 0;

protected:
    ~StreamSink() = default;
};

// One request whose answer is an event stream: a POST is sent once, a GET follows redirects; read in place, ended by
// silence. Created by the client.
class NOUKAI_INTERNAL_EXPORT Stream : public QObject
{
    Q_OBJECT
public:
    enum Method { Post, Get };

    // A negative timeout means the client's.
    Stream(NoukaiClientPrivate *client, const QNetworkRequest &request, Method method, const QByteArray &body,
           StreamSink *sink, int timeout = -1);
    ~Stream() override;

    // No more calls to the sink. The answer is read to its end for a while, so that the connection can be used again.
    void detach();
    // No more calls to the sink; the connection is closed.
    void abort();
    // While held, nothing is read and no event told, which holds an HTTP/1.1 server back. Over HTTP/2 Qt reads on:
    // there the bound on unread bytes ends the stream. Silence does not count.
    void setHeld(bool held);

    QString requestId() const { return m_requestId; } // empty before the answer

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class Phase { Waiting, Streaming, Refused, Lingering, Ended };
    enum class Stop { Silence, Oversize, Broken, Flooded };

    QString methodName() const { return QLatin1String(m_method == Post ? "POST" : "GET"); }
    void send(const QByteArray &body);
    bool followRedirect();
    void dropReply();
    void onMetaDataChanged();
    void onReadyRead();
    void onFinished();
    void onSslErrors(const QList<QSslError> &errors);
    void readStream();
    bool deliver();
    void logPayload(const NoukaiWire::SseEvent &frame, const NoukaiWire::Decoded &decoded);
    void goOn();
    void readRefusal();
    void discard();
    void touch() { m_lastActivity.restart(); }
    void armSilence(qint64 milliseconds);
    void stopWith(Stop reason, const QString &detail = {});
    void end(const NoukaiError &error);
    NoukaiError refusal() const;
    NoukaiError networkError() const;
    NoukaiError stopped(Stop reason, const QString &detail) const;

    NoukaiClientPrivate *m_client;
    std::unique_ptr<ManagerPool::Lease> m_lease;
    StreamSink *m_sink;
    QNetworkRequest m_request;
    const Method m_method;
    QPointer<QNetworkReply> m_reply;
    NoukaiWire::SseParser m_parser;
    NoukaiWire::EventDecoder m_decoder;
    QElapsedTimer m_lastActivity;
    QElapsedTimer m_started;
    QBasicTimer m_silenceTimer;
    QBasicTimer m_deadlineTimer; // for refusals and lingering, which may not last
    QByteArray m_refusalBody;
    QByteArray m_loggedPayload;
    OutputRedactor m_outputs;
    QString m_requestId;
    QString m_tlsReason;
    const qint64 m_timeout; // ms of silence, 0 for ever
    qint64 m_received = 0;
    int m_status = 0;
    int m_redirects = 0;
    Phase m_phase = Phase::Waiting;
    bool m_opened = false;
    bool m_lastChance = false;
    bool m_held = false;
    bool m_holdWanted = false; // it ends only when what waits is told
};
