// SPDX-License-Identifier: MIT
#include "payloaddelegate_p.h"

#include "parts/look_p.h"

#include <Noukai/noukaijsonmodel.h>
#include <Noukai/noukaitext.h>

#include <QtGui/QHelpEvent>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QToolTip>

namespace
{

constexpr int MostShown = 1000; // characters, which no view is wide enough for

QFont strong(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

QString NoukaiPayloadDelegate::key(const QModelIndex &index)
{
    return NoukaiText::preview(index.data(NoukaiJsonModel::KeyRole).toString());
}

QString NoukaiPayloadDelegate::value(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const int type = index.data(NoukaiJsonModel::ValueTypeRole).toInt();
    const int count = index.data(NoukaiJsonModel::ChildCountRole).toInt();
    if (count > 0 && (option.state & QStyle::State_Open)) {
        const QString number = QString::number(count);
        return type == NoukaiJsonModel::Array ? u'[' + number + u']' : u'{' + number + u'}';
    }
    return NoukaiText::preview(index.data(NoukaiJsonModel::ValueTextRole).toString(), MostShown);
}

NoukaiPayloadDelegate::Places NoukaiPayloadDelegate::places(const QStyleOptionViewItem &option, const QString &key)
{
    const int gap = NoukaiLook::unit(option.fontMetrics) / 2;
    const QRect area = option.rect.adjusted(gap, 0, -gap, 0);
    const int wanted = key.isEmpty() ? 0 : QFontMetrics(strong(option.font)).horizontalAdvance(key) + 1;
    const int width = qMin(wanted, area.width() / 2);
    const int start = key.isEmpty() ? 0 : width + gap;
    const QRect value(area.left() + start, area.top(), area.width() - start, area.height());
    return {QStyle::visualRect(option.direction, area, {area.left(), area.top(), width, area.height()}),
            QStyle::visualRect(option.direction, area, value)};
}

void NoukaiPayloadDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString name = key(index);
    const Places at = places(option, name);
    const QColor paper = option.palette.color(QPalette::Base);
    const auto draw = [&](const QRect &area, const QString &text, const QFont &font, const QColor &color) {
        painter->setFont(font);
        painter->setPen(color);
        const QString line = QFontMetrics(font).elidedText(text, Qt::ElideRight, area.width(), Qt::TextSingleLine);
        NoukaiLook::drawLine(*painter, area, line, Qt::AlignLeading | Qt::AlignVCenter, option.direction);
    };
    painter->save();
    const QColor ink = option.palette.color(QPalette::Text);
    draw(at.key, name, strong(option.font), ink);
    const bool isText = index.data(NoukaiJsonModel::ValueTypeRole).toInt() == NoukaiJsonModel::String;
    draw(at.value, value(option, index), option.font,
         isText ? ink : NoukaiGlyphs::roleColor(NoukaiTheme::Active, paper));
    if (option.state & QStyle::State_HasFocus) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        focus.backgroundColor = paper;
        focus.state |= QStyle::State_KeyboardFocusChange;
        const QStyle *style = option.widget ? option.widget->style() : nullptr;
        if (style)
            style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
    painter->restore();
}

QSize NoukaiPayloadDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.fontMetrics.averageCharWidth() * 10, qRound(option.fontMetrics.height() * 1.25)};
}

// What has no room, up to what a row knows of it.
bool NoukaiPayloadDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                      const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString name = key(index);
    const Places at = places(option, name);
    const QString shown = value(option, index);
    const bool cut = QFontMetrics(strong(option.font)).horizontalAdvance(name) > at.key.width() + 1 ||
                     option.fontMetrics.horizontalAdvance(shown) > at.value.width();
    const QString words = name.isEmpty() ? shown : name + u'\n' + shown;
    QToolTip::showText(event->globalPos(), cut ? NoukaiLook::toolTip(words) : QString(), view);
    return true;
}
