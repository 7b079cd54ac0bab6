// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <simdjson.h>

#include <string_view>

// The JSON text of one line of a recording. It is validated whole, and lives until the next one.
class RecordingParser
{
public:
    // Where the line is no JSON object, why; else empty. Readable bytes follow the line, as simdjson wants them.
    QString parse(std::string_view line);

    bool has(std::string_view key) const;
    bool isObject(std::string_view key) const;
    QString text(std::string_view key) const; // null where it is no text
    // False where it is no whole number that fits.
    bool number(std::string_view key, qint64 &value) const;

private:
    QString parseTolerantly(std::string_view line);
    simdjson::simdjson_result<simdjson::dom::element> at(std::string_view key) const { return m_root[key]; }

    simdjson::dom::parser m_parser;
    simdjson::dom::object m_root;
    QByteArray m_text; // of the tolerant way
};
