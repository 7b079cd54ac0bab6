// SPDX-License-Identifier: MIT
#include "noukaiusagetotals.h"

#include "budgetmeter_p.h"
#include "parts/accessiblerole_p.h"
#include "parts/look_p.h"
#include "parts/marklabel_p.h"
#include "usagerow_p.h"

#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>

class NoukaiUsageTotalsPrivate
{
public:
    explicit NoukaiUsageTotalsPrivate(NoukaiUsageTotals *totals);
    void tell();

    NoukaiUsageTotals *const q;
    NoukaiUsageStatus status;
    NoukaiUsageRow *read;
    NoukaiUsageRow *written;
    NoukaiUsageRow *other;
    NoukaiUsageRow *total;
    NoukaiBudgetMeter *tokenBudget;
    NoukaiUsageRow *cost;
    NoukaiMarkLabel *partial;
    NoukaiBudgetMeter *costBudget;
};

NoukaiUsageTotalsPrivate::NoukaiUsageTotalsPrivate(NoukaiUsageTotals *totals)
    : q(totals)
    , read(new NoukaiUsageRow(false, q))
    , written(new NoukaiUsageRow(false, q))
    , other(new NoukaiUsageRow(false, q))
    , total(new NoukaiUsageRow(true, q))
    , tokenBudget(new NoukaiBudgetMeter(q))
    , cost(new NoukaiUsageRow(true, q))
    , partial(new NoukaiMarkLabel(q))
    , costBudget(new NoukaiBudgetMeter(q))
{
    NoukaiAccess::setRole(q, QAccessible::Grouping);
    partial->setWordWrap(true);
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(0, 0, 0, 0);
    for (QWidget *row :
         std::initializer_list<QWidget *>{read, written, other, total, tokenBudget, cost, partial, costBudget})
        column->addWidget(row);
    column->addStretch(1);
}

void NoukaiUsageTotalsPrivate::tell()
{
    const bool showsCost = NoukaiTheme::instance()->showCost();
    q->layout()->setSpacing(NoukaiLook::unit(q->fontMetrics()) / 2);
    NoukaiAccess::rename(q, NoukaiUsageTotals::tr("Usage"));
    read->show(NoukaiUsageTotals::tr("Tokens read"), status.promptText());
    written->show(NoukaiUsageTotals::tr("Tokens written"), status.completionText());
    other->show(NoukaiUsageTotals::tr("Other tokens"), status.otherText());
    total->show(NoukaiUsageTotals::tr("Tokens in all"), status.totalText());
    tokenBudget->show(status.tokenBudgetText(), status.tokenShare(), status.isTokensOver());
    cost->show(NoukaiUsageTotals::tr("Cost"), showsCost ? status.costText() : QString());
    partial->show(NoukaiTheme::Triangle, NoukaiTheme::Warning, status.partialText());
    partial->setVisible(showsCost && !status.partialText().isEmpty());
    costBudget->show(status.costBudgetText(), showsCost ? status.costShare() : -1, status.isCostOver());
    //: A tool tip: %1 is about tokens, %2 about cost
    const QString both = NoukaiUsageTotals::tr("%1\n%2").arg(status.tokensNote(), status.costNote());
    q->setToolTip(status.isExact() ? QString() : NoukaiLook::toolTip(showsCost ? both : status.tokensNote()));
}

/*! Makes totals of which nothing is known. */
NoukaiUsageTotals::NoukaiUsageTotals(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiUsageTotalsPrivate>(this))
{
    connect(&d->status, &NoukaiUsageStatus::changed, this, [this] { d->tell(); });
    connect(&d->status, &NoukaiUsageStatus::usageChanged, this, &NoukaiUsageTotals::usageChanged);
    connect(&d->status, &NoukaiUsageStatus::exactChanged, this, &NoukaiUsageTotals::exactChanged);
    connect(&d->status, &NoukaiUsageStatus::tokenBudgetChanged, this, &NoukaiUsageTotals::tokenBudgetChanged);
    connect(&d->status, &NoukaiUsageStatus::costBudgetChanged, this, &NoukaiUsageTotals::costBudgetChanged);
    connect(&d->status, &NoukaiUsageStatus::budgetCrossed, this, &NoukaiUsageTotals::budgetCrossed);
    NoukaiLook::onThemeChanged(this, [this] { d->tell(); });
    d->tell();
}

NoukaiUsageTotals::~NoukaiUsageTotals() = default;

/*!
    \property NoukaiUsageTotals::usage
    What was used. Default nothing that is known.
*/
NoukaiUsage NoukaiUsageTotals::usage() const
{
    return d->status.usage();
}

void NoukaiUsageTotals::setUsage(const NoukaiUsage &usage)
{
    d->status.setUsage(usage);
}

/*!
    \property NoukaiUsageTotals::exact
    Whether all digits are shown. Default false.
*/
bool NoukaiUsageTotals::isExact() const
{
    return d->status.isExact();
}

void NoukaiUsageTotals::setExact(bool exact)
{
    d->status.setExact(exact);
}

/*!
    \property NoukaiUsageTotals::tokenBudget
    How many tokens may be used; negative, the default, for any number.
*/
qint64 NoukaiUsageTotals::tokenBudget() const
{
    return d->status.tokenBudget();
}

void NoukaiUsageTotals::setTokenBudget(qint64 tokens)
{
    d->status.setTokenBudget(tokens);
}

/*!
    \property NoukaiUsageTotals::costBudget
    How many US dollars may be spent, as decimal text; empty, the default, for any amount.
*/
QString NoukaiUsageTotals::costBudget() const
{
    return d->status.costBudget();
}

void NoukaiUsageTotals::setCostBudget(const QString &decimal)
{
    d->status.setCostBudget(decimal);
}

/*! What is said, for labels of your own. It belongs to the widget. */
NoukaiUsageStatus *NoukaiUsageTotals::status() const
{
    return &d->status;
}

/*!
    \fn void NoukaiUsageTotals::budgetCrossed(NoukaiUsageStatus::Budget budget)
    More was used than \a budget has.
*/

void NoukaiUsageTotals::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange ||
        event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        d->tell();
}
