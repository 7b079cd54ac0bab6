// SPDX-License-Identifier: MIT
#include "stepdelegate_p.h"

#include "parts/look_p.h"

#include <Noukai/noukaiformat.h>

#include <QtCore/QCoreApplication>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QToolTip>

#include <algorithm>

using Model = NoukaiTimelineModel;

namespace
{

constexpr int MostShown = 500; // characters of a name: nobody sees more, and measuring them takes its time

class StepText
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiStepList)
};

// Places things in a rectangle as if everybody read from left to right.
class Placer
{
public:
    Placer(QPainter *painter, const QStyleOptionViewItem &option)
        : m_painter(painter)
        , m_option(option)
    {
    }

    QRect mirrored(const QRect &rect) const { return QStyle::visualRect(m_option.direction, m_option.rect, rect); }

    void text(const QRect &rect, const QString &text, const QFont &font, const QColor &color, bool atEnd = false,
              Qt::TextElideMode mode = Qt::ElideRight) const
    {
        m_painter->setFont(font);
        m_painter->setPen(color);
        const QString line = QFontMetrics(font).elidedText(text, mode, rect.width(), Qt::TextSingleLine);
        NoukaiLook::drawLine(*m_painter, mirrored(rect), line,
                             (atEnd ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, m_option.direction);
    }

private:
    QPainter *m_painter;
    const QStyleOptionViewItem &m_option;
};

struct Figure {
    QString text;
    int column; // its width where figures stand below each other
    QColor color;
};

// Where the parts of the line stand, before it is mirrored.
struct Layout {
    explicit Layout(const QStyleOptionViewItem &option)
        : metrics(option.fontMetrics)
        , unit(NoukaiLook::unit(metrics))
        , glyph(NoukaiLook::glyph(metrics))
        , average(metrics.averageCharWidth())
        , line(metrics.height())
        , between(qRound(unit / 3.0))
        , narrow(option.rect.width() > 0 && option.rect.width() < average * 52)
        , area(option.rect.adjusted(unit, unit, -unit, -unit))
    {
    }

    int height(bool hasMarks) const
    {
        int lines = line;
        if (narrow)
            lines += between + line;
        if (hasMarks)
            lines += between + line;
        return lines + 2 * unit;
    }

    QFontMetrics metrics;
    int unit;
    int glyph;
    int average;
    int line;
    int between;
    bool narrow;
    QRect area;
};

void paintBackground(QPainter *painter, const QStyleOptionViewItem &option, const Layout &layout)
{
    const double radius = layout.unit / 2.0;
    painter->setPen(Qt::NoPen);
    if (option.state & QStyle::State_MouseOver) {
        painter->setBrush(NoukaiLook::faint(option.palette, 0.05));
        painter->drawRoundedRect(option.rect, radius, radius);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(option.palette.color(QPalette::Highlight), 2));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), radius, radius);
    }
}

QList<Figure> figures(const QModelIndex &index, const QPalette &palette, const Layout &layout)
{
    const QColor faint = NoukaiLook::faint(palette, 0.8);
    const auto state = NoukaiStep::state(index);
    const auto widthOf = [&](const QString &text) {
        return layout.metrics.horizontalAdvance(text) + 1;
    };
    QList<Figure> all{
        {NoukaiFormat::stepWord(state), layout.average * 12, NoukaiLook::role(NoukaiTheme::roleOfStep(state), palette)},
        {NoukaiStep::duration(index), widthOf(QStringLiteral("0h 00m 00s")), faint},
        {NoukaiStep::tokens(index), widthOf(StepText::tr("%1 tok").arg(NoukaiFormat::tokens(888800))), faint},
    };
    if (NoukaiTheme::instance()->showCost())
        all.append({NoukaiStep::cost(index), widthOf(QStringLiteral("$0.000000")), faint});
    return all;
}

