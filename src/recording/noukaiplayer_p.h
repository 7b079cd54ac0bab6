// SPDX-License-Identifier: MIT
#pragma once

#include "flow/flowfeed_p.h"
#include "noukaiplayer.h"
#include "playerclock_p.h"
#include "recordingreader_p.h"
#include "wire/eventdecoder_p.h"

#include <QtCore/QPointer>

#include <memory>

class NoukaiFlowPrivate;

// Everything but the accessors happens in tick(), from the event loop. Any slot of the flow may pause, seek, stop or
// delete the player, cancel or delete the flow, or run an event loop of its own: after each feed the player looks
// whether it is still in the same playback.
class NOUKAI_INTERNAL_EXPORT NoukaiPlayerPrivate final : public FlowFeed
{
public:
    enum class Mode { Stopped, Playing, Paused };

    explicit NoukaiPlayerPrivate(NoukaiPlayer *q);
    ~NoukaiPlayerPrivate();
    static NoukaiPlayerPrivate *get(NoukaiPlayer *player) { return player->d.get(); }

    void setClock(std::unique_ptr<PlayerClock> clock);
    void setFlow(NoukaiFlow *next);
    void setSpeed(double next);
    void load();
    void unload();
    void play();
    void pause();
    void stop();
    void step();
    void seek(qint64 position);
    double currentPosition() const;

    // FlowFeed
    void feedReleased() override;
    qint64 feedTime() const override;

    NoukaiPlayer *const q;
    QPointer<NoukaiFlow> flow;
    QPointer<QIODevice> device;
    QString fileName;
    NoukaiError error;
    RecordingReader reader;
    Mode mode = Mode::Stopped;
    double position = 0; // ms of the recording
    double speed = 1;
    bool skipWaits = false;
    bool loaded = false;

private:
    enum Change : quint8 {
        LoadedChange = 1,
        PlayingChange = 2,
        PausedChange = 4,
        PositionChange = 8,
        ErrorChange = 16
    };
    struct Pending {
        qint64 seek = -1;
        int steps = 0;
    };

    void clearError();
    bool checkFlow();
    bool prepare(Mode next);
    void tick();
    bool loadSlice();
    void seekSlice();
    void stepSlice();
    void playSlice();
    qint64 dueTime() const;
    void settle();
    void toStart();
    void finish();
    void fail(const NoukaiError &why);

    bool feedNext();
    void feed(const RecordingReader::Entry &entry, std::string_view line);
    void feedCall(NoukaiFlowPrivate *target, std::string_view line);
    void feedRun(NoukaiFlowPrivate *target, std::string_view line);
    void feedEvent(NoukaiFlowPrivate *target, const RecordingReader::Entry &entry, std::string_view line);
    bool endsNext() const;
    void feedEnd(NoukaiFlowPrivate *target, std::string_view line);
    bool endRun(NoukaiFlow::State state, const NoukaiError &why);

    void setMode(Mode next);
    void changed(quint8 changes) { m_changes |= changes; }
    bool tell();
    void tellPosition(bool atOnce);
    void wake(qint64 nanoseconds = 0);

    std::unique_ptr<PlayerClock> m_clock;
    NoukaiWire::EventDecoder m_decoder;
    QString m_requestId;  // of the latest answer
    QString m_identifier; // of the flow whose run is fed
    QString m_version;
    std::size_t m_next = 0; // the entry that is fed next
    Pending m_pending;
    quint64 m_playback = 0; // counts the stops, so that nothing of one playback goes on in the next
    qint64 m_anchor = 0;    // when `position` was right, by the clock
    qint64 m_soughtTo = 0;  // from where a wait counts when it was sought into
    qint64 m_toldAt = 0;    // when the position was told last
    qint64 m_toldPosition = 0;
    quint8 m_changes = 0;
    bool m_opened = false;   // loading is under way
    bool m_attached = false; // the flow is fed
    bool m_feeding = false;  // a feed is on the stack
    bool m_runSeen = false;
    bool m_executes = false; // the run that is fed was one call
};
