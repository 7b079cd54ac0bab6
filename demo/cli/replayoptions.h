// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"

#include <QtCore/QCommandLineParser>

/*!
    \class CliReplayOptions
    \brief Reads the arguments of \c{noukai replay}.
*/
class CliReplayOptions
{
    Q_DECLARE_TR_FUNCTIONS(CliOptions)

public:
    CliReplayOptions();

    QString read(const QStringList &arguments, CliOptions &options);
    QString helpText() const;

private:
    QString readSpeed(CliOptions &options) const;

    QCommandLineParser m_parser;
};
