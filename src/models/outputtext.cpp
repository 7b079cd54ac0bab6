// SPDX-License-Identifier: MIT
#include "outputtext_p.h"

#include <QtCore/QTextBoundaryFinder>

#include <algorithm>

namespace
{

// From each of these sizes on a block ends at the next place of its kind. The last one leaves room for the longest
// characters that people make of several code points.
constexpr qsizetype LineEndFrom = OutputText::MaximumBlock / 2;
constexpr qsizetype SpaceFrom = OutputText::MaximumBlock - 512;
constexpr qsizetype CharacterFrom = OutputText::MaximumBlock - 64;

// Where in `text` a block that holds `block` already ends between two characters, at CharacterFrom or behind it.
qsizetype characterEnd(QStringView block, QStringView text)
{
    const qsizetype room = OutputText::MaximumBlock - block.size();
    const qsizetype from = std::max<qsizetype>(0, CharacterFrom - block.size());
    constexpr qsizetype Context = 32;
    const QString before = block.last(std::min(block.size(), Context)).toString();
    const QString around = before + text.first(std::min(text.size(), room + Context));
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, around);
    finder.setPosition(before.size() + from);
    const qsizetype boundary =
        finder.isAtBoundary() ? before.size() + from : std::max<qsizetype>(finder.toNextBoundary(), 0);
    const qsizetype end = boundary - before.size();
    if (end >= from && end <= room)
        return end;
    return room > 0 && text.at(room - 1).isHighSurrogate() ? room - 1 : room;
}

int lineEnds(QStringView text)
{
    return int(std::count(text.begin(), text.end(), u'\n'));
}

} // namespace

// How much of `text` goes into the block, and whether the block ends there.
qsizetype OutputText::fitting(QStringView block, QStringView text, bool *closes) const
{
    *closes = true;
    const qsizetype room = MaximumBlock - block.size();
    const qsizetype lineEnd = text.indexOf(u'\n', std::max<qsizetype>(0, LineEndFrom - 1 - block.size()));
    if (lineEnd >= 0 && lineEnd < room)
        return lineEnd + 1;
    const qsizetype space = text.indexOf(u' ', std::max<qsizetype>(0, SpaceFrom - block.size()));
    if (space >= 0 && space < CharacterFrom - block.size())
        return space + 1;
    if (text.size() <= CharacterFrom - block.size()) {
        *closes = false;
        return text.size();
    }
    // Where the text ends for now its last character may still go on.
    const qsizetype end = characterEnd(block, text);
    const bool mayGoOn = end == text.size() || (end + 1 == text.size() && text.back().isHighSurrogate());
    if (!mayGoOn || text.size() >= room)
        return end;
    *closes = false;
    return text.size();
}

void OutputText::openBlock()
{
    Block block;
    block.firstLine = m_lineEnds + 1;
    if (!m_blocks.empty()) {
        m_blocks.back().text.squeeze();
        block.text.reserve(MaximumBlock);
    }
    m_blocks.push_back(std::move(block));
    m_closed = false;
}

void OutputText::append(QStringView text)
{
    while (!text.isEmpty()) {
        if (m_closed)
            openBlock();
        QString &last = m_blocks.back().text;
        // indexOf() must not search what is far beyond this block.
        const QStringView reach = text.first(std::min(text.size(), 2 * MaximumBlock));
        const qsizetype count = fitting(last, reach, &m_closed);
        const QStringView taken = text.first(count);
        last.append(taken);
        m_length += count;
        m_lineEnds += lineEnds(taken);
        text = text.sliced(count);
    }
}

qsizetype OutputText::replace(QStringView text)
{
    qsizetype kept = 0;
    qsizetype position = 0;
    for (; kept < blockCount(); ++kept) {
        const QString &own = block(kept);
        if (text.size() - position < own.size() || text.sliced(position, own.size()) != own)
            break;
        position += own.size();
    }
    if (kept == blockCount() && position == text.size())
        return kept;
    if (kept < blockCount()) {
        m_blocks.resize(std::size_t(kept));
        m_closed = true; // it had a successor
        m_length = position;
        m_lineEnds = lineEnds(text.first(position));
    }
    append(text.sliced(position));
    return kept;
}

void OutputText::clear()
{
    *this = OutputText();
}

int OutputText::lineCount() const
{
    return m_lineEnds + (m_length > 0 && m_blocks.back().text.back() != u'\n' ? 1 : 0);
}

QString OutputText::text(Position from, Position to) const
{
    QString result;
    if (from.block < 0)
        from = {0, 0};
    if (to.block >= blockCount())
        to = {blockCount() - 1, MaximumBlock};
    qint64 size = 0;
    for (qsizetype i = from.block; i <= to.block; ++i)
        size += block(i).size();
    result.reserve(size);
    for (qsizetype i = from.block; i <= to.block; ++i) {
        QStringView part = block(i);
        if (i == to.block)
            part = part.first(std::clamp<qsizetype>(to.offset, 0, part.size()));
        if (i == from.block)
            part = part.sliced(std::clamp<qsizetype>(from.offset, 0, part.size()));
        result += part;
    }
    return result;
}

// A block, and so much of what follows it.
QString OutputText::window(qsizetype index, qsizetype more) const
{
    QString text = block(index);
    for (qsizetype next = index + 1; next < blockCount() && more > 0; ++next) {
        const QStringView part = QStringView(block(next)).first(std::min(more, block(next).size()));
        text += part;
        more -= part.size();
    }
    return text;
}

OutputText::Position OutputText::find(const QString &needle, Position from, bool backwards,
                                      Qt::CaseSensitivity sensitivity) const
{
    if (needle.isEmpty() || m_blocks.empty())
        return {};
    if (from.block < 0)
        from = {0, 0};
    if (from.block >= blockCount())
        from = {blockCount() - 1, MaximumBlock};
    const qsizetype step = backwards ? -1 : 1;
    for (qsizetype index = from.block; index >= 0 && index < blockCount(); index += step) {
        const QString text = window(index, needle.size() - 1);
        const bool first = index == from.block;
        qsizetype found = -1;
        if (!backwards) {
            found = text.indexOf(needle, first ? std::max<qsizetype>(0, from.offset) : 0, sensitivity);
        } else {
            const qsizetype last = std::min(first ? from.offset : MaximumBlock, block(index).size()) - 1;
            found = last < 0 ? -1 : text.lastIndexOf(needle, last, sensitivity);
        }
        if (found >= 0 && found < block(index).size())
            return {index, found};
    }
    return {};
}

OutputText::Position OutputText::moved(Position from, qsizetype characters) const
{
    if (m_blocks.empty())
        return {};
    from.block = std::clamp<qsizetype>(from.block, 0, blockCount() - 1);
    from.offset = std::clamp<qsizetype>(from.offset, 0, block(from.block).size()) + characters;
    while (from.offset < 0 && from.block > 0)
        from.offset += block(--from.block).size();
    while (from.offset > block(from.block).size() && from.block + 1 < blockCount())
        from.offset -= block(from.block++).size();
    from.offset = std::clamp<qsizetype>(from.offset, 0, block(from.block).size());
    return from;
}
