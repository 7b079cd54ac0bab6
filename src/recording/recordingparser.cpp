// SPDX-License-Identifier: MIT
#include "recordingparser_p.h"

#include "recordingreader_p.h"
#include "wire/jsonslice_p.h"
#include "wire/jsontext_p.h"

#include <QtCore/QJsonDocument>

#include <algorithm>
#include <bit>
#include <cmath>

namespace
{

constexpr std::size_t SmallestParser = 1024;
constexpr std::size_t LargestKeptParser = std::size_t(256) << 10;
constexpr std::size_t MostDepth = 1026; // what an event may have, and the line around it

} // namespace

QString RecordingParser::parse(std::string_view line)
{
    if (m_parser.capacity() > LargestKeptParser && line.size() <= LargestKeptParser)
        m_parser = simdjson::dom::parser();
    if (line.size() > m_parser.capacity() &&
        m_parser.allocate(std::max(SmallestParser, std::bit_ceil(line.size())), MostDepth) != simdjson::SUCCESS)
        return RecordingReader::tr("there is not enough memory for this line");
    const auto error = m_parser.parse(line.data(), line.size(), false).get(m_root);
    if (error == simdjson::SUCCESS)
        return {};
    if (error == simdjson::INCORRECT_TYPE)
        return RecordingReader::tr("it is no JSON object");
    return parseTolerantly(line);
}

// QJsonDocument takes what simdjson does not, half a surrogate pair above all, and servers send it. The parts that came
// from outside are checked each for itself, then left out.
QString RecordingParser::parseTolerantly(std::string_view line)
{
    QByteArray rest(line.data(), qsizetype(line.size()));
    for (const std::string_view key : {"data", "request"}) {
        const std::string_view slice = NoukaiWire::findJsonMember({rest.constData(), std::size_t(rest.size())}, key);
        if (slice.empty() || slice.front() != '{')
            continue;
        if (!NoukaiWire::fromJsonText(QByteArray(slice.data(), qsizetype(slice.size()))).isObject())
            return RecordingReader::tr("it is no JSON");
        rest.replace(slice.data() - rest.constData(), qsizetype(slice.size()), "{}");
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(rest, &error);
    if (error.error != QJsonParseError::NoError)
        //: %1 is what is wrong with the JSON text
        return RecordingReader::tr("it is no JSON: %1").arg(error.errorString());
    if (!document.isObject())
        return RecordingReader::tr("it is no JSON object");
    m_text = document.toJson(QJsonDocument::Compact);
    if (m_parser.parse(m_text.constData(), std::size_t(m_text.size()), true).get(m_root) != simdjson::SUCCESS)
        return RecordingReader::tr("it is no JSON");
    return {};
}

bool RecordingParser::has(std::string_view key) const
{
    return at(key).error() == simdjson::SUCCESS;
}

bool RecordingParser::isObject(std::string_view key) const
{
    return at(key).is_object();
}

QString RecordingParser::text(std::string_view key) const
{
    std::string_view text;
    if (at(key).get(text) != simdjson::SUCCESS)
        return {};
    return text.empty() ? QString::fromLatin1("") : QString::fromUtf8(text.data(), qsizetype(text.size()));
}

bool RecordingParser::number(std::string_view key, qint64 &value) const
{
    std::int64_t integer = 0;
    if (at(key).get(integer) == simdjson::SUCCESS) {
        value = integer;
        return true;
    }
    double real = 0;
    if (at(key).get(real) != simdjson::SUCCESS || !(std::abs(real) < 9e15))
        return false;
    value = std::llround(real);
    return true;
}
