// SPDX-License-Identifier: MIT
#include "designerplugin_p.h"

#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaieventlog.h>
#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukaiflowwidget.h>
#include <Noukai/noukaioutputview.h>
#include <Noukai/noukaipayloadview.h>
#include <Noukai/noukaireplaybar.h>
#include <Noukai/noukairuncontrols.h>
#include <Noukai/noukairunheader.h>
#include <Noukai/noukaistepcard.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaisteptimeline.h>
#include <Noukai/noukaitoolcallprompt.h>
#include <Noukai/noukaiusagebadge.h>
#include <Noukai/noukaiusagetotals.h>

namespace
{

template <typename Widget>
NoukaiDesignerWidget::About about(NoukaiDesignerIcon::Paint paint, QSize size, const QString &toolTip,
                                  const QString &whatsThis)
{
    const auto make = [](QWidget *parent) -> QWidget * {
        return new Widget(parent);
    };
    return {&Widget::staticMetaObject, make, paint, size, toolTip, whatsThis};
}

} // namespace

NoukaiDesignerPlugin::NoukaiDesignerPlugin(QObject *parent)
    : QObject(parent)
{
    using namespace NoukaiDesignerIcon;
    // A row for each widget, in the order in which they stand in Designer's box.
    const NoukaiDesignerWidget::About rows[] = {
        about<NoukaiFlowWidget>(flowWidget, {640, 480}, tr("All of a run in one widget"),
                                tr("Controls, timeline, steps, output, tool calls and errors of a run. Connect it with "
                                   "setFlow().")),
        about<NoukaiRunHeader>(runHeader, {480, 40}, tr("How a run is going"),
                               tr("The state of a run as glyph and word, with its time, tokens and cost. Connect it "
                                  "with setFlow().")),
        about<NoukaiRunControls>(runControls, {480, 40}, tr("Buttons that start, pause and stop a run"),
                                 tr("Starts, pauses, goes on with and stops a run; what is not possible says why. "
                                    "Connect it with setFlow().")),
        about<NoukaiFlowProgress>(flowProgress, {320, 40}, tr("How far a run is"),
                                  tr("A bar with the step that runs and how many there are. Connect it with "
                                     "setFlow().")),
        about<NoukaiStepTimeline>(stepTimeline, {640, 240}, tr("When the steps ran, as bars"),
                                  tr("A bar for each attempt at a step along a common axis, with zoom and pan. Connect "
                                     "it with setFlow().")),
        about<NoukaiStepList>(stepList, {480, 360}, tr("The steps as cards that open while they run"),
                              tr("A line for each attempt at a step, with its output, usage and error below. Connect "
                                 "it with setFlow().")),
        about<NoukaiStepCard>(stepCard, {480, 160}, tr("One step"),
                              tr("One attempt at a step with its output, usage and error. Connect it with "
                                 "setTimeline() and setAttemptId().")),
        about<NoukaiOutputView>(outputView, {480, 240}, tr("The output of a step as it arrives"),
                                tr("Text, Markdown or JSON of any length that follows its end, with find and copy. "
                                   "Connect it with setFlow().")),
        about<NoukaiPayloadView>(payloadView, {480, 240}, tr("JSON of any size"),
                                 tr("A value as a tree, as text or as what has changed, with find and copy. Give it "
                                    "one with setValue().")),
        about<NoukaiUsageTotals>(usageTotals, {240, 160}, tr("Tokens and cost in a table"),
                                 tr("Tokens and cost, and what is left of the budgets. Give it the flow's usage with "
                                    "setUsage().")),
        about<NoukaiUsageBadge>(usageBadge, {160, 32}, tr("Tokens and cost in a line"),
                                tr("Tokens and cost in a few characters. Give it the flow's usage with setUsage().")),
        about<NoukaiErrorNotice>(errorNotice, {480, 120}, tr("What went wrong, and what can be done"),
                                 tr("An error with its code and details and the actions that help. Give it the flow's "
                                    "error with setError().")),
        about<NoukaiToolCallPrompt>(toolCallPrompt, {480, 320}, tr("Asks before a tool is called"),
                                    tr("The calls that wait for a person, with their arguments, to approve, edit or "
                                       "deny. Connect it with setFlow().")),
        about<NoukaiReplayBar>(replayBar, {480, 40}, tr("Plays a recorded run"),
                               tr("Plays, steps, seeks and paces a recording. Connect it with setPlayer().")),
        about<NoukaiEventLog>(eventLog, {640, 320}, tr("Every event of a run"),
                              tr("The events as they arrived, with a filter and a pause of the display. Connect it "
                                 "with setFlow().")),
    };
    for (const auto &row : rows)
        m_widgets.push_back(std::make_unique<NoukaiDesignerWidget>(row));
}

QList<QDesignerCustomWidgetInterface *> NoukaiDesignerPlugin::customWidgets() const
{
    QList<QDesignerCustomWidgetInterface *> widgets;
    for (const auto &widget : m_widgets)
        widgets.append(widget.get());
    return widgets;
}
