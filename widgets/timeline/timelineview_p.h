// SPDX-License-Identifier: MIT
#pragma once

#include "models/timelineaxis_p.h"
#include "parts/rowsview_p.h"

#include <Noukai/noukaidisclosure.h>
#include <Noukai/noukaiticker.h>

#include <QtCore/QBasicTimer>
#include <QtCore/QPointer>

class NoukaiTimelineDelegate;
class NoukaiTimelineHeader;

// The rows of a NoukaiStepTimeline under their axis: a bar per step attempt, keys, zoom and pan.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiTimelineView : public NoukaiRowsView
{
    Q_OBJECT

public:
    explicit NoukaiTimelineView(QWidget *parent = nullptr);
    ~NoukaiTimelineView() override;

    NoukaiTimelineModel *timeline() const { return m_axis.timeline(); }
    void setTimeline(NoukaiTimelineModel *timeline);
    const NoukaiTimelineAxis &axis() const { return m_axis; }
    // Does \a change to the axis and shows what became of it.
    template <typename Change>
    void changeAxis(Change change)
    {
        change(m_axis);
        axisHasChanged();
    }
    NoukaiTimelineHeader *header() const { return m_header; }

    // The rows' parts: names stand above their bars where there is little room.
    bool isStacked() const;
    int nameWidth() const;
    int axisInset() const;
    // The rectangle of the axis in a row of \a line's height, mirrored as needed.
    QRect barArea(const QRect &line) const;
    // The pixel of the axis under \a x of the viewport.
    double axisX(double x) const;
    // The other way round; -1 where it is not seen.
    int viewportX(double milliseconds) const;

    void choose(int row);
    void showNext(NoukaiTimelineModel::RowKind kind);

    bool followActiveStep = true;
    bool singleKeys = true;
    double playhead = -1;
    QPointer<NoukaiDisclosure> disclosure;

    int topOf(int row) const override { return row * rowHeight(); }
    int heightOf(int) const override { return rowHeight(); }
    int contentHeight() const override { return rows() * rowHeight(); }
    void press(int row) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    void doItemsLayout() override;
    int rowHeight() const;
    // What moves does so only while the run goes on and somebody sees it.
    void updateMotion();

Q_SIGNALS:
    void axisChanged();
    void followActiveStepChanged();
    void currentRowChanged();
    void activated(int attemptId);
    void seekRequested(double milliseconds);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void updateGeometries() override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    int attemptOf(int row) const;
    void axisHasChanged();
    void setFollow(bool follow);
    void fold(bool open);
    bool singleKey(const QKeyEvent *event);

    NoukaiTimelineAxis m_axis;
    NoukaiTimelineHeader *m_header = nullptr;
    NoukaiTimelineDelegate *m_delegate = nullptr;
    NoukaiTicker m_ticker;
    QBasicTimer m_motionTimer;
    QPoint m_pressedAt;
    double m_panX = 0;
    bool m_pressed = false;
    bool m_panning = false;
    bool m_seen = false;
};
