// SPDX-License-Identifier: MIT
#pragma once

#include "stepstate.h"

#include <Noukai/noukaievents.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QAbstractListModel>
#include <QtCore/QBasicTimer>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QElapsedTimer>
#include <QtCore/QPointer>
#include <QtQml/qqml.h>

// A row per step attempt of a flow. A known step count makes pending rows at once. Rows appear immediately, changes
// inside them are told at most once per frame of 16 ms.
class StepListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The inspector has one.")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged FINAL)

public:
    enum Role {
        StepNameRole = Qt::UserRole,
        StepIndexRole,
        StateRole,
        RoleRole,
        GlyphRole,
        WordRole,
        AttemptRole,
        DurationRole,
        RunningRole,
        TokensRole,
        CostRole,
        PreviewRole,
        OutputRole,
        TruncatedRole,
        ErrorRole
    };

    struct Row {
        QString stepId;
        QString name;
        int stepIndex = -1;
        int attempt = 1;
        StepState::State state = StepState::Pending;
        QElapsedTimer clock;
        qint64 durationMs = -1;
        NoukaiTokens tokens;
        QString costUsd;
        QString output; // the last OutputLimit characters
        bool truncated = false;
        QString error;
    };

    static constexpr int OutputLimit = 16384;

    explicit StepListModel(QObject *parent = nullptr);

    void setFlow(NoukaiFlow *flow);
    const QList<Row> &rows() const { return m_rows; }

    // Tells that the durations of what runs went on. Called by the window's one ticking timer.
    Q_INVOKABLE void tick();
    // Tells gathered changes now.
    void flush();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void onStateChanged();
    void onRunStarted(const NoukaiRunStarted &event);
    void onStepStarted(const NoukaiStepStarted &event);
    void onStepOutput(const NoukaiStepOutput &event);
    void onStepCompleted(const NoukaiStepCompleted &event);
    void onStepFailed(const NoukaiStepFailed &event);
    void onToolCallsRequired(const NoukaiToolCallsRequired &event);

    void clear();
    int insertRow(int position, const Row &row);
    int openRow(const QString &stepId) const; // the newest attempt that has not ended, or -1
    int ensureRow(const NoukaiEvent &event, const QString &name);
    void appendOutput(Row &row, const QString &text);
    void touch(int row);

    QPointer<NoukaiFlow> m_flow;
    QList<Row> m_rows;
    QBasicTimer m_frame;
    int m_firstDirty = -1;
    int m_lastDirty = -1;
};
