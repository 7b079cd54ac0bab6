// SPDX-License-Identifier: MIT
#include "timelineheader_p.h"

#include "parts/accessiblerole_p.h"
#include "parts/look_p.h"
#include "timelineview_p.h"

#include <Noukai/noukaiformat.h>

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

NoukaiTimelineHeader::NoukaiTimelineHeader(NoukaiTimelineView *view)
    : QWidget(view)
    , m_view(view)
{
    NoukaiAccess::ignore(this); // each row says when it was
}

// Labels of gaps have a line of their own, above those of the ticks.
QSize NoukaiTimelineHeader::sizeHint() const
{
    const bool gaps = !m_view->axis().scale().gaps().isEmpty();
    return {fontMetrics().averageCharWidth() * 30, qRound(fontMetrics().height() * (gaps ? 2.6 : 1.6))};
}

int NoukaiTimelineHeader::mirrored(double x, double width) const
{
    const double at = m_view->axisInset() + x;
    return qRound(isRightToLeft() ? this->width() - at - width : at);
}

void NoukaiTimelineHeader::paintGaps(QPainter &painter) const
{
    const NoukaiTimeScale &scale = m_view->axis().scale();
    const auto gaps = scale.gaps();
    for (const NoukaiTimeScale::Interval &gap : gaps) {
        const double x = scale.x(gap.start);
        const double length = qMax(2.0, scale.x(gap.start + gap.duration) - x);
        if (x + length < 0 || x > scale.width())
            continue;
        const int left = mirrored(x, length);
        painter.fillRect(QRect(left, 0, qRound(length), height()), NoukaiLook::faint(palette(), 0.12));
        //: On a time axis, over a piece that was cut out; %1 is its duration.
        const QString label = tr("⋯ %1").arg(NoukaiFormat::duration(qint64(gap.duration)));
        const int half = fontMetrics().horizontalAdvance(label) / 2 + 1;
        const int middle = qBound(half, left + qRound(length / 2), qMax(half, width() - half));
        painter.setPen(NoukaiLook::faint(palette(), 0.75));
        NoukaiLook::drawLine(painter, QRect(middle - half, 0, 2 * half, fontMetrics().height()), label, Qt::AlignCenter,
                             layoutDirection());
    }
}

void NoukaiTimelineHeader::paintTicks(QPainter &painter) const
{
    const auto ticks = m_view->axis().scale().ticks(
        [this](const QString &text) { return double(fontMetrics().horizontalAdvance(text)); }, 12, locale());
    const QColor line = NoukaiLook::faint(palette(), 0.25);
    const int line35 = qRound(fontMetrics().height() * 0.35);
    const int bottom = height() - qRound(fontMetrics().height() * 0.25);
    for (const NoukaiTimeScale::Tick &tick : ticks) {
        const int x = mirrored(tick.x, 1);
        painter.fillRect(QRect(x, height() - line35, 1, line35), line);
        const int labelWidth = fontMetrics().horizontalAdvance(tick.label) + 1;
        const int left = isRightToLeft() ? x - 3 - labelWidth : x + 4;
        painter.setPen(NoukaiLook::faint(palette(), 0.75));
        NoukaiLook::drawLine(painter, QRect(left, bottom - fontMetrics().height(), labelWidth, fontMetrics().height()),
                             tick.label, Qt::AlignCenter, layoutDirection());
    }
}

void NoukaiTimelineHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), NoukaiLook::faint(palette(), 0.25));
    paintGaps(painter);
    paintTicks(painter);
    const int x = m_view->viewportX(m_view->playhead);
    if (x >= 0)
        painter.fillRect(QRect(x, 0, qMax(1, qRound(fontMetrics().height() / 12.0)), height()),
                         palette().color(QPalette::Highlight));
}

bool NoukaiTimelineHeader::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const double x = m_view->axisX(help->pos().x());
    const NoukaiTimeScale &scale = m_view->axis().scale();
    const auto gaps = scale.gaps();
    for (const NoukaiTimeScale::Interval &gap : gaps) {
        if (x < scale.x(gap.start) - 2 || x > scale.x(gap.start + gap.duration) + 2)
            continue;
        const QString duration = NoukaiFormat::duration(qint64(gap.duration));
        QToolTip::showText(help->globalPos(),
                           NoukaiLook::toolTip(tr("%1 in which nothing happened were left out").arg(duration)), this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

void NoukaiTimelineHeader::mouseReleaseEvent(QMouseEvent *event)
{
    const double x = m_view->axisX(event->position().x());
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()) && x >= 0)
        Q_EMIT m_view->seekRequested(qMax(0.0, m_view->axis().scale().ms(x)));
}
