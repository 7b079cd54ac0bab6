// SPDX-License-Identifier: MIT
#include "stepoutput_p.h"

#include <QtCore/QEvent>
#include <QtGui/QTextCursor>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QScrollBar>

#include <cmath>

namespace
{

constexpr int MostLines = 14;     // that are seen at once
constexpr int MostBlocks = 20000; // lines that are kept, the last ones

} // namespace

NoukaiStepOutputText::NoukaiStepOutputText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
    setMaximumBlockCount(MostBlocks);
    setTabChangesFocus(true);
    setAccessibleName(tr("Output"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &NoukaiStepOutputText::reload);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &NoukaiStepOutputText::reload);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { appendRows(first, last); });
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &NoukaiStepOutputText::lastRowChanged);
}

void NoukaiStepOutputText::show(NoukaiFlow *flow, int attemptId)
{
    m_model.setFlow(flow);
    m_model.setAttemptId(attemptId);
    reload();
}

void NoukaiStepOutputText::reload()
{
    clear();
    m_lastRow = -1;
    m_lastLength = 0;
    appendRows(0, m_model.rowCount() - 1);
    tell();
}

void NoukaiStepOutputText::appendRows(int first, int last)
{
    // Only the newest part of a very long output: what is before it would be dropped again.
    for (int row = qMax(first, last - MostBlocks / 4); row <= last; ++row) {
        const QString text = m_model.index(row).data(NoukaiOutputModel::BlockTextRole).toString();
        append(text, m_lastRow >= 0);
        m_lastRow = row;
        m_lastLength = text.size();
    }
    tell();
}

void NoukaiStepOutputText::lastRowChanged()
{
    if (m_lastRow < 0 || m_lastRow >= m_model.rowCount())
        return;
    const QString text = m_model.index(m_lastRow).data(NoukaiOutputModel::BlockTextRole).toString();
    if (text.size() < m_lastLength) {
        reload();
        return;
    }
    append(text.mid(m_lastLength), false);
    m_lastLength = text.size();
    tell();
}

void NoukaiStepOutputText::append(const QString &text, bool newLine)
{
    QScrollBar *bar = verticalScrollBar();
    const bool follows = bar->value() >= bar->maximum() - 1 && !textCursor().hasSelection();
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    if (newLine)
        end.insertBlock();
    end.insertText(text);
    if (follows)
        bar->setValue(bar->maximum());
}

void NoukaiStepOutputText::tell()
{
    const int lines = qMin(MostLines, int(std::ceil(document()->size().height()))); // in lines, wrapped ones as well
    if (lines == m_lines)
        return;
    m_lines = lines;
    updateGeometry();
    Q_EMIT grown();
}

QSize NoukaiStepOutputText::sizeHint() const
{
    const int around = 2 * (frameWidth() + int(document()->documentMargin()));
    return {fontMetrics().averageCharWidth() * 40, fontMetrics().lineSpacing() * qMax(2, m_lines) + around};
}

QSize NoukaiStepOutputText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 10, sizeHint().height()};
}

void NoukaiStepOutputText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Output"));
}

// At its ends the wheel is the list's. Without the focus it is so everywhere: who scrolls past is not caught in it.
void NoukaiStepOutputText::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QPlainTextEdit::wheelEvent(event);
    else
        event->ignore();
}
