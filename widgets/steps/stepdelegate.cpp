// SPDX-License-Identifier: MIT
#include "stepdelegate_p.h"

#include "parts/look_p.h"

#include <Noukai/noukaiformat.h>

#include <QtCore/QCoreApplication>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QToolTip>

using Model = NoukaiTimelineModel;

namespace
{

constexpr int MostShown = 500; // characters of a name: nobody sees more, and measuring them takes its time

class StepText
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiStepList)
};

// The words that stand in the columns, widest.
QStringList widestFigures()
{
    return {QStringLiteral("0h 00m 00s"), StepText::tr("%1 tok").arg(NoukaiFormat::tokens(888800)),
            QStringLiteral("$0.000000")};
}

bool isNarrow(const QStyleOptionViewItem &option)
{
    return option.rect.width() > 0 && option.rect.width() < option.fontMetrics.averageCharWidth() * 52;
}

void paintBackground(QPainter *painter, const QStyleOptionViewItem &option)
{
    const double radius = NoukaiLook::unit(option.fontMetrics) / 2.0;
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

const NoukaiStepLines::Columns &NoukaiStepDelegate::columns(const QFont &font) const
{
    const QStringList widest = widestFigures();
    if (font != m_font || widest != m_widest) {
        m_font = font;
        m_widest = widest;
        m_columns = NoukaiStepLines::Columns::of(font, widest);
    }
    return m_columns;
}

NoukaiStepLines::Line NoukaiStepDelegate::line(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto state = NoukaiStep::state(index);
    NoukaiStepLines::Line line;
    line.title = NoukaiStep::title(index);
    line.quiet = state == Model::Pending || state == Model::Skipped;
    line.titleEndMatters = NoukaiStep::elideMode(index) == Qt::ElideMiddle;
    line.narrow = isNarrow(option);
    line.mirrored = option.direction == Qt::RightToLeft;
    if (!line.narrow && !(option.state & QStyle::State_Open))
        line.preview = index.data(Model::PreviewRole).toString();
    line.word = NoukaiFormat::stepWord(state);
    line.wordColor = NoukaiLook::role(NoukaiTheme::roleOfStep(state), option.palette);
    line.figures = QStringList{NoukaiStep::duration(index), NoukaiStep::tokens(index)};
    if (NoukaiTheme::instance()->showCost())
        line.figures << NoukaiStep::cost(index);
    const auto marks = NoukaiStep::marks(index);
    for (const NoukaiStep::Mark &mark : marks)
        line.marks.append({mark.text, NoukaiLook::role(mark.role, option.palette)});
    line.color = option.palette.color(QPalette::WindowText);
    line.font = option.font;
    line.columns = columns(option.font);
    line.spacing = NoukaiLook::unit(option.fontMetrics);
    return line;
}

void NoukaiStepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto state = NoukaiStep::state(index);
    const NoukaiStepLines::Line words = line(option, index);
    const int unit = NoukaiLook::unit(option.fontMetrics);
    const int side = NoukaiLook::glyph(option.fontMetrics);
    const QRect area = option.rect.adjusted(unit, unit, -unit, -unit);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintBackground(painter, option);

    const NoukaiTheme::Glyph glyph = NoukaiTheme::glyphOfStep(state);
    const double angle = isMoving() && glyph == NoukaiTheme::Ring ? NoukaiGlyphs::turn(m_clock.elapsed()) : 0;
    const QRect box(area.left(), area.top() + (int(words.columns.line) - side) / 2, side, side);
    NoukaiGlyphs::paint(*painter, glyph,
                        QRectF(QStyle::visualRect(option.direction, area, box)).adjusted(0.5, 0.5, -0.5, -0.5),
                        words.wordColor, angle);
    const QRect rest = area.adjusted(side + unit, 0, 0, 0);
    NoukaiStepLines::paint(*painter, words, QStyle::visualRect(option.direction, area, rest));
    painter->restore();
}

QSize NoukaiStepDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    NoukaiStepLines::Line line; // what its height depends on, and no more: a view asks for thousands
    line.narrow = isNarrow(option);
    line.columns = columns(option.font);
    line.spacing = NoukaiLook::unit(option.fontMetrics);
    if (index.data(Model::IsOverriddenRole).toBool() || index.data(Model::IsTruncatedRole).toBool() ||
        index.data(Model::IsReplayedRole).toBool())
        line.marks.resize(1);
    return {option.fontMetrics.averageCharWidth() * 30, int(line.height()) + 2 * NoukaiLook::unit(option.fontMetrics)};
}

bool NoukaiStepDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &,
                                   const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QToolTip::showText(event->globalPos(), NoukaiStep::toolTip(index), view);
    return true;
}
