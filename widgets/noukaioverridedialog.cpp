// SPDX-License-Identifier: MIT
#include "noukaioverridedialog.h"

#include "parts/accessiblerole_p.h"
#include "parts/actionbutton_p.h"
#include "parts/escapedpane_p.h"
#include "parts/plainlabel_p.h"

#include <Noukai/noukaioverridedraft.h>

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
    void begin();
    void showStep();
    void tell();
    void words();
    void fonts();

    NoukaiOverrideDialog *const q;
    NoukaiOverrideDraft draft;
    QString problem;
    QString acceptText;
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

// Shows what the draft has read.
void NoukaiOverrideDialogPrivate::begin()
{
    for (QWidget *pane : {output->focusProxy(), settings->focusProxy()})
        pane->clearFocus(); // what is being written is not written over, but this is another text
    const QScopedValueRollback quiet(showing, true);
    const QStringList steps = draft.steps();
    chooser->clear();
    chooser->addItems(steps);
    chooser->setCurrentIndex(draft.current());
    for (QWidget *part :
         {static_cast<QWidget *>(outputTitle), static_cast<QWidget *>(chooser), static_cast<QWidget *>(output)})
        part->setVisible(!steps.isEmpty());
    showStep();
    words();
}

void NoukaiOverrideDialogPrivate::showStep()
{
    const QScopedValueRollback quiet(showing, true);
    output->show(NoukaiOverrideDialog::tr("Output that the step is given"), draft.output());
    settings->show(NoukaiOverrideDialog::tr("Settings of this step as JSON"), draft.settings());
    fonts();
}

void NoukaiOverrideDialogPrivate::tell()
{
    const QString now = draft.problem();
    notice->setText(now);
    notice->setVisible(!now.isEmpty());
    summary->setText(draft.summary());
    done->setDisabledReason(now);
    for (QWidget *pane : {output->focusProxy(), settings->focusProxy()}) {
        if (pane->accessibleDescription() != now)
            NoukaiAccess::rename(pane, pane->accessibleName(), now);
    }
    if (now != std::exchange(problem, now))
        Q_EMIT q->problemChanged();
}

void NoukaiOverrideDialogPrivate::words()
{
    q->setWindowTitle(NoukaiOverrideDialog::tr("Run again from step %1").arg(draft.stepIndex() + 1));
    outputTitle->setText(NoukaiOverrideDialog::tr("What the step is given: the output of"));
    chooser->setAccessibleName(NoukaiOverrideDialog::tr("Step whose output is replaced"));
    settingsTitle->setText(NoukaiOverrideDialog::tr("Settings of this step, such as its prompt"));
    cancel->setWords(NoukaiOverrideDialog::tr("Cancel"));
    done->setWords(!acceptText.isEmpty() ? acceptText
                   : draft.reruns()      ? NoukaiOverrideDialog::tr("Run again from here")
                                         : NoukaiOverrideDialog::tr("Apply"));
    tell();
}

// A text is read as text, JSON in a font of fixed width.
void NoukaiOverrideDialogPrivate::fonts()
{
    QFont fixed = q->font();
    fixed.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    settings->focusProxy()->setFont(fixed);
    output->focusProxy()->setFont(draft.isText() ? q->font() : fixed);
}

/*! Makes a dialog without a flow, hidden, with the parent \a parent. */
NoukaiOverrideDialog::NoukaiOverrideDialog(QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<NoukaiOverrideDialogPrivate>(this))
{
    d->build();
    setModal(true);
    connect(d->chooser, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (d->showing)
            return;
        const QPointer<NoukaiOverrideDialog> alive(this);
        d->draft.setCurrent(index);
        if (alive)
            d->showStep();
    });
    connect(d->output, &NoukaiEscapedPane::edited, this, [this](const QString &text) {
        if (!d->showing)
            d->draft.setOutput(text);
    });
    connect(d->settings, &NoukaiEscapedPane::edited, this, [this](const QString &text) {
        if (!d->showing)
            d->draft.setSettings(text);
    });
    connect(&d->draft, &NoukaiOverrideDraft::changed, this, [this] { d->tell(); });
    connect(&d->draft, &NoukaiOverrideDraft::rerunsChanged, this, [this] { d->words(); });
    connect(&d->draft, &NoukaiOverrideDraft::rerunsChanged, this, &NoukaiOverrideDialog::rerunsChanged);
    connect(&d->draft, &NoukaiOverrideDraft::flowChanged, this, &NoukaiOverrideDialog::flowChanged);
    connect(&d->draft, &NoukaiOverrideDraft::stepIndexChanged, this, &NoukaiOverrideDialog::stepIndexChanged);
    connect(d->cancel, &NoukaiActionButton::triggered, this, &QDialog::reject);
    connect(d->done, &NoukaiActionButton::triggered, this, &QDialog::accept);
    d->begin();
}

