// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukairunaction.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiRunControlsPrivate;
class QAction;

/*!
    \class NoukaiRunControls
    \inmodule Noukai
    \brief The buttons that start, step, stop and resume a flow, and the same as actions.

    \code
    auto *controls = new NoukaiRunControls(this);
    controls->setFlow(flow);
    runMenu->addActions(controls->actions());
    \endcode

    What is not possible now looks disabled and says why, in its tool tip, in the status bar and to assistive
    technology; a button keeps the focus meanwhile. Where there is little room the words of all buttons are left to
    their tool tips. The actions are those of QWidget::actions(), in the order of NoukaiRunAction::Action; they belong
    to the widget, which need not be shown for them. The QML component \c RunControls is the same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiRunControls : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged DESIGNABLE false FINAL)

public:
    explicit NoukaiRunControls(QWidget *parent = nullptr);
    ~NoukaiRunControls() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);

    QAction *action(NoukaiRunAction::Action action) const;
    QString disabledReason(NoukaiRunAction::Action action) const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void flowChanged();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    std::unique_ptr<NoukaiRunControlsPrivate> d;
};
