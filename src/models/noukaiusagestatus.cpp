// SPDX-License-Identifier: MIT
#include "noukaiusagestatus.h"

#include "wire/decimal_p.h"

#include <Noukai/noukaiformat.h>

#include <QtCore/QPointer>
#include <QtCore/QStringList>

#include <utility>

using NoukaiWire::Decimal;

/*!
    \property NoukaiUsageStatus::usage
    What was used so far. Default nothing that is known.
*/
/*!
    \property NoukaiUsageStatus::exact
    Whether the texts have all digits: "12,345" and the cost as the server wrote it, not "12.3K". Default false.
*/
/*!
    \property NoukaiUsageStatus::tokenBudget
    How many tokens may be used in all. Negative, the default, means no such budget.
*/
/*!
    \property NoukaiUsageStatus::costBudget
    How many US dollars may be spent, as the text of a decimal number such as "0.50". Empty, the default, or no number
    means no such budget.
*/
/*!
    \property NoukaiUsageStatus::promptText
    The tokens that were read, or a dash.
*/
/*!
    \property NoukaiUsageStatus::completionText
    The tokens that were written, or a dash.
*/
/*!
    \property NoukaiUsageStatus::otherText
    The tokens in the server's total that are neither; empty where the total is the sum of both, or one is unknown.
*/
/*!
    \property NoukaiUsageStatus::totalText
    The server's total, or a dash.
*/
/*!
    \property NoukaiUsageStatus::costText
    The cost in US dollars, or a dash. One that is not complete ends in "+".
*/
/*!
    \property NoukaiUsageStatus::tokensNote
    All counts with all digits, in a sentence for tool tips and assistive technology.
*/
/*!
    \property NoukaiUsageStatus::costNote
    The exact cost in a sentence, with what is missing of it, for tool tips and assistive technology.
*/
/*!
    \property NoukaiUsageStatus::partialText
    Why the cost is not complete, "2 of 7 steps have not reported a cost"; empty where it is complete.
*/
/*!
    \property NoukaiUsageStatus::tokenShare
    The share of the token budget that is used, 1 for all of it, more beyond; -1 without a budget, 0 while unknown.
*/
/*!
    \property NoukaiUsageStatus::costShare
    The share of the cost budget that is used, as tokenShare.
*/
/*!
    \property NoukaiUsageStatus::tokenBudgetText
    How the token budget stands, "842 of 10K tokens" or "12K tokens, over the budget of 10K"; empty without one.
*/
/*!
    \property NoukaiUsageStatus::costBudgetText
    How the cost budget stands, "$0.12 of $0.50" or "$0.62, over the budget of $0.50"; empty without one.
*/
/*!
    \property NoukaiUsageStatus::tokensOver
    Whether more tokens were used than the budget has.
*/
/*!
    \property NoukaiUsageStatus::costOver
    Whether more was spent than the budget has. What is not reported yet is not counted.
*/
/*!
    \fn void NoukaiUsageStatus::changed()
    The texts may be different now.
*/
/*!
    \fn void NoukaiUsageStatus::budgetCrossed(NoukaiUsageStatus::Budget budget)
    More was used than \a budget has. Told once, and again only after the use was within it in between.
*/

/*! Makes a status of no usage, with the parent \a parent. */
NoukaiUsageStatus::NoukaiUsageStatus(QObject *parent)
    : QObject(parent)
{
}

void NoukaiUsageStatus::setUsage(const NoukaiUsage &usage)
{
    if (usage == m_usage)
        return;
    m_usage = usage;
    tell(&NoukaiUsageStatus::usageChanged);
}

void NoukaiUsageStatus::setExact(bool exact)
{
    if (exact == m_exact)
        return;
    m_exact = exact;
    tell(&NoukaiUsageStatus::exactChanged);
}

void NoukaiUsageStatus::setTokenBudget(qint64 tokens)
{
    tokens = qMax<qint64>(-1, tokens);
    if (tokens == m_tokenBudget)
        return;
    m_tokenBudget = tokens;
    tell(&NoukaiUsageStatus::tokenBudgetChanged);
}

void NoukaiUsageStatus::setCostBudget(const QString &decimal)
{
    if (decimal == m_costBudget)
        return;
    m_costBudget = decimal;
    tell(&NoukaiUsageStatus::costBudgetChanged);
}

QString NoukaiUsageStatus::count(qint64 tokens) const
{
    return m_exact ? NoukaiFormat::exactTokens(tokens) : NoukaiFormat::tokens(tokens);
}

// 0 where there are none or it cannot be told.
qint64 NoukaiUsageStatus::otherTokens() const
{
    const qint64 prompt = m_usage.promptTokens();
    const qint64 completion = m_usage.completionTokens();
    const qint64 total = m_usage.totalTokens();
    if (prompt < 0 || completion < 0 || total < prompt || total - prompt < completion)
        return 0;
    return total - prompt - completion;
}

