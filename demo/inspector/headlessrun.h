// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>

class InspectorWindow;
class Run;

// Runs the flow to its end in a window that nobody sees, saves a picture of it and prints a summary.
class HeadlessRun : public QObject
{
    Q_OBJECT

public:
    HeadlessRun(InspectorWindow &window, const QString &picture, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void done(int exitCode);

private:
    void settle();
    void report();
    bool savePicture(QString *error) const;

    InspectorWindow &m_window;
    const QString m_picture;
    Run *m_run = nullptr;
    QTimer m_idle;  // runs out when no frame was drawn for a while
    QTimer m_limit; // whatever is drawn, the picture is taken then
    bool m_ended = false;
};
