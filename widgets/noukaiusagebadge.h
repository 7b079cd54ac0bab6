// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiusage.h>
#include <Noukai/noukaiusagestatus.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiUsageBadgePrivate;

/*!
    \class NoukaiUsageBadge
    \inmodule Noukai
    \brief Tokens and cost in one short line, with the exact numbers in its tool tip.

    \code
    auto *badge = new NoukaiUsageBadge(statusBar());
    badge->setUsage(flow->usage());
    \endcode

    Unknown is a dash and never zero. A cost that is not complete ends in "+". What is over its budget stands in the
    warning role, with a glyph and in words. The cost is left out where NoukaiTheme::showCost says so. The QML component
    \c UsageBadge is the same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiUsageBadge : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiUsage usage READ usage WRITE setUsage NOTIFY usageChanged FINAL)
    Q_PROPERTY(bool exact READ isExact WRITE setExact NOTIFY exactChanged FINAL)
    Q_PROPERTY(qint64 tokenBudget READ tokenBudget WRITE setTokenBudget NOTIFY tokenBudgetChanged FINAL)
    Q_PROPERTY(QString costBudget READ costBudget WRITE setCostBudget NOTIFY costBudgetChanged FINAL)

public:
    explicit NoukaiUsageBadge(QWidget *parent = nullptr);
    ~NoukaiUsageBadge() override;

    NoukaiUsage usage() const;
    void setUsage(const NoukaiUsage &usage);
    bool isExact() const;
    void setExact(bool exact);
    qint64 tokenBudget() const;
    void setTokenBudget(qint64 tokens);
    QString costBudget() const;
    void setCostBudget(const QString &decimal);
    NoukaiUsageStatus *status() const;
    bool isOver() const;
    QString note() const;

Q_SIGNALS:
    void usageChanged();
    void exactChanged();
    void tokenBudgetChanged();
    void costBudgetChanged();
    void budgetCrossed(NoukaiUsageStatus::Budget budget);

protected:
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<NoukaiUsageBadgePrivate> d;
};
