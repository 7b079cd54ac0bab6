// SPDX-License-Identifier: MIT
#include "specimens.h"

#include <stage.h>

#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaieventlog.h>
#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukaiflowwidget.h>
#include <Noukai/noukaioutputview.h>
#include <Noukai/noukaioverridedialog.h>
#include <Noukai/noukaipayloadview.h>
#include <Noukai/noukaireplaybar.h>
#include <Noukai/noukairuncontrols.h>
#include <Noukai/noukairunheader.h>
#include <Noukai/noukaistepcard.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaisteptimeline.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaitoolcallmodel.h>
#include <Noukai/noukaitoolcallprompt.h>
#include <Noukai/noukaiusagebadge.h>
#include <Noukai/noukaiusagetotals.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>
#include <QtCore/QTimer>
#include <QtWidgets/QVBoxLayout>

#include <type_traits>

using namespace Qt::StringLiterals;

namespace
{

using Specimens = QList<Specimen>;
using Maker = std::function<QWidget *(Stage &)>;

QString tr(const char *text)
{
    return QCoreApplication::translate("Specimens", text);
}

// The same widget in one scene after the other.
Specimens inScenes(const QList<const char *> &scenes, const Maker &make)
{
    Specimens specimens;
    for (const char *scene : scenes)
        specimens.append({scene, {}, make});
    return specimens;
}

// A widget whose whole setting is the flow.
template <class Widget>
Maker forFlow(int height = 0)
{
    return [height](Stage &stage) {
        auto *widget = new Widget;
        widget->setFlow(stage.flow());
        if (height > 0)
            widget->setFixedHeight(height);
        return widget;
    };
}

// Calls \a act as soon as \a timeline has \a row: rows are told a moment after the stage is ready.
void withRow(NoukaiTimelineModel *timeline, int row, const std::function<void(int attemptId)> &act)
{
    const auto look = [timeline, row, act] {
        if (timeline->rowCount() > row)
            act(timeline->index(row).data(NoukaiTimelineModel::AttemptIdRole).toInt());
    };
    QObject::connect(timeline, &QAbstractItemModel::rowsInserted, timeline, look);
    QObject::connect(timeline, &QAbstractItemModel::modelReset, timeline, look);
    look();
}

NoukaiTimelineModel *timelineOf(Stage &stage, QObject *parent)
{
    auto *timeline = new NoukaiTimelineModel(parent);
    timeline->setFlow(stage.flow());
    return timeline;
}

Specimens flowProgresses()
{
    return inScenes({"idle", "connecting", "running", "countless", "paused", "tools", "completed", "failed",
                     "cancelled", "interrupted"},
                    forFlow<NoukaiFlowProgress>());
}

Specimens runHeaders()
{
    return inScenes({"idle", "connecting", "running", "silent", "stalled", "paused", "tools", "completed", "partial",
                     "failed", "cancelled", "interrupted", "replay"},
                    forFlow<NoukaiRunHeader>());
}

Specimens runControls()
{
    return inScenes(
        {"idle", "connecting", "running", "paused", "tools", "completed", "failed", "interrupted", "replay"},
        forFlow<NoukaiRunControls>());
}

Maker timelineView(bool compressed, bool zoomed)
{
    return [=](Stage &stage) {
        auto *view = new NoukaiStepTimeline;
        view->setFlow(stage.flow());
        view->setCompressIdle(compressed);
        view->setFixedHeight(190);
        if (zoomed) {
            view->setPlayhead(4200);
            const auto zoom = [view, &stage] {
                if (stage.isReady()) {
                    view->setViewStart(2000);
                    view->setViewDuration(5000);
                }
            };
            QObject::connect(&stage, &Stage::readyChanged, view, zoom);
        }
        return view;
    };
}

Specimens stepTimelines()
{
    Specimens specimens =
        inScenes({"idle", "running", "tools", "completed", "failed", "retried", "looped"}, timelineView(false, false));
    specimens.append({"stalled", tr("idle time cut"), timelineView(true, false)});
    specimens.append({"completed", tr("zoomed, with a moment marked"), timelineView(false, true)});
    return specimens;
}

Maker listWithDetail(NoukaiDisclosure::Detail detail)
{
    return [detail](Stage &stage) {
        auto *list = new NoukaiStepList;
        list->setFlow(stage.flow());
        list->setDetail(detail);
        list->setFixedHeight(340);
        return list;
    };
}

Specimens stepLists()
{
    Specimens specimens =
        inScenes({"idle", "connecting", "running", "paused", "tools", "completed", "failed", "retried"},
                 listWithDetail(NoukaiDisclosure::Normal));
    specimens.append({"completed", tr("full detail"), listWithDetail(NoukaiDisclosure::Full)});
    specimens.append({"completed", tr("compact detail"), listWithDetail(NoukaiDisclosure::Compact)});
    return specimens;
}

Maker cards(int firstRow, int lastRow, bool expanded)
{
    return [=](Stage &stage) {
        auto *column = new QWidget;
        auto *layout = new QVBoxLayout(column);
        layout->setContentsMargins(0, 0, 0, 0);
        auto *timeline = timelineOf(stage, column);
        for (int row = firstRow; row <= lastRow; ++row) {
            auto *card = new NoukaiStepCard;
            card->setTimeline(timeline);
            card->setExpanded(expanded);
            withRow(timeline, row, [card](int attemptId) { card->setAttemptId(attemptId); });
            layout->addWidget(card);
        }
        return column;
    };
}

Specimens stepCards()
{
    Specimens specimens{{"completed", tr("closed"), cards(0, 4, false)}};
    specimens +=
        inScenes({"running", "paused", "tools", "completed", "failed", "cancelled", "interrupted", "retried", "replay"},
                 cards(2, 2, true));
    return specimens;
}

Maker output(int row, NoukaiOutputView::Format format = NoukaiOutputView::Plain, bool wrap = true, int height = 170)
{
    return [=](Stage &stage) {
        auto *view = new NoukaiOutputView;
        view->setFlow(stage.flow());
        view->setFormat(format);
        view->setWrap(wrap);
        view->setFixedHeight(height);
        withRow(timelineOf(stage, view), row, [view](int attemptId) { view->setAttemptId(attemptId); });
        return view;
    };
}

Specimens outputViews()
{
    Specimens specimens = inScenes({"paused", "running", "completed"}, output(2));
    specimens.append({"completed", tr("as Markdown"), output(2, NoukaiOutputView::Markdown)});
    specimens.append({"completed", tr("as JSON"), output(0, NoukaiOutputView::Json)});
    specimens.append({"completed", tr("low, and not wrapped"), output(2, NoukaiOutputView::Plain, false, 90)});
    return specimens;
}

Maker payload(NoukaiPayloadView::Mode mode, bool editable = false)
{
    return [=](Stage &stage) {
        auto *view = new NoukaiPayloadView;
        view->setTitle(tr("Output of the first step"));
        view->setMode(mode);
        view->setEditable(editable);
        if (mode == NoukaiPayloadView::Diff)
            view->setOriginal(QJsonObject{{u"intent"_s, u"refund"_s},
                                          {u"language"_s, u"de"_s},
                                          {u"orderId"_s, u"A-10427"_s},
                                          {u"urgent"_s, true}});
        view->setFixedHeight(190);
        auto *timeline = timelineOf(stage, view);
        const auto show = [view, timeline, &stage] {
            if (stage.isReady() && timeline->rowCount() > 0)
                view->setValue(timeline->outputData(0));
        };
        QObject::connect(&stage, &Stage::readyChanged, view, show);
        QObject::connect(timeline, &QAbstractItemModel::dataChanged, view, show);
        return view;
    };
}

Specimens payloadViews()
{
    return {{"idle", tr("nothing"), payload(NoukaiPayloadView::Tree)},
            {"completed", tr("a tree"), payload(NoukaiPayloadView::Tree)},
            {"completed", tr("as text"), payload(NoukaiPayloadView::Text)},
            {"completed", tr("to be edited"), payload(NoukaiPayloadView::Text, true)},
            {"completed", tr("against another value"), payload(NoukaiPayloadView::Diff)}};
}

// The dialog stands in the page as a widget.
Maker overrides(int stepIndex)
{
    return [stepIndex](Stage &stage) {
        auto *dialog = new NoukaiOverrideDialog;
        dialog->setWindowFlags(Qt::Widget);
        dialog->setFlow(stage.flow());
        QObject::connect(&stage, &Stage::readyChanged, dialog, [dialog, stepIndex, &stage] {
            if (stage.isReady())
                QTimer::singleShot(100, dialog, [dialog, stepIndex] { dialog->setStepIndex(stepIndex); });
        });
        return dialog;
    };
}

Specimens overrideDialogs()
{
    return {{"completed", {}, overrides(2)},
            {"completed", tr("the first step"), overrides(0)},
            {"retried", {}, overrides(2)}};
}

template <class Widget>
Maker usage(bool exact = false, qint64 tokens = -1, const QString &cost = {})
{
    return [=](Stage &stage) {
        auto *widget = new Widget;
        widget->setExact(exact);
        widget->setTokenBudget(tokens);
        widget->setCostBudget(cost);
        const auto show = [widget, flow = stage.flow()] {
            widget->setUsage(flow->usage());
        };
        QObject::connect(stage.flow(), &NoukaiFlow::usageChanged, widget, show);
        show();
        if constexpr (std::is_same_v<Widget, NoukaiUsageBadge>)
            widget->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        else
            widget->setMaximumWidth(360);
        return widget;
    };
}

template <class Widget>
Specimens usages()
{
    Specimens specimens = inScenes({"idle", "running", "completed", "partial"}, usage<Widget>());
    specimens.append({"completed", tr("exact"), usage<Widget>(true)});
    specimens.append({"completed", tr("within its budgets"), usage<Widget>(false, 4000, u"0.01"_s)});
    specimens.append({"completed", tr("over its budgets"), usage<Widget>(false, 2000, u"0.004"_s)});
    return specimens;
}

Maker notice(bool detailed)
{
    return [detailed](Stage &stage) {
        auto *notice = new NoukaiErrorNotice;
        notice->setDetailsShown(detailed);
        const auto show = [notice, flow = stage.flow()] {
            notice->setError(flow->error());
        };
        QObject::connect(stage.flow(), &NoukaiFlow::errorChanged, notice, show);
        show();
        return notice;
    };
}

Specimens errorNotices()
{
    Specimens specimens = inScenes(
        {"failed", "interrupted", "unauthorised", "noCredits", "notFound", "rateLimited", "serverError", "unreachable"},
        notice(false));
    specimens.append({"serverError", tr("with its details"), notice(true)});
    return specimens;
}

QWidget *decidedPrompt(Stage &stage)
{
    auto *prompt = new NoukaiToolCallPrompt;
    prompt->setFlow(stage.flow());
    NoukaiToolCallModel *calls = prompt->calls();
    QObject::connect(calls, &NoukaiToolCallModel::decisionsChanged, prompt, [calls] {
        if (calls->decidedCount() == 0 && calls->waitingCount() == 3)
            calls->deny(0, tr("Ask the customer first."));
    });
    return prompt;
}

Specimens toolCallPrompts()
{
    Specimens specimens = inScenes({"tools", "manyTools"}, forFlow<NoukaiToolCallPrompt>());
    specimens.append({"manyTools", tr("one is decided"), decidedPrompt});
    specimens += inScenes({"unknownTool", "hostileTool", "unparsedTool"}, forFlow<NoukaiToolCallPrompt>());
    return specimens;
}

Specimens replayBars()
{
    Specimens specimens{{"idle", tr("no recording"), [](Stage &) {
                             return new NoukaiReplayBar;
                         }}};
    specimens += inScenes({"replayLoaded", "replay", "replayEnded", "replayCut", "replayBroken"}, [](Stage &stage) {
        auto *bar = new NoukaiReplayBar;
        bar->setPlayer(stage.player());
        return bar;
    });
    return specimens;
}

Maker eventLog(const QString &filter = {}, bool paused = false)
{
    return [=](Stage &stage) {
        auto *log = new NoukaiEventLog;
        log->setFlow(stage.flow());
        log->setFilter(filter);
        log->setPaused(paused);
        log->setFixedHeight(220);
        return log;
    };
}

Specimens eventLogs()
{
    Specimens specimens = inScenes({"idle", "running", "odd"}, eventLog());
    specimens.append({"odd", tr("filtered"), eventLog(u"type:step_completed"_s)});
    specimens.append({"odd", tr("a filter that cannot be read"), eventLog(u"typ:step_completed"_s)});
    specimens.append({"completed", tr("paused"), eventLog({}, true)});
    return specimens;
}

Specimens flowWidgets()
{
    return inScenes({"idle", "connecting", "running", "paused", "tools", "completed", "failed", "unauthorised",
                     "cancelled", "interrupted", "retried", "replay"},
                    forFlow<NoukaiFlowWidget>(560));
}

struct Entry {
    QString name;
    Specimens (*make)();
};

const QList<Entry> &entries()
{
    static const QList<Entry> all{
        {u"FlowWidget"_s, flowWidgets},
        {u"RunHeader"_s, runHeaders},
        {u"RunControls"_s, runControls},
        {u"FlowProgress"_s, flowProgresses},
        {u"StepTimeline"_s, stepTimelines},
        {u"StepList"_s, stepLists},
        {u"StepCard"_s, stepCards},
        {u"OutputView"_s, outputViews},
        {u"PayloadView"_s, payloadViews},
        {u"UsageTotals"_s, usages<NoukaiUsageTotals>},
        {u"UsageBadge"_s, usages<NoukaiUsageBadge>},
        {u"ErrorNotice"_s, errorNotices},
        {u"ToolCallPrompt"_s, toolCallPrompts},
        {u"OverrideDialog"_s, overrideDialogs},
        {u"ReplayBar"_s, replayBars},
        {u"EventLog"_s, eventLogs},
    };
    return all;
}

} // namespace

QStringList specimenNames()
{
    QStringList names;
    for (const Entry &entry : entries())
        names.append(entry.name);
    return names;
}

QList<Specimen> specimensOf(const QString &name)
{
    for (const Entry &entry : entries()) {
        if (entry.name == name)
            return entry.make();
    }
    return {};
}
