// SPDX-License-Identifier: MIT
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiquick.h>

#include <QtCore/QTextStream>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>

#include <memory>

namespace
{

bool canImport(QQmlEngine &engine)
{
    QQmlComponent component(&engine);
    component.setData("import Noukai\n"
                      "FlowProgress { flow: NoukaiFlow { identifier: \"acme/demo/summary\" } }",
                      {});
    const std::unique_ptr<QObject> object(component.create());
    QTextStream(stderr) << component.errorString();
    const auto *flow = object ? object->property("flow").value<NoukaiFlow *>() : nullptr;
    return flow && flow->identifier() == QLatin1String("acme/demo/summary");
}

} // namespace

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);

    // From the installed module's folder, as a program that does not link the library would.
    QQmlEngine byPath;
    byPath.addImportPath(QStringLiteral(QML_IMPORT_PATH));
    const bool foundByPath = !SHARED || canImport(byPath);

    // From the linked library.
    QQmlEngine linked;
    NoukaiQuick::addTo(linked);
    return foundByPath && canImport(linked) ? 0 : 1;
}
