// SPDX-License-Identifier: MIT
// What the code in comments of Widgets takes for granted.
#pragma once

#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaieventlog.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukaiflowwidget.h>
#include <Noukai/noukaioutputview.h>
#include <Noukai/noukaioverridedialog.h>
#include <Noukai/noukaipayloadview.h>
#include <Noukai/noukaiplayer.h>
#include <Noukai/noukaiprogressdialog.h>
#include <Noukai/noukaireplaybar.h>
#include <Noukai/noukairuncontrols.h>
#include <Noukai/noukairunheader.h>
#include <Noukai/noukaistepcard.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaisteptimeline.h>
#include <Noukai/noukaitoolcalldialog.h>
#include <Noukai/noukaitoolcallprompt.h>
#include <Noukai/noukaiusagebadge.h>
#include <Noukai/noukaiusagetotals.h>

#include <QtWidgets/QMainWindow>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStatusBar>

using namespace Qt::StringLiterals;

// Qt Multimedia's, which would be much to ask for one line.
struct QSoundEffect : QObject {
    void play() {}
};

// What is local where the code stands: a lambda may name it in its capture.
#define NOUKAI_NAMES                                                                                                   \
    NoukaiFlow *flow, NoukaiPlayer *player, NoukaiTimelineModel *timeline, NoukaiStepList *list,                       \
        QMainWindow *mainWindow, QMenu *runMenu, QSoundEffect *chime, int row

struct Names : QMainWindow {
    NOUKAI_CODE_BLOCKS
};
