// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QAbstractListModel>
#include <QtCore/QString>

#include <memory>

class NoukaiRunComparisonPrivate;

class NOUKAI_CORE_EXPORT NoukaiRunComparison : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flowA READ flowA WRITE setFlowA NOTIFY flowsChanged FINAL)
    Q_PROPERTY(NoukaiFlow *flowB READ flowB WRITE setFlowB NOTIFY flowsChanged FINAL)
    Q_PROPERTY(int attemptA READ attemptA WRITE setAttemptA NOTIFY attemptsChanged FINAL)
    Q_PROPERTY(int attemptB READ attemptB WRITE setAttemptB NOTIFY attemptsChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(bool isTruncated READ isTruncated NOTIFY totalsChanged FINAL)
    Q_PROPERTY(int sameCount READ sameCount NOTIFY totalsChanged FINAL)
    Q_PROPERTY(int differentCount READ differentCount NOTIFY totalsChanged FINAL)
    Q_PROPERTY(int onlyInACount READ onlyInACount NOTIFY totalsChanged FINAL)
    Q_PROPERTY(int onlyInBCount READ onlyInBCount NOTIFY totalsChanged FINAL)
    Q_PROPERTY(qint64 durationMsA READ durationMsA NOTIFY totalsChanged FINAL)
    Q_PROPERTY(qint64 durationMsB READ durationMsB NOTIFY totalsChanged FINAL)
    Q_PROPERTY(qint64 totalTokensA READ totalTokensA NOTIFY totalsChanged FINAL)
    Q_PROPERTY(qint64 totalTokensB READ totalTokensB NOTIFY totalsChanged FINAL)
    Q_PROPERTY(QString costUsdA READ costUsdA NOTIFY totalsChanged FINAL)
    Q_PROPERTY(QString costUsdB READ costUsdB NOTIFY totalsChanged FINAL)
    Q_PROPERTY(QString costDifference READ costDifference NOTIFY totalsChanged FINAL)

public:
    enum Side { A, B };
    Q_ENUM(Side)

    enum OutputRelation { NoOutput, SameOutput, DifferentOutput, OutputOnlyInA, OutputOnlyInB, UnknownRelation };
    Q_ENUM(OutputRelation)

    enum Role {
        StepNameRole = Qt::UserRole,
        StepIndexRole,
        IterationRole,
        AttemptIdARole,
        AttemptIdBRole,
        StateARole,
        StateBRole,
        DurationMsARole,
        DurationMsBRole,
        DurationDifferenceRole,
        TotalTokensARole,
        TotalTokensBRole,
        TokensDifferenceRole,
        CostUsdARole,
        CostUsdBRole,
        CostDifferenceRole,
        OutputRelationRole,
        IsOverriddenARole,
        IsOverriddenBRole,
        AccessibleTextRole
    };
    Q_ENUM(Role)

    explicit NoukaiRunComparison(QObject *parent = nullptr);
    ~NoukaiRunComparison() override;

    NoukaiFlow *flowA() const;
    void setFlowA(NoukaiFlow *flow);
    NoukaiFlow *flowB() const;
    void setFlowB(NoukaiFlow *flow);
    int attemptA() const;
    void setAttemptA(int attemptId);
    int attemptB() const;
    void setAttemptB(int attemptId);
    int count() const;
    bool isTruncated() const;
    int sameCount() const;
    int differentCount() const;
    int onlyInACount() const;
    int onlyInBCount() const;
    qint64 durationMsA() const;
    qint64 durationMsB() const;
    qint64 totalTokensA() const;
    qint64 totalTokensB() const;
    QString costUsdA() const;
    QString costUsdB() const;
    QString costDifference() const;

    Q_INVOKABLE QString outputText(int row, NoukaiRunComparison::Side side) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void flowsChanged();
    void attemptsChanged();
    void countChanged();
    void totalsChanged();

private:
    friend class NoukaiRunComparisonPrivate;
    std::unique_ptr<NoukaiRunComparisonPrivate> d;
};
