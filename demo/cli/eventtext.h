// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>

#include <QtCore/QString>
#include <QtCore/QStringList>

struct CliStep;

// What the views say about a run, in words; every text from outside is made visible here.
namespace CliEventText
{

QString position(int index, int stepCount);
QString stepName(const CliStep &step);
QString stepFigures(const CliStep &step);
QStringList stepColumns(const CliStep &step);
QString runFigures(const NoukaiFlow &flow);
QString stateWord(NoukaiFlow::State state);
int stateWordWidth();
QString glyph(NoukaiFlow::State state);
QStringList failure(const NoukaiFlow &flow);
QByteArray result(const QJsonValue &result, bool onTerminal);
QStringList toolCalls(const NoukaiToolCallsRequired &event);

} // namespace CliEventText
