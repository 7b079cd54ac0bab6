// SPDX-License-Identifier: MIT
#include "plainlabel_p.h"

#include "look_p.h"

#include <QtCore/QEvent>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QToolTip>

NoukaiPlainLabel::NoukaiPlainLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void NoukaiPlainLabel::setText(const QString &text)
{
    if (text != QLabel::text())
        QLabel::setText(text);
}

void NoukaiPlainLabel::setStrength(double strength)
{
    m_strength = strength;
    update();
}

void NoukaiPlainLabel::setColor(const QColor &color)
{
    m_color = color;
    update();
}

void NoukaiPlainLabel::setElideMode(Qt::TextElideMode mode)
{
    m_elideMode = mode;
    update();
}

QSize NoukaiPlainLabel::minimumSizeHint() const
{
    if (wordWrap())
        return QLabel::minimumSizeHint();
    const int few = fontMetrics().averageCharWidth() * 4;
    return {qMin(few, QLabel::minimumSizeHint().width()), QLabel::minimumSizeHint().height()};
}

QColor NoukaiPlainLabel::color() const
{
    return m_color.isValid() ? m_color : NoukaiLook::faint(palette(), m_strength);
}

bool NoukaiPlainLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && !wordWrap() &&
        fontMetrics().horizontalAdvance(text()) > contentsRect().width()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), NoukaiLook::toolTip(text()), this);
        return true;
    }
    return QLabel::event(event);
}

void NoukaiPlainLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawFrame(&painter);
    const QRect area = contentsRect().adjusted(margin(), margin(), -margin(), -margin());
    painter.setPen(color());
    // By the direction of the layout: a painter goes by that of the text.
    const int side = int(QStyle::visualAlignment(layoutDirection(), alignment()) | Qt::AlignAbsolute);
    if (wordWrap()) {
        painter.drawText(area, side | Qt::TextWordWrap | Qt::TextWrapAnywhere, text());
        return;
    }
    const QString line = fontMetrics().elidedText(text(), m_elideMode, area.width(), Qt::TextSingleLine);
    painter.drawText(area, side | Qt::TextSingleLine, line);
}
