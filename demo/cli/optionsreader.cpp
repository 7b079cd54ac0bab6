// SPDX-License-Identifier: MIT
#include "optionsreader.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

#include <limits>

using namespace Qt::StringLiterals;

namespace
{

// The name before the first '=' and what follows it.
struct Assignment {
    QString name;
    QString value;

    static bool read(const QString &text, Assignment &assignment)
    {
        const qsizetype sign = text.indexOf(u'=');
        if (sign <= 0)
            return false;
        assignment = {text.first(sign).trimmed(), text.sliced(sign + 1)};
        return !assignment.name.isEmpty();
    }
};

QString readFile(const QString &fileName, qint64 limit, QByteArray &content)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return CliOptions::tr("%1 cannot be read: %2").arg(CliOptions::shown(fileName), file.errorString());
    // A pipe, such as the shell's <(…), tells no size and gives what it has in pieces.
    while (content.size() <= limit) {
        const QByteArray piece = file.read(limit + 1 - content.size());
        if (piece.isEmpty())
            break;
        content += piece;
    }
    if (file.error() != QFileDevice::NoError)
        return CliOptions::tr("%1 cannot be read: %2").arg(CliOptions::shown(fileName), file.errorString());
    if (content.size() > limit)
        return CliOptions::tr("%1 is too large.").arg(CliOptions::shown(fileName));
    return {};
}

} // namespace

CliOptionsReader::CliOptionsReader()
{
    m_parser.setApplicationDescription(tr("Runs a flow and shows its progress."));
    m_parser.addPositionalArgument(u"flow"_s, tr("The flow: org/project/slug."), u"<flow>"_s);
    m_parser.addOptions({
        {{u"m"_s, u"message"_s}, tr("The message to the flow; - reads it from standard input."), tr("text")},
        {{u"p"_s, u"param"_s},
         tr("A parameter, as often as needed. JSON where the value is JSON (3, true, [1, 2], \"3\"), else text."),
         tr("name=value")},
        {u"flow-version"_s, tr("Which version to run: production (the default) or a number."), tr("version")},
        {u"remaining"_s, tr("Run all steps in one request, without a pause between them.")},
        {u"session"_s, tr("The session that the run belongs to."), tr("id")},
        {u"trace"_s, tr("Have the server record inputs and outputs in full.")},
        {u"events"_s, tr("Print every event as it comes, a line each.")},
        {u"steps"_s, tr("Print a line for each step that ends.")},
        {u"json"_s, tr("Print every event as a JSON object on a line of its own, and the outcome on the last.")},
        {u"record"_s, tr("Write the run into a file for noukai replay, by custom one in .noukai.jsonl."), tr("file")},
        {u"redact"_s, tr("Leave the values of this member out of the file of --record."), tr("name")},
        {u"tool"_s,
         tr("Offer the tool <name> and answer its calls with a command, as often as needed. Without a command you are "
            "asked."),
         tr("name=command")},
        {u"tool-schema"_s, tr("The tool's parameters: a file with a JSON schema."), tr("name=file")},
        {u"resume-attempts"_s, tr("How often to go on by itself after an interruption; 0 by default."), tr("count")},
        {u"timeout"_s, tr("Seconds of silence after which the run is given up; 300 by default."), tr("seconds")},
        {u"base-url"_s, tr("The server, instead of NOUKAI_BASE_URL or the service."), tr("url")},
        {u"key-file"_s, tr("The file that holds the API key, instead of NOUKAI_API_KEY."), tr("file")},
        {u"keyless"_s, tr("Send no key; the proxy at the base URL adds one.")},
        {u"no-color"_s, tr("No colours, as with NO_COLOR.")},
        {{u"h"_s, u"help"_s}, tr("Show this help.")},
    });
}