// In columns from the end of the line; returns where the first one begins.
int paintColumns(const Placer &placer, const QList<Figure> &figures, const QFont &font, const Layout &layout)
{
    int right = layout.area.right() + 1;
    for (qsizetype i = figures.size() - 1; i >= 0; --i) {
        const Figure &figure = figures.at(i);
        placer.text(QRect(right - figure.column, layout.area.top(), figure.column, layout.line), figure.text, font,
                    figure.color, true);
        right -= figure.column + layout.unit;
    }
    return right;
}

void paintInLine(const Placer &placer, const QList<Figure> &figures, const QFont &font, const Layout &layout, QRect row)
{
    for (const Figure &figure : figures) {
        const int width = qMin(layout.metrics.horizontalAdvance(figure.text) + 1, row.width());
        if (figure.text.isEmpty() || width <= 0)
            continue;
        placer.text(QRect(row.topLeft(), QSize(width, row.height())), figure.text, font, figure.color);
        row.setLeft(row.left() + width + layout.unit);
    }
}

void paintMarks(QPainter *painter, const Placer &placer, const QStyleOptionViewItem &option,
                const QList<NoukaiStep::Mark> &marks, const Layout &layout, QRect row)
{
    for (const NoukaiStep::Mark &mark : marks) {
        const int inset = layout.unit / 2;
        const int width = layout.metrics.horizontalAdvance(mark.text) + 2 * inset + 1;
        const QRect box(row.topLeft(), QSize(width, row.height()));
        const QColor color = NoukaiLook::role(mark.role, option.palette);
        painter->setPen(color);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(placer.mirrored(box)).adjusted(0.5, 0.5, -0.5, -0.5), row.height() / 4.0,
                                 row.height() / 4.0);
        placer.text(box.adjusted(inset, 0, -inset, 0), mark.text, option.font, color);
        row.setLeft(row.left() + width + inset);
    }
}

} // namespace

Model::StepState NoukaiStep::state(const QModelIndex &index)
{
    return Model::StepState(index.data(Model::StepStateRole).toInt());
}

bool NoukaiStep::runs(Model::StepState state)
{
    return state == Model::Running || state == Model::AwaitingTools;
}

QString NoukaiStep::title(const QModelIndex &index)
{
    return NoukaiFormat::stepTitle(index.data(Model::StepNameRole).toString().left(MostShown),
                                   index.data(Model::StepIndexRole).toInt(), index.data(Model::AttemptRole).toInt(),
                                   index.data(Model::AttemptCountRole).toInt(),
                                   index.data(Model::IterationRole).toInt());
}

Qt::TextElideMode NoukaiStep::elideMode(const QModelIndex &index)
{
    const bool numbered =
        index.data(Model::AttemptCountRole).toInt() > 1 || index.data(Model::IterationRole).toInt() > 1;
    return numbered ? Qt::ElideMiddle : Qt::ElideRight;
}

QList<NoukaiStep::Mark> NoukaiStep::marks(const QModelIndex &index)
{
    QList<Mark> marks;
    if (index.data(Model::IsOverriddenRole).toBool())
        marks.append({StepText::tr("Overridden"), NoukaiTheme::Warning});
    if (index.data(Model::IsTruncatedRole).toBool())
        marks.append({StepText::tr("Truncated"), NoukaiTheme::Warning});
    if (index.data(Model::IsReplayedRole).toBool())
        marks.append({StepText::tr("Replay"), NoukaiTheme::Replay});
    return marks;
}

QString NoukaiStep::duration(const QModelIndex &index)
{
    const auto current = state(index);
    qint64 duration = index.data(Model::DurationMsRole).toLongLong();
    if (duration < 0 && runs(current)) {
        if (const auto *model = qobject_cast<const Model *>(index.model()))
            duration = model->elapsedMs(index.row());
    }
    return duration < 0 ? QString() : NoukaiFormat::duration(duration, current == Model::Running);
}

