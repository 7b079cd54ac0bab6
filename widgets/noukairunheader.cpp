// SPDX-License-Identifier: MIT
#include "noukairunheader.h"

#include "parts/accessiblerole_p.h"
#include "parts/look_p.h"
#include "parts/marklabel_p.h"
#include "parts/plainlabel_p.h"
#include "runmarks_p.h"

#include <Noukai/noukaiflowstatus.h>
#include <Noukai/noukaiformat.h>
#include <Noukai/noukaiticker.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaiusagebadge.h>

#include <QtCore/QBasicTimer>
#include <QtCore/QEvent>
#include <QtCore/QTimerEvent>
#include <QtWidgets/QGridLayout>

#include <optional>

namespace
{

constexpr int SlowMs = 1000; // since when a connection is lost is told in seconds

} // namespace

class NoukaiRunHeaderPrivate
{
public:
    explicit NoukaiRunHeaderPrivate(NoukaiRunHeader *q);

    bool showsCost() const { return showCost.value_or(NoukaiTheme::instance()->showCost()); }
    bool isRunning() const { return status.flow() && status.flow()->isRunning(); }
    void say();
    void sayUsage();
    void sayTimes();
    void updateTicking();
    void arrange();
    int oneLine() const;
    void place(bool isNarrow);

    NoukaiRunHeader *const q;
    NoukaiFlowStatus status;
    NoukaiTimelineModel timeline; // where the times are taken from
    NoukaiTicker ticker;
    QBasicTimer slowTimer;
    std::optional<bool> showCost;
    bool showState = true;
    bool seen = false; // Qt hides a widget also with its minimized window
    bool narrow = false;

    QGridLayout *grid;
    NoukaiMarkLabel *state;
    QWidget *what;
    NoukaiPlainLabel *name;
    NoukaiPlainLabel *version;
    NoukaiPlainLabel *elapsed;
    NoukaiUsageBadge *usage;
    NoukaiRunMarks *marks;
};

NoukaiRunHeaderPrivate::NoukaiRunHeaderPrivate(NoukaiRunHeader *q)
    : q(q)
    , grid(new QGridLayout(q))
    , state(new NoukaiMarkLabel(q))
    , what(new QWidget(q))
    , name(new NoukaiPlainLabel(what))
    , version(new NoukaiPlainLabel(what))
    , elapsed(new NoukaiPlainLabel(q))
    , usage(new NoukaiUsageBadge(q))
    , marks(new NoukaiRunMarks(q))
{
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setRowStretch(4, 1);           // what is too much stands below
    name->setElideMode(Qt::ElideMiddle); // the name of the flow is the last part
    version->setStrength(0.8);
    elapsed->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    auto *row = new QHBoxLayout(what);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(name);
    row->addWidget(version);
    row->addStretch(1);
    what->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    place(false);
}

void NoukaiRunHeaderPrivate::say()
{
    state->show(status.glyph(), status.role(), status.word());
    state->setVisible(showState);
    QFont bold = q->font();
    bold.setWeight(QFont::DemiBold);
    state->setFont(bold);
    name->setText(status.flow() ? status.flow()->identifier() : QString());
    version->setText(status.versionText());
    version->setVisible(!status.versionText().isEmpty());
    sayUsage();
    marks->showMarks(status, showsCost());
    updateTicking();
    sayTimes();
    arrange(); // what is said may need more room, or less
}

void NoukaiRunHeaderPrivate::sayUsage()
{
    usage->setUsage(status.flow() ? status.flow()->usage() : NoukaiUsage());
    usage->setShowCost(showsCost());
    usage->setVisible(status.state() != NoukaiFlow::Idle);
}

void NoukaiRunHeaderPrivate::sayTimes()
{
    const bool running = isRunning();
    const QString time = status.elapsedText();
    // A name that ticks would be read again and again.
    elapsed->setAccessibleName(running          ? NoukaiRunHeader::tr("Time is running")
                               : time.isEmpty() ? QString()
                                                : NoukaiRunHeader::tr("Time: %1").arg(time));
    elapsed->setText(time);
    const qint64 waited = timeline.waitingMs();
    marks->showTimes(waited > 0 ? NoukaiFormat::workAndWait(timeline.workingMs(), waited, running) : QString(), running,
                     status.silenceText(), status.isStalled());
    marks->setVisible(marks->hasMarks());
}

void NoukaiRunHeaderPrivate::updateTicking()
{
    ticker.setActive(seen && isRunning());
    const bool slow = seen && status.state() == NoukaiFlow::Interrupted;
    if (slow && !slowTimer.isActive())
        slowTimer.start(SlowMs, q);
    else if (!slow)
        slowTimer.stop();
}

void NoukaiRunHeaderPrivate::arrange()
{
    const int unit = NoukaiLook::unit(q->fontMetrics());
    grid->setHorizontalSpacing(unit * 2);
    grid->setVerticalSpacing(qRound(unit / 2.0));
    what->layout()->setSpacing(unit);
    elapsed->setMinimumWidth(q->fontMetrics().horizontalAdvance(u'0') * 6);
    const bool isNarrow = q->width() < oneLine();
    if (isNarrow != narrow)
        place(isNarrow);
}

