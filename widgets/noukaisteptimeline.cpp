// SPDX-License-Identifier: MIT
#include "noukaisteptimeline.h"

#include "parts/plainlabel_p.h"
#include "timeline/timelineheader_p.h"
#include "timeline/timelineview_p.h"

#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>

class NoukaiStepTimelinePrivate
{
public:
    explicit NoukaiStepTimelinePrivate(NoukaiStepTimeline *q)
        : q(q)
        , view(new NoukaiTimelineView(q))
        , empty(new NoukaiPlainLabel(q))
    {
        auto *column = new QVBoxLayout(q);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(view);
        empty->setAlignment(Qt::AlignCenter);
        empty->setStrength(0.75);
        empty->setAttribute(Qt::WA_TransparentForMouseEvents);
        q->setFocusProxy(view);
    }

    void say();

    NoukaiStepTimeline *const q;
    QPointer<NoukaiFlow> flow;
    NoukaiTimelineModel ownTimeline;
    QPointer<NoukaiTimelineModel> timeline;
    NoukaiTimelineView *view;
    NoukaiPlainLabel *empty;
};

void NoukaiStepTimelinePrivate::say()
{
    empty->setText(NoukaiStepTimeline::tr("No steps yet"));
    empty->setVisible(!timeline || timeline->rowCount() == 0);
    empty->setGeometry(q->rect());
    empty->raise();
}

/*! Makes a timeline without a flow, with the parent \a parent. */
NoukaiStepTimeline::NoukaiStepTimeline(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiStepTimelinePrivate>(this))
{
    connect(d->view, &NoukaiTimelineView::axisChanged, this, &NoukaiStepTimeline::viewChanged);
    connect(d->view, &NoukaiTimelineView::followActiveStepChanged, this, &NoukaiStepTimeline::followActiveStepChanged);
    connect(d->view, &NoukaiTimelineView::currentRowChanged, this, &NoukaiStepTimeline::currentRowChanged);
    connect(d->view, &NoukaiTimelineView::activated, this, &NoukaiStepTimeline::stepActivated);
    connect(d->view, &NoukaiTimelineView::seekRequested, this, &NoukaiStepTimeline::seekRequested);
    setTimeline(&d->ownTimeline);
}

NoukaiStepTimeline::~NoukaiStepTimeline()
{
    delete d->view; // before the model that it shows
}

/*!
    \property NoukaiStepTimeline::flow
    The flow to show. It is not owned. Default null.
*/
NoukaiFlow *NoukaiStepTimeline::flow() const
{
    return d->flow;
}

void NoukaiStepTimeline::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    if (d->flow)
        disconnect(d->flow, nullptr, this, nullptr);
    d->flow = flow;
    if (flow) {
        connect(flow, &NoukaiFlow::stateChanged, this, [this] { d->view->updateMotion(); });
        connect(flow, &QObject::destroyed, this, [this] {
            d->view->updateMotion();
            Q_EMIT flowChanged();
        });
    }
    d->ownTimeline.setFlow(d->timeline == &d->ownTimeline ? flow : nullptr);
    d->view->updateMotion();
    Q_EMIT flowChanged();
}

/*! The rows that are shown: a model of its own, unless another one was set. */
NoukaiTimelineModel *NoukaiStepTimeline::timeline() const
{
    return d->timeline;
}

/*!
    Shows the rows of \a timeline, which several views can share; null brings back a model of its own. It is not owned,
    and it should show the same flow.
*/
void NoukaiStepTimeline::setTimeline(NoukaiTimelineModel *timeline)
{
    NoukaiTimelineModel *next = timeline ? timeline : &d->ownTimeline;
    if (next == d->timeline)
        return;
    if (d->timeline)
        d->timeline->disconnect(this);
    d->timeline = next;
    d->ownTimeline.setFlow(next == &d->ownTimeline ? d->flow.data() : nullptr);
    d->view->setTimeline(next);
    connect(next, &NoukaiTimelineModel::countChanged, this, [this] { d->say(); });
    d->say();
}

/*! What Left and Right open and close. */
NoukaiDisclosure *NoukaiStepTimeline::disclosure() const
{
    return d->view->disclosure;
}

/*! Lets Left and Right open and close what \a disclosure has, as of a NoukaiStepList. It is not owned; may be null. */
void NoukaiStepTimeline::setDisclosure(NoukaiDisclosure *disclosure)
{
    d->view->disclosure = disclosure;
}

