// SPDX-License-Identifier: MIT
#include "noukaioverridedialog.h"

#include "overridedraft_p.h"
#include "parts/accessiblerole_p.h"
#include "parts/actionbutton_p.h"
#include "parts/escapedpane_p.h"
#include "parts/plainlabel_p.h"

#include <QtCore/QEvent>
#include <QtCore/QPointer>
#include <QtCore/QScopedValueRollback>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <utility>

class NoukaiOverrideDialogPrivate
{
public:
    explicit NoukaiOverrideDialogPrivate(NoukaiOverrideDialog *dialog)
        : q(dialog)
    {
    }

    void build();
    void load();
    void showStep();
    void tell();
    void words();
    void fonts();
    QString refusal() const;
    bool apply();
    NoukaiTimelineModel *rows() { return given ? given.data() : &own; }

    NoukaiOverrideDialog *const q;
    QPointer<NoukaiFlow> flow;
    NoukaiTimelineModel own;
    QPointer<NoukaiTimelineModel> given;
    NoukaiOverrideDraft draft;
    QString refused; // what the flow said when it was to run
    QString problem;
    int stepIndex = -1;
    bool reruns = true;
    bool showing = false;
    NoukaiPlainLabel *outputTitle = nullptr;
    QComboBox *chooser = nullptr;
    NoukaiEscapedPane *output = nullptr;
    NoukaiPlainLabel *settingsTitle = nullptr;
    NoukaiEscapedPane *settings = nullptr;
    NoukaiPlainLabel *summary = nullptr;
    NoukaiPlainLabel *notice = nullptr;
    NoukaiActionButton *cancel = nullptr;
    NoukaiActionButton *done = nullptr;
};

void NoukaiOverrideDialogPrivate::build()
{
    outputTitle = new NoukaiPlainLabel(q);
    chooser = new QComboBox(q);
    chooser->setObjectName(QStringLiteral("chooser"));
    chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    chooser->setMinimumContentsLength(12);
    outputTitle->setBuddy(chooser);
    output = new NoukaiEscapedPane(q);
    output->setObjectName(QStringLiteral("replacement"));
    output->setLines(4, 12);
    settingsTitle = new NoukaiPlainLabel(q);
    settings = new NoukaiEscapedPane(q);
    settingsTitle->setBuddy(settings);
    settings->setObjectName(QStringLiteral("settings"));
    settings->setLines(3, 6);
    summary = new NoukaiPlainLabel(q);
    summary->setObjectName(QStringLiteral("summary"));
    notice = new NoukaiPlainLabel(q);
    notice->setObjectName(QStringLiteral("problem"));
    notice->setRole(NoukaiTheme::Danger);
    for (NoukaiPlainLabel *label : {summary, notice}) {
        label->setWordWrap(true);
        label->setMaximumLines(4);
    }
    summary->setStrength(0.75);
    cancel = new NoukaiActionButton(q);
    cancel->setObjectName(QStringLiteral("cancel"));
    done = new NoukaiActionButton(q);
    done->setObjectName(QStringLiteral("accept"));
    done->setSuggested(true);
    auto *column = new QVBoxLayout(q);
    column->addWidget(outputTitle);
    column->addWidget(chooser);
    column->addWidget(output, 2);
    column->addWidget(settingsTitle);
    column->addWidget(settings, 1);
    column->addWidget(summary);
    column->addWidget(notice);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(done);
    column->addLayout(buttons);
    q->setSizeGripEnabled(true);
}

void NoukaiOverrideDialogPrivate::load()
{
    draft.load(flow, rows(), stepIndex);
    for (QWidget *pane : {output->focusProxy(), settings->focusProxy()})
        pane->clearFocus(); // what is being written is not written over, but this is another text
    refused.clear();
    const QScopedValueRollback quiet(showing, true);
    chooser->clear();
    for (const NoukaiOverrideDraft::Step &step : draft.steps())
        chooser->addItem(step.title);
    chooser->setCurrentIndex(chooser->count() - 1); // the one before
    for (QWidget *part :
         {static_cast<QWidget *>(outputTitle), static_cast<QWidget *>(chooser), static_cast<QWidget *>(output)})
        part->setVisible(!draft.steps().isEmpty());
    showStep();
    words();
}

