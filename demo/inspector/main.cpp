// SPDX-License-Identifier: MIT
#include "gallerypictures.h"
#include "headlessrun.h"
#include "inspectorwindow.h"

#include <Noukai/noukaiversion.h>

#include <QtCore/QStandardPaths>
#include <QtCore/QTextStream>
#include <QtGui/QGuiApplication>

using namespace Qt::StringLiterals;

namespace
{

// Without a display there is no platform and no graphics card to ask for; a choice that was made stays.
void useNoDisplay()
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (qEnvironmentVariableIsEmpty("QT_QUICK_BACKEND"))
        qputenv("QT_QUICK_BACKEND", "software");
}

// Help has to work where no window can be opened, so the display is chosen before QGuiApplication looks for one.
bool wantsNoDisplay(int argc, char *argv[])
{
    static const QByteArrayList options{"headless", "gallery", "help", "h", "version", "v", "?"};
    for (int i = 1; i < argc; ++i) {
        QByteArray argument(argv[i]);
        const qsizetype length = argument.size();
        while (argument.startsWith('-'))
            argument.remove(0, 1);
        if (argument.size() < length && options.contains(argument.split('=').constFirst()))
            return true;
    }
    return false;
}

} // namespace

int main(int argc, char *argv[])
{
    if (wantsNoDisplay(argc, argv))
        useNoDisplay();
    QGuiApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"noukai-inspector"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(NOUKAI_VERSION_STR));

    Options options;
    QString text;
    const Options::Outcome outcome =
        Options::parse(QCoreApplication::arguments(), !qEnvironmentVariableIsEmpty("NOUKAI_API_KEY"), &options, &text);
    if (outcome != Options::Run) {
        QTextStream(outcome == Options::Mistake ? stderr : stdout) << text.trimmed() << '\n';
        return outcome == Options::Mistake ? 2 : 0;
    }

    if (!options.headless)
        options.dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    InspectorWindow::prepareApplication(options);
    if (!options.galleryFolder.isEmpty()) {
        GalleryPictures pictures(options.galleryFolder, options.component);
        QObject::connect(
            &pictures, &GalleryPictures::done, &application, [](int exitCode) { QCoreApplication::exit(exitCode); },
            Qt::QueuedConnection);
        pictures.start();
        return QGuiApplication::exec();
    }
    InspectorWindow window(options, options.headless ? nullptr : makeSystemKeychain(u"noukai-inspector"_s));
    if (!window.load(&text)) {
        QTextStream(stderr) << text << '\n';
        return 1;
    }
    if (!options.headless) {
        window.window()->show();
        return QGuiApplication::exec();
    }
    HeadlessRun run(window, options.screenshot);
    QObject::connect(
        &run, &HeadlessRun::done, &application, [](int exitCode) { QCoreApplication::exit(exitCode); },
        Qt::QueuedConnection);
    run.start();
    return QGuiApplication::exec();
}
