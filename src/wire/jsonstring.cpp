// SPDX-License-Identifier: MIT
#include "jsonstring_p.h"

#include "eventreader_p.h"

#include <QtCore/QtEndian>

#include <array>

namespace NoukaiWire
{

namespace
{

// What a letter stands for behind a backslash; null for what is left to the parser, \u above all.
QChar unescaped(QChar letter)
{
    switch (letter.unicode()) {
    case u'"':
    case u'\\':
    case u'/':
        return letter;
    case u'b':
        return u'\b';
    case u'f':
        return u'\f';
    case u'n':
        return u'\n';
    case u'r':
        return u'\r';
    case u't':
        return u'\t';
    default:
        return {};
    }
}

// Resolves the escapes in place. False where the text is none that can stand between quotation marks, or a rare one.
bool unescape(QString &text)
{
    QChar *const begin = text.data();
    const QChar *const end = begin + text.size();
    QChar *to = begin;
    for (const QChar *from = begin; from < end; ++from) {
        QChar c = *from;
        if (c == u'\\') {
            c = ++from < end ? unescaped(*from) : QChar();
            if (c.isNull())
                return false;
        } else if (c < u' ' || c == u'"') {
            return false;
        }
        *to++ = c;
    }
    text.truncate(to - begin);
    return true;
}

// What stands in a text, looked at in steps of eight bytes.
struct TextLook {
    static constexpr std::uint64_t Ones = 0x0101010101010101;
    static constexpr std::uint64_t HighBits = Ones * 0x80;

    explicit TextLook(std::string_view utf8)
    {
        constexpr std::size_t step = sizeof(std::uint64_t);
        std::size_t at = 0;
        for (; at + step <= utf8.size(); at += step)
            add(utf8.data() + at);
        if (at == utf8.size())
            return;
        if (utf8.size() > step) {
            add(utf8.data() + utf8.size() - step); // some of them once more
            return;
        }
        std::array<char, step> rest;
        rest.fill('x');
        utf8.copy(rest.data(), utf8.size());
        add(rest.data());
    }

    bool isAscii() const { return !(m_all & HighBits); }
    // Of ASCII only: that there is no quotation mark, backslash or control character.
    bool isPlain() const { return !(m_marks & HighBits); }

private:
    void add(const char *bytes)
    {
        const auto all = qFromUnaligned<std::uint64_t>(bytes);
        m_all |= all;
        m_marks |= ((all ^ (Ones * '"')) - Ones) | ((all ^ (Ones * '\\')) - Ones) | (all - Ones * ' ');
    }

    std::uint64_t m_all = 0;
    std::uint64_t m_marks = 0;
};

} // namespace

bool readJsonString(std::string_view utf8, QString &text)
{
    const TextLook look(utf8);
    if (look.isAscii()) {
        text = QString::fromLatin1(utf8.data(), qsizetype(utf8.size()));
        return look.isPlain() || unescape(text);
    }
    if (!simdjson::validate_utf8(utf8.data(), utf8.size()))
        return false;
    text = textFromUtf8(utf8);
    return unescape(text);
}

} // namespace NoukaiWire
