// SPDX-License-Identifier: MIT
#pragma once

#include "flow/flowfeed_p.h"

#include <Noukai/noukaierror.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QJsonObject>
#include <QtCore/QLatin1StringView>

#include <optional>

// The words of the file format, which docs/recording.md describes.
namespace RecordingFormat
{

constexpr int Version = 1;
constexpr qsizetype LongestLine = qsizetype(64) << 20; // in bytes, without its end
constexpr qsizetype LongestHeader = qsizetype(64) << 10;
constexpr qint64 LatestTime = 365LL * 24 * 3600 * 1000; // in ms

QLatin1StringView nameOf(FlowObserver::Begin how);
std::optional<FlowObserver::Begin> beginFromName(QStringView name);

QLatin1StringView nameOf(NoukaiFlow::State state);
std::optional<NoukaiFlow::State> finalStateFromName(QStringView name);
std::optional<NoukaiFlow::State> waitingStateFromName(QStringView name);

QJsonObject toJson(const NoukaiError &error);
NoukaiError errorFromJson(const QJsonObject &json);

} // namespace RecordingFormat
