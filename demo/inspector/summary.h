// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

class Run;

// What became of the run, as plain text: a line per step, then the totals and the result or error.
QString summaryOf(Run &run);