/*! Reads \a arguments into \a options. The action becomes Print where help was asked for. */
QString CliOptionsReader::read(const QStringList &arguments, CliOptions &options)
{
    const bool understood = m_parser.parse(arguments);
    if (m_parser.isSet(u"help"_s)) {
        options.action = CliOptions::Action::Print;
        return {};
    }
    if (!understood)
        return m_parser.errorText();

    using Step = QString (CliOptionsReader::*)(CliOptions &) const;
    const Step steps[] = {&CliOptionsReader::readPlain,       &CliOptionsReader::readNumbers,
                          &CliOptionsReader::readParameters,  &CliOptionsReader::readTools,
                          &CliOptionsReader::readToolSchemas, &CliOptionsReader::readKeyFile};
    QString error = refuseRepeats();
    if (error.isEmpty())
        error = readMode(m_parser, options);
    for (const Step step : steps) {
        if (error.isEmpty())
            error = (this->*step)(options);
    }
    return error;
}

/*! The help of \c{noukai run}. */
QString CliOptionsReader::helpText() const
{
    // The parser's first line names the program by its path.
    const QString options = m_parser.helpText();
    return tr("Usage: noukai run [options] <flow>") + u'\n' + options.sliced(options.indexOf(u'\n') + 1) + u'\n' +
           tr("Output:\n"
              "  The result goes to standard output. Progress, questions and errors go to\n"
              "  standard error: in place on a terminal, as plain lines elsewhere. With\n"
              "  --events, --steps or --json standard output carries these lines instead.\n"
              "  Control characters that a model wrote are shown as \\x1b, in JSON as \\u001b.\n"
              "\n"
              "Tools:\n"
              "  The command gets the call's arguments as JSON on standard input; what it\n"
              "  prints is the answer. If it fails, the model is told so, with what the command\n"
              "  wrote to standard error. It runs without a shell and without NOUKAI_API_KEY.\n"
              "  Calls that no --tool answers are put to you on a terminal; elsewhere they end\n"
              "  the run.\n"
              "\n"
              "Recording:\n"
              "  The file of --record holds what was sent and received, prompts and outputs\n"
              "  among it, but no key. If it cannot be written, the run goes on. What --redact\n"
              "  names is left out, at any depth, or at one place: parameters.customer.email.\n"
              "\n"
              "Environment:\n"
              "  NOUKAI_API_KEY   The API key (or --key-file). No option takes the key itself.\n"
              "  NOUKAI_BASE_URL  The server (or --base-url).\n"
              "  NOUKAI_ENV       production or development.\n"
              "  NO_COLOR         No colours when set.\n"
              "\n"
              "Exit codes:\n"
              "  0    The flow completed.\n"
              "  1    The run failed or was interrupted.\n"
              "  2    The command line or the configuration is wrong; nothing was sent.\n"
              "  130  Cancelled with Ctrl+C. A second Ctrl+C ends the program at once.\n"
              "\n"
              "Examples:\n"
              "  noukai run acme/docs/report --message 'Write about tides'\n"
              "  noukai run acme/docs/report -m - -p length=3 < question.txt > report.md\n"
              "  noukai run acme/ops/triage -m 'Disk full' --tool lookup=./lookup.py --json\n"
              "  noukai run acme/docs/report -m 'Tides' --record tides.noukai.jsonl\n");
}

QString CliOptionsReader::refuseRepeats() const
{
    for (const QString &name : {u"message"_s, u"flow-version"_s, u"session"_s, u"resume-attempts"_s, u"timeout"_s,
                                u"base-url"_s, u"key-file"_s, u"record"_s}) {
        if (m_parser.values(name).size() > 1)
            return tr("--%1 is given more than once.").arg(name);
    }
    return {};
}

