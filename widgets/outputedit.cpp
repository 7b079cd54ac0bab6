// SPDX-License-Identifier: MIT
#include "outputedit_p.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QTextBlock>
#include <QtGui/QTextDocument>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <limits>
#include <utility>

NoukaiOutputEdit::NoukaiOutputEdit(NoukaiOutputModel *output, NoukaiFollow *follow, QWidget *parent)
    : NoukaiTextView(parent)
    , m_output(output)
    , m_follow(follow)
{
    setFrameShape(QFrame::NoFrame);
    connect(output, &QAbstractItemModel::modelReset, this, [this] {
        forget(0);
        m_lines = 0;
        request();
    });
    connect(output, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first) { forget(first); });
    connect(output, &NoukaiOutputModel::lengthChanged, this, &NoukaiOutputEdit::request);
    connect(output, &NoukaiOutputModel::countChanged, this, &NoukaiOutputEdit::request);
    connect(follow, &NoukaiFollow::showEnd, this, &NoukaiOutputEdit::toEnd);

    QScrollBar *scroll = verticalScrollBar();
    connect(scroll, &QScrollBar::sliderPressed, this, [this, scroll] { m_barFrom = scroll->value(); });
    connect(scroll, &QScrollBar::sliderReleased, this,
            [this, scroll] { moved(scroll->value() - std::exchange(m_barFrom, -1)); });
    // Arrows and pages of the bar, by mouse or key. Whether the value has changed yet depends on the action.
    connect(scroll, &QScrollBar::actionTriggered, this, [this, scroll](int action) {
        const bool up = action == QAbstractSlider::SliderSingleStepSub ||
                        action == QAbstractSlider::SliderPageStepSub || action == QAbstractSlider::SliderToMinimum;
        const bool moves = action == QAbstractSlider::SliderMove;
        if (m_barFrom < 0)
            moved(moves ? scroll->sliderPosition() - scroll->value() : up ? -1 : 1);
    });
}

// The model tells at most once per frame. What is not seen waits until it is.
void NoukaiOutputEdit::request()
{
    const int lines = m_output->lineCount();
    const int grownBy = std::max(0, lines - std::exchange(m_lines, lines));
    const bool follows = m_follow->grown(grownBy);
    if (isVisible())
        feed();
    if (follows)
        toEnd();
    Q_EMIT grown();
}

// What a person has selected, and where the view stands, do not move with what is added at the end.
void NoukaiOutputEdit::feed()
{
    const int anchor = textCursor().anchor();
    const int position = textCursor().position();
    const int line = verticalScrollBar()->value();
    const int count = m_output->rowCount();
    QTextCursor edit(document());
    edit.beginEditBlock();
    for (int block = std::max(0, int(m_starts.size()) - 1); block < count; ++block) {
        const bool isNew = block >= m_starts.size();
        const QString text = m_output->text(block, isNew ? 0 : int(m_taken), block, std::numeric_limits<int>::max());
        if (isNew) {
            if (block > 0)
                cut();
            m_starts.append(nextPosition());
            m_taken = 0;
        }
        append(text);
        m_taken += text.size();
    }
    edit.endEditBlock();
    const QTextCursor after = textCursor();
    if (after.anchor() == anchor && after.position() == position)
        return;
    QTextCursor kept(document());
    kept.setPosition(std::min(anchor, document()->characterCount() - 1));
    kept.setPosition(std::min(position, document()->characterCount() - 1), QTextCursor::KeepAnchor);
    setTextCursor(kept);
    verticalScrollBar()->setValue(line);
}

// The model lets go of its blocks from that one on.
void NoukaiOutputEdit::forget(int block)
{
    if (block >= m_starts.size())
        return;
    truncate(m_starts.at(block));
    m_starts.resize(block);
    m_taken = block > 0 ? std::numeric_limits<int>::max() : 0;
    if (block > 0) // which is complete
        m_taken = m_output->text(block - 1, 0, block - 1, std::numeric_limits<int>::max()).size();
}

