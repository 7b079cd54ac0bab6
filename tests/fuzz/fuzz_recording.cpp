// SPDX-License-Identifier: MIT

// Whatever a recording holds, loading says what is wrong with it, and playing what is left leads the flow to an end. A
// redacted line stays JSON.
#include "recording/noukaiplayer_p.h"
#include "recording/recordingreader_p.h"
#include "wire/redactor_p.h"

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiplayer.h>

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QLoggingCategory>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace
{

void require(bool condition, const char *what)
{
    if (condition)
        return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

// All waits are over at once.
class NoClock final : public PlayerClock
{
public:
    explicit NoClock(bool *woken)
        : m_woken(woken)
    {
    }
    qint64 now() const override { return m_now; }
    void wakeIn(qint64 nanoseconds) override
    {
        m_now += nanoseconds;
        *m_woken = true;
    }
    void setWake(std::function<void()> wake) override { m_wake = std::move(wake); }
    void wake() { m_wake(); }

private:
    std::function<void()> m_wake;
    bool *m_woken;
    qint64 m_now = 0;
};

void play(QIODevice *device)
{
    NoukaiFlow flow;
    NoukaiPlayer player;
    bool woken = false;
    bool over = false;
    int running = 0;
    auto clock = std::make_unique<NoClock>(&woken);
    NoClock *const time = clock.get();
    NoukaiPlayerPrivate::get(&player)->setClock(std::move(clock));
    QObject::connect(&player, &NoukaiPlayer::ended, &player, [&over] { over = true; });
    QObject::connect(&player, &NoukaiPlayer::errorOccurred, &player, [&over](const NoukaiError &error) {
        require(!error.message().isEmpty(), "an error says what is wrong");
        over = true;
    });
    QObject::connect(&flow, &NoukaiFlow::finished, &flow, [&running] { --running; });
    QObject::connect(&flow, &NoukaiFlow::stateChanged, &flow, [&] {
        running += flow.state() == NoukaiFlow::Connecting ? 1 : 0;
        require(running <= 1, "a run ends before the next begins");
    });
    player.setFlow(&flow);
    player.setDevice(device);
    player.setSkipWaits(true);
    player.play();
    while (!over && woken) {
        woken = false;
        time->wake();
    }
    require(over, "every playback has an end");
    require(!flow.isRunning() && running == 0, "no run is left behind");
}

void redact(const QByteArray &line)
{
    if (!QJsonDocument::fromJson(line).isObject())
        return;
    Redactor redactor;
    redactor.addSecret("run_started");
    redactor.setFields({QStringLiteral("stepId"), QStringLiteral("data.runId")});
    QByteArray redacted;
    redactor.append(redacted, {line.constData(), std::size_t(line.size())});
    require(QJsonDocument::fromJson(redacted).isObject(), "a redacted line is JSON");
    require(!redacted.contains('\n') && !redacted.contains("run_started"), "it is one line without the secret");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static int argc = 1;
    static char name[] = "fuzz_recording";
    static char *argv[] = {name, nullptr};
    static QCoreApplication application(argc, argv);
    static const bool quiet = (QLoggingCategory::setFilterRules(QStringLiteral("noukai.*=false")), true);
    Q_UNUSED(quiet)

    // The header is not what is looked for, so inputs need none.
    QByteArray text = QByteArray("{\"noukai\":\"recording\",\"version\":1}\n") +
                      QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(size));
    for (const QByteArray &line : text.split('\n'))
        redact(line);
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    RecordingReader reader;
    require(reader.open(&buffer), "a buffer can be opened");
    RecordingReader::Progress progress = RecordingReader::Progress::More;
    while (progress == RecordingReader::Progress::More)
        progress = reader.load(QDeadlineTimer(0));
    const bool loaded = progress == RecordingReader::Progress::Done;
    require(loaded == reader.error().message().isEmpty(), "what is refused has a reason");
    for (std::size_t i = 0; loaded && i < reader.entries().size(); ++i)
        require(!reader.line(i).empty(), "what was loaded can be read");
    play(&buffer);
    return 0;
}
