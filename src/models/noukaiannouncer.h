// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaievents.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QBasicTimer>
#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QString>

#include <memory>

class RunRecord;

/*!
    \class NoukaiAnnouncer
    \inmodule Noukai
    \brief What a screen reader is told of a run, and when.

    A stream of text is no live region: it would be read over everything else. One announcer per window tells instead
    that the run started, that steps ended and that the run ended. These polite announcements are gathered for
    \l gatherTime and are at least \l spacing apart: "4 steps completed". That a decision is needed and that the run
    failed is told at once, as assertive. Nothing else is told, unless a person asks by readNewOutput().

    It lives in the thread of its flow.
*/
class NOUKAI_CORE_EXPORT NoukaiAnnouncer : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(int gatherTime READ gatherTime WRITE setGatherTime NOTIFY gatherTimeChanged FINAL)
    Q_PROPERTY(int spacing READ spacing WRITE setSpacing NOTIFY spacingChanged FINAL)

public:
    explicit NoukaiAnnouncer(QObject *parent = nullptr);

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    int gatherTime() const { return m_gatherTime; }
    void setGatherTime(int milliseconds);
    int spacing() const { return m_spacing; }
    void setSpacing(int milliseconds);

    Q_INVOKABLE void readNewOutput();

Q_SIGNALS:
    void flowChanged();
    void gatherTimeChanged();
    void spacingChanged();
    void announced(const QString &text, bool assertive);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Gathered {
        bool started = false;
        int stepCount = 0;
        int completed = 0;
        int failed = 0;
        QString lastName;
        bool ended = false;
    };

    void onStateChanged();
    void onToolCallsChanged();
    void stepEnded(const QString &name, bool failed);
    void gather();
    void tell();
    QString gatheredText() const;
    QString stepsText() const;

    QPointer<NoukaiFlow> m_flow;
    Gathered m_gathered;
    QBasicTimer m_timer;
    QElapsedTimer m_lastPolite;
    int m_gatherTime = 500;
    int m_spacing = 3000;
    int m_waitingCalls = 0;
    std::weak_ptr<RunRecord> m_readRecord; // up to where the output was read
    int m_readAttempt = -1;
    qint64 m_readLength = 0;
};
