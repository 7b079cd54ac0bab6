// SPDX-License-Identifier: MIT
#include "noukaitoolcallprompt.h"

#include "parts/accessiblerole_p.h"
#include "parts/actionbutton_p.h"
#include "parts/flowlayout_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"
#include "parts/tabs_p.h"
#include "toolcallcard_p.h"
#include "toolcallrecord_p.h"

#include <QtCore/QEvent>
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtGui/QGuiApplication>
#include <QtGui/QResizeEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStyle>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

namespace
{

// A scroll area keeps to itself that what is in it has grown; the prompt wants to be as high as its cards.
class CardColumn : public QWidget
{
public:
    explicit CardColumn(QWidget *prompt)
        : m_prompt(prompt)
    {
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            m_prompt->updateGeometry();
        return QWidget::event(event);
    }

private:
    QWidget *m_prompt;
};

} // namespace

class NoukaiToolCallPromptPrivate
{
public:
    // What stands for a call: a card while it can be decided, then a record.
    struct Item {
        NoukaiToolCallRow call;
        NoukaiToolCallCard *card = nullptr;
        NoukaiToolCallRecord *record = nullptr;
        int y = -1; // where it stands

        QWidget *widget() const { return card ? static_cast<QWidget *>(card) : record; }
    };

    explicit NoukaiToolCallPromptPrivate(NoukaiToolCallPrompt *prompt)
        : q(prompt)
    {
    }

    void build();
    void connectAll();
    void insert(int first, int last);
    void remove(int first, int last);
    void reset();
    void changed(int first, int last);
    void refresh(int first, int last);
    QWidget *stopBehind(int row) const;
    void show(int row);
    void tell();
    void watch();
    static void discard(Item &item);

    NoukaiToolCallPrompt *const q;
    NoukaiToolCallModel model;
    QList<Item> items;
    int armDelay = 400;
    int waiting = 0; // when the window was alerted
    QTimer later;    // after the layout, when what has been decided is folded away
    QTimer moved;
    QScrollArea *scroll = nullptr;
    QWidget *column = nullptr;
    QVBoxLayout *lines = nullptr;
    QWidget *footer = nullptr;
    NoukaiPlainLabel *progress = nullptr;
    NoukaiActionButton *all = nullptr;
    NoukaiActionButton *send = nullptr;
};

void NoukaiToolCallPromptPrivate::build()
{
    NoukaiAccess::setRole(q, QAccessible::Grouping);
    const int unit = NoukaiLook::unit(q->fontMetrics());
    auto *outer = new QVBoxLayout(q);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(unit);
    scroll = new QScrollArea(q);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    column = new CardColumn(q);
    column->setObjectName(QStringLiteral("toolCalls"));
    lines = new QVBoxLayout(column);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(unit);
    lines->addStretch(1);
    scroll->setWidget(column);
    scroll->viewport()->setAutoFillBackground(false);
    column->setAutoFillBackground(false);
    footer = new QWidget(q);
    progress = new NoukaiPlainLabel(footer);
    all = new NoukaiActionButton(footer);
    all->setObjectName(QStringLiteral("approveAll"));
    all->setEnterPresses(false);
    send = new NoukaiActionButton(footer);
    send->setObjectName(QStringLiteral("send"));
    send->setEnterPresses(false);
    auto *flow = new NoukaiFlowLayout(footer);
    flow->setSpacing(unit);
    for (QWidget *part : std::initializer_list<QWidget *>{progress, all, send})
        flow->addWidget(part);
    outer->addWidget(scroll, 1);
    outer->addWidget(footer);
    later.setSingleShot(true);
    moved.setSingleShot(true);
}

