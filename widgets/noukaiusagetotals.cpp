// SPDX-License-Identifier: MIT
#include "noukaiusagetotals.h"

#include "budgetmeter_p.h"
#include "parts/accessiblerole_p.h"
#include "parts/look_p.h"
#include "parts/marklabel_p.h"
#include "usagerow_p.h"

#include <QtWidgets/QVBoxLayout>

class NoukaiUsageTotalsPrivate
{
public:
    explicit NoukaiUsageTotalsPrivate(NoukaiUsageTotals *totals);

    NoukaiUsageTotals *const q;
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

/*! Makes totals of which nothing is known, with the parent \a parent. */
NoukaiUsageTotals::NoukaiUsageTotals(QWidget *parent)
    : NoukaiUsageView(parent)
    , d(std::make_unique<NoukaiUsageTotalsPrivate>(this))
{
    tell();
}

NoukaiUsageTotals::~NoukaiUsageTotals() = default;

void NoukaiUsageTotals::tell()
{
    const bool showsCost = showCost();
    layout()->setSpacing(NoukaiLook::unit(fontMetrics()) / 2);
    NoukaiAccess::rename(this, tr("Usage"));
    d->read->show(tr("Tokens read"), status()->promptText());
    d->written->show(tr("Tokens written"), status()->completionText());
    d->other->show(tr("Other tokens"), status()->otherText());
    d->total->show(tr("Tokens in all"), status()->totalText());
    d->tokenBudget->show(status()->tokenBudgetText(), status()->tokenShare(), status()->isTokensOver());
    d->cost->show(tr("Cost"), showsCost ? status()->costText() : QString());
    d->partial->show(NoukaiTheme::Triangle, NoukaiTheme::Warning, status()->partialText());
    d->partial->setVisible(showsCost && !status()->partialText().isEmpty());
    d->costBudget->show(status()->costBudgetText(), showsCost ? status()->costShare() : -1, status()->isCostOver());
    //: A tool tip: %1 is about tokens, %2 about cost
    const QString both = tr("%1\n%2").arg(status()->tokensNote(), status()->costNote());
    setToolTip(status()->isExact() ? QString() : NoukaiLook::toolTip(showsCost ? both : status()->tokensNote()));
}
