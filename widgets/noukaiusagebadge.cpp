// SPDX-License-Identifier: MIT
#include "noukaiusagebadge.h"

#include "parts/accessiblerole_p.h"
#include "parts/glyphwidget_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"

#include <QtWidgets/QHBoxLayout>

class NoukaiUsageBadgePrivate
{
public:
    explicit NoukaiUsageBadgePrivate(NoukaiUsageBadge *badge);

    NoukaiUsageBadge *const q;
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

/*! Makes a badge that knows of nothing, with the parent \a parent. */
NoukaiUsageBadge::NoukaiUsageBadge(QWidget *parent)
    : NoukaiUsageView(parent)
    , d(std::make_unique<NoukaiUsageBadgePrivate>(this))
{
    tell();
}

NoukaiUsageBadge::~NoukaiUsageBadge() = default;

void NoukaiUsageBadge::tell()
{
    layout()->setSpacing(NoukaiLook::unit(fontMetrics()) / 2);
    const QString tokens = tr("%1 tokens").arg(status()->totalText());
    d->words->setText(showCost() ? tr("%1 · %2", "tokens and cost").arg(tokens, status()->costText()) : tokens);
    d->over->setText(tr("over budget"));
    d->over->setRole(NoukaiTheme::Warning);
    d->glyph->setVisible(isOver());
    d->over->setVisible(isOver());
    const QString says = note();
    setToolTip(NoukaiLook::toolTip(says));
    NoukaiAccess::rename(this, QString(says).replace(u'\n', QStringLiteral(". ")));
}

/*! Returns whether a budget is used up. */
bool NoukaiUsageBadge::isOver() const
{
    return status()->isTokensOver() || (showCost() && status()->isCostOver());
}

/*! The exact numbers and how the budgets stand, a line each. */
QString NoukaiUsageBadge::note() const
{
    QStringList lines{status()->tokenBudgetText(), status()->tokensNote()};
    if (showCost())
        lines << status()->costBudgetText() << status()->costNote();
    lines.removeAll(QString());
    return lines.join(u'\n');
}