void NoukaiToolCallPromptPrivate::connectAll()
{
    QObject::connect(&model, &NoukaiToolCallModel::flowChanged, q, &NoukaiToolCallPrompt::flowChanged);
    QObject::connect(&model, &NoukaiToolCallModel::refusalTemplateChanged, q, [this] {
        refresh(0, int(items.size()) - 1);
        Q_EMIT q->refusalTemplateChanged();
    });
    QObject::connect(&model, &NoukaiToolCallModel::decided, q, &NoukaiToolCallPrompt::decided);
    QObject::connect(&model, &NoukaiToolCallModel::decisionNeeded, q, &NoukaiToolCallPrompt::decisionNeeded);
    QObject::connect(&model, &NoukaiToolCallModel::decisionsChanged, q, [this] { tell(); });
    QObject::connect(&model, &QAbstractItemModel::rowsInserted, q,
                     [this](const QModelIndex &, int first, int last) { insert(first, last); });
    QObject::connect(&model, &QAbstractItemModel::rowsRemoved, q,
                     [this](const QModelIndex &, int first, int last) { remove(first, last); });
    QObject::connect(&model, &QAbstractItemModel::dataChanged, q,
                     [this](const QModelIndex &from, const QModelIndex &to) { changed(from.row(), to.row()); });
    QObject::connect(&model, &QAbstractItemModel::modelReset, q, [this] { reset(); });
    QObject::connect(all, &NoukaiActionButton::triggered, q, &NoukaiToolCallPrompt::approveAll);
    QObject::connect(send, &NoukaiActionButton::triggered, &model, &NoukaiToolCallModel::send);
    QObject::connect(&later, &QTimer::timeout, q, &NoukaiToolCallPrompt::focusNext);
    QObject::connect(&moved, &QTimer::timeout, q, [this] { watch(); });
    QObject::connect(qApp, &QApplication::focusChanged, q, [this](QWidget *, QWidget *now) {
        if (now && column->isAncestorOf(now))
            scroll->ensureWidgetVisible(now);
    });
    NoukaiLook::onThemeChanged(q, [this] { refresh(0, int(items.size()) - 1); });
}

void NoukaiToolCallPromptPrivate::discard(Item &item)
{
    if (!item.widget())
        return;
    item.widget()->hide();
    item.widget()->deleteLater(); // one of its buttons may have been pressed
    item.card = nullptr;
    item.record = nullptr;
}

void NoukaiToolCallPromptPrivate::insert(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        items.insert(row, Item{NoukaiToolCallRow(&model, row)});
        show(row);
    }
    tell();
}

void NoukaiToolCallPromptPrivate::remove(int first, int last)
{
    for (int row = first; row <= last; ++row)
        discard(items[row]);
    items.remove(first, last - first + 1);
    tell();
}

void NoukaiToolCallPromptPrivate::reset()
{
    for (Item &item : items)
        discard(item);
    items.clear();
    if (model.rowCount() > 0)
        insert(0, model.rowCount() - 1);
    tell();
}

// Where Tab leads from the call at \a row.
QWidget *NoukaiToolCallPromptPrivate::stopBehind(int row) const
{
    for (qsizetype next = row + 1; next < items.size(); ++next) {
        const auto stops = items[next].widget() ? NoukaiTabs::stopsIn(items[next].widget()) : QList<QWidget *>();
        if (!stops.isEmpty())
            return stops.constFirst();
    }
    return all;
}

// Makes what stands for the call now.
void NoukaiToolCallPromptPrivate::show(int row)
{
    Item &item = items[row];
    const bool open = item.call.isOpen();
    const bool focused = item.widget() && item.widget()->isAncestorOf(QApplication::focusWidget());
    const bool wasDecided = item.card && item.card->property("decided").toBool();
    if (item.widget() && open != (item.card != nullptr))
        discard(item);
    const QString flowName = model.flow() ? model.flow()->identifier() : QString();
    if (!item.widget()) {
        if (open) {
            item.card = new NoukaiToolCallCard(item.call, armDelay, column);
            QObject::connect(item.card, &NoukaiToolCallCard::changed, q, [this] {
                all->setDisabledReason(q->approveAllReason());
                moved.start();
            });
        } else {
            item.record = new NoukaiToolCallRecord(item.call, column);
        }
        lines->insertWidget(row, item.widget());
        NoukaiTabs::precede(item.widget(), stopBehind(row));
    }
    if (item.card)
        item.card->refresh(flowName);
    else
        item.record->refresh();
    item.widget()->show();
    if (item.card)
        item.card->setProperty("decided", item.call.isDecided());
    if (focused && (!open || (item.call.isDecided() && !wasDecided)))
        later.start();
    moved.start();
}