void NoukaiOverrideDialogPrivate::showStep()
{
    const QScopedValueRollback quiet(showing, true);
    const qsizetype current = chooser->currentIndex();
    if (current >= 0 && current < draft.steps().size())
        output->show(NoukaiOverrideDialog::tr("Output that the step is given"), draft.steps().at(current).text);
    settings->show(NoukaiOverrideDialog::tr("Settings of this step as JSON"), draft.settings());
    fonts();
}

// Why it cannot be done now.
QString NoukaiOverrideDialogPrivate::refusal() const
{
    if (!flow)
        return NoukaiOverrideDialog::tr("There is no flow.");
    if (reruns && flow->isRunning())
        return NoukaiOverrideDialog::tr("Possible once the run has ended");
    return refused;
}

void NoukaiOverrideDialogPrivate::tell()
{
    const QString wrong = draft.problem(chooser->currentIndex());
    const QString now = wrong.isEmpty() ? refusal() : wrong;
    notice->setText(now);
    notice->setVisible(!now.isEmpty());
    summary->setText(draft.summary());
    done->setDisabledReason(now);
    for (QWidget *pane : {output->focusProxy(), settings->focusProxy()}) {
        if (pane->accessibleDescription() != wrong)
            NoukaiAccess::rename(pane, pane->accessibleName(), wrong);
    }
    if (now != std::exchange(problem, now))
        Q_EMIT q->problemChanged();
}

void NoukaiOverrideDialogPrivate::words()
{
    q->setWindowTitle(NoukaiOverrideDialog::tr("Run again from step %1").arg(stepIndex + 1));
    outputTitle->setText(NoukaiOverrideDialog::tr("What the step is given: the output of"));
    chooser->setAccessibleName(NoukaiOverrideDialog::tr("Step whose output is replaced"));
    settingsTitle->setText(NoukaiOverrideDialog::tr("Settings of this step, such as its prompt"));
    cancel->setWords(NoukaiOverrideDialog::tr("Cancel"));
    done->setWords(reruns ? NoukaiOverrideDialog::tr("Run again from here") : NoukaiOverrideDialog::tr("Apply"));
    tell();
}

// A text is read as text, JSON in a font of fixed width.
void NoukaiOverrideDialogPrivate::fonts()
{
    QFont fixed = q->font();
    fixed.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    settings->focusProxy()->setFont(fixed);
    const qsizetype current = chooser->currentIndex();
    const bool isText = current < 0 || current >= draft.steps().size() || draft.steps().at(current).isText;
    output->focusProxy()->setFont(isText ? q->font() : fixed);
}

// Does what accepting does. False when the flow refuses, or a slot has deleted the dialog; then all is as before.
bool NoukaiOverrideDialogPrivate::apply()
{
    const QPointer<NoukaiOverrideDialog> alive(q);
    const QPointer<NoukaiFlow> changed(flow);
    const QJsonObject inputsBefore = flow->inputOverrides();
    const QJsonObject blocksBefore = flow->blockOverrides();
    const QJsonObject blocks = q->blockOverrides(); // read before any slot is called
    const bool runs = reruns;
    const int from = stepIndex;
    flow->setInputOverrides(q->inputOverrides());
    if (changed)
        changed->setBlockOverrides(blocks);
    if (!runs || !changed)
        return alive;
    bool begun = false;
    QString why;
    QObject watch; // hears what comes of the call
    QObject::connect(changed, &NoukaiFlow::stateChanged, &watch, [&begun] { begun = true; });
    QObject::connect(changed, &NoukaiFlow::warningRaised, &watch, [&why](const QString &warning) { why = warning; });
    changed->rerunFrom(from);
    if (begun || !changed)
        return alive;
    changed->setInputOverrides(inputsBefore);
    if (changed)
        changed->setBlockOverrides(blocksBefore);
    if (alive) {
        refused = why.isEmpty() ? NoukaiOverrideDialog::tr("The flow cannot run again from here.") : why;
        tell();
    }
    return false;
}

/*! Makes a dialog without a flow, hidden, with the parent \a parent. */
NoukaiOverrideDialog::NoukaiOverrideDialog(QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<NoukaiOverrideDialogPrivate>(this))
{
    d->build();
    setModal(true);
    connect(d->chooser, &QComboBox::currentIndexChanged, this, [this] {
        if (d->showing)
            return;
        d->showStep();
        d->tell();
    });
    connect(d->output, &NoukaiEscapedPane::edited, this, [this](const QString &text) {
        const int current = d->chooser->currentIndex();
        if (d->showing || current < 0)
            return;
        d->draft.setOutput(current, text);
        d->refused.clear();
        d->tell();
    });
    connect(d->settings, &NoukaiEscapedPane::edited, this, [this](const QString &text) {
        if (d->showing)
            return;
        d->draft.setSettings(text);
        d->refused.clear();
        d->tell();
    });
    connect(d->cancel, &NoukaiActionButton::triggered, this, &QDialog::reject);
    connect(d->done, &NoukaiActionButton::triggered, this, &QDialog::accept);
    d->load();
}

