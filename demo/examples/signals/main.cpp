// SPDX-License-Identifier: MIT
// A flow run with signals: each step as it completes, then the result.
#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QTextStream out(stdout);

    NoukaiClient client; // address and key come from the environment
    NoukaiFlow *flow = client.flow(QCoreApplication::arguments().value(1));
    flow->setMessage(QCoreApplication::arguments().value(2));
    QObject::connect(flow, &NoukaiFlow::stepCompleted, flow, [&](const NoukaiStepCompleted &step) {
        out << step.stepIndex() + 1 << ". " << step.name() << Qt::endl;
    });
    QObject::connect(flow, &NoukaiFlow::flowCompleted, flow,
                     [&](const NoukaiFlowCompleted &completed) { out << completed.result().toString() << Qt::endl; });
    QObject::connect(flow, &NoukaiFlow::errorOccurred, flow,
                     [&](const NoukaiError &error) { out << "Error: " << error.message() << Qt::endl; });
    QObject::connect(flow, &NoukaiFlow::finished, &application,
                     [&] { QCoreApplication::exit(flow->state() == NoukaiFlow::Completed ? 0 : 1); });
    flow->start();
    return QCoreApplication::exec();
}