void NoukaiToolCallPromptPrivate::refresh(int first, int last)
{
    for (int row = std::max(0, first); row <= last && row < items.size(); ++row)
        show(row);
    tell();
}

// When the flow goes, it may be going with the window, which takes no new widgets any more.
void NoukaiToolCallPromptPrivate::changed(int first, int last)
{
    if (model.flow())
        refresh(first, last);
    else
        QMetaObject::invokeMethod(
            q, [this] { refresh(0, int(items.size()) - 1); }, Qt::QueuedConnection);
}

// A card that has moved is not where a click was meant for.
void NoukaiToolCallPromptPrivate::watch()
{
    for (Item &item : items) {
        const int y = item.widget() ? item.widget()->y() : -1;
        if (item.card && item.y >= 0 && y != item.y)
            item.card->disarm();
        item.y = y;
    }
}

void NoukaiToolCallPromptPrivate::tell()
{
    const int total = q->total();
    NoukaiAccess::rename(q, NoukaiToolCallPrompt::tr("Tool calls"));
    progress->setText(NoukaiToolCallText::progress(model.decidedCount(), total));
    all->setWords(NoukaiToolCallText::text(NoukaiToolCallText::ApproveAll));
    all->setVisible(model.waitingCount() > 1);
    all->setDisabledReason(q->approveAllReason());
    send->setWords(NoukaiToolCallText::text(NoukaiToolCallText::Send));
    send->setDisabledReason(model.disabledReason(NoukaiToolCallModel::Send));
    progress->setMinimumHeight(send->sizeHint().height());
    footer->setVisible(total > 1 || model.decidedCount() > 0);
    q->updateGeometry();
    const int before = std::exchange(waiting, model.waitingCount());
    if (waiting <= before)
        return;
    QApplication::alert(q->window());
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    qGuiApp->setBadgeNumber(waiting);
#endif
}

/*! Makes a prompt without a flow, which is empty, with the parent \a parent. */
NoukaiToolCallPrompt::NoukaiToolCallPrompt(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiToolCallPromptPrivate>(this))
{
    d->build();
    d->connectAll();
    d->tell();
}

NoukaiToolCallPrompt::~NoukaiToolCallPrompt()
{
    // The focus leaves what goes after d.
    disconnect(qApp, nullptr, this, nullptr);
    d->model.disconnect(this);
    for (NoukaiToolCallPromptPrivate::Item &item : d->items)
        delete item.widget(); // they look at the model, which goes with d
    d->items.clear();
}

/*!
    \property NoukaiToolCallPrompt::flow
    The flow whose tool calls are asked about. It is not owned; when it goes the records stay. Default null.
*/
NoukaiFlow *NoukaiToolCallPrompt::flow() const
{
    return d->model.flow();
}

void NoukaiToolCallPrompt::setFlow(NoukaiFlow *flow)
{
    d->model.setFlow(flow);
}

/*!
    \property NoukaiToolCallPrompt::armDelay
    How long a card that is new or has moved takes no decision, in milliseconds. Default 400.
*/
int NoukaiToolCallPrompt::armDelay() const
{
    return d->armDelay;
}

void NoukaiToolCallPrompt::setArmDelay(int milliseconds)
{
    milliseconds = qMax(0, milliseconds);
    if (milliseconds == d->armDelay)
        return;
    d->armDelay = milliseconds;
    for (const NoukaiToolCallPromptPrivate::Item &item : std::as_const(d->items)) {
        if (item.card)
            item.card->setArmDelay(milliseconds);
    }
    Q_EMIT armDelayChanged();
}

