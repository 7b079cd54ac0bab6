// SPDX-License-Identifier: MIT
#include "noukaisteplist.h"

#include "parts/actionbutton_p.h"
#include "parts/glyphwidget_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"
#include "steps/stepdelegate_p.h"
#include "steps/steplistview_p.h"

#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>

class NoukaiStepListPrivate
{
public:
    explicit NoukaiStepListPrivate(NoukaiStepList *q);

    void makeEmpty();
    void followState();
    void say();
    void arrange();

    NoukaiStepList *const q;
    QPointer<NoukaiFlow> flow;
    NoukaiTimelineModel ownTimeline;
    QPointer<NoukaiTimelineModel> timeline;
    NoukaiDisclosure disclosure;
    NoukaiFollow follow;
    NoukaiStepListView *view;
    NoukaiActionButton *jump;
    QWidget *empty; // what stands there before there are steps
    NoukaiPlainLabel *emptyTitle = nullptr;
    NoukaiPlainLabel *emptyText = nullptr;
};

NoukaiStepListPrivate::NoukaiStepListPrivate(NoukaiStepList *q)
    : q(q)
    , view(new NoukaiStepListView(&follow, q))
    , jump(new NoukaiActionButton(q))
    , empty(new QWidget(q))
{
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(view);
    jump->setObjectName(QStringLiteral("jump"));
    jump->setGlyph(NoukaiTheme::ChevronDown);
    jump->hide();
    makeEmpty();
    q->setFocusProxy(view);
}

void NoukaiStepListPrivate::makeEmpty()
{
    auto *column = new QVBoxLayout(empty);
    auto *glyph = new NoukaiGlyphWidget(empty);
    QFont large = q->font();
    large.setPointSizeF(large.pointSizeF() * 2);
    glyph->setFont(large);
    emptyTitle = new NoukaiPlainLabel(empty);
    emptyText = new NoukaiPlainLabel(empty);
    emptyTitle->setAlignment(Qt::AlignHCenter);
    emptyText->setAlignment(Qt::AlignHCenter);
    emptyText->setWordWrap(true);
    emptyText->setStrength(0.75);
    column->addWidget(glyph, 0, Qt::AlignHCenter);
    column->addWidget(emptyTitle);
    column->addWidget(emptyText);
    empty->setAttribute(Qt::WA_TransparentForMouseEvents);
}

void NoukaiStepListPrivate::followState()
{
    if (flow && flow->state() == NoukaiFlow::Connecting)
        follow.restart();
    say();
}

void NoukaiStepListPrivate::say()
{
    const bool running = flow && flow->isRunning();
    jump->setWords(NoukaiStepList::tr("Jump to the running step"));
    const bool jumps = !follow.isFollowing() && running;
    if (!jumps && jump->hasFocus())
        view->setFocus(Qt::OtherFocusReason);
    jump->setVisible(jumps);
    emptyTitle->setText(running ? NoukaiStepList::tr("Waiting for the first step") : NoukaiStepList::tr("No run yet"));
    emptyText->setText(NoukaiStepList::tr("Steps appear here as they run."));
    empty->setVisible(!timeline || timeline->rowCount() == 0);
    arrange();
}

void NoukaiStepListPrivate::arrange()
{
    const int unit = NoukaiLook::unit(q->fontMetrics());
    const QSize size = jump->sizeHint().boundedTo(QSize(q->width() - 2 * unit, q->height()));
    jump->setGeometry((q->width() - size.width()) / 2, q->height() - size.height() - unit, size.width(), size.height());
    jump->raise();
    const int width = qMin(q->width() - 4 * unit, q->fontMetrics().averageCharWidth() * 50);
    const int height =
        empty->layout()->hasHeightForWidth() ? empty->layout()->totalHeightForWidth(width) : empty->sizeHint().height();
    empty->setGeometry((q->width() - width) / 2, (q->height() - height) / 2, width, height);
}

/*! Makes a list without a flow, with the parent \a parent. */
NoukaiStepList::NoukaiStepList(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiStepListPrivate>(this))
{
    connect(d->jump, &NoukaiActionButton::triggered, this, &NoukaiStepList::jumpToLatest);
    connect(&d->follow, &NoukaiFollow::followingChanged, this, [this] {
        d->say();
        Q_EMIT followingChanged();
    });
    connect(&d->disclosure, &NoukaiDisclosure::detailChanged, this, &NoukaiStepList::detailChanged);
    connect(d->view, &NoukaiStepListView::activated, this, &NoukaiStepList::stepActivated);
    connect(d->view, &NoukaiStepListView::rerunRequested, this, &NoukaiStepList::rerunRequested);
    connect(d->view, &NoukaiStepListView::editRequested, this, &NoukaiStepList::editRequested);
    connect(d->view, &NoukaiStepListView::actionRequested, this, &NoukaiStepList::actionRequested);
    d->view->setDisclosure(&d->disclosure);
    setTimeline(&d->ownTimeline);
}

