// SPDX-License-Identifier: MIT
#pragma once

#include "noukaiflowwidget.h"
#include "parts/announcement_p.h"

#include <Noukai/noukaiannouncer.h>
#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukaioverridedialog.h>
#include <Noukai/noukairuncontrols.h>
#include <Noukai/noukairunheader.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaisteptimeline.h>
#include <Noukai/noukaitoolcallprompt.h>

#include <QtCore/QPointer>

#include <array>

class NoukaiActionButton;
class QSplitter;
class QVBoxLayout;

// How a NoukaiFlowWidget puts its parts together.
class NoukaiFlowWidgetPrivate
{
public:
    explicit NoukaiFlowWidgetPrivate(NoukaiFlowWidget *q)
        : q(q)
    {
    }

    void build();
    void buildActions();
    void connectAll();
    void connectActions();
    void sayWords();
    // Shows what is so now: the error, which actions are possible, where the parts stand.
    void update();
    void updateActions();
    void arrange();
    void arrangePrompt();
    void arrangeSplitter();
    void arrangeReadButton(bool focused);
    void edit(int stepIndex);
    void showNext(NoukaiTimelineModel::RowKind kind);
    QWidget *own(NoukaiFlowWidget::Part part) const;
    QWidget *shown(NoukaiFlowWidget::Part part) const;
    void replace(NoukaiFlowWidget::Part part, QWidget *widget);
    bool showsPrompt() const { return prompt->calls()->rowCount() > 0; }
    bool asks() const { return flow && !flow->toolCalls().isEmpty(); }
    int promptHeight() const;
    bool isRoomy() const;

    NoukaiFlowWidget *const q;
    QPointer<NoukaiFlow> flow;
    NoukaiTimelineModel timeline;
    NoukaiAnnouncer announcer;
    NoukaiFlowWidget::Layout viewLayout = NoukaiFlowWidget::Auto;
    bool handlesActions = true;
    bool timelineShown = false;
    bool splitByPerson = false;

    NoukaiAnnouncementWidget *announcement = nullptr;
    QVBoxLayout *outer = nullptr;
    QVBoxLayout *column = nullptr;
    NoukaiActionButton *readButton = nullptr;
    NoukaiRunHeader *header = nullptr;
    NoukaiFlowProgress *progress = nullptr;
    NoukaiRunControls *controls = nullptr;
    NoukaiErrorNotice *notice = nullptr;
    QSplitter *splitter = nullptr;
    NoukaiStepTimeline *bars = nullptr;
    NoukaiStepList *lines = nullptr;
    NoukaiToolCallPrompt *prompt = nullptr;
    QPointer<NoukaiOverrideDialog> editor;                                    // made when it is first asked for
    std::array<QPointer<QWidget>, NoukaiFlowWidget::PromptPart + 1> replaced; // what stands in a part's place

    QAction *nextError = nullptr;
    QAction *nextDecision = nullptr;
    QAction *follow = nullptr;
    QAction *readAction = nullptr;
};
