// SPDX-License-Identifier: MIT
#include "redactor_p.h"

#include "jsontext_p.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <vector>

namespace
{

constexpr std::string_view KeyPrefix = "nk_";

bool isKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20;
}

bool hasControl(std::string_view text)
{
    // Eight at a time: the top bit of each is set where the byte is below 0x20.
    constexpr std::size_t Step = 8;
    constexpr std::uint64_t Spaces = 0x2020202020202020;
    constexpr std::uint64_t TopBits = 0x8080808080808080;
    std::size_t at = 0;
    for (; at + Step <= text.size(); at += Step) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + at, Step);
        if ((bytes - Spaces) & ~bytes & TopBits)
            break; // borrows may be mistaken, so what is left is looked at one by one
    }
    return std::any_of(text.begin() + qsizetype(at), text.end(), isControl);
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool endsInBackslash(std::string_view text)
{
    std::size_t count = 0;
    while (count < text.size() && text[text.size() - 1 - count] == '\\')
        ++count;
    return count % 2 == 1;
}

// Whether a word may begin behind `before`: the last letter of an escape such as \n belongs to no word.
bool isWordStart(std::string_view before)
{
    if (before.empty() || !isKeyCharacter(before.back()))
        return true;
    if (endsInBackslash(before.substr(0, before.size() - 1)))
        return true;
    constexpr std::size_t Unicode = 5; // uXXXX
    return before.size() > Unicode && before[before.size() - Unicode] == 'u' &&
           endsInBackslash(before.substr(0, before.size() - Unicode));
}

// Where "nk_" with something after it stands next: what keys of the service begin with.
std::size_t findPrefix(std::string_view text, std::size_t from)
{
    // By the underscore, the rarest of the three in a text.
    for (std::size_t at = from + 2; at < text.size(); ++at) {
        const void *hit = std::memchr(text.data() + at, '_', text.size() - at);
        if (!hit)
            break;
        at = std::size_t(static_cast<const char *>(hit) - text.data());
        if (text.substr(at - 2, KeyPrefix.size()) == KeyPrefix && at + 1 < text.size() && isKeyCharacter(text[at + 1]))
            return at - 2;
    }
    return std::string_view::npos;
}

// Where a key of the service begins, by its look.
std::size_t findKey(std::string_view text, std::size_t from)
{
    std::size_t at = findPrefix(text, from);
    while (at != std::string_view::npos && !isWordStart(text.substr(0, at)))
        at = findPrefix(text, at + KeyPrefix.size());
    return at;
}

// The plain character that an escape stands for, where one would do and it could be part of a key.
std::optional<char> needlessEscape(std::string_view escape)
{
    if (escape.size() >= 2 && escape[1] == '/')
        return '/';
    if (escape.size() < 6 || escape[1] != 'u' || escape[2] != '0' || escape[3] != '0')
        return std::nullopt;
    const int high = hexValue(escape[4]);
    const int low = hexValue(escape[5]);
    const int code = high * 16 + low;
    if (high < 2 || high > 7 || low < 0 || code == 0x7f || code == '"' || code == '\\')
        return std::nullopt;
    return char(code);
}

// Whether any of the text's escapes may hide part of a key.
bool hasNeedlessEscape(std::string_view json)
{
    for (std::size_t at = json.find('\\'); at != std::string_view::npos; at = json.find('\\', at + 2)) {
        if (needlessEscape(json.substr(at)))
            return true;
    }
    return false;
}

QByteArray withoutNeedlessEscapes(std::string_view json)
{
    QByteArray plain;
    plain.reserve(qsizetype(json.size()));
    for (std::size_t at = 0; at < json.size();) {
        const std::optional<char> c = json[at] == '\\' ? needlessEscape(json.substr(at)) : std::nullopt;
        if (c) {
            plain += *c;
            at += *c == '/' && json[at + 1] == '/' ? 2 : 6;
        } else {
            const std::size_t size = json[at] == '\\' ? std::min<std::size_t>(2, json.size() - at) : 1;
            plain.append(json.data() + at, qsizetype(size));
            at += size;
        }
    }
    return plain;
}

// Line ends stand between members, where a space does as well. Some parsers take them within strings too.
QByteArray onOneLine(std::string_view json)
{
    QByteArray line;
    line.reserve(qsizetype(json.size()) + 16);
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString && c == '\\' && i + 1 < json.size()) {
            line += c;
            line += json[++i];
        } else if (!isControl(c)) {
            inString ^= c == '"';
            line += c;
        } else if (inString) {
            line += "\\u00" + QByteArray::number(int(c), 16).rightJustified(2, '0');
        } else {
            line += ' ';
        }
    }
    return line;
}

