// SPDX-License-Identifier: MIT
#include "noukaiusage.h"

#include "decimal_p.h"

#include <Noukai/noukaievents.h>

#include <limits>

using NoukaiWire::Decimal;

namespace
{

// No real cost is longer. With exponents up to ±1000 the digits of a sum then stay within what Decimal reads back.
constexpr qsizetype MaximumCostLength = 1000;

// Unknown (negative) stays out of the sum; a sum too large to hold stays at the largest count.
qint64 added(qint64 a, qint64 b)
{
    if (b < 0)
        return a;
    if (a < 0)
        return b;
    constexpr qint64 maximum = std::numeric_limits<qint64>::max();
    return a > maximum - b ? maximum : a + b;
}

qint64 totalOf(const NoukaiTokens &tokens)
{
    if (tokens.total() < 0 && tokens.prompt() >= 0 && tokens.completion() >= 0)
        return added(tokens.prompt(), tokens.completion());
    return tokens.total();
}

} // namespace

/*!
    \fn NoukaiUsage::NoukaiUsage()
    Constructs a usage of which nothing is known yet.
*/

/*!
    \property NoukaiUsage::promptTokens
    The tokens that the run's steps read, or -1 while no step reported any.
*/

/*!
    \property NoukaiUsage::completionTokens
    The tokens that the run's steps wrote, or -1 while no step reported any.
*/

/*!
    \property NoukaiUsage::totalTokens
    The sum of the totals that the server reported, or -1 while none is known.

    It may differ from promptTokens plus completionTokens: the server may count tokens that are neither.
*/

/*!
    \property NoukaiUsage::costUsd
    The exact cost in US dollars as plain decimal text, without exponent; empty while no step reported a cost.
*/

/*!
    \property NoukaiUsage::isPartial
    \c true when at least one step reported tokens but no cost, so that \l costUsd is less than what will be billed.
*/

/*!
    \property NoukaiUsage::missingCosts
    How many steps reported tokens but no cost.
*/

/*!
    \property NoukaiUsage::countedSteps
    How many steps reported tokens or a cost, each attempt counted; a step with neither costs nothing.
*/

/*!
    Adds what one step reported: its \a tokens, of which any may be unknown, and its \a costUsd, the text of a JSON
    number.

    A step without a total but with both other counts counts as their sum. A \a costUsd that is empty, no number or
    longer than 1000 characters is no cost. A step with neither tokens nor cost changes nothing. Counts that do not fit
   stay at the largest qint64.
*/
void NoukaiUsage::add(const NoukaiTokens &tokens, const QString &costUsd)
{
    m_promptTokens = added(m_promptTokens, tokens.prompt());
    m_completionTokens = added(m_completionTokens, tokens.completion());
    m_totalTokens = added(m_totalTokens, totalOf(tokens));

    const auto cost = costUsd.size() <= MaximumCostLength ? Decimal::fromString(costUsd) : std::nullopt;
    if (cost) {
        Decimal sum = Decimal::fromString(m_costUsd).value_or(Decimal());
        sum += *cost;
        m_costUsd = sum.toString();
    } else if (tokens.isKnown()) {
        ++m_missingCosts;
    }
    m_countedSteps += cost || tokens.isKnown() ? 1 : 0;
}

/*!
    \fn bool operator==(const NoukaiUsage &a, const NoukaiUsage &b)
    \relates NoukaiUsage
    Returns \c true if \a a and \a b tell the same.
*/
bool operator==(const NoukaiUsage &a, const NoukaiUsage &b)
{
    return a.m_promptTokens == b.m_promptTokens && a.m_completionTokens == b.m_completionTokens &&
           a.m_totalTokens == b.m_totalTokens && a.m_costUsd == b.m_costUsd && a.m_missingCosts == b.m_missingCosts &&
           a.m_countedSteps == b.m_countedSteps;
}
