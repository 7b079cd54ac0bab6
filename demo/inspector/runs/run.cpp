// SPDX-License-Identifier: MIT
#include "run.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QSaveFile>

#include <utility>

using namespace Qt::StringLiterals;

namespace
{

QString partOf(const QString &path)
{
    return path + u".part"_s;
}

} // namespace

Run::View::View(NoukaiClient *client)
    : flow(client)
    , driver(&flow)
{
    timeline.setFlow(&flow);
    recorder.setFlow(&flow);
}

Run::Run(const Setting &setting, QObject *parent)
    : QObject(parent)
    , m_setting(setting)
    , m_kind(Live)
{
}

Run::Run(const Setting &setting, const RunFile &file, QObject *parent)
    : QObject(parent)
    , m_setting(setting)
    , m_kind(Recording)
    , m_path(file.path)
    , m_identifier(file.identifier)
    , m_message(file.message)
    , m_created(file.created.isValid() ? file.created : QFileInfo(file.path).lastModified())
    , m_state(file.end)
    , m_duration(file.durationMs)
{
    endPart(); // of a session that did not end well
}

Run::Run(const Setting &setting, const Source &example, QObject *parent)
    : QObject(parent)
    , m_setting(setting)
    , m_kind(Example)
    , m_source(example)
{
}

Run::~Run()
{
    if (!m_view)
        return;
    m_view->flow.disconnect(this);
    m_view->player.disconnect(this);
    endPart();
}

QString Run::title() const
{
    if (!m_source.title.isEmpty())
        return m_source.title;
    if (isDraft())
        return tr("New run");
    return m_view ? m_view->flow.identifier() : m_identifier;
}

QString Run::note() const
{
    if (!m_source.note.isEmpty())
        return m_source.note;
    const QString message = m_view && m_kind == Live ? m_view->flow.message() : m_message;
    return message.simplified().left(200);
}

NoukaiFlow::State Run::state() const
{
    return m_view ? m_view->flow.state() : m_state;
}

qint64 Run::duration() const
{
    return m_view ? m_view->timeline.endMs() : m_duration;
}

void Run::setPinned(bool pinned)
{
    if (pinned == m_pinned)
        return;
    m_pinned = pinned;
    Q_EMIT changed();
}

Run::View &Run::view()
{
    if (m_view)
        return *m_view;
    m_view = std::make_unique<View>(m_setting.client(m_kind));
    connect(&m_view->flow, &NoukaiFlow::stateChanged, this, &Run::changed);
    connect(&m_view->flow, &NoukaiFlow::identifierChanged, this, &Run::changed);
    connect(&m_view->flow, &NoukaiFlow::finished, this, [this] {
        if (!m_view->flow.isRunning())
            endPart();
    });
    connect(&m_view->recorder, &NoukaiRecorder::errorOccurred, this, [this](const NoukaiError &error) {
        m_problem = error.message();
        Q_EMIT changed();
    });
    if (m_kind != Live)
        load();
    return *m_view;
}

// An example plays as it was; a recording of one's own is seen as it ended.
void Run::load()
{
    NoukaiPlayer &player = m_view->player;
    connect(&player, &NoukaiPlayer::errorOccurred, this, [this](const NoukaiError &error) {
        m_problem = error.message();
        Q_EMIT changed();
    });
    connect(&player, &NoukaiPlayer::flowChanged, this, &Run::changed);
    player.setFlow(&m_view->flow);
    if (m_kind == Example) {
        m_view->flow.setIdentifier(m_source.flow);
        m_view->flow.setMessage(m_source.message);
        m_view->bytes = m_source.make();
        m_view->buffer.setBuffer(&m_view->bytes);
        m_view->buffer.open(QIODevice::ReadOnly);
        player.setDevice(&m_view->buffer);
        player.play();
        return;
    }
    player.setFileName(m_path);
    connect(&player, &NoukaiPlayer::loadedChanged, this, &Run::showEnd);
    player.load();
}

void Run::showEnd()
{
    NoukaiPlayer &player = m_view->player;
    if (!player.isLoaded())
        return;
    disconnect(&player, &NoukaiPlayer::loadedChanged, this, &Run::showEnd);
    if (m_view->flow.identifier().isEmpty())
        m_view->flow.setIdentifier(player.identifier());
    player.seek(player.duration());
}

