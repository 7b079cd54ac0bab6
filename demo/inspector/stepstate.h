// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitheme.h>

#include <QtCore/QObject>
#include <QtCore/QString>

// The state of one attempt of a step, with what tells it to people.
namespace StepState
{
Q_NAMESPACE

enum State { Pending, Running, Paused, AwaitingTools, Completed, Failed, Skipped, Cancelled };
Q_ENUM_NS(State)

QString word(State state);
NoukaiTheme::Role role(State state);
NoukaiTheme::Glyph glyph(State state);

} // namespace StepState
