// SPDX-License-Identifier: MIT
#include "jsondocument_p.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace
{

class Words
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiJsonModel)
};

constexpr quint32 Large = 64 * 1024; // bytes of an object or array that is worth an entry

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

JsonDocument::Type typeOf(char first)
{
    switch (first) {
    case '{':
        return JsonDocument::Object;
    case '[':
        return JsonDocument::Array;
    case '"':
        return JsonDocument::String;
    case 't':
    case 'f':
        return JsonDocument::Boolean;
    case 'n':
        return JsonDocument::Null;
    default:
        return JsonDocument::Number;
    }
}

// The first byte of a character, at `at` or before it.
const char *characterBegin(const char *begin, const char *at)
{
    while (at > begin && (uchar(*at) & 0xC0) == 0x80)
        --at;
    return at;
}

} // namespace

// ---- The check -----------------------------------------------------------------------------------------------------

// Walks over the text once, with a stack of its own. UTF-8 is not looked at: what is none is shown as U+FFFD.
class JsonDocument::Checker
{
public:
    explicit Checker(JsonDocument *document)
        : m_document(document)
        , m_begin(document->m_text.constData())
        , m_at(m_begin)
        , m_end(m_begin + document->m_text.size())
    {
    }

    QString check()
    {
        while (m_error.isEmpty()) {
            skipSpace();
            if (!takeValue())
                continue;
            if (!closeAll())
                continue;
            skipSpace();
            if (m_at != m_end)
                m_error = Words::tr("something follows the document");
            break;
        }
        return m_error;
    }
    qsizetype offset() const { return m_at - m_begin; }

private:
    struct Level {
        const char *begin;
        quint32 count;
    };

    bool fail(const QString &why)
    {
        m_error = m_at >= m_end ? Words::tr("the text ends too early") : why;
        return false;
    }
    void skipSpace()
    {
        while (m_at < m_end && isSpace(*m_at))
            ++m_at;
    }
    char next() const { return m_at < m_end ? *m_at : '\0'; }

    // True when a whole value was taken; false when an object or array was entered, or on an error.
    bool takeValue()
    {
        switch (next()) {
        case '{':
        case '[':
            return enter();
        case '"':
            return takeString();
        case 't':
            return takeWord("true");
        case 'f':
            return takeWord("false");
        case 'n':
            return takeWord("null");
        default:
            return takeNumber();
        }
    }

    bool enter()
    {
        if (qsizetype(m_levels.size()) == MostDepth)
            return fail(Words::tr("the document is nested deeper than %n level(s)", nullptr, int(MostDepth)));
        m_levels.push_back({m_at++, 0});
        skipSpace();
        if (next() == (isObject() ? '}' : ']'))
            return m_isEmpty = true; // closeAll() does the rest
        if (isObject())
            takeKey();
        return false;
    }
    bool isObject() const { return *m_levels.back().begin == '{'; }

    bool takeKey()
    {
        if (next() != '"')
            return fail(Words::tr("a key in quotes is expected"));
        if (!takeString())
            return false;
        skipSpace();
        if (next() != ':')
            return fail(Words::tr("a colon is expected"));
        ++m_at;
        return true;
    }

    // After a value: goes to the next one, or ends what it was the last of. True when the document is complete.
    bool closeAll()
    {
        while (!m_levels.empty()) {
            Level &level = m_levels.back();
            level.count += std::exchange(m_isEmpty, false) ? 0 : 1;
            skipSpace();
            if (next() == ',') {
                ++m_at;
                skipSpace();
                if (isObject())
                    takeKey();
                return false;
            }
            if (next() != (isObject() ? '}' : ']'))
                return fail(Words::tr("a comma or the closing bracket is expected"));
            ++m_at;
            const auto length = quint32(m_at - level.begin);
            if (length > Large || m_levels.size() == 1)
                m_document->m_large.insert(quint32(level.begin - m_begin), {quint32(m_at - m_begin), level.count});
            m_levels.pop_back();
        }
        return true;
    }

    bool takeString()
    {
        ++m_at;
        while (m_at < m_end) {
            const char c = *m_at;
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (uchar(c) < 0x20)
                return fail(Words::tr("a control character stands in a text"));
            if (c == '\\' && !takeEscape())
                return false;
            ++m_at;
        }
        return fail({});
    }

    bool takeEscape()
    {
        ++m_at;
        const char c = next();
        if (c == 'u') {
            for (int i = 0; i < 4; ++i) {
                ++m_at;
                if (!isHexDigit(next()))
                    return fail(Words::tr("an escape is wrong"));
            }
            return true;
        }
        return (c != '\0' && std::strchr("\"\\/bfnrt", c)) || fail(Words::tr("an escape is wrong"));
    }

