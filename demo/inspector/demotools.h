// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitool.h>

#include <QtCore/QList>

// The tools that the flows of the built-in server ask for. A person is asked before each call.
QList<NoukaiTool *> makeDemonstrationTools(QObject *parent);
