// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitool.h>

class NoukaiToolPrivate
{
public:
    QString name;
    QString description;
    QJsonObject parameters;
    NoukaiTool::Policy policy = NoukaiTool::Ask;
    bool destructive = false;
    NoukaiTool::Handler handler;
    NoukaiTool::AsyncHandler asyncHandler;
};
