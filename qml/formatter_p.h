// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaitext.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QObject>
#include <QtQml/qqml.h>

// NoukaiFormat in QML: the same functions in the default locale.
class NoukaiFormatter : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(NoukaiFormat)
    QML_SINGLETON

public:
    using QObject::QObject;

    Q_INVOKABLE QString unknown() const;
    Q_INVOKABLE QString tokens(qint64 count) const;
    Q_INVOKABLE QString exactTokens(qint64 count) const;
    Q_INVOKABLE QString size(qint64 bytes) const;
    Q_INVOKABLE QString cost(const QString &decimal, bool partial = false) const;
    Q_INVOKABLE QString duration(qint64 milliseconds, bool running = false) const;
    Q_INVOKABLE QString position(qint64 milliseconds) const;
    Q_INVOKABLE QString workAndWait(qint64 working, qint64 waiting, bool running = false) const;
    Q_INVOKABLE QString stateWord(NoukaiFlow::State state) const;
    Q_INVOKABLE QString stepWord(NoukaiTimelineModel::StepState state) const;
    Q_INVOKABLE QString stepTitle(const QString &name, int stepIndex, int attempt, int attemptCount,
                                  int iteration) const;
    Q_INVOKABLE QString usageText(qint64 prompt, qint64 completion, qint64 total, const QString &costUsd = {},
                                  bool partial = false) const;
};

// NoukaiText in QML: what makes a model's words safe to show.
class NoukaiTextFunctions : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(NoukaiText)
    QML_SINGLETON
    Q_PROPERTY(int longText READ longText CONSTANT FINAL)
    Q_PROPERTY(int mostEdited READ mostEdited CONSTANT FINAL)

public:
    using QObject::QObject;

    // Longer texts are shown in bounded blocks.
    int longText() const { return int(NoukaiText::LongText); }
    // Longer texts cannot be edited: a text edit lays out a changed line as a whole.
    int mostEdited() const { return 2000000; }
    Q_INVOKABLE bool hasDeceptive(const QString &text) const;
    Q_INVOKABLE bool hasLongWord(const QString &text) const;
    Q_INVOKABLE QString escaped(const QString &text) const;
    Q_INVOKABLE QString escapedJson(const QString &json) const;
    Q_INVOKABLE QString beginning(const QString &text, int length = 1000) const;
    Q_INVOKABLE QString preview(const QString &text, int length = 160) const;
};