/*!
    \property NoukaiStepTimeline::viewStart
    The left edge in milliseconds of what is shown, less what compressIdle leaves out. Default 0.
*/
double NoukaiStepTimeline::viewStart() const
{
    return d->view->axis().scale().viewStart();
}

void NoukaiStepTimeline::setViewStart(double milliseconds)
{
    if (milliseconds != viewStart())
        d->view->changeAxis([=](NoukaiTimelineAxis &axis) { axis.setViewStart(milliseconds); });
}

/*!
    \property NoukaiStepTimeline::viewDuration
    How many milliseconds are seen; setting 0 shows all, as by default.
*/
double NoukaiStepTimeline::viewDuration() const
{
    return d->view->axis().scale().viewDuration();
}

void NoukaiStepTimeline::setViewDuration(double milliseconds)
{
    if (milliseconds != viewDuration())
        d->view->changeAxis([=](NoukaiTimelineAxis &axis) { axis.setViewDuration(milliseconds); });
}

/*!
    \property NoukaiStepTimeline::compressIdle
    Whether long times in which nothing happened are cut to a labelled gap. Default false.
*/
bool NoukaiStepTimeline::compressIdle() const
{
    return d->view->axis().compressIdle();
}

void NoukaiStepTimeline::setCompressIdle(bool compress)
{
    if (compress == compressIdle())
        return;
    d->view->changeAxis([=](NoukaiTimelineAxis &axis) { axis.setCompressIdle(compress); });
    Q_EMIT compressIdleChanged();
}

/*!
    \property NoukaiStepTimeline::followActiveStep
    Whether the current row goes on with the step that runs. Default true; a person who chooses a row ends it.
*/
bool NoukaiStepTimeline::followActiveStep() const
{
    return d->view->followActiveStep;
}

void NoukaiStepTimeline::setFollowActiveStep(bool follow)
{
    if (follow == d->view->followActiveStep)
        return;
    d->view->followActiveStep = follow;
    Q_EMIT followActiveStepChanged();
}

/*!
    \property NoukaiStepTimeline::playhead
    A moment to mark, in milliseconds since the run's start; negative, the default, for none.
*/
double NoukaiStepTimeline::playhead() const
{
    return d->view->playhead;
}

void NoukaiStepTimeline::setPlayhead(double milliseconds)
{
    if (milliseconds == d->view->playhead)
        return;
    d->view->playhead = milliseconds;
    d->view->viewport()->update();
    d->view->header()->update();
    Q_EMIT playheadChanged();
}

/*!
    \property NoukaiStepTimeline::singleKeys
    Whether keys without Ctrl or Alt do something besides moving. Default true.
*/
bool NoukaiStepTimeline::singleKeys() const
{
    return d->view->singleKeys;
}

void NoukaiStepTimeline::setSingleKeys(bool single)
{
    if (single == d->view->singleKeys)
        return;
    d->view->singleKeys = single;
    Q_EMIT singleKeysChanged();
}

/*!
    \property NoukaiStepTimeline::currentRow
    The row that is chosen, -1 for none. Default -1.
*/
int NoukaiStepTimeline::currentRow() const
{
    return d->view->currentRow();
}

void NoukaiStepTimeline::setCurrentRow(int row)
{
    d->view->setCurrentRow(row);
}

/*! The view that shows the rows, for its selection and its scroll bar. Its model must not be changed. */
QAbstractItemView *NoukaiStepTimeline::view() const
{
    return d->view;
}

QSize NoukaiStepTimeline::sizeHint() const
{
    return d->view->sizeHint();
}

/*! Chooses the row of \a attemptId and brings it into view. */
void NoukaiStepTimeline::showStep(int attemptId)
{
    const int row = d->timeline ? d->timeline->rowOf(attemptId) : -1;
    if (row >= 0)
        d->view->setCurrentRow(row);
}

/*! Chooses the next row after the current one that is of \a kind: one that failed, or one that needs a person. */
void NoukaiStepTimeline::showNext(NoukaiTimelineModel::RowKind kind)
{
    d->view->showNext(kind);
}

void NoukaiStepTimeline::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        d->say();
}

void NoukaiStepTimeline::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->say();
}

/*!
    \fn void NoukaiStepTimeline::viewChanged()
    What is shown of the run is another part, or the run has grown.
*/
/*!
    \fn void NoukaiStepTimeline::stepActivated(int attemptId)
    A person opened the row of \a attemptId.
*/
/*!
    \fn void NoukaiStepTimeline::seekRequested(double milliseconds)
    A person chose the moment \a milliseconds on the axis.
*/
