// SPDX-License-Identifier: MIT
// A flow as futures: one of many results for its steps, then what the run gave.
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
    // The future keeps every step of the run, so that they can be gone through at its end.
    flow->steps().then(flow, [&](const QFuture<NoukaiStepCompleted> &steps) {
        const QList<NoukaiStepCompleted> all = steps.results();
        for (const NoukaiStepCompleted &step : all)
            out << step.stepIndex() + 1 << ". " << step.name() << Qt::endl;
        if (flow->state() == NoukaiFlow::Completed)
            out << flow->result().toString() << Qt::endl;
        else
            out << "Error: " << flow->error().message() << Qt::endl;
        QCoreApplication::exit(flow->state() == NoukaiFlow::Completed ? 0 : 1);
    });
    return QCoreApplication::exec();
}
