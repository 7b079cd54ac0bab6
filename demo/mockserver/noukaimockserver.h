// SPDX-License-Identifier: MIT
#pragma once

#include "noukaimockfault.h"
#include "noukaimockrequest.h"

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>

#include <memory>

QT_BEGIN_NAMESPACE
class QSslConfiguration;
QT_END_NAMESPACE

class NoukaiMockServerPrivate;

/*!
    \class NoukaiMockServer
    \inmodule NoukaiMockServer
    \brief A stand-in for the Noukai service: real HTTP, scripted flows, faults at will.

    It lives in one thread with an event loop and needs nothing but that thread, however many streams are open. All
    built-in flows are loaded. Delays of a flow's script are left out (speed 0) until setSpeed() is called.
*/
class NoukaiMockServer : public QObject
{
    Q_OBJECT

public:
    explicit NoukaiMockServer(QObject *parent = nullptr);
    ~NoukaiMockServer() override;

    bool listen(quint16 port = 0, const QHostAddress &address = QHostAddress::LocalHost);
    bool listenTls(const QSslConfiguration &configuration, quint16 port = 0,
                   const QHostAddress &address = QHostAddress::LocalHost);
    void close();
    bool isListening() const;
    quint16 port() const;
    QUrl baseUrl() const;
    QString errorString() const;

    // Flows
    static QStringList builtInScenarios();
    bool useBuiltInScenario(const QString &name);
    bool loadScenario(const QString &fileName, QString *error = nullptr);
    bool addFlow(const QString &identifier, const QJsonObject &definition, QString *error = nullptr);
    void addRawFlow(const QString &identifier, const QByteArray &sse);
    void removeAllFlows();
    QStringList flows() const;

    // Behaviour
    void setAuthorizationRequired(bool required);
    void setSpeed(double speed);
    void setRunsGoOn(bool goOn);
    void setAdoptsRuns(bool adopts);
    void setManualDelivery(bool manual);
    int deliver(int frames = 1);
    int deliverToEach(int frames = 1);
    int pendingFrames() const;
    void setChunkBytes(int bytes);
    void setFrameDelay(int ms);

    // Faults
    void setFault(const NoukaiMockFault &fault);
    void clearFaults();
    int pendingFaults() const;

    // What was seen
    QList<NoukaiMockRequest> requests() const;
    void clearRequests();
    int openConnections() const;
    int peakConnections() const;
    int acceptedConnections() const;
    int openStreams() const;
    qint64 bytesWritten() const;

Q_SIGNALS:
    void requestReceived(const NoukaiMockRequest &request);
    void answerFinished(const NoukaiMockRequest &request, int status);
    void connectionClosed();

private:
    std::unique_ptr<NoukaiMockServerPrivate> d;
};
