// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <memory>

class NoukaiOverrideDraftPrivate;

/*!
    \class NoukaiOverrideDraft
    \inmodule Noukai
    \brief What a person makes of the outputs that a step is given, and of its settings, before the flow runs again.

    \code
    NoukaiOverrideDraft draft;
    draft.setFlow(flow);
    draft.load(2);
    draft.setOutput(u"another text"_s); // of the step before
    if (draft.problem().isEmpty())
        draft.apply();
    \endcode

    A step is given the outputs of the steps before it, and its own settings. Replacements of the former become the
    flow's inputOverrides, changes of the latter its blockOverrides; then the flow runs again from the step, unless
    \l reruns is false. Texts are kept as they are written, whether they can be used or not. An output that is a text
    stays a text, other JSON stays JSON; in JSON, characters that deceive stand as escapes (NoukaiText::escapedJson()).

    The dialogs of both front ends show it. It lives in one thread, that of its flow.
*/
class NOUKAI_CORE_EXPORT NoukaiOverrideDraft : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(NoukaiTimelineModel *timeline READ timeline WRITE setTimeline NOTIFY timelineChanged FINAL)
    Q_PROPERTY(int stepIndex READ stepIndex WRITE load NOTIFY stepIndexChanged FINAL)
    Q_PROPERTY(bool reruns READ reruns WRITE setReruns NOTIFY rerunsChanged FINAL)
    Q_PROPERTY(QStringList steps READ steps NOTIFY changed FINAL)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY changed FINAL)
    Q_PROPERTY(bool isText READ isText NOTIFY changed FINAL)
    Q_PROPERTY(QString output READ output WRITE setOutput NOTIFY changed FINAL)
    Q_PROPERTY(QString settings READ settings WRITE setSettings NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QString summary READ summary NOTIFY changed FINAL)

public:
    explicit NoukaiOverrideDraft(QObject *parent = nullptr);
    ~NoukaiOverrideDraft() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    NoukaiTimelineModel *timeline() const;
    void setTimeline(NoukaiTimelineModel *timeline);
    int stepIndex() const;
    bool reruns() const;
    void setReruns(bool reruns);

    QStringList steps() const;
    int current() const;
    void setCurrent(int current);
    bool isText() const;
    QString output() const;
    void setOutput(const QString &text);
    QString settings() const;
    void setSettings(const QString &text);

    QString problem() const;
    QString summary() const;
    QJsonObject inputOverrides() const;
    QJsonObject blockOverrides() const;

    Q_INVOKABLE bool apply();

public Q_SLOTS:
    void load(int stepIndex);

Q_SIGNALS:
    void flowChanged();
    void timelineChanged();
    void stepIndexChanged();
    void rerunsChanged();
    void changed();

private:
    friend class NoukaiOverrideDraftPrivate;
    std::unique_ptr<NoukaiOverrideDraftPrivate> d;
};
