// SPDX-License-Identifier: MIT
#pragma once

#include "wire/stepencoder_p.h"

#include <Noukai/noukaiglobal.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QString>

#include <optional>
#include <string_view>

// What a run is given by whoever starts it, so what its calls say apart from what its steps put out.
struct NOUKAI_INTERNAL_EXPORT RunInput {
    QString identifier;
    QString version;
    QString sessionId;              // null: the client's
    std::optional<QString> message; // first call only, like messages, parameters and attachments
    QJsonArray messages;
    QJsonObject parameters;
    QJsonArray attachments;
    QJsonObject inputOverrides;
    QJsonObject blockOverrides;
    QJsonArray tools;
    QJsonValue toolChoice = QJsonValue::Undefined;
    bool runRemaining = false;
    bool trace = false;
    bool executes = false; // one call for all of it

    // `isFirst`: the call begins the run, or begins it anew.
    NoukaiWire::StepRequest stepRequest(int stepIndex, bool isFirst) const;
    NoukaiWire::ExecuteRequest executeRequest(bool isFirst) const;

    // Of a call that was sent as `body`, which is JSON. Reads over what steps put out without making values of it.
    static RunInput fromBody(std::string_view body);

    friend bool operator==(const RunInput &a, const RunInput &b);
};
