// SPDX-License-Identifier: MIT
#include "replayoptions.h"

#include "optionsreader.h"

using namespace Qt::StringLiterals;

CliReplayOptions::CliReplayOptions()
{
    m_parser.setApplicationDescription(tr("Shows a recorded run as if it ran now. Nothing is sent."));
    m_parser.addPositionalArgument(u"file"_s, tr("What noukai run --record has written."), u"<file>"_s);
    m_parser.addOptions({
        {u"speed"_s, tr("How fast, from 0.25 to 16; 1 by default. 0 is as fast as possible."), tr("factor")},
        {u"skip-waits"_s, tr("Wait no longer than a second for anything.")},
        {u"events"_s, tr("Print every event as it comes, a line each.")},
        {u"steps"_s, tr("Print a line for each step that ends.")},
        {u"json"_s, tr("Print every event as a JSON object on a line of its own, and the outcome on the last.")},
        {u"no-color"_s, tr("No colours, as with NO_COLOR.")},
        {{u"h"_s, u"help"_s}, tr("Show this help.")},
    });
}

/*!
    Reads \a arguments into \a options. Returns an error's text, empty where all is well. The action becomes Print where
    help was asked for, else Replay.
*/
QString CliReplayOptions::read(const QStringList &arguments, CliOptions &options)
{
    const bool understood = m_parser.parse(arguments);
    options.action = m_parser.isSet(u"help"_s) ? CliOptions::Action::Print : CliOptions::Action::Replay;
    if (options.action == CliOptions::Action::Print)
        return {};
    if (!understood)
        return m_parser.errorText();
    const QStringList files = m_parser.positionalArguments();
    if (files.isEmpty())
        return tr("There is no recording to replay.");
    if (files.size() > 1)
        return tr("%1 is one argument too many.").arg(CliOptions::shown(files.at(1)));
    options.recording = files.first();
    options.noColor = m_parser.isSet(u"no-color"_s);
    options.skipWaits = m_parser.isSet(u"skip-waits"_s);
    const QString error = readSpeed(options);
    return error.isEmpty() ? CliOptionsReader::readMode(m_parser, options) : error;
}

QString CliReplayOptions::readSpeed(CliOptions &options) const
{
    constexpr double Slowest = 0.25;
    constexpr double Fastest = 16;
    if (!m_parser.isSet(u"speed"_s))
        return {};
    if (m_parser.values(u"speed"_s).size() > 1)
        return tr("--%1 is given more than once.").arg(u"speed"_s);
    const QString text = m_parser.value(u"speed"_s);
    bool isNumber = false;
    options.speed = text.toDouble(&isNumber);
    // Written this way round, NaN is refused too.
    const bool fits = options.speed == 0 || (options.speed >= Slowest && options.speed <= Fastest);
    return isNumber && fits ? QString()
                            : tr("--speed needs 0 or a number from 0.25 to 16, not %1.").arg(CliOptions::shown(text));
}

/*! The help of \c{noukai replay}. */
QString CliReplayOptions::helpText() const
{
    // The parser's first line names the program by its path.
    const QString options = m_parser.helpText();
    return tr("Usage: noukai replay [options] <file>") + u'\n' + options.sliced(options.indexOf(u'\n') + 1) + u'\n' +
           tr("Output:\n"
              "  As that of noukai run. Times are those of the replay.\n"
              "\n"
              "Exit codes:\n"
              "  0    The recorded run completed.\n"
              "  1    It failed or was interrupted, or the recording ends before it does.\n"
              "  2    The command line is wrong, or the file is no recording.\n"
              "  130  The recorded run was cancelled, or the replay with Ctrl+C.\n"
              "\n"
              "Examples:\n"
              "  noukai replay tides.noukai.jsonl --speed 4 --skip-waits\n"
              "  noukai replay tides.noukai.jsonl --speed 0 --json | jq .event\n");
}
