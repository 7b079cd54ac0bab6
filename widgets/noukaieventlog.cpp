// SPDX-License-Identifier: MIT
#include "noukaieventlog.h"

#include "eventlog/eventlogview_p.h"
#include "parts/actionbutton_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"

#include <Noukai/noukaifollow.h>

#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtCore/QPointer>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <limits>

class NoukaiEventLogPrivate
{
public:
    explicit NoukaiEventLogPrivate(NoukaiEventLog *q);

    void place();
    void connectLog();
    void look();
    void say();
    QString emptyText() const;
    QString countText() const;

    NoukaiEventLog *const q;
    QPointer<NoukaiFlow> flow;
    NoukaiEventLogModel ownLog;
    QPointer<NoukaiEventLogModel> log;
    NoukaiFollow follow;
    QLineEdit *field;
    NoukaiActionButton *pause;
    NoukaiActionButton *problems;
    NoukaiPlainLabel *error;
    NoukaiPlainLabel *pending;
    NoukaiEventLogView *view;
    NoukaiPlainLabel *empty; // what stands there while there are no rows
    NoukaiPlainLabel *count;
    QHBoxLayout *bar = nullptr;
};

NoukaiEventLogPrivate::NoukaiEventLogPrivate(NoukaiEventLog *q)
    : q(q)
    , field(new QLineEdit(q))
    , pause(new NoukaiActionButton(q))
    , problems(new NoukaiActionButton(q))
    , error(new NoukaiPlainLabel(q))
    , pending(new NoukaiPlainLabel(q))
    , view(new NoukaiEventLogView(&follow, q))
    , empty(new NoukaiPlainLabel(q))
    , count(new NoukaiPlainLabel(q))
{
    field->setObjectName(QStringLiteral("eventFilter"));
    field->setInputMethodHints(Qt::ImhNoPredictiveText);
    pause->setObjectName(QStringLiteral("pause"));
    pause->setCheckable(true);
    problems->setObjectName(QStringLiteral("problems"));
    error->setObjectName(QStringLiteral("filterError"));
    error->setRole(NoukaiTheme::Danger);
    error->setWordWrap(true);
    pending->setObjectName(QStringLiteral("pending"));
    pending->setRole(NoukaiTheme::Attention);
    view->setObjectName(QStringLiteral("eventRows"));
    empty->setObjectName(QStringLiteral("empty"));
    empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    empty->setStrength(0.75);
    count->setObjectName(QStringLiteral("count"));
    count->setStrength(0.75);
    place();
}

void NoukaiEventLogPrivate::place()
{
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(0, 0, 0, 0);
    bar = new QHBoxLayout;
    bar->addWidget(field, 1);
    bar->addWidget(pause);
    bar->addWidget(problems);
    column->addLayout(bar);
    column->addWidget(error);
    column->addWidget(pending);
    auto *rows = new QGridLayout; // a cell for both
    rows->addWidget(view, 0, 0);
    rows->addWidget(empty, 0, 0, Qt::AlignCenter);
    column->addLayout(rows, 1);
    column->addWidget(count);
    q->setFocusProxy(view);
}

void NoukaiEventLogPrivate::connectLog()
{
    const auto onChange = [this](auto signal, auto slot) {
        QObject::connect(log, signal, q, slot);
    };
    onChange(&NoukaiEventLogModel::countChanged, [this] { say(); });
    onChange(&NoukaiEventLogModel::filterErrorChanged, [this] { say(); });
    onChange(&NoukaiEventLogModel::filterChanged, [this] {
        if (field->text() != log->filter())
            field->setText(log->filter());
        Q_EMIT q->filterChanged();
    });
    onChange(&NoukaiEventLogModel::pausedChanged, [this] {
        say();
        Q_EMIT q->pausedChanged();
    });
    if (log != &ownLog)
        onChange(&QObject::destroyed, [this] { q->setLog(nullptr); });
}

QString NoukaiEventLogPrivate::emptyText() const
{
    if (log->total() == 0)
        return NoukaiEventLog::tr("No events yet");
    return log->isPaused() && log->filter().isEmpty() ? NoukaiEventLog::tr("The display is paused")
                                                      : NoukaiEventLog::tr("No event passes the filter");
}

QString NoukaiEventLogPrivate::countText() const
{
    const QLocale locale;
    const QString shown =
        NoukaiEventLog::tr("%1 of %2 shown").arg(locale.toString(log->count()), locale.toString(log->total()));
    if (log->dropped() == 0)
        return shown;
    //: %1 is "12 of 40 shown"
    return NoukaiEventLog::tr("%1, the oldest %2 are no longer kept").arg(shown, locale.toString(log->dropped()));
}

void NoukaiEventLogPrivate::look()
{
    const int half = NoukaiLook::unit(q->fontMetrics()) / 2;
    q->layout()->setSpacing(half);
    bar->setSpacing(half);
}