NoukaiOverrideDialog::~NoukaiOverrideDialog() = default;

/*!
    \property NoukaiOverrideDialog::flow
    The flow to change. It is not owned. Default null.
*/
NoukaiFlow *NoukaiOverrideDialog::flow() const
{
    return d->draft.flow();
}

void NoukaiOverrideDialog::setFlow(NoukaiFlow *flow)
{
    if (flow == d->draft.flow())
        return;
    const QPointer<NoukaiOverrideDialog> alive(this);
    d->draft.setFlow(flow);
    if (alive)
        d->begin();
}

/*! The rows that the outputs are taken from: a model of its own, unless setTimeline() has set another. */
NoukaiTimelineModel *NoukaiOverrideDialog::timeline() const
{
    return d->draft.timeline();
}

/*! Takes the outputs from \a timeline, which is not owned and is of the same flow. With null, from a model of its own.
 */
void NoukaiOverrideDialog::setTimeline(NoukaiTimelineModel *timeline)
{
    const QPointer<NoukaiOverrideDialog> alive(this);
    d->draft.setTimeline(timeline);
    if (alive)
        d->begin();
}

/*!
    \property NoukaiOverrideDialog::stepIndex
    The step from which the flow is to run, counted from 0; -1, the default, for none. Setting it begins anew with what
    the flow has now.
*/
int NoukaiOverrideDialog::stepIndex() const
{
    return d->draft.stepIndex();
}

void NoukaiOverrideDialog::setStepIndex(int stepIndex)
{
    const QPointer<NoukaiOverrideDialog> alive(this);
    d->draft.load(stepIndex);
    if (alive)
        d->begin();
}

/*!
    \property NoukaiOverrideDialog::reruns
    Whether accepting runs the flow again from the step. Default true.
*/
bool NoukaiOverrideDialog::reruns() const
{
    return d->draft.reruns();
}

void NoukaiOverrideDialog::setReruns(bool reruns)
{
    d->draft.setReruns(reruns);
}

/*!
    \property NoukaiOverrideDialog::acceptText
    What the button says that accepts. Empty, the default: "Run again from here", or "Apply" where nothing runs.
*/
QString NoukaiOverrideDialog::acceptText() const
{
    return d->acceptText;
}

void NoukaiOverrideDialog::setAcceptText(const QString &text)
{
    if (text == d->acceptText)
        return;
    d->acceptText = text;
    d->words();
    Q_EMIT acceptTextChanged();
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
    return d->draft.inputOverrides();
}

/*! Returns what the flow's blockOverrides become when it is accepted. */
QJsonObject NoukaiOverrideDialog::blockOverrides() const
{
    return d->draft.blockOverrides();
}

/*! Opens the dialog for the step at \a stepIndex, with what the flow has now. */
void NoukaiOverrideDialog::edit(int stepIndex)
{
    const QPointer<NoukaiOverrideDialog> alive(this);
    setStepIndex(stepIndex);
    if (!alive)
        return;
    (d->draft.current() < 0 ? d->settings : d->output)->setFocus(Qt::OtherFocusReason);
    show();
    raise();
    activateWindow();
}

/*! Changes the flow and runs it again, if that is possible; else the dialog stays and names why it is not. */
void NoukaiOverrideDialog::accept()
{
    if (d->draft.apply())
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
