// SPDX-License-Identifier: MIT
#include "text.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#ifdef Q_OS_UNIX
#include <cwchar>
#endif

using namespace Qt::StringLiterals;

namespace
{

// Walks through the characters of a text, whatever their size in UTF-16; half a pair counts as U+FFFD.
class Characters
{
public:
    explicit Characters(QStringView text)
        : m_text(text)
    {
    }
    bool hasNext() const { return m_position < m_text.size(); }
    qsizetype position() const { return m_position; }
    bool isBefore(char16_t c) const { return hasNext() && m_text.at(m_position) == c; }
    char32_t next()
    {
        const QChar first = m_text.at(m_position++);
        if (!first.isSurrogate())
            return first.unicode();
        if (first.isLowSurrogate() || !hasNext() || !m_text.at(m_position).isLowSurrogate())
            return QChar::ReplacementCharacter;
        return QChar::surrogateToUcs4(first, m_text.at(m_position++));
    }

private:
    QStringView m_text;
    qsizetype m_position = 0;
};

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

// Embeddings, overrides and isolates: they reach beyond the text they stand in. The plain marks do not.
bool turnsDirection(char32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool isInvisible(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Other_Format || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph || category == QChar::Other_PrivateUse || c == 0x115f ||
           c == 0x1160 || c == 0x3164 || c == 0xffa0;
}

QString escaped(char32_t c)
{
    if (c < 0x100)
        return "\\x"_L1 + QString::number(c, 16).rightJustified(2, u'0');
    return "\\u{"_L1 + QString::number(c, 16) + u'}';
}

int characterWidth(char32_t c)
{
#ifdef Q_OS_UNIX
    // QCoreApplication has set a UTF-8 locale, which this depends on.
    const int columns = ::wcwidth(static_cast<wchar_t>(c));
    return columns < 0 ? 1 : columns;
#else
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Other_Format ? 0 : 1;
#endif
}

} // namespace

/*! \a text with every character that \a escape names replaced by a readable form such as \c{\x1b}. */
QString CliText::visible(QStringView text, Escape escape)
{
    QString result;
    result.reserve(text.size());
    Characters it(text);
    while (it.hasNext()) {
        const char32_t c = it.next();
        const bool lineEnd = c == u'\n' || (c == u'\r' && it.isBefore(u'\n'));
        const bool harmless = escape != Escape::Everything && (lineEnd || c == u'\t');
        const bool hidden = (isControl(c) && !harmless) || (escape != Escape::Controls && turnsDirection(c)) ||
                            (escape == Escape::Everything && isInvisible(c));
        if (hidden)
            result += escaped(c);
        else
            result += QStringView(QChar::fromUcs4(c));
    }
    return result;
}

/*! \a text on one line: runs of white space become one space, the rest is made visible, the end is cut off. */
QString CliText::oneLine(QStringView text, int maxCharacters)
{
    // What follows the cut is never looked at: outputs are long and previews short.
    const bool cut = maxCharacters >= 0 && text.size() > maxCharacters;
    const QString simplified = (cut ? text.first(maxCharacters) : text).toString().simplified();
    const QString line = visible(simplified, Escape::Terminal);
    return cut ? QString(line + u'…') : line;
}

/*! The columns that \a text takes on a terminal. */
int CliText::width(QStringView text)
{
    int columns = 0;
    Characters it(text);
    while (it.hasNext())
        columns += characterWidth(it.next());
    return columns;
}

/*! \a text, cut with an ellipsis where it would take more than \a columns. */
QString CliText::clipped(const QString &text, int columns)
{
    if (width(text) <= columns)
        return text;
    int used = 0;
    Characters it(text);
    while (it.hasNext()) {
        const qsizetype before = it.position();
        used += characterWidth(it.next());
        if (used > columns - 1)
            return columns < 1 ? QString() : QString(QStringView(text).first(before) + u'…');
    }
    return text;
}

/*! The last \a maxRows rows of \a text when it is laid out \a columns wide. Tabs count as one space. */
QStringList CliText::wrapped(QStringView text, int columns, int maxRows)
{
    columns = qMax(columns, 2);
    const QString safe = visible(text, Escape::Terminal).replace(u'\t', u' ').remove(u'\r');
    QStringList rows;
    for (QStringView line : QStringTokenizer(safe, u'\n')) {
        qsizetype begin = 0;
        int used = 0;
        Characters it(line);
        while (it.hasNext()) {
            const qsizetype before = it.position();
            const int next = characterWidth(it.next());
            if (used + next > columns) {
                // Break after the last space of the row, if it is not too far back.
                const qsizetype space = line.first(before).lastIndexOf(u' ');
                const qsizetype end = space > begin && before - space < columns / 3 ? space + 1 : before;
                rows += line.sliced(begin, end - begin).toString();
                begin = end;
                used = width(line.sliced(begin, before - begin));
            }
            used += next;
        }
        rows += line.sliced(begin).toString();
    }
    while (!rows.isEmpty() && rows.constLast().isEmpty())
        rows.removeLast();
    return rows.mid(qMax<qsizetype>(0, rows.size() - maxRows));
}

/*! \a value as JSON text in UTF-8; any value, not only objects and arrays. */
QByteArray CliText::json(const QJsonValue &value, bool indented)
{
    const auto format = indented ? QJsonDocument::Indented : QJsonDocument::Compact;
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(format);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(format);
    if (value.isUndefined())
        return QByteArrayLiteral("null");
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

/*!
    The JSON text \a payload as one line that means the same: members keep their order and numbers their digits. Control
    and direction characters are written as JSON escapes, so that the line can be shown on a terminal.
*/
QByteArray CliText::jsonLine(const QByteArray &payload)
{
    const QString text = QString::fromUtf8(payload);
    Characters it(text);
    QString plain;
    plain.reserve(text.size());
    while (it.hasNext()) {
        const char32_t c = it.next();
        if (c == u'\n' || c == u'\r' || c == u'\t')
            plain += u' '; // white space between members, since a string cannot hold it unescaped
        else if (isControl(c) || turnsDirection(c) || c == 0x2028 || c == 0x2029)
            plain += "\\u"_L1 + QString::number(c, 16).rightJustified(4, u'0');
        else
            plain += QStringView(QChar::fromUcs4(c));
    }
    return plain.trimmed().toUtf8();
}
