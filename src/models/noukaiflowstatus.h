// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaitheme.h>

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

public:
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

    static QString progressText(const NoukaiFlow &flow);

Q_SIGNALS:
    void flowChanged();
    void changed();

private:
    QPointer<NoukaiFlow> m_flow;
};
