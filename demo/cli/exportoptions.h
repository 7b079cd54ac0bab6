// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"

#include <QtCore/QCommandLineParser>

/*!
    \class CliExportOptions
    \brief Reads the arguments of \c{noukai export}.
*/
class CliExportOptions
{
    Q_DECLARE_TR_FUNCTIONS(CliOptions)

public:
    CliExportOptions();

    QString read(const QStringList &arguments, CliOptions &options);
    QString helpText() const;

private:
    QString readFormat(CliOptions &options) const;
    QString readOutput(CliOptions &options) const;

    QCommandLineParser m_parser;
};
