// SPDX-License-Identifier: MIT
#include "stepline_p.h"

#include <QtCore/QVariantMap>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtGui/QTextOption>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace
{

constexpr double TitleShare = 0.45; // of the width, where a preview stands beside it
constexpr double Quiet = 0.75;
constexpr int WordColumn = 12; // characters

} // namespace

// Writes from the side where reading starts.
class NoukaiStepLine::Pen
{
public:
    Pen(QPainter *painter, const NoukaiStepLine &line)
        : m_painter(painter)
        , m_line(line)
        , m_height(line.m_lineHeight)
    {
    }

    QRectF place(double start, double width) const
    {
        return {m_line.m_mirrored ? m_line.width() - start - width : start, m_top, width, m_height};
    }

    // Returns how much of the width it took. Shaping is what text costs, so it is done once for measure and drawing.
    double write(const QString &text, const QFont &font, const QColor &color, double start, double room,
                 Qt::TextElideMode elide = Qt::ElideRight, bool atEnd = false)
    {
        if (text.isEmpty() || room <= 0)
            return 0;
        QTextLayout layout(text, font);
        double width = layOut(layout);
        if (width > room) {
            layout.setText(QFontMetricsF(font).elidedText(text, elide, room));
            width = std::min(room, layOut(layout));
        }
        m_painter->setPen(color);
        const QRectF area = place(atEnd ? start + room - width : start, width);
        layout.draw(m_painter, {area.left(), area.top() + (m_height - layout.boundingRect().height()) / 2});
        return width;
    }

    void frame(const QColor &color, double start, double width)
    {
        m_painter->setPen(color);
        m_painter->setBrush(Qt::NoBrush);
        m_painter->drawRoundedRect(place(start, width).adjusted(0.5, 0.5, -0.5, -0.5), m_height / 4, m_height / 4);
    }

    void nextLine(double gap) { m_top += m_height + gap; }

private:
    static double layOut(QTextLayout &layout)
    {
        QTextOption option; // without an alignment, which would bring the application's direction with it
        option.setWrapMode(QTextOption::NoWrap);
        layout.setTextOption(option);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        line.setPosition({0, 0});
        layout.endLayout();
        return std::ceil(line.naturalTextWidth());
    }

    QPainter *m_painter;
    const NoukaiStepLine &m_line;
    double m_height;
    double m_top = 0;
};

NoukaiStepLine::NoukaiStepLine(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

QColor NoukaiStepLine::faded(double share) const
{
    QColor color = m_color;
    color.setAlphaF(float(color.alphaF() * share));
    return color;
}

void NoukaiStepLine::measure()
{
    const QFontMetricsF metrics(m_font);
    m_lineHeight = std::ceil(metrics.height());
    m_wordColumn = metrics.averageCharWidth() * WordColumn;
    m_columns.clear();
    for (const QString &figure : std::as_const(m_widestFigures))
        m_columns << std::ceil(metrics.horizontalAdvance(figure));
}

void NoukaiStepLine::touched()
{
    const int lines = (m_narrow ? 2 : 1) + (m_marks.isEmpty() ? 0 : 1);
    setImplicitHeight(lines * m_lineHeight + (lines - 1) * std::round(m_spacing / 3));
    update();
    Q_EMIT changed();
}

void NoukaiStepLine::paint(QPainter *painter)
{
    Pen pen(painter, *this);
    if (m_narrow)
        paintNarrow(pen);
    else
        paintWide(pen);
    if (!m_marks.isEmpty()) {
        pen.nextLine(std::round(m_spacing / 3));
        paintMarks(pen);
    }
}

// Title, preview, and the figures in columns, so that those of several lines stand below each other.
void NoukaiStepLine::paintWide(Pen &pen) const
{
    double end = width();
    for (qsizetype i = m_figures.size() - 1; i >= 0; --i) {
        end -= m_columns.value(i);
        pen.write(m_figures.at(i), m_font, faded(0.8), end, m_columns.value(i), Qt::ElideRight, true);
        end -= m_spacing;
    }
    end -= m_wordColumn;
    pen.write(m_word, m_font, m_wordColor, end, m_wordColumn, Qt::ElideRight, true);
    end = std::max(0.0, end - m_spacing);

    QFont bold = m_font;
    bold.setWeight(m_quiet ? QFont::Normal : QFont::DemiBold);
    const double room = m_preview.isEmpty() ? end : std::min(end, std::round(width() * TitleShare));
    const double title = pen.write(m_title, bold, faded(m_quiet ? Quiet : 1), 0, room,
                                   m_titleEndMatters ? Qt::ElideMiddle : Qt::ElideRight);
    pen.write(m_preview, m_font, faded(Quiet), title + m_spacing, end - title - m_spacing);
}

// The title, and below it the figures one behind the other.
void NoukaiStepLine::paintNarrow(Pen &pen) const
{
    QFont bold = m_font;
    bold.setWeight(m_quiet ? QFont::Normal : QFont::DemiBold);
    pen.write(m_title, bold, faded(m_quiet ? Quiet : 1), 0, width(),
              m_titleEndMatters ? Qt::ElideMiddle : Qt::ElideRight);
    pen.nextLine(std::round(m_spacing / 3));
    double start = 0;
    const auto write = [&](const QString &text, const QColor &color) {
        start += pen.write(text, m_font, color, start, width() - start) + m_spacing;
    };
    write(m_word, m_wordColor);
    for (const QString &figure : m_figures) {
        if (!figure.isEmpty())
            write(figure, faded(0.8));
    }
}

void NoukaiStepLine::paintMarks(Pen &pen) const
{
    const QFontMetricsF metrics(m_font);
    double start = 0;
    for (const QVariant &entry : m_marks) {
        const QVariantMap mark = entry.toMap();
        const QString text = mark.value(u"text"_s).toString();
        const auto color = mark.value(u"color"_s).value<QColor>();
        const double words = std::ceil(metrics.horizontalAdvance(text));
        const double whole = std::min(words + m_spacing, width() - start);
        if (whole <= m_spacing)
            return;
        pen.frame(color, start, whole);
        pen.write(text, m_font, color, start + m_spacing / 2, whole - m_spacing);
        start += whole + m_spacing / 2;
    }
}
