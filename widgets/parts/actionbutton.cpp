// SPDX-License-Identifier: MIT
#include "actionbutton_p.h"

#include "glyphicon_p.h"
#include "look_p.h"

#include <QtGui/QAccessible>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QAccessibleWidget>
#include <QtWidgets/QStyleOptionButton>
#include <QtWidgets/QStylePainter>

namespace
{

// Reads the button as disabled while what it does is not possible, though it can have the focus.
class ActionButtonAccessible : public QAccessibleWidget
{
public:
    explicit ActionButtonAccessible(NoukaiActionButton *button)
        : QAccessibleWidget(button, QAccessible::Button)
    {
    }

    QAccessible::Role role() const override
    {
        return button()->isCheckable() ? QAccessible::CheckBox : QAccessible::Button;
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Name)
            return button()->words();
        if (kind == QAccessible::Description)
            return button()->accessibleDescription();
        if (kind == QAccessible::Help)
            return button()->statusTip(); // as plain text
        return QAccessibleWidget::text(kind);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.disabled = !button()->isPossible() || !button()->isEnabled();
        state.checkable = button()->isCheckable();
        state.checked = button()->isChecked();
        state.pressed = button()->isDown();
        return state;
    }

    QStringList actionNames() const override
    {
        if (!button()->isPossible() || !button()->isEnabled())
            return {setFocusAction()};
        return {button()->isCheckable() ? toggleAction() : pressAction(), setFocusAction()};
    }

    void doAction(const QString &action) override
    {
        if (action == pressAction() || action == toggleAction())
            button()->click();
        else
            QAccessibleWidget::doAction(action);
    }

private:
    NoukaiActionButton *button() const { return static_cast<NoukaiActionButton *>(widget()); }
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    if (auto *button = qobject_cast<NoukaiActionButton *>(object))
        return new ActionButtonAccessible(button);
    return nullptr;
}

} // namespace

NoukaiActionButton::NoukaiActionButton(QWidget *parent)
    : QPushButton(parent)
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
    setAutoDefault(false); // Enter belongs to whom it is meant for
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (isPossible())
            Q_EMIT triggered();
    });
    NoukaiLook::onThemeChanged(this, [this] { updateGeometry(); });
}

NoukaiActionButton::NoukaiActionButton(const QString &text, QWidget *parent)
    : NoukaiActionButton(parent)
{
    setWords(text);
}

void NoukaiActionButton::setWords(const QString &words)
{
    if (words == m_words)
        return;
    m_words = words;
    tell();
}

void NoukaiActionButton::setDescription(const QString &description)
{
    if (description == m_description)
        return;
    m_description = description;
    tell();
}

void NoukaiActionButton::setDisabledReason(const QString &reason)
{
    if (reason == m_reason)
        return;
    const bool changes = reason.isEmpty() != m_reason.isEmpty();
    m_reason = reason;
    tell();
    if (!changes)
        return;
    QAccessible::State state;
    state.disabled = true;
    QAccessibleStateChangeEvent event(this, state);
    QAccessible::updateAccessibility(&event);
}

void NoukaiActionButton::setGlyph(NoukaiTheme::Glyph glyph)
{
    setIcon(NoukaiGlyphIcon::icon(glyph));
}

void NoukaiActionButton::setSuggested(bool suggested)
{
    m_suggested = suggested;
    update();
}

void NoukaiActionButton::setIconOnly(bool iconOnly)
{
    if (iconOnly == m_iconOnly)
        return;
    m_iconOnly = iconOnly;
    tell();
}

void NoukaiActionButton::tell()
{
    setText(m_iconOnly ? QString() : m_words);
    const QString &says = isPossible() ? m_description : m_reason;
    //: A tool tip. %1 is the name of an action, %2 what it does or why it is not possible
    const QString both = says.isEmpty() ? m_words : tr("%1\n%2").arg(m_words, says);
    setToolTip(NoukaiLook::toolTip(m_iconOnly ? both : says));
    setStatusTip(says);
    setWhatsThis(NoukaiLook::toolTip(says));
    //: Told by a screen reader of a button: %1 is the reason
    setAccessibleDescription(isPossible() ? m_description : tr("Not available. %1").arg(m_reason));
    updateGeometry();
    update();
}

QSize NoukaiActionButton::sizeFor(const QString &text) const
{
    ensurePolished();
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text = text;
    const int between = 4; // as QPushButton draws it
    const int iconWidth = icon().isNull() ? 0 : option.iconSize.width() + (text.isEmpty() ? 0 : between);
    const int air = text.isEmpty() ? 0 : 2 * NoukaiLook::unit(fontMetrics()); // styles leave next to none
    const QSize content(iconWidth + fontMetrics().size(Qt::TextShowMnemonic, text).width() + air,
                        qMax(icon().isNull() ? 0 : option.iconSize.height(), fontMetrics().height()));
    return style()->sizeFromContents(QStyle::CT_PushButton, &option, content, this);
}

int NoukaiActionButton::fullWidth() const
{
    return sizeFor(m_words).width();
}

QSize NoukaiActionButton::sizeHint() const
{
    if (!m_iconOnly)
        return sizeFor(m_words);
    const QSize size = sizeFor({});
    return {size.height() + NoukaiLook::unit(fontMetrics()), sizeFor(m_words).height()};
}

void NoukaiActionButton::initStyleOption(QStyleOptionButton *option) const
{
    QPushButton::initStyleOption(option);
    if (m_suggested)
        option->features |= QStyleOptionButton::DefaultButton;
    if (isPossible())
        return;
    option->state &= ~(QStyle::State_Enabled | QStyle::State_MouseOver | QStyle::State_Sunken);
    option->palette.setCurrentColorGroup(QPalette::Disabled);
}

void NoukaiActionButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    painter.drawControl(QStyle::CE_PushButton, option);
    if (isPossible() || !hasFocus())
        return;
    // Styles give no frame to what is disabled.
    QStyleOptionFocusRect focus;
    focus.initFrom(this);
    focus.rect = style()->subElementRect(QStyle::SE_PushButtonFocusRect, &option, this);
    painter.drawPrimitive(QStyle::PE_FrameFocusRect, focus);
}

// The state that is shown comes from outside; pressing only asks for another one.
void NoukaiActionButton::nextCheckState() {}

void NoukaiActionButton::keyPressEvent(QKeyEvent *event)
{
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enters && !m_enterPresses)
        event->ignore();
    else if (enters && !event->isAutoRepeat())
        click();
    else
        QPushButton::keyPressEvent(event);
}

void NoukaiActionButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        tell();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        setIconSize({NoukaiLook::glyph(fontMetrics()), NoukaiLook::glyph(fontMetrics())});
        updateGeometry();
    }
}
