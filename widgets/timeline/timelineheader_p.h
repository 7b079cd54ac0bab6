// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

class NoukaiTimelineView;

// The ticks of a timeline's axis, and the labels of what was cut out of it.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiTimelineHeader : public QWidget
{
    Q_OBJECT

public:
    explicit NoukaiTimelineHeader(NoukaiTimelineView *view);

    QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    // From the side where reading begins to where it is drawn.
    int mirrored(double x, double width = 0) const;
    void paintGaps(QPainter &painter) const;
    void paintTicks(QPainter &painter) const;

    NoukaiTimelineView *m_view;
};
