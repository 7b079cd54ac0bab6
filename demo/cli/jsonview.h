// SPDX-License-Identifier: MIT
#pragma once

#include "view.h"

#include <QtCore/QElapsedTimer>

/*!
    \class CliJsonView
    \brief A JSON object per event on a line of its own, then one with the outcome.

    \c{{"event": name, "elapsedMs": …, "stepIndex": …, "data": …}}: stepIndex is the index within the whole flow, left
   out where there is none, and data is what the server sent. The last line alone has the member \c outcome.
*/
class CliJsonView final : public CliView
{
public:
    using CliView::CliView;

    void start() override;
    void onEvent(const NoukaiEvent &event) override;
    void finish(int exitCode) override;

private:
    QElapsedTimer m_elapsed;
};
