// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflowstatus.h>

#include <QtCore/QList>
#include <QtWidgets/QWidget>

class NoukaiMarkLabel;
class NoukaiPlainLabel;

// The marks of a run, how long it worked and waited, and since when nothing was heard of it.
class NoukaiRunMarks : public QWidget
{
    Q_OBJECT

public:
    explicit NoukaiRunMarks(QWidget *parent = nullptr);

    void showMarks(const NoukaiFlowStatus &status, bool showCost);
    // \a running times count, and are not read then.
    void showTimes(const QString &workAndWait, bool running, const QString &silence, bool stalled);
    bool hasMarks() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    QList<NoukaiMarkLabel *> m_marks;
    NoukaiPlainLabel *m_workAndWait;
    NoukaiMarkLabel *m_stalled;
    NoukaiPlainLabel *m_silence;
};
