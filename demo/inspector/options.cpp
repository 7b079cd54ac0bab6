// SPDX-License-Identifier: MIT
#include "options.h"

#include "gallery.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Options", text);
}

void declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        tr("Shows a Noukai flow while it runs.\n\n"
           "The key is read from the environment variable NOUKAI_API_KEY. Without one, and without --base-url, the\n"
           "flows of a server inside the program are offered as a demonstration."));
    parser.addOptions({
        {u"embedded"_s, tr("Use the server inside the program, whatever the environment says.")},
        {u"scenario"_s, tr("A flow in a file for the server inside the program; can be given several times."),
         u"file.json"_s},
        {u"flow"_s, tr("The flow to offer, and with --headless to run."), u"identifier"_s},
        {u"message"_s, tr("The message for the flow."), u"text"_s},
        {u"base-url"_s, tr("The address of the service."), u"url"_s},
        {u"headless"_s, tr("Run the flow without a display, print a summary and end: 0 when it completed, else 1.")},
        {u"screenshot"_s, tr("With --headless: save a picture of the window when the run has ended."), u"file.png"_s},
        {u"size"_s, tr("The size of the window in pixels; else the last one, or 1280x820."), u"WxH"_s},
        {u"dark"_s, tr("Use dark colours.")},
        {u"rtl"_s, tr("Lay the window out from right to left.")},
        {u"style"_s, tr("The style of the controls: %1.").arg(Gallery::styles().join(u", "_s)), u"name"_s},
        {u"gallery"_s, tr("Write pictures of the components in all their states, without a display, and end."),
         u"folder"_s},
        {u"component"_s, tr("Only this component, such as RunHeader; without --gallery its page is opened."),
         u"name"_s},
        {u"speed"_s, tr("How fast the server inside the program answers: 1 as written, 2 twice as fast, 0 at once."),
         u"factor"_s, u"1"_s},
    });
    parser.addPositionalArgument(u"recordings"_s, tr("Recordings to open."), u"[file.noukai.jsonl …]"_s);
    parser.addHelpOption();
    parser.addVersionOption();
}

QString readValues(const QCommandLineParser &parser, Options *options)
{
    static const QRegularExpression size(u"^([0-9]{1,5})x([0-9]{1,5})$"_s);
    if (parser.isSet(u"size"_s)) {
        const QRegularExpressionMatch match = size.match(parser.value(u"size"_s));
        options->size = {match.captured(1).toInt(), match.captured(2).toInt()};
        if (!match.hasMatch() || options->size.width() < 240 || options->size.height() < 240 ||
            options->size.width() > 8192 || options->size.height() > 8192)
            return tr("--size takes a width and a height from 240 to 8192, for example 960x680.");
    }
    bool isNumber = false;
    options->speed = parser.value(u"speed"_s).toDouble(&isNumber);
    if (!isNumber || !(options->speed >= 0) || options->speed > 1e6)
        return tr("--speed takes a number of 0 or more.");
    if (parser.isSet(u"base-url"_s)) {
        options->baseUrl = QUrl(parser.value(u"base-url"_s), QUrl::StrictMode);
        if (!options->baseUrl.isValid() || options->baseUrl.host().isEmpty())
            return tr("--base-url takes an address such as https://api.example.com.");
        if (options->embedded)
            return tr("--base-url and --embedded exclude each other.");
    }
    if (!options->style.isEmpty() && !Gallery::styles().contains(options->style))
        return tr("--style takes one of %1.").arg(Gallery::styles().join(u", "_s));
    if (!options->component.isEmpty() && !Gallery::components().contains(options->component))
        return tr("--component takes one of %1.").arg(Gallery::components().join(u", "_s));
    for (const QString &file : options->files) {
        if (!QFileInfo::exists(file))
            return tr("There is no file %1.").arg(file);
    }
    if (!options->scenarios.isEmpty() && !options->baseUrl.isEmpty())
        return tr("--scenario needs the server inside the program, which --base-url leaves out.");
    if (options->headless && !options->files.isEmpty())
        return tr("Recordings are opened in a window, not with --headless.");
    if (!options->galleryFolder.isEmpty() && options->headless)
        return tr("--gallery and --headless exclude each other.");
    if (!options->screenshot.isEmpty() && !options->headless)
        return tr("--screenshot needs --headless.");
    return {};
}

} // namespace

Options::Outcome Options::parse(const QStringList &arguments, bool hasKey, Options *options, QString *text)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(arguments)) {
        *text = parser.errorText();
        return Mistake;
    }
    if (parser.isSet(u"help"_s)) {
        *text = parser.helpText();
        return Help;
    }
    if (parser.isSet(u"version"_s)) {
        *text = QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion();
        return Version;
    }
    options->files = parser.positionalArguments();
    options->scenarios = parser.values(u"scenario"_s);
    options->flow = parser.value(u"flow"_s);
    options->message = parser.value(u"message"_s);
    options->headless = parser.isSet(u"headless"_s);
    options->screenshot = parser.value(u"screenshot"_s);
    options->dark = parser.isSet(u"dark"_s);
    options->rightToLeft = parser.isSet(u"rtl"_s);
    options->style = parser.value(u"style"_s);
    options->galleryFolder = parser.value(u"gallery"_s);
    options->component = parser.value(u"component"_s);
    options->embedded = parser.isSet(u"embedded"_s);
    *text = readValues(parser, options);
    if (!text->isEmpty())
        return Mistake;
    options->serverAsked = options->embedded || hasKey || !options->baseUrl.isEmpty() ||
                           !options->scenarios.isEmpty() || options->headless;
    if ((!hasKey && options->baseUrl.isEmpty()) || !options->scenarios.isEmpty())
        options->embedded = true;
    return Run;
}