// How wide it is in one line with nothing cut, within reason.
int NoukaiRunHeaderPrivate::oneLine() const
{
    const int unit = NoukaiLook::unit(q->fontMetrics());
    const int whole = (showState ? state->sizeHint().width() + unit * 2 : 0) + what->sizeHint().width() +
                      elapsed->minimumWidth() + usage->sizeHint().width() + unit * 4;
    return qMin(whole, q->fontMetrics().averageCharWidth() * 100);
}

void NoukaiRunHeaderPrivate::place(bool isNarrow)
{
    narrow = isNarrow;
    for (QWidget *part : {static_cast<QWidget *>(state), what, static_cast<QWidget *>(elapsed),
                          static_cast<QWidget *>(usage), static_cast<QWidget *>(marks)})
        grid->removeWidget(part);
    const bool ownLine = narrow && showState; // of the name
    if (showState)
        grid->addWidget(state, 0, 0);
    grid->addWidget(what, ownLine ? 1 : 0, narrow || !showState ? 0 : 1, 1, ownLine || !(narrow || showState) ? 2 : 1);
    grid->addWidget(elapsed, 0, narrow ? 1 : 2);
    grid->addWidget(usage, narrow ? 2 : 0, narrow ? 0 : 3, 1, narrow ? 2 : 1);
    grid->addWidget(marks, narrow ? 3 : 1, 0, 1, narrow ? 2 : 4);
    grid->setColumnStretch(0, narrow ? 1 : 0);
    grid->setColumnStretch(1, narrow ? 0 : 1);
    q->updateGeometry();
}

/*! Makes a header that shows an idle flow, with the parent \a parent. */
NoukaiRunHeader::NoukaiRunHeader(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiRunHeaderPrivate>(this))
{
    NoukaiAccess::setRole(this, QAccessible::Grouping);
    setAccessibleName(tr("Run"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true); // the marks may take lines
    setSizePolicy(policy);
    connect(&d->status, &NoukaiFlowStatus::flowChanged, this, &NoukaiRunHeader::flowChanged);
    connect(&d->status, &NoukaiFlowStatus::changed, this, [this] { d->say(); });
    connect(&d->timeline, &NoukaiTimelineModel::timesChanged, this, [this] { d->sayTimes(); });
    connect(&d->ticker, &NoukaiTicker::ticked, this, [this] { d->sayTimes(); });
    NoukaiLook::onThemeChanged(this, [this] {
        d->arrange();
        d->say();
    });
    connect(NoukaiTheme::instance(), &NoukaiTheme::showCostChanged, this, [this] {
        if (!d->showCost)
            Q_EMIT showCostChanged();
    });
    d->arrange();
    d->say();
}

NoukaiRunHeader::~NoukaiRunHeader() = default;

/*!
    \property NoukaiRunHeader::flow
    The flow to show. It is not owned; when it goes, the header shows an idle one. Default null.
*/
NoukaiFlow *NoukaiRunHeader::flow() const
{
    return d->status.flow();
}

void NoukaiRunHeader::setFlow(NoukaiFlow *flow)
{
    if (flow == d->status.flow())
        return;
    if (d->status.flow())
        disconnect(d->status.flow(), nullptr, this, nullptr);
    d->timeline.setFlow(flow);
    if (flow) {
        connect(flow, &NoukaiFlow::usageChanged, this, [this] {
            d->sayUsage();
            d->arrange();
        });
        connect(flow, &NoukaiFlow::identifierChanged, this, [this] { d->say(); });
    }
    d->status.setFlow(flow);
    d->say();
}

/*!
    \property NoukaiRunHeader::showCost
    Whether the cost is shown. Default NoukaiTheme::showCost, to which it can be reset.
*/
bool NoukaiRunHeader::showCost() const
{
    return d->showsCost();
}

void NoukaiRunHeader::setShowCost(bool show)
{
    const bool before = d->showsCost();
    d->showCost = show;
    if (show == before)
        return;
    d->say();
    Q_EMIT showCostChanged();
}

/*! Shows the cost where the theme says so. */
void NoukaiRunHeader::resetShowCost()
{
    const bool before = d->showsCost();
    d->showCost.reset();
    if (d->showsCost() == before)
        return;
    d->say();
    Q_EMIT showCostChanged();
}

/*!
    \property NoukaiRunHeader::showState
    Whether the state is told here. Default true; a NoukaiFlowProgress beside it tells it as well.
*/
bool NoukaiRunHeader::showState() const
{
    return d->showState;
}

void NoukaiRunHeader::setShowState(bool show)
{
    if (show == d->showState)
        return;
    d->showState = show;
    d->place(d->narrow);
    d->say();
    Q_EMIT showStateChanged();
}

QSize NoukaiRunHeader::sizeHint() const
{
    return {d->oneLine(), d->grid->sizeHint().height()};
}

QSize NoukaiRunHeader::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, d->grid->minimumSize().height()};
}

void NoukaiRunHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
        setAccessibleName(tr("Run"));
        [[fallthrough]];
    case QEvent::FontChange:
    case QEvent::LocaleChange:
        d->arrange();
        d->say();
        break;
    default:
        break;
    }
}

void NoukaiRunHeader::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    d->seen = true;
    d->updateTicking();
    d->sayTimes();
}

void NoukaiRunHeader::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    d->seen = false;
    d->updateTicking();
}

void NoukaiRunHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->arrange();
}

void NoukaiRunHeader::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == d->slowTimer.timerId())
        d->sayTimes();
    else
        QWidget::timerEvent(event);
}
