// SPDX-License-Identifier: MIT
#pragma once

#include "parts/rowsview_p.h"

#include <Noukai/noukaidisclosure.h>
#include <Noukai/noukaierrortext.h>
#include <Noukai/noukaifollow.h>
#include <Noukai/noukaioutputview.h>
#include <Noukai/noukaiticker.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QBasicTimer>
#include <QtCore/QHash>
#include <QtCore/QPointer>

#include <limits>
#include <optional>
#include <vector>

class NoukaiStepBody;
class NoukaiStepDelegate;

// The rows of a NoukaiStepList. A row is a line that the delegate draws and, where the step is open, a body below it:
// a widget that is there only while it is near what is seen.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiStepListView : public NoukaiRowsView
{
    Q_OBJECT

public:
    explicit NoukaiStepListView(NoukaiFollow *follow, QWidget *parent = nullptr);
    ~NoukaiStepListView() override;

    NoukaiTimelineModel *timeline() const { return m_timeline; }
    void setTimeline(NoukaiTimelineModel *timeline);
    NoukaiDisclosure *disclosure() const { return m_disclosure; }
    void setDisclosure(NoukaiDisclosure *disclosure);
    NoukaiStepDelegate *ownDelegate() const { return m_ownDelegate; }
    NoukaiOutputView::Format format() const { return m_format; }
    void setFormat(NoukaiOutputView::Format format);
    // Opens or closes the row, which keeps its place.
    void toggle(int row);
    void open(int row);
    // The step that runs or needs a person comes into view. The end of a run moves nothing.
    void showLatest();
    // The body of the row, or null where there is none now.
    NoukaiStepBody *bodyOf(int row) const;
    int bodyCount() const { return int(m_bodies.size()); }

    int topOf(int row) const override;
    int heightOf(int row) const override;
    int contentHeight() const override;
    int sideMargin() const override;
    QAccessible::State stateOf(int row) const override;
    QString descriptionOf(int row) const override;
    void press(int row) override { toggle(row); }
    QList<QWidget *> parts() const override;

    void setModel(QAbstractItemModel *model) override;
    void reset() override;
    void doItemsLayout() override;
    void dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(int attemptId);
    void rerunRequested(int stepIndex);
    void editRequested(int stepIndex);
    void actionRequested(NoukaiErrorText::Action action, int stepIndex);

protected:
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Anchor {
        int attemptId;
        int y; // in the viewport
    };

    static constexpr int Unchanged = std::numeric_limits<int>::max(); // as a row: none stands elsewhere

    int attemptOf(int row) const;
    bool isOpen(int row) const;
    int spacing() const;
    int bodyHeight(int attemptId) const;
    void changed(int row);
    void changedAll();
    void layoutRows();
    void measureRows();
    std::optional<Anchor> anchor() const;
    void keep(const Anchor &anchor);
    bool placeBodies();
    NoukaiStepBody *makeBody(int row);
    void orderTabs(NoukaiStepBody *body, int row);
    void dropBodies(int top, int bottom);
    void grown();
    void updateMotion();
    void updateHeld();

    QPointer<NoukaiTimelineModel> m_timeline;
    QPointer<NoukaiDisclosure> m_disclosure;
    NoukaiOutputView::Format m_format = NoukaiOutputView::Plain;
    NoukaiStepDelegate *m_ownDelegate;
    std::vector<int> m_heights;            // of the lines; -1 where it is not known
    std::vector<int> m_tops;               // one more than there are rows
    int m_changedFrom = 0;                 // the first row that may stand elsewhere than m_tops says
    QHash<int, NoukaiStepBody *> m_bodies; // by attempt
    QHash<int, int> m_bodyHeights;         // by attempt, also of those that are not there now
    int m_pinned = -1;                     // the attempt that a person opened or closed: it keeps its place
    int m_pressed = -1;
    bool m_layingOut = false;
    bool m_seen = false;
    NoukaiTicker m_ticker;
    QBasicTimer m_layoutTimer;
    QBasicTimer m_motionTimer;
    QBasicTimer m_latestTimer;
};
