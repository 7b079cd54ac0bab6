// SPDX-License-Identifier: MIT
#include "validation_p.h"

#include "routes_p.h"
#include "wiretext_p.h"

#include <QtCore/QSet>
#include <QtCore/QUrl>
#include <QtCore/QUuid>

#include <algorithm>

namespace NoukaiWire
{

namespace
{

constexpr int MaximumAttachments = 10;
constexpr int MaximumUrlLength = 2048;
constexpr int MaximumFileNameLength = 255;
constexpr int MaximumTools = 64;
constexpr int MaximumToolNameLength = 64;

bool isHttpsUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && url.scheme() == QLatin1String("https") && !url.host().isEmpty();
}

bool isImageType(const QString &mimeType)
{
    return mimeType == QLatin1String("image/jpeg") || mimeType == QLatin1String("image/png") ||
           mimeType == QLatin1String("image/webp") || mimeType == QLatin1String("image/gif");
}

bool isFileName(const QJsonValue &value)
{
    const QString name = value.toString();
    return value.isString() && name.size() <= MaximumFileNameLength && !name.contains(QLatin1Char('/')) &&
           !name.contains(QLatin1Char('\\')) && !name.contains(QLatin1String(".."));
}

// A member as it may stand in a sentence, also when it has the wrong type.
QString shownMember(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return shown(value.toString());
    case QJsonValue::Undefined:
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Array:
        return QStringLiteral("[…]");
    case QJsonValue::Object:
        return QStringLiteral("{…}");
    default:
        return shown(value.toVariant().toString());
    }
}

// What is wrong with one attachment; empty when nothing is. Indexes are shown as the wire counts them, from 0.
QString attachmentMistake(const QJsonValue &attachment, qsizetype index)
{
    if (!attachment.isObject())
        return WireText::tr("attachments[%1] must be an object.").arg(index);

    const QJsonValue kind = attachment[QLatin1String("kind")];
    if (kind != QLatin1String("url")) {
        return WireText::tr("attachments[%1].kind must be “url”, not “%2”.")
            .arg(QString::number(index), shownMember(kind));
    }
    const QJsonValue url = attachment[QLatin1String("url")];
    if (url.toString().size() > MaximumUrlLength) {
        return WireText::tr("attachments[%1].url is longer than %2 characters.")
            .arg(QString::number(index), QString::number(MaximumUrlLength));
    }
    if (!isHttpsUrl(url.toString())) {
        return WireText::tr("attachments[%1].url must be an https address, not “%2”.")
            .arg(QString::number(index), shownMember(url));
    }
    const QJsonValue mimeType = attachment[QLatin1String("mime_type")];
    if (!isImageType(mimeType.toString())) {
        return WireText::tr(
                   "attachments[%1].mime_type must be image/jpeg, image/png, image/webp or image/gif, not “%2”.")
            .arg(QString::number(index), shownMember(mimeType));
    }
    const QJsonValue fileName = attachment[QLatin1String("filename")];
    if (!fileName.isUndefined() && !isFileName(fileName)) {
        return WireText::tr("attachments[%1].filename must be a text of at most %2 characters without “/”, “\\” and "
                            "“..”, not “%3”.")
            .arg(QString::number(index), QString::number(MaximumFileNameLength), shownMember(fileName));
    }
    return {};
}

bool isToolName(const QString &name)
{
    return !name.isEmpty() && name.size() <= MaximumToolNameLength &&
           std::all_of(name.cbegin(), name.cend(), [](QChar c) {
               return (c >= QLatin1Char('a') && c <= QLatin1Char('z')) ||
                      (c >= QLatin1Char('A') && c <= QLatin1Char('Z')) ||
                      (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || c == QLatin1Char('_') ||
                      c == QLatin1Char('-');
           });
}

NoukaiError toolsInvalid(const QString &message)
{
    return configurationError(message, QStringLiteral("TOOLS_INVALID"));
}

// What is wrong with the schema of a function's arguments, as far as no server could make sense of it: the member that
// is wrong and what it must be. Arguments are always an object.
QString schemaMistake(const QJsonObject &schema)
{
    const QJsonValue type = schema[QLatin1String("type")];
    const bool isObject =
        type.isUndefined() || type == QLatin1String("object") || type.toArray().contains(QLatin1String("object"));
    if (!isObject)
        return WireText::tr("type must be “object”, not “%1”").arg(shownMember(type));
    const QJsonValue properties = schema[QLatin1String("properties")];
    if (!properties.isUndefined() && !properties.isObject())
        return WireText::tr("properties must be an object, not “%1”").arg(shownMember(properties));
    const QJsonValue required = schema[QLatin1String("required")];
    const QJsonArray names = required.toArray();
    if ((!required.isUndefined() && !required.isArray()) ||
        !std::all_of(names.begin(), names.end(), [](const QJsonValue &name) { return name.isString(); }))
        return WireText::tr("required must be a list of names");
    return {};
}

NoukaiError checkTool(const QJsonValue &tool, qsizetype index)
{
    if (!tool.isObject() || tool[QLatin1String("type")] != QLatin1String("function") ||
        !tool[QLatin1String("function")].isObject()) {
        return toolsInvalid(
            WireText::tr("tools[%1] must be an object with the type “function” and an object “function”.").arg(index));
    }
    const QJsonValue function = tool[QLatin1String("function")];
    const QJsonValue name = function[QLatin1String("name")];
    if (!isToolName(name.toString())) {
        return configurationError(
            WireText::tr("tools[%1].function.name must be 1 to %2 letters (A to Z), digits, “_” or "
                         "“-”, not “%3”.")
                .arg(QString::number(index), QString::number(MaximumToolNameLength), shownMember(name)),
            QStringLiteral("TOOL_NAME_INVALID"));
    }
    const QJsonValue description = function[QLatin1String("description")];
    if (!description.isUndefined() && !description.isString()) {
        return toolsInvalid(WireText::tr("tools[%1].function.description (of “%2”) must be a text.")
                                .arg(QString::number(index), name.toString()));
    }
    const QJsonValue parameters = function[QLatin1String("parameters")];
    if (!parameters.isUndefined() && !parameters.isObject()) {
        return toolsInvalid(WireText::tr("tools[%1].function.parameters (of “%2”) must be an object, a JSON schema.")
                                .arg(QString::number(index), name.toString()));
    }
    const QString mistake = schemaMistake(parameters.toObject());
    if (!mistake.isEmpty()) {
        return toolsInvalid(WireText::tr("tools[%1].function.parameters.%2 (of “%3”).")
                                .arg(QString::number(index), mistake, name.toString()));
    }
    return {};
}

NoukaiError checkToolChoice(const QJsonValue &choice, const QSet<QString> &names)
{
    if (choice.isUndefined() || choice.isNull() || choice == QLatin1String("auto") || choice == QLatin1String("none") ||
        choice == QLatin1String("required")) {
        return {};
    }
    const QJsonValue name = choice[QLatin1String("function")][QLatin1String("name")];
    if (choice[QLatin1String("type")] != QLatin1String("function") || !name.isString()) {
        return toolsInvalid(WireText::tr("toolChoice must be “auto”, “none”, “required” or an object that names one "
                                         "function, not “%1”.")
                                .arg(shownMember(choice)));
    }
    if (!names.contains(name.toString())) {
        return toolsInvalid(
            WireText::tr("toolChoice names “%1”, which is none of the tools.").arg(shown(name.toString())));
    }
    return {};
}

// Some servers decode %2F, or take a backslash for a slash, and would then look elsewhere.
bool isPathId(const QString &id)
{
    return encodeSegment(id) && !id.contains(QLatin1Char('/')) && !id.contains(QLatin1Char('\\'));
}

} // namespace

