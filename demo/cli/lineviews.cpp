// SPDX-License-Identifier: MIT
#include "lineviews.h"

#include "console.h"
#include "eventtext.h"
#include "text.h"

using namespace Qt::StringLiterals;

namespace
{

// State, place and name, then the figures that are known.
QString stepLine(const CliStep &step, int stepCount)
{
    const QString word = CliEventText::stateWord(step.state);
    QString line = word.leftJustified(CliEventText::stateWordWidth()) + "  "_L1 +
                   CliEventText::position(step.index, stepCount) + "  "_L1 + CliEventText::stepName(step);
    if (step.state != NoukaiFlow::Running)
        line += "  "_L1 + CliEventText::stepFigures(step);
    return line + u'\n';
}

} // namespace

void CliPlainView::onEvent(const NoukaiEvent &event)
{
    switch (m_tracker.apply(event)) {
    case CliStepTracker::Started:
        printStep(m_tracker.running().constLast());
        break;
    case CliStepTracker::Ended:
        printStep(m_tracker.last());
        break;
    case CliStepTracker::Grew:
    case CliStepTracker::Nothing:
        break;
    }
    if (event.type() == NoukaiEvent::ToolCallsRequired)
        m_console.error(CliEventText::toolCalls(event.to<NoukaiToolCallsRequired>()).join(u'\n') + u'\n');
}

void CliPlainView::printStep(const CliStep &step)
{
    m_console.error(stepLine(step, m_flow.stepCount()));
}

void CliPlainView::finish([[maybe_unused]] int exitCode)
{
    if (wasSent()) {
        m_console.error(CliEventText::stateWord(m_flow.state()).leftJustified(CliEventText::stateWordWidth()) +
                        "  "_L1 + CliEventText::runFigures(m_flow) + u'\n');
    }
    printFailure();
    if (m_flow.state() == NoukaiFlow::Completed)
        m_console.output(CliEventText::result(m_flow.result(), m_console.outputIsTerminal()));
}

void CliEventsView::start()
{
    m_elapsed.start();
}

void CliEventsView::onEvent(const NoukaiEvent &event)
{
    const QString seconds = QString::number(double(m_elapsed.elapsed()) / 1000, 'f', 3);
    const QString name = CliText::oneLine(event.eventType(), 60);
    const QString payload = QString::fromUtf8(m_console.jsonLine(event.payload()));
    QString line = seconds.rightJustified(8) + "  "_L1 + name.leftJustified(16) + "  "_L1 + payload;
    if (m_console.outputIsTerminal())
        line = CliText::clipped(line, m_console.size().width());
    m_console.output(line.toUtf8() + '\n');
}

void CliEventsView::finish([[maybe_unused]] int exitCode)
{
    printFailure();
}

void CliStepsView::onEvent(const NoukaiEvent &event)
{
    if (m_tracker.apply(event) != CliStepTracker::Ended)
        return;
    const CliStep &step = m_tracker.last();
    const QStringList fields{CliEventText::stateWord(step.state),
                             CliEventText::position(step.index, m_flow.stepCount()), CliEventText::stepName(step)};
    m_console.output((fields + CliEventText::stepColumns(step)).join(u'\t').toUtf8() + '\n');
}

void CliStepsView::finish([[maybe_unused]] int exitCode)
{
    printFailure();
}
