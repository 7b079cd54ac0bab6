// SPDX-License-Identifier: MIT
#include "noukaierrornotice.h"

#include "parts/accessiblerole_p.h"
#include "parts/actionbutton_p.h"
#include "parts/flowlayout_p.h"
#include "parts/look_p.h"
#include "parts/marklabel_p.h"
#include "parts/plainlabel_p.h"
#include "parts/tabs_p.h"
#include "parts/textpane_p.h"

#include <Noukai/noukaitext.h>
#include <Noukai/noukaiticker.h>

#include <QtCore/QPointer>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QVBoxLayout>

#include <optional>

namespace
{

constexpr qsizetype LongestMessage = 500; // characters; the details have the whole of a longer one

} // namespace

class NoukaiErrorNoticePrivate
{
public:
    explicit NoukaiErrorNoticePrivate(NoukaiErrorNotice *notice);

    void makeButtons();
    void tell();
    void tellDetails();
    void tellWaiting();
    void takeError();
    void updateShown();
    void toggleDetails() { q->setDetailsShown(!detailsShown); }

    NoukaiErrorNotice *const q;
    NoukaiErrorText notes;
    NoukaiTicker ticker;
    std::optional<QList<int>> given;
    bool detailsShown = false;
    QVBoxLayout *column;
    NoukaiMarkLabel *title;
    NoukaiPlainLabel *message;
    NoukaiPlainLabel *advice;
    NoukaiPlainLabel *waiting;
    QWidget *row;
    QList<NoukaiActionButton *> buttons; // one per action
    NoukaiActionButton *details;
    QWidget *folded;
    NoukaiTextPane *wholeMessage;
    NoukaiTextPane *facts;
    NoukaiTextPane *body;
    NoukaiActionButton *copyAll;
};

NoukaiErrorNoticePrivate::NoukaiErrorNoticePrivate(NoukaiErrorNotice *notice)
    : q(notice)
    , column(new QVBoxLayout(q))
    , title(new NoukaiMarkLabel(q))
    , message(new NoukaiPlainLabel(q))
    , advice(new NoukaiPlainLabel(q))
    , waiting(new NoukaiPlainLabel(q))
    , row(new QWidget(q))
    , details(new NoukaiActionButton(row))
    , folded(new QWidget(q))
    , wholeMessage(new NoukaiTextPane(folded))
    , facts(new NoukaiTextPane(folded))
    , body(new NoukaiTextPane(folded))
    , copyAll(new NoukaiActionButton(folded))
{
    NoukaiAccess::setRole(q, QAccessible::AlertMessage);
    QFont strong;
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    title->setWordWrap(true);
    for (NoukaiPlainLabel *label : {message, advice, waiting})
        label->setWordWrap(true);
    message->setMaximumLines(8);
    advice->setStrength(0.8);
    waiting->setObjectName(QStringLiteral("waiting"));
    NoukaiAccess::ignore(waiting); // it counts; the buttons say it when they are asked
    details->setObjectName(QStringLiteral("details"));
    body->setObjectName(QStringLiteral("body"));
    wholeMessage->setObjectName(QStringLiteral("message"));
    copyAll->setObjectName(QStringLiteral("copyAll"));
    auto *flow = new NoukaiFlowLayout(row);
    flow->addWidget(details);
    auto *lines = new QVBoxLayout(folded);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(wholeMessage);
    lines->addWidget(facts);
    lines->addWidget(body);
    lines->addWidget(copyAll, 0, Qt::AlignLeading);
    for (QWidget *part : std::initializer_list<QWidget *>{title, message, advice, waiting, row, folded})
        column->addWidget(part);
    column->addStretch(1);
    folded->hide();
}

void NoukaiErrorNoticePrivate::makeButtons()
{
    const QList<int> actions = q->actions();
    bool focused = false;
    for (NoukaiActionButton *button : std::as_const(buttons)) {
        focused = focused || button->hasFocus();
        button->hide();
        button->deleteLater(); // it may be the one that was pressed
    }
    buttons.clear();
    auto *flow = row->layout();
    flow->removeWidget(details);
    for (int action : actions) {
        auto *button = new NoukaiActionButton(row);
        button->setObjectName(QStringLiteral("action"));
        flow->addWidget(button);
        button->setVisible(true);
        NoukaiTabs::precede(button, details);
        buttons.append(button);
        QObject::connect(button, &NoukaiActionButton::triggered, q,
                         [this, action] { Q_EMIT q->actionRequested(NoukaiErrorText::Action(action)); });
    }
    flow->addWidget(details);
    if (focused && !buttons.isEmpty())
        buttons.first()->setFocus(Qt::OtherFocusReason);
}

void NoukaiErrorNoticePrivate::tell()
{
    const int unit = NoukaiLook::unit(q->fontMetrics());
    column->setContentsMargins(unit * 3 / 2, unit * 3 / 2, unit * 3 / 2, unit * 3 / 2);
    column->setSpacing(unit);
    row->layout()->setSpacing(unit);
    folded->layout()->setSpacing(unit);
    title->show(notes.glyph(), notes.role(), notes.title());
    message->setText(NoukaiText::beginning(notes.message(), LongestMessage));
    message->setVisible(!notes.message().isEmpty());
    advice->setText(notes.advice());
    advice->setVisible(!notes.advice().isEmpty());
    NoukaiAccess::rename(q, notes.title(), message->text());
    const QList<int> actions = q->actions();
    for (qsizetype i = 0; i < buttons.size(); ++i)
        buttons[i]->setWords(NoukaiErrorText::actionText(NoukaiErrorText::Action(actions[i])));
    tellDetails();
    tellWaiting();
    q->update();
}

