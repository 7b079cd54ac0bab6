// SPDX-License-Identifier: MIT
// What every consumer here builds and runs: without a key a run ends, asynchronously, as Failed with a Configuration
// error, and nothing is sent.
#include <Noukai/noukaiclient.h>
#include <Noukai/noukaierror.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiversion.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>
#include <QtCore/QTimer>

int main(int argc, char **argv)
{
    qunsetenv("NOUKAI_API_KEY");
    QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    out << "Noukai " << NOUKAI_VERSION_STR << Qt::endl;

    NoukaiClient client;
    NoukaiFlow *flow = client.flow(QStringLiteral("acme/demo/summary"));
    QObject::connect(flow, &NoukaiFlow::finished, &app, [flow, &out] {
        const bool expected = flow->state() == NoukaiFlow::Failed && flow->error().kind() == NoukaiError::Configuration;
        out << (expected ? "as expected: " : "NOT as expected: ") << flow->error().message() << Qt::endl;
        QCoreApplication::exit(expected ? 0 : 1);
    });
    QTimer::singleShot(10'000, &app, [] { QCoreApplication::exit(2); });
    flow->start();
    return app.exec();
}
