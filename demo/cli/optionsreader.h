// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"

#include <QtCore/QCommandLineParser>

/*!
    \class CliOptionsReader
    \brief Reads the arguments of \c{noukai run}. Each step returns an error's text, empty where all is well.
*/
class CliOptionsReader
{
    Q_DECLARE_TR_FUNCTIONS(CliOptions)

public:
    CliOptionsReader();

    QString read(const QStringList &arguments, CliOptions &options);
    QString helpText() const;

    // What all commands have in common.
    static QString readMode(const QCommandLineParser &parser, CliOptions &options);

private:
    QString readPlain(CliOptions &options) const;
    QString readNumbers(CliOptions &options) const;
    QString readParameters(CliOptions &options) const;
    QString readTools(CliOptions &options) const;
    static QString readCommand(const QString &command, CliToolOption &tool);
    QString readToolSchemas(CliOptions &options) const;
    QString readKeyFile(CliOptions &options) const;
    QString readNumber(const QString &name, int minimum, int maximum, int &number) const;
    QString refuseRepeats() const;

    QCommandLineParser m_parser;
};
