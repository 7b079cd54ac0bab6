// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QMetaType>
#include <QtCore/QString>

class NoukaiTokens;

/*!
    \class NoukaiUsage
    \inmodule Noukai
    \brief Tokens and cost of a run so far.

    A count nobody reported is -1 and an unreported cost is empty: unknown is not zero. Costs are added as decimals,
    exactly. isPartial() tells that a step reported tokens but no cost, so that the total is less than what will be
    billed.
*/
class NOUKAI_CORE_EXPORT NoukaiUsage
{
    Q_GADGET
    Q_PROPERTY(qint64 promptTokens READ promptTokens)
    Q_PROPERTY(qint64 completionTokens READ completionTokens)
    Q_PROPERTY(qint64 totalTokens READ totalTokens)
    Q_PROPERTY(QString costUsd READ costUsd)
    Q_PROPERTY(bool isPartial READ isPartial)
    Q_PROPERTY(int missingCosts READ missingCosts)
    Q_PROPERTY(int countedSteps READ countedSteps)

public:
    NoukaiUsage() = default;

    qint64 promptTokens() const { return m_promptTokens; }
    qint64 completionTokens() const { return m_completionTokens; }
    qint64 totalTokens() const { return m_totalTokens; }
    QString costUsd() const { return m_costUsd; }
    bool isPartial() const { return m_missingCosts > 0; }
    int missingCosts() const { return m_missingCosts; }
    int countedSteps() const { return m_countedSteps; }

    void add(const NoukaiTokens &tokens, const QString &costUsd);

    friend NOUKAI_CORE_EXPORT bool operator==(const NoukaiUsage &a, const NoukaiUsage &b);
    friend bool operator!=(const NoukaiUsage &a, const NoukaiUsage &b) { return !(a == b); }

private:
    qint64 m_promptTokens = -1;
    qint64 m_completionTokens = -1;
    qint64 m_totalTokens = -1;
    QString m_costUsd;
    int m_missingCosts = 0;
    int m_countedSteps = 0;
};