NoukaiStepList::~NoukaiStepList()
{
    disconnect(&d->follow, nullptr, this, nullptr);
    delete d->view; // before the rule and the models that it shows
}

/*!
    \property NoukaiStepList::flow
    The flow to show. It is not owned. Default null.
*/
NoukaiFlow *NoukaiStepList::flow() const
{
    return d->flow;
}

void NoukaiStepList::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    if (d->flow)
        disconnect(d->flow, nullptr, this, nullptr);
    d->flow = flow;
    if (flow) {
        connect(flow, &NoukaiFlow::stateChanged, this, [this] { d->followState(); });
        connect(flow, &QObject::destroyed, this, [this] {
            d->say();
            Q_EMIT flowChanged();
        });
    }
    d->ownTimeline.setFlow(d->timeline == &d->ownTimeline ? flow : nullptr);
    d->say();
    Q_EMIT flowChanged();
}

/*! The rows that are shown: a model of its own, unless another one was set. */
NoukaiTimelineModel *NoukaiStepList::timeline() const
{
    return d->timeline;
}

/*!
    Shows the rows of \a timeline, which several views can share; null brings back a model of its own. It is not owned,
    and it should show the same flow.
*/
void NoukaiStepList::setTimeline(NoukaiTimelineModel *timeline)
{
    NoukaiTimelineModel *next = timeline ? timeline : &d->ownTimeline;
    if (next == d->timeline)
        return;
    if (d->timeline)
        d->timeline->disconnect(this);
    d->timeline = next;
    d->ownTimeline.setFlow(next == &d->ownTimeline ? d->flow.data() : nullptr);
    d->disclosure.setTimeline(next);
    d->view->setTimeline(next);
    connect(next, &NoukaiTimelineModel::countChanged, this, [this] { d->say(); });
    d->say();
}

/*! Which steps are open: for a view beside this one that opens and closes them as well. */
NoukaiDisclosure *NoukaiStepList::disclosure() const
{
    return &d->disclosure;
}

/*!
    \property NoukaiStepList::detail
    How much opens by itself. Default NoukaiDisclosure::Normal.
*/
NoukaiDisclosure::Detail NoukaiStepList::detail() const
{
    return d->disclosure.detail();
}

void NoukaiStepList::setDetail(NoukaiDisclosure::Detail detail)
{
    d->disclosure.setDetail(detail);
}

/*!
    \property NoukaiStepList::format
    How outputs are laid out. Default NoukaiOutputView::Plain.
*/
NoukaiOutputView::Format NoukaiStepList::format() const
{
    return d->view->format();
}

void NoukaiStepList::setFormat(NoukaiOutputView::Format format)
{
    if (format == d->view->format())
        return;
    d->view->setFormat(format);
    Q_EMIT formatChanged();
}

/*!
    \property NoukaiStepList::following
    Whether the newest step is kept in view.
*/
bool NoukaiStepList::isFollowing() const
{
    return d->follow.isFollowing();
}

/*! What draws the lines. */
QAbstractItemDelegate *NoukaiStepList::itemDelegate() const
{
    return d->view->itemDelegate();
}

/*!
    Lets \a delegate draw the lines, over the roles of NoukaiTimelineModel; an open row has QStyle::State_Open. It is
   not owned. Null brings back the list's own.
*/
void NoukaiStepList::setItemDelegate(QAbstractItemDelegate *delegate)
{
    d->view->setItemDelegate(delegate ? delegate : d->view->ownDelegate());
    d->view->doItemsLayout();
}

/*! The view that shows the rows, for its selection and its scroll bar. Its model must not be changed. */
QAbstractItemView *NoukaiStepList::view() const
{
    return d->view;
}

/*! Brings the step of \a attemptId into view and opens it. */
void NoukaiStepList::showStep(int attemptId)
{
    const int row = d->timeline ? d->timeline->rowOf(attemptId) : -1;
    if (row >= 0)
        d->view->open(row);
}

/*! Shows the newest step, and keeps it in view from now on. */
void NoukaiStepList::jumpToLatest()
{
    d->follow.jump();
}

QSize NoukaiStepList::sizeHint() const
{
    return d->view->sizeHint();
}

void NoukaiStepList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        d->say();
}

void NoukaiStepList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->arrange();
}

/*!
    \fn void NoukaiStepList::stepActivated(int attemptId)
    A person opened the step of \a attemptId.
*/
/*!
    \fn void NoukaiStepList::rerunRequested(int stepIndex)
    A person asked to run the flow again from the step at \a stepIndex on.
*/
/*!
    \fn void NoukaiStepList::editRequested(int stepIndex)
    A person asked to edit the input of the step at \a stepIndex.
*/
/*!
    \fn void NoukaiStepList::actionRequested(NoukaiErrorText::Action action, int stepIndex)
    A person asked for \a action of the error of the step at \a stepIndex.
*/
