// SPDX-License-Identifier: MIT
// A flow in a script: a loop over its steps, without an event loop of the program's own.
#include <Noukai/noukaireaderrange.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QTextStream out(stdout);

    NoukaiFlow flow(nullptr, QCoreApplication::arguments().value(1)); // address and key come from the environment
    flow.setMessage(QCoreApplication::arguments().value(2));
    for (const NoukaiStepCompleted &step : NoukaiSteps(&flow))
        out << step.stepIndex() + 1 << ". " << step.name() << Qt::endl;

    const bool completed = flow.state() == NoukaiFlow::Completed;
    out << (completed ? flow.result().toString() : QStringLiteral("Error: ") + flow.error().message()) << Qt::endl;
    return completed ? 0 : 1;
}