// Goes through JSON text token by token.
class Walker
{
public:
    explicit Walker(const QByteArray &json)
        : m_json(json)
    {
    }
    bool atEnd() const { return m_at >= m_json.size(); }
    qsizetype position() const { return m_at; }
    char peek() const { return m_json[m_at]; }
    char take() { return m_json[m_at++]; }

    void skipString()
    {
        for (++m_at; !atEnd() && peek() != '"'; ++m_at) {
            if (peek() == '\\')
                ++m_at;
        }
        m_at = std::min(m_at + 1, m_json.size());
    }
    void skipValue()
    {
        int depth = 0;
        do {
            const char c = atEnd() ? '\0' : peek();
            if (c == '"') {
                skipString();
            } else if (depth == 0 && c != '{' && c != '[') {
                while (!atEnd() && !std::strchr(",]} \t\r\n", peek()))
                    ++m_at;
            } else {
                depth += c == '{' || c == '[' ? 1 : (c == '}' || c == ']' ? -1 : 0);
                ++m_at;
            }
        } while (depth > 0 && !atEnd());
    }
    // The key that starts here; afterwards its value does.
    QByteArray takeKey()
    {
        const qsizetype begin = m_at;
        skipString();
        const QByteArray quoted = m_json.mid(begin, m_at - begin);
        while (!atEnd() && (peek() == ':' || peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n'))
            ++m_at;
        return quoted.contains('\\') ? NoukaiWire::fromJsonText(quoted).toString().toUtf8()
                                     : quoted.mid(1, qMax<qsizetype>(0, quoted.size() - 2));
    }

private:
    const QByteArray &m_json;
    qsizetype m_at = 0;
};

// Whether `text` ends with what a secret begins with.
bool endsInBeginning(QStringView text, QLatin1StringView secret)
{
    const qsizetype most = std::min(text.size(), secret.size());
    for (qsizetype size = 1; size <= most; ++size) {
        if (text[text.size() - size] == secret.front() && text.last(size) == secret.first(size))
            return true;
    }
    return false;
}

// Of the same type, so that an event is still one.
QByteArray replacementFor(char first)
{
    switch (first) {
    case '"':
        return QByteArrayLiteral("\"[redacted]\"");
    case '{':
        return QByteArrayLiteral("{}");
    case '[':
        return QByteArrayLiteral("[]");
    default:
        return QByteArrayLiteral("null");
    }
}

} // namespace

void Redactor::setFields(const QStringList &fields)
{
    m_names.clear();
    m_paths.clear();
    for (const QString &field : fields) {
        if (field.isEmpty())
            continue;
        if (field.contains(u'.'))
            m_paths.insert(field.toUtf8());
        else
            m_names.insert(field.toUtf8());
    }
}

void Redactor::addSecret(const QByteArray &secret)
{
    if (secret.size() < ShortestSecret || m_secrets.contains(secret))
        return;
    m_secrets.append(secret);
    const QByteArray quoted = NoukaiWire::toJsonText(QString::fromUtf8(secret));
    const QByteArray written = quoted.mid(1, quoted.size() - 2);
    if (written != secret)
        m_secrets.append(written);
}

void Redactor::append(QByteArray &line, std::string_view json) const
{
    const bool oneLine = !hasControl(json);
    const bool redact = !m_names.isEmpty() || !m_paths.isEmpty();
    if (oneLine && !redact && !hasSecret(json) && !hasNeedlessEscape(json)) {
        line.append(json.data(), qsizetype(json.size()));
        return;
    }
    QByteArray text = oneLine ? QByteArray(json.data(), qsizetype(json.size())) : onOneLine(json);
    if (redact)
        text = withoutFields(text);
    scrub(text);
    line += text;
}

bool Redactor::isField(const QByteArray &name, const QByteArray &path) const
{
    return m_names.contains(name) || (!m_paths.isEmpty() && m_paths.contains(path));
}

QByteArray Redactor::withoutFields(const QByteArray &json) const
{
    struct Level {
        bool isObject;
        QByteArray path;
    };
    std::vector<Level> levels;
    QByteArray path; // of the value that comes next
    QByteArray text;
    text.reserve(json.size());
    Walker walker(json);
    qsizetype copied = 0;
    bool expectsKey = false;
    while (!walker.atEnd()) {
        const char c = walker.peek();
        if (c == '"' && expectsKey) {
            expectsKey = false;
            const QByteArray name = walker.takeKey();
            const QByteArray &parent = levels.back().path;
            path = parent.isEmpty() ? name : QByteArray(parent + '.' + name);
            if (walker.atEnd() || !isField(name, path))
                continue;
            text.append(json.constData() + copied, walker.position() - copied);
            text += replacementFor(walker.peek());
            walker.skipValue();
            copied = walker.position();
        } else if (c == '"') {
            walker.skipString();
        } else {
            if (c == '{' || c == '[') {
                levels.push_back({c == '{', path});
            } else if ((c == '}' || c == ']') && !levels.empty()) {
                levels.pop_back();
            }
            if (c == ',' && !levels.empty())
                path = levels.back().path; // of an array's next element
            expectsKey =
                (c == '{' || c == ',' || (expectsKey && c == ' ')) && !levels.empty() && levels.back().isObject;
            walker.take();
        }
    }
    text.append(json.constData() + copied, json.size() - copied);
    return text;
}

bool Redactor::hasSecret(std::string_view text) const
{
    const auto viewOf = [](const QByteArray &bytes) {
        return std::string_view(bytes.constData(), std::size_t(bytes.size()));
    };
    for (std::size_t at = findPrefix(text, 0); at != std::string_view::npos;
         at = findPrefix(text, at + KeyPrefix.size())) {
        const bool isSecret = std::any_of(m_secrets.begin(), m_secrets.end(), [&](const QByteArray &secret) {
            return text.substr(at).starts_with(viewOf(secret));
        });
        if (isSecret || isWordStart(text.substr(0, at)))
            return true;
    }
    return std::any_of(m_secrets.begin(), m_secrets.end(), [&](const QByteArray &secret) {
        return !secret.startsWith("nk_") && text.find(viewOf(secret)) != std::string_view::npos;
    });
}

void Redactor::scrub(QByteArray &text) const
{
    const auto view = [&text] {
        return std::string_view(text.constData(), std::size_t(text.size()));
    };
    if (hasNeedlessEscape(view())) {
        const QByteArray plain = withoutNeedlessEscapes(view());
        if (hasSecret({plain.constData(), std::size_t(plain.size())}))
            text = plain;
    }
    if (!hasSecret(view()))
        return;
    for (const QByteArray &secret : m_secrets)
        text.replace(secret, "[key]");
    QByteArray clean;
    std::size_t copied = 0;
    for (std::size_t at = findKey(view(), 0); at != std::string_view::npos; at = findKey(view(), copied)) {
        clean.append(text.constData() + copied, qsizetype(at - copied));
        clean += "[key]";
        copied = at + KeyPrefix.size();
        while (copied < std::size_t(text.size()) && isKeyCharacter(text[qsizetype(copied)]))
            ++copied;
    }
    if (copied > 0)
        text = clean + text.mid(qsizetype(copied));
}

QString Redactor::withoutKeys(const QString &text)
{
    if (!text.contains(QLatin1StringView("nk_")))
        return text;
    QByteArray plain = text.toUtf8();
    Redactor().scrub(plain);
    return QString::fromUtf8(plain);
}

bool Redactor::mayEndInKey(QStringView text) const
{
    // In one word of its own; what a key looks like is looked at closely by find().
    const qsizetype at = text.lastIndexOf(u'_');
    const bool looksLikeOne = at >= 2 && text[at - 1] == u'k' && text[at - 2] == u'n';
    return looksLikeOne || endsInBeginning(text, QLatin1StringView(KeyPrefix.data(), qsizetype(KeyPrefix.size()))) ||
           std::any_of(m_secrets.begin(), m_secrets.end(),
                       [text](const QByteArray &secret) { return endsInBeginning(text, QLatin1StringView(secret)); });
}

std::vector<Redactor::Range> Redactor::find(std::string_view text) const
{
    std::vector<Range> found;
    for (const QByteArray &bytes : m_secrets) {
        const std::string_view secret(bytes.constData(), std::size_t(bytes.size()));
        for (std::size_t at = text.find(secret); at != std::string_view::npos;
             at = text.find(secret, at + secret.size()))
            found.push_back({at, at + secret.size()});
        for (std::size_t size = std::min(secret.size() - 1, text.size()); size >= std::size_t(ShortestSecret); --size) {
            const std::string_view end = text.substr(text.size() - size);
            if (end.front() == secret.front() && secret.starts_with(end)) {
                found.push_back({text.size() - size, text.size()});
                break;
            }
        }
    }
    for (std::size_t at = findKey(text, 0); at != std::string_view::npos; at = findKey(text, found.back().end)) {
        const auto end = std::find_if_not(text.begin() + qsizetype(at), text.end(), isKeyCharacter);
        found.push_back({at, std::size_t(end - text.begin())});
    }
    std::sort(found.begin(), found.end(), [](const Range &a, const Range &b) { return a.begin < b.begin; });
    std::vector<Range> merged;
    for (const Range &range : found) {
        if (merged.empty() || range.begin > merged.back().end)
            merged.push_back(range);
        else
            merged.back().end = std::max(merged.back().end, range.end);
    }
    return merged;
}
