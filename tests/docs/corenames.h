// SPDX-License-Identifier: MIT
// What the code in comments of Core takes for granted.
#pragma once

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiflowreader.h>
#include <Noukai/noukaijob.h>
#include <Noukai/noukaiplayer.h>
#include <Noukai/noukaireaderrange.h>
#include <Noukai/noukairecorder.h>
#include <Noukai/noukairun.h>
#include <Noukai/noukaisessionplayer.h>
#include <Noukai/noukaitoolcallmodel.h>
#include <Noukai/noukaitoolform.h>

#include <QtCore/QDebug>
#include <QtCore/QModelIndex>
#include <QtCore/QSettings>

#define QVERIFY(condition) Q_ASSERT(condition)

using namespace Qt::StringLiterals;

struct Names : QObject {
    struct View {
        void append(const QString &) {}
    };

    template <typename... Values>
    void show(const Values &...)
    {
    }
    template <typename... Values>
    void print(const Values &...)
    {
    }
    void append(const QString &) {}

    NOUKAI_CODE_BLOCKS

    NoukaiClient *client = nullptr;
    NoukaiFlow *flow = nullptr;
    NoukaiToolCallModel *calls = nullptr;
    View *view = nullptr;
    QSettings settings;
    NoukaiSession session;
    NoukaiEvent event;
    QModelIndex index;
    QString text;
};
