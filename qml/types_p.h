// SPDX-License-Identifier: MIT
#pragma once

// Core's objects in QML.

#include "flowextension_p.h"

#include <Noukai/noukaiannouncer.h>
#include <Noukai/noukaiclient.h>
#include <Noukai/noukaidiffmodel.h>
#include <Noukai/noukaidisclosure.h>
#include <Noukai/noukaierrortext.h>
#include <Noukai/noukaieventlogmodel.h>
#include <Noukai/noukaiexporter.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiflowstatus.h>
#include <Noukai/noukaifollow.h>
#include <Noukai/noukaijob.h>
#include <Noukai/noukaijsonmodel.h>
#include <Noukai/noukaioutputmodel.h>
#include <Noukai/noukaioverridedraft.h>
#include <Noukai/noukaiplayer.h>
#include <Noukai/noukairecorder.h>
#include <Noukai/noukairun.h>
#include <Noukai/noukairunaction.h>
#include <Noukai/noukairuncomparison.h>
#include <Noukai/noukaisessionplayer.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaiticker.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaitool.h>
#include <Noukai/noukaitoolcallmodel.h>
#include <Noukai/noukaitoolcalltext.h>
#include <Noukai/noukaitoolform.h>
#include <Noukai/noukaitoolrequest.h>
#include <Noukai/noukaiusagestatus.h>

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

struct NoukaiTimelineModelForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiTimelineModel)
    QML_NAMED_ELEMENT(NoukaiTimelineModel)
};

struct NoukaiOutputModelForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiOutputModel)
    QML_NAMED_ELEMENT(NoukaiOutputModel)
};

struct NoukaiRunActionForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiRunAction)
    QML_NAMED_ELEMENT(NoukaiRunAction)
};

struct NoukaiErrorTextForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiErrorText)
    QML_NAMED_ELEMENT(NoukaiErrorText)
};

struct NoukaiUsageStatusForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiUsageStatus)
    QML_NAMED_ELEMENT(NoukaiUsageStatus)
};

struct NoukaiToolCallModelForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiToolCallModel)
    QML_NAMED_ELEMENT(NoukaiToolCallModel)
};

struct NoukaiEventLogModelForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiEventLogModel)
    QML_NAMED_ELEMENT(NoukaiEventLogModel)
};

struct NoukaiJsonModelForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiJsonModel)
    QML_NAMED_ELEMENT(NoukaiJsonModel)
};

struct NoukaiOverrideDraftForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiOverrideDraft)
    QML_NAMED_ELEMENT(NoukaiOverrideDraft)
};

struct NoukaiDiffModelForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiDiffModel)
    QML_NAMED_ELEMENT(NoukaiDiffModel)
};

struct NoukaiExporterForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiExporter)
    QML_NAMED_ELEMENT(NoukaiExporter)
};

struct NoukaiRunComparisonForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiRunComparison)
    QML_NAMED_ELEMENT(NoukaiRunComparison)
};

struct NoukaiDisclosureForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiDisclosure)
    QML_NAMED_ELEMENT(NoukaiDisclosure)
};

struct NoukaiToolCallTextForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiToolCallText)
    QML_NAMED_ELEMENT(NoukaiToolCallText)
    QML_SINGLETON
};

struct NoukaiToolFormForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiToolForm)
    QML_NAMED_ELEMENT(NoukaiToolForm)
};

struct NoukaiFollowForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiFollow)
    QML_NAMED_ELEMENT(NoukaiFollow)
};

struct NoukaiTickerForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiTicker)
    QML_NAMED_ELEMENT(NoukaiTicker)
};

struct NoukaiAnnouncerForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiAnnouncer)
    QML_NAMED_ELEMENT(NoukaiAnnouncer)
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
