// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaiusage.h>

#include <QtCore/QObject>
#include <QtCore/QString>

/*!
    \class NoukaiUsageStatus
    \inmodule Noukai
    \brief What a component says about tokens and cost, and whether a budget is used up.

    QML and widgets show the same NoukaiUsageStatus. Unknown is not zero: what nobody reported is a dash. Costs are
    compared as decimals. It lives in one thread. Texts are translated when they are read.
*/
class NOUKAI_CORE_EXPORT NoukaiUsageStatus : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiUsage usage READ usage WRITE setUsage NOTIFY usageChanged FINAL)
    Q_PROPERTY(bool exact READ isExact WRITE setExact NOTIFY exactChanged FINAL)
    Q_PROPERTY(qint64 tokenBudget READ tokenBudget WRITE setTokenBudget NOTIFY tokenBudgetChanged FINAL)
    Q_PROPERTY(QString costBudget READ costBudget WRITE setCostBudget NOTIFY costBudgetChanged FINAL)
    Q_PROPERTY(QString promptText READ promptText NOTIFY changed FINAL)
    Q_PROPERTY(QString completionText READ completionText NOTIFY changed FINAL)
    Q_PROPERTY(QString otherText READ otherText NOTIFY changed FINAL)
    Q_PROPERTY(QString totalText READ totalText NOTIFY changed FINAL)
    Q_PROPERTY(QString costText READ costText NOTIFY changed FINAL)
    Q_PROPERTY(QString tokensNote READ tokensNote NOTIFY changed FINAL)
    Q_PROPERTY(QString costNote READ costNote NOTIFY changed FINAL)
    Q_PROPERTY(QString partialText READ partialText NOTIFY changed FINAL)
    Q_PROPERTY(double tokenShare READ tokenShare NOTIFY changed FINAL)
    Q_PROPERTY(double costShare READ costShare NOTIFY changed FINAL)
    Q_PROPERTY(QString tokenBudgetText READ tokenBudgetText NOTIFY changed FINAL)
    Q_PROPERTY(QString costBudgetText READ costBudgetText NOTIFY changed FINAL)
    Q_PROPERTY(bool tokensOver READ isTokensOver NOTIFY changed FINAL)
    Q_PROPERTY(bool costOver READ isCostOver NOTIFY changed FINAL)

public:
    /*!
        \enum NoukaiUsageStatus::Budget
        \value Tokens  The budget of tokens.
        \value Cost    The budget of money.
    */
    enum Budget { Tokens, Cost };
    Q_ENUM(Budget)

    explicit NoukaiUsageStatus(QObject *parent = nullptr);

    NoukaiUsage usage() const { return m_usage; }
    void setUsage(const NoukaiUsage &usage);
    bool isExact() const { return m_exact; }
    void setExact(bool exact);
    qint64 tokenBudget() const { return m_tokenBudget; }
    void setTokenBudget(qint64 tokens);
    QString costBudget() const { return m_costBudget; }
    void setCostBudget(const QString &decimal);

    QString promptText() const { return count(m_usage.promptTokens()); }
    QString completionText() const { return count(m_usage.completionTokens()); }
    QString otherText() const;
    QString totalText() const { return count(m_usage.totalTokens()); }
    QString costText() const;
    QString tokensNote() const;
    QString costNote() const;
    QString partialText() const;
    double tokenShare() const;
    double costShare() const;
    QString tokenBudgetText() const;
    QString costBudgetText() const;
    bool isTokensOver() const { return m_tokensOver; }
    bool isCostOver() const { return m_costOver; }

Q_SIGNALS:
    void usageChanged();
    void exactChanged();
    void tokenBudgetChanged();
    void costBudgetChanged();
    void changed();
    void budgetCrossed(NoukaiUsageStatus::Budget budget);

private:
    QString count(qint64 tokens) const;
    qint64 otherTokens() const;
    bool costsMoreThanBudget() const;
    void tell(void (NoukaiUsageStatus::*notify)());

    NoukaiUsage m_usage;
    qint64 m_tokenBudget = -1;
    QString m_costBudget;
    bool m_exact = false;
    bool m_tokensOver = false;
    bool m_costOver = false;
};
