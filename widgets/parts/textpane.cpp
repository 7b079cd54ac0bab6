// SPDX-License-Identifier: MIT
#include "textpane_p.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QTextDocument>
#include <QtWidgets/QScrollBar>

#include <utility>

NoukaiTextPane::NoukaiTextPane(QWidget *parent)
    : NoukaiTextView(parent)
{
    setTabChangesFocus(true); // Tab leads on, a tabulator is of no use here
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_later.setSingleShot(true); // once per round of the event loop, after the layout
    connect(&m_later, &QTimer::timeout, this, &NoukaiTextPane::look);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, &m_later, qOverload<>(&QTimer::start));
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, &m_later, qOverload<>(&QTimer::start));
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        fit();
        m_later.start();
        if (!m_setting && !isReadOnly())
            Q_EMIT edited(text());
    });
}

void NoukaiTextPane::setText(const QString &text, bool writable)
{
    if (writable == !isReadOnly() && text == (writable ? this->text() : m_given) && m_height >= 0)
        return;
    const QScopedValueRollback guard(m_setting, true);
    m_given = text;
    m_seen = false; // another text
    setReadOnly(!writable);
    setUndoRedoEnabled(writable);
    if (writable) {
        setPlainText(text); // as one paragraph per line, so that nothing is changed by cutting it
    } else {
        setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        setWhole(text);
    }
    setWordWrapMode(writable && text.size() > LongestParagraph ? QTextOption::WrapAnywhere
                                                               : QTextOption::WrapAtWordBoundaryOrAnywhere);
    fit();
    m_later.start();
}

void NoukaiTextPane::setLines(int least, int most)
{
    m_least = least;
    m_most = most;
    setSizePolicy(QSizePolicy::Expanding, least < most ? QSizePolicy::Expanding : QSizePolicy::Fixed);
    fit();
}

// Unlike toPlainText() this keeps spaces that do not break.
QString NoukaiTextPane::text() const
{
    if (isReadOnly())
        return m_given;
    return document()->toRawText().replace(QChar(QChar::ParagraphSeparator), QLatin1Char('\n'));
}

void NoukaiTextPane::look()
{
    const QScrollBar *bar = verticalScrollBar();
    if (m_seen || !isVisible() || viewport()->height() < fontMetrics().height() || bar->value() < bar->maximum())
        return;
    m_seen = true;
    Q_EMIT seenToEnd();
}

void NoukaiTextPane::fit()
{
    const int height = heightOf(m_most);
    if (height != std::exchange(m_height, height))
        updateGeometry();
}

QSize NoukaiTextPane::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, heightOf(m_most)};
}

QSize NoukaiTextPane::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, heightOf(m_least)};
}

void NoukaiTextPane::resizeEvent(QResizeEvent *event)
{
    NoukaiTextView::resizeEvent(event);
    fit();
    m_later.start();
}

void NoukaiTextPane::showEvent(QShowEvent *event)
{
    NoukaiTextView::showEvent(event);
    m_later.start();
}

void NoukaiTextPane::focusOutEvent(QFocusEvent *event)
{
    NoukaiTextView::focusOutEvent(event);
    Q_EMIT left();
}

void NoukaiTextPane::changeEvent(QEvent *event)
{
    NoukaiTextView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}
