// SPDX-License-Identifier: MIT
#include "steplistview_p.h"

#include "parts/look_p.h"
#include "stepbody_p.h"
#include "stepdelegate_p.h"

#include <QtCore/QMap>
#include <QtCore/QTimerEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <utility>

namespace
{

// What Tab leads to comes into view.
void reveal(const QWidget *widget, const QWidget *viewport, QScrollBar *bar)
{
    const int top = widget->mapTo(viewport, QPoint()).y();
    const int below = top + widget->height() - viewport->height();
    if (top < 0 || below > 0)
        bar->setValue(bar->value() + (top < 0 ? top : qMin(top, below)));
}

} // namespace

NoukaiStepListView::NoukaiStepListView(NoukaiFollow *follow, QWidget *parent)
    : NoukaiRowsView(parent)
    , m_ownDelegate(new NoukaiStepDelegate(this))
{
    setItemDelegate(m_ownDelegate);
    setAccessibleName(tr("Steps"));
    connect(&m_ticker, &NoukaiTicker::ticked, this, [this] {
        if (m_timeline)
            viewport()->update(visualRect(indexOf(m_timeline->runningRow())));
    });
    setFollow(follow);
    connect(m_follow, &NoukaiFollow::showEnd, this, [this] { m_latestTimer.start(0, this); });
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *before, const QWidget *now) {
        updateHeld();
        // Where a person clicks it is seen, and a window that comes back shows what it showed.
        if (before && now && viewport()->isAncestorOf(now) && QGuiApplication::mouseButtons() == Qt::NoButton)
            reveal(now, viewport(), verticalScrollBar());
    });
    NoukaiLook::onThemeChanged(this, [this] {
        updateMotion();
        changedAll();
    });
}

NoukaiStepListView::~NoukaiStepListView()
{
    // The focus leaves it only once it is no such view any more.
    disconnect(qApp, nullptr, this, nullptr);
    disconnect(verticalScrollBar(), nullptr, this, nullptr);
}

void NoukaiStepListView::setTimeline(NoukaiTimelineModel *timeline)
{
    if (m_timeline)
        m_timeline->disconnect(this);
    m_timeline = timeline;
    setModel(timeline);
    if (!timeline)
        return;
    connect(timeline, &NoukaiTimelineModel::runningRowChanged, this, &NoukaiStepListView::grown);
    connect(timeline, &NoukaiTimelineModel::runningRowChanged, this, &NoukaiStepListView::updateMotion);
    connect(timeline, &NoukaiTimelineModel::attentionRowChanged, this, &NoukaiStepListView::grown);
    updateMotion();
}

void NoukaiStepListView::setDisclosure(NoukaiDisclosure *disclosure)
{
    if (m_disclosure)
        m_disclosure->disconnect(this);
    m_disclosure = disclosure;
    if (disclosure)
        connect(disclosure, &NoukaiDisclosure::changed, this, [this] { changed(0); });
    changed(0);
}

void NoukaiStepListView::setFormat(NoukaiOutputView::Format format)
{
    m_format = format;
    for (NoukaiStepBody *body : std::as_const(m_bodies))
        body->setFormat(format);
    changed(Unchanged);
}

void NoukaiStepListView::setModel(QAbstractItemModel *model)
{
    NoukaiRowsView::setModel(model);
    reset();
}

void NoukaiStepListView::reset()
{
    for (NoukaiStepBody *body : std::as_const(m_bodies))
        body->deleteLater(); // it may be who made the model new
    for (NoukaiStepBody *body : std::as_const(m_bodies))
        body->hide();
    m_bodies.clear();
    m_bodyHeights.clear();
    m_pinned = -1;
    m_pressed = -1;
    NoukaiRowsView::reset();
    changedAll();
}

int NoukaiStepListView::attemptOf(int row) const
{
    return indexOf(row).data(NoukaiTimelineModel::AttemptIdRole).toInt();
}

bool NoukaiStepListView::isOpen(int row) const
{
    return m_disclosure && m_disclosure->isExpanded(attemptOf(row));
}

NoukaiStepBody *NoukaiStepListView::bodyOf(int row) const
{
    return m_bodies.value(attemptOf(row));
}

int NoukaiStepListView::topOf(int row) const
{
    return size_t(row) < m_tops.size() ? m_tops[size_t(row)] : contentHeight();
}

int NoukaiStepListView::heightOf(int row) const
{
    return size_t(row) < m_heights.size() ? qMax(0, m_heights[size_t(row)]) : 0;
}

int NoukaiStepListView::contentHeight() const
{
    return m_tops.empty() ? 0 : m_tops.back() + spacing();
}

int NoukaiStepListView::sideMargin() const
{
    return NoukaiLook::unit(fontMetrics());
}

int NoukaiStepListView::spacing() const
{
    return qRound(NoukaiLook::unit(fontMetrics()) / 2.0);
}

QAccessible::State NoukaiStepListView::stateOf(int row) const
{
    QAccessible::State state;
    state.expandable = true;
    state.expanded = isOpen(row);
    state.collapsed = !state.expanded;
    return state;
}

QString NoukaiStepListView::descriptionOf(int row) const
{
    return isOpen(row) ? tr("open") : tr("closed");
}

QList<QWidget *> NoukaiStepListView::parts() const
{
    QMap<int, QWidget *> shown; // by row; there may be thousands without a body
    for (NoukaiStepBody *body : m_bodies) {
        const int row = m_timeline ? m_timeline->rowOf(body->attemptId()) : -1;
        if (row >= 0 && !body->isHidden())
            shown.insert(row, body);
    }
    return shown.values();
}

QSize NoukaiStepListView::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 70, fontMetrics().height() * 20};
}

