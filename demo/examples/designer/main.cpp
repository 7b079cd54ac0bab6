// SPDX-License-Identifier: MIT
// A window from Qt Designer around a flow. With --close it ends with the run.
#include "ui_mainwindow.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaitimelinemodel.h>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    NoukaiClient client; // address and key come from the environment
    NoukaiFlow *flow = client.flow(QCoreApplication::arguments().value(1));
    flow->setMessage(QCoreApplication::arguments().value(2));

    QMainWindow window;
    Ui::MainWindow ui;
    ui.setupUi(&window);
    ui.runHeader->setFlow(flow);
    ui.runControls->setFlow(flow);
    ui.stepList->setFlow(flow);
    ui.outputView->setFlow(flow);
    QObject::connect(flow, &NoukaiFlow::usageChanged, &window, [&] { ui.usageTotals->setUsage(flow->usage()); });
    // The output is that of the running step, or of the one that was opened last.
    QObject::connect(ui.stepList, &NoukaiStepList::stepActivated, ui.outputView, &NoukaiOutputView::setAttemptId);
    const NoukaiTimelineModel *steps = ui.stepList->timeline();
    QObject::connect(steps, &NoukaiTimelineModel::runningRowChanged, ui.outputView, [&ui, steps] {
        if (const QModelIndex running = steps->index(steps->runningRow()); running.isValid())
            ui.outputView->setAttemptId(running.data(NoukaiTimelineModel::AttemptIdRole).toInt());
    });
    if (QCoreApplication::arguments().contains(QStringLiteral("--close")))
        QObject::connect(flow, &NoukaiFlow::finished, &window, &QWidget::close);

    window.show();
    flow->start();
    QApplication::exec();
    return flow->state() == NoukaiFlow::Completed ? 0 : 1;
}
