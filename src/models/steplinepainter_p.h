// SPDX-License-Identifier: MIT
#pragma once

// Compiled by the two front ends and never by Core, since it needs Qt Gui: so both draw a step's line the same.

#include <QtCore/QList>
#include <QtCore/QStringList>
#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtGui/QTextOption>

#include <algorithm>
#include <cmath>

namespace NoukaiStepLines
{

// What is special about an attempt, in a frame.
struct Mark {
    QString text;
    QColor color;

    bool operator==(const Mark &other) const { return text == other.text && color == other.color; }
};

// What is measured once for many lines.
struct Columns {
    static Columns of(const QFont &font, const QStringList &widestFigures)
    {
        constexpr int WordCharacters = 12;
        const QFontMetricsF metrics(font);
        Columns columns{std::ceil(metrics.height()), metrics.averageCharWidth() * WordCharacters, {}};
        for (const QString &figure : widestFigures)
            columns.figures << std::ceil(metrics.horizontalAdvance(figure));
        return columns;
    }

    double line = 0;
    double word = 0;
    QList<double> figures;
};

// The words of a step's line: title, preview, state, figures, and below them the marks.
struct Line {
    QString title;
    bool quiet = false;           // nothing happened there: not bold, and fainter
    bool titleEndMatters = false; // it is cut in its middle
    QString preview;
    QString word;
    QColor wordColor;
    QStringList figures; // an empty one is unknown
    QList<Mark> marks;
    QColor color;
    QFont font;
    Columns columns;
    double spacing = 0;
    bool narrow = false;
    bool mirrored = false;

    double gap() const { return std::round(spacing / 3); }
    double height() const
    {
        const int lines = (narrow ? 2 : 1) + (marks.isEmpty() ? 0 : 1);
        return lines * columns.line + (lines - 1) * gap();
    }
    QColor faded(double share) const
    {
        QColor faded = color;
        faded.setAlphaF(float(faded.alphaF() * share));
        return faded;
    }
};

// Writes from the side where reading starts.
class Pen
{
public:
    Pen(QPainter &painter, const Line &line, const QRectF &area)
        : m_painter(painter)
        , m_line(line)
        , m_area(area)
        , m_top(area.top())
    {
    }

    double width() const { return m_area.width(); }

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
        m_painter.setPen(color);
        const QRectF box = place(atEnd ? start + room - width : start, width);
        layout.draw(&m_painter, {box.left(), box.top() + (m_line.columns.line - layout.boundingRect().height()) / 2});
        return width;
    }

    void frame(const QColor &color, double start, double width)
    {
        const double radius = m_line.columns.line / 4;
        m_painter.setPen(color);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(place(start, width).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }

    void nextLine() { m_top += m_line.columns.line + m_line.gap(); }

private:
    QRectF place(double start, double width) const
    {
        const double left = m_line.mirrored ? m_area.left() + m_area.width() - start - width : m_area.left() + start;
        return {left, m_top, width, m_line.columns.line};
    }

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

    QPainter &m_painter;
    const Line &m_line;
    QRectF m_area;
    double m_top;
};

inline double writeTitle(Pen &pen, const Line &line, double room)
{
    QFont font = line.font;
    font.setWeight(line.quiet ? QFont::Normal : QFont::DemiBold);
    return pen.write(line.title, font, line.faded(line.quiet ? 0.75 : 1), 0, room,
                     line.titleEndMatters ? Qt::ElideMiddle : Qt::ElideRight);
}

// Title, preview, and the figures in columns, so that those of several lines stand below each other.
inline void paintWide(Pen &pen, const Line &line)
{
    constexpr double TitleShare = 0.45; // of the width, where a preview stands beside it
    double end = pen.width();
    for (qsizetype i = line.figures.size() - 1; i >= 0; --i) {
        const double column = line.columns.figures.value(i);
        end -= column;
        pen.write(line.figures.at(i), line.font, line.faded(0.8), end, column, Qt::ElideRight, true);
        end -= line.spacing;
    }
    end -= line.columns.word;
    pen.write(line.word, line.font, line.wordColor, end, line.columns.word, Qt::ElideRight, true);
    end = std::max(0.0, end - line.spacing);
    const double room = line.preview.isEmpty() ? end : std::min(end, std::round(pen.width() * TitleShare));
    const double start = writeTitle(pen, line, room) + line.spacing;
    pen.write(line.preview, line.font, line.faded(0.75), start, end - start);
}

// The title, and below it the figures one behind the other.
inline void paintNarrow(Pen &pen, const Line &line)
{
    writeTitle(pen, line, pen.width());
    pen.nextLine();
    double start = pen.write(line.word, line.font, line.wordColor, 0, pen.width()) + line.spacing;
    for (const QString &figure : line.figures) {
        if (!figure.isEmpty())
            start += pen.write(figure, line.font, line.faded(0.8), start, pen.width() - start) + line.spacing;
    }
}

inline void paintMarks(Pen &pen, const Line &line)
{
    const QFontMetricsF metrics(line.font);
    double start = 0;
    for (const Mark &mark : line.marks) {
        const double words = std::ceil(metrics.horizontalAdvance(mark.text));
        const double whole = std::min(words + line.spacing, pen.width() - start);
        if (whole <= line.spacing)
            return;
        pen.frame(mark.color, start, whole);
        pen.write(mark.text, line.font, mark.color, start + line.spacing / 2, whole - line.spacing);
        start += whole + line.spacing / 2;
    }
}

// Paints \a line from the top of \a area.
inline void paint(QPainter &painter, const Line &line, const QRectF &area)
{
    Pen pen(painter, line, area);
    if (line.narrow)
        paintNarrow(pen, line);
    else
        paintWide(pen, line);
    if (line.marks.isEmpty())
        return;
    pen.nextLine();
    paintMarks(pen, line);
}

} // namespace NoukaiStepLines
