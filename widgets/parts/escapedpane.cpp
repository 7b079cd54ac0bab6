// SPDX-License-Identifier: MIT
#include "escapedpane_p.h"

#include "actionbutton_p.h"
#include "look_p.h"
#include "textpane_p.h"

#include <Noukai/noukaitext.h>

#include <QtWidgets/QVBoxLayout>

namespace
{

constexpr qsizetype MostEdited = 200000; // a text edit lays out a changed line as a whole

} // namespace

NoukaiEscapedPane::NoukaiEscapedPane(QWidget *parent)
    : QWidget(parent)
    , m_pane(new NoukaiTextPane(this))
    , m_raw(new NoukaiActionButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(NoukaiLook::unit(fontMetrics()));
    column->addWidget(m_pane);
    column->addWidget(m_raw, 0, Qt::AlignLeading);
    setFocusProxy(m_pane);
    m_raw->setObjectName(QStringLiteral("editRaw"));
    connect(m_raw, &NoukaiActionButton::triggered, this, [this] {
        m_rawWanted = true;
        tell();
        m_pane->setFocus(Qt::OtherFocusReason);
    });
    connect(m_pane, &NoukaiTextPane::edited, this, [this](const QString &text) {
        m_written = true;
        Q_EMIT edited(text);
    });
    // Later, since the pane also loses the focus when it goes with this.
    connect(m_pane, &NoukaiTextPane::left, this, &NoukaiEscapedPane::tell, Qt::QueuedConnection);
    connect(m_pane, &NoukaiTextPane::seenToEnd, this, &NoukaiEscapedPane::seenToEnd);
}

void NoukaiEscapedPane::show(const QString &name, const QString &value, const QString &placeholder)
{
    m_pane->setAccessibleName(name);
    m_pane->setPlaceholderText(placeholder);
    if (value != m_value && !isWriting()) {
        m_written = false;
        m_rawWanted = false; // that was said of another text
    }
    m_value = value;
    tell();
}

void NoukaiEscapedPane::setLines(int least, int most)
{
    m_pane->setLines(least, most);
}

bool NoukaiEscapedPane::wasSeenToEnd() const
{
    return m_pane->wasSeenToEnd();
}

bool NoukaiEscapedPane::isWriting() const
{
    return m_pane->isWriting();
}

bool NoukaiEscapedPane::escapes() const
{
    return !m_rawWanted && ((!m_written && m_value.size() > NoukaiText::LongText) || NoukaiText::hasDeceptive(m_value));
}

void NoukaiEscapedPane::tell()
{
    m_raw->setWords(tr("Edit as it is"));
    m_raw->setDisabledReason(m_value.size() > MostEdited ? tr("Too long to be changed here") : QString());
    if (isWriting())
        return;
    const bool isEscaped = escapes();
    m_raw->setVisible(isEscaped);
    m_pane->setText(isEscaped ? NoukaiText::escaped(m_value) : m_value, !isEscaped);
}
