// SPDX-License-Identifier: MIT
#include "view.h"

#include "console.h"
#include "eventtext.h"
#include "jsonview.h"
#include "lineviews.h"
#include "options.h"
#include "terminalview.h"

using namespace Qt::StringLiterals;

CliView::CliView(CliConsole &console, const NoukaiFlow &flow)
    : m_console(console)
    , m_flow(flow)
{
}

CliView::~CliView() = default;

/*! The view that \a options ask for; the default one depends on what the console can show. */
std::unique_ptr<CliView> CliView::create(const CliOptions &options, CliConsole &console, const NoukaiFlow &flow)
{
    switch (options.mode) {
    case CliOptions::Mode::Json:
        return std::make_unique<CliJsonView>(console, flow);
    case CliOptions::Mode::Events:
        return std::make_unique<CliEventsView>(console, flow);
    case CliOptions::Mode::Steps:
        return std::make_unique<CliStepsView>(console, flow);
    case CliOptions::Mode::Progress:
        break;
    }
    if (!console.canDraw())
        return std::make_unique<CliPlainView>(console, flow);
    const bool color = !options.noColor && qEnvironmentVariableIsEmpty("NO_COLOR");
    return std::make_unique<CliTerminalView>(console, flow, color);
}

/*! Tells a warning or another thing worth knowing, on standard error. */
void CliView::message(const QString &text)
{
    m_console.error("noukai: "_L1 + text + u'\n');
}

/*! Whether there was a run at all: what is wrong with the configuration is found before. */
bool CliView::wasSent() const
{
    return m_flow.error().kind() != NoukaiError::Configuration;
}

/*! Says why the run did not complete; nothing where it did, or where it was stopped. */
void CliView::printFailure()
{
    for (const QString &line : CliEventText::failure(m_flow))
        message(line);
}
