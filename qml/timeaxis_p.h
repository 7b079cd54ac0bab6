// SPDX-License-Identifier: MIT
#pragma once

#include "models/timelineaxis_p.h"

#include <QtCore/QObject>
#include <QtCore/QVariantList>
#include <QtGui/QFont>
#include <QtQml/qqml.h>

// The time axis that all rows of a StepTimeline share.
class NoukaiTimeAxis : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(TimeAxis)
    Q_PROPERTY(NoukaiTimelineModel *timeline READ timeline WRITE setTimeline NOTIFY timelineChanged FINAL)
    Q_PROPERTY(double width READ width WRITE setWidth NOTIFY changed FINAL)
    Q_PROPERTY(double viewStart READ viewStart WRITE setViewStart NOTIFY changed FINAL)
    Q_PROPERTY(double viewDuration READ viewDuration WRITE setViewDuration NOTIFY changed FINAL)
    Q_PROPERTY(bool compressIdle READ compressIdle WRITE setCompressIdle NOTIFY changed FINAL)
    Q_PROPERTY(QFont font READ font WRITE setFont NOTIFY changed FINAL)
    Q_PROPERTY(bool zoomed READ isZoomed NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList ticks READ ticks NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList gaps READ gaps NOTIFY changed FINAL)

public:
    using QObject::QObject;

    NoukaiTimelineModel *timeline() const { return m_axis.timeline(); }
    void setTimeline(NoukaiTimelineModel *timeline);
    double width() const { return m_axis.width(); }
    void setWidth(double width);
    double viewStart() const { return m_axis.scale().viewStart(); }
    void setViewStart(double milliseconds);
    double viewDuration() const { return m_axis.scale().viewDuration(); }
    void setViewDuration(double milliseconds);
    bool compressIdle() const { return m_axis.compressIdle(); }
    void setCompressIdle(bool compress);
    QFont font() const { return m_font; }
    void setFont(const QFont &font);
    bool isZoomed() const { return m_axis.isZoomed(); }
    QVariantList ticks() const;
    QVariantList gaps() const;
    const NoukaiTimeScale &scale() const { return m_axis.scale(); }
    double nowMs() const { return m_axis.nowMs(); }

    Q_INVOKABLE void zoom(double factor, double x);
    Q_INVOKABLE void pan(double pixels);
    Q_INVOKABLE void showAll();
    Q_INVOKABLE double xOf(double milliseconds) const { return m_axis.scale().x(milliseconds); }
    Q_INVOKABLE double msAt(double x) const { return m_axis.scale().ms(x); }
    // Running bars have grown.
    Q_INVOKABLE void update();

Q_SIGNALS:
    void timelineChanged();
    void changed();

private:
    NoukaiTimelineAxis m_axis;
    QFont m_font;
};
