// SPDX-License-Identifier: MIT
#include "noukaiusagebadge.h"

#include "parts/accessiblerole_p.h"
#include "parts/glyphwidget_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>

class NoukaiUsageBadgePrivate
{
public:
    explicit NoukaiUsageBadgePrivate(NoukaiUsageBadge *badge);
    void tell();

    NoukaiUsageBadge *const q;
    NoukaiUsageStatus status;
    NoukaiGlyphWidget *glyph;
    NoukaiPlainLabel *words;
    NoukaiPlainLabel *over;
};

NoukaiUsageBadgePrivate::NoukaiUsageBadgePrivate(NoukaiUsageBadge *badge)
    : q(badge)
    , glyph(new NoukaiGlyphWidget(q))
    , words(new NoukaiPlainLabel(q))
    , over(new NoukaiPlainLabel(q))
{
    NoukaiAccess::setRole(q, QAccessible::StaticText, true);
    q->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(q);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(glyph);
    row->addWidget(words, 1);
    row->addWidget(over);
    glyph->show(NoukaiTheme::Triangle, NoukaiTheme::Warning);
}

void NoukaiUsageBadgePrivate::tell()
{
    q->layout()->setSpacing(NoukaiLook::unit(q->fontMetrics()) / 2);
    const QString tokens = NoukaiUsageBadge::tr("%1 tokens").arg(status.totalText());
    words->setText(NoukaiTheme::instance()->showCost()
                       ? NoukaiUsageBadge::tr("%1 · %2", "tokens and cost").arg(tokens, status.costText())
                       : tokens);
    over->setText(NoukaiUsageBadge::tr("over budget"));
    over->setColor(NoukaiLook::role(NoukaiTheme::Warning, q->palette()));
    glyph->setVisible(q->isOver());
    over->setVisible(q->isOver());
    const QString note = q->note();
    q->setToolTip(NoukaiLook::toolTip(note));
    NoukaiAccess::rename(q, QString(note).replace(u'\n', QStringLiteral(". ")));
}

/*! Makes a badge that knows of nothing. */
NoukaiUsageBadge::NoukaiUsageBadge(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiUsageBadgePrivate>(this))
{
    connect(&d->status, &NoukaiUsageStatus::changed, this, [this] { d->tell(); });
    connect(&d->status, &NoukaiUsageStatus::usageChanged, this, &NoukaiUsageBadge::usageChanged);
    connect(&d->status, &NoukaiUsageStatus::exactChanged, this, &NoukaiUsageBadge::exactChanged);
    connect(&d->status, &NoukaiUsageStatus::tokenBudgetChanged, this, &NoukaiUsageBadge::tokenBudgetChanged);
    connect(&d->status, &NoukaiUsageStatus::costBudgetChanged, this, &NoukaiUsageBadge::costBudgetChanged);
    connect(&d->status, &NoukaiUsageStatus::budgetCrossed, this, &NoukaiUsageBadge::budgetCrossed);
    NoukaiLook::onThemeChanged(this, [this] { d->tell(); });
    d->tell();
}

NoukaiUsageBadge::~NoukaiUsageBadge() = default;

/*!
    \property NoukaiUsageBadge::usage
    What was used. Default nothing that is known.
*/
NoukaiUsage NoukaiUsageBadge::usage() const
{
    return d->status.usage();
}

void NoukaiUsageBadge::setUsage(const NoukaiUsage &usage)
{
    d->status.setUsage(usage);
}

/*!
    \property NoukaiUsageBadge::exact
    Whether all digits are shown. Default false.
*/
bool NoukaiUsageBadge::isExact() const
{
    return d->status.isExact();
}

void NoukaiUsageBadge::setExact(bool exact)
{
    d->status.setExact(exact);
}

/*!
    \property NoukaiUsageBadge::tokenBudget
    How many tokens may be used; negative, the default, for any number.
*/
qint64 NoukaiUsageBadge::tokenBudget() const
{
    return d->status.tokenBudget();
}

void NoukaiUsageBadge::setTokenBudget(qint64 tokens)
{
    d->status.setTokenBudget(tokens);
}

/*!
    \property NoukaiUsageBadge::costBudget
    How many US dollars may be spent, as decimal text; empty, the default, for any amount.
*/
QString NoukaiUsageBadge::costBudget() const
{
    return d->status.costBudget();
}

void NoukaiUsageBadge::setCostBudget(const QString &decimal)
{
    d->status.setCostBudget(decimal);
}

/*! What is said, for labels of your own. It belongs to the widget. */
NoukaiUsageStatus *NoukaiUsageBadge::status() const
{
    return &d->status;
}

/*!
    \fn void NoukaiUsageBadge::budgetCrossed(NoukaiUsageStatus::Budget budget)
    More was used than \a budget has.
*/

/*! Whether a budget is used up. */
bool NoukaiUsageBadge::isOver() const
{
    return d->status.isTokensOver() || (NoukaiTheme::instance()->showCost() && d->status.isCostOver());
}

/*! The exact numbers and how the budgets stand, a line each. */
QString NoukaiUsageBadge::note() const
{
    QStringList lines{d->status.tokenBudgetText(), d->status.tokensNote()};
    if (NoukaiTheme::instance()->showCost())
        lines << d->status.costBudgetText() << d->status.costNote();
    lines.removeAll(QString());
    return lines.join(u'\n');
}

void NoukaiUsageBadge::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange ||
        event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        d->tell();
}
