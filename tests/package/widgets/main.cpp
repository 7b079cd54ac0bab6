// SPDX-License-Identifier: MIT
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiflowprogress.h>

#include <QtWidgets/QApplication>

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    NoukaiFlow flow;
    NoukaiFlowProgress progress;
    progress.setFlow(&flow);
    progress.show();
    return progress.isVisible() ? 0 : 1;
}
