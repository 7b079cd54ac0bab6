// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtCore/QJsonObject>
#include <QtWidgets/QDialog>

#include <memory>

class NoukaiOverrideDialogPrivate;

/*!
    \class NoukaiOverrideDialog
    \inmodule Noukai
    \brief A dialog to change what a step is given before the flow runs again from it.

    \code
    auto *dialog = new NoukaiOverrideDialog(this);
    dialog->setFlow(flow);
    connect(list, &NoukaiStepList::editRequested, dialog, &NoukaiOverrideDialog::edit);
    \endcode

    A step is given the outputs of the steps before it, and its own settings. Replacements of the former become the
    flow's inputOverrides, changes of the latter its blockOverrides; then the flow runs again from the step, unless
    \l reruns is false. Attempts that exist are kept, and nothing is sent before the person accepts.

    What cannot be used, or done now, is named beside the button, and nothing that was written goes with it. When it is
    done, accepted() follows. It is modal to its window unless setModal() or setWindowModality() says otherwise. The QML
    component \c OverrideEditor is the same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiOverrideDialog : public QDialog
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(int stepIndex READ stepIndex WRITE setStepIndex NOTIFY stepIndexChanged FINAL)
    Q_PROPERTY(QString acceptText READ acceptText WRITE setAcceptText NOTIFY acceptTextChanged FINAL)
    Q_PROPERTY(bool reruns READ reruns WRITE setReruns NOTIFY rerunsChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    explicit NoukaiOverrideDialog(QWidget *parent = nullptr);
    ~NoukaiOverrideDialog() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    NoukaiTimelineModel *timeline() const;
    void setTimeline(NoukaiTimelineModel *timeline);
    int stepIndex() const;
    void setStepIndex(int stepIndex);
    bool reruns() const;
    void setReruns(bool reruns);
    QString acceptText() const;
    void setAcceptText(const QString &text);
    QString problem() const;
    QJsonObject inputOverrides() const;
    QJsonObject blockOverrides() const;

    QSize sizeHint() const override;

public Q_SLOTS:
    void edit(int stepIndex);
    void accept() override;

Q_SIGNALS:
    void flowChanged();
    void stepIndexChanged();
    void rerunsChanged();
    void acceptTextChanged();
    void problemChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    friend class NoukaiOverrideDialogPrivate;
    std::unique_ptr<NoukaiOverrideDialogPrivate> d;
};
