// SPDX-License-Identifier: MIT
#include "openapi.h"

#include "openapischema.h"
#include "toollist.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QJsonArray>
#include <QtCore/QMap>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype LongestName = 64;
constexpr qsizetype LongestDescription = 1024;
constexpr qsizetype MostOperations = 10'000; // what is counted before it is said that they are too many

// The arguments of an operation, gathered from where OpenAPI has them.
class Arguments
{
public:
    // Its name here, which is another one where two places use the same.
    void add(QString name, const QString &place, const QJsonObject &schema, bool isRequired)
    {
        if (m_properties.contains(name))
            name += u'_' + place;
        m_properties.insert(name, schema);
        if (isRequired && !m_required.contains(name))
            m_required.append(name);
    }
    bool contains(const QString &name) const { return m_properties.contains(name); }
    QJsonObject schema() const
    {
        QJsonObject schema{{u"type"_s, u"object"_s}, {u"properties"_s, m_properties}};
        if (!m_required.isEmpty())
            schema.insert(u"required"_s, m_required);
        return schema;
    }

private:
    QJsonObject m_properties;
    QJsonArray m_required;
};

// The members of an object that is described in several parts, as one; false where it cannot be.
bool flatten(const QJsonObject &schema, QJsonObject *properties, QJsonArray *required)
{
    if (schema.contains("oneOf"_L1) || schema.contains("anyOf"_L1) || schema.contains("not"_L1))
        return false;
    const QJsonObject own = schema.value("properties"_L1).toObject();
    for (auto it = own.begin(); it != own.end(); ++it)
        properties->insert(it.key(), it.value());
    const QJsonArray names = schema.value("required"_L1).toArray();
    for (const QJsonValue &name : names)
        required->append(name);
    const QJsonArray parts = schema.value("allOf"_L1).toArray();
    return std::all_of(parts.begin(), parts.end(),
                       [&](const QJsonValue &part) { return flatten(part.toObject(), properties, required); });
}

class Reader
{
public:
    explicit Reader(const QJsonObject &document)
        : m_document(document)
        , m_schemas(document)
    {
    }

    QList<ToolDefinition> read(QString *problem)
    {
        const QString version = m_document.value("openapi"_L1).toString();
        const QJsonObject paths = m_document.value("paths"_L1).toObject();
        if (!version.startsWith(u"3."_s))
            m_problem = ToolText::tr("openapi must be a version 3, not \"%1\"").arg(NoukaiText::preview(version));
        else if (paths.isEmpty())
            m_problem = ToolText::tr("paths: is missing or empty");
        for (auto it = paths.begin(); it != paths.end() && m_problem.isEmpty(); ++it)
            readPath(it.key(), it.value());
        *problem = m_problem;
        return m_tools;
    }

private:
    void readPath(const QString &path, const QJsonValue &value);
    void readOperation(const QString &method, const QString &path, const QJsonObject &item,
                       const QJsonObject &operation);
    void readParameters(const QString &path, const QJsonObject &item, const QJsonObject &operation,
                        Arguments *arguments);
    void readBody(const QJsonObject &operation, Arguments *arguments);
    QString nameOf(const QString &method, const QString &path, const QJsonObject &operation);

    const QJsonObject m_document;
    OpenApiSchemas m_schemas;
    QList<ToolDefinition> m_tools;
    QSet<QString> m_names;
    QString m_problem;
};

void Reader::readPath(const QString &path, const QJsonValue &value)
{
    static const QStringList methods{u"get"_s,     u"put"_s,  u"post"_s,  u"delete"_s,
                                     u"options"_s, u"head"_s, u"patch"_s, u"trace"_s};
    const QJsonObject item = m_schemas.object(value);
    for (const QString &method : methods) {
        if (item.contains(method) && m_problem.isEmpty() && m_tools.size() < MostOperations)
            readOperation(method, path, item, item.value(method).toObject());
    }
    if (m_problem.isEmpty() && !m_schemas.problem().isEmpty())
        m_problem = ToolText::tr("%1: %2").arg(NoukaiText::preview(path), m_schemas.problem());
}

void Reader::readOperation(const QString &method, const QString &path, const QJsonObject &item,
                           const QJsonObject &operation)
{
    ToolDefinition tool;
    tool.place = method.toUpper() + u' ' + NoukaiText::preview(path);
    tool.name = nameOf(method, path, operation);
    tool.destructive = method == u"delete"_s;
    const QString summary = operation.value("summary"_L1).toString().trimmed();
    const QString description = operation.value("description"_L1).toString().trimmed();
    const bool hasBoth = !summary.isEmpty() && !description.isEmpty();
    tool.description = summary + (hasBoth ? u"\n\n"_s : QString()) + description;
    if (tool.description.size() > LongestDescription) {
        const bool splits = tool.description.at(LongestDescription - 2).isHighSurrogate();
        tool.description = tool.description.left(LongestDescription - (splits ? 2 : 1)) + u'…';
    }
    Arguments arguments;
    readParameters(path, item, operation, &arguments);
    readBody(operation, &arguments);
    tool.parameters = arguments.schema();
    if (m_problem.isEmpty())
        m_problem = m_schemas.problem();
    if (!m_problem.isEmpty()) {
        m_problem = ToolText::tr("%1: %2").arg(tool.place, m_problem);
        return;
    }
    m_tools.append(tool);
}

