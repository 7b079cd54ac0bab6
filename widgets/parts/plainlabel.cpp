// SPDX-License-Identifier: MIT
#include "plainlabel_p.h"

#include "look_p.h"

#include <QtCore/QEvent>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QStyle>
#include <QtWidgets/QToolTip>

#include <cmath>

NoukaiPlainLabel::NoukaiPlainLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    NoukaiLook::onThemeChanged(this, [this] { update(); });
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void NoukaiPlainLabel::setText(const QString &text)
{
    if (text != QLabel::text())
        QLabel::setText(text);
}

// Without a description of its own, Qt would read the tool tip with its markup.
void NoukaiPlainLabel::setNote(const QString &note)
{
    setToolTip(NoukaiLook::toolTip(note));
    setAccessibleDescription(note);
}

void NoukaiPlainLabel::setStrength(double strength)
{
    m_strength = strength;
    update();
}

void NoukaiPlainLabel::setRole(std::optional<NoukaiTheme::Role> role)
{
    m_role = role;
    update();
}

void NoukaiPlainLabel::setElideMode(Qt::TextElideMode mode)
{
    m_elideMode = mode;
    update();
}

void NoukaiPlainLabel::setWordWrap(bool on)
{
    QLabel::setWordWrap(on);
    QSizePolicy policy = sizePolicy();
    policy.setVerticalPolicy(on ? QSizePolicy::Preferred : QSizePolicy::Fixed);
    policy.setHeightForWidth(on);
    setSizePolicy(policy);
}

void NoukaiPlainLabel::setMaximumLines(int lines)
{
    m_maximumLines = lines;
    updateGeometry();
}

// QLabel breaks lines between words only, and looks for the width of the longest one.
QSize NoukaiPlainLabel::sizeHint() const
{
    if (!wordWrap())
        return QLabel::sizeHint();
    const int most = fontMetrics().averageCharWidth() * 60;
    const qsizetype lineEnd = text().indexOf(u'\n');
    const bool isShort = text().size() <= 200 && lineEnd < 0;
    const int width = isShort ? qMin(most, fontMetrics().horizontalAdvance(text()) + 2 * margin() + 1) : most;
    return {width, heightForWidth(width)};
}

QSize NoukaiPlainLabel::minimumSizeHint() const
{
    const int few = fontMetrics().averageCharWidth() * 4;
    if (wordWrap())
        return {few, fontMetrics().height() + 2 * margin()};
    return {qMin(few, QLabel::minimumSizeHint().width()), QLabel::minimumSizeHint().height()};
}

int NoukaiPlainLabel::heightForWidth(int width) const
{
    if (!wordWrap())
        return QLabel::heightForWidth(width);
    const QMargins around = contentsMargins() + QMargins(margin(), margin(), margin(), margin());
    return drawLines(width - around.left() - around.right(), nullptr, {}) + around.top() + around.bottom();
}

// Returns the height of the lines, which it paints where it can; the last one that has room ends in an ellipsis.
int NoukaiPlainLabel::drawLines(int width, QPainter *painter, const QRect &area) const
{
    QTextOption option(QStyle::visualAlignment(layoutDirection(), alignment() & Qt::AlignHorizontal_Mask) |
                       Qt::AlignAbsolute);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto); // else that of the application
    const double lineHeight = fontMetrics().lineSpacing();
    int lines = 0;
    const QStringList paragraphs = text().split(u'\n');
    for (qsizetype i = 0; i < paragraphs.size() && lines < m_maximumLines; ++i) {
        QTextLayout layout(paragraphs[i], font());
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid() && lines < m_maximumLines;
             line = layout.createLine()) {
            line.setLineWidth(qMax(1, width));
            const double y = area.top() + lines++ * lineHeight;
            const bool isLast = lines == m_maximumLines;
            const qsizetype end = line.textStart() + line.textLength();
            if (!painter)
                continue;
            if (isLast && (end < paragraphs[i].size() || i + 1 < paragraphs.size())) {
                const QString rest = paragraphs[i].mid(line.textStart(), line.textLength()).trimmed() + QChar(0x2026);
                NoukaiLook::drawLine(*painter, QRectF(area.left(), y, width, lineHeight),
                                     fontMetrics().elidedText(rest, Qt::ElideRight, width),
                                     alignment() & Qt::AlignHorizontal_Mask, layoutDirection());
            } else {
                line.draw(painter, {double(area.left()), y - line.y()});
            }
        }
        layout.endLayout();
    }
    return int(std::ceil(lines * lineHeight));
}

QColor NoukaiPlainLabel::color() const
{
    return m_role ? NoukaiLook::role(*m_role, palette()) : NoukaiLook::faint(palette(), m_strength);
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
    if (wordWrap()) {
        const int spare = area.height() - drawLines(area.width(), nullptr, {});
        drawLines(area.width(), &painter, area.translated(0, alignment() & Qt::AlignVCenter ? qMax(0, spare / 2) : 0));
        return;
    }
    const QString line = fontMetrics().elidedText(text(), m_elideMode, area.width(), Qt::TextSingleLine);
    NoukaiLook::drawLine(painter, area, line, alignment(), layoutDirection());
}