NoukaiError checkAttachments(const QJsonArray &attachments)
{
    if (attachments.size() > MaximumAttachments) {
        return configurationError(WireText::tr("There are %1 attachments; at most %2 can be sent.")
                                      .arg(QString::number(attachments.size()), QString::number(MaximumAttachments)));
    }
    for (qsizetype i = 0; i < attachments.size(); ++i) {
        const QString mistake = attachmentMistake(attachments[i], i);
        if (!mistake.isEmpty())
            return configurationError(mistake);
    }
    return {};
}

NoukaiError checkParameters(const QJsonObject &parameters)
{
    if (parameters.contains(QLatin1String("attachments"))) {
        return configurationError(
            WireText::tr("The parameter name “attachments” is reserved: set the flow's attachments "
                         "instead."),
            QStringLiteral("PARAMETER_NAME_RESERVED"));
    }
    return {};
}

NoukaiError checkSessionId(const QString &sessionId)
{
    const auto isControl = [](QChar c) {
        return c.unicode() < 0x20 || c.unicode() == 0x7f;
    };
    if (std::any_of(sessionId.begin(), sessionId.end(), isControl))
        return configurationError(WireText::tr("The session id contains control characters."));
    return {};
}

NoukaiError checkExecutionId(const QString &id)
{
    if (id.isEmpty())
        return configurationError(WireText::tr("No execution id is given."), QStringLiteral("EXECUTION_ID_INVALID"));
    if (isPathId(id))
        return {};
    return configurationError(WireText::tr("The execution id cannot be “%1”.").arg(shown(id)),
                              QStringLiteral("EXECUTION_ID_INVALID"));
}

NoukaiError checkStepId(const QString &id)
{
    if (isPathId(id))
        return {};
    return configurationError(id.isEmpty() ? WireText::tr("No step id is given.")
                                           : WireText::tr("The step id cannot be “%1”.").arg(shown(id)));
}

NoukaiError checkFlowId(const QString &id)
{
    // It stands in a query, where a slash does no harm.
    if (encodeSegment(id))
        return {};
    return configurationError(id.isEmpty() ? WireText::tr("No flow id is given.")
                                           : WireText::tr("The flow id cannot be “%1”.").arg(shown(id)));
}

NoukaiError checkSessionUuid(const QString &sessionId)
{
    constexpr qsizetype length = 36; // without braces, which QUuid would take as well
    if (sessionId.size() == length && !QUuid::fromString(sessionId).isNull())
        return {};
    return configurationError(WireText::tr("“%1” is no session's id, which is a UUID.").arg(shown(sessionId)),
                              QStringLiteral("SESSION_ID_INVALID"));
}

NoukaiError checkTools(const QJsonArray &tools, const QJsonValue &toolChoice)
{
    if (tools.size() > MaximumTools) {
        return toolsInvalid(WireText::tr("There are %1 tools; at most %2 can be sent.")
                                .arg(QString::number(tools.size()), QString::number(MaximumTools)));
    }
    QSet<QString> names;
    for (qsizetype i = 0; i < tools.size(); ++i) {
        const QJsonValue tool = tools[i];
        const NoukaiError mistake = checkTool(tool, i);
        if (mistake.kind() != NoukaiError::NoError)
            return mistake;
        const QString name = tool[QLatin1String("function")][QLatin1String("name")].toString();
        if (names.contains(name)) {
            return toolsInvalid(WireText::tr("tools[%1].function.name “%2” is used by another tool already.")
                                    .arg(QString::number(i), name));
        }
        names.insert(name);
    }
    return checkToolChoice(toolChoice, names);
}

} // namespace NoukaiWire