    bool takeWord(const char *word)
    {
        const auto length = qsizetype(std::strlen(word));
        if (m_end - m_at < length || std::strncmp(m_at, word, std::size_t(length)) != 0)
            return fail(Words::tr("a value is expected"));
        m_at += length;
        return true;
    }

    bool takeNumber()
    {
        if (next() == '-')
            ++m_at;
        if (!isDigit(next()))
            return fail(Words::tr("a value is expected"));
        if (next() == '0')
            ++m_at;
        else
            skipDigits();
        if (next() == '.') {
            ++m_at;
            if (!isDigit(next()))
                return fail(Words::tr("a digit is expected"));
            skipDigits();
        }
        if (next() == 'e' || next() == 'E') {
            ++m_at;
            if (next() == '+' || next() == '-')
                ++m_at;
            if (!isDigit(next()))
                return fail(Words::tr("a digit is expected"));
            skipDigits();
        }
        return true;
    }
    void skipDigits()
    {
        while (isDigit(next()))
            ++m_at;
    }

    JsonDocument *m_document;
    const char *m_begin;
    const char *m_at;
    const char *m_end;
    std::vector<Level> m_levels;
    bool m_isEmpty = false; // the object or array that was just entered
    QString m_error;
};

void JsonDocument::setText(const QByteArray &utf8)
{
    m_text = utf8.startsWith("\xEF\xBB\xBF") ? utf8.mid(3) : utf8;
    m_large.clear();
    m_root = {};
    m_error.clear();
    m_errorOffset = -1;
    m_valid = false;
    if (m_text.size() > MostBytes) {
        m_errorOffset = MostBytes;
        m_error = Words::tr("The text is longer than %1 MiB.").arg(MostBytes >> 20);
        m_text.clear();
        return;
    }
    if (m_text.trimmed().isEmpty())
        return;
    Checker checker(this);
    const QString problem = checker.check();
    m_valid = problem.isEmpty();
    if (m_valid) {
        m_root = valueAt(skipSpace(0));
        return;
    }
    m_errorOffset = checker.offset();
    const QByteArrayView before = QByteArrayView(m_text).first(m_errorOffset);
    const qsizetype line = std::count(before.begin(), before.end(), '\n') + 1;
    const qsizetype column = raw(quint32(before.lastIndexOf('\n') + 1), quint32(m_errorOffset)).size() + 1;
    //: %1 is what is wrong, in small letters and without a full stop.
    m_error = Words::tr("This is no JSON: %1, in line %2, column %3.").arg(problem).arg(line).arg(column);
}

// ---- Positions -----------------------------------------------------------------------------------------------------

quint32 JsonDocument::skipSpace(quint32 at) const
{
    const auto size = quint32(m_text.size());
    while (at < size && isSpace(m_text[at]))
        ++at;
    return at;
}

quint32 JsonDocument::stringEnd(quint32 begin) const
{
    const char *const text = m_text.constData();
    const auto size = quint32(m_text.size());
    quint32 at = begin + 1;
    while (at < size && text[at] != '"')
        at += text[at] == '\\' ? 2 : 1;
    return qMin(at + 1, size);
}

quint32 JsonDocument::scalarEnd(quint32 begin) const
{
    if (m_text[begin] == '"')
        return stringEnd(begin);
    const auto size = quint32(m_text.size());
    quint32 at = begin;
    while (at < size && !isSpace(m_text[at]) && m_text[at] != ',' && m_text[at] != ']' && m_text[at] != '}')
        ++at;
    return at;
}

// A large object or array is not walked over; that of a small one takes no time.
JsonDocument::Value JsonDocument::valueAt(quint32 begin) const
{
    Value value;
    value.begin = begin;
    value.type = typeOf(m_text[begin]);
    if (!value.isContainer()) {
        value.end = scalarEnd(begin);
        return value;
    }
    const auto known = m_large.constFind(begin);
    if (known != m_large.cend()) {
        value.end = known->end;
        value.count = known->count;
        return value;
    }
    const char *const text = m_text.constData();
    quint32 at = begin;
    int depth = 0;
    bool isEmpty = true;
    do {
        const char c = text[at];
        if (c == '"') {
            isEmpty = false;
            at = stringEnd(at);
            continue;
        }
        if (c == '{' || c == '[') {
            isEmpty = isEmpty && depth == 0;
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        } else if (c == ',') {
            value.count += depth == 1 ? 1 : 0;
        } else if (!isSpace(c)) {
            isEmpty = false;
        }
        ++at;
    } while (depth > 0);
    value.count += isEmpty ? 0 : 1;
    value.end = at;
    return value;
}

