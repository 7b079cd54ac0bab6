// SPDX-License-Identifier: MIT
#pragma once

#include "timeaxis_p.h"

#include <Noukai/noukaitheme.h>

#include <QtCore/QPointer>
#include <QtCore/QVariantList>
#include <QtGui/QColor>
#include <QtQml/qqml.h>
#include <QtQuick/QQuickPaintedItem>

// The bar of one step attempt, over the width of its axis.
class NoukaiSegmentBar : public QQuickPaintedItem
{
    Q_OBJECT
    QML_NAMED_ELEMENT(SegmentBar)
    Q_PROPERTY(NoukaiTimeAxis *axis READ axis WRITE setAxis NOTIFY axisChanged FINAL)
    Q_PROPERTY(QVariantList segments READ segments WRITE setSegments NOTIFY segmentsChanged FINAL)
    Q_PROPERTY(NoukaiTheme::Role role READ role WRITE setRole NOTIFY roleChanged FINAL)
    Q_PROPERTY(bool earlier READ isEarlier WRITE setEarlier NOTIFY earlierChanged FINAL)
    Q_PROPERTY(bool mirrored READ isMirrored WRITE setMirrored NOTIFY mirroredChanged FINAL)
    Q_PROPERTY(QColor background READ background WRITE setBackground NOTIFY backgroundChanged FINAL)

public:
    explicit NoukaiSegmentBar(QQuickItem *parent = nullptr);

    NoukaiTimeAxis *axis() const { return m_axis; }
    void setAxis(NoukaiTimeAxis *axis);
    QVariantList segments() const { return m_segments; }
    void setSegments(const QVariantList &segments);
    NoukaiTheme::Role role() const { return m_role; }
    void setRole(NoukaiTheme::Role role);
    bool isEarlier() const { return m_earlier; }
    void setEarlier(bool earlier);
    bool isMirrored() const { return m_mirrored; }
    void setMirrored(bool mirrored);
    QColor background() const { return m_background; }
    void setBackground(const QColor &background);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void axisChanged();
    void segmentsChanged();
    void roleChanged();
    void earlierChanged();
    void mirroredChanged();
    void backgroundChanged();

private:
    QPointer<NoukaiTimeAxis> m_axis;
    QVariantList m_segments;
    NoukaiTheme::Role m_role = NoukaiTheme::Active;
    bool m_earlier = false;
    bool m_mirrored = false;
    QColor m_background;
};
