// SPDX-License-Identifier: MIT
#include "jsonslice_p.h"

#include "jsontext_p.h"

#include <QtCore/QByteArray>
#include <QtCore/QLatin1StringView>

#include <cstring>

namespace NoukaiWire
{

namespace
{

// Steps over JSON text. Valid text is assumed, so that only strings and brackets need a look.
class Skipper
{
public:
    explicit Skipper(std::string_view text)
        : m_at(text.data())
        , m_end(text.data() + text.size())
    {
    }

    bool enterObject() { return enter('{'); }

    bool enter(char bracket)
    {
        const void *brace = m_at < m_end ? std::memchr(m_at, bracket, std::size_t(m_end - m_at)) : nullptr;
        m_at = brace ? static_cast<const char *>(brace) + 1 : m_end;
        return brace != nullptr;
    }

    // Steps over white space, and over the commas and colons between keys and values.
    bool toNextToken()
    {
        while (m_at < m_end &&
               (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t' || *m_at == ',' || *m_at == ':'))
            ++m_at;
        return m_at < m_end && *m_at != '}' && *m_at != ']';
    }

    std::string_view takeValue()
    {
        const char *const begin = m_at;
        if (*m_at == '"')
            skipString();
        else if (*m_at == '{' || *m_at == '[')
            skipBrackets();
        else
            skipScalar();
        return {begin, std::size_t(m_at - begin)};
    }

private:
    void skipString()
    {
        const char *const begin = m_at++;
        while (m_at < m_end) {
            const void *hit = std::memchr(m_at, '"', std::size_t(m_end - m_at));
            if (!hit)
                break;
            const char *const quote = static_cast<const char *>(hit);
            const char *first = quote;
            while (first - 1 > begin && first[-1] == '\\')
                --first;
            m_at = quote + 1;
            if ((quote - first) % 2 == 0)
                return;
        }
        m_at = m_end;
    }

    void skipBrackets()
    {
        std::size_t depth = 0;
        while (m_at < m_end) {
            switch (*m_at) {
            case '"':
                skipString();
                continue;
            case '{':
            case '[':
                ++depth;
                break;
            case '}':
            case ']':
                if (--depth == 0) {
                    ++m_at;
                    return;
                }
                break;
            default:
                break;
            }
            ++m_at;
        }
    }

    void skipScalar()
    {
        ++m_at;
        while (m_at < m_end && !std::strchr(",:]} \t\r\n", *m_at))
            ++m_at;
    }

    const char *m_at;
    const char *m_end;
};

// `quoted` is the key as it stands in the text; any of its characters may be written as an escape.
bool isKey(std::string_view quoted, std::string_view key)
{
    if (quoted.find('\\') == std::string_view::npos)
        return quoted.size() == key.size() + 2 && quoted.substr(1, key.size()) == key;
    return fromJsonText(QByteArray(quoted.data(), qsizetype(quoted.size()))).toString() ==
           QLatin1StringView(key.data(), qsizetype(key.size()));
}

} // namespace

std::string_view findJsonMember(std::string_view object, std::string_view key)
{
    std::string_view found;
    Skipper skipper(object);
    if (!skipper.enterObject())
        return found;
    while (skipper.toNextToken()) {
        const std::string_view name = skipper.takeValue();
        if (!skipper.toNextToken())
            break;
        const std::string_view value = skipper.takeValue();
        if (isKey(name, key))
            found = value;
    }
    return found;
}

std::vector<std::pair<std::string_view, std::string_view>> jsonMembers(std::string_view object)
{
    std::vector<std::pair<std::string_view, std::string_view>> members;
    Skipper skipper(object);
    if (!object.starts_with('{') || !skipper.enterObject())
        return members;
    while (skipper.toNextToken()) {
        const std::string_view name = skipper.takeValue();
        if (!skipper.toNextToken())
            break;
        members.emplace_back(name, skipper.takeValue());
    }
    return members;
}

std::vector<std::string_view> jsonElements(std::string_view array)
{
    std::vector<std::string_view> elements;
    Skipper skipper(array);
    if (!array.starts_with('[') || !skipper.enter('['))
        return elements;
    while (skipper.toNextToken())
        elements.push_back(skipper.takeValue());
    return elements;
}

} // namespace NoukaiWire
