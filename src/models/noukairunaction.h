// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaitheme.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QString>

/*!
    \class NoukaiRunAction
    \inmodule Noukai
    \brief One thing that a person can do about a run: whether it is possible now, its words, and why it is not.

    Buttons of QML and actions of widgets both show one, so they are possible in the same states and say the same. It
    follows its flow; without one nothing is possible. It lives in the thread of its flow. Texts are translated when
    they are read.
*/
class NOUKAI_CORE_EXPORT NoukaiRunAction : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(Action action READ action WRITE setAction NOTIFY actionChanged FINAL)
    Q_PROPERTY(QString text READ text NOTIFY actionChanged FINAL)
    Q_PROPERTY(NoukaiTheme::Glyph glyph READ glyph NOTIFY actionChanged FINAL)
    Q_PROPERTY(bool checkable READ isCheckable NOTIFY actionChanged FINAL)
    Q_PROPERTY(bool checked READ isChecked NOTIFY changed FINAL)
    Q_PROPERTY(bool possible READ isPossible NOTIFY changed FINAL)
    Q_PROPERTY(bool suggested READ isSuggested NOTIFY changed FINAL)
    Q_PROPERTY(QString disabledReason READ disabledReason NOTIFY changed FINAL)
    Q_PROPERTY(QString description READ description NOTIFY changed FINAL)

public:
    /*!
        \enum NoukaiRunAction::Action
        \value Start          Run the flow from its first step.
        \value PauseAfterStep Whether the flow stops after every step; the opposite of NoukaiFlow::autoAdvance.
        \value Step           Run the next step of a paused flow.
        \value RunToEnd       Run all remaining steps without pausing.
        \value Stop           End the run.
        \value Resume         Take up a run that was interrupted, cancelled or failed.
    */
    enum Action { Start, PauseAfterStep, Step, RunToEnd, Stop, Resume };
    Q_ENUM(Action)

    explicit NoukaiRunAction(QObject *parent = nullptr);
    explicit NoukaiRunAction(Action action, QObject *parent = nullptr);

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    Action action() const { return m_action; }
    void setAction(Action action);

    QString text() const { return text(m_action); }
    NoukaiTheme::Glyph glyph() const { return glyph(m_action); }
    bool isCheckable() const { return m_action == PauseAfterStep; }
    bool isChecked() const;
    bool isPossible() const { return disabledReason().isEmpty(); }
    bool isSuggested() const;
    QString disabledReason() const;
    QString description() const;

    static QString text(Action action);
    static NoukaiTheme::Glyph glyph(Action action);
    static QString disabledReason(NoukaiFlow *flow, Action action);

public Q_SLOTS:
    void trigger();

Q_SIGNALS:
    void flowChanged();
    void actionChanged();
    void changed();

private:
    void tell(void (NoukaiRunAction::*notify)());

    QPointer<NoukaiFlow> m_flow;
    Action m_action = Start;
};
