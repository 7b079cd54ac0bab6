// SPDX-License-Identifier: MIT
#include "screen.h"

#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

void Screen::feed(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\r') {
            m_column = 0;
        } else if (c == u'\n') {
            if (++m_row == m_lines.size())
                m_lines += QString();
        } else if (c == u'\x1b' && i + 1 < text.size() && text.at(i + 1) == u'[') {
            qsizetype end = i + 2;
            while (end < text.size() && !(text.at(end) >= u'@' && text.at(end) <= u'~'))
                ++end;
            if (end < text.size())
                obey(text.sliced(i + 2, end - i - 2), text.at(end));
            i = end;
        } else if (c.category() == QChar::Other_Control && c != u'\t') {
            m_surprises += u"control character %1"_s.arg(c.unicode(), 0, 16);
        } else {
            put(c);
        }
    }
}

void Screen::put(QChar character)
{
    if (m_column == m_columns) {
        if (!m_wraps) {
            --m_column;
        } else {
            m_column = 0;
            if (++m_row == m_lines.size())
                m_lines += QString();
        }
    }
    QString &line = m_lines[m_row];
    line = line.leftJustified(m_column + 1);
    line[m_column++] = character;
}

void Screen::obey(const QString &parameters, QChar command)
{
    if (command == u'm') {
        m_usedColor = true;
    } else if (command == u'A') {
        m_row = qMax(0, m_row - parameters.toInt());
    } else if (command == u'K' && parameters.isEmpty()) {
        m_lines[m_row].truncate(m_column);
    } else if (command == u'J' && parameters.isEmpty()) {
        m_lines[m_row].truncate(m_column);
        m_lines.resize(m_row + 1);
    } else if ((command == u'h' || command == u'l') && parameters == "?25"_L1) {
        m_cursorVisible = command == u'h';
    } else if ((command == u'h' || command == u'l') && parameters == "?7"_L1) {
        m_wraps = command == u'h';
    } else if ((command == u'h' || command == u'l') && parameters == "?2026"_L1) {
        return;
    } else {
        m_surprises += u"sequence %1%2"_s.arg(parameters, command);
    }
}

QStringList Screen::lines() const
{
    QStringList lines;
    for (const QString &line : m_lines)
        lines += QString(line).replace(QRegularExpression(u"\\s+$"_s), QString());
    return lines;
}
