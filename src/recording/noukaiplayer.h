// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QDateTime>
#include <QtCore/QObject>
#include <QtCore/QString>

#include <memory>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

class NoukaiPlayerPrivate;

class NOUKAI_CORE_EXPORT NoukaiPlayer : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(QString fileName READ fileName WRITE setFileName NOTIFY fileNameChanged FINAL)
    Q_PROPERTY(double speed READ speed WRITE setSpeed NOTIFY speedChanged FINAL)
    Q_PROPERTY(bool skipWaits READ skipWaits WRITE setSkipWaits NOTIFY skipWaitsChanged FINAL)

    Q_PROPERTY(bool loaded READ isLoaded NOTIFY loadedChanged FINAL)
    Q_PROPERTY(bool playing READ isPlaying NOTIFY playingChanged FINAL)
    Q_PROPERTY(bool paused READ isPaused NOTIFY pausedChanged FINAL)
    Q_PROPERTY(qint64 position READ position NOTIFY positionChanged FINAL)
    Q_PROPERTY(qint64 duration READ duration NOTIFY loadedChanged FINAL)
    Q_PROPERTY(int eventCount READ eventCount NOTIFY loadedChanged FINAL)
    Q_PROPERTY(bool truncated READ isTruncated NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QDateTime created READ created NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QString identifier READ identifier NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QString flowVersion READ flowVersion NOTIFY loadedChanged FINAL)
    Q_PROPERTY(NoukaiError error READ error NOTIFY errorChanged FINAL)

public:
    explicit NoukaiPlayer(QObject *parent = nullptr);
    ~NoukaiPlayer() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    QString fileName() const;
    void setFileName(const QString &fileName);
    QIODevice *device() const;
    void setDevice(QIODevice *device);
    double speed() const;
    void setSpeed(double speed);
    bool skipWaits() const;
    void setSkipWaits(bool skip);

    bool isLoaded() const;
    bool isPlaying() const;
    bool isPaused() const;
    qint64 position() const;
    qint64 duration() const;
    int eventCount() const;
    bool isTruncated() const;
    QDateTime created() const;
    QString identifier() const;
    QString flowVersion() const;
    NoukaiError error() const;

public Q_SLOTS:
    void load();
    void play();
    void pause();
    void stop();
    void step();
    void seek(qint64 position);

Q_SIGNALS:
    void flowChanged();
    void fileNameChanged();
    void speedChanged();
    void skipWaitsChanged();
    void loadedChanged();
    void playingChanged();
    void pausedChanged();
    void positionChanged();
    void errorChanged();
    void errorOccurred(const NoukaiError &error);
    void ended();

private:
    friend class NoukaiPlayerPrivate;
    std::unique_ptr<NoukaiPlayerPrivate> d;
};