QString NoukaiStep::tokens(const QModelIndex &index)
{
    const qint64 total = index.data(Model::TotalTokensRole).toLongLong();
    //: A number of tokens, as in "842 tok"; short
    return total < 0 ? QString() : StepText::tr("%1 tok").arg(NoukaiFormat::tokens(total));
}

QString NoukaiStep::cost(const QModelIndex &index)
{
    const QString decimal = index.data(Model::CostUsdRole).toString();
    return decimal.isEmpty() ? QString() : NoukaiFormat::cost(decimal);
}

QString NoukaiStep::toolTip(const QModelIndex &index)
{
    return NoukaiLook::toolTip(index.data(Qt::AccessibleTextRole).toString().left(MostShown));
}

void NoukaiStepDelegate::setMoving(bool moving)
{
    if (moving && !m_clock.isValid())
        m_clock.start();
    else if (!moving)
        m_clock.invalidate();
}

void NoukaiStepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Layout layout(option);
    const Placer placer(painter, option);
    const auto state = NoukaiStep::state(index);
    const bool idle = state == Model::Pending || state == Model::Skipped;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintBackground(painter, option, layout);

    const NoukaiTheme::Glyph glyph = NoukaiTheme::glyphOfStep(state);
    const double angle = isMoving() && glyph == NoukaiTheme::Ring ? NoukaiGlyphs::turn(m_clock.elapsed()) : 0;
    const QRect area = layout.area;
    const QRect glyphBox(area.left(), area.top() + (layout.line - layout.glyph) / 2, layout.glyph, layout.glyph);
    NoukaiGlyphs::paint(*painter, glyph, QRectF(placer.mirrored(glyphBox)).adjusted(0.5, 0.5, -0.5, -0.5),
                        NoukaiLook::role(NoukaiTheme::roleOfStep(state), option.palette), angle);

    const int left = area.left() + layout.glyph + layout.unit;
    const QRect below(left, area.top() + layout.line + layout.between, area.right() + 1 - left, layout.line);
    const auto shown = figures(index, option.palette, layout);
    int right = area.right() + 1;
    if (layout.narrow)
        paintInLine(placer, shown, option.font, layout, below);
    else
        right = paintColumns(placer, shown, option.font, layout);

    QFont bold = option.font;
    bold.setWeight(idle ? QFont::Normal : QFont::DemiBold);
    const QString title = NoukaiStep::title(index);
    const QString preview = index.data(Model::PreviewRole).toString();
    const bool previews = !layout.narrow && !(option.state & QStyle::State_Open) && !preview.isEmpty();
    const int most = previews ? qRound(area.width() * 0.45) : right - left;
    const int width = std::min({QFontMetrics(bold).horizontalAdvance(title) + 1, most, right - left});
    placer.text(QRect(left, area.top(), width, layout.line), title, bold,
                NoukaiLook::faint(option.palette, idle ? 0.75 : 1), false, NoukaiStep::elideMode(index));
    const QRect rest(left + width + layout.unit, area.top(), right - left - width - layout.unit, layout.line);
    if (previews && rest.width() > layout.average * 4)
        placer.text(rest, preview, option.font, NoukaiLook::faint(option.palette, 0.75));

    const int marksDown = layout.narrow ? layout.line + layout.between : 0;
    paintMarks(painter, placer, option, NoukaiStep::marks(index), layout, below.translated(0, marksDown));
    painter->restore();
}

QSize NoukaiStepDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Layout layout(option);
    const bool hasMarks = index.data(Model::IsOverriddenRole).toBool() || index.data(Model::IsTruncatedRole).toBool() ||
                          index.data(Model::IsReplayedRole).toBool();
    return {layout.average * 30, layout.height(hasMarks)};
}

bool NoukaiStepDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &,
                                   const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QToolTip::showText(event->globalPos(), NoukaiStep::toolTip(index), view);
    return true;
}