NoukaiOverrideDialog::~NoukaiOverrideDialog() = default;

/*!
    \property NoukaiOverrideDialog::flow
    The flow to change. It is not owned. Default null.
*/
NoukaiFlow *NoukaiOverrideDialog::flow() const
{
    return d->flow;
}

void NoukaiOverrideDialog::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    if (d->flow)
        d->flow->disconnect(this);
    d->flow = flow;
    d->own.setFlow(flow);
    if (flow) {
        connect(flow, &NoukaiFlow::stateChanged, this, [this] { d->tell(); });
        connect(flow, &QObject::destroyed, this, [this] { d->tell(); });
    }
    d->load();
    Q_EMIT flowChanged();
}

/*! The rows that the outputs are taken from: a model of its own, unless setTimeline() has set another. */
NoukaiTimelineModel *NoukaiOverrideDialog::timeline() const
{
    return d->rows();
}

/*! Takes the outputs from \a timeline, which is not owned and is of the same flow. With null, from a model of its own.
 */
void NoukaiOverrideDialog::setTimeline(NoukaiTimelineModel *timeline)
{
    d->given = timeline;
    d->load();
}

/*!
    \property NoukaiOverrideDialog::stepIndex
    The step from which the flow is to run, counted from 0; -1, the default, for none. Setting it begins anew with what
    the flow has now.
*/
int NoukaiOverrideDialog::stepIndex() const
{
    return d->stepIndex;
}

void NoukaiOverrideDialog::setStepIndex(int stepIndex)
{
    const bool changes = stepIndex != d->stepIndex;
    d->stepIndex = stepIndex;
    d->load();
    if (changes)
        Q_EMIT stepIndexChanged();
}

/*!
    \property NoukaiOverrideDialog::reruns
    Whether accepting runs the flow again from the step. Default true.
*/
bool NoukaiOverrideDialog::reruns() const
{
    return d->reruns;
}

void NoukaiOverrideDialog::setReruns(bool reruns)
{
    if (reruns == d->reruns)
        return;
    d->reruns = reruns;
    d->words();
    Q_EMIT rerunsChanged();
}

/*!
    \property NoukaiOverrideDialog::problem
    Why what was written cannot be used, or the flow cannot run now; empty when it can.
*/
QString NoukaiOverrideDialog::problem() const
{
    return d->problem;
}

/*! Returns what the flow's inputOverrides become when it is accepted. */
QJsonObject NoukaiOverrideDialog::inputOverrides() const
{
    return d->draft.inputs(d->flow ? d->flow->inputOverrides() : QJsonObject());
}

/*! Returns what the flow's blockOverrides become when it is accepted. */
QJsonObject NoukaiOverrideDialog::blockOverrides() const
{
    return d->draft.blocks(d->flow ? d->flow->blockOverrides() : QJsonObject());
}

/*! Opens the dialog for the step at \a stepIndex, with what the flow has now. */
void NoukaiOverrideDialog::edit(int stepIndex)
{
    const QPointer<NoukaiOverrideDialog> alive(this);
    setStepIndex(stepIndex);
    if (!alive)
        return;
    (d->draft.steps().isEmpty() ? d->settings : d->output)->setFocus(Qt::OtherFocusReason);
    show();
    raise();
    activateWindow();
}

/*! Changes the flow and runs it again, if that is possible; else the dialog stays and names why it is not. */
void NoukaiOverrideDialog::accept()
{
    if (d->problem.isEmpty() && d->apply())
        QDialog::accept();
}

QSize NoukaiOverrideDialog::sizeHint() const
{
    const int width = qMax(QDialog::sizeHint().width(), fontMetrics().averageCharWidth() * 80);
    return {width, qMax(layout()->totalHeightForWidth(width), QDialog::sizeHint().height())};
}

void NoukaiOverrideDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
    case QEvent::LocaleChange:
        d->showStep();
        d->words();
        break;
    case QEvent::FontChange:
        d->fonts();
        break;
    default:
        break;
    }
}
