// SPDX-License-Identifier: MIT
// A step's call to run again: in a shell, in C++ and in QML.
#include "exportformats_p.h"
#include "exporttext_p.h"

#include <QtCore/QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;
using ExportText::cppJson;
using ExportText::cppString;
using ExportText::scriptJson;
using ExportText::scriptString;
using ExportText::shell;

namespace ExportFormats
{

namespace
{

// Systems limit how long one argument of a program is, Linux to 128 KiB; what a shell itself writes has no limit.
constexpr qsizetype LongestArgument = 100'000; // bytes

bool isDefaultVersion(const QString &version)
{
    return version.isEmpty() || version == "production"_L1;
}

// What stands in the way of the call being the one that was sent, a line each.
QStringList remarks(const ExportSource::Request &request)
{
    QStringList lines;
    if (request.isRedacted)
        lines += u"Secrets were taken out of what was sent."_s;
    if (request.missingOutputs == 1)
        lines += u"The output of an earlier step is no longer known and is missing here."_s;
    else if (request.missingOutputs > 1)
        lines +=
            u"The outputs of %1 earlier steps are no longer known and are missing here."_s.arg(request.missingOutputs);
    return lines;
}

QString remarkLines(const ExportSource::Request &request, QLatin1StringView mark)
{
    QString lines;
    const QStringList all = remarks(request);
    for (const QString &line : all)
        lines += mark + u' ' + line + u'\n';
    return lines;
}

// A number that a double does not hold exactly, and so neither does a script.
bool hasBigNumber(const QJsonValue &value)
{
    constexpr qint64 Exact = qint64(1) << 53;
    if (value.isDouble()) {
        const qint64 integer = value.toInteger();
        return integer > Exact || integer < -Exact;
    }
    const QJsonObject object = value.toObject();
    const QJsonArray array = value.toArray();
    return std::any_of(object.begin(), object.end(), [](const QJsonValue &member) { return hasBigNumber(member); }) ||
           std::any_of(array.begin(), array.end(), [](const QJsonValue &element) { return hasBigNumber(element); });
}

QJsonObject functionOf(const QJsonValue &tool)
{
    return tool["function"_L1].toObject();
}

// The properties that say what a run is given, as they are called in both languages.
struct Property {
    const char *name;
    const char *setter;
    QJsonValue value;
};

QList<Property> propertiesOf(const RunInput &input)
{
    QList<Property> properties;
    const auto add = [&properties](const char *name, const char *setter, const QJsonValue &value) {
        const bool isEmpty = (value.isObject() && value.toObject().isEmpty()) ||
                             (value.isArray() && value.toArray().isEmpty()) || value.isUndefined() || value.isNull();
        if (!isEmpty)
            properties.append({name, setter, value});
    };
    if (input.message)
        add("message", "setMessage", *input.message);
    add("messages", "setMessages", input.messages);
    add("parameters", "setParameters", input.parameters);
    add("attachments", "setAttachments", input.attachments);
    add("inputOverrides", "setInputOverrides", input.inputOverrides);
    add("blockOverrides", "setBlockOverrides", input.blockOverrides);
    add("toolChoice", "setToolChoice", input.toolChoice);
    return properties;
}

bool isText(const Property &property)
{
    return qstrcmp(property.name, "message") == 0;
}

QString cppClient(const ExportSource::Client &client)
{
    QString lines = client.keyless || client.relayUrl.isValid()
                        ? u"    NoukaiClient client;\n"_s
                        : u"    NoukaiClient client; // the key comes from NOUKAI_API_KEY\n"_s;
    const auto set = [&lines](const char *setter, const QString &value) {
        lines += u"    client."_s + QLatin1StringView(setter) + u'(' + value + u");\n";
    };
    if (client.baseUrl.isValid())
        set("setBaseUrl", u"QUrl("_s + cppString(client.baseUrl.toString()) + u')');
    if (client.relayUrl.isValid() && !client.relayUrl.isEmpty())
        set("setRelayUrl", u"QUrl("_s + cppString(client.relayUrl.toString()) + u')');
    if (!client.organization.isEmpty())
        set("setOrganization", cppString(client.organization));
    if (!client.project.isEmpty())
        set("setProject", cppString(client.project));
    if (!client.sessionId.isNull())
        set("setSessionId", client.sessionId.isEmpty() ? u"u\"\"_s"_s : cppString(client.sessionId));
    if (client.keyless)
        set("setKeyless", u"true"_s);
    QStringList headers;
    for (const auto &[name, value] : client.headers)
        headers += u'{' + cppString(name) + u", "_s + cppString(value) + u'}';
    if (!headers.isEmpty())
        set("setExtraHeaders", u'{' + headers.join(u", "_s) + u'}');
    return lines;
}

QString cppFlow(const RunInput &input)
{
    QString lines = u"    NoukaiFlow flow(&client, "_s + cppString(input.identifier) + u");\n";
    const auto set = [&lines](const char *setter, const QString &value) {
        lines += u"    flow."_s + QLatin1StringView(setter) + u'(' + value + u");\n";
    };
    if (!isDefaultVersion(input.version))
        set("setVersion", cppString(input.version));
    for (const Property &property : propertiesOf(input))
        set(property.setter, isText(property) ? cppString(property.value.toString()) : cppJson(property.value));
    if (!input.sessionId.isNull())
        set("setSessionId", input.sessionId.isEmpty() ? u"u\"\"_s"_s : cppString(input.sessionId));
    if (input.runRemaining)
        set("setRunRemaining", u"true"_s);
    if (input.trace)
        set("setTrace", u"true"_s);
    QStringList tools;
    for (const QJsonValue &tool : input.tools) {
        const QJsonObject function = functionOf(tool);
        const QString name = u"tool"_s + QString::number(tools.size() + 1);
        lines += u"    NoukaiTool "_s + name + u'(' + cppString(function["name"_L1].toString()) + u", "_s +
                 cppString(function["description"_L1].toString()) + u", "_s +
                 cppJson(function["parameters"_L1].toObject()) + u"); // a person answers; or setHandler()\n";
        tools += u'&' + name;
    }
    if (!tools.isEmpty())
        set("setTools", u'{' + tools.join(u", "_s) + u'}');
    return lines;
}

// An empty one means none at all; QML takes an empty literal for null, which means that of the client.
QString qmlSession(const QString &sessionId)
{
    return sessionId.isEmpty() ? u"\" \".trim()"_s : scriptString(sessionId);
}

QString qmlClient(const ExportSource::Client &client)
{
    QString lines;
    const auto set = [&lines](const char *name, const QString &value) {
        lines += u"            "_s + QLatin1StringView(name) + u": "_s + value + u'\n';
    };
    if (client.baseUrl.isValid())
        set("baseUrl", scriptString(client.baseUrl.toString()));
    if (client.relayUrl.isValid() && !client.relayUrl.isEmpty())
        set("relayUrl", scriptString(client.relayUrl.toString()));
    if (!client.organization.isEmpty())
        set("organization", scriptString(client.organization));
    if (!client.project.isEmpty())
        set("project", scriptString(client.project));
    if (!client.sessionId.isNull())
        set("sessionId", qmlSession(client.sessionId));
    if (client.keyless)
        set("keyless", u"true"_s);
    QJsonObject headers;
    for (const auto &[name, value] : client.headers)
        headers.insert(name, value);
    if (!headers.isEmpty())
        set("extraHeaders", scriptJson(headers));
    return lines.isEmpty() ? lines : u"        client: NoukaiClient {\n"_s + lines + u"        }\n"_s;
}

QString qmlTools(const QJsonArray &tools)
{
    QStringList all;
    for (const QJsonValue &tool : tools) {
        const QJsonObject function = functionOf(tool);
        all += u"            NoukaiTool {\n                name: "_s + scriptString(function["name"_L1].toString()) +
               u"\n                description: "_s + scriptString(function["description"_L1].toString()) +
               u"\n                parameters: "_s + scriptJson(function["parameters"_L1].toObject()) +
               u"\n            }"_s;
    }
    return all.isEmpty() ? QString() : u"        tools: [\n"_s + all.join(u",\n"_s) + u"\n        ]\n"_s;
}

QString qmlFlow(const RunInput &input)
{
    QString lines;
    const auto set = [&lines](const char *name, const QString &value) {
        lines += u"        "_s + QLatin1StringView(name) + u": "_s + value + u'\n';
    };
    set("identifier", scriptString(input.identifier));
    if (!isDefaultVersion(input.version))
        set("version", scriptString(input.version));
    for (const Property &property : propertiesOf(input)) {
        if (hasBigNumber(property.value))
            lines += u"        // QML rounds whole numbers beyond 2^53.\n"_s;
        set(property.name, scriptJson(property.value));
    }
    if (!input.sessionId.isNull())
        set("sessionId", qmlSession(input.sessionId));
    if (input.runRemaining)
        set("runRemaining", u"true"_s);
    if (input.trace)
        set("trace", u"true"_s);
    return lines + qmlTools(input.tools);
}

} // namespace

QString curl(const ExportSource &source, const StepAttempt *attempt)
{
    const ExportSource::Request request = source.request(attempt);
    if (!request.url.isValid() || request.url.isEmpty())
        return {};
    const QString url = QString::fromLatin1(request.url.toEncoded());
    const QString body = shell(QString::fromUtf8(request.body));
    const bool isLong = body.toUtf8().size() > LongestArgument;
    QString text = remarkLines(request, "#"_L1);
    if (isLong)
        text += u"printf %s "_s + body + u" |\n  "_s;
    text += u"curl --no-buffer --fail-with-body "_s + shell(url) + u" \\\n"_s;
    if (request.withKey)
        text += u"  -H \"Authorization: Bearer $NOUKAI_API_KEY\" \\\n"_s;
    for (const auto &[name, value] : request.headers) {
        const QString header = QString::fromLatin1(name);
        // curl's way to send a header without a value.
        text += u"  -H "_s + shell(value.isEmpty() ? QString(header + u';') : QString(header + u": "_s + value)) +
                u" \\\n"_s;
    }
    return text + (isLong ? u"  --data-binary @-\n"_s : u"  --data-raw "_s + body + u'\n');
}

QString cpp(const ExportSource &source, const StepAttempt *attempt)
{
    const ExportSource::Request request = source.request(attempt);
    if (request.input.identifier.isEmpty() && source.client().relayUrl.isEmpty())
        return {};
    return u"#include <Noukai/noukaiclient.h>\n"
           u"#include <Noukai/noukaiflow.h>\n"
           u"#include <Noukai/noukaitool.h>\n"
           u"\n"
           u"#include <QtCore/QCoreApplication>\n"
           u"#include <QtCore/QDebug>\n"
           u"#include <QtCore/QJsonDocument>\n"
           u"#include <QtCore/QUrl>\n"
           u"\n"
           u"using namespace Qt::StringLiterals;\n"
           u"\n"_s +
           remarkLines(request, "//"_L1) +
           u"int main(int argc, char *argv[])\n"
           u"{\n"
           u"    QCoreApplication application(argc, argv);\n"_s +
           cppClient(source.client()) + cppFlow(request.input) +
           u"    QObject::connect(&flow, &NoukaiFlow::finished, &application, [&flow] {\n"
           u"        qInfo() << flow.state() << flow.result() << flow.error();\n"
           u"        QCoreApplication::quit();\n"
           u"    });\n"_s +
           (request.input.executes ? u"    flow.execute();\n"_s : u"    flow.start();\n"_s) +
           u"    return QCoreApplication::exec();\n"
           u"}\n"_s;
}

QString qml(const ExportSource &source, const StepAttempt *attempt)
{
    const ExportSource::Request request = source.request(attempt);
    if (request.input.identifier.isEmpty() && source.client().relayUrl.isEmpty())
        return {};
    return u"import QtQuick\n"
           u"import Noukai\n"
           u"\n"_s +
           remarkLines(request, "//"_L1) +
           u"FlowView {\n"
           u"    flow: NoukaiFlow {\n"_s +
           qmlClient(source.client()) + qmlFlow(request.input) +
           (request.input.executes ? u"        Component.onCompleted: execute()\n"_s
                                   : u"        Component.onCompleted: start()\n"_s) +
           u"    }\n"
           u"}\n"_s;
}

} // namespace ExportFormats
