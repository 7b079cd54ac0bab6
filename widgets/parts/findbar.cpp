// SPDX-License-Identifier: MIT
#include "findbar_p.h"

#include "actionbutton_p.h"
#include "look_p.h"
#include "plainlabel_p.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>

NoukaiFindBar::NoukaiFindBar(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_state(new NoukaiPlainLabel(this))
    , m_previous(new NoukaiActionButton(this))
    , m_next(new NoukaiActionButton(this))
    , m_close(new NoukaiActionButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(NoukaiLook::unit(fontMetrics()) / 2);
    row->addWidget(m_field, 1);
    row->addWidget(m_state);
    m_state->setRole(NoukaiTheme::Warning);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_close);
    setFocusProxy(m_field);
    m_field->setObjectName(QStringLiteral("findField"));
    m_field->setMaxLength(1000);
    m_field->setMinimumWidth(fontMetrics().averageCharWidth() * 8);
    m_previous->setObjectName(QStringLiteral("findPrevious"));
    m_next->setObjectName(QStringLiteral("findNext"));
    m_close->setObjectName(QStringLiteral("findClose"));
    m_previous->setGlyph(NoukaiTheme::ChevronUp);
    m_next->setGlyph(NoukaiTheme::ChevronDown);
    m_close->setGlyph(NoukaiTheme::Cross);
    for (NoukaiActionButton *button : {m_previous, m_next, m_close})
        button->setIconOnly(true);
    connect(m_field, &QLineEdit::textEdited, this, [this](const QString &text) {
        tell();
        Q_EMIT search(text, false, false);
    });
    connect(m_previous, &NoukaiActionButton::triggered, this, [this] { go(true); });
    connect(m_next, &NoukaiActionButton::triggered, this, [this] { go(false); });
    connect(m_close, &NoukaiActionButton::triggered, this, &NoukaiFindBar::closed);
    tell();
}

QString NoukaiFindBar::text() const
{
    return m_field->text();
}

void NoukaiFindBar::open(const QString &text)
{
    if (!text.isEmpty() && text.size() <= m_field->maxLength() && !text.contains(u'\n') && !text.contains(u'\r'))
        m_field->setText(text);
    show();
    m_field->selectAll();
    m_field->setFocus(Qt::ShortcutFocusReason);
    tell();
}

void NoukaiFindBar::setMissing(bool missing)
{
    m_missing = missing;
    tell();
}

void NoukaiFindBar::go(bool backwards)
{
    if (!text().isEmpty())
        Q_EMIT search(text(), true, backwards);
}

void NoukaiFindBar::tell()
{
    m_field->setPlaceholderText(tr("Find"));
    m_field->setAccessibleName(tr("Find"));
    m_previous->setWords(tr("Previous match"));
    m_next->setWords(tr("Next match"));
    m_close->setWords(tr("Close"));
    const QString whyNot = text().isEmpty() ? tr("There is nothing to find yet.") : QString();
    m_previous->setDisabledReason(whyNot);
    m_next->setDisabledReason(whyNot);
    const QString state = m_missing && !text().isEmpty() ? tr("No match") : QString();
    m_state->setText(state);
    m_state->setVisible(!state.isEmpty());
    m_field->setAccessibleDescription(state);
}

// These keys belong to the field while it has the focus, whatever the application uses them for.
bool NoukaiFindBar::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::FindNext) || key->matches(QKeySequence::FindPrevious) ||
            key->key() == Qt::Key_Escape)
            event->accept();
    }
    return QWidget::event(event);
}

void NoukaiFindBar::keyPressEvent(QKeyEvent *event)
{
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enters)
        go((event->modifiers() & Qt::ShiftModifier) != 0);
    else if (event->matches(QKeySequence::FindNext))
        go(false);
    else if (event->matches(QKeySequence::FindPrevious))
        go(true);
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

void NoukaiFindBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        tell();
}
