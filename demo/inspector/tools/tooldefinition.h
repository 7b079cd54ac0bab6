// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitool.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <optional>

// A tool as a file describes it.
struct ToolDefinition {
    QString place; // in the file, for people
    QString name;
    QString description;
    QJsonObject parameters;
    NoukaiTool::Policy policy = NoukaiTool::Ask;
    bool destructive = false;
    std::optional<QString> answer; // none: a person types it
};

// The words of what is wrong with a file of tools.
struct ToolText {
    Q_DECLARE_TR_FUNCTIONS(ToolFile)
};
