// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiplayer.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiReplayBarPrivate;

/*!
    \class NoukaiReplayBar
    \inmodule Noukai
    \brief Plays a recording: play, step, seek, speed, and waits left out.

    \code
    auto *bar = new NoukaiReplayBar(this);
    bar->setPlayer(player);
    \endcode

    Without a recording its buttons can be reached and say why they do nothing. Where it is narrow the slider stands in
    a row of its own. The QML component \c ReplayBar is the same in Qt Quick. Main thread.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiReplayBar : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiPlayer *player READ player WRITE setPlayer NOTIFY playerChanged DESIGNABLE false FINAL)

public:
    explicit NoukaiReplayBar(QWidget *parent = nullptr);
    ~NoukaiReplayBar() override;

    NoukaiPlayer *player() const;
    void setPlayer(NoukaiPlayer *player);

    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void togglePlay();

Q_SIGNALS:
    void playerChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    friend class NoukaiReplayBarPrivate;
    std::unique_ptr<NoukaiReplayBarPrivate> d;
};
