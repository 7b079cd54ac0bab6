// SPDX-License-Identifier: MIT
#include "toolcallarguments_p.h"

#include "argumentfield_p.h"
#include "parts/actionbutton_p.h"
#include "parts/escapedpane_p.h"
#include "parts/flowlayout_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"
#include "parts/tabs_p.h"

#include <QtCore/QJsonObject>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace
{

constexpr int MostFields = 100; // a model may write any number of arguments; a form of hundreds helps nobody

} // namespace

NoukaiToolCallArguments::NoukaiToolCallArguments(const NoukaiToolCallRow &call, QWidget *parent)
    : QWidget(parent)
    , m_none(new NoukaiPlainLabel(this))
    , m_rows(new QWidget(this))
    , m_json(new NoukaiEscapedPane(this))
    , m_problem(new NoukaiPlainLabel(this))
    , m_buttons(new QWidget(this))
    , m_switch(new NoukaiActionButton(m_buttons))
    , m_revert(new NoukaiActionButton(m_buttons))
{
    const int unit = NoukaiLook::unit(fontMetrics());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(unit);
    m_lines = new QVBoxLayout(m_rows);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(unit);
    auto *flow = new NoukaiFlowLayout(m_buttons);
    flow->setSpacing(unit);
    flow->addWidget(m_switch);
    flow->addWidget(m_revert);
    for (QWidget *part : std::initializer_list<QWidget *>{m_none, m_rows, m_json, m_problem, m_buttons})
        column->addWidget(part);
    m_none->setStrength(0.8);
    m_problem->setWordWrap(true);
    m_json->setObjectName(QStringLiteral("json"));
    m_switch->setObjectName(QStringLiteral("asJson"));
    m_revert->setObjectName(QStringLiteral("revert"));
    m_form.setSchema(call.get(NoukaiToolCallModel::SchemaRole).toJsonObject());
    m_form.setArgumentsText(call.text(NoukaiToolCallModel::ArgumentsTextRole));
    connect(m_switch, &NoukaiActionButton::triggered, this, [this] {
        m_asJson = !m_asJson;
        rebuild();
    });
    connect(m_revert, &NoukaiActionButton::triggered, this, [this] { m_form.revert(); });
    connect(m_json, &NoukaiEscapedPane::edited, this, [this](const QString &text) { m_form.setText(text); });
    connect(m_json, &NoukaiEscapedPane::seenToEnd, this, &NoukaiToolCallArguments::changed);
    connect(&m_form, &QAbstractItemModel::modelReset, this, &NoukaiToolCallArguments::rebuild);
    connect(&m_form, &QAbstractItemModel::rowsInserted, this, &NoukaiToolCallArguments::rebuild);
    connect(&m_form, &QAbstractItemModel::rowsRemoved, this, &NoukaiToolCallArguments::rebuild);
    connect(&m_form, &NoukaiToolForm::edited, this, &NoukaiToolCallArguments::refresh);
    rebuild();
}

bool NoukaiToolCallArguments::canBeForm() const
{
    return m_form.isParsed() && m_form.count() > 0 && m_form.count() <= MostFields;
}

bool NoukaiToolCallArguments::isEmpty() const
{
    return m_form.count() == 0 && m_form.argumentsText().trimmed().isEmpty();
}

bool NoukaiToolCallArguments::wasSeen() const
{
    const bool fieldsSeen =
        !m_fields.isEmpty() && std::all_of(m_fields.cbegin(), m_fields.cend(),
                                           [](const NoukaiArgumentField *field) { return field->wasSeen(); });
    return isEmpty() || m_json->wasSeenToEnd() || fieldsSeen;
}

// One field per argument, while they are shown as a form.
void NoukaiToolCallArguments::rebuild()
{
    const int count = canBeForm() && !m_asJson ? m_form.count() : 0;
    if (count != m_fields.size()) {
        for (NoukaiArgumentField *field : std::as_const(m_fields)) {
            field->hide();
            field->deleteLater();
        }
        m_fields.clear();
        for (int row = 0; row < count; ++row) {
            auto *field = new NoukaiArgumentField(&m_form, row, m_rows);
            connect(field, &NoukaiArgumentField::seen, this, &NoukaiToolCallArguments::changed);
            m_lines->addWidget(field);
            field->show();
            m_fields.append(field);
        }
        NoukaiTabs::precede(m_rows, m_switch);
    }
    refresh();
}

void NoukaiToolCallArguments::refresh()
{
    const bool showsForm = canBeForm() && !m_asJson;
    if (showsForm != !m_fields.isEmpty()) {
        rebuild();
        return;
    }
    for (NoukaiArgumentField *field : std::as_const(m_fields))
        field->refresh();
    m_none->setText(tr("Without arguments"));
    m_none->setVisible(isEmpty());
    m_rows->setVisible(showsForm);
    m_json->setVisible(!showsForm && !isEmpty());
    if (!m_json->isHidden())
        m_json->show(tr("Arguments as JSON"), m_form.text());
    m_problem->setText(m_form.textError());
    m_problem->setRole(NoukaiTheme::Danger);
    m_problem->setVisible(!showsForm && !m_form.textError().isEmpty());
    m_switch->setWords(m_asJson ? tr("Show as form") : tr("Show as JSON"));
    m_switch->setVisible(canBeForm());
    m_revert->setWords(tr("Undo changes"));
    m_revert->setVisible(m_form.isEdited());
    m_buttons->setVisible(canBeForm() || m_form.isEdited());
    Q_EMIT changed();
}
