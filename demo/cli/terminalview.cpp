// SPDX-License-Identifier: MIT
#include "terminalview.h"

#include "console.h"
#include "eventtext.h"
#include "signalwatcher.h"
#include "text.h"

#include <Noukai/noukaiformat.h>

#include <chrono>

using namespace Qt::StringLiterals;

namespace
{

constexpr std::chrono::milliseconds FrameTime{100};
constexpr int MaximumRunningRows = 6;
constexpr int TailRows = 4;
constexpr int BarColumns = 16;

// A frame is shown as one where the terminal knows how; lines that turn out too wide are cut, not wrapped.
constexpr auto BeginFrame = "\x1b[?2026h\x1b[?7l";
constexpr auto EndFrame = "\x1b[?7h\x1b[?2026l";

// Of the terminal's own palette, so that it suits its background.
QLatin1StringView colorOf(NoukaiFlow::State state)
{
    switch (state) {
    case NoukaiFlow::Completed:
        return "32"_L1;
    case NoukaiFlow::Failed:
        return "31"_L1;
    case NoukaiFlow::Interrupted:
    case NoukaiFlow::AwaitingTools:
    case NoukaiFlow::Paused:
        return "33"_L1;
    case NoukaiFlow::Connecting:
    case NoukaiFlow::Running:
        return "34"_L1;
    case NoukaiFlow::Idle:
    case NoukaiFlow::Cancelled:
        break;
    }
    return "2"_L1;
}

} // namespace

CliTerminalView::CliTerminalView(CliConsole &console, const NoukaiFlow &flow, bool color)
    : CliView(console, flow)
    , m_color(color)
{
    m_timer.setInterval(FrameTime);
    connect(&m_timer, &QTimer::timeout, this, &CliTerminalView::draw);
}

CliTerminalView::~CliTerminalView()
{
    suspend();
}

void CliTerminalView::start()
{
    m_clock.start();
    resume();
}

void CliTerminalView::onEvent(const NoukaiEvent &event)
{
    if (m_tracker.apply(event) == CliStepTracker::Ended)
        printAbove({stepLine(m_tracker.last())});
    if (event.type() == NoukaiEvent::ToolCallsRequired) {
        QStringList lines = CliEventText::toolCalls(event.to<NoukaiToolCallsRequired>());
        for (QString &line : lines)
            line = dim(u"  "_s + CliText::clipped(line, m_console.size().width() - 3));
        printAbove(lines);
    }
}

void CliTerminalView::finish([[maybe_unused]] int exitCode)
{
    suspend();
    m_tracker.clear();
    const NoukaiFlow::State state = m_flow.state();
    const QString head = CliEventText::glyph(state) + u' ' + CliEventText::stateWord(state);
    if (wasSent())
        m_console.error(styled(head, state) + "  "_L1 + CliEventText::runFigures(m_flow) + u'\n');
    printFailure();
    if (state != NoukaiFlow::Completed)
        return;
    const QByteArray result = CliEventText::result(m_flow.result(), m_console.outputIsTerminal());
    if (m_console.outputIsTerminal() && !result.isEmpty())
        m_console.error(u"\n"_s);
    m_console.output(result);
}

void CliTerminalView::message(const QString &text)
{
    if (m_suspended)
        CliView::message(text);
    else
        printAbove({"noukai: "_L1 + text});
}

/*! Takes the moving rows away and shows the cursor, until resume(). */
void CliTerminalView::suspend()
{
    if (m_suspended)
        return;
    m_timer.stop();
    m_console.errorBytes(eraseSequence());
    m_drawnWidths.clear();
    m_drawn.clear();
    setCursorHidden(false);
    m_suspended = true;
}

void CliTerminalView::resume()
{
    if (!m_suspended)
        return;
    m_suspended = false;
    setCursorHidden(true);
    m_timer.start();
    draw();
}

void CliTerminalView::resized()
{
    draw();
}

void CliTerminalView::setCursorHidden(bool hidden)
{
    // Told first: whoever ends the program in between shows a cursor that was not yet hidden, which harms nothing.
    if (hidden)
        CliSignalWatcher::setCursorHidden(true);
    m_console.errorBytes(hidden ? "\x1b[?25l" : "\x1b[?25h");
    if (!hidden)
        CliSignalWatcher::setCursorHidden(false);
}

void CliTerminalView::draw()
{
    if (!m_suspended)
        write({});
}

/*! Writes \a lines above the moving rows, where they stay. */
void CliTerminalView::printAbove(const QStringList &lines)
{
    const QByteArray text = (lines.join(u'\n') + u'\n').toUtf8();
    if (m_suspended)
        m_console.errorBytes(text);
    else
        write(text);
}

