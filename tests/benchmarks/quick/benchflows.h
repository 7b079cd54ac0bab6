// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

class NoukaiMockServer;

// The flows that are shown, as the mock server plays them at speed 1. `scale` makes all of them smaller.
namespace BenchFlows
{

inline constexpr int FewSteps = 100;
inline constexpr int ManySteps = 10'000;

// bench/quick/output   a step that puts out 10 MB, 200 KB a second
// bench/quick/short    the same, 0.8 MB of it
// bench/quick/rate     5,000 step_output a second for 30 s
// bench/quick/few      100 steps, without a delay
// bench/quick/many     10,000 of them
bool addTo(NoukaiMockServer &server, double scale);

QString identifier(const QString &name);

} // namespace BenchFlows
