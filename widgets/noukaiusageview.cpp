// SPDX-License-Identifier: MIT
#include "noukaiusageview.h"

#include "parts/look_p.h"

#include <QtCore/QEvent>

#include <optional>

class NoukaiUsageViewPrivate
{
public:
    NoukaiUsageStatus status;
    std::optional<bool> showCost; // else as the theme has it
};

/*! Makes what shows nothing that is known, with the parent \a parent. Who inherits it calls tell() once it can. */
NoukaiUsageView::NoukaiUsageView(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiUsageViewPrivate>())
{
    connect(&d->status, &NoukaiUsageStatus::changed, this, [this] { tell(); });
    connect(&d->status, &NoukaiUsageStatus::usageChanged, this, &NoukaiUsageView::usageChanged);
    connect(&d->status, &NoukaiUsageStatus::exactChanged, this, &NoukaiUsageView::exactChanged);
    connect(&d->status, &NoukaiUsageStatus::tokenBudgetChanged, this, &NoukaiUsageView::tokenBudgetChanged);
    connect(&d->status, &NoukaiUsageStatus::costBudgetChanged, this, &NoukaiUsageView::costBudgetChanged);
    connect(&d->status, &NoukaiUsageStatus::budgetCrossed, this, &NoukaiUsageView::budgetCrossed);
    NoukaiLook::onThemeChanged(this, [this] { tell(); });
    connect(NoukaiTheme::instance(), &NoukaiTheme::showCostChanged, this, [this] {
        if (!d->showCost)
            Q_EMIT showCostChanged();
    });
}

NoukaiUsageView::~NoukaiUsageView() = default;

/*!
    \property NoukaiUsageView::usage
    What was used. Default nothing that is known.
*/
NoukaiUsage NoukaiUsageView::usage() const
{
    return d->status.usage();
}

void NoukaiUsageView::setUsage(const NoukaiUsage &usage)
{
    d->status.setUsage(usage);
}

/*!
    \property NoukaiUsageView::exact
    Whether all digits are shown. Default false.
*/
bool NoukaiUsageView::isExact() const
{
    return d->status.isExact();
}

void NoukaiUsageView::setExact(bool exact)
{
    d->status.setExact(exact);
}

/*!
    \property NoukaiUsageView::tokenBudget
    How many tokens may be used; negative, the default, for any number.
*/
qint64 NoukaiUsageView::tokenBudget() const
{
    return d->status.tokenBudget();
}

void NoukaiUsageView::setTokenBudget(qint64 tokens)
{
    d->status.setTokenBudget(tokens);
}

/*!
    \property NoukaiUsageView::costBudget
    How many US dollars may be spent, as decimal text; empty, the default, for any amount.
*/
QString NoukaiUsageView::costBudget() const
{
    return d->status.costBudget();
}

void NoukaiUsageView::setCostBudget(const QString &decimal)
{
    d->status.setCostBudget(decimal);
}

/*!
    \property NoukaiUsageView::showCost
    Whether the cost is shown. Default NoukaiTheme::showCost, to which it can be reset.
*/
bool NoukaiUsageView::showCost() const
{
    return d->showCost.value_or(NoukaiTheme::instance()->showCost());
}

void NoukaiUsageView::setShowCost(bool show)
{
    const bool before = showCost();
    d->showCost = show;
    if (show == before)
        return;
    tell();
    Q_EMIT showCostChanged();
}

void NoukaiUsageView::resetShowCost()
{
    setShowCost(NoukaiTheme::instance()->showCost());
    d->showCost.reset();
}

/*! What is said, for labels of your own. It belongs to the widget. */
NoukaiUsageStatus *NoukaiUsageView::status() const
{
    return &d->status;
}

/*!
    \fn void NoukaiUsageView::tell()
    Shows what is so now. It is called whenever that changes.
*/

/*!
    \fn void NoukaiUsageView::budgetCrossed(NoukaiUsageStatus::Budget budget)
    More was used than \a budget has.
*/

void NoukaiUsageView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange ||
        event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        tell();
}
