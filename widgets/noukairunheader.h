// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiRunHeaderPrivate;

/*!
    \class NoukaiRunHeader
    \inmodule Noukai
    \brief Which flow it is, how it stands, for how long, and what it used.

    \code
    auto *header = new NoukaiRunHeader(this);
    header->setFlow(flow);
    \endcode

    The time counts up only while the flow runs and the header can be seen. Where a person was awaited, it says for how
    long, and how long the run worked. When nothing is heard of a run that should tell something, or its connection was
    lost, it says since when. Where not all of it fits into one line it takes several. The QML component
    \c RunHeader is the same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiRunHeader : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged DESIGNABLE false FINAL)
    Q_PROPERTY(bool showCost READ showCost WRITE setShowCost RESET resetShowCost NOTIFY showCostChanged FINAL)
    Q_PROPERTY(bool showState READ showState WRITE setShowState NOTIFY showStateChanged FINAL)

public:
    explicit NoukaiRunHeader(QWidget *parent = nullptr);
    ~NoukaiRunHeader() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    bool showCost() const;
    void setShowCost(bool show);
    void resetShowCost();
    bool showState() const;
    void setShowState(bool show);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void flowChanged();
    void showCostChanged();
    void showStateChanged();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    std::unique_ptr<NoukaiRunHeaderPrivate> d;
};
