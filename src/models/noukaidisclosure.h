// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QBasicTimer>
#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QPointer>

/*!
    \class NoukaiDisclosure
    \inmodule Noukai
    \brief Which steps of a list are open: the rule, without a view.

    A running step is open; once it ended it closes after \l closeDelay, if nobody but the rule opened it. What a person
    opened or closed stays as it was left. A failed step opens. A step that needs a decision is open and cannot be
    closed. What is open is kept per attempt, so it lasts when a view recycles its rows. It lives in the thread of its
    model.
*/
class NOUKAI_CORE_EXPORT NoukaiDisclosure : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiTimelineModel *timeline READ timeline WRITE setTimeline NOTIFY timelineChanged FINAL)
    Q_PROPERTY(Detail detail READ detail WRITE setDetail NOTIFY detailChanged FINAL)
    Q_PROPERTY(int closeDelay READ closeDelay WRITE setCloseDelay NOTIFY closeDelayChanged FINAL)
    Q_PROPERTY(int revision READ revision NOTIFY changed FINAL)

public:
    /*!
        \enum NoukaiDisclosure::Detail
        How much opens by itself.

        \value Compact  Only what failed or needs a decision.
        \value Normal   What runs, too.
        \value Full     Every step that has started.
    */
    enum Detail { Compact, Normal, Full };
    Q_ENUM(Detail)

    explicit NoukaiDisclosure(QObject *parent = nullptr);

    NoukaiTimelineModel *timeline() const;
    void setTimeline(NoukaiTimelineModel *timeline);
    Detail detail() const { return m_detail; }
    void setDetail(Detail detail);
    int closeDelay() const { return m_closeDelay; }
    void setCloseDelay(int milliseconds);
    int revision() const { return m_revision; }

    Q_INVOKABLE bool isExpanded(int attemptId) const;
    Q_INVOKABLE bool isFixed(int attemptId) const;
    Q_INVOKABLE void setExpanded(int attemptId, bool expanded);

Q_SIGNALS:
    void timelineChanged();
    void detailChanged();
    void closeDelayChanged();
    void changed();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Step {
        NoukaiTimelineModel::StepState state = NoukaiTimelineModel::Pending;
        bool touched = false;
        bool touchedOpen = false;
        bool lingers = false; // ended a moment ago
    };
    struct Closing {
        int attemptId;
        qint64 at;
    };

    void read(int first, int last);
    void clear();
    bool isOpen(const Step &step) const;
    void linger(int attemptId);
    void tell();

    QPointer<NoukaiTimelineModel> m_timeline;
    QHash<int, Step> m_steps;
    QList<Closing> m_closing; // in order of their time
    QBasicTimer m_timer;
    QElapsedTimer m_clock;
    Detail m_detail = Normal;
    int m_closeDelay = 1000;
    int m_revision = 0;
};
