// SPDX-License-Identifier: MIT
#include "stepbody_p.h"

#include "parts/accessiblerole_p.h"
#include "parts/actionbutton_p.h"
#include "parts/flowlayout_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"
#include "parts/tabs_p.h"
#include "stepdelegate_p.h"

#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaiformat.h>
#include <Noukai/noukaioutputmodel.h>
#include <Noukai/noukaipayloadview.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>

namespace
{

constexpr int OverrideLines = 10; // that are seen of what was overridden at once

class StepText
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiStepCard)
};

} // namespace

NoukaiStepBody::NoukaiStepBody(NoukaiTimelineModel *timeline, int attemptId, QWidget *parent)
    : QWidget(parent)
    , m_timeline(timeline)
    , m_attemptId(attemptId)
    , m_column(new QVBoxLayout(this))
    , m_output(new NoukaiOutputView(this))
    , m_usage(new NoukaiPlainLabel(this))
{
    NoukaiAccess::setRole(this, QAccessible::Grouping);
    m_details = makeDetails();
    arrange();
    m_usage->setStrength(0.8);
    for (QWidget *part : {static_cast<QWidget *>(m_output), static_cast<QWidget *>(m_usage), m_details})
        m_column->addWidget(part);
    connect(m_output->output(), &NoukaiOutputModel::lengthChanged, this, &NoukaiStepBody::refreshError);
    if (NoukaiFlow *flow = timeline->flow())
        connect(flow, &NoukaiFlow::stateChanged, this, &NoukaiStepBody::refreshActions);
    m_output->setFlow(timeline->flow());
    m_output->setAttemptId(attemptId);
    refresh();
}

QWidget *NoukaiStepBody::makeDetails()
{
    auto *details = new QWidget(this);
    details->setObjectName(QStringLiteral("details"));
    auto *row = new NoukaiFlowLayout(details);
    row->setSpacing(NoukaiLook::unit(fontMetrics()) / 2);
    m_fold = new NoukaiActionButton(details);
    m_edit = new NoukaiActionButton(details);
    m_rerun = new NoukaiActionButton(details);
    m_fold->setCheckable(true);
    for (NoukaiActionButton *button : {m_fold, m_edit, m_rerun}) {
        button->setFlat(true);
        row->addWidget(button);
    }
    connect(m_fold, &NoukaiActionButton::triggered, this, [this] { fold(!m_fold->isChecked()); });
    connect(m_edit, &NoukaiActionButton::triggered, this,
            [this] { Q_EMIT editRequested(index().data(NoukaiTimelineModel::StepIndexRole).toInt()); });
    connect(m_rerun, &NoukaiActionButton::triggered, this,
            [this] { Q_EMIT rerunRequested(index().data(NoukaiTimelineModel::StepIndexRole).toInt()); });
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    details->setSizePolicy(policy);
    return details;
}

// Below the name in the line, on which side it may be.
void NoukaiStepBody::arrange()
{
    const int unit = NoukaiLook::unit(fontMetrics());
    const int start = unit * 2 + NoukaiLook::glyph(fontMetrics());
    m_column->setContentsMargins(isRightToLeft() ? unit : start, 0, isRightToLeft() ? start : unit, unit);
    m_column->setSpacing(unit);
}

QModelIndex NoukaiStepBody::index() const
{
    return m_timeline ? m_timeline->index(m_timeline->rowOf(m_attemptId)) : QModelIndex();
}

void NoukaiStepBody::setSections(NoukaiStepCard::Sections sections)
{
    m_sections = sections;
    refresh();
}

void NoukaiStepBody::setFormat(NoukaiOutputView::Format format)
{
    m_output->setFormat(format);
}

void NoukaiStepBody::refresh()
{
    if (!index().isValid())
        return;
    NoukaiAccess::rename(this, NoukaiStep::title(index())); // there may be other steps with the same buttons
    refreshError();
    refreshUsage();
    refreshActions();
    Q_EMIT heightChanged();
}