void Reader::readParameters(const QString &path, const QJsonObject &item, const QJsonObject &operation,
                            Arguments *arguments)
{
    // An operation's own parameter replaces that of its path.
    QMap<QString, QJsonObject> parameters;
    for (const QJsonObject &owner : {item, operation}) {
        const QJsonArray list = owner.value("parameters"_L1).toArray();
        for (qsizetype i = 0; i < list.size() && m_problem.isEmpty(); ++i) {
            const QJsonObject parameter = m_schemas.object(list.at(i));
            const QString in = parameter.value("in"_L1).toString();
            const QString name = parameter.value("name"_L1).toString();
            if (m_schemas.problem().isEmpty() && (in.isEmpty() || name.isEmpty()))
                m_problem = ToolText::tr("parameters[%1]: name or in is missing").arg(i);
            if (in == u"path"_s || in == u"query"_s)
                parameters.insert(in + u' ' + name, parameter);
        }
    }
    for (const QJsonObject &parameter : std::as_const(parameters)) {
        const QString in = parameter.value("in"_L1).toString();
        QJsonValue described = parameter.value("schema"_L1);
        if (const QJsonObject content = parameter.value("content"_L1).toObject(); !content.isEmpty())
            described = content.constBegin()->toObject().value("schema"_L1);
        QJsonObject schema = m_schemas.schema(described);
        if (!schema.contains("description"_L1) && parameter.contains("description"_L1))
            schema.insert(u"description"_s, parameter.value("description"_L1));
        arguments->add(parameter.value("name"_L1).toString(), in, schema,
                       in == u"path"_s || parameter.value("required"_L1).toBool());
    }
    static const QRegularExpression placeholder(u"\\{([^{}/]+)\\}"_s);
    for (auto it = placeholder.globalMatch(path); it.hasNext();) {
        const QString name = it.next().captured(1);
        if (!arguments->contains(name)) // forgotten, which is common
            arguments->add(name, u"path"_s, {{u"type"_s, u"string"_s}}, true);
    }
}

void Reader::readBody(const QJsonObject &operation, Arguments *arguments)
{
    const QJsonObject body = m_schemas.object(operation.value("requestBody"_L1));
    const QJsonObject content = body.value("content"_L1).toObject();
    if (content.isEmpty())
        return;
    auto media = content.constBegin();
    for (auto it = content.constBegin(); it != content.constEnd(); ++it) {
        if (it.key().contains(u"json"_s)) {
            media = it;
            break;
        }
    }
    const bool isRequired = body.value("required"_L1).toBool();
    QJsonObject schema = m_schemas.schema(media->toObject().value("schema"_L1));
    QJsonObject properties;
    QJsonArray required;
    const bool isFlat = flatten(schema, &properties, &required) && !properties.isEmpty();
    const QStringList names = properties.keys();
    const bool collides =
        std::any_of(names.begin(), names.end(), [&](const QString &name) { return arguments->contains(name); });
    if (!isFlat || collides) {
        if (!schema.contains("description"_L1) && body.contains("description"_L1))
            schema.insert(u"description"_s, body.value("description"_L1));
        arguments->add(u"body"_s, u"content"_s, schema, isRequired);
        return;
    }
    for (const QString &name : names)
        arguments->add(name, u"body"_s, properties.value(name).toObject(), isRequired && required.contains(name));
}

// Its operationId, or method and path, of the characters that a tool's name may have; each once.
QString Reader::nameOf(const QString &method, const QString &path, const QJsonObject &operation)
{
    static const QRegularExpression others(u"[^A-Za-z0-9_-]+"_s);
    QString name = operation.value("operationId"_L1).toString();
    if (!isToolName(name)) {
        if (name.isEmpty())
            name = method + u'_' + path;
        const QStringList words = name.replace(others, u"_"_s).split(u'_', Qt::SkipEmptyParts);
        name = words.isEmpty() ? method : words.join(u'_').left(LongestName);
    }
    const QString base = name;
    for (int i = 2; m_names.contains(name); ++i) {
        const QString number = u'_' + QString::number(i);
        name = base.left(LongestName - number.size()) + number;
    }
    m_names.insert(name);
    return name;
}

} // namespace

QList<ToolDefinition> readOpenApi(const QJsonObject &document, QString *problem)
{
    return Reader(document).read(problem);
}