/*! Draws the moving rows anew, below \a above. */
void CliTerminalView::write(const QByteArray &above)
{
    const int height = qMax(m_console.size().height() - 1, 1);
    QList<Row> rows = this->rows();
    if (rows.size() > height)
        rows = rows.mid(rows.size() - height);
    QByteArray frame;
    QList<int> widths;
    for (const Row &row : std::as_const(rows)) {
        if (!frame.isEmpty())
            frame += "\r\n";
        frame += row.text.toUtf8() + "\x1b[K";
        widths += row.width;
    }
    if (above.isEmpty() && frame == m_drawn)
        return;
    // Over the old rows instead of after erasing them: nothing flickers.
    const QByteArray begin = above.isEmpty() ? eraseSequence().chopped(int(qstrlen("\x1b[J"))) : eraseSequence();
    m_console.errorBytes((above.isEmpty() ? QByteArray() : begin + above) + BeginFrame +
                         (above.isEmpty() ? begin : QByteArray()) + frame + "\x1b[J" + EndFrame);
    m_drawn = frame;
    m_drawnWidths = widths;
}

/*! Moves to the start of the moving rows and clears from there on. A narrowed window has wrapped them meanwhile. */
QByteArray CliTerminalView::eraseSequence() const
{
    const int columns = qMax(m_console.size().width(), 1);
    int up = -1;
    for (const int width : m_drawnWidths)
        up += qMax(1, (width + columns - 1) / columns);
    QByteArray sequence = "\r";
    if (up > 0)
        sequence += "\x1b[" + QByteArray::number(up) + 'A';
    return sequence + "\x1b[J";
}

QList<CliTerminalView::Row> CliTerminalView::rows() const
{
    const int columns = qMax(m_console.size().width() - 1, 10);
    const QList<CliStep> &running = m_tracker.running();
    QList<Row> rows;
    const qsizetype first = qMax<qsizetype>(0, running.size() - MaximumRunningRows);
    if (first > 0)
        rows += tailRow(tr("… and %1 more").arg(first));
    for (qsizetype i = first; i < running.size(); ++i) {
        const CliStep &step = running.at(i);
        rows += stepRow(step, columns);
        if (step.id != m_tracker.latestId())
            continue;
        for (const QString &text : CliText::wrapped(step.tail, columns - 4, TailRows))
            rows += tailRow(u"  │ "_s + text);
    }
    rows += statusRow(columns);
    return rows;
}

CliTerminalView::Row CliTerminalView::stepRow(const CliStep &step, int columns) const
{
    const bool waits = m_flow.state() == NoukaiFlow::AwaitingTools;
    const NoukaiFlow::State state = waits ? NoukaiFlow::AwaitingTools : NoukaiFlow::Running;
    const QString word = CliEventText::stateWord(state);
    const QString head =
        (waits ? CliEventText::glyph(state) : turning()) + u' ' + word.leftJustified(CliEventText::stateWordWidth());
    const QString rest = "  "_L1 + CliEventText::position(step.index, m_flow.stepCount()) + "  "_L1 +
                         CliEventText::stepName(step) + "  "_L1 + NoukaiFormat::duration(step.since.elapsed(), true);
    const QString shown = CliText::clipped(rest, qMax(columns - CliText::width(head), 0));
    return {styled(head, state) + shown, CliText::width(head) + CliText::width(shown)};
}

CliTerminalView::Row CliTerminalView::tailRow(const QString &text) const
{
    const QString shown = CliText::clipped(text, m_console.size().width() - 1);
    return {dim(shown), CliText::width(shown)};
}

CliTerminalView::Row CliTerminalView::statusRow(int columns) const
{
    QStringList parts;
    if (m_flow.state() == NoukaiFlow::Connecting || m_tracker.running().isEmpty())
        parts += turning() + u' ' + CliEventText::stateWord(m_flow.state());
    if (const QString progress = bar(); !progress.isEmpty())
        parts += progress;
    parts += CliEventText::runFigures(m_flow);
    parts += tr("Ctrl+C cancels");
    const QString text = CliText::clipped(parts.join("  "_L1), columns);
    return {dim(text), CliText::width(text)};
}

QString CliTerminalView::bar() const
{
    const double progress = m_flow.progress();
    if (progress < 0 || m_console.size().width() < 60)
        return {};
    const int full = qBound(0, int(progress * BarColumns), BarColumns);
    return QString(full, u'━') + QString(BarColumns - full, u'┄');
}

QString CliTerminalView::stepLine(const CliStep &step) const
{
    const QString head = CliEventText::glyph(step.state) + u' ' +
                         CliEventText::stateWord(step.state).leftJustified(CliEventText::stateWordWidth());
    return styled(head, step.state) + "  "_L1 + CliEventText::position(step.index, m_flow.stepCount()) + "  "_L1 +
           CliEventText::stepName(step) + "  "_L1 + dim(CliEventText::stepFigures(step));
}

QString CliTerminalView::styled(const QString &text, NoukaiFlow::State state) const
{
    return m_color ? QString("\x1b["_L1 + colorOf(state) + u'm' + text + "\x1b[0m"_L1) : text;
}

QString CliTerminalView::dim(const QString &text) const
{
    return m_color ? QString("\x1b[2m"_L1 + text + "\x1b[0m"_L1) : text;
}

QString CliTerminalView::turning() const
{
    static constexpr QStringView frames = u"⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    return QString(frames.at((m_clock.elapsed() / FrameTime.count()) % frames.size()));
}
