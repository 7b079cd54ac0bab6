// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiusage.h>
#include <Noukai/noukaiusagestatus.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiUsageViewPrivate;

/*!
    \class NoukaiUsageView
    \inmodule Noukai
    \brief What NoukaiUsageBadge and NoukaiUsageTotals have in common: the usage they show and its budgets.

    Unknown is a dash and never zero. Main thread.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiUsageView : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiUsage usage READ usage WRITE setUsage NOTIFY usageChanged DESIGNABLE false FINAL)
    Q_PROPERTY(bool exact READ isExact WRITE setExact NOTIFY exactChanged FINAL)
    Q_PROPERTY(qint64 tokenBudget READ tokenBudget WRITE setTokenBudget NOTIFY tokenBudgetChanged FINAL)
    Q_PROPERTY(QString costBudget READ costBudget WRITE setCostBudget NOTIFY costBudgetChanged FINAL)
    Q_PROPERTY(bool showCost READ showCost WRITE setShowCost RESET resetShowCost NOTIFY showCostChanged FINAL)

public:
    ~NoukaiUsageView() override;

    NoukaiUsage usage() const;
    void setUsage(const NoukaiUsage &usage);
    bool isExact() const;
    void setExact(bool exact);
    qint64 tokenBudget() const;
    void setTokenBudget(qint64 tokens);
    QString costBudget() const;
    void setCostBudget(const QString &decimal);
    bool showCost() const;
    void setShowCost(bool show);
    void resetShowCost();
    NoukaiUsageStatus *status() const;

Q_SIGNALS:
    void usageChanged();
    void exactChanged();
    void tokenBudgetChanged();
    void costBudgetChanged();
    void showCostChanged();
    void budgetCrossed(NoukaiUsageStatus::Budget budget);

protected:
    explicit NoukaiUsageView(QWidget *parent);

    virtual void tell() = 0;
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<NoukaiUsageViewPrivate> d;
};
