// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QString>
#include <QtCore/QStringView>

#include <vector>

// A growing text in bounded blocks. What stands in a block never moves to another one and appending touches the last
// block alone, so a piece costs the same at the end of a long text as at its beginning, and positions stay what they
// are. A block ends at a line end where one is near, else at a space, else between two characters as people see them.
class NOUKAI_INTERNAL_EXPORT OutputText
{
public:
    static constexpr qsizetype MaximumBlock = 4096; // UTF-16 code units

    struct Position {
        qsizetype block = -1;
        qsizetype offset = -1;
    };

    void append(QStringView text);
    // Makes it `text`. What it began with already is kept; returns how many whole blocks, all of them if it is the
    // same.
    qsizetype replace(QStringView text);
    void clear();

    qsizetype blockCount() const { return qsizetype(m_blocks.size()); }
    const QString &block(qsizetype index) const { return m_blocks[std::size_t(index)].text; }
    // The number of the line in which the block begins, from 1.
    int firstLine(qsizetype index) const { return m_blocks[std::size_t(index)].firstLine; }
    qint64 length() const { return m_length; }
    int lineCount() const; // a line end at the very end begins no new line

    // Positions outside of the text count as its ends.
    QString text(Position from, Position to) const;
    // The first match that begins at `from` or behind it, backwards the last one that begins before it.
    Position find(const QString &needle, Position from, bool backwards, Qt::CaseSensitivity sensitivity) const;
    // The position that many code units behind `from`, or before it, but no further than the text's ends.
    Position moved(Position from, qsizetype characters) const;

private:
    struct Block {
        QString text;
        int firstLine = 1;
    };
    void openBlock();
    qsizetype fitting(QStringView block, QStringView text, bool *closes) const;
    QString window(qsizetype block, qsizetype more) const;

    std::vector<Block> m_blocks;
    qint64 m_length = 0;
    int m_lineEnds = 0;
    bool m_closed = true; // nothing more goes into the last block
};
