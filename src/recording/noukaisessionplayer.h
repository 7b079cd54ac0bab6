// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaisession.h>

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QString>

#include <memory>

class NoukaiPlayer;
class NoukaiSessionPlayerPrivate;

class NOUKAI_CORE_EXPORT NoukaiSessionPlayer : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(NoukaiSession session READ session WRITE setSession NOTIFY sessionChanged FINAL)
    Q_PROPERTY(NoukaiPlayer *player READ player CONSTANT FINAL)
    Q_PROPERTY(NoukaiSessionExecution execution READ execution NOTIFY executionChanged FINAL)
    Q_PROPERTY(NoukaiError error READ error NOTIFY errorChanged FINAL)

public:
    explicit NoukaiSessionPlayer(QObject *parent = nullptr);
    ~NoukaiSessionPlayer() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    NoukaiSession session() const;
    void setSession(const NoukaiSession &session);
    NoukaiPlayer *player() const;
    NoukaiSessionExecution execution() const;
    NoukaiError error() const;

    Q_INVOKABLE QList<NoukaiSessionExecution> leftOver() const;
    Q_INVOKABLE NoukaiError checkComplete() const;

    static QByteArray recording(const NoukaiSessionExecution &execution);

public Q_SLOTS:
    bool play(const QString &slug = QString(), const QString &triggerType = QStringLiteral("step"));
    void reset();

Q_SIGNALS:
    void flowChanged();
    void sessionChanged();
    void executionChanged();
    void errorChanged();
    void errorOccurred(const NoukaiError &error);
    void ended();

private:
    friend class NoukaiSessionPlayerPrivate;
    std::unique_ptr<NoukaiSessionPlayerPrivate> d;
};
