// SPDX-License-Identifier: MIT
#include "textview_p.h"

#include <QtCore/QMimeData>
#include <QtGui/QTextBlock>
#include <QtGui/QTextDocument>
#include <QtGui/QTextLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace
{

// What stood before a paragraph, as the state of its block: the character, or one of these.
constexpr int LineFeed = '\n'; // that of all blocks without a state
constexpr int Cut = 1;         // nothing: the paragraph goes on
constexpr int CarriageReturnLineFeed = 2;

// What a text document takes for the end of a paragraph.
bool isSeparator(QChar c)
{
    const char16_t u = c.unicode();
    return u == u'\n' || u == u'\r' || u == 0x2029 || u == 0xFDD0 || u == 0xFDD1;
}

QString separatorText(int separator)
{
    switch (separator) {
    case -1:
        return QStringLiteral("\n");
    case Cut:
        return {};
    case CarriageReturnLineFeed:
        return QStringLiteral("\r\n");
    default:
        return QString(QChar(separator));
    }
}

// How much of a line that is too long goes into one paragraph.
qsizetype lineCut(QStringView line)
{
    constexpr qsizetype Most = NoukaiTextView::LongestParagraph;
    for (qsizetype at = Most; at > Most - 512; --at) {
        if (line[at - 1] == u' ')
            return at;
    }
    return line[Most - 1].isHighSurrogate() ? Most - 1 : Most;
}

} // namespace

NoukaiTextView::NoukaiTextView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
}

void NoukaiTextView::clearAll()
{
    clear();
    m_pending = 0;
}

void NoukaiTextView::setWhole(const QString &text)
{
    clearAll();
    QStringView rest(text);
    QTextCursor whole(document());
    whole.beginEditBlock(); // told once
    while (!rest.isEmpty()) {
        // No further than a paragraph may reach: a text may be one line of many megabytes.
        const auto end =
            std::find_if(rest.begin(), rest.begin() + std::min(rest.size(), LongestParagraph + 1), isSeparator);
        const qsizetype line = end - rest.begin();
        if (line > LongestParagraph) {
            const qsizetype taken = lineCut(rest);
            append(rest.first(taken));
            cut();
            rest = rest.sliced(taken);
            continue;
        }
        // As many whole lines as there are before the next one that is too long, at once.
        qsizetype taken = line;
        qsizetype start = line;
        for (; taken < rest.size() && taken - start <= LongestParagraph; ++taken) {
            if (isSeparator(rest[taken]))
                start = taken + 1;
        }
        if (taken < rest.size())
            taken = std::max(start, line);
        append(rest.first(taken));
        rest = rest.sliced(taken);
    }
    whole.endEditBlock();
    QTextCursor top(document());
    setTextCursor(top);
}

void NoukaiTextView::append(QStringView text)
{
    QString shown;
    shown.reserve(text.size());
    QList<std::pair<int, int>> separators;
    for (const QChar c : text) {
        if (m_pending == '\r' && c == u'\n') {
            m_pending = CarriageReturnLineFeed;
            continue;
        }
        if (m_pending != 0) {
            shown += u'\n';
            if (m_pending != LineFeed)
                separators.append({int(shown.size()), m_pending});
            m_pending = 0;
        }
        if (isSeparator(c))
            m_pending = c.unicode();
        else
            shown += c;
    }
    if (!shown.isEmpty())
        insert(shown, separators);
}

void NoukaiTextView::insert(const QString &text, const QList<std::pair<int, int>> &separators)
{
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    const int start = cursor.position();
    cursor.insertText(text);
    for (const auto &[offset, separator] : separators)
        document()->findBlock(start + offset).setUserState(separator);
}

void NoukaiTextView::cut()
{
    if (m_pending == 0)
        m_pending = Cut;
}

int NoukaiTextView::nextPosition() const
{
    return document()->characterCount() - 1 + (m_pending != 0 ? 1 : 0);
}

