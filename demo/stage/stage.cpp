// SPDX-License-Identifier: MIT
#include "stage.h"

#include "flow/runclock_p.h"

#include <Noukai/noukaitool.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace
{

constexpr int RetryMs = 2;
constexpr qint64 ReplayMs = 4200;

QJsonObject typed(const QString &type)
{
    return {{u"type"_s, type}};
}

QList<NoukaiTool *> makeTools(QObject *parent)
{
    QJsonObject reason = typed(u"string"_s);
    reason.insert(u"enum"_s, QJsonArray{u"damaged"_s, u"late"_s, u"unwanted"_s});
    const QJsonObject refund{{u"type"_s, u"object"_s},
                             {u"properties"_s, QJsonObject{{u"orderId"_s, typed(u"string"_s)},
                                                           {u"amount"_s, typed(u"number"_s)},
                                                           {u"reason"_s, reason},
                                                           {u"notify"_s, typed(u"boolean"_s)}}},
                             {u"required"_s, QJsonArray{u"orderId"_s, u"amount"_s}}};
    auto *issue = new NoukaiTool(u"issue_refund"_s, u"Sends money back to the customer."_s, refund, parent);
    auto *note = new NoukaiTool(u"add_note"_s, u"Adds a note to an order."_s, {}, parent);
    for (NoukaiTool *tool : {issue, note})
        tool->setHandler([](const NoukaiToolCall &) { return u"done"_s; });
    return {issue, note};
}

bool isEnd(NoukaiFlow::State state)
{
    return state == NoukaiFlow::Completed || state == NoukaiFlow::Failed || state == NoukaiFlow::Interrupted;
}

} // namespace

int Stage::s_pending = 0;

Stage::Stage(QObject *parent)
    : QObject(parent)
    , m_flow(&m_client, u"acme/support/refund"_s)
{
    m_client.setKeyless(true);
    m_client.setMaxRetries(0);
    m_flow.setTools(makeTools(this));
    m_flow.setMessage(u"The shoes are too small."_s);
    connect(&m_flow, &NoukaiFlow::eventReceived, this, &Stage::arrived, Qt::QueuedConnection);
    connect(&m_flow, &NoukaiFlow::stateChanged, this, &Stage::look, Qt::QueuedConnection);
    connect(&m_flow, &NoukaiFlow::finished, this, &Stage::look, Qt::QueuedConnection);
}

Stage::~Stage()
{
    if (!m_ready)
        --s_pending;
    m_flow.disconnect(this);
    m_player.disconnect(this);
}

void Stage::setScene(const QString &name)
{
    if (!m_name.isEmpty())
        return;
    m_name = name;
    m_scene = stageScene(name);
    Q_EMIT sceneChanged();
    if (m_scene.calls.isEmpty())
        return;
    m_ready = false;
    ++s_pending;
    Q_EMIT readyChanged();
    holdRunClock(&m_flow, 0);
    if (name.startsWith("replay"_L1)) {
        replay();
        return;
    }
    listen();
    begin();
}

void Stage::listen()
{
    m_server.setAuthorizationRequired(false);
    m_server.setManualDelivery(true);
    m_server.listen();
    m_client.setBaseUrl(m_server.baseUrl());
    if (m_scene.fault.kind != NoukaiMockFault::None)
        m_server.setFault(m_scene.fault);
    if (!m_scene.reachable)
        m_server.close();
    m_flow.setAutoAdvance(!m_scene.pauses);
}

void Stage::begin()
{
    const StageCall &call = m_scene.calls.at(m_call);
    QByteArray frames;
    for (const StageFrame &frame : call.frames)
        frames += frame.sse;
    if (call.open)
        frames += stageEvent("step_output", QByteArray("\"stepId\":\"answer\",\"outputData\":\"…\"")); // never sent
    m_server.addRawFlow(m_flow.identifier(), frames);
    m_frame = 0;
    if (call.frames.isEmpty())
        holdRunClock(&m_flow, m_scene.ms); // it may end before anything arrives
    if (call.how == StageCall::Start) {
        m_flow.start();
    } else if (call.how == StageCall::Resume) {
        m_flow.resume();
    } else {
        m_flow.setInputOverrides({{u"search"_s, u"Order A-10427: trail shoes, size 43."_s}});
        m_flow.rerunFrom(call.step);
    }
    deliver();
}

// One event at a time, so that each is told at its own time.
void Stage::deliver()
{
    const StageCall &call = m_scene.calls.at(m_call);
    if (m_frame == call.frames.size()) {
        look();
        return;
    }
    holdRunClock(&m_flow, call.frames.at(m_frame).ms);
    if (m_server.deliver(1) == 0) { // the call has not come to the server yet
        QTimer::singleShot(RetryMs, this, &Stage::deliver);
        return;
    }
    ++m_frame;
    m_awaits = true;
}

void Stage::arrived()
{
    if (std::exchange(m_awaits, false))
        deliver();
}

// Whether the run is where it is to be looked at.
void Stage::look()
{
    if (m_ready || m_name.startsWith("replay"_L1) || m_awaits || m_frame < m_scene.calls.at(m_call).frames.size())
        return;
    if (m_call + 1 < m_scene.calls.size()) {
        if (m_flow.isRunning())
            return;
        ++m_call;
        begin();
        return;
    }
    // What ends by itself does so at the time of its last event.
    const bool goesOn = m_flow.state() == NoukaiFlow::Connecting || m_flow.state() == NoukaiFlow::Running;
    if (goesOn && isEnd(m_scene.end))
        return;
    holdRunClock(&m_flow, m_scene.ms);
    if (m_scene.end == NoukaiFlow::Cancelled && m_flow.state() == NoukaiFlow::Running)
        m_flow.cancel();
    if (m_flow.state() == m_scene.end)
        setReady();
}

void Stage::replay()
{
    m_recording = stageRecording(m_scene);
    if (m_name == "replayCut"_L1)
        m_recording.truncate(m_recording.size() * 2 / 3);
    else if (m_name == "replayBroken"_L1)
        m_recording = "Not a recording\n";
    m_device.setBuffer(&m_recording);
    m_device.open(QIODevice::ReadOnly);
    m_player.setFlow(&m_flow);
    m_player.setDevice(&m_device);
    m_player.setSpeed(0);
    holdRunClock(&m_flow, m_name == "replay"_L1 ? ReplayMs : m_scene.ms);
    connect(&m_player, &NoukaiPlayer::errorOccurred, this, &Stage::setReady);
    if (m_name == "replay"_L1) {
        connect(&m_player, &NoukaiPlayer::positionChanged, this, [this] {
            if (m_player.position() >= ReplayMs)
                setReady();
        });
        m_player.seek(ReplayMs);
    } else if (m_name == "replayEnded"_L1) {
        connect(&m_player, &NoukaiPlayer::ended, this, &Stage::setReady);
        m_player.play();
    } else {
        connect(&m_player, &NoukaiPlayer::loadedChanged, this, &Stage::setReady);
        m_player.load();
    }
}

void Stage::setReady()
{
    if (std::exchange(m_ready, true))
        return;
    m_player.setSpeed(1);
    --s_pending;
    Q_EMIT readyChanged();
}
