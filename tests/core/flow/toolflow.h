// SPDX-License-Identifier: MIT
#pragma once

#include "flowrecorder.h"

#include <QtCore/QPromise>

using namespace Qt::StringLiterals;

// A step that asks for one call in each round, and one that follows.
inline QByteArray rounds(int count, const QByteArray &calls = R"([{"id": "1", "name": "f", "arguments": {"x": 1}}])",
                         const QByteArray &more = {})
{
    QByteArrayList list;
    for (int i = 0; i < count; ++i)
        list += "{\"calls\": " + calls + "}";
    return "{\"messageRequired\": false, \"toolIterationLimit\": 100" + more +
           ", \"steps\": [{\"id\": \"a\", \"output\": \"A\"}, {\"id\": \"t\", \"output\": \"{{tool.f}}\", "
           "\"toolRounds\": [" +
           list.join(',') + "]}, {\"id\": \"z\", \"output\": \"{{outputs.t}}\"}]}";
}

inline const QByteArray TwoCalls =
    R"([{"id": "1", "name": "f", "arguments": {}}, {"id": "2", "name": "g", "arguments": {}}])";

// The results in a body's toolCallMessages: "id=content".
inline QStringList results(const QJsonObject &body, const QString &key = u"tool_call_id"_s)
{
    QStringList found;
    const QJsonArray messages = body.value(u"toolCallMessages"_s).toArray();
    for (const QJsonValue &message : messages) {
        if (message[u"role"_s] == u"tool"_s)
            found += message[key].toString() + u'=' + message[u"content"_s].toString();
    }
    return found;
}

inline QFuture<QString> later(QPromise<QString> &promise)
{
    promise.start();
    return promise.future();
}
