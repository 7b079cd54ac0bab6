// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaieventlogmodel.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiEventLogPrivate;
class QAbstractItemView;

/*!
    \class NoukaiEventLog
    \inmodule Noukai
    \brief Every event of a flow's runs as it arrived, with a filter and a pause of the display.

    \code
    auto *log = new NoukaiEventLog(this);
    log->setFlow(flow);
    log->setFilter(u"type:step_output step:sum* text:error"_s);
    \endcode

    Pausing stops only what is shown: events go on being recorded. What is unknown, was dropped or is out of order is a
    problem and stands out. The newest event is kept in view until a person scrolls up. Up, Down, Page Up, Page Down and
    Home choose an event; End goes back to the newest one, Enter activates the chosen one, and Copy copies its raw text.
    The QML component \c EventLog is the same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiEventLog : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged DESIGNABLE false FINAL)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged FINAL)

public:
    explicit NoukaiEventLog(QWidget *parent = nullptr);
    ~NoukaiEventLog() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    NoukaiEventLogModel *log() const;
    void setLog(NoukaiEventLogModel *log);
    QString filter() const;
    void setFilter(const QString &filter);
    bool isPaused() const;
    QAbstractItemView *view() const;

public Q_SLOTS:
    void setPaused(bool paused);
    void showSequence(qint64 sequence);
    void showNextProblem();

Q_SIGNALS:
    void flowChanged();
    void filterChanged();
    void pausedChanged();
    void eventActivated(qint64 sequence);

protected:
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<NoukaiEventLogPrivate> d;
};
