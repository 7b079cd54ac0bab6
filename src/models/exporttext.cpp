// SPDX-License-Identifier: MIT
#include "exporttext_p.h"

#include "wire/decimal_p.h"
#include "wire/jsontext_p.h"

#include <Noukai/noukaitext.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ExportText
{

namespace
{

// Compilers limit how long a literal is; they join those that follow one another.
constexpr qsizetype LongestLiteral = 4000;

bool isSpace(QChar c)
{
    return c.isSpace() || c.category() == QChar::Other_Control;
}

bool isNumber(const QString &text)
{
    return NoukaiWire::Decimal::fromString(text).has_value();
}

// By its first character that is not white space, which some programs leave out; wide forms are taken for narrow ones.
bool looksLikeFormula(const QString &text)
{
    const auto first = std::find_if_not(text.begin(), text.end(), isSpace);
    if (first == text.end())
        return false;
    static constexpr std::array Triggers{u'=', u'+', u'-', u'@', u'\uFF1D', u'\uFF0B', u'\uFF0D', u'\uFF20'};
    const bool begins = std::find(Triggers.begin(), Triggers.end(), first->unicode()) != Triggers.end();
    return begins || text.front() == u'\t' || text.front() == u'\r';
}

QString hex(uint code, int digits)
{
    return QString::number(code, 16).rightJustified(digits, u'0');
}

// How many units of `text` a literal takes from `at` on, not ending between two halves of a pair.
qsizetype literalEnd(QStringView text, qsizetype at)
{
    const qsizetype end = std::min(text.size(), at + LongestLiteral);
    return end < text.size() && text[end - 1].isHighSurrogate() && end - at > 1 ? end - 1 : end;
}

QString rawLiterals(const QString &text)
{
    QString delimiter = u"noukai"_s;
    for (int number = 1; text.contains(u')' + delimiter + u'"'); ++number)
        delimiter = u"noukai"_s + QString::number(number);
    QString literals;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = literalEnd(text, at);
        if (!literals.isEmpty())
            literals += u' ';
        literals += u"uR\"" + delimiter + u'(' + QStringView(text).mid(at, end - at) + u')' + delimiter + u'"';
        at = end;
    }
    return literals + u"_s";
}

// Of one character, which may be half a pair; `closes` where the next one must not be taken for a part of it.
QString cppEscape(QStringView text, qsizetype at, qsizetype *units, bool *closes)
{
    const QChar c = text[at];
    *units = 1;
    *closes = false;
    if (c == u'\n')
        return u"\\n"_s;
    if (c == u'"' || c == u'\\' || c == u'?') // of a trigraph
        return u'\\' + QString(c);
    if (c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
        *units = 2;
        return u"\\U" + hex(QChar::surrogateToUcs4(c, text[at + 1]), 8);
    }
    *closes = c.isSurrogate();
    if (c.unicode() < 0x100)
        return u'\\' + QString::number(c.unicode(), 8).rightJustified(3, u'0');
    return (*closes ? u"\\x" : u"\\u") + hex(c.unicode(), 4);
}

QString escapedLiterals(const QString &text)
{
    QString literals = u"u\""_s;
    qsizetype length = 0;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype units = 1;
        bool closes = false;
        const QChar c = text[at];
        if (c.unicode() >= 0x20 && c.unicode() < 0x7f && c != u'"' && c != u'\\' && c != u'?')
            literals += c;
        else
            literals += cppEscape(text, at, &units, &closes);
        at += units;
        length += units;
        if ((closes || length >= LongestLiteral) && at < text.size()) {
            literals += u"\" u\"";
            length = 0;
        }
    }
    return literals + u"\"_s";
}

QString doubleQuoted(const QString &text)
{
    return visibleJson(NoukaiWire::toJsonText(text));
}

} // namespace

QString visibleJson(const QByteArray &json)
{
    return NoukaiText::escapedJson(QString::fromUtf8(json));
}

QString csvField(const QString &text)
{
    if (text.isEmpty())
        return text;
    QString field = NoukaiText::escaped(text);
    if (!isNumber(field) && looksLikeFormula(text))
        field.prepend(u'\'');
    const bool quotes = std::any_of(field.begin(), field.end(), [](QChar c) {
        return c == u'"' || c == u',' || c == u';' || c == u'\t' || c == u'\r' || c == u'\n';
    });
    if (!quotes && !field.front().isSpace() && !field.back().isSpace())
        return field;
    return u'"' + field.replace(u'"', u"\"\""_s) + u'"';
}

QString markdown(const QString &text)
{
    static constexpr QStringView Marks = u"\\`*_{}[]<>()#+-!|~&$:";
    QString line;
    for (const QChar c : NoukaiText::escaped(text).simplified()) {
        if (Marks.contains(c))
            line += u'\\';
        line += c;
    }
    return line;
}

qsizetype longestFence(QStringView piece, qsizetype *run)
{
    qsizetype longest = *run;
    for (const QChar c : piece) {
        *run = c == u'`' ? *run + 1 : 0;
        longest = std::max(longest, *run);
    }
    return longest;
}

QString shell(const QString &text)
{
    if (!NoukaiText::hasDeceptive(text) && !text.contains(u'\t') && !text.contains(u'\r'))
        return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
    // What a terminal would take for a key, or show as something else, byte by byte.
    QString word = u"$'"_s;
    for (qsizetype at = 0; at < text.size();) {
        const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        const QStringView character = QStringView(text).mid(at, isPair ? 2 : 1);
        const ushort code = character.front().unicode();
        if (code == u'\n')
            word += u"\\n";
        else if (code < 0x20 || code >= 0x7f || code == u'\'' || code == u'\\' || code == u'!') {
            for (const char byte : character.toUtf8())
                word += u"\\x" + hex(uchar(byte), 2);
        } else {
            word += character;
        }
        at += character.size();
    }
    return word + u'\'';
}

QString cppString(const QString &text)
{
    if (text.isEmpty())
        return u"QString()"_s;
    const bool plain = !NoukaiText::hasDeceptive(text) && !text.contains(u'\r');
    const bool needsRaw = text.contains(u'"') || text.contains(u'\\') || text.contains(u'\n') || text.contains(u'?');
    if (plain && !needsRaw && text.size() <= LongestLiteral)
        return u"u\"" + text + u"\"_s";
    return plain ? rawLiterals(text) : escapedLiterals(text);
}

QString cppJson(const QJsonValue &value)
{
    if (value.isString())
        return u"QJsonValue(" + cppString(value.toString()) + u')';
    const QString document =
        u"QJsonDocument::fromJson("_s + cppString(visibleJson(NoukaiWire::toJsonText(value))) + u".toUtf8())";
    return document + (value.isArray() ? u".array()" : u".object()");
}

QString scriptString(const QString &text)
{
    return doubleQuoted(text);
}

QString scriptJson(const QJsonValue &value)
{
    const QByteArray json = NoukaiWire::toJsonText(value);
    // In a literal this name is no member but the object's prototype.
    if (json.contains("\"__proto__\""))
        return u"JSON.parse(" + doubleQuoted(QString::fromUtf8(json)) + u')';
    // An object would be a block without brackets, and a text without them cannot be assigned to a property of JSON.
    return value.isArray() ? visibleJson(json) : QString(u'(' + visibleJson(json) + u')');
}

} // namespace ExportText
