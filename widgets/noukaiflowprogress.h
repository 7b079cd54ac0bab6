// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiFlowProgressPrivate;

/*!
    \class NoukaiFlowProgress
    \inmodule Noukai
    \brief How far a flow is: glyph, words, percent and a bar, in the colour of its state.

    \code
    auto *progress = new NoukaiFlowProgress(this);
    progress->setFlow(flow);
    \endcode

    It takes its colours from the palette and NoukaiTheme, mirrors with the layout direction, and stands still while
    it is hidden or motion is reduced. Assistive technology reads it as a progress bar named like "Running, step 3 of
    7". The QML component \c FlowProgress is the same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiFlowProgress : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged DESIGNABLE false FINAL)

public:
    explicit NoukaiFlowProgress(QWidget *parent = nullptr);
    ~NoukaiFlowProgress() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);

    double progress() const;
    QString text() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void flowChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    std::unique_ptr<NoukaiFlowProgressPrivate> d;
};
