// SPDX-License-Identifier: MIT
#include "timelineview_p.h"

#include "parts/look_p.h"
#include "timelinedelegate_p.h"
#include "timelineheader_p.h"

#include <QtCore/QTimerEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <cmath>

NoukaiTimelineView::NoukaiTimelineView(QWidget *parent)
    : NoukaiRowsView(parent)
    , m_header(new NoukaiTimelineHeader(this))
    , m_delegate(new NoukaiTimelineDelegate(this))
{
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Timeline of the steps"));
    connect(&m_ticker, &NoukaiTicker::ticked, this, [this] {
        m_axis.rebuild();
        axisHasChanged();
    });
    NoukaiLook::onThemeChanged(this, [this] {
        updateMotion();
        doItemsLayout();
    });
}

NoukaiTimelineView::~NoukaiTimelineView() = default;

void NoukaiTimelineView::setTimeline(NoukaiTimelineModel *timeline)
{
    if (m_axis.timeline())
        m_axis.timeline()->disconnect(this);
    m_axis.setTimeline(timeline);
    setModel(timeline);
    if (timeline) {
        connect(timeline, &NoukaiTimelineModel::timesChanged, this, [this] {
            m_axis.rebuild();
            axisHasChanged();
        });
        connect(timeline, &QAbstractItemModel::modelReset, this, [this] {
            m_axis.showAll();
            axisHasChanged();
        });
        connect(timeline, &NoukaiTimelineModel::runningRowChanged, this, [this] {
            if (followActiveStep && m_axis.timeline()->runningRow() >= 0)
                setCurrentRow(m_axis.timeline()->runningRow());
            updateMotion();
        });
    }
    updateMotion();
    axisHasChanged();
}

int NoukaiTimelineView::attemptOf(int row) const
{
    return indexOf(row).data(NoukaiTimelineModel::AttemptIdRole).toInt();
}

// --- Where things stand ----------------------------------------------------------------------------------------------

bool NoukaiTimelineView::isStacked() const
{
    return width() < fontMetrics().averageCharWidth() * 60;
}

int NoukaiTimelineView::nameWidth() const
{
    return isStacked() ? 0 : qRound(qMin(viewport()->width() * 0.34, fontMetrics().averageCharWidth() * 32.0));
}

int NoukaiTimelineView::axisInset() const
{
    return nameWidth() + NoukaiLook::unit(fontMetrics());
}

int NoukaiTimelineView::rowHeight() const
{
    return qRound(fontMetrics().height() * (isStacked() ? 2.1 : 1) + NoukaiLook::unit(fontMetrics()));
}

QRect NoukaiTimelineView::barArea(const QRect &line) const
{
    const QRect area(line.left() + axisInset(), line.top(), qRound(m_axis.width()), line.height());
    return QStyle::visualRect(layoutDirection(), line, area);
}

double NoukaiTimelineView::axisX(double x) const
{
    return (isRightToLeft() ? viewport()->width() - x : x) - axisInset();
}

int NoukaiTimelineView::viewportX(double milliseconds) const
{
    if (milliseconds < 0)
        return -1;
    const double x = m_axis.scale().x(milliseconds);
    if (x < 0 || x > m_axis.width())
        return -1;
    return qRound(isRightToLeft() ? viewport()->width() - axisInset() - x : axisInset() + x);
}

QSize NoukaiTimelineView::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, m_header->sizeHint().height() + rowHeight() * qBound(3, rows(), 8)};
}

QSize NoukaiTimelineView::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 24, m_header->sizeHint().height() + rowHeight() * 2};
}

void NoukaiTimelineView::doItemsLayout()
{
    NoukaiRowsView::doItemsLayout();
    viewport()->update();
}

void NoukaiTimelineView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    NoukaiRowsView::rowsInserted(parent, first, last);
    updateGeometries();
    updateGeometry();
    viewport()->update();
}

void NoukaiTimelineView::updateGeometries()
{
    if (!m_header) // Qt asks already while the view is being made
        return;
    const int height = m_header->sizeHint().height();
    if (viewportMargins().top() != height)
        setViewportMargins(0, height, 0, 0);
    const QRect rows = viewport()->geometry();
    m_header->setGeometry(rows.left(), rows.top() - height, rows.width(), height);
    if (m_axis.setWidth(qMax(1, viewport()->width() - axisInset() - NoukaiLook::unit(fontMetrics()))))
        axisHasChanged();
    NoukaiRowsView::updateGeometries();
}

void NoukaiTimelineView::axisHasChanged()
{
    if (viewportMargins().top() != m_header->sizeHint().height())
        updateGeometries(); // gaps have labels, which need their line
    m_header->update();
    viewport()->update();
    Q_EMIT axisChanged();
}

// --- What a person does ----------------------------------------------------------------------------------------------

void NoukaiTimelineView::setFollow(bool follow)
{
    if (follow == followActiveStep)
        return;
    followActiveStep = follow;
    Q_EMIT followActiveStepChanged();
}

void NoukaiTimelineView::choose(int row)
{
    setFollow(false);
    setCurrentRow(row);
}

