// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaisession.h>

#include <QtCore/QByteArray>
#include <QtCore/QCoreApplication>

// Rebuilds, from what the server kept of an execution, the events it must have sent, as the text of a recording.
class NOUKAI_INTERNAL_EXPORT SessionScript
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiSessionPlayer)

public:
    static QByteArray recording(const NoukaiSessionExecution &execution);

private:
    explicit SessionScript(const NoukaiSessionExecution &execution);

    void addSteps();
    void addStep(qsizetype position);
    void addEnd();
    bool isTriedAgain(qsizetype position) const;
    void moveTo(const QDateTime &time);
    void addLine(const QJsonObject &members);
    void addEvent(const QString &name, const QJsonObject &data);

    const NoukaiSessionExecution m_execution;
    const QList<NoukaiSessionStep> m_steps;
    QByteArray m_text;
    QJsonValue m_result = QJsonValue::Undefined;
    qint64 m_time = 0;
    bool m_failed = false;
};
