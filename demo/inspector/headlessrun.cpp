// SPDX-License-Identifier: MIT
#include "headlessrun.h"

#include "inspectorwindow.h"
#include "summary.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTextStream>
#include <QtGui/QImage>

namespace
{

constexpr int IdleMs = 250;
constexpr int LimitMs = 3000;

} // namespace

HeadlessRun::HeadlessRun(InspectorWindow &window, const QString &picture, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_picture(picture)
{
    m_idle.setSingleShot(true);
    m_idle.setInterval(IdleMs);
    m_limit.setSingleShot(true);
    m_limit.setInterval(LimitMs);
    connect(&m_idle, &QTimer::timeout, this, &HeadlessRun::report);
    connect(&m_limit, &QTimer::timeout, this, &HeadlessRun::report);
}

void HeadlessRun::start()
{
    Inspector &inspector = m_window.inspector();
    m_run = inspector.newRun();
    inspector.decideAlone(m_run);
    connect(m_run->flow(), &NoukaiFlow::finished, this, &HeadlessRun::settle);
    m_window.window()->show();
    m_run->start();
}

// Animations run out and gathered changes are drawn before the picture is taken.
void HeadlessRun::settle()
{
    connect(
        m_window.window(), &QQuickWindow::afterFrameEnd, this, [this] { m_idle.start(); }, Qt::QueuedConnection);
    m_idle.start();
    m_limit.start();
}

bool HeadlessRun::savePicture(QString *error) const
{
    const QFileInfo file(m_picture);
    if (!QDir().mkpath(file.absolutePath())) {
        *error = tr("The folder %1 cannot be made.").arg(file.absolutePath());
        return false;
    }
    const QImage image = m_window.window()->grabWindow();
    if (image.isNull() || !image.save(file.absoluteFilePath(), "PNG")) {
        *error = tr("The picture %1 cannot be written.").arg(file.absoluteFilePath());
        return false;
    }
    return true;
}

void HeadlessRun::report()
{
    if (std::exchange(m_ended, true))
        return;
    QTextStream out(stdout);
    out << summaryOf(*m_run);
    int exitCode = m_run->flow()->state() == NoukaiFlow::Completed ? 0 : 1;
    QString error;
    if (!m_picture.isEmpty()) {
        if (savePicture(&error)) {
            out << "picture: " << QFileInfo(m_picture).absoluteFilePath() << '\n';
        } else {
            QTextStream(stderr) << error << '\n';
            exitCode = 1;
        }
    }
    out.flush();
    Q_EMIT done(exitCode);
}
