// SPDX-License-Identifier: MIT
#include "noukaitext.h"

#include "wire/redactor_p.h"

#include <QtCore/QChar>

/*!
    \namespace NoukaiText
    \inmodule Noukai
    \brief Makes visible what in a model's words cannot be seen or shows as something else.

    Before a person approves what a model wants done, every character of it has to be in sight. The functions are pure
    and may be called from any thread.
*/

namespace NoukaiText
{

namespace
{

constexpr qsizetype LongWord = 4095;

// One character of the text, and how many UTF-16 units it takes. Half a surrogate pair is one by itself.
struct Character {
    char32_t code;
    qsizetype units;
};

Character characterAt(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    if (c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return {QChar::surrogateToUcs4(c, text[at + 1]), 2};
    return {c.unicode(), 1};
}

// Those that no category tells apart from letters and symbols that can be seen.
bool isBlank(char32_t code)
{
    switch (code) {
    case 0x034F: // combining grapheme joiner
    case 0x115F: // Hangul fillers
    case 0x1160:
    case 0x3164:
    case 0xFFA0:
    case 0x17B4: // Khmer inherent vowels
    case 0x17B5:
    case 0x2800: // Braille without a dot
        return true;
    default:
        return code >= 0x180B && code <= 0x180F; // Mongolian selectors
    }
}

// One of them chooses between two forms of the character before it, as for emoji; several in a row can hide a text.
bool isSelector(char32_t code)
{
    return code >= 0xFE00 && code <= 0xFE0F;
}

bool isDeceptive(QStringView text, qsizetype at, char32_t code)
{
    if (code == U'\n' || code == U'\t')
        return false;
    if (code >= 0x20 && code < 0x7F)
        return false;
    if (code == U'\r') // a part of a line end, or a way to write over the line
        return at + 1 >= text.size() || text[at + 1] != u'\n';
    if (isSelector(code))
        return at == 0 || isSelector(text[at - 1].unicode());
    if (code >= 0xE0000 && code <= 0xE0FFF) // tags and more selectors
        return true;
    if ((code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF)) // no characters at all
        return true;
    switch (QChar::category(code)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return isBlank(code);
    }
}

QString name(char32_t code)
{
    const QString digits = QString::number(uint(code), 16).toUpper().rightJustified(4, QLatin1Char('0'));
    return QChar(0x27E8) + QLatin1String("U+") + digits + QChar(0x27E9);
}

qsizetype firstDeceptive(QStringView text)
{
    for (qsizetype at = 0; at < text.size();) {
        const Character c = characterAt(text, at);
        if (isDeceptive(text, at, c.code))
            return at;
        at += c.units;
    }
    return -1;
}

} // namespace

/*!
    Returns whether \a text holds a character that escaped() makes visible: control characters other than line feed and
    tab, bidirectional controls, zero-width and other invisible characters, line and paragraph separators, tags,
    characters for private use, halves of surrogate pairs.
*/
bool hasDeceptive(QStringView text)
{
    return firstDeceptive(text) >= 0;
}

/*!
    Returns \a text with each such character (see hasDeceptive()) written as its number, for example
    \c{⟨U+202E⟩}. A text without any is returned as it is.
*/
QString escaped(const QString &text)
{
    const qsizetype first = firstDeceptive(text);
    if (first < 0)
        return text;
    QString shown = text.left(first);
    for (qsizetype at = first; at < text.size();) {
        const Character c = characterAt(text, at);
        if (isDeceptive(text, at, c.code))
            shown += name(c.code);
        else
            shown += QStringView(text).mid(at, c.units);
        at += c.units;
    }
    return shown;
}

/*!
    Returns the JSON text \a json with each such character (see hasDeceptive()) written as an escape of JSON, for
   example \c{\\u202E}: what it shows is what it holds, and it still says the same. In JSON they can stand within texts
   only; what is no JSON stays none. A text without any is returned as it is.
*/
QString escapedJson(const QString &json)
{
    const qsizetype first = firstDeceptive(json);
    if (first < 0)
        return json;
    QString shown = json.left(first);
    for (qsizetype at = first; at < json.size();) {
        const Character c = characterAt(json, at);
        // A carriage return is white space between values here.
        const bool writes = c.code != U'\r' && isDeceptive(json, at, c.code);
        for (const QChar unit : QStringView(json).mid(at, c.units)) {
            if (writes)
                shown += QLatin1String("\\u") +
                         QString::number(unit.unicode(), 16).toUpper().rightJustified(4, QLatin1Char('0'));
            else
                shown += unit;
        }
        at += c.units;
    }
    return shown;
}

/*!
    Returns whether \a text holds 4,096 or more characters without white space between them. To break such a word into
    lines where words end, and within it only where there is no other way, takes time that grows with the square of its
    length: 30 s for a million characters. To break it anywhere does not.
*/
bool hasLongWord(QStringView text)
{
    qsizetype start = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at].isSpace())
            start = at + 1;
        else if (at - start >= LongWord)
            return true;
    }
    return false;
}

/*!
    Returns the beginning of \a text as escaped(), with its lines, in at most \a length characters: what a label shows
    of a text that may have any length. An ellipsis stands for what is left out.
*/
QString beginning(const QString &text, qsizetype length)
{
    if (length <= 0)
        return {};
    qsizetype taken = qMin(text.size(), length);
    if (taken < text.size() && text[taken - 1].isHighSurrogate())
        --taken;
    const QString shown = escaped(text.left(taken)); // which is never shorter
    if (taken == text.size() && shown.size() <= length)
        return shown;
    qsizetype cut = qMin(shown.size(), length - 1);
    if (cut > 0 && shown[cut - 1].isHighSurrogate())
        --cut;
    return shown.left(cut) + QChar(0x2026);
}

/*!
    Returns the beginning of \a text on one line, as escaped(), in at most \a length characters: white space becomes one
    space each, and an ellipsis stands for what is left out. It costs the same for a short and a long text.
*/
QString preview(QStringView text, qsizetype length)
{
    if (length <= 0)
        return {};
    QString shown;
    qsizetype at = 0;
    while (at < text.size() && shown.size() <= length && at <= 8 * length) {
        const Character c = characterAt(text, at);
        if (QChar::isSpace(c.code)) {
            if (!shown.isEmpty() && !shown.endsWith(QLatin1Char(' ')))
                shown += QLatin1Char(' ');
        } else if (isDeceptive(text, at, c.code)) {
            shown += name(c.code);
        } else {
            shown += text.mid(at, c.units);
        }
        at += c.units;
    }
    if (at >= text.size() && shown.size() <= length)
        return shown.trimmed();
    qsizetype cut = qMin(shown.size(), length - 1);
    if (cut > 0 && shown[cut - 1].isHighSurrogate())
        --cut;
    return shown.left(cut).trimmed() + QChar(0x2026);
}

/*!
    Returns \a text with \c [key] in place of each word that looks like an API key of the service (\c nk_…), as
    recordings and log entries have it. For what an application keeps of what people typed.
*/
QString withoutKeys(const QString &text)
{
    return Redactor::withoutKeys(text);
}

} // namespace NoukaiText
