// SPDX-License-Identifier: MIT
#include "wiretext_p.h"

#include "redactor_p.h"

#include <QtCore/QChar>

namespace NoukaiWire
{

namespace
{

constexpr qsizetype ShownLength = 80;

// Formatting characters (bidirectional marks, zero-width joiners) could make a sentence read as something else.
bool isInvisible(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return c == QChar::Null;
    }
}

QString escaped(QChar c)
{
    return QStringLiteral("\\u%1").arg(uint(c.unicode()), 4, 16, QLatin1Char('0'));
}

} // namespace

QString shown(QStringView value)
{
    // Somebody may have passed a key where a name was wanted.
    const QString clean = Redactor::withoutKeys(value.left(4 * ShownLength).toString());
    value = clean;
    QString text;
    qsizetype i = 0;
    for (; i < value.size() && i < ShownLength; ++i) {
        const QChar c = value[i];
        if (c.isHighSurrogate() && i + 1 < value.size() && value[i + 1].isLowSurrogate()) {
            text += c;
            text += value[++i];
        } else if (c.isSurrogate() || isInvisible(c)) {
            text += escaped(c);
        } else {
            text += c;
        }
    }
    if (i < value.size())
        text += QChar(0x2026);
    return text;
}

NoukaiError configurationError(const QString &message, const QString &code)
{
    return NoukaiError(NoukaiError::Configuration, message, code);
}

} // namespace NoukaiWire
