// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaitoolcall.h>

#include <QtCore/QObject>

class NOUKAI_CORE_EXPORT NoukaiToolRequest : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString id READ id CONSTANT FINAL)
    Q_PROPERTY(QString name READ name CONSTANT FINAL)
    Q_PROPERTY(QJsonValue arguments READ arguments CONSTANT FINAL)
    Q_PROPERTY(QString argumentsText READ argumentsText CONSTANT FINAL)
    Q_PROPERTY(bool answered READ isAnswered NOTIFY answeredChanged FINAL)

public:
    QString id() const { return m_call.id(); }
    QString name() const { return m_call.name(); }
    QJsonValue arguments() const { return m_call.arguments(); }
    QString argumentsText() const { return m_call.argumentsText(); }
    bool isAnswered() const { return m_answered; }

public Q_SLOTS:
    void respond(const QString &content);
    void fail(const QString &reason);

Q_SIGNALS:
    void answeredChanged();

private:
    friend class ToolRound;
    explicit NoukaiToolRequest(const NoukaiToolCall &call, QObject *parent);

    NoukaiToolCall m_call;
    QString m_content;
    bool m_answered = false;
};
