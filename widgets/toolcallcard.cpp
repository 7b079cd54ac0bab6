// SPDX-License-Identifier: MIT
#include "toolcallcard_p.h"

#include "parts/accessiblerole_p.h"
#include "parts/actionbutton_p.h"
#include "parts/look_p.h"
#include "parts/marklabel_p.h"
#include "parts/plainlabel_p.h"
#include "toolcallarguments_p.h"
#include "toolcallchoices_p.h"

#include <Noukai/noukaitext.h>

#include <QtGui/QPainter>
#include <QtGui/QShortcut>
#include <QtWidgets/QApplication>
#include <QtWidgets/QVBoxLayout>

// ---- The heading ---------------------------------------------------------------------------------------------------

NoukaiToolCallHeading::NoukaiToolCallHeading(const NoukaiToolCallRow &call, QWidget *parent)
    : QWidget(parent)
    , m_call(call)
    , m_title(new NoukaiMarkLabel(this))
    , m_asker(new NoukaiPlainLabel(this))
    , m_description(new NoukaiPlainLabel(this))
{
    setObjectName(QStringLiteral("heading"));
    setFocusPolicy(Qt::TabFocus);
    NoukaiAccess::setRole(this, QAccessible::Heading, true);
    const int gap = NoukaiLook::unit(fontMetrics()) / 2;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap, gap, gap, gap);
    column->setSpacing(gap);
    QFont strong;
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_title->setWordWrap(true);
    m_asker->setWordWrap(true);
    m_asker->setStrength(0.8);
    m_description->setWordWrap(true);
    m_description->setMaximumLines(4);
    column->addWidget(m_title);
    column->addWidget(m_asker);
    column->addWidget(m_description);
    for (int i = 0; i < 3; ++i) {
        auto *warning = new NoukaiMarkLabel(this);
        warning->setWordWrap(true);
        column->addWidget(warning);
        m_warnings.append(warning);
    }
}

void NoukaiToolCallHeading::refresh(const QString &flowName)
{
    using Model = NoukaiToolCallModel;
    const QString title = NoukaiToolCallText::title(m_call.text(Model::ToolNameRole), m_call.is(Model::CanApproveRole));
    const QString asker =
        NoukaiToolCallText::asker(m_call.text(Model::StepNameRole), flowName, m_call.get(Model::RoundRole).toInt(),
                                  m_call.get(Model::MaxRoundsRole).toInt());
    const QString description = NoukaiText::beginning(m_call.text(Model::ToolDescriptionRole), 1000);
    const QStringList warnings{
        m_call.is(Model::IsDestructiveRole) ? NoukaiToolCallText::destructiveWarning() : QString(),
        m_call.is(Model::IsDeceptiveRole) ? NoukaiToolCallText::deceptiveWarning() : QString(),
        m_call.is(Model::ArgumentsValidRole) ? QString() : NoukaiToolCallText::unparsedWarning()};
    m_title->show(m_call.glyph(), m_call.role(), title);
    m_asker->setText(asker);
    m_asker->setVisible(!asker.isEmpty());
    m_description->setText(description);
    m_description->setVisible(!description.isEmpty());
    QStringList read{asker, description};
    for (qsizetype i = 0; i < m_warnings.size(); ++i) {
        m_warnings[i]->show(NoukaiTheme::Triangle, NoukaiTheme::Warning, warnings[i]);
        m_warnings[i]->setVisible(!warnings[i].isEmpty());
        read << warnings[i];
    }
    read.removeAll(QString());
    NoukaiAccess::rename(this, title, read.join(QStringLiteral(". ")));
}

void NoukaiToolCallHeading::paintEvent(QPaintEvent *)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    const double radius = NoukaiLook::unit(fontMetrics()) / 2.0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
}

void NoukaiToolCallHeading::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void NoukaiToolCallHeading::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

// ---- The card ------------------------------------------------------------------------------------------------------

