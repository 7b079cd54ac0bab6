// SPDX-License-Identifier: MIT
#pragma once

#include "flowstage.h"
#include "parts/actionbutton_p.h"

#include <Noukai/noukaiflowwidget.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitool.h>
#include <Noukai/noukaitoolcallprompt.h>

#include <QtCore/QJsonObject>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>

#include <memory>

// A NoukaiFlowWidget over a real flow, and how a person finds and presses what is in it.
class FlowWidgetStage : public QObject
{
    Q_OBJECT

protected:
    void begin();
    void end();
    void make(QSize size = {900, 800});
    QList<NoukaiActionButton *> buttons(const QWidget *in, const QString &words) const;
    NoukaiActionButton *press(const QWidget *in, const QString &words);
    QStringList texts() const;

    std::unique_ptr<NoukaiTool> m_tool;
    std::unique_ptr<FlowStage> m_stage;
    NoukaiFlowWidget *m_view = nullptr;
    std::unique_ptr<NoukaiFlowWidget> m_owned;
};
