// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiusageview.h>

#include <memory>

class NoukaiUsageTotalsPrivate;

/*!
    \class NoukaiUsageTotals
    \inmodule Noukai
    \brief Tokens and cost of a run, one below the other, and how its budgets stand.

    \code
    auto *totals = new NoukaiUsageTotals(this);
    totals->setUsage(flow->usage());
    totals->setTokenBudget(10000);
    \endcode

    Unknown is a dash and never zero. Where the server's total is not the sum of what was read and written, the rest is
    told as "other". The cost is left out where \l showCost says so. The QML component \c UsageTotals is the
    same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiUsageTotals : public NoukaiUsageView
{
    Q_OBJECT

public:
    explicit NoukaiUsageTotals(QWidget *parent = nullptr);
    ~NoukaiUsageTotals() override;

protected:
    void tell() override;

private:
    std::unique_ptr<NoukaiUsageTotalsPrivate> d;
};
