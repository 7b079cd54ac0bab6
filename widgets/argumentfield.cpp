// SPDX-License-Identifier: MIT
#include "argumentfield_p.h"

#include "parts/accessiblerole_p.h"
#include "parts/escapedpane_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"
#include "parts/tabs_p.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QEvent>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonValue>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace
{

constexpr qsizetype LongestName = 160;
constexpr double LargestCount = 2000000000; // that a spin box takes

QString choiceText(const QVariant &choice)
{
    if (choice.typeId() == QMetaType::QString)
        return NoukaiText::preview(choice.toString());
    const QByteArray json = QJsonDocument(QJsonArray{QJsonValue::fromVariant(choice)}).toJson(QJsonDocument::Compact);
    return NoukaiText::preview(QString::fromUtf8(json.sliced(1, json.size() - 2)));
}

} // namespace

NoukaiArgumentField::NoukaiArgumentField(NoukaiToolForm *form, int row, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_row(row)
    , m_name(new NoukaiPlainLabel(this))
    , m_leaveOut(new QToolButton(this))
    , m_error(new NoukaiPlainLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(NoukaiLook::unit(fontMetrics()) / 3);
    auto *head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_leaveOut, 0, Qt::AlignTop);
    column->addLayout(head);
    column->addWidget(m_error);
    m_name->setWordWrap(true);
    m_name->setMaximumLines(3);
    m_name->setStrength(0.8);
    NoukaiAccess::ignore(m_name); // the control has the name
    m_error->setWordWrap(true);
    m_error->setRole(NoukaiTheme::Danger);
    m_leaveOut->setObjectName(QStringLiteral("leaveOut"));
    m_leaveOut->setAutoRaise(true);
    m_leaveOut->setFocusPolicy(Qt::StrongFocus);
    connect(m_leaveOut, &QToolButton::clicked, this, [this] { m_form->clear(m_row); });
    refresh();
}

bool NoukaiArgumentField::wasSeen() const
{
    // A name that is too long to be read here is read as JSON, as is a value that does not suit its control.
    if (get(NoukaiToolForm::FieldTitleRole).toString().size() > LongestName)
        return false;
    const auto *pane = qobject_cast<const NoukaiEscapedPane *>(m_control);
    return pane ? pane->wasSeenToEnd() : get(NoukaiToolForm::FieldTextRole).toString().size() <= LongestName;
}

int NoukaiArgumentField::least() const
{
    const QVariant least = get(NoukaiToolForm::MinimumRole);
    return int(std::ceil(std::clamp(least.isValid() ? least.toDouble() : -LargestCount, -LargestCount, LargestCount)));
}

int NoukaiArgumentField::most() const
{
    const QVariant most = get(NoukaiToolForm::MaximumRole);
    return int(std::floor(std::clamp(most.isValid() ? most.toDouble() : LargestCount, -LargestCount, LargestCount)));
}

// A spin box would show the nearest number that it can.
NoukaiArgumentField::Control NoukaiArgumentField::wanted() const
{
    switch (NoukaiToolForm::Kind(get(NoukaiToolForm::FieldKindRole).toInt())) {
    case NoukaiToolForm::Enum:
        return Choice;
    case NoukaiToolForm::Boolean:
        return Check;
    case NoukaiToolForm::Integer: {
        bool isNumber = false;
        const QVariant given = get(NoukaiToolForm::FieldValueRole);
        const double value = given.typeId() == QMetaType::QString ? 0 : given.toDouble(&isNumber);
        return isGiven() && isNumber && value == std::floor(value) && value >= least() && value <= most() ? Count
                                                                                                          : Words;
    }
    default:
        return Words;
    }
}