void NoukaiEventLogPrivate::say()
{
    field->setPlaceholderText(NoukaiEventLog::tr("Filter, as in type:step_output text:error"));
    field->setAccessibleName(NoukaiEventLog::tr("Filter of the events"));
    field->setAccessibleDescription(log->filterError());
    pause->setChecked(log->isPaused());
    pause->setWords(log->isPaused() ? NoukaiEventLog::tr("Go on") : NoukaiEventLog::tr("Pause"));
    pause->setDescription(NoukaiEventLog::tr("Stops the display; events are still recorded"));

    constexpr qint64 Most = std::numeric_limits<int>::max();
    const int found = int(qMin(log->problemCount(), Most));
    if (found == 0 && problems->hasFocus())
        view->setFocus(Qt::OtherFocusReason);
    problems->setVisible(found > 0);
    problems->setWords(found == 1 ? NoukaiEventLog::tr("1 problem")
                                  : NoukaiEventLog::tr("%n problems", nullptr, found));

    error->setText(log->filterError());
    error->setVisible(!log->filterError().isEmpty());
    const int waiting = int(qMin(log->pendingCount(), Most));
    pending->setText(waiting == 1 ? NoukaiEventLog::tr("1 event arrived meanwhile")
                                  : NoukaiEventLog::tr("%n events arrived meanwhile", nullptr, waiting));
    pending->setVisible(log->isPaused() && waiting > 0);
    empty->setText(emptyText());
    empty->setVisible(log->count() == 0);
    count->setText(countText());
}

/*! Makes a log without a flow, with the parent \a parent. */
NoukaiEventLog::NoukaiEventLog(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiEventLogPrivate>(this))
{
    connect(d->field, &QLineEdit::textChanged, this, [this](const QString &text) { d->log->setFilter(text); });
    connect(d->pause, &NoukaiActionButton::triggered, this, [this] { setPaused(!isPaused()); });
    connect(d->problems, &NoukaiActionButton::triggered, this, &NoukaiEventLog::showNextProblem);
    connect(d->view, &NoukaiEventLogView::activated, this, &NoukaiEventLog::eventActivated);
    NoukaiLook::onThemeChanged(this, [this] { d->look(); });
    setLog(&d->ownLog);
    d->look();
}

NoukaiEventLog::~NoukaiEventLog()
{
    delete d->view; // before the rule and the model that it shows
}

/*!
    \property NoukaiEventLog::flow
    The flow whose events are shown. It is not owned. Default null.
*/
NoukaiFlow *NoukaiEventLog::flow() const
{
    return d->flow;
}

void NoukaiEventLog::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    if (d->flow)
        disconnect(d->flow, nullptr, this, nullptr);
    d->flow = flow;
    if (flow)
        connect(flow, &QObject::destroyed, this, &NoukaiEventLog::flowChanged);
    d->ownLog.setFlow(d->log == &d->ownLog ? flow : nullptr);
    Q_EMIT flowChanged();
}

/*! The rows that are shown: a model of its own, unless another one was set. */
NoukaiEventLogModel *NoukaiEventLog::log() const
{
    return d->log;
}

/*!
    Shows the rows of \a log, for example one that several views share or that began to record before; null brings back
    a model of its own, as does its end. It is not owned, and it should be of the same flow. It takes over \l filter and
    \l paused.
*/
void NoukaiEventLog::setLog(NoukaiEventLogModel *log)
{
    NoukaiEventLogModel *next = log ? log : &d->ownLog;
    if (next == d->log)
        return;
    const bool paused = d->pause->isChecked();
    if (d->log)
        d->log->disconnect(this);
    d->log = next;
    d->ownLog.setFlow(next == &d->ownLog ? d->flow.data() : nullptr);
    next->setFilter(d->field->text());
    next->setPaused(paused);
    d->view->setLog(next);
    d->connectLog();
    d->say();
}

/*!
    \property NoukaiEventLog::filter
    What is shown, in the language of NoukaiEventLogModel::filter. What is wrong with it is told below it. Empty, the
    default, for everything.
*/
QString NoukaiEventLog::filter() const
{
    return d->field->text();
}

void NoukaiEventLog::setFilter(const QString &filter)
{
    d->field->setText(filter);
}

/*!
    \property NoukaiEventLog::paused
    Whether the display stands still. Default false.
*/
bool NoukaiEventLog::isPaused() const
{
    return d->log->isPaused();
}

void NoukaiEventLog::setPaused(bool paused)
{
    d->log->setPaused(paused);
}

/*! The view that shows the rows, for its selection and its scroll bar. Its model must not be changed. */
QAbstractItemView *NoukaiEventLog::view() const
{
    return d->view;
}

/*! Chooses the event of \a sequence and brings it into view; nothing where it is not shown. */
void NoukaiEventLog::showSequence(qint64 sequence)
{
    d->view->lookAt(d->log->rowOf(sequence));
}

/*! Goes to the next event after the chosen one with which something is wrong. */
void NoukaiEventLog::showNextProblem()
{
    d->view->lookAt(d->log->nextProblem(d->view->currentRow()));
}

void NoukaiEventLog::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
    case QEvent::LocaleChange:
        d->say();
        break;
    case QEvent::FontChange:
        d->look();
        break;
    default:
        break;
    }
}

/*!
    \fn void NoukaiEventLog::eventActivated(qint64 sequence)
    A person chose the event of \a sequence, the number that NoukaiEventLogModel::SequenceRole tells, by Enter or a
    double click.
*/
