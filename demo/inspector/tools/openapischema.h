// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

// Schemas of an OpenAPI document as they can stand alone: references are replaced by what they refer to. What refers to
// itself ends where it would begin again.
class OpenApiSchemas
{
public:
    explicit OpenApiSchemas(const QJsonObject &document)
        : m_document(document)
    {
    }

    // What \a value is, or refers to.
    QJsonObject object(const QJsonValue &value);
    // A schema as JSON schema has it.
    QJsonObject schema(const QJsonValue &value);

    QString problem() const { return m_problem; }

private:
    QJsonValue target(const QString &reference);
    QJsonObject expand(const QJsonValue &value);
    QJsonObject expandReference(const QJsonObject &schema);
    QJsonObject members(const QJsonObject &schema);
    QJsonObject expandEach(const QJsonObject &schemas);
    QJsonValue expandAny(const QJsonValue &value);
    void fail(const QString &problem);

    const QJsonObject m_document;
    QStringList m_open; // references that are being replaced
    QString m_problem;
    int m_depth = 0;
    int m_nodes = 0;
};