NoukaiToolCallCard::NoukaiToolCallCard(const NoukaiToolCallRow &call, int armDelay, QWidget *parent)
    : QWidget(parent)
    , m_call(call)
    , m_armDelay(armDelay)
    , m_heading(new NoukaiToolCallHeading(call, this))
    , m_arguments(new NoukaiToolCallArguments(call, this))
    , m_choices(new NoukaiToolCallChoices(call, this))
    , m_decided(new QWidget(this))
    , m_outcome(new NoukaiMarkLabel(m_decided))
    , m_change(new NoukaiActionButton(m_decided))
{
    setObjectName(QStringLiteral("card"));
    NoukaiAccess::setRole(this, QAccessible::Grouping);
    const int unit = NoukaiLook::unit(fontMetrics());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(unit * 3 / 2, unit * 3 / 2, unit * 3 / 2, unit * 3 / 2);
    column->setSpacing(unit);
    auto *row = new QHBoxLayout(m_decided);
    row->setContentsMargins(0, 0, 0, 0);
    m_outcome->setWordWrap(true);
    m_change->setObjectName(QStringLiteral("change"));
    row->addWidget(m_outcome, 1);
    row->addWidget(m_change, 0, Qt::AlignTop);
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, m_arguments, m_choices, m_decided})
        column->addWidget(part);

    // A click or key that was meant for something else must not decide.
    m_arming.setSingleShot(true);
    connect(&m_arming, &QTimer::timeout, this, [this] {
        m_armed = true;
        tell();
    });
    connect(m_arguments, &NoukaiToolCallArguments::changed, this, &NoukaiToolCallCard::tell);
    connect(m_choices, &NoukaiToolCallChoices::approve, this, &NoukaiToolCallCard::approve);
    connect(m_change, &NoukaiActionButton::triggered, this, [this] { m_call.calls()->reset(m_call.row()); });
    for (int key : {int(Qt::Key_Return), int(Qt::Key_Enter)}) {
        auto *shortcut = new QShortcut(QKeySequence(int(Qt::ControlModifier) | key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        shortcut->setAutoRepeat(false);
        connect(shortcut, &QShortcut::activated, this, &NoukaiToolCallCard::approve);
    }
}

QString NoukaiToolCallCard::approveReason() const
{
    if (m_call.isDecided())
        return {};
    const QString reason = m_call.calls()->disabledReason(NoukaiToolCallModel::Approve, m_call.row());
    if (!reason.isEmpty())
        return reason;
    const NoukaiToolForm *form = m_arguments->form();
    return NoukaiToolCallText::obstacle(!m_arguments->wasSeen()                ? NoukaiToolCallText::Unread
                                        : form->isEdited() && !form->isValid() ? NoukaiToolCallText::Invalid
                                        : !m_armed                             ? NoukaiToolCallText::NotArmed
                                                                               : NoukaiToolCallText::NoObstacle);
}

// The decision may be the end of this card.
void NoukaiToolCallCard::approve()
{
    if (m_call.isDecided() || !m_call.isOpen() || !approveReason().isEmpty())
        return;
    const NoukaiToolForm *form = m_arguments->form();
    if (form->isEdited())
        m_call.calls()->approveEdited(m_call.row(), form->editedArguments());
    else
        m_call.calls()->approve(m_call.row());
}

void NoukaiToolCallCard::focusHeading()
{
    m_heading->setFocus(Qt::OtherFocusReason);
}

void NoukaiToolCallCard::disarm()
{
    m_armed = false;
    if (isVisible())
        m_arming.start(m_armDelay);
    tell();
}

void NoukaiToolCallCard::refresh(const QString &flowName)
{
    m_heading->refresh(flowName);
    m_arguments->refresh();
    tell();
}

void NoukaiToolCallCard::tell()
{
    const bool decided = m_call.isDecided();
    m_arguments->setVisible(!decided);
    m_choices->setVisible(!decided);
    m_decided->setVisible(decided);
    m_outcome->show(m_call.glyph(), m_call.role(), m_call.outcome());
    m_change->setWords(NoukaiToolCallText::text(NoukaiToolCallText::Change));
    m_choices->refresh(approveReason(),
                       m_armed ? QString() : NoukaiToolCallText::obstacle(NoukaiToolCallText::NotArmed),
                       m_arguments->form()->isEdited());
    NoukaiAccess::rename(this, m_call.text(NoukaiToolCallModel::AccessibleTextRole));
    update();
    Q_EMIT changed();
}

void NoukaiToolCallCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    NoukaiLook::paintNotice(painter, rect(), NoukaiLook::role(m_call.role(), palette()),
                            NoukaiLook::unit(fontMetrics()) / 2.0);
}

// A person who writes is left alone, wherever that is.
void NoukaiToolCallCard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    disarm();
    const QWidget *focused = QApplication::focusWidget();
    const bool writes = focused && focused->testAttribute(Qt::WA_InputMethodEnabled);
    if (!m_call.isDecided() && m_call.row() == m_call.calls()->firstWaitingRow() && !writes)
        focusHeading();
}

void NoukaiToolCallCard::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_arming.stop();
    m_armed = false;
}