void NoukaiErrorNoticePrivate::tellDetails()
{
    const QString whole = NoukaiText::escaped(notes.message());
    const bool cuts = whole != message->text();
    const bool has = cuts || !notes.details().isEmpty() || !notes.error().responseBody().isEmpty();
    details->setVisible(has);
    details->setWords(detailsShown ? NoukaiErrorNotice::tr("Hide details") : NoukaiErrorNotice::tr("Show details"));
    folded->setVisible(has && detailsShown);
    if (!detailsShown)
        return; // what nobody sees is not laid out
    wholeMessage->setAccessibleName(NoukaiErrorNotice::tr("Message of the error"));
    wholeMessage->setText(cuts ? whole : QString());
    wholeMessage->setVisible(cuts);
    facts->setAccessibleName(NoukaiErrorNotice::tr("What is known of the error"));
    facts->setText(NoukaiText::escaped(notes.details()));
    facts->setVisible(!notes.details().isEmpty());
    body->setAccessibleName(NoukaiErrorNotice::tr("Body of the answer"));
    body->setText(NoukaiText::escaped(notes.error().responseBody()));
    body->setVisible(!notes.error().responseBody().isEmpty());
    copyAll->setWords(NoukaiErrorNotice::tr("Copy all"));
}

void NoukaiErrorNoticePrivate::tellWaiting()
{
    const QString text = notes.waitText();
    waiting->setText(text);
    waiting->setVisible(!text.isEmpty());
    const QList<int> actions = q->actions();
    for (qsizetype i = 0; i < buttons.size(); ++i) {
        buttons[i]->setDisabledReason(text.isEmpty() ? QString()
                                                     : notes.disabledReason(NoukaiErrorText::Action(actions[i])));
    }
    ticker.setActive(q->isVisible() && !text.isEmpty());
}

void NoukaiErrorNoticePrivate::takeError()
{
    const QPointer<NoukaiErrorNotice> alive(q);
    if (!given)
        makeButtons();
    tell();
    updateShown();
    Q_EMIT q->errorChanged();
    if (alive && !given)
        Q_EMIT q->actionsChanged();
}

// A notice that is a window by itself is shown by whom it belongs to.
void NoukaiErrorNoticePrivate::updateShown()
{
    const bool shown = notes.isShown();
    if (!shown || !q->isWindow())
        q->setVisible(shown);
}

/*! Makes a notice about no error, with the parent \a parent. */
NoukaiErrorNotice::NoukaiErrorNotice(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiErrorNoticePrivate>(this))
{
    connect(&d->notes, &NoukaiErrorText::errorChanged, this, [p = d.get()] { p->takeError(); });
    connect(&d->ticker, &NoukaiTicker::ticked, this, [this] { d->tellWaiting(); });
    connect(d->details, &NoukaiActionButton::triggered, this, [this] { d->toggleDetails(); });
    connect(d->copyAll, &NoukaiActionButton::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(d->notes.copyText()); });
    NoukaiLook::onThemeChanged(this, [this] { d->tell(); });
    d->makeButtons();
    d->tell();
    hide();
}

NoukaiErrorNotice::~NoukaiErrorNotice() = default;

/*!
    \property NoukaiErrorNotice::error
    The error to show. Default none.
*/
NoukaiError NoukaiErrorNotice::error() const
{
    return d->notes.error();
}

void NoukaiErrorNotice::setError(const NoukaiError &error)
{
    d->notes.setError(error);
}

/*!
    \property NoukaiErrorNotice::actions
    What is offered, each a NoukaiErrorText::Action. Default: what suits the kind of error.
*/
QList<int> NoukaiErrorNotice::actions() const
{
    return d->given.value_or(d->notes.actions());
}

void NoukaiErrorNotice::setActions(const QList<int> &actions)
{
    if (d->given == actions)
        return;
    d->given = actions;
    d->makeButtons();
    d->tell();
    Q_EMIT actionsChanged();
}

/*! Offers what suits the kind of error again. */
void NoukaiErrorNotice::resetActions()
{
    if (!d->given)
        return;
    d->given.reset();
    d->makeButtons();
    d->tell();
    Q_EMIT actionsChanged();
}

/*!
    \property NoukaiErrorNotice::detailsShown
    Whether the details are shown. Default false.
*/
bool NoukaiErrorNotice::isDetailsShown() const
{
    return d->detailsShown;
}

void NoukaiErrorNotice::setDetailsShown(bool shown)
{
    if (shown == d->detailsShown)
        return;
    d->detailsShown = shown;
    d->tellDetails();
    Q_EMIT detailsShownChanged();
}

/*! What is said of the error, for labels of your own. It belongs to the widget. */
NoukaiErrorText *NoukaiErrorNotice::notes() const
{
    return &d->notes;
}

/*!
    \fn void NoukaiErrorNotice::actionRequested(NoukaiErrorText::Action action)
    A person wants \a action.
*/

void NoukaiErrorNotice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    NoukaiLook::paintNotice(painter, rect(), NoukaiLook::role(d->notes.role(), palette()),
                            NoukaiLook::unit(fontMetrics()) / 2.0);
}

void NoukaiErrorNotice::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange ||
        event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        d->tell();
}

void NoukaiErrorNotice::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    d->tellWaiting();
}

void NoukaiErrorNotice::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    d->ticker.setActive(false);
}

bool NoukaiErrorNotice::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::ParentChange && d)
        d->updateShown();
    return done;
}
