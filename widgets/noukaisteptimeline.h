// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaidisclosure.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiStepTimelinePrivate;
class QAbstractItemView;

/*!
    \class NoukaiStepTimeline
    \inmodule Noukai
    \brief A waterfall: a bar per step attempt over a common time axis.

    \code
    auto *timeline = new NoukaiStepTimeline(this);
    timeline->setFlow(flow);
    \endcode

    A bar shows when the step waited for its first output (tint), streamed (solid), ran tools (solid, neutral), waited
    for a person or paused (hatched). Attempts that were replaced are outlined. Ctrl and the wheel, or the keys + and -,
    zoom; 0 shows all; dragging moves a zoomed view. Up, Down, Home and End choose a row, Enter opens it, Left and
    Right fold it, E goes to the next error, N to the next step that needs a person, F follows the running step. Below
    about 60 characters of width names stand above their bars. The QML component \c StepTimeline is the same in Qt
    Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiStepTimeline : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged DESIGNABLE false FINAL)
    Q_PROPERTY(double viewStart READ viewStart WRITE setViewStart NOTIFY viewChanged DESIGNABLE false FINAL)
    Q_PROPERTY(double viewDuration READ viewDuration WRITE setViewDuration NOTIFY viewChanged DESIGNABLE false FINAL)
    Q_PROPERTY(bool compressIdle READ compressIdle WRITE setCompressIdle NOTIFY compressIdleChanged FINAL)
    Q_PROPERTY(
        bool followActiveStep READ followActiveStep WRITE setFollowActiveStep NOTIFY followActiveStepChanged FINAL)
    Q_PROPERTY(double playhead READ playhead WRITE setPlayhead NOTIFY playheadChanged DESIGNABLE false FINAL)
    Q_PROPERTY(bool singleKeys READ singleKeys WRITE setSingleKeys NOTIFY singleKeysChanged FINAL)
    Q_PROPERTY(int currentRow READ currentRow WRITE setCurrentRow NOTIFY currentRowChanged DESIGNABLE false FINAL)

public:
    explicit NoukaiStepTimeline(QWidget *parent = nullptr);
    ~NoukaiStepTimeline() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    NoukaiTimelineModel *timeline() const;
    void setTimeline(NoukaiTimelineModel *timeline);
    NoukaiDisclosure *disclosure() const;
    void setDisclosure(NoukaiDisclosure *disclosure);

    double viewStart() const;
    void setViewStart(double milliseconds);
    double viewDuration() const;
    void setViewDuration(double milliseconds);
    bool compressIdle() const;
    void setCompressIdle(bool compress);
    bool followActiveStep() const;
    void setFollowActiveStep(bool follow);
    double playhead() const;
    void setPlayhead(double milliseconds);
    bool singleKeys() const;
    void setSingleKeys(bool single);
    int currentRow() const;
    void setCurrentRow(int row);

    QAbstractItemView *view() const;
    QSize sizeHint() const override;

public Q_SLOTS:
    void showStep(int attemptId);
    void showNext(NoukaiTimelineModel::RowKind kind);

Q_SIGNALS:
    void flowChanged();
    void viewChanged();
    void compressIdleChanged();
    void followActiveStepChanged();
    void playheadChanged();
    void singleKeysChanged();
    void currentRowChanged();
    void stepActivated(int attemptId);
    void seekRequested(double milliseconds);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    std::unique_ptr<NoukaiStepTimelinePrivate> d;
};