QSize NoukaiStepListView::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, fontMetrics().height() * 6};
}

// --- Following -------------------------------------------------------------------------------------------------------

void NoukaiStepListView::grown()
{
    if (m_follow->grown(0))
        m_latestTimer.start(0, this);
}

void NoukaiStepListView::showLatest()
{
    if (!m_timeline || verticalScrollBar()->isSliderDown())
        return;
    const int row = m_timeline->runningRow() >= 0 ? m_timeline->runningRow() : m_timeline->attentionRow();
    if (row < 0 || row >= rows())
        return;
    if (m_layoutTimer.isActive())
        layoutRows();
    QScrollBar *bar = verticalScrollBar();
    const int top = topOf(row);
    const int bottom = topOf(row + 1);
    if (row == rows() - 1)
        bar->setValue(bar->maximum());
    else if (top < bar->value() || bottom - top > viewport()->height())
        bar->setValue(top);
    else if (bottom > bar->value() + viewport()->height())
        bar->setValue(bottom - viewport()->height());
}

// Nothing moves while a person is in what the rows hold.
void NoukaiStepListView::updateHeld()
{
    const QWidget *focus = QApplication::focusWidget();
    m_follow->setHeld(focus && focus != viewport() && viewport()->isAncestorOf(focus));
}

// --- What a person does ----------------------------------------------------------------------------------------------

void NoukaiStepListView::toggle(int row)
{
    if (row < 0 || row >= rows() || !m_disclosure)
        return;
    const int attempt = attemptOf(row);
    if (m_disclosure->isFixed(attempt))
        return;
    const bool opens = !isOpen(row);
    m_follow->movedByUser(-1, toEnd());
    m_pinned = attempt;
    m_disclosure->setExpanded(attempt, opens);
    layoutRows();
    QAccessible::State state;
    state.expanded = true;
    state.collapsed = true;
    QAccessibleStateChangeEvent event(this, state);
    event.setChild(row);
    QAccessible::updateAccessibility(&event);
    if (opens)
        Q_EMIT activated(attempt);
}

void NoukaiStepListView::open(int row)
{
    m_follow->movedByUser(-1, toEnd());
    if (m_disclosure)
        m_disclosure->setExpanded(attemptOf(row), true);
    setCurrentRow(row);
    layoutRows();
    scrollTo(indexOf(row), PositionAtTop);
}

void NoukaiStepListView::keyPressEvent(QKeyEvent *event)
{
    const int row = currentRow();
    const int from = verticalScrollBar()->value();
    const bool mirrored = isRightToLeft();
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home: {
        const bool down = event->key() == Qt::Key_Down || event->key() == Qt::Key_PageDown;
        NoukaiRowsView::keyPressEvent(event);
        userMoved(from, down ? 1 : -1);
        return;
    }
    case Qt::Key_End:
        setCurrentRow(rows() - 1);
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        m_follow->jump();
        return;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool opens = (event->key() == Qt::Key_Right) != mirrored;
        if (row >= 0 && isOpen(row) != opens)
            toggle(row);
        return;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        toggle(row);
        return;
    default:
        event->ignore(); // letters are not searched for
    }
}

void NoukaiStepListView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    m_pressed = event->button() == Qt::LeftButton && index.isValid() ? attemptOf(index.row()) : -1;
    if (!index.isValid())
        return;
    setAutoScroll(false); // what is clicked keeps its place
    setCurrentRow(index.row());
    setAutoScroll(true);
}

void NoukaiStepListView::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const int pressed = std::exchange(m_pressed, -1);
    if (event->button() == Qt::LeftButton && index.isValid() && attemptOf(index.row()) == pressed)
        toggle(index.row());
}

// --- Painting and time -----------------------------------------------------------------------------------------------

void NoukaiStepListView::showEvent(QShowEvent *event)
{
    NoukaiRowsView::showEvent(event);
    m_seen = true;
    updateMotion();
    changedAll();
}

void NoukaiStepListView::hideEvent(QHideEvent *event)
{
    NoukaiRowsView::hideEvent(event);
    m_seen = false;
    updateMotion();
}

void NoukaiStepListView::updateMotion()
{
    const bool runs = m_seen && m_timeline && m_timeline->runningRow() >= 0;
    const bool turns = runs && !NoukaiTheme::instance()->reduceMotion();
    m_ticker.setActive(runs);
    m_ownDelegate->setMoving(turns);
    if (turns && !m_motionTimer.isActive())
        m_motionTimer.start(NoukaiGlyphs::FrameMs, this);
    else if (!turns)
        m_motionTimer.stop();
}

void NoukaiStepListView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_layoutTimer.timerId()) {
        layoutRows();
    } else if (event->timerId() == m_latestTimer.timerId()) {
        m_latestTimer.stop();
        showLatest();
    } else if (event->timerId() == m_motionTimer.timerId()) {
        if (m_timeline)
            viewport()->update(visualRect(indexOf(m_timeline->runningRow())));
    } else {
        NoukaiRowsView::timerEvent(event);
    }
}

// A frame holds an open row and its body together.
void NoukaiStepListView::paintEvent(QPaintEvent *event)
{
    NoukaiRowsView::paintEvent(event);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(NoukaiLook::faint(palette(), 0.18));
    const double radius = NoukaiLook::unit(fontMetrics()) / 2.0;
    const int bottom = verticalOffset() + event->rect().bottom();
    for (int row = qMax(0, rowAt(verticalOffset() + event->rect().top())); row < rows() && topOf(row) < bottom; ++row) {
        if (!isOpen(row))
            continue;
        const QRectF frame(sideMargin(), topOf(row) - verticalOffset(), viewport()->width() - 2 * sideMargin(),
                           topOf(row + 1) - topOf(row) - spacing());
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }
}
