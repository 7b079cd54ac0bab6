// SPDX-License-Identifier: MIT
// A text editor that summarizes and translates by flows: on a server where there is a key, else on one of its own.
#include "editorwindow.h"

#include <noukaimockserver.h>

#include <QtCore/QCommandLineParser>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QStatusBar>

using namespace Qt::StringLiterals;

namespace
{

// What the built-in flows know how to summarize and translate.
QString letter()
{
    return u"Dear readers,\n\n"
           "from 2 to 15 May the reading room is closed, because its shelves move. Loans that end in these days are "
           "renewed by themselves; you need not do anything.\n\n"
           "The catalogue can be reached as always. What you order waits for you at the front desk the next morning.\n"_s;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"example_widgets"_s);
    EditorFlows flows;
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "An editor that runs flows on its text."));
    parser.addHelpOption();
    const QCommandLineOption summary(u"summary"_s, u"The flow that summarizes."_s, u"flow"_s, flows.summary);
    const QCommandLineOption translation(u"translation"_s, u"The flow that translates."_s, u"flow"_s,
                                         flows.translation);
    parser.addOptions({summary, translation});
    parser.addPositionalArgument(u"file"_s, u"The text to edit."_s, u"[file]"_s);
    parser.process(application);
    flows.summary = parser.value(summary);
    flows.translation = parser.value(translation);

    NoukaiMockServer server; // goes last
    NoukaiClient client;     // address and key come from the environment
    const bool demonstrates = !client.hasApiKey();
    if (demonstrates) {
        server.setAuthorizationRequired(false);
        server.listen(); // if it cannot, the run says that nobody answers
        client.setBaseUrl(server.baseUrl());
        client.setKeyless(true);
    }
    EditorWindow window(&client, flows);
    const QStringList files = parser.positionalArguments();
    if (!files.isEmpty())
        window.open(files.constFirst());
    else if (demonstrates)
        window.editor()->setPlainText(letter());
    if (demonstrates)
        window.statusBar()->showMessage(
            QCoreApplication::translate("main", "No key: a built-in server gives the same answers to every text."));
    window.show();
    return QCoreApplication::exec();
}
