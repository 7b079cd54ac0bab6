// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtQml/qqml.h>

// A model's Markdown for QML.
class NoukaiMarkdownTools : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(NoukaiMarkdown)
    QML_SINGLETON

public:
    using QObject::QObject;

    Q_INVOKABLE QString toSafeHtml(const QString &markdown) const;
    Q_INVOKABLE bool fits(qint64 characters, int lines) const;
    Q_INVOKABLE QString hostOf(const QString &link) const;
};

// What QML has no word for: the clipboard, and the family of the system's fixed-width font.
class NoukaiClipboard : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString fixedFamily READ fixedFamily CONSTANT FINAL)

public:
    using QObject::QObject;

    QString fixedFamily() const;
    Q_INVOKABLE void copy(const QString &text) const;
};
