// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QString>

#include <simdjson.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace NoukaiWire
{

// QString::fromUtf8() takes a leading U+FEFF for a byte order mark and drops it; within a string it is a character.
inline QString textBeyondAscii(std::string_view utf8)
{
    constexpr std::string_view bom = "\xEF\xBB\xBF";
    qsizetype count = 0;
    for (; utf8.starts_with(bom); ++count)
        utf8.remove_prefix(bom.size());
    QString text = QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
    if (count > 0)
        return QString(count, QChar(0xfeff)) + text;
    return text;
}

// The text of a JSON string. Most are short and ASCII: those are widened while they are checked.
inline QString textFromUtf8(std::string_view utf8)
{
    constexpr std::size_t Step = 8;
    constexpr std::uint64_t NotAscii = 0x8080808080808080;
    const std::size_t size = utf8.size();
    QString text(qsizetype(size), Qt::Uninitialized);
    auto *const units = reinterpret_cast<char16_t *>(text.data());
    std::uint64_t seen = 0;
    const auto widen = [&](std::size_t at) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, utf8.data() + at, Step);
        seen |= bytes;
        for (std::size_t i = 0; i < Step; ++i)
            units[at + i] = static_cast<unsigned char>(utf8[at + i]);
    };
    std::size_t at = 0;
    for (; at + Step <= size && !(seen & NotAscii); at += Step)
        widen(at);
    if (size >= Step && at < size) {
        widen(size - Step); // once more over some of the last step, rather than byte by byte over the rest
    } else {
        for (; at < size; ++at) {
            seen |= static_cast<unsigned char>(utf8[at]);
            units[at] = static_cast<unsigned char>(utf8[at]);
        }
    }
    // No ?: here, it would copy.
    if (seen & NotAscii)
        return textBeyondAscii(utf8);
    return text;
}

// The same few ids stand in event after event: one QString for all of them.
class RecentStrings
{
public:
    QString text(std::string_view utf8)
    {
        if (m_entries[m_last].utf8 == utf8)
            return m_entries[m_last].text;
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            if (m_entries[i].utf8 == utf8) {
                m_last = i;
                return m_entries[i].text;
            }
        }
        QString text = textFromUtf8(utf8);
        if (utf8.size() > LongestKept)
            return text;
        m_last = m_next;
        m_next = (m_next + 1) % m_entries.size();
        m_entries[m_last] = {std::string(utf8), text};
        return text;
    }

private:
    struct Entry {
        std::string utf8;
        QString text;
    };
    static constexpr std::size_t LongestKept = 256;
    std::array<Entry, 8> m_entries; // parallel steps take turns
    std::size_t m_last = 0;
    std::size_t m_next = 0;
};

enum class JsonKind { Absent, Null, Bool, Number, String, Object, Array };

// Two readers with the same functions, so that one decoding routine serves the fast and the tolerant path. A member
// that stands twice counts as its last, as in JavaScript.

// A value in simdjson's tape.
class DomReader
{
public:
    DomReader() = default;
    explicit DomReader(simdjson::dom::element element)
        : m_element(element)
        , m_present(true)
    {
    }

    JsonKind kind() const
    {
        using Type = simdjson::dom::element_type;
        if (!m_present)
            return JsonKind::Absent;
        switch (m_element.type()) {
        case Type::ARRAY:
            return JsonKind::Array;
        case Type::OBJECT:
            return JsonKind::Object;
        case Type::STRING:
            return JsonKind::String;
        case Type::BOOL:
            return JsonKind::Bool;
        case Type::NULL_VALUE:
            return JsonKind::Null;
        default:
            return JsonKind::Number;
        }
    }

    // Several at once, since every look at an object goes through all of it.
    template <std::size_t Count>
    std::array<DomReader, Count> members(const std::array<std::string_view, Count> &keys) const
    {
        std::array<DomReader, Count> found;
        simdjson::dom::object object;
        if (!m_present || m_element.get(object) != simdjson::SUCCESS)
            return found;
        for (auto field = object.begin(); field != object.end(); ++field) {
            const std::string_view key = field.key();
            for (std::size_t i = 0; i < Count; ++i) {
                if (key == keys[i]) {
                    found[i] = DomReader(field.value());
                    break;
                }
            }
        }
        return found;
    }

    DomReader member(std::string_view key) const { return members<1>({key})[0]; }

    QString text() const { return textFromUtf8(bytes()); }
    QString recentText(RecentStrings &strings) const { return strings.text(bytes()); }
    bool isEmptyText() const { return bytes().empty(); }

    // Empty for what is no integer, however it is written: 12 and 1.2e1 are the same number.
    std::optional<qint64> integer() const
    {
        std::int64_t value = 0;
        if (!m_present)
            return std::nullopt;
        if (m_element.get(value) == simdjson::SUCCESS)
            return value;
        double real = 0;
        if (!m_element.is_double() || m_element.get(real) != simdjson::SUCCESS || real != std::floor(real) ||
            !(std::abs(real) < 9223372036854775808.0))
            return std::nullopt;
        return qint64(real);
    }

    double number() const
    {
        double value = 0;
        return m_present && m_element.get(value) == simdjson::SUCCESS ? value : 0;
    }

private:
    std::string_view bytes() const
    {
        std::string_view utf8;
        return m_present && m_element.get(utf8) == simdjson::SUCCESS ? utf8 : std::string_view();
    }

    simdjson::dom::element m_element;
    bool m_present = false;
};

// A value that QJsonDocument read.
class QtReader
{
public:
    explicit QtReader(const QJsonValue &value = QJsonValue::Undefined)
        : m_value(value)
    {
    }

    JsonKind kind() const
    {
        switch (m_value.type()) {
        case QJsonValue::Null:
            return JsonKind::Null;
        case QJsonValue::Bool:
            return JsonKind::Bool;
        case QJsonValue::Double:
            return JsonKind::Number;
        case QJsonValue::String:
            return JsonKind::String;
        case QJsonValue::Array:
            return JsonKind::Array;
        case QJsonValue::Object:
            return JsonKind::Object;
        case QJsonValue::Undefined:
            break;
        }
        return JsonKind::Absent;
    }

    template <std::size_t Count>
    std::array<QtReader, Count> members(const std::array<std::string_view, Count> &keys) const
    {
        std::array<QtReader, Count> found;
        const QJsonObject object = m_value.toObject();
        for (std::size_t i = 0; i < Count; ++i)
            found[i] = QtReader(object.value(QLatin1StringView(keys[i].data(), qsizetype(keys[i].size()))));
        return found;
    }

    QtReader member(std::string_view key) const { return members<1>({key})[0]; }

    QString text() const { return m_value.toString(); }
    QString recentText(RecentStrings &) const { return m_value.toString(); }
    bool isEmptyText() const { return m_value.toString().isEmpty(); }

    std::optional<qint64> integer() const
    {
        const qint64 value = m_value.toInteger(0);
        return value == m_value.toInteger(1) ? std::optional(value) : std::nullopt;
    }

    double number() const { return m_value.toDouble(); }

private:
    QJsonValue m_value;
};

} // namespace NoukaiWire