void NoukaiOutputEdit::toEnd()
{
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

// ---- Places --------------------------------------------------------------------------------------------------------

// The document has one character for the two of a CR LF; offsets of the output count both.
int NoukaiOutputEdit::positionOf(int block, int offset) const
{
    if (block < 0 || block >= m_starts.size())
        return document()->characterCount() - 1;
    const QString before = m_output->text(block, 0, block, offset);
    int position = m_starts.at(block) + int(before.size() - before.count(QStringLiteral("\r\n")));
    return std::min(position, document()->characterCount() - 1);
}

std::pair<int, int> NoukaiOutputEdit::placeOf(int position) const
{
    const auto behind = std::upper_bound(m_starts.cbegin(), m_starts.cend(), position);
    if (behind == m_starts.cbegin())
        return {0, 0};
    const int block = int(behind - m_starts.cbegin()) - 1;
    const QString text = m_output->text(block, 0, block, std::numeric_limits<int>::max());
    int offset = position - m_starts.at(block);
    for (qsizetype at = text.indexOf(u"\r\n"); at >= 0 && at < offset; at = text.indexOf(u"\r\n", at + 2))
        ++offset;
    return {block, std::min(offset, int(text.size()))};
}

bool NoukaiOutputEdit::find(const QString &needle, bool onwards, bool backwards)
{
    feed();
    QTextCursor cursor = textCursor();
    const auto [block, offset] = placeOf(onwards && !backwards ? cursor.selectionEnd() : cursor.selectionStart());
    QVariantMap match = m_output->find(needle, block, offset, backwards);
    if (match.value(QStringLiteral("block")).toInt() < 0) // on from the other end
        match = m_output->find(needle, backwards ? m_output->rowCount() : 0, 0, backwards);
    const auto number = [&match](const QString &key) {
        return match.value(key).toInt();
    };
    if (number(QStringLiteral("block")) < 0) {
        cursor.clearSelection();
        setTextCursor(cursor);
        return false;
    }
    const int end = positionOf(number(QStringLiteral("endBlock")), number(QStringLiteral("endOffset")));
    cursor.setPosition(end);
    setTextCursor(cursor); // so that all of the match is shown
    cursor.setPosition(positionOf(number(QStringLiteral("block")), number(QStringLiteral("offset"))));
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    return true;
}

// ---- What a person does ---------------------------------------------------------------------------------------------

// The bar counts lines. A move that finds no room is one too: downwards at the end it means to go on.
void NoukaiOutputEdit::moved(int linesDown)
{
    const QScrollBar *scroll = verticalScrollBar();
    const double line = fontMetrics().lineSpacing();
    m_follow->movedByUser(linesDown * line, (scroll->maximum() - scroll->sliderPosition()) * line);
}

void NoukaiOutputEdit::wheelEvent(QWheelEvent *event)
{
    const int from = verticalScrollBar()->value();
    const double turned = event->angleDelta().y();
    NoukaiTextView::wheelEvent(event);
    const int by = verticalScrollBar()->value() - from;
    if (by != 0)
        m_follow->movedByUser(by, (verticalScrollBar()->maximum() - from - by) * fontMetrics().lineSpacing());
    else if (turned < 0 && from == verticalScrollBar()->maximum())
        m_follow->movedByUser(1, 0);
}

bool NoukaiOutputEdit::bar(int action)
{
    verticalScrollBar()->triggerAction(QAbstractSlider::SliderAction(action)); // which tells the rule
    return true;
}

bool NoukaiOutputEdit::scrollByKey(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return bar(QAbstractSlider::SliderSingleStepSub);
    case Qt::Key_Down:
        return bar(QAbstractSlider::SliderSingleStepAdd);
    case Qt::Key_PageUp:
        return bar(QAbstractSlider::SliderPageStepSub);
    case Qt::Key_PageDown:
    case Qt::Key_Space:
        return bar(QAbstractSlider::SliderPageStepAdd);
    case Qt::Key_Home:
        verticalScrollBar()->setValue(0);
        m_follow->movedByUser(-1, verticalScrollBar()->maximum() * double(fontMetrics().lineSpacing()));
        return true;
    case Qt::Key_End:
        m_follow->jump();
        return true;
    default:
        return false;
    }
}

// Keys scroll; with Shift they select.
void NoukaiOutputEdit::keyPressEvent(QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (event->key() == Qt::Key_Escape && textCursor().hasSelection()) {
        QTextCursor cursor = textCursor();
        cursor.clearSelection();
        const int line = verticalScrollBar()->value();
        setTextCursor(cursor); // which lets the view go on
        if (!m_follow->isFollowing() || m_follow->isHeld())
            verticalScrollBar()->setValue(line);
        return;
    }
    if ((modifiers == Qt::NoModifier || modifiers == Qt::ControlModifier) && scrollByKey(event))
        return;
    const bool selects = (modifiers & Qt::ShiftModifier) != 0;
    if (selects && !textCursor().hasSelection() && !viewport()->rect().intersects(cursorRect()))
        setTextCursor(cursorForPosition({0, 0})); // where nothing was clicked that can be seen, it begins at the top
    NoukaiTextView::keyPressEvent(event);
}

void NoukaiOutputEdit::showEvent(QShowEvent *event)
{
    NoukaiTextView::showEvent(event);
    feed();
    if (m_follow->isFollowing() && !m_follow->isHeld())
        toEnd();
}

// Another width breaks lines at other places; what was at the end is there again.
void NoukaiOutputEdit::resizeEvent(QResizeEvent *event)
{
    NoukaiTextView::resizeEvent(event);
    if (m_follow->isFollowing() && !m_follow->isHeld())
        toEnd();
    Q_EMIT resized();
}

// A text edit shows its cursor when it gets the focus; the view stays.
void NoukaiOutputEdit::focusInEvent(QFocusEvent *event)
{
    const int line = verticalScrollBar()->value();
    NoukaiTextView::focusInEvent(event);
    verticalScrollBar()->setValue(line);
}
