// SPDX-License-Identifier: MIT
#pragma once

#include "noukaiprogressdialog.h"
#include "parts/announcement_p.h"

#include <Noukai/noukaiannouncer.h>
#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaitoolcallprompt.h>

#include <QtCore/QBasicTimer>
#include <QtCore/QElapsedTimer>
#include <QtCore/QPointer>

#include <optional>

class NoukaiPlainLabel;
class QPushButton;

// When a NoukaiProgressDialog comes and goes, and what is in it.
class NoukaiProgressDialogPrivate
{
public:
    explicit NoukaiProgressDialogPrivate(NoukaiProgressDialog *q)
        : q(q)
    {
    }

    void build();
    void connectAll();
    bool isRunning() const { return flow && flow->isRunning(); }
    bool canCancel() const { return !cancelText || !cancelText->isEmpty(); }
    void setWasCanceled(bool was);
    void followRunning();
    void wait();
    void expect();
    void appear();
    void end();
    void flowGone();
    void leave(int result);
    void showError(const NoukaiError &error);
    void say();
    void fit();

    NoukaiProgressDialog *const q;
    QPointer<NoukaiFlow> flow;
    NoukaiTimelineModel timeline; // what its steps are called
    NoukaiAnnouncer announcer;
    QBasicTimer timer; // until it appears
    QElapsedTimer since;
    int minimumDuration = 4000;
    bool autoClose = true;
    bool autoReset = true;
    bool wasCanceled = false;
    bool dismissed = false; // hidden by a person, though the run goes on
    std::optional<QString> labelText;
    std::optional<QString> cancelText;
    QString stepName;
    int fittedHeight = -1;

    NoukaiAnnouncementWidget *announcement = nullptr;
    NoukaiPlainLabel *label = nullptr;
    NoukaiFlowProgress *progress = nullptr;
    NoukaiErrorNotice *notice = nullptr;
    NoukaiToolCallPrompt *prompt = nullptr;
    QPushButton *button = nullptr;
};
