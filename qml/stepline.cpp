// SPDX-License-Identifier: MIT
#include "stepline_p.h"

#include <QtCore/QVariantMap>

using namespace Qt::StringLiterals;

NoukaiStepLine::NoukaiStepLine(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

QVariantList NoukaiStepLine::marks() const
{
    QVariantList marks;
    for (const NoukaiStepLines::Mark &mark : m_line.marks)
        marks << QVariantMap{{u"text"_s, mark.text}, {u"color"_s, mark.color}};
    return marks;
}

void NoukaiStepLine::setMarks(const QVariantList &marks)
{
    QList<NoukaiStepLines::Mark> read;
    for (const QVariant &entry : marks) {
        const QVariantMap mark = entry.toMap();
        read.append({mark.value(u"text"_s).toString(), mark.value(u"color"_s).value<QColor>()});
    }
    set(m_line.marks, read);
}

void NoukaiStepLine::paint(QPainter *painter)
{
    NoukaiStepLines::paint(*painter, m_line, {0, 0, width(), height()});
}
