// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaitimescale.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QVariantList>
#include <QtGui/QFont>
#include <QtQml/qqml.h>

// The time axis that all rows of a StepTimeline share. It shows the whole run as it grows, until it is zoomed.
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

    NoukaiTimelineModel *timeline() const { return m_timeline; }
    void setTimeline(NoukaiTimelineModel *timeline);
    double width() const { return m_width; }
    void setWidth(double width);
    double viewStart() const { return m_scale.viewStart(); }
    void setViewStart(double milliseconds);
    double viewDuration() const { return m_scale.viewDuration(); }
    void setViewDuration(double milliseconds);
    bool compressIdle() const { return m_compressIdle; }
    void setCompressIdle(bool compress);
    QFont font() const { return m_font; }
    void setFont(const QFont &font);
    bool isZoomed() const { return m_viewDuration > 0; }
    QVariantList ticks() const;
    QVariantList gaps() const;
    const NoukaiTimeScale &scale() const { return m_scale; }
    double nowMs() const;

    Q_INVOKABLE void zoom(double factor, double x);
    Q_INVOKABLE void pan(double pixels);
    Q_INVOKABLE void showAll();
    Q_INVOKABLE double xOf(double milliseconds) const { return m_scale.x(milliseconds); }
    Q_INVOKABLE double msAt(double x) const { return m_scale.ms(x); }
    // Running bars have grown.
    Q_INVOKABLE void update();

Q_SIGNALS:
    void timelineChanged();
    void changed();

private:
    void rebuild();
    double extent() const;
    QList<NoukaiTimeScale::Interval> idleGaps(double duration) const;

    QPointer<NoukaiTimelineModel> m_timeline;
    NoukaiTimeScale m_scale;
    double m_width = 1;
    double m_viewStart = 0;
    double m_viewDuration = 0; // all of it
    bool m_compressIdle = false;
    QFont m_font;
};
