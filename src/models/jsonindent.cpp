// SPDX-License-Identifier: MIT
// JSON text as people read it, from text as it is written: no number and no key is touched.
#include "jsondocument_p.h"

#include <algorithm>

namespace
{

void startLine(QByteArray *text, int depth)
{
    text->append('\n').append(QByteArray(4 * std::min(depth, 32), ' '));
}

} // namespace

QByteArray JsonDocument::indented(qsizetype most) const
{
    if (!m_valid)
        return m_text.size() > most ? QByteArray() : m_text;
    QByteArray text;
    text.reserve(std::min(m_text.size() * 2, most));
    int depth = 0;
    bool opened = false; // the container that was opened last has nothing in it yet
    for (quint32 at = skipSpace(0); at < quint32(m_text.size()); at = skipSpace(at)) {
        if (text.size() > most)
            return {};
        const char c = m_text.at(at);
        const bool closes = c == '}' || c == ']';
        if (closes)
            --depth;
        if (closes != opened)
            startLine(&text, depth);
        opened = c == '{' || c == '[';
        if (opened)
            ++depth;
        if (c == '"') {
            const quint32 end = stringEnd(at);
            text.append(m_text.constData() + at, end - at);
            at = end;
            continue;
        }
        text.append(c);
        if (c == ',')
            startLine(&text, depth);
        else if (c == ':')
            text.append(' ');
        ++at;
    }
    return text.size() > most ? QByteArray() : text;
}
