// SPDX-License-Identifier: MIT
// What the documentation shows of Noukai::Widgets. Compiled by the tests.
#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiflowwidget.h>
#include <Noukai/noukaioverridedialog.h>
#include <Noukai/noukaiprogressdialog.h>
#include <Noukai/noukaireplaybar.h>
#include <Noukai/noukairuncontrols.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaisteptimeline.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitoolcalldialog.h>
#include <Noukai/noukaiusagebadge.h>

#include <QtWidgets/QMainWindow>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

class Window : public QMainWindow
{
public:
    void first();
    void parts();
    void dialogs();
    void theme();

private:
    NoukaiFlow *const flow = new NoukaiFlow(NoukaiClient::defaultClient(), u"acme/support/refund"_s, this);
};

void Window::first()
{
    //! [first window]
    auto *flow = new NoukaiFlow(NoukaiClient::defaultClient(), u"acme/spelling/grade-3"_s, this);
    flow->setMessage(u"The dog runned away"_s);

    auto *view = new NoukaiFlowWidget(this);
    view->setFlow(flow);
    setCentralWidget(view);
    menuBar()->addMenu(tr("&Run"))->addActions(view->actions());
    //! [first window]
}

void Window::parts()
{
    //! [one component]
    auto *timeline = new NoukaiStepTimeline(this);
    timeline->setFlow(flow);
    setCentralWidget(timeline);

    auto *badge = new NoukaiUsageBadge(statusBar());
    statusBar()->addPermanentWidget(badge);
    connect(flow, &NoukaiFlow::usageChanged, badge, [this, badge] { badge->setUsage(flow->usage()); });
    //! [one component]
}

void Window::dialogs()
{
    //! [dialogs]
    auto *questions = new NoukaiToolCallDialog(this); // opens when a tool call waits for a person
    questions->setFlow(flow);

    auto *progress = new NoukaiProgressDialog(this); // opens when the run lasts
    progress->setFlow(flow);
    flow->start();
    //! [dialogs]

    auto *list = new NoukaiStepList(this);
    list->setFlow(flow);
    //! [edit dialog]
    auto *editor = new NoukaiOverrideDialog(this);
    editor->setFlow(flow);
    connect(list, &NoukaiStepList::editRequested, editor, &NoukaiOverrideDialog::edit);
    //! [edit dialog]
}

void Window::theme()
{
    //! [theme]
    NoukaiTheme *theme = NoukaiTheme::instance();
    theme->setDensity(NoukaiTheme::Compact);
    theme->setHighContrast(true);
    theme->setReduceMotion(true);
    theme->setShowCost(false);
    //! [theme]
}
