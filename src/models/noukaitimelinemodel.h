// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaisegment.h>

#include <QtCore/QAbstractListModel>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>

#include <memory>

class NoukaiTimelineModelPrivate;

class NOUKAI_CORE_EXPORT NoukaiTimelineModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int runningRow READ runningRow NOTIFY runningRowChanged FINAL)
    Q_PROPERTY(int firstErrorRow READ firstErrorRow NOTIFY firstErrorRowChanged FINAL)
    Q_PROPERTY(int attentionRow READ attentionRow NOTIFY attentionRowChanged FINAL)
    Q_PROPERTY(qint64 endMs READ endMs NOTIFY timesChanged FINAL)
    Q_PROPERTY(qint64 workingMs READ workingMs NOTIFY timesChanged FINAL)
    Q_PROPERTY(qint64 waitingMs READ waitingMs NOTIFY timesChanged FINAL)

public:
    enum StepState { Pending, Running, Paused, AwaitingTools, Completed, Failed, Skipped, Cancelled };
    Q_ENUM(StepState)

    enum RowKind { Error, Attention };
    Q_ENUM(RowKind)

    enum Role {
        StepIdRole = Qt::UserRole,
        StepNameRole,
        StepIndexRole,
        StepStateRole,
        AttemptRole,
        AttemptCountRole,
        IterationRole,
        StartMsRole,
        FirstOutputMsRole,
        DurationMsRole,
        SegmentsRole,
        PreviewRole,
        OutputBytesRole,
        PromptTokensRole,
        CompletionTokensRole,
        TotalTokensRole,
        CostUsdRole,
        StepErrorRole,
        IsOverriddenRole,
        IsReplayedRole,
        IsTruncatedRole,
        AccessibleTextRole,
        AttemptIdRole
    };
    Q_ENUM(Role)

    explicit NoukaiTimelineModel(QObject *parent = nullptr);
    ~NoukaiTimelineModel() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    int count() const;
    int runningRow() const;
    int firstErrorRow() const;
    int attentionRow() const;
    qint64 endMs() const;
    qint64 workingMs() const;
    qint64 waitingMs() const;

    Q_INVOKABLE int rowOf(int attemptId) const;
    Q_INVOKABLE int nextRow(int fromRow, NoukaiTimelineModel::RowKind kind) const;
    Q_INVOKABLE qint64 elapsedMs(int row) const;
    Q_INVOKABLE qint64 nowMs() const;
    Q_INVOKABLE QJsonValue input(int row) const;
    Q_INVOKABLE QJsonValue outputData(int row) const;
    Q_INVOKABLE QJsonObject overrides(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void flowChanged();
    void countChanged();
    void runningRowChanged();
    void firstErrorRowChanged();
    void attentionRowChanged();
    void timesChanged();

private:
    friend class NoukaiTimelineModelPrivate;
    std::unique_ptr<NoukaiTimelineModelPrivate> d;
};
