// SPDX-License-Identifier: MIT
#include "options.h"

#include "exportoptions.h"
#include "optionsreader.h"
#include "replayoptions.h"
#include "text.h"

#include <Noukai/noukaiversion.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

namespace
{

// The name of an option that would put the key on the command line, empty when there is none.
QString keyOption(const QStringList &arguments)
{
    static const QStringList names{u"--key"_s,    u"--api-key"_s, u"--apikey"_s, u"--api_key"_s, u"--token"_s,
                                   u"--secret"_s, u"--bearer"_s,  u"-key"_s,     u"-api-key"_s,  u"-k"_s};
    for (const QString &argument : arguments) {
        if (argument == "--"_L1)
            break;
        QString name = argument.section(u'=', 0, 0);
        if (names.contains(name.toLower()))
            return name;
    }
    return {};
}

QString programHelp()
{
    return CliOptions::tr("Usage: noukai <command> [options]\n"
                          "Runs Noukai flows and shows their progress.\n"
                          "\n"
                          "Commands:\n"
                          "  run <flow>     Run a flow; see noukai run --help.\n"
                          "  replay <file>  Show a recorded run again; see noukai replay --help.\n"
                          "  export <file>  Write a recorded run as CSV, Markdown, a trace or JSON; see\n"
                          "                 noukai export --help.\n"
                          "\n"
                          "Options:\n"
                          "  -h, --help     Show this help.\n"
                          "  -v, --version  Show the version.\n");
}

CliOptions refused(const QString &error, const QString &helpCommand)
{
    CliOptions options;
    options.action = CliOptions::Action::Refuse;
    //: %1 is a command that shows help, for example "noukai run --help"
    options.text = error + u'\n' + CliOptions::tr("Try '%1'.").arg(helpCommand);
    return options;
}

CliOptions printed(const QString &text)
{
    CliOptions options;
    options.action = CliOptions::Action::Print;
    options.text = text;
    return options;
}

// The arguments of a command that is no run.
template <typename Reader>
CliOptions readCommand(const QString &command, const QStringList &arguments)
{
    Reader reader;
    CliOptions options;
    const QString error = reader.read(QStringList{command} + arguments, options);
    if (!error.isEmpty())
        return refused(error, command + u" --help");
    if (options.action == CliOptions::Action::Print)
        options.text = reader.helpText();
    return options;
}

} // namespace

/*! Reads \a arguments, the program's name first. */
CliOptions CliOptions::parse(const QStringList &arguments)
{
    const QString help = u"noukai --help"_s;
    const QString key = keyOption(arguments.mid(1));
    if (!key.isEmpty()) {
        return refused(
            tr("%1 is no option: a key on the command line can be read by everyone on this machine and stays "
               "in the shell's history. Set NOUKAI_API_KEY or use --key-file.")
                .arg(key),
            u"noukai run --help"_s);
    }
    const QString command = arguments.value(1);
    if (command.isEmpty())
        return refused(tr("There is no command."), help);
    if (command == "--help"_L1 || command == "-h"_L1 || command == "help"_L1)
        return printed(programHelp());
    if (command == "--version"_L1 || command == "-v"_L1)
        return printed("noukai "_L1 + QStringLiteral(NOUKAI_VERSION_STR) + u'\n');
    if (command == "replay"_L1)
        return readCommand<CliReplayOptions>(u"noukai replay"_s, arguments.mid(2));
    if (command == "export"_L1)
        return readCommand<CliExportOptions>(u"noukai export"_s, arguments.mid(2));
    if (command != "run"_L1) {
        return refused(command.startsWith(u'-') ? tr("%1 is no option.").arg(shown(command))
                                                : tr("%1 is no command.").arg(shown(command)),
                       help);
    }

    CliOptionsReader reader;
    CliOptions options;
    const QString error = reader.read(QStringList{u"noukai run"_s} + arguments.mid(2), options);
    if (!error.isEmpty())
        return refused(error, u"noukai run --help"_s);
    if (options.action == Action::Print)
        options.text = reader.helpText();
    return options;
}

/*!
    The value of a parameter: what \a text says as JSON, where it is JSON ("3", "true", "[1, 2]", "\"text\""), else
    \a text itself. A number that JSON would round stays text.
*/
QJsonValue CliOptions::parameterValue(const QString &text)
{
    const QJsonArray parsed = QJsonDocument::fromJson(QByteArray('[' + text.toUtf8() + ']')).array();
    if (parsed.size() != 1)
        return text;
    QJsonValue value = parsed.first();
    if (value.isDouble()) {
        bool isInteger = false;
        const qint64 integer = text.trimmed().toLongLong(&isInteger);
        const bool digitsOnly = !text.contains(u'.') && !text.contains(u'e', Qt::CaseInsensitive);
        if (!std::isfinite(value.toDouble()) || (digitsOnly && (!isInteger || value.toInteger() != integer)))
            return text;
    }
    return value;
}

/*! \a argument as an error may show it: a key that strayed among the arguments is not repeated. */
QString CliOptions::shown(const QString &argument)
{
    const QString safe = CliText::visible(argument, CliText::Escape::Everything);
    const qsizetype key = safe.indexOf("nk_"_L1);
    return u'\'' + (key < 0 ? safe : QString(safe.first(key) + "nk_***"_L1)) + u'\'';
}
