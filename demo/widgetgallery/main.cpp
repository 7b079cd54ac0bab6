// SPDX-License-Identifier: MIT
#include "gallerywindow.h"
#include "specimens.h"
#include "widgetpictures.h"

#include <Noukai/noukaiversion.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QTextStream>
#include <QtWidgets/QApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace
{

// Pictures and help are also wanted where there is no display, which is looked for before options are read.
bool wantsWindow(int argc, char *argv[])
{
    static const QByteArrayList options{"--gallery", "--help", "-h", "--version", "-v", "--help-all"};
    return std::none_of(argv + 1, argv + argc,
                        [](const char *argument) { return options.contains(QByteArray(argument).split('=').first()); });
}

QString tr(const char *text)
{
    return QCoreApplication::translate("WidgetGallery", text);
}

} // namespace

int main(int argc, char *argv[])
{
    if (!wantsWindow(argc, argv) && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"noukai-widget-gallery"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(NOUKAI_VERSION_STR));

    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Shows the Noukai widgets in all their states."));
    parser.addOptions({
        {u"gallery"_s, tr("Write pictures of the widgets, without a display, and end."), u"folder"_s},
        {u"component"_s, tr("Only this widget, such as RunHeader; without --gallery its page is opened."), u"name"_s},
        {u"dark"_s, tr("Use dark colours.")},
        {u"rtl"_s, tr("Lay the window out from right to left.")},
    });
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);
    const QString component = parser.value(u"component"_s);
    if (!component.isEmpty() && !specimenNames().contains(component)) {
        QTextStream(stderr) << tr("--component takes one of %1.").arg(specimenNames().join(u", "_s)) << '\n';
        return 2;
    }

    if (parser.isSet(u"gallery"_s)) {
        WidgetPictures pictures(parser.value(u"gallery"_s),
                                component.isEmpty() ? specimenNames() : QStringList{component});
        QObject::connect(
            &pictures, &PictureMaker::done, &application, [](int exitCode) { QCoreApplication::exit(exitCode); },
            Qt::QueuedConnection);
        pictures.start();
        return QApplication::exec();
    }
    GalleryWindow window(component);
    window.setDark(parser.isSet(u"dark"_s));
    window.setRightToLeft(parser.isSet(u"rtl"_s));
    window.show();
    return QApplication::exec();
}
