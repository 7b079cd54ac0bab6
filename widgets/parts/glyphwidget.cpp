// SPDX-License-Identifier: MIT
#include "glyphwidget_p.h"

#include "look_p.h"

#include <QtCore/QEvent>
#include <QtCore/QTimerEvent>
#include <QtGui/QPainter>

NoukaiGlyphWidget::NoukaiGlyphWidget(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    NoukaiLook::onThemeChanged(this, [this] { updateMotion(); });
}

void NoukaiGlyphWidget::show(NoukaiTheme::Glyph glyph, NoukaiTheme::Role role)
{
    if (glyph == m_glyph && role == m_role)
        return;
    m_glyph = glyph;
    m_role = role;
    updateMotion();
}

QSize NoukaiGlyphWidget::sizeHint() const
{
    const int side = NoukaiLook::glyph(fontMetrics());
    return {side, side};
}

void NoukaiGlyphWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const double angle = m_timer.isActive() ? NoukaiGlyphs::turn(m_clock.elapsed()) : 0;
    NoukaiGlyphs::paint(painter, m_glyph, area, NoukaiLook::role(m_role, palette()), angle);
}

void NoukaiGlyphWidget::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void NoukaiGlyphWidget::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateMotion();
}

void NoukaiGlyphWidget::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateMotion();
}

void NoukaiGlyphWidget::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        update();
    else
        QWidget::timerEvent(event);
}

// The timer runs only while there is something to turn and someone to see it.
void NoukaiGlyphWidget::updateMotion()
{
    const bool turns = isVisible() && m_glyph == NoukaiTheme::Ring && !NoukaiTheme::instance()->reduceMotion();
    if (turns && !m_timer.isActive()) {
        m_clock.start();
        m_timer.start(NoukaiGlyphs::FrameMs, this);
    } else if (!turns) {
        m_timer.stop();
    }
    updateGeometry();
    update();
}