void NoukaiStepBody::refreshError()
{
    const auto error = index().data(NoukaiTimelineModel::StepErrorRole).value<NoukaiError>();
    const bool failed = error.kind() != NoukaiError::NoError;
    const bool shown = m_sections.testFlag(NoukaiStepCard::ErrorSection) && failed;
    if (shown && !m_error) {
        m_error = new NoukaiErrorNotice(this);
        m_column->insertWidget(0, m_error);
        NoukaiTabs::precede(m_error, NoukaiTabs::stopsIn(m_output).constFirst());
        connect(m_error, &NoukaiErrorNotice::actionRequested, this, [this](NoukaiErrorText::Action action) {
            Q_EMIT actionRequested(action, index().data(NoukaiTimelineModel::StepIndexRole).toInt());
        });
    }
    if (m_error)
        m_error->setError(shown ? error : NoukaiError()); // it hides without one
    const bool blank = m_output->output()->count() == 0;
    m_output->setVisible(m_sections.testFlag(NoukaiStepCard::OutputSection) && (!blank || !failed));
}

void NoukaiStepBody::refreshUsage()
{
    const QModelIndex row = index();
    const qint64 total = row.data(NoukaiTimelineModel::TotalTokensRole).toLongLong();
    const QString cost = row.data(NoukaiTimelineModel::CostUsdRole).toString();
    m_usage->setText(NoukaiFormat::usageText(row.data(NoukaiTimelineModel::PromptTokensRole).toLongLong(),
                                             row.data(NoukaiTimelineModel::CompletionTokensRole).toLongLong(), total,
                                             NoukaiTheme::instance()->showCost() ? cost : QString()));
    m_usage->setVisible(m_sections.testFlag(NoukaiStepCard::UsageSection) && (total >= 0 || !cost.isEmpty()));
}

void NoukaiStepBody::refreshActions()
{
    const NoukaiFlow *flow = m_timeline ? m_timeline->flow() : nullptr;
    const QString whyNot = !flow || flow->isRunning() ? StepText::tr("Possible once the run has ended") : QString();
    m_fold->setWords(m_fold->isChecked() ? StepText::tr("Hide input") : StepText::tr("Show input"));
    m_edit->setWords(StepText::tr("Edit input…"));
    m_rerun->setWords(StepText::tr("Run again from here"));
    m_edit->setDisabledReason(whyNot);
    m_rerun->setDisabledReason(whyNot);
    // The error above offers them itself.
    const auto error = index().data(NoukaiTimelineModel::StepErrorRole).value<NoukaiError>();
    const bool well = error.kind() == NoukaiError::NoError;
    m_edit->setVisible(well);
    m_rerun->setVisible(well);
    const bool shown = m_sections.testFlag(NoukaiStepCard::DetailsSection);
    m_details->setVisible(shown);
    if (m_input)
        m_input->setVisible(shown && m_fold->isChecked());
}

void NoukaiStepBody::fold(bool open)
{
    m_fold->setChecked(open);
    delete m_input;
    m_input = nullptr;
    if (open && m_timeline && index().isValid()) {
        m_input = new QWidget(this);
        auto *column = new QVBoxLayout(m_input);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(NoukaiLook::unit(fontMetrics()));
        const int row = index().row();
        auto *input = new NoukaiPayloadView(m_input);
        input->setObjectName(QStringLiteral("input"));
        input->setValue(m_timeline->input(row));
        column->addWidget(input);
        if (index().data(NoukaiTimelineModel::IsOverriddenRole).toBool()) {
            auto *overridden = new NoukaiPayloadView(m_input);
            overridden->setObjectName(QStringLiteral("overridden"));
            overridden->setValue(m_timeline->overrides(row));
            column->addWidget(overridden);
        }
        m_column->addWidget(m_input);
        NoukaiTabs::follow(m_rerun, m_input);
        nameInput();
    }
    refresh();
}

void NoukaiStepBody::nameInput()
{
    if (auto *input = findChild<NoukaiPayloadView *>(QStringLiteral("input")))
        input->setTitle(StepText::tr("Input"));
    auto *overridden = findChild<NoukaiPayloadView *>(QStringLiteral("overridden"));
    if (!overridden)
        return;
    overridden->setTitle(StepText::tr("Overridden with"));
    overridden->setMaximumHeight(fontMetrics().height() * OverrideLines);
}

int NoukaiStepBody::heightFor(int width) const
{
    m_column->activate();
    return m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(width) : m_column->totalSizeHint().height();
}

bool NoukaiStepBody::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    switch (event->type()) {
    case QEvent::LayoutDirectionChange:
    case QEvent::FontChange:
        arrange();
        nameInput();
        break;
    case QEvent::LayoutRequest:
        Q_EMIT heightChanged();
        break;
    case QEvent::LanguageChange:
    case QEvent::LocaleChange:
        nameInput();
        refresh();
        break;
    default:
        break;
    }
    return done;
}
