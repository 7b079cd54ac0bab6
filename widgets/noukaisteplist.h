// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaidisclosure.h>
#include <Noukai/noukaierrortext.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaioutputview.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiStepListPrivate;
class QAbstractItemDelegate;
class QAbstractItemView;

/*!
    \class NoukaiStepList
    \inmodule Noukai
    \brief The steps of a flow as cards that open while they run.

    \code
    auto *list = new NoukaiStepList(this);
    list->setFlow(flow);
    \endcode

    It follows the run to its newest step until a person scrolls up; a pill leads back. A running step is open and
    closes a moment after its end; what a person opened or closed stays, and keeps its place on the screen. Up, Down,
    Page Up, Page Down, Home and End choose a row; Enter, Space, Left and Right open and close it. Ten thousand steps
    cost no more than those that are seen: bodies are made when they come near. Set a delegate of your own to draw the
    lines yourself. The QML component \c StepList is the same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiStepList : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged DESIGNABLE false FINAL)
    Q_PROPERTY(NoukaiDisclosure::Detail detail READ detail WRITE setDetail NOTIFY detailChanged FINAL)
    Q_PROPERTY(NoukaiOutputView::Format format READ format WRITE setFormat NOTIFY formatChanged FINAL)
    Q_PROPERTY(bool following READ isFollowing NOTIFY followingChanged DESIGNABLE false FINAL)

public:
    explicit NoukaiStepList(QWidget *parent = nullptr);
    ~NoukaiStepList() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    NoukaiTimelineModel *timeline() const;
    void setTimeline(NoukaiTimelineModel *timeline);
    NoukaiDisclosure *disclosure() const;
    NoukaiDisclosure::Detail detail() const;
    void setDetail(NoukaiDisclosure::Detail detail);
    NoukaiOutputView::Format format() const;
    void setFormat(NoukaiOutputView::Format format);
    bool isFollowing() const;

    QAbstractItemDelegate *itemDelegate() const;
    void setItemDelegate(QAbstractItemDelegate *delegate);
    QAbstractItemView *view() const;

    QSize sizeHint() const override;

public Q_SLOTS:
    void showStep(int attemptId);
    void jumpToLatest();

Q_SIGNALS:
    void flowChanged();
    void detailChanged();
    void formatChanged();
    void followingChanged();
    void stepActivated(int attemptId);
    void rerunRequested(int stepIndex);
    void editRequested(int stepIndex);
    void actionRequested(NoukaiErrorText::Action action, int stepIndex);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    std::unique_ptr<NoukaiStepListPrivate> d;
};
