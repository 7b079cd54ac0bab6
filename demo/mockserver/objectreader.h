// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QSet>
#include <QtCore/QString>

namespace mock
{

/*!
    Reads a JSON object member by member, remembers the first thing that is wrong with it and which members nobody asked
    for, so that a typing mistake is told and not silently ignored.
*/
class ObjectReader
{
    Q_DECLARE_TR_FUNCTIONS(MockScenario)

public:
    ObjectReader(const QJsonObject &object, const QString &path, QString *error);

    bool has(const QString &member);
    QString text(const QString &member, const QString &otherwise = {});
    QString requiredText(const QString &member);
    int number(const QString &member, int otherwise, int minimum, int maximum);
    bool flag(const QString &member, bool otherwise);
    QJsonObject object(const QString &member);
    QJsonArray array(const QString &member);
    QJsonValue value(const QString &member);

    QString pathOf(const QString &member) const;
    QString pathOf(const QString &member, qsizetype index) const;
    void fail(const QString &member, const QString &reason);
    bool failed() const { return !m_error->isEmpty(); }
    /*! Complains about members that were never asked for. */
    void finish();

private:
    QJsonValue take(const QString &member);

    QJsonObject m_object;
    QString m_path;
    QString *m_error;
    QSet<QString> m_known;
};

} // namespace mock