JsonDocument::Value JsonDocument::next(const Value &container, quint32 *at) const
{
    quint32 begin = *at;
    while (isSpace(m_text[begin]) || m_text[begin] == ',')
        ++begin;
    if (container.type == Array) {
        const Value value = valueAt(begin);
        *at = value.end;
        return value;
    }
    const quint32 keyEnd = stringEnd(begin);
    Value value = valueAt(skipSpace(skipSpace(keyEnd) + 1)); // behind the colon
    value.keyBegin = begin;
    value.keyEnd = keyEnd;
    *at = value.end;
    return value;
}

// ---- Texts ---------------------------------------------------------------------------------------------------------

QString JsonDocument::raw(quint32 begin, quint32 end, qsizetype most) const
{
    const char *const first = m_text.constData() + begin;
    const char *last = m_text.constData() + end;
    if (most < (last - first) / 4) // no character takes more bytes
        last = characterBegin(first, first + 4 * most);
    QString text = QString::fromUtf8(first, last - first);
    if (text.size() > most)
        text.truncate(text[most - 1].isHighSurrogate() ? most - 1 : most);
    return text;
}

QString JsonDocument::unquoted(quint32 begin, quint32 end, qsizetype most) const
{
    QString text;
    quint32 at = begin + 1;
    const quint32 last = end - 1;
    while (at < last && text.size() < most) {
        const void *hit = std::memchr(m_text.constData() + at, '\\', last - at);
        const quint32 escape = hit ? quint32(static_cast<const char *>(hit) - m_text.constData()) : last;
        const qsizetype room = most - text.size();
        text += raw(at, escape, room + 1);
        if (!hit || text.size() >= most)
            break;
        const char c = m_text[escape + 1];
        at = escape + 2;
        if (c == 'u') {
            text += QChar(m_text.mid(at, 4).toUShort(nullptr, 16));
            at += 4;
        } else {
            static constexpr char names[] = "bfnrt";
            static constexpr char codes[] = "\b\f\n\r\t";
            const char *name = std::strchr(names, c);
            text += QLatin1Char(name ? codes[name - names] : c);
        }
    }
    if (text.size() > most)
        text.truncate(text[most - 1].isHighSurrogate() ? most - 1 : most);
    return text;
}

namespace
{

// The bytes do where nothing is written as an escape and no letter but those of ASCII has two sizes.
bool holdsBytes(std::string_view token, std::string_view needle, Qt::CaseSensitivity sensitivity)
{
    if (sensitivity == Qt::CaseSensitive)
        return token.find(needle) != std::string_view::npos;
    const auto small = [](char c) {
        return c >= 'A' && c <= 'Z' ? char(c + 'a' - 'A') : c;
    };
    return std::search(token.begin(), token.end(), needle.begin(), needle.end(),
                       [&](char a, char b) { return small(a) == small(b); }) != token.end();
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return uchar(c) < 0x80; });
}

} // namespace

qsizetype JsonDocument::find(const QString &needle, quint32 from, bool backwards, Qt::CaseSensitivity sensitivity) const
{
    qsizetype found = -1;
    if (needle.isEmpty() || !m_valid)
        return found;
    const char *const text = m_text.constData();
    const quint32 end = backwards ? from : quint32(m_text.size());
    const QByteArray utf8 = needle.toUtf8();
    const std::string_view bytes(utf8.constData(), std::size_t(utf8.size()));
    const bool plain = sensitivity == Qt::CaseSensitive || isAscii(bytes);
    for (quint32 at = backwards ? 0 : from; at < end;) {
        const char c = text[at];
        if (isSpace(c) || c == ',' || c == ':' || c == '{' || c == '}' || c == '[' || c == ']') {
            ++at;
            continue;
        }
        const quint32 next = scalarEnd(at);
        const quint32 quote = c == '"' ? 1 : 0;
        const std::string_view token(text + at + quote, next - at - 2 * quote);
        const bool holds = plain && (!quote || token.find('\\') == std::string_view::npos)
                               ? holdsBytes(token, bytes, sensitivity)
                               : (quote ? unquoted(at, next) : raw(at, next)).contains(needle, sensitivity);
        if (holds) {
            found = at;
            if (!backwards)
                break;
        }
        at = next;
    }
    return found;
}
