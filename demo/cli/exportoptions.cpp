// SPDX-License-Identifier: MIT
#include "exportoptions.h"

using namespace Qt::StringLiterals;

namespace
{

constexpr std::pair<QLatin1StringView, NoukaiExporter::Format> Formats[] = {
    {"csv"_L1, NoukaiExporter::Csv},
    {"markdown"_L1, NoukaiExporter::Markdown},
    {"chrome-trace"_L1, NoukaiExporter::ChromeTrace},
    {"json"_L1, NoukaiExporter::Json},
};

} // namespace

CliExportOptions::CliExportOptions()
{
    m_parser.setApplicationDescription(tr("Writes a recorded run for other programs. Nothing is sent."));
    m_parser.addPositionalArgument(u"file"_s, tr("What noukai run --record has written."), u"<file>"_s);
    m_parser.addOptions({
        {{u"f"_s, u"format"_s}, tr("csv, markdown, chrome-trace or json."), tr("format")},
        {{u"o"_s, u"output"_s}, tr("The file to write; standard output without it."), tr("file")},
        {u"redact"_s, tr("Leave out what this member holds, as often as needed; see noukai run --help."), tr("name")},
        {{u"h"_s, u"help"_s}, tr("Show this help.")},
    });
}

/*!
    Reads \a arguments into \a options. Returns an error's text, empty where all is well. The action becomes Print where
    help was asked for, else Export.
*/
QString CliExportOptions::read(const QStringList &arguments, CliOptions &options)
{
    const bool understood = m_parser.parse(arguments);
    options.action = m_parser.isSet(u"help"_s) ? CliOptions::Action::Print : CliOptions::Action::Export;
    if (options.action == CliOptions::Action::Print)
        return {};
    if (!understood)
        return m_parser.errorText();
    const QStringList files = m_parser.positionalArguments();
    if (files.isEmpty())
        return tr("There is no recording to export.");
    if (files.size() > 1)
        return tr("%1 is one argument too many.").arg(CliOptions::shown(files.at(1)));
    options.recording = files.first();
    options.redactedFields = m_parser.values(u"redact"_s);
    if (options.redactedFields.contains(QString()))
        return tr("--redact needs the name of a member.");
    const QString error = readFormat(options);
    return error.isEmpty() ? readOutput(options) : error;
}

QString CliExportOptions::readFormat(CliOptions &options) const
{
    if (m_parser.values(u"format"_s).size() > 1)
        return tr("--%1 is given more than once.").arg(u"format"_s);
    if (!m_parser.isSet(u"format"_s))
        return tr("--format is missing: csv, markdown, chrome-trace or json.");
    const QString text = m_parser.value(u"format"_s);
    for (const auto &[name, format] : Formats) {
        if (text == name) {
            options.format = format;
            return {};
        }
    }
    return tr("--format needs csv, markdown, chrome-trace or json, not %1.").arg(CliOptions::shown(text));
}

QString CliExportOptions::readOutput(CliOptions &options) const
{
    if (m_parser.values(u"output"_s).size() > 1)
        return tr("--%1 is given more than once.").arg(u"output"_s);
    options.outputFile = m_parser.value(u"output"_s);
    if (m_parser.isSet(u"output"_s) && options.outputFile.isEmpty())
        return tr("--output needs the name of a file.");
    return {};
}

/*! The help of \c{noukai export}. */
QString CliExportOptions::helpText() const
{
    // The parser's first line names the program by its path.
    const QString options = m_parser.helpText();
    return tr("Usage: noukai export [options] --format <format> <file>") + u'\n' +
           options.sliced(options.indexOf(u'\n') + 1) + u'\n' +
           tr("Formats:\n"
              "  csv           A line per step, for spreadsheets.\n"
              "  markdown      A report to read, with inputs and outputs.\n"
              "  chrome-trace  Trace events; open them in Perfetto.\n"
              "  json          All values.\n"
              "\n"
              "  Of a recording with several runs the last one is written. Keys are never in it.\n"
              "\n"
              "Exit codes:\n"
              "  0    The run is written.\n"
              "  1    It cannot be written, or the recording holds none.\n"
              "  2    The command line is wrong, or the file is no recording.\n"
              "\n"
              "Examples:\n"
              "  noukai export tides.noukai.jsonl --format markdown --output tides.md\n"
              "  noukai export tides.noukai.jsonl --format json | jq .usage\n");
}