QString CliOptionsReader::readPlain(CliOptions &options) const
{
    const QStringList flows = m_parser.positionalArguments();
    if (flows.isEmpty())
        return tr("There is no flow to run.");
    if (flows.size() > 1)
        return tr("%1 is one argument too many; put a message with spaces in quotes.")
            .arg(CliOptions::shown(flows.at(1)));
    options.flow = flows.first();
    if (!m_parser.isSet(u"message"_s))
        return tr("--message is missing.");
    options.message = m_parser.value(u"message"_s);
    options.messageFromInput = options.message == u'-';
    options.version = m_parser.value(u"flow-version"_s);
    options.hasSessionId = m_parser.isSet(u"session"_s);
    options.sessionId = m_parser.value(u"session"_s);
    options.keyless = m_parser.isSet(u"keyless"_s);
    options.remaining = m_parser.isSet(u"remaining"_s);
    options.trace = m_parser.isSet(u"trace"_s);
    options.noColor = m_parser.isSet(u"no-color"_s);
    options.recordFile = m_parser.value(u"record"_s);
    if (m_parser.isSet(u"record"_s) && options.recordFile.isEmpty())
        return tr("--record needs the name of a file.");
    options.redactedFields = m_parser.values(u"redact"_s);
    if (options.redactedFields.contains(QString()))
        return tr("--redact needs the name of a member.");
    if (!options.redactedFields.isEmpty() && options.recordFile.isEmpty())
        return tr("--redact is of no use without --record.");
    if (m_parser.isSet(u"base-url"_s)) {
        const QString text = m_parser.value(u"base-url"_s);
        options.baseUrl = QUrl(text, QUrl::StrictMode);
        const QString scheme = options.baseUrl.scheme();
        if (options.baseUrl.host().isEmpty() || (scheme != "http"_L1 && scheme != "https"_L1))
            return tr("--base-url needs an http or https address, not %1.").arg(CliOptions::shown(text));
    }
    return {};
}

QString CliOptionsReader::readMode(const QCommandLineParser &parser, CliOptions &options)
{
    const std::pair<QString, CliOptions::Mode> modes[] = {{u"events"_s, CliOptions::Mode::Events},
                                                          {u"steps"_s, CliOptions::Mode::Steps},
                                                          {u"json"_s, CliOptions::Mode::Json}};
    QString chosen;
    for (const auto &[name, mode] : modes) {
        if (!parser.isSet(name))
            continue;
        if (!chosen.isEmpty())
            return tr("--%1 and --%2 exclude each other.").arg(chosen, name);
        chosen = name;
        options.mode = mode;
    }
    return {};
}

QString CliOptionsReader::readNumber(const QString &name, int minimum, int maximum, int &number) const
{
    if (!m_parser.isSet(name))
        return {};
    const QString text = m_parser.value(name);
    bool isNumber = false;
    const int value = text.toInt(&isNumber);
    if (!isNumber || value < minimum || value > maximum) {
        return tr("--%1 needs a whole number from %2 to %3, not %4.")
            .arg(name, QString::number(minimum), QString::number(maximum), CliOptions::shown(text));
    }
    number = value;
    return {};
}

QString CliOptionsReader::readNumbers(CliOptions &options) const
{
    QString error = readNumber(u"timeout"_s, 1, std::numeric_limits<int>::max() / 1000, options.timeout);
    return error.isEmpty() ? readNumber(u"resume-attempts"_s, 0, 1000, options.resumeAttempts) : error;
}

QString CliOptionsReader::readParameters(CliOptions &options) const
{
    for (const QString &text : m_parser.values(u"param"_s)) {
        Assignment parameter;
        if (!Assignment::read(text, parameter))
            return tr("--param needs name=value, not %1.").arg(CliOptions::shown(text));
        if (options.parameters.contains(parameter.name))
            return tr("The parameter %1 is given more than once.").arg(CliOptions::shown(parameter.name));
        options.parameters.insert(parameter.name, CliOptions::parameterValue(parameter.value));
    }
    return {};
}

