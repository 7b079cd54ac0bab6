// SPDX-License-Identifier: MIT
#pragma once

#include "steptracker.h"
#include "view.h"

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QTimer>

/*!
    \class CliTerminalView
    \brief Live progress in place: what ended scrolls up and stays, below it a few rows are drawn anew.

    The rows that move hold the running steps, the end of the newest text and a line with the totals. They are drawn at
    most ten times a second, in one write and only when they changed.
*/
class CliTerminalView final : public QObject, public CliView
{
    Q_OBJECT

public:
    CliTerminalView(CliConsole &console, const NoukaiFlow &flow, bool color);
    ~CliTerminalView() override;

    void start() override;
    void onEvent(const NoukaiEvent &event) override;
    void finish(int exitCode) override;
    void message(const QString &text) override;
    void interrupted() override { m_tracker.clear(); }
    void suspend() override;
    void resume() override;
    void resized() override;

private:
    struct Row {
        QString text; //!< what is seen
        int width;    //!< its columns, without the escape sequences
    };

    void draw();
    void printAbove(const QStringList &lines);
    void write(const QByteArray &above);
    QByteArray eraseSequence() const;
    void setCursorHidden(bool hidden);

    QList<Row> rows() const;
    Row stepRow(const CliStep &step, int columns) const;
    Row tailRow(const QString &text) const;
    Row statusRow(int columns) const;
    QString bar() const;
    QString stepLine(const CliStep &step) const;
    QString styled(const QString &text, NoukaiFlow::State state) const;
    QString dim(const QString &text) const;
    QString turning() const;

    CliStepTracker m_tracker;
    QTimer m_timer;
    QElapsedTimer m_clock;
    QList<int> m_drawnWidths;
    QByteArray m_drawn;
    bool m_color;
    bool m_suspended = true;
};
