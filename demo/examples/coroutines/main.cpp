// SPDX-License-Identifier: MIT
// A flow in a coroutine: a loop over its steps that waits without blocking anybody.
#include <Noukai/noukaiclient.h>
#include <Noukai/noukaicoro.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

#include <qcoro/qcorotask.h>

static QCoro::Task<> run(NoukaiFlow *flow)
{
    QTextStream out(stdout);
    QCORO_FOREACH(const NoukaiStepCompleted &step, noukaiSteps(flow))
    {
        out << step.stepIndex() + 1 << ". " << step.name() << Qt::endl;
    }

    const bool completed = flow->state() == NoukaiFlow::Completed;
    out << (completed ? flow->result().toString() : QStringLiteral("Error: ") + flow->error().message()) << Qt::endl;
    QCoreApplication::exit(completed ? 0 : 1);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    NoukaiClient client; // address and key come from the environment
    NoukaiFlow *flow = client.flow(QCoreApplication::arguments().value(1));
    flow->setMessage(QCoreApplication::arguments().value(2));
    QMetaObject::invokeMethod(
        flow, [flow] { run(flow); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