void NoukaiArgumentField::make(Control kind)
{
    const bool focused = m_control && m_control->hasFocus();
    if (m_control) {
        m_control->hide();
        m_control->deleteLater(); // its own signal may have led here
    }
    m_kind = kind;
    if (kind == Choice) {
        auto *box = new QComboBox(this);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        connect(box, &QComboBox::activated, this, [this](int position) { m_form->setChoice(m_row, position); });
        m_control = box;
    } else if (kind == Check) {
        auto *box = new QCheckBox(this);
        // Not clicked(), which does not come when assistive technology toggles the box.
        connect(box, &QCheckBox::toggled, this, [this](bool checked) { m_form->setValue(m_row, checked); });
        m_control = box;
    } else if (kind == Count) {
        auto *box = new QSpinBox(this);
        connect(box, &QSpinBox::valueChanged, this, [this](int value) { m_form->setValue(m_row, value); });
        m_control = box;
    } else {
        auto *pane = new NoukaiEscapedPane(this);
        connect(pane, &NoukaiEscapedPane::edited, this,
                [this](const QString &text) { m_form->setFieldText(m_row, text); });
        connect(pane, &NoukaiEscapedPane::seenToEnd, this, &NoukaiArgumentField::seen);
        m_control = pane;
    }
    m_control->setFocusPolicy(Qt::StrongFocus);
    m_control->installEventFilter(this);
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, m_control);
    NoukaiTabs::follow(m_leaveOut, m_control);
    if (focused)
        m_control->setFocus(Qt::OtherFocusReason);
}

void NoukaiArgumentField::refresh()
{
    const QString name = NoukaiText::preview(get(NoukaiToolForm::FieldTitleRole).toString(), LongestName);
    const bool required = get(NoukaiToolForm::IsRequiredRole).toBool();
    m_name->setText(required ? tr("%1 (required)").arg(name) : name);
    m_name->setNote(NoukaiText::beginning(get(NoukaiToolForm::FieldDescriptionRole).toString(), 500));
    m_leaveOut->setText(tr("Leave out"));
    //: %1 is the name of a tool's argument
    m_leaveOut->setAccessibleName(tr("Leave out %1").arg(name));
    m_leaveOut->setVisible(isGiven() && !required);
    // Which control there is does not change under the hand of who writes.
    const auto *pane = qobject_cast<NoukaiEscapedPane *>(m_control);
    if (m_kind == None || (wanted() != m_kind && !(pane && pane->isWriting())))
        make(wanted());
    fill(name);
    m_error->setText(get(NoukaiToolForm::FieldErrorRole).toString());
    m_error->setVisible(!m_error->text().isEmpty());
}

void NoukaiArgumentField::fill(const QString &name)
{
    const QSignalBlocker quiet(m_kind == Words ? nullptr : m_control);
    const QString text = get(NoukaiToolForm::FieldTextRole).toString();
    const QVariant value = get(NoukaiToolForm::FieldValueRole);
    const QString notGiven = tr("not given");
    m_control->setAccessibleName(name);
    if (auto *box = qobject_cast<QComboBox *>(m_control)) {
        QStringList choices;
        const QVariantList values = get(NoukaiToolForm::FieldChoicesRole).toList();
        for (const QVariant &choice : values)
            choices << choiceText(choice);
        if (box->count() != choices.size()) {
            box->clear();
            box->addItems(choices);
        }
        box->setPlaceholderText(isGiven() ? NoukaiText::preview(text) : notGiven);
        box->setCurrentIndex(get(NoukaiToolForm::FieldChoiceRole).toInt());
    } else if (auto *check = qobject_cast<QCheckBox *>(m_control)) {
        const bool isBool = value.typeId() == QMetaType::Bool;
        check->setChecked(isBool && value.toBool());
        QString says = !isGiven() ? notGiven : value.toBool() ? tr("true") : tr("false");
        if (isGiven() && !isBool)
            says = NoukaiText::preview(text);
        check->setText(says.replace(u'&', QStringLiteral("&&")));
    } else if (auto *spin = qobject_cast<QSpinBox *>(m_control)) {
        spin->setRange(least(), most());
        if (spin->value() != int(value.toDouble()))
            spin->setValue(int(value.toDouble()));
    } else if (auto *pane = qobject_cast<NoukaiEscapedPane *>(m_control)) {
        pane->show(name, text, isGiven() ? QString() : notGiven);
    }
}

// Who scrolls by does not change what a tool is given.
bool NoukaiArgumentField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel && watched == m_control && !m_control->hasFocus() && m_kind != Words) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}
