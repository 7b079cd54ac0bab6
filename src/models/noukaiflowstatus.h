// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaitheme.h>

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QString>

/*!
    \class NoukaiFlowStatus
    \inmodule Noukai
    \brief What a component says about where a flow stands, in words, role and glyph.

    Widgets and QML components both show a NoukaiFlowStatus, so they never say different things. It follows its flow
    and tells every change by changed(); without a flow, or once the flow is gone, it is idle. It lives in the thread
    of its flow. Texts are translated when they are read.
*/
class NOUKAI_CORE_EXPORT NoukaiFlowStatus : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(NoukaiFlow::State state READ state NOTIFY changed FINAL)
    Q_PROPERTY(NoukaiTheme::Role role READ role NOTIFY changed FINAL)
    Q_PROPERTY(NoukaiTheme::Glyph glyph READ glyph NOTIFY changed FINAL)
    Q_PROPERTY(QString word READ word NOTIFY changed FINAL)
    Q_PROPERTY(QString progressText READ progressText NOTIFY changed FINAL)
    Q_PROPERTY(double progress READ progress NOTIFY changed FINAL)
    Q_PROPERTY(QString percentText READ percentText NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString versionText READ versionText NOTIFY changed FINAL)
    Q_PROPERTY(QList<int> marks READ marks NOTIFY changed FINAL)

public:
    /*!
        \enum NoukaiFlowStatus::Mark
        What is to be known of a run besides its state.

        \value ReplayMark       What is shown is played from a recording.
        \value PartialCostMark  Not every step has reported its cost.
    */
    enum Mark { ReplayMark, PartialCostMark };
    Q_ENUM(Mark)

    explicit NoukaiFlowStatus(QObject *parent = nullptr);

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);

    NoukaiFlow::State state() const;
    NoukaiTheme::Role role() const;
    NoukaiTheme::Glyph glyph() const;
    QString word() const;
    QString progressText() const;
    double progress() const;
    QString percentText() const;
    bool isBusy() const;
    QString versionText() const;
    QList<int> marks() const;

    Q_INVOKABLE qint64 silence() const;
    Q_INVOKABLE QString silenceText() const;
    Q_INVOKABLE bool isStalled() const;
    Q_INVOKABLE QString elapsedText() const;

    Q_INVOKABLE static QString markText(NoukaiFlowStatus::Mark mark);
    Q_INVOKABLE static NoukaiTheme::Role markRole(NoukaiFlowStatus::Mark mark);
    Q_INVOKABLE static NoukaiTheme::Glyph markGlyph(NoukaiFlowStatus::Mark mark);
    static QString progressText(const NoukaiFlow &flow);

Q_SIGNALS:
    void flowChanged();
    void changed();

private:
    void follow(NoukaiFlow *flow);

    QPointer<NoukaiFlow> m_flow;
    qint64 m_heardMs = 0;      // since when it is silent, by NoukaiFlowPrivate::moment()
    qint64 m_lastEventMs = -1; // none yet
    NoukaiFlow::State m_stateBefore = NoukaiFlow::Idle;
};
