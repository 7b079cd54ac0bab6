// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaidisclosure.h>
#include <Noukai/noukaierrortext.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaioutputview.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaitoolcallmodel.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiErrorNotice;
class NoukaiFlowProgress;
class NoukaiFlowWidgetPrivate;
class NoukaiRunControls;
class NoukaiRunHeader;
class NoukaiStepList;
class NoukaiStepTimeline;
class NoukaiToolCallPrompt;
class QAction;

/*!
    \class NoukaiFlowWidget
    \inmodule Noukai
    \brief All of a flow's progress in one widget: state, controls, timeline, steps, output and decisions.

    \code
    auto *view = new NoukaiFlowWidget(this);
    view->setFlow(flow);
    runMenu->addActions(view->actions());
    \endcode

    It starts, stops and resumes the run by its controls. What a person is asked stands below the steps and is never
    scrolled away. In the timeline E goes to the next error, N to the next step that needs a person, F follows the
    running step; Ctrl+Shift+R reads new output. Screen readers hear what happens through one announcer.

    Its parts can be set up one by one, for example stepList()->setItemDelegate(), or replaced with setPart(). Any slot
    may delete the widget or its flow. The QML component \c FlowView is the same in Qt Quick. Main thread.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiFlowWidget : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged DESIGNABLE false FINAL)
    Q_PROPERTY(Layout viewLayout READ viewLayout WRITE setViewLayout NOTIFY viewLayoutChanged FINAL)
    Q_PROPERTY(NoukaiDisclosure::Detail detail READ detail WRITE setDetail NOTIFY detailChanged FINAL)
    Q_PROPERTY(NoukaiOutputView::Format format READ format WRITE setFormat NOTIFY formatChanged FINAL)
    Q_PROPERTY(bool handlesActions READ handlesActions WRITE setHandlesActions NOTIFY handlesActionsChanged FINAL)
    Q_PROPERTY(bool timelineShown READ isTimelineShown NOTIFY timelineShownChanged DESIGNABLE false FINAL)

public:
    /*!
        \enum NoukaiFlowWidget::Layout
        Which views of the steps are seen.

        \value Auto      The steps, and the timeline above them where there is room.
        \value Steps     The steps alone.
        \value Timeline  The timeline alone.
        \value Both      The timeline above the steps.
    */
    enum Layout { Auto, Steps, Timeline, Both };
    Q_ENUM(Layout)

    /*!
        \enum NoukaiFlowWidget::Part
        What can be replaced, from top to bottom.

        \value HeaderPart    Which flow it is, its time, tokens and cost.
        \value ProgressPart  How far it is.
        \value ControlsPart  The buttons.
        \value TimelinePart  The waterfall.
        \value StepsPart     The cards of the steps.
        \value PromptPart    The tool calls; it is seen while there are any.
    */
    enum Part { HeaderPart, ProgressPart, ControlsPart, TimelinePart, StepsPart, PromptPart };
    Q_ENUM(Part)

    explicit NoukaiFlowWidget(QWidget *parent = nullptr);
    ~NoukaiFlowWidget() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    Layout viewLayout() const;
    void setViewLayout(Layout layout);
    NoukaiDisclosure::Detail detail() const;
    void setDetail(NoukaiDisclosure::Detail detail);
    NoukaiOutputView::Format format() const;
    void setFormat(NoukaiOutputView::Format format);
    bool handlesActions() const;
    void setHandlesActions(bool handles);
    bool isTimelineShown() const;

    NoukaiTimelineModel *timeline() const;
    NoukaiRunHeader *header() const;
    NoukaiFlowProgress *progress() const;
    NoukaiRunControls *controls() const;
    NoukaiErrorNotice *errorNotice() const;
    NoukaiStepTimeline *stepTimeline() const;
    NoukaiStepList *stepList() const;
    NoukaiToolCallPrompt *prompt() const;
    QWidget *part(Part part) const;
    void setPart(Part part, QWidget *widget);

    QAction *nextErrorAction() const;
    QAction *nextDecisionAction() const;
    QAction *followAction() const;
    QAction *readNewOutputAction() const;

    QSize sizeHint() const override;

public Q_SLOTS:
    void showStep(int attemptId);
    void readNewOutput();
    void rerun(int stepIndex);
    void edit(int stepIndex);
    void act(NoukaiErrorText::Action action, int stepIndex = -1);

Q_SIGNALS:
    void flowChanged();
    void viewLayoutChanged();
    void detailChanged();
    void formatChanged();
    void handlesActionsChanged();
    void timelineShownChanged();
    void stepActivated(int attemptId);
    void rerunRequested(int stepIndex);
    void editRequested(int stepIndex);
    void actionRequested(NoukaiErrorText::Action action, int stepIndex);
    void seekRequested(double milliseconds);
    void decisionNeeded(int count);
    void decided(const QString &callId, NoukaiToolCallModel::Decision decision);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    friend class NoukaiFlowWidgetPrivate;
    std::unique_ptr<NoukaiFlowWidgetPrivate> d;
};