QString NoukaiUsageStatus::otherText() const
{
    const qint64 other = otherTokens();
    return other > 0 ? count(other) : QString();
}

QString NoukaiUsageStatus::costText() const
{
    const auto cost = m_exact ? Decimal::fromString(m_usage.costUsd()) : std::nullopt;
    if (!cost || cost->isNegative())
        return NoukaiFormat::cost(m_usage.costUsd(), m_usage.isPartial());
    //: An amount of US dollars in the digits of the server; %2 is "+" when it is not complete.
    return tr("$%1%2").arg(m_usage.costUsd(), m_usage.isPartial() ? QStringLiteral("+") : QString());
}

QString NoukaiUsageStatus::tokensNote() const
{
    if (m_usage.totalTokens() < 0 && m_usage.promptTokens() < 0 && m_usage.completionTokens() < 0)
        return tr("No tokens were reported");
    QStringList parts = {tr("%1 tokens").arg(NoukaiFormat::exactTokens(m_usage.totalTokens())),
                         tr("%1 read").arg(NoukaiFormat::exactTokens(m_usage.promptTokens())),
                         tr("%1 written").arg(NoukaiFormat::exactTokens(m_usage.completionTokens()))};
    if (const qint64 other = otherTokens(); other > 0)
        parts << tr("%1 other", "tokens").arg(NoukaiFormat::exactTokens(other));
    return parts.join(tr(", ", "between numbers of tokens"));
}

QString NoukaiUsageStatus::costNote() const
{
    QString text =
        m_usage.costUsd().isEmpty() ? tr("No cost was reported") : tr("%1 US dollars").arg(m_usage.costUsd());
    if (const QString missing = partialText(); !missing.isEmpty())
        text = tr("%1; %2", "cost; what is missing of it").arg(text, missing);
    return text;
}

QString NoukaiUsageStatus::partialText() const
{
    return NoukaiFormat::missingCosts(m_usage.missingCosts(), m_usage.countedSteps());
}

double NoukaiUsageStatus::tokenShare() const
{
    if (m_tokenBudget < 0)
        return -1;
    const double used = double(qMax<qint64>(0, m_usage.totalTokens()));
    return m_tokenBudget == 0 ? (used > 0 ? 2 : 0) : used / double(m_tokenBudget);
}

// Only for a meter, so binary numbers are good enough.
double NoukaiUsageStatus::costShare() const
{
    const auto budget = Decimal::fromString(m_costBudget);
    if (!budget || budget->isNegative())
        return -1;
    const double used = m_usage.costUsd().toDouble();
    return budget->isZero() ? (used > 0 ? 2 : 0) : used / m_costBudget.toDouble();
}

QString NoukaiUsageStatus::tokenBudgetText() const
{
    if (m_tokenBudget < 0)
        return {};
    return m_tokensOver ? tr("%1 tokens, over the budget of %2").arg(totalText(), count(m_tokenBudget))
                        : tr("%1 of %2 tokens").arg(totalText(), count(m_tokenBudget));
}

QString NoukaiUsageStatus::costBudgetText() const
{
    if (costShare() < 0)
        return {};
    const QString budget = NoukaiFormat::cost(m_costBudget);
    return m_costOver ? tr("%1, over the budget of %2").arg(costText(), budget)
                      : tr("%1 of %2", "money").arg(costText(), budget);
}

bool NoukaiUsageStatus::costsMoreThanBudget() const
{
    const auto cost = Decimal::fromString(m_usage.costUsd());
    const auto minusBudget = Decimal::fromString(QString(QLatin1Char('-') + m_costBudget));
    if (!cost || !minusBudget)
        return false;
    Decimal rest = *cost;
    rest += *minusBudget;
    return !rest.isNegative() && !rest.isZero();
}

// Looks how the budgets stand, then tells: first `notify`, the signal of the property that was set.
void NoukaiUsageStatus::tell(void (NoukaiUsageStatus::*notify)())
{
    const bool tokensWere = std::exchange(m_tokensOver, m_tokenBudget >= 0 && m_usage.totalTokens() > m_tokenBudget);
    const bool costWas = std::exchange(m_costOver, costsMoreThanBudget());
    const bool tokensCrossed = m_tokensOver && !tokensWere;
    const bool costCrossed = m_costOver && !costWas;
    const QPointer<NoukaiUsageStatus> alive(this);
    Q_EMIT(this->*notify)();
    if (alive)
        Q_EMIT changed();
    if (alive && tokensCrossed)
        Q_EMIT budgetCrossed(Tokens);
    if (alive && costCrossed)
        Q_EMIT budgetCrossed(Cost);
}
