// SPDX-License-Identifier: MIT
#pragma once

#include "callreader.h"

namespace mock
{

/*! Checks \a tools and \a choice, a model's permitted calls. */
std::optional<Refusal> checkTools(const QJsonValue &tools, const QJsonValue &choice, bool enabled);
/*! Checks the conversation that answers a tool pause and takes its rounds and answers into \a call. */
std::optional<Refusal> readToolAnswers(const QJsonValue &messages, const QJsonValue &iterationsUsed, FlowCall *call);
/*! Checks roles: user, assistant and tool only. */
std::optional<Refusal> checkRoles(const QJsonArray &messages);

} // namespace mock
