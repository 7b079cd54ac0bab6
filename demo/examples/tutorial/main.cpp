// SPDX-License-Identifier: MIT
// The programs of the tutorial: each shows the Main.qml of its folder.
//! [main]
#include <Noukai/noukaiquick.h>

#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    QQmlApplicationEngine engine;
    NoukaiQuick::addTo(engine);
    engine.load(QUrl(QStringLiteral("qrc:/Main.qml")));
    return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}
//! [main]
