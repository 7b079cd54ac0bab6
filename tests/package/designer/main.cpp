// SPDX-License-Identifier: MIT
#include "ui_form.h"

#include <QtUiTools/QUiLoader>

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QWidget window;
    Ui::Form form;
    form.setupUi(&window);
    if (form.log->filter() != QStringLiteral("type:error"))
        return 1;
    QUiLoader loader;
    loader.clearPluginPaths();
    loader.addPluginPath(app.arguments().value(1) + QStringLiteral("/designer"));
    return qobject_cast<NoukaiEventLog *>(loader.createWidget(QStringLiteral("NoukaiEventLog"), &window)) ? 0 : 2;
}
