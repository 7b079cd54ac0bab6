// SPDX-License-Identifier: MIT
#include "openapischema.h"

#include "tooldefinition.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QJsonArray>
#include <QtCore/QScopeGuard>
#include <QtCore/QSet>
#include <QtCore/QUrl>

using namespace Qt::StringLiterals;

namespace
{

constexpr int MostDepth = 64;
constexpr int MostNodes = 50'000; // of all schemas, references replaced
constexpr int MostHops = 16;

// Members that hold schemas by name.
bool holdsMany(const QString &name)
{
    static const QSet<QString> names{u"properties"_s, u"patternProperties"_s, u"dependentSchemas"_s};
    return names.contains(name);
}

// Members that hold a schema, or a list of them.
bool holdsSchema(const QString &name)
{
    static const QSet<QString> names{u"items"_s,
                                     u"prefixItems"_s,
                                     u"additionalProperties"_s,
                                     u"propertyNames"_s,
                                     u"contains"_s,
                                     u"allOf"_s,
                                     u"anyOf"_s,
                                     u"oneOf"_s,
                                     u"not"_s,
                                     u"if"_s,
                                     u"then"_s,
                                     u"else"_s,
                                     u"unevaluatedItems"_s,
                                     u"unevaluatedProperties"_s};
    return names.contains(name);
}

// Members that say nothing about which arguments are right.
bool isRemark(const QString &name)
{
    static const QSet<QString> names{u"example"_s,    u"examples"_s,    u"xml"_s,      u"externalDocs"_s,
                                     u"$defs"_s,      u"definitions"_s, u"$id"_s,      u"discriminator"_s,
                                     u"deprecated"_s, u"nullable"_s,    u"readOnly"_s, u"writeOnly"_s,
                                     u"$schema"_s,    u"$comment"_s,    u"$anchor"_s};
    return names.contains(name) || name.startsWith(u"x-"_s);
}

// "nullable" is OpenAPI 3.0's word; JSON schema says it by a type.
void allowNull(QJsonObject &schema)
{
    const QJsonValue type = schema.value("type"_L1);
    if (type.isString())
        schema.insert(u"type"_s, QJsonArray{type, u"null"_s});
    QJsonArray choices = schema.value("enum"_L1).toArray();
    if (!choices.isEmpty() && !choices.contains(QJsonValue::Null)) {
        choices.append(QJsonValue::Null);
        schema.insert(u"enum"_s, choices);
    }
}

} // namespace

void OpenApiSchemas::fail(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

// What a reference such as "#/components/schemas/Pet" refers to.
QJsonValue OpenApiSchemas::target(const QString &reference)
{
    if (!reference.startsWith(u"#/"_s)) {
        fail(ToolText::tr("the reference \"%1\" leads out of the file; only what is in it can be used")
                 .arg(NoukaiText::preview(reference)));
        return {};
    }
    QJsonValue found = m_document;
    const QStringList parts = reference.sliced(2).split(u'/');
    for (const QString &part : parts) {
        QString name = QUrl::fromPercentEncoding(part.toUtf8());
        name.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
        found = found.isArray() ? found.toArray().at(name.toInt()) : found.toObject().value(name);
    }
    if (!found.isObject() && !found.isBool())
        fail(ToolText::tr("the reference \"%1\" leads to nothing").arg(NoukaiText::preview(reference)));
    return found;
}

QJsonObject OpenApiSchemas::object(const QJsonValue &value)
{
    QJsonObject object = value.toObject();
    for (int hop = 0; object.value("$ref"_L1).isString() && m_problem.isEmpty(); ++hop) {
        const QString reference = object.value("$ref"_L1).toString();
        if (hop == MostHops)
            fail(ToolText::tr("the reference \"%1\" leads back to itself").arg(NoukaiText::preview(reference)));
        object = target(reference).toObject();
    }
    return object;
}

QJsonObject OpenApiSchemas::schema(const QJsonValue &value)
{
    m_open.clear();
    m_depth = 0;
    return expand(value);
}

QJsonObject OpenApiSchemas::expand(const QJsonValue &value)
{
    ++m_depth;
    const auto leave = qScopeGuard([this] { --m_depth; });
    if (++m_nodes > MostNodes)
        fail(ToolText::tr("its schemas are too large once references are followed"));
    if (!m_problem.isEmpty() || m_depth > MostDepth)
        return {};
    if (value.isBool())
        return value.toBool() ? QJsonObject() : QJsonObject{{u"not"_s, QJsonObject()}};
    const QJsonObject schema = value.toObject();
    return schema.value("$ref"_L1).isString() ? expandReference(schema) : members(schema);
}

QJsonObject OpenApiSchemas::expandReference(const QJsonObject &schema)
{
    const QString reference = schema.value("$ref"_L1).toString();
    const QJsonValue referred = target(reference);
    if (!m_problem.isEmpty())
        return {};
    if (m_open.contains(reference)) {
        QJsonObject again{{u"description"_s, u"As %1 above."_s.arg(reference.section(u'/', -1))}}; // models read it
        if (referred.toObject().contains("type"_L1))
            again.insert(u"type"_s, referred.toObject().value("type"_L1));
        return again;
    }
    m_open.append(reference);
    QJsonObject expanded = expand(referred);
    m_open.removeLast();
    QJsonObject beside = schema; // what stands there too is said in addition
    beside.remove(u"$ref"_s);
    const QJsonObject own = members(beside);
    for (auto it = own.begin(); it != own.end(); ++it)
        expanded.insert(it.key(), it.value());
    return expanded;
}

QJsonObject OpenApiSchemas::members(const QJsonObject &schema)
{
    QJsonObject expanded;
    for (auto it = schema.begin(); it != schema.end() && m_problem.isEmpty(); ++it) {
        const QString name = it.key();
        if (isRemark(name))
            continue;
        if (holdsMany(name) && it->isObject())
            expanded.insert(name, expandEach(it->toObject()));
        else if (holdsSchema(name))
            expanded.insert(name, expandAny(it.value()));
        else
            expanded.insert(name, it.value());
    }
    if (schema.value("nullable"_L1).toBool())
        allowNull(expanded);
    const QJsonObject properties = expanded.value("properties"_L1).toObject();
    const QJsonObject before = schema.value("properties"_L1).toObject();
    if (properties.size() < before.size()) {
        QJsonArray required;
        const QJsonArray names = schema.value("required"_L1).toArray();
        std::copy_if(names.begin(), names.end(), std::back_inserter(required), [&](const QJsonValue &name) {
            return !before.contains(name.toString()) || properties.contains(name.toString());
        });
        expanded.insert(u"required"_s, required);
    }
    return expanded;
}

QJsonObject OpenApiSchemas::expandEach(const QJsonObject &schemas)
{
    QJsonObject expanded;
    for (auto it = schemas.begin(); it != schemas.end() && m_problem.isEmpty(); ++it) {
        // What only the server writes is no argument.
        if (!object(it.value()).value("readOnly"_L1).toBool())
            expanded.insert(it.key(), expand(it.value()));
    }
    return expanded;
}

QJsonValue OpenApiSchemas::expandAny(const QJsonValue &value)
{
    if (value.isBool())
        return value;
    if (!value.isArray())
        return expand(value);
    QJsonArray list;
    const QJsonArray schemas = value.toArray();
    for (const QJsonValue &schema : schemas)
        list.append(expand(schema));
    return list;
}
