// SPDX-License-Identifier: MIT
#pragma once

#include "stagescene.h"

#include <noukaimockserver.h>

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiplayer.h>

#include <QtCore/QBuffer>
#include <QtCore/QObject>

// A real flow that is brought into a state by a server of its own, over HTTP, and its clock held there.
class Stage : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString scene READ scene WRITE setScene NOTIFY sceneChanged FINAL)
    Q_PROPERTY(QString title READ title NOTIFY sceneChanged FINAL)
    Q_PROPERTY(NoukaiFlow *flow READ flow CONSTANT FINAL)
    Q_PROPERTY(NoukaiPlayer *player READ player CONSTANT FINAL)
    Q_PROPERTY(bool ready READ isReady NOTIFY readyChanged FINAL)

public:
    explicit Stage(QObject *parent = nullptr);
    ~Stage() override;

    QString scene() const { return m_name; }
    void setScene(const QString &name); // once
    QString title() const { return stageTitle(m_name); }
    NoukaiFlow *flow() { return &m_flow; }
    NoukaiPlayer *player() { return &m_player; }
    bool isReady() const { return m_ready; }
    // How many stages are on their way.
    static int pending() { return s_pending; }

Q_SIGNALS:
    void sceneChanged();
    void readyChanged();

private:
    void listen();
    void begin();
    void deliver();
    void arrived();
    void look();
    void replay();
    void setReady();

    NoukaiMockServer m_server; // goes last
    NoukaiClient m_client;
    NoukaiFlow m_flow;
    QByteArray m_recording;
    QBuffer m_device;
    NoukaiPlayer m_player;
    QString m_name;
    StageScene m_scene;
    int m_call = 0;
    qsizetype m_frame = 0;
    bool m_awaits = false; // a frame was sent and has not arrived
    bool m_ready = true;
    static int s_pending;
};