QString CliOptionsReader::readTools(CliOptions &options) const
{
    for (const QString &text : m_parser.values(u"tool"_s)) {
        const bool hasCommand = text.contains(u'=');
        Assignment assignment{text.trimmed(), {}};
        if (hasCommand ? !Assignment::read(text, assignment) : assignment.name.isEmpty())
            return tr("--tool needs name=command, not %1.").arg(CliOptions::shown(text));
        const QString name = CliOptions::shown(assignment.name);
        for (const CliToolOption &other : std::as_const(options.tools)) {
            if (other.name == assignment.name)
                return tr("The tool %1 is given more than once.").arg(name);
        }
        CliToolOption tool;
        tool.name = assignment.name;
        tool.parameters = QJsonObject{{u"type"_s, u"object"_s}};
        QString error = hasCommand ? readCommand(assignment.value, tool) : QString();
        if (!error.isEmpty())
            return error;
        options.tools += tool;
    }
    return {};
}

// The program is looked for now, so that a wrong name costs no run.
QString CliOptionsReader::readCommand(const QString &command, CliToolOption &tool)
{
    const QString name = CliOptions::shown(tool.name);
    tool.arguments = QProcess::splitCommand(command);
    if (tool.arguments.isEmpty())
        return tr("The tool %1 has no command.").arg(name);
    const QString program = tool.arguments.takeFirst();
    const QFileInfo file(program);
    if (!program.contains(u'/') && !program.contains(QDir::separator()))
        tool.program = QStandardPaths::findExecutable(program);
    else if (file.isFile() && file.isExecutable())
        tool.program = file.absoluteFilePath();
    if (tool.program.isEmpty())
        return tr("The tool %1: there is no program %2.").arg(name, CliOptions::shown(program));
    return {};
}

QString CliOptionsReader::readToolSchemas(CliOptions &options) const
{
    for (const QString &text : m_parser.values(u"tool-schema"_s)) {
        Assignment assignment;
        if (!Assignment::read(text, assignment))
            return tr("--tool-schema needs name=file, not %1.").arg(CliOptions::shown(text));
        const auto tool = std::find_if(options.tools.begin(), options.tools.end(),
                                       [&](const CliToolOption &tool) { return tool.name == assignment.name; });
        if (tool == options.tools.end())
            return tr("--tool-schema names the tool %1, for which there is no --tool.")
                .arg(CliOptions::shown(assignment.name));
        QByteArray content;
        QString error = readFile(assignment.value, 1024 * 1024, content);
        if (!error.isEmpty())
            return error;
        QJsonParseError parseError;
        const QJsonDocument schema = QJsonDocument::fromJson(content, &parseError);
        if (!schema.isObject()) {
            return parseError.error == QJsonParseError::NoError
                       ? tr("%1 is no JSON schema: it holds no object.").arg(CliOptions::shown(assignment.value))
                       : tr("%1 is no JSON schema: %2.")
                             .arg(CliOptions::shown(assignment.value), parseError.errorString());
        }
        tool->parameters = schema.object();
        tool->description = tool->parameters.value("description"_L1).toString();
    }
    return {};
}

QString CliOptionsReader::readKeyFile(CliOptions &options) const
{
    if (!m_parser.isSet(u"key-file"_s))
        return {};
    if (options.keyless)
        return tr("--keyless and --key-file exclude each other.");
    const QString fileName = m_parser.value(u"key-file"_s);
    QByteArray content;
    QString error = readFile(fileName, 64 * 1024, content);
    if (!error.isEmpty())
        return error;
    options.apiKey = QString::fromUtf8(content).trimmed();
    if (options.apiKey.isEmpty())
        return tr("The key file %1 is empty.").arg(CliOptions::shown(fileName));
    if (options.apiKey.contains(u'\n'))
        return tr("The key file %1 holds more than one line.").arg(CliOptions::shown(fileName));
    const QFileInfo info(fileName);
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    if (info.isFile() && (info.permissions() & others))
        options.warnings += tr("Others can read or change the key file %1; 'chmod 600' keeps it yours.")
                                .arg(CliOptions::shown(fileName));
    return {};
}
