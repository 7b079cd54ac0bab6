// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>
#include <Noukai/noukaierrortext.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiErrorNoticePrivate;

/*!
    \class NoukaiErrorNotice
    \inmodule Noukai
    \brief What went wrong, what it means, and what can be done now.

    \code
    auto *notice = new NoukaiErrorNotice(this);
    notice->setError(flow->error());
    notice->setActions({NoukaiErrorText::Resume});
    connect(notice, &NoukaiErrorNotice::actionRequested, flow, [flow] { flow->resume(); });
    \endcode

    It offers and does not act: whoever shows it does what actionRequested() asks for. In a window it is hidden while
    there is no error, and for what a person stopped. While the server wants to be left alone, actions wait and the time
    counts down. The message comes from outside and is shown as plain text. The QML component \c ErrorNotice is the same
    in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiErrorNotice : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiError error READ error WRITE setError NOTIFY errorChanged DESIGNABLE false FINAL)
    Q_PROPERTY(QList<int> actions READ actions WRITE setActions RESET resetActions NOTIFY actionsChanged
                   DESIGNABLE false FINAL)
    Q_PROPERTY(bool detailsShown READ isDetailsShown WRITE setDetailsShown NOTIFY detailsShownChanged FINAL)

public:
    explicit NoukaiErrorNotice(QWidget *parent = nullptr);
    ~NoukaiErrorNotice() override;

    NoukaiError error() const;
    void setError(const NoukaiError &error);
    QList<int> actions() const;
    void setActions(const QList<int> &actions);
    void resetActions();
    bool isDetailsShown() const;
    void setDetailsShown(bool shown);
    NoukaiErrorText *notes() const;

Q_SIGNALS:
    void errorChanged();
    void actionsChanged();
    void detailsShownChanged();
    void actionRequested(NoukaiErrorText::Action action);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool event(QEvent *event) override;

private:
    friend class NoukaiErrorNoticePrivate;
    std::unique_ptr<NoukaiErrorNoticePrivate> d;
};
