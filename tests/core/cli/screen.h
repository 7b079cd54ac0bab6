// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

// What a terminal shows after the bytes it was sent. It knows the few sequences that a well-behaved program needs;
// every other one is kept in surprises().
class Screen
{
public:
    explicit Screen(int columns = 80)
        : m_columns(columns)
    {
    }

    void feed(const QByteArray &bytes);
    QStringList lines() const;
    QString text() const { return lines().join(u'\n'); }
    bool cursorIsVisible() const { return m_cursorVisible; }
    bool wraps() const { return m_wraps; }
    bool usedColor() const { return m_usedColor; }
    QStringList surprises() const { return m_surprises; }

private:
    void put(QChar character);
    void obey(const QString &parameters, QChar command);

    QList<QString> m_lines{QString()};
    QStringList m_surprises;
    int m_columns;
    int m_row = 0;
    int m_column = 0;
    bool m_cursorVisible = true;
    bool m_wraps = true;
    bool m_usedColor = false;
};
