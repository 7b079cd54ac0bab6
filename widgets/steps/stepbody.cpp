// SPDX-License-Identifier: MIT
#include "stepbody_p.h"

#include "parts/actionbutton_p.h"
#include "parts/flowlayout_p.h"
#include "parts/look_p.h"
#include "parts/marklabel_p.h"
#include "parts/plainlabel_p.h"
#include "stepoutput_p.h"

#include <Noukai/noukaierrortext.h>
#include <Noukai/noukaiformat.h>
#include <Noukai/noukaijsonmodel.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>

namespace
{

constexpr int MostJson = 64 * 1024; // characters of an input that are shown
constexpr int JsonLines = 14;

class StepText
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiStepCard)
};

QWidget *makeJson(const QString &title, const QJsonValue &value, QWidget *parent)
{
    auto *part = new QWidget(parent);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    auto *label = new NoukaiPlainLabel(part);
    label->setText(title);
    label->setStrength(0.8);
    NoukaiJsonModel model;
    model.setValue(value);
    auto *text = new QPlainTextEdit(part);
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setTabChangesFocus(true);
    text->setAccessibleName(title);
    text->setPlainText(model.indented(MostJson));
    const int lines = qBound(2, text->document()->blockCount() + 1, JsonLines);
    text->setFixedHeight(text->fontMetrics().lineSpacing() * lines +
                         2 * (text->frameWidth() + int(text->document()->documentMargin())));
    column->addWidget(label);
    column->addWidget(text);
    return part;
}

} // namespace

NoukaiStepBody::NoukaiStepBody(NoukaiTimelineModel *timeline, int attemptId, QWidget *parent)
    : QWidget(parent)
    , m_timeline(timeline)
    , m_attemptId(attemptId)
    , m_column(new QVBoxLayout(this))
    , m_errorTitle(new NoukaiMarkLabel(this))
    , m_errorMessage(new NoukaiPlainLabel(this))
    , m_errorAdvice(new NoukaiPlainLabel(this))
    , m_output(new NoukaiStepOutputText(this))
    , m_usage(new NoukaiPlainLabel(this))
{
    m_details = makeDetails();
    arrange();
    for (NoukaiPlainLabel *label : {m_errorMessage, m_errorAdvice}) {
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
        policy.setHeightForWidth(true);
        label->setSizePolicy(policy);
        label->setWordWrap(true);
    }
    m_errorMessage->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_errorAdvice->setStrength(0.8);
    m_usage->setStrength(0.8);
    for (QWidget *part : {static_cast<QWidget *>(m_errorTitle), static_cast<QWidget *>(m_errorMessage),
                          static_cast<QWidget *>(m_errorAdvice), static_cast<QWidget *>(m_output),
                          static_cast<QWidget *>(m_usage), m_details})
        m_column->addWidget(part);
    connect(m_output, &NoukaiStepOutputText::grown, this, &NoukaiStepBody::refresh);
    if (NoukaiFlow *flow = timeline->flow())
        connect(flow, &NoukaiFlow::stateChanged, this, &NoukaiStepBody::refreshActions);
    m_output->show(timeline->flow(), attemptId);
    refresh();
}

QWidget *NoukaiStepBody::makeDetails()
{
    auto *details = new QWidget(this);
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

void NoukaiStepBody::refresh()
{
    if (!index().isValid())
        return;
    refreshError();
    refreshUsage();
    refreshActions();
    Q_EMIT heightChanged();
}

void NoukaiStepBody::refreshError()
{
    NoukaiErrorText text;
    text.setError(index().data(NoukaiTimelineModel::StepErrorRole).value<NoukaiError>());
    const bool failed = text.error().kind() != NoukaiError::NoError;
    const bool shown = m_sections.testFlag(NoukaiStepCard::ErrorSection) && text.isShown();
    if (shown) {
        m_errorTitle->show(text.glyph(), text.role(), text.title());
        m_errorMessage->setText(text.message().left(2000));
        m_errorAdvice->setText(text.advice());
    }
    m_errorTitle->setVisible(shown);
    m_errorMessage->setVisible(shown && !m_errorMessage->text().isEmpty());
    m_errorAdvice->setVisible(shown && !m_errorAdvice->text().isEmpty());
    m_output->setVisible(m_sections.testFlag(NoukaiStepCard::OutputSection) && (!m_output->isBlank() || !failed));
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
        const int row = index().row();
        column->addWidget(makeJson(StepText::tr("Input"), m_timeline->input(row), m_input));
        if (index().data(NoukaiTimelineModel::IsOverriddenRole).toBool())
            column->addWidget(makeJson(StepText::tr("Overridden with"), m_timeline->overrides(row), m_input));
        m_column->addWidget(m_input);
    }
    refresh();
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
        break;
    case QEvent::LayoutRequest:
        Q_EMIT heightChanged();
        break;
    case QEvent::LanguageChange:
    case QEvent::LocaleChange:
        refresh();
        break;
    default:
        break;
    }
    return done;
}
