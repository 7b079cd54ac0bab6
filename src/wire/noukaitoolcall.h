// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QJsonValue>
#include <QtCore/QMetaType>
#include <QtCore/QString>

/*!
    \class NoukaiToolCall
    \inmodule Noukai
    \brief A model's wish to call one tool of the application.

    arguments() holds the arguments as JSON when their text could be parsed, else it is undefined and argumentsText()
    alone tells what the model wrote. Both are written by a model: never trust them, never show them as rich text.
*/
class NOUKAI_CORE_EXPORT NoukaiToolCall
{
    Q_GADGET
    Q_PROPERTY(QString id READ id)
    Q_PROPERTY(QString name READ name)
    Q_PROPERTY(QJsonValue arguments READ arguments)
    Q_PROPERTY(QString argumentsText READ argumentsText)

public:
    NoukaiToolCall() = default;
    NoukaiToolCall(const QString &id, const QString &name, const QJsonValue &arguments);

    static NoukaiToolCall fromJson(const QJsonValue &toolCall);

    QString id() const { return m_id; }
    QString name() const { return m_name; }
    QJsonValue arguments() const { return m_arguments; }
    QString argumentsText() const { return m_argumentsText; }

    friend NOUKAI_CORE_EXPORT bool operator==(const NoukaiToolCall &a, const NoukaiToolCall &b);
    friend bool operator!=(const NoukaiToolCall &a, const NoukaiToolCall &b) { return !(a == b); }

private:
    QString m_id;
    QString m_name;
    QJsonValue m_arguments = QJsonValue::Undefined;
    QString m_argumentsText;
};
