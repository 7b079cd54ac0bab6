// SPDX-License-Identifier: MIT
// What the code in comments of Core takes for granted.
#pragma once

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiexporter.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiflowreader.h>
#include <Noukai/noukaijob.h>
#include <Noukai/noukaioverridedraft.h>
#include <Noukai/noukaiplayer.h>
#include <Noukai/noukaireaderrange.h>
#include <Noukai/noukairecorder.h>
#include <Noukai/noukairun.h>
#include <Noukai/noukairuncomparison.h>
#include <Noukai/noukaisessionplayer.h>
#include <Noukai/noukaitoolcallmodel.h>
#include <Noukai/noukaitoolform.h>

#include <QtCore/QDebug>
#include <QtCore/QModelIndex>
#include <QtCore/QSettings>

#define QVERIFY(condition) Q_ASSERT(condition)

using namespace Qt::StringLiterals;

struct View : QObject {
    void append(const QString &) {}
};

// What is local where the code stands: a lambda may name it in its capture.
#define NOUKAI_NAMES                                                                                                   \
    NoukaiClient *client, NoukaiFlow *flow, NoukaiToolCallModel *calls, View *view, const NoukaiSession &session,      \
        const NoukaiEvent &event, const QModelIndex &index, const QString &text

struct Names : QObject {
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

    QSettings settings;
    NoukaiFlow *yesterday = nullptr;
    NoukaiFlow *today = nullptr;
};