void NoukaiTimelineView::showNext(NoukaiTimelineModel::RowKind kind)
{
    const int row = timeline() ? timeline()->nextRow(currentRow(), kind) : -1;
    if (row >= 0)
        choose(row);
}

void NoukaiTimelineView::press(int row)
{
    if (row >= 0 && row < rows())
        Q_EMIT activated(attemptOf(row));
}

void NoukaiTimelineView::fold(bool open)
{
    if (disclosure && currentRow() >= 0)
        disclosure->setExpanded(attemptOf(currentRow()), open);
}

void NoukaiTimelineView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    NoukaiRowsView::currentChanged(current, previous);
    Q_EMIT currentRowChanged();
}

void NoukaiTimelineView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        setFollow(false);
        NoukaiRowsView::keyPressEvent(event);
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        fold((event->key() == Qt::Key_Right) != isRightToLeft());
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        press(currentRow());
        return;
    default:
        if (!singleKeys || (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) ||
            !singleKey(event))
            event->ignore();
    }
}

bool NoukaiTimelineView::singleKey(const QKeyEvent *event)
{
    const QString text = event->text().toLower();
    if (text.size() != 1)
        return false;
    switch (text.front().unicode()) {
    case u'+':
    case u'=':
        changeAxis([](NoukaiTimelineAxis &axis) { axis.zoom(1.5, axis.width() / 2); });
        return true;
    case u'-':
        changeAxis([](NoukaiTimelineAxis &axis) { axis.zoom(1 / 1.5, axis.width() / 2); });
        return true;
    case u'0':
        changeAxis([](NoukaiTimelineAxis &axis) { axis.showAll(); });
        return true;
    case u'e':
        showNext(NoukaiTimelineModel::Error);
        return true;
    case u'n':
        showNext(NoukaiTimelineModel::Attention);
        return true;
    case u'f':
        setFollow(!followActiveStep);
        return true;
    default:
        return false;
    }
}

void NoukaiTimelineView::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        NoukaiRowsView::wheelEvent(event);
        return;
    }
    const double factor = std::pow(1.2, event->angleDelta().y() / 120.0);
    const double x = axisX(event->position().x());
    changeAxis([&](NoukaiTimelineAxis &axis) { axis.zoom(factor, x); });
    event->accept();
}

void NoukaiTimelineView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::LeftButton;
    m_panning = false;
    m_pressedAt = event->position().toPoint();
    m_panX = event->position().x();
}

// Dragging moves a zoomed view.
void NoukaiTimelineView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_pressed || !m_axis.isZoomed())
        return;
    const double x = event->position().x();
    m_panning = m_panning || std::abs(x - m_pressedAt.x()) >= QApplication::startDragDistance();
    if (!m_panning)
        return;
    const double moved = x - m_panX;
    m_panX = x;
    changeAxis([&](NoukaiTimelineAxis &axis) { axis.pan(isRightToLeft() ? moved : -moved); });
}

void NoukaiTimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (m_pressed && !m_panning && index.isValid())
        choose(index.row());
    m_pressed = false;
    m_panning = false;
}

void NoukaiTimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    choose(index.row());
    press(index.row());
}

// --- Painting and time -----------------------------------------------------------------------------------------------

void NoukaiTimelineView::paintEvent(QPaintEvent *event)
{
    NoukaiRowsView::paintEvent(event);
    const int x = viewportX(playhead);
    if (x < 0)
        return;
    QPainter painter(viewport());
    painter.fillRect(QRect(x, 0, qMax(1, qRound(fontMetrics().height() / 12.0)), viewport()->height()),
                     palette().color(QPalette::Highlight));
}

void NoukaiTimelineView::changeEvent(QEvent *event)
{
    NoukaiRowsView::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
        setAccessibleName(tr("Timeline of the steps"));
        [[fallthrough]];
    case QEvent::FontChange:
    case QEvent::LocaleChange:
    case QEvent::LayoutDirectionChange:
        doItemsLayout();
        m_header->update();
        break;
    default:
        break;
    }
}

void NoukaiTimelineView::showEvent(QShowEvent *event)
{
    NoukaiRowsView::showEvent(event);
    m_seen = true;
    m_axis.rebuild();
    updateMotion();
    updateGeometries();
}

void NoukaiTimelineView::hideEvent(QHideEvent *event)
{
    NoukaiRowsView::hideEvent(event);
    m_seen = false;
    updateMotion();
}

void NoukaiTimelineView::updateMotion()
{
    const NoukaiFlow *flow = timeline() ? timeline()->flow() : nullptr;
    const bool runs = m_seen && flow && flow->isRunning();
    const bool turns = runs && timeline()->runningRow() >= 0 && !NoukaiTheme::instance()->reduceMotion();
    m_ticker.setActive(runs);
    m_delegate->setMoving(turns);
    if (turns && !m_motionTimer.isActive())
        m_motionTimer.start(NoukaiGlyphs::FrameMs, this);
    else if (!turns)
        m_motionTimer.stop();
}

void NoukaiTimelineView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_motionTimer.timerId())
        viewport()->update(visualRect(indexOf(timeline() ? timeline()->runningRow() : -1)));
    else
        NoukaiRowsView::timerEvent(event);
}
