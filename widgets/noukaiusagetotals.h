// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiusage.h>
#include <Noukai/noukaiusagestatus.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

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
    told as "other". The cost is left out where NoukaiTheme::showCost says so. The QML component \c UsageTotals is the
    same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiUsageTotals : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiUsage usage READ usage WRITE setUsage NOTIFY usageChanged FINAL)
    Q_PROPERTY(bool exact READ isExact WRITE setExact NOTIFY exactChanged FINAL)
    Q_PROPERTY(qint64 tokenBudget READ tokenBudget WRITE setTokenBudget NOTIFY tokenBudgetChanged FINAL)
    Q_PROPERTY(QString costBudget READ costBudget WRITE setCostBudget NOTIFY costBudgetChanged FINAL)

public:
    explicit NoukaiUsageTotals(QWidget *parent = nullptr);
    ~NoukaiUsageTotals() override;

    NoukaiUsage usage() const;
    void setUsage(const NoukaiUsage &usage);
    bool isExact() const;
    void setExact(bool exact);
    qint64 tokenBudget() const;
    void setTokenBudget(qint64 tokens);
    QString costBudget() const;
    void setCostBudget(const QString &decimal);
    NoukaiUsageStatus *status() const;

Q_SIGNALS:
    void usageChanged();
    void exactChanged();
    void tokenBudgetChanged();
    void costBudgetChanged();
    void budgetCrossed(NoukaiUsageStatus::Budget budget);

protected:
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<NoukaiUsageTotalsPrivate> d;
};
