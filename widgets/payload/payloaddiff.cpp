// SPDX-License-Identifier: MIT
#include "payloaddiff_p.h"

#include "parts/look_p.h"
#include "parts/plainlabel_p.h"

#include <Noukai/noukaitext.h>

#include <QtGui/QClipboard>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QTextLayout>
#include <QtWidgets/QStyledItemDelegate>

#include <cmath>

namespace
{

constexpr int MostShown = 2000; // characters of a line
constexpr int Lines = 14;

class LineDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto kind = NoukaiDiffModel::LineKind(index.data(NoukaiDiffModel::LineKindRole).toInt());
        const bool changes = kind == NoukaiDiffModel::Added || kind == NoukaiDiffModel::Removed;
        const QColor paper = option.palette.color(QPalette::Base);
        const QColor ink = kind == NoukaiDiffModel::Added     ? NoukaiGlyphs::roleColor(NoukaiTheme::Success, paper)
                           : kind == NoukaiDiffModel::Removed ? NoukaiGlyphs::roleColor(NoukaiTheme::Danger, paper)
                           : kind == NoukaiDiffModel::Gap
                               ? NoukaiLook::faint(option.palette, 0.75, QPalette::Text, QPalette::Base)
                               : option.palette.color(QPalette::Text);
        painter->save();
        if (changes && !NoukaiTheme::instance()->highContrast())
            painter->fillRect(option.rect, NoukaiGlyphs::mixed(ink, paper, 0.1));
        painter->setPen(ink);
        const QRect sign = signArea(option);
        painter->setFont(fontOf(option, kind));
        painter->drawText(sign, Qt::AlignHCenter | Qt::AlignTop,
                          kind == NoukaiDiffModel::Added     ? QStringLiteral("+")
                          : kind == NoukaiDiffModel::Removed ? QString(QChar(0x2212))
                                                             : QString());
        layOut(option, index, painter);
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(option.palette.color(QPalette::Highlight));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {option.fontMetrics.averageCharWidth() * 10, layOut(option, index, nullptr)};
    }

private:
    static QFont fontOf(const QStyleOptionViewItem &option, NoukaiDiffModel::LineKind kind)
    {
        QFont font = option.font;
        if (kind == NoukaiDiffModel::Gap)
            font.setItalic(true);
        else
            font.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
        return font;
    }

    static QRect signArea(const QStyleOptionViewItem &option)
    {
        const QRect area(option.rect.topLeft(), QSize(NoukaiLook::unit(option.fontMetrics) * 2, option.rect.height()));
        return QStyle::visualRect(option.direction, option.rect, area);
    }

    // Returns the height of the line, broken where it has no room, which it paints where it can.
    static int layOut(const QStyleOptionViewItem &option, const QModelIndex &index, QPainter *painter)
    {
        const auto kind = NoukaiDiffModel::LineKind(index.data(NoukaiDiffModel::LineKindRole).toInt());
        const int start = NoukaiLook::unit(option.fontMetrics) * 2;
        const auto *view = qobject_cast<const QListView *>(option.widget);
        const int whole = painter || !view ? option.rect.width() : view->viewport()->width();
        QRect area(option.rect.left() + start, option.rect.top(), whole - start, option.rect.height());
        area = QStyle::visualRect(option.direction, option.rect, area);
        // JSON is indented from the left, whatever is around it.
        const bool isWords = kind == NoukaiDiffModel::Gap;
        QTextOption how(QStyle::visualAlignment(isWords ? option.direction : Qt::LeftToRight, Qt::AlignLeading) |
                        Qt::AlignAbsolute);
        how.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        how.setTextDirection(Qt::LayoutDirectionAuto);
        QTextLayout layout(NoukaiText::beginning(index.data(NoukaiDiffModel::LineTextRole).toString(), MostShown),
                           fontOf(option, kind));
        layout.setTextOption(how);
        layout.beginLayout();
        double height = 0;
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(qMax(1, area.width()));
            line.setPosition({0, height});
            height += line.height();
        }
        layout.endLayout();
        if (painter)
            layout.draw(painter, area.topLeft());
        return int(std::ceil(qMax(height, double(option.fontMetrics.height()))));
    }
};

} // namespace

NoukaiPayloadDiff::NoukaiPayloadDiff(QWidget *parent)
    : QListView(parent)
    , m_nothing(new NoukaiPlainLabel(viewport()))
{
    setObjectName(QStringLiteral("payloadDiff"));
    setItemDelegate(new LineDelegate(this));
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLayoutMode(Batched);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_nothing->setStrength(0.75);
    setModel(&m_diff);
    NoukaiLook::onThemeChanged(this, [this] { viewport()->update(); });
    tell();
}

void NoukaiPayloadDiff::compare(const QString &original, const QString &text)
{
    m_tooLong = original.isEmpty() || text.isEmpty();
    m_diff.setOriginal(m_tooLong ? QString() : original);
    m_diff.setText(m_tooLong ? QString() : text);
    tell();
    updateGeometry();
}

void NoukaiPayloadDiff::tell()
{
    m_nothing->setText(tr("Too long to be compared here"));
    m_nothing->setVisible(m_tooLong);
    const int unit = NoukaiLook::unit(fontMetrics()) / 2;
    m_nothing->setGeometry(unit, unit, viewport()->width() - 2 * unit, m_nothing->sizeHint().height());
}

int NoukaiPayloadDiff::heightOf(int most) const
{
    const int limit = most * fontMetrics().height();
    int height = 0;
    for (int row = 0; row < m_diff.count() && height < limit; ++row)
        height += sizeHintForIndex(m_diff.index(row)).height();
    return qMin(qMax(height, 2 * fontMetrics().height()), limit) + 2 * frameWidth();
}

QSize NoukaiPayloadDiff::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 50, heightOf(Lines)};
}

QSize NoukaiPayloadDiff::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 12, qMin(heightOf(3), fontMetrics().height() * 4)};
}

void NoukaiPayloadDiff::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && currentIndex().isValid())
        QGuiApplication::clipboard()->setText(currentIndex().data(NoukaiDiffModel::LineTextRole).toString());
    else
        QListView::keyPressEvent(event);
}

void NoukaiPayloadDiff::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout(); // lines break at other places
    tell();
    updateGeometry();
}

void NoukaiPayloadDiff::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) {
        tell();
        scheduleDelayedItemsLayout();
        updateGeometry();
    }
}