void NoukaiTextView::truncate(int position)
{
    if (position <= 0) {
        clearAll();
        return;
    }
    if (position > document()->characterCount() - 1)
        return; // nothing stands there yet
    const QTextBlock block = document()->findBlock(position);
    const int state = block.userState();
    const bool begins = block.position() == position;
    QTextCursor cursor(document());
    cursor.setPosition(begins ? position - 1 : position);
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    m_pending = !begins ? 0 : state < 0 ? LineFeed : state;
}

QString NoukaiTextView::original(int from, int to) const
{
    QString text;
    text.reserve(to - from);
    for (QTextBlock block = document()->findBlock(from); block.isValid() && block.position() <= to;
         block = block.next()) {
        if (block.position() > from)
            text += separatorText(block.userState());
        const QString line = block.text();
        const qsizetype start = std::clamp<qsizetype>(from - block.position(), 0, line.size());
        const qsizetype end = std::clamp<qsizetype>(to - block.position(), start, line.size());
        text += QStringView(line).sliced(start, end - start);
    }
    if (m_pending != 0 && from == 0 && to == document()->characterCount() - 1)
        text += separatorText(m_pending); // all of it, and that stands at its end
    return text;
}

// What a position is in the text as it came; and the other way round.
qsizetype NoukaiTextView::offsetOf(int position) const
{
    qsizetype offset = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.position() > 0)
            offset += separatorText(block.userState()).size();
        if (position < block.position() + block.length())
            return offset + std::max(0, position - block.position());
        offset += block.length() - 1;
    }
    return offset;
}

int NoukaiTextView::positionOf(qsizetype offset) const
{
    qsizetype begin = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.position() > 0)
            begin += separatorText(block.userState()).size();
        const qsizetype length = block.length() - 1;
        const bool isLast = !block.next().isValid();
        const bool isCut = !isLast && block.next().userState() == Cut; // what is at its end begins the next one
        if (isLast || offset < begin + length || (offset == begin + length && !isCut))
            return block.position() + int(std::clamp<qsizetype>(offset - begin, 0, length));
        begin += length;
    }
    return 0;
}

bool NoukaiTextView::findNext(const QString &needle, bool onwards, bool backwards)
{
    const QString all = original(0, document()->characterCount() - 1);
    QTextCursor cursor = textCursor();
    const qsizetype start = offsetOf(cursor.selectionStart());
    qsizetype at = -1;
    if (!needle.isEmpty() && backwards)
        at = start > 0 ? all.lastIndexOf(needle, start - 1, Qt::CaseInsensitive) : -1;
    else if (!needle.isEmpty())
        at = all.indexOf(needle, onwards ? offsetOf(cursor.selectionEnd()) : start, Qt::CaseInsensitive);
    if (at < 0 && !needle.isEmpty()) // on from the other end
        at = backwards ? all.lastIndexOf(needle, -1, Qt::CaseInsensitive) : all.indexOf(needle, 0, Qt::CaseInsensitive);
    if (at < 0) {
        cursor.clearSelection();
        setTextCursor(cursor);
        return false;
    }
    const int end = positionOf(at + needle.size());
    cursor.setPosition(end);
    setTextCursor(cursor); // so that all of the match is shown
    cursor.setPosition(positionOf(at));
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    return true;
}

QMimeData *NoukaiTextView::createMimeDataFromSelection() const
{
    auto *data = new QMimeData;
    const QTextCursor cursor = textCursor();
    data->setText(original(cursor.selectionStart(), cursor.selectionEnd()));
    return data;
}

int NoukaiTextView::heightOf(int most) const
{
    int lines = 0;
    double height = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && lines < most; block = block.next()) {
        blockBoundingRect(block); // lays it out
        const QTextLayout *layout = block.layout();
        for (int i = 0; i < layout->lineCount() && lines < most; ++i, ++lines)
            height += std::ceil(layout->lineAt(i).height());
    }
    const double line = std::ceil(QFontMetricsF(document()->defaultFont()).lineSpacing());
    const QMargins around = viewportMargins();
    // Without the one pixel more a text edit would not take its last line for seen.
    return int(std::ceil(std::max(height, line) + 2 * document()->documentMargin())) + 1 + 2 * frameWidth() +
           around.top() + around.bottom();
}
