// SPDX-License-Identifier: MIT
#include "router.h"
#include "tracejson.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace mock
{

HttpAnswer answerSession(const RouteContext &context)
{
    static const QRegularExpression uuid(u"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"_s);
    const QString &id = context.route.sessionId;
    if (!uuid.match(id).hasMatch())
        return HttpAnswer::error(400, u"SESSION_ID_INVALID"_s, u"A session's id is a UUID."_s);
    const QList<RunPointer> runs = context.state.runs.ofSession(id);
    if (runs.isEmpty())
        return HttpAnswer::error(404, u"SESSION_NOT_FOUND"_s, u"There is no session \"%1\"."_s.arg(id));
    QJsonArray executions;
    for (const RunPointer &run : runs)
        executions.append(executionOf(*run));
    return HttpAnswer::json(200, QJsonObject{{u"sessionId"_s, id}, {u"executions"_s, executions}});
}

} // namespace mock