/*!
    \property NoukaiToolCallPrompt::refusalTemplate
    What the model is told of a refusal, with %1 for the tool and %2 for the reason. Default: a translated sentence.
*/
QString NoukaiToolCallPrompt::refusalTemplate() const
{
    return d->model.refusalTemplate();
}

void NoukaiToolCallPrompt::setRefusalTemplate(const QString &text)
{
    d->model.setRefusalTemplate(text);
}

/*! Takes back what was set as \l refusalTemplate: the default holds again. */
void NoukaiToolCallPrompt::resetRefusalTemplate()
{
    d->model.resetRefusalTemplate();
}

/*! The calls and their decisions. The model belongs to the prompt. */
NoukaiToolCallModel *NoukaiToolCallPrompt::calls() const
{
    return &d->model;
}

/*! How many calls of the present pause there are, decided or not. */
int NoukaiToolCallPrompt::total() const
{
    return d->model.waitingCount() + d->model.decidedCount();
}

/*! Why not everything can be approved now: a call that was not read yet, or what the model says; else empty. */
QString NoukaiToolCallPrompt::approveAllReason() const
{
    QString reason = d->model.disabledReason(NoukaiToolCallModel::ApproveAll);
    for (qsizetype i = 0; reason.isEmpty() && i < d->items.size(); ++i) {
        if (d->items[i].card)
            reason = d->items[i].card->approveReason();
    }
    return reason;
}

/*! Approves every call that can be: each card by itself, since it knows what was edited. */
void NoukaiToolCallPrompt::approveAll()
{
    if (!approveAllReason().isEmpty())
        return;
    const QPointer<NoukaiToolCallPrompt> alive(this);
    QList<QPointer<NoukaiToolCallCard>> cards;
    for (const NoukaiToolCallPromptPrivate::Item &item : std::as_const(d->items))
        cards << item.card;
    for (const QPointer<NoukaiToolCallCard> &card : std::as_const(cards)) {
        if (alive && card)
            card->approve();
    }
}

/*! The focus goes to what is to be decided next, or to the button that sends. */
void NoukaiToolCallPrompt::focusNext()
{
    const int row = d->model.firstWaitingRow();
    if (row >= 0 && row < d->items.size() && d->items[row].card)
        d->items[row].card->focusHeading();
    else if (d->footer->isVisible())
        d->send->setFocus(Qt::OtherFocusReason);
}

/*!
    \fn void NoukaiToolCallPrompt::decided(const QString &callId, NoukaiToolCallModel::Decision decision)
    The \a decision about the call \a callId goes to the flow.
*/
/*!
    \fn void NoukaiToolCallPrompt::decisionNeeded(int count)
    The run waits for \a count decisions of a person: the moment for a sound.
*/

QSize NoukaiToolCallPrompt::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 60;
    // As high as it is now where there is less room; the bar's is left free, so that it does not come and go.
    const int room = this->width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    const int lineWidth = isVisible() ? qBound(1, room, width) : width;
    const int height =
        d->lines->hasHeightForWidth() ? d->lines->totalHeightForWidth(lineWidth) : d->lines->totalSizeHint().height();
    const int below = d->footer->isHidden() ? 0 : d->footer->sizeHint().height() + layout()->spacing();
    return {width, qMin(height, fontMetrics().lineSpacing() * 40) + below};
}

QSize NoukaiToolCallPrompt::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 24, qMin(sizeHint().height(), fontMetrics().lineSpacing() * 8)};
}

// The cards scroll; else it would be the row below them alone that says how high the prompt is.
bool NoukaiToolCallPrompt::hasHeightForWidth() const
{
    return false;
}

void NoukaiToolCallPrompt::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry(); // a narrow one has more lines
}

void NoukaiToolCallPrompt::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange ||
        event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        d->refresh(0, int(d->items.size()) - 1);
}
