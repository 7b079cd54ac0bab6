// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiexporter.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

/*! A tool of the command line: a program that answers the calls to \a name, or nothing where a person does. */
struct CliToolOption {
    QString name;
    QString program;
    QStringList arguments;
    QString description;
    QJsonObject parameters;
};

/*!
    \class CliOptions
    \brief What the command line asks for.

    parse() reads the arguments and the files they name. It writes nothing: with Action::Print there is a text for
    standard output, with Action::Refuse an error for standard error, and neither ever contains a key.
*/
class CliOptions
{
    Q_DECLARE_TR_FUNCTIONS(CliOptions)

public:
    enum class Action { Run, Replay, Export, Print, Refuse };
    enum class Mode { Progress, Events, Steps, Json };

    static CliOptions parse(const QStringList &arguments);

    Action action = Action::Run;
    Mode mode = Mode::Progress;
    QString text;

    QString flow;
    QString version;
    QString message;
    bool messageFromInput = false;
    QJsonObject parameters;
    QString sessionId;
    bool hasSessionId = false;
    QUrl baseUrl;
    QString apiKey;
    QStringList warnings;
    QList<CliToolOption> tools;
    QString recordFile;         // what run writes
    QStringList redactedFields; // without the values of these
    QString recording;          // what replay and export read
    QString outputFile;         // what export writes; empty: standard output
    NoukaiExporter::Format format = NoukaiExporter::Json;
    double speed = 1;
    int timeout = -1;
    int resumeAttempts = 0;
    bool keyless = false;
    bool remaining = false;
    bool trace = false;
    bool noColor = false;
    bool skipWaits = false;

    static QJsonValue parameterValue(const QString &text);
    static QString shown(const QString &argument);
};
