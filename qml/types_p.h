// SPDX-License-Identifier: MIT
#pragma once

// Core's objects in QML.

#include "flowextension_p.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiflowstatus.h>
#include <Noukai/noukaijob.h>
#include <Noukai/noukaiplayer.h>
#include <Noukai/noukairecorder.h>
#include <Noukai/noukairun.h>
#include <Noukai/noukaisessionplayer.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitool.h>
#include <Noukai/noukaitoolrequest.h>

#include <QtQml/QJSEngine>
#include <QtQml/qqml.h>

struct NoukaiFlowForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiFlow)
    QML_NAMED_ELEMENT(NoukaiFlow)
    QML_EXTENDED(NoukaiFlowExtension)
};

struct NoukaiClientForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiClient)
    QML_NAMED_ELEMENT(NoukaiClient)
};

struct NoukaiToolForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiTool)
    QML_NAMED_ELEMENT(NoukaiTool)
};

struct NoukaiToolRequestForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiToolRequest)
    QML_NAMED_ELEMENT(NoukaiToolRequest)
    QML_UNCREATABLE("A request comes with NoukaiTool's signal called().")
};

struct NoukaiJobForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiJob)
    QML_NAMED_ELEMENT(NoukaiJob)
};

struct NoukaiRunForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiRun)
    QML_NAMED_ELEMENT(NoukaiRun)
};

struct NoukaiRecorderForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiRecorder)
    QML_NAMED_ELEMENT(NoukaiRecorder)
};

struct NoukaiPlayerForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiPlayer)
    QML_NAMED_ELEMENT(NoukaiPlayer)
};

struct NoukaiSessionPlayerForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiSessionPlayer)
    QML_NAMED_ELEMENT(NoukaiSessionPlayer)
};

struct NoukaiFlowStatusForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiFlowStatus)
    QML_NAMED_ELEMENT(NoukaiFlowStatus)
};

// There is one theme for the whole application, so every engine gets the same object and none owns it.
struct NoukaiThemeForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiTheme)
    QML_NAMED_ELEMENT(NoukaiTheme)
    QML_SINGLETON

public:
    static NoukaiTheme *create(QQmlEngine *, QJSEngine *)
    {
        NoukaiTheme *theme = NoukaiTheme::instance();
        QJSEngine::setObjectOwnership(theme, QJSEngine::CppOwnership);
        return theme;
    }
};
