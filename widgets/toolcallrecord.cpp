// SPDX-License-Identifier: MIT
#include "toolcallrecord_p.h"

#include "parts/accessiblerole_p.h"
#include "parts/actionbutton_p.h"
#include "parts/look_p.h"
#include "parts/marklabel_p.h"
#include "parts/plainlabel_p.h"
#include "parts/tabs_p.h"
#include "parts/textpane_p.h"

#include <Noukai/noukaitext.h>

#include <QtGui/QPainter>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QVBoxLayout>

NoukaiToolCallRecord::NoukaiToolCallRecord(const NoukaiToolCallRow &call, QWidget *parent)
    : QWidget(parent)
    , m_call(call)
    , m_name(new NoukaiPlainLabel(this))
    , m_outcome(new NoukaiMarkLabel(this))
    , m_expand(new NoukaiActionButton(this))
{
    setObjectName(QStringLiteral("record"));
    NoukaiAccess::setRole(this, QAccessible::Grouping);
    const int unit = NoukaiLook::unit(fontMetrics());
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(unit, unit, unit, unit);
    grid->setSpacing(unit / 3);
    grid->setHorizontalSpacing(unit);
    grid->setColumnStretch(0, 1);
    QFont strong;
    strong.setWeight(QFont::DemiBold);
    m_name->setFont(strong);
    m_outcome->setWordWrap(true);
    m_expand->setObjectName(QStringLiteral("expand"));
    grid->addWidget(m_name, 0, 0);
    grid->addWidget(m_outcome, 1, 0);
    grid->addWidget(m_expand, 0, 1, 2, 1, Qt::AlignTop);
    connect(m_expand, &NoukaiActionButton::triggered, this, [this] {
        m_expanded = !m_expanded;
        refresh();
    });
}

QList<std::pair<QString, QString>> NoukaiToolCallRecord::parts() const
{
    using Model = NoukaiToolCallModel;
    QList<std::pair<QString, QString>> parts{
        {tr("Proposed"), m_call.text(Model::ArgumentsTextRole)},
        {tr("Approved"), NoukaiToolCallText::approvedText(m_call.get(Model::EditedArgumentsRole).toJsonValue())},
        {tr("Reason"), m_call.text(Model::ReasonRole)},
        {tr("Answer"), m_call.text(Model::AnswerRole)}};
    parts.removeIf([](const auto &part) { return part.second.isEmpty(); });
    return parts;
}

void NoukaiToolCallRecord::refresh()
{
    m_name->setText(NoukaiText::preview(m_call.text(NoukaiToolCallModel::ToolNameRole), 80));
    const auto by = NoukaiToolCallModel::DecidedBy(m_call.get(NoukaiToolCallModel::DecidedByRole).toInt());
    const auto policy = NoukaiToolCallModel::DecidingPolicy(m_call.get(NoukaiToolCallModel::PolicyRole).toInt());
    const QString decider = NoukaiToolCallText::decider(by, policy);
    m_outcome->show(m_call.glyph(), m_call.role(),
                    decider.isEmpty() ? m_call.outcome()
                                      : tr("%1, %2", "what was decided, by whom").arg(m_call.outcome(), decider));
    m_expand->setWords(m_expanded ? tr("Hide details") : tr("Show details"));
    m_expand->setVisible(!parts().isEmpty());
    NoukaiAccess::rename(this, m_call.text(NoukaiToolCallModel::AccessibleTextRole));
    showParts();
    update();
}

void NoukaiToolCallRecord::showParts()
{
    delete m_parts;
    m_parts = nullptr;
    if (!m_expanded)
        return;
    m_parts = new QWidget(this);
    auto *column = new QVBoxLayout(m_parts);
    column->setContentsMargins(0, NoukaiLook::unit(fontMetrics()), 0, 0);
    const auto all = parts();
    for (const auto &[name, text] : all) {
        auto *label = new NoukaiPlainLabel(m_parts);
        label->setText(name);
        label->setStrength(0.8);
        NoukaiAccess::ignore(label); // the pane has the name
        auto *pane = new NoukaiTextPane(m_parts);
        pane->setAccessibleName(name);
        pane->setText(NoukaiText::escaped(text));
        column->addWidget(label);
        column->addWidget(pane);
    }
    static_cast<QGridLayout *>(layout())->addWidget(m_parts, 2, 0, 1, 2);
    NoukaiTabs::follow(m_expand, m_parts);
    m_parts->show();
}

void NoukaiToolCallRecord::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(NoukaiLook::faint(palette(), 0.25));
    const double radius = NoukaiLook::unit(fontMetrics()) / 2.0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}
