// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitext.h>

#include <QtCore/QObject>
#include <QtCore/QSettings>
#include <QtCore/QVariant>
#include <QtQml/qqml.h>

// How a person arranged the window, from one start to the next. There is never a secret in it.
class Preferences : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The inspector has one.")

public:
    explicit Preferences(const QString &fileName, QObject *parent = nullptr) // an empty one keeps nothing
        : QObject(parent)
        , m_settings(fileName, QSettings::IniFormat)
        , m_lasts(!fileName.isEmpty())
    {
    }

    bool lasts() const { return m_lasts; }
    Q_INVOKABLE double number(const QString &name, double otherwise) const { return value(name, otherwise).toDouble(); }
    Q_INVOKABLE bool flag(const QString &name, bool otherwise) const { return value(name, otherwise).toBool(); }
    Q_INVOKABLE QString text(const QString &name, const QString &otherwise) const
    {
        return value(name, otherwise).toString();
    }
    Q_INVOKABLE void keep(const QString &name, const QVariant &value)
    {
        // Whoever types a key into the wrong field does not find it in a file.
        if (m_lasts)
            m_settings.setValue(name, value.typeId() == QMetaType::QString
                                          ? QVariant(NoukaiText::withoutKeys(value.toString()))
                                          : value);
    }

private:
    QVariant value(const QString &name, const QVariant &otherwise) const
    {
        const QVariant kept = m_lasts ? m_settings.value(name) : QVariant();
        return kept.canConvert(otherwise.metaType()) ? kept : otherwise;
    }

    QSettings m_settings;
    const bool m_lasts;
};
