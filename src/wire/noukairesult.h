// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QMetaType>
#include <QtCore/QString>

/*!
    \class NoukaiResult
    \inmodule Noukai
    \brief What a run that is one call gave: the answer to NoukaiFlow::execute(), or the end of a job.

    Implicitly shared; it may be copied to and read from any thread.
*/
class NOUKAI_CORE_EXPORT NoukaiResult
{
    Q_GADGET
    Q_PROPERTY(QString status READ status)
    Q_PROPERTY(QJsonValue result READ result)
    Q_PROPERTY(QString flowId READ flowId)
    Q_PROPERTY(int blockCount READ blockCount)
    Q_PROPERTY(QString executionId READ executionId)
    Q_PROPERTY(QJsonObject json READ json)

public:
    NoukaiResult() = default;

    /*!
        \fn NoukaiResult NoukaiResult::fromJson(const QJsonObject &answer)
        Reads \a answer as the server gave it. Members that are absent or of another type count as unknown.
    */
    static NoukaiResult fromJson(const QJsonObject &answer);

    QString status() const;
    QJsonValue result() const;
    QString flowId() const;
    int blockCount() const;
    QString executionId() const;
    QJsonObject json() const;

    NoukaiError failure() const;

    friend bool operator==(const NoukaiResult &a, const NoukaiResult &b) { return a.m_json == b.m_json; }
    friend bool operator!=(const NoukaiResult &a, const NoukaiResult &b) { return !(a == b); }

private:
    QJsonObject m_json;
};