QString Run::newPath() const
{
    static const QRegularExpression odd(u"[^A-Za-z0-9.-]+"_s);
    const QString slug = m_view->flow.identifier().section(u'/', -1).replace(odd, u"-"_s).left(60);
    const QString time = QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    return QDir(m_setting.folder).filePath(u"%1-%2.noukai.jsonl"_s.arg(time, slug));
}

// What is run now follows what the file has already; until it is over it is written beside it.
bool Run::record()
{
    if (m_setting.folder.isEmpty() || m_view->recorder.isRecording())
        return true;
    QDir().mkpath(m_setting.folder);
    if (m_kind != Live && !isOwn() && !adopt())
        return false;
    if (m_path.isEmpty())
        m_path = newPath();
    m_view->recorder.setFileName(QFile::exists(m_path) ? partOf(m_path) : m_path);
    return m_view->recorder.start();
}

// What is somebody else's, an example or a file from elsewhere, is copied first.
bool Run::adopt()
{
    const QString own = newPath();
    if (!copyTo(own))
        return false;
    m_path = own;
    return true;
}

// The file is whole whenever nothing runs.
void Run::endPart()
{
    if (m_view)
        m_view->recorder.stop();
    const QString part = partOf(m_path);
    if (!m_path.isEmpty() && QFile::exists(part) && RunFile::append(m_path, part))
        QFile::remove(part);
}

// Whether the run may go on over the network now. That it cannot be recorded is told and stops nobody.
bool Run::begin()
{
    if (view().flow.isRunning() && !isReplay())
        return false;
    m_view->player.setFlow(nullptr); // it is live from here on
    followServer();
    m_problem.clear();
    m_created = m_kind == Live && !m_begun ? QDateTime::currentDateTime() : m_created;
    record();
    const bool isFirst = !std::exchange(m_begun, true);
    Q_EMIT changed();
    if (isFirst)
        Q_EMIT begun();
    return true;
}

// A run that has begun stays with its server.
void Run::followServer()
{
    if (!m_begun)
        view().flow.setClient(m_setting.client(m_kind));
}

void Run::start()
{
    if (begin())
        go([this] { m_view->flow.start(); });
}

void Run::watch(const QString &executionId)
{
    if (begin())
        go([&] { m_view->flow.watch(executionId); });
}

void Run::resume()
{
    if (begin())
        go([this] { m_view->flow.resume(); });
}

void Run::rerun(int stepIndex)
{
    if (begin())
        go([&] { m_view->flow.rerunFrom(stepIndex); });
}

// What the flow refused is not waited for.
void Run::go(const std::function<void()> &what)
{
    what();
    if (!m_view->flow.isRunning())
        endPart();
}

bool Run::saveAs(const QUrl &file)
{
    m_problem.clear();
    return copyTo(file.toLocalFile());
}

bool Run::copyTo(const QString &path)
{
    QSaveFile to(path);
    QFile from(m_path);
    bool isWhole = to.open(QIODevice::WriteOnly);
    if (m_path.isEmpty()) {
        isWhole = isWhole && to.write(m_source.make ? m_source.make() : QByteArray()) >= 0;
    } else {
        isWhole = isWhole && from.open(QIODevice::ReadOnly);
        while (isWhole && !from.atEnd())
            isWhole = to.write(from.read(1 << 20)) >= 0;
    }
    isWhole = isWhole && to.commit() && (!QFile::exists(partOf(m_path)) || RunFile::append(path, partOf(m_path)));
    if (!isWhole) {
        m_problem = tr("The recording cannot be saved as %1: %2")
                        .arg(QDir::toNativeSeparators(path),
                             from.error() != QFileDevice::NoError ? from.errorString() : to.errorString());
        Q_EMIT changed();
    }
    return isWhole;
}

// Whether its file is one of those that the list keeps.
bool Run::isOwn() const
{
    return !m_path.isEmpty() && !m_setting.folder.isEmpty() &&
           QFileInfo(m_path).absolutePath() == QDir(m_setting.folder).absolutePath();
}

// Only what the list keeps is removed: another file was merely looked at.
bool Run::removeFile()
{
    if (!isOwn())
        return true;
    if (m_view)
        m_view->recorder.stop();
    QFile::remove(partOf(m_path));
    return QFile::moveToTrash(m_path) || QFile::remove(m_path);
}
