// SPDX-License-Identifier: MIT
#include "flowwidgetstage.h"

#include "parts/announcement_p.h"
#include <Noukai/noukaioverridedialog.h>

#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukairuncontrols.h>
#include <Noukai/noukairunheader.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaisteptimeline.h>

#include <QtCore/QJsonDocument>
#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractItemView>

using namespace Qt::StringLiterals;

// NoukaiFlowWidget: what a person does with it, and what the slots of a host may do.
class TestFlowWidgetActions : public FlowWidgetStage
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void timelineOpensAStep();
    void keysOfTheTimeline();
    void actionsServeMenus();
    void promptDecides();
    void errorStartsAgain_data();
    void errorStartsAgain();
    void failedStepIsRetried();
    void rerunsFromAStep();
    void editIsAsked();
    void announces();
    void newOutputIsRead();
    void slotsMayDelete_data();
    void slotsMayDelete();
    void slotsMayCancel();
};

void TestFlowWidgetActions::timelineOpensAStep()
{
    make();
    QVERIFY(m_stage->reach(NoukaiFlow::Completed));
    QTRY_COMPARE(m_view->timeline()->rowCount(), 7);
    QTRY_VERIFY(m_view->stepTimeline()->isVisible());
    QSignalSpy activated(m_view, &NoukaiFlowWidget::stepActivated);
    const int second = m_view->timeline()->index(1).data(NoukaiTimelineModel::AttemptIdRole).toInt();
    NoukaiDisclosure *open = m_view->stepList()->disclosure();
    open->setExpanded(second, false);
    QAbstractItemView *bars = m_view->stepTimeline()->view();
    const QRect line = bars->visualRect(bars->model()->index(1, 0));
    QTest::mouseDClick(bars->viewport(), Qt::LeftButton, {}, line.center());
    QCOMPARE(activated, (QList<QVariantList>{{second}}));
    QVERIFY(open->isExpanded(second));
    // What one opens the other folds.
    bars->setFocus();
    m_view->stepTimeline()->setCurrentRow(1);
    QTest::keyClick(bars, Qt::Key_Left);
    QVERIFY(!open->isExpanded(second));
    m_view->showStep(second);
    QVERIFY(open->isExpanded(second));
    QCOMPARE(m_view->stepTimeline()->currentRow(), 1);
}

void TestFlowWidgetActions::keysOfTheTimeline()
{
    make();
    QVERIFY(m_stage->reach(NoukaiFlow::Failed));
    QTRY_COMPARE(m_view->timeline()->rowCount(), 7);
    QTRY_VERIFY(m_view->stepTimeline()->isVisible());
    QAbstractItemView *bars = m_view->stepTimeline()->view();
    bars->setFocus();
    QTest::keyClick(bars, Qt::Key_Home);
    QTest::keyClick(bars, Qt::Key_E);
    QCOMPARE(m_view->stepTimeline()->currentRow(), 2);
    QVERIFY(!m_view->stepTimeline()->followActiveStep());
    QVERIFY(!m_view->followAction()->isChecked());
    QTest::keyClick(bars, Qt::Key_F);
    QVERIFY(m_view->followAction()->isChecked());
    QTest::keyClick(bars, Qt::Key_Home);
    QTest::keyClick(bars, Qt::Key_N); // none needs a person
    QCOMPARE(m_view->stepTimeline()->currentRow(), 0);
}

void TestFlowWidgetActions::actionsServeMenus()
{
    make({900, 360}); // also where the timeline is not seen
    const QList<QAction *> actions = m_view->actions();
    QCOMPARE(actions.size(), 10);
    QCOMPARE(actions.constFirst(), m_view->controls()->action(NoukaiRunAction::Start));
    QCOMPARE(m_view->nextErrorAction()->text(), u"Next error"_s);
    QCOMPARE(m_view->nextDecisionAction()->text(), u"Next that needs you"_s);
    QVERIFY(!m_view->nextErrorAction()->isEnabled());
    QVERIFY(!m_view->nextErrorAction()->statusTip().isEmpty());
    QVERIFY(m_stage->reach(NoukaiFlow::Failed));
    QTRY_VERIFY(m_view->nextErrorAction()->isEnabled());
    QVERIFY(!m_view->nextDecisionAction()->isEnabled());
    const int failed = m_view->timeline()->index(2).data(NoukaiTimelineModel::AttemptIdRole).toInt();
    NoukaiDisclosure *open = m_view->stepList()->disclosure();
    open->setExpanded(failed, false);
    m_view->nextErrorAction()->trigger();
    QVERIFY(open->isExpanded(failed));
    QCOMPARE(m_view->stepList()->view()->currentIndex().row(), 2);
    m_view->followAction()->trigger();
    QVERIFY(m_view->stepTimeline()->followActiveStep());
    QVERIFY(m_view->stepList()->isFollowing());
    m_stage->server.clearRequests();
    m_view->controls()->action(NoukaiRunAction::Start)->trigger();
    QTRY_VERIFY(!m_stage->server.requests().isEmpty());
}

void TestFlowWidgetActions::promptDecides()
{
    make();
    QSignalSpy decided(m_view, &NoukaiFlowWidget::decided);
    QSignalSpy needed(m_view, &NoukaiFlowWidget::decisionNeeded);
    QVERIFY(m_stage->reach(NoukaiFlow::AwaitingTools));
    QTRY_VERIFY(m_view->prompt()->isVisible());
    QCOMPARE(needed.size(), 1);
    QTRY_VERIFY(m_view->nextDecisionAction()->isEnabled());
    // It has room, and leaves some to the steps.
    QTRY_VERIFY(m_view->prompt()->height() >= m_view->fontMetrics().height() * 8);
    QVERIFY(m_view->prompt()->height() <= m_view->height() * 0.6 + 1);
    QVERIFY(m_view->stepList()->height() >= m_view->fontMetrics().height() * 5);
    const int asking = m_view->prompt()->height();
    m_stage->server.setManualDelivery(false);
    m_stage->server.addRawFlow(m_stage->flow.identifier(),
                               "event: flow_completed\ndata: {\"runId\":\"r1\",\"result\":\"all\"}\n\n");
    QVERIFY(press(m_view->prompt(), u"Approve"_s));
    QCOMPARE(decided.size(), 1);
    QCOMPARE(decided.at(0).at(0).toString(), u"c1"_s);
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    // The record stays and takes less.
    QTRY_VERIFY(m_view->prompt()->isVisible() && m_view->prompt()->height() <= m_view->height() * 0.25 + 1);
    QVERIFY(m_view->prompt()->height() < asking);
}

void TestFlowWidgetActions::errorStartsAgain_data()
{
    QTest::addColumn<bool>("handles");
    QTest::newRow("the view acts") << true;
    QTest::newRow("the host acts") << false;
}

void TestFlowWidgetActions::errorStartsAgain()
{
    QFETCH(bool, handles);
    make();
    m_view->setHandlesActions(handles);
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::HttpError;
    fault.status = 403;
    fault.code = u"FORBIDDEN"_s;
    fault.message = u"Not yours."_s;
    m_stage->server.setFault(fault);
    m_stage->flow.start();
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Failed);
    QTRY_VERIFY(m_view->errorNotice()->isVisible());
    QVERIFY(texts().contains(u"Not yours."_s));
    m_stage->server.clearFaults();
    m_stage->server.clearRequests();
    QSignalSpy asked(m_view, &NoukaiFlowWidget::actionRequested);
    QVERIFY(press(m_view->errorNotice(), NoukaiErrorText::actionText(NoukaiErrorText::Start)));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).value<NoukaiErrorText::Action>(), NoukaiErrorText::Start);
    QCOMPARE(asked.at(0).at(1).toInt(), -1);
    QCOMPARE(m_stage->flow.isRunning(), handles);
    QTRY_COMPARE(m_view->errorNotice()->isVisible(), !handles);
}

// The error of a step stands in its card, and its buttons act as well.
void TestFlowWidgetActions::failedStepIsRetried()
{
    make();
    QVERIFY(m_stage->reach(NoukaiFlow::Failed));
    QTRY_VERIFY(!buttons(m_view->stepList(), NoukaiErrorText::actionText(NoukaiErrorText::Retry)).isEmpty());
    QVERIFY(!m_view->errorNotice()->isVisible());
    m_stage->server.clearRequests();
    QSignalSpy asked(m_view, &NoukaiFlowWidget::actionRequested);
    QVERIFY(press(m_view->stepList(), NoukaiErrorText::actionText(NoukaiErrorText::Retry)));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(1).toInt(), 2);
    QTRY_COMPARE(m_stage->server.requests().size(), 1);
    const QJsonObject body = QJsonDocument::fromJson(m_stage->server.requests().constFirst().body).object();
    QCOMPARE(body.value("stepIndex"_L1).toInt(), 2);
}

void TestFlowWidgetActions::rerunsFromAStep()
{
    make();
    QVERIFY(m_stage->reach(NoukaiFlow::Completed));
    QTRY_COMPARE(m_view->timeline()->rowCount(), 7);
    m_view->showStep(m_view->timeline()->index(1).data(NoukaiTimelineModel::AttemptIdRole).toInt());
    m_stage->server.clearRequests();
    QSignalSpy asked(m_view, &NoukaiFlowWidget::rerunRequested);
    QTRY_VERIFY(!buttons(m_view->stepList(), u"Run again from here"_s).isEmpty());
    QVERIFY(press(m_view->stepList(), u"Run again from here"_s));
    QCOMPARE(asked, (QList<QVariantList>{{1}}));
    QTRY_COMPARE(m_stage->server.requests().size(), 1);
    const QJsonObject body = QJsonDocument::fromJson(m_stage->server.requests().constFirst().body).object();
    QCOMPARE(body.value("stepIndex"_L1).toInt(), 1);
    QVERIFY(m_stage->flow.isRunning());
}

void TestFlowWidgetActions::editIsAsked()
{
    make();
    QVERIFY(m_stage->reach(NoukaiFlow::Completed));
    QSignalSpy edits(m_view, &NoukaiFlowWidget::editRequested);
    m_view->act(NoukaiErrorText::EditInput, 1);
    auto *dialog = m_view->findChild<NoukaiOverrideDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->flow(), &m_stage->flow);
    QCOMPARE(dialog->stepIndex(), 1);
    dialog->reject();
    m_view->act(NoukaiErrorText::Settings, 1);
    QCOMPARE(edits, (QList<QVariantList>{{1}}));
    m_view->setHandlesActions(false);
    m_view->act(NoukaiErrorText::EditInput, 1);
    QCOMPARE(edits.size(), 1);
}

void TestFlowWidgetActions::announces()
{
    make();
    auto *said = m_view->findChild<NoukaiAnnouncementWidget *>();
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(said);
    QCOMPARE(read->role(), QAccessible::StatusBar);
    QVERIFY(m_stage->reach(NoukaiFlow::AwaitingTools));
    QTRY_VERIFY(!read->text(QAccessible::Name).isEmpty());
    QCOMPARE(read->text(QAccessible::Name), said->text());
}

void TestFlowWidgetActions::newOutputIsRead()
{
    make();
    QVERIFY(m_stage->reach(NoukaiFlow::Running));
    auto *said = m_view->findChild<NoukaiAnnouncementWidget *>();
    auto *button = m_view->findChild<NoukaiActionButton *>(u"readNewOutput"_s);
    QCOMPARE(button->height(), 0);
    const int before = m_view->header()->y();
    QVERIFY(!button->hasFocus()); // the window had better ones
    button->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(button->height() > 0 && m_view->header()->y() > before);
    QVERIFY(m_view->rect().contains(button->geometry()));
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(!said->text().isEmpty());
    m_view->stepList()->setFocus();
    QTRY_COMPARE(m_view->header()->y(), before);
    said->say({}, false);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!said->text().isEmpty());
}

void TestFlowWidgetActions::slotsMayDelete_data()
{
    QTest::addColumn<bool>("view");
    QTest::addColumn<QString>("by");
    for (const char *by : {"retry", "rerun", "decide", "activate"}) {
        QTest::addRow("the view, %s", by) << true << QString::fromLatin1(by);
        QTest::addRow("the flow, %s", by) << false << QString::fromLatin1(by);
    }
}

void TestFlowWidgetActions::slotsMayDelete()
{
    QFETCH(bool, view);
    QFETCH(QString, by);
    make();
    const bool decides = by == "decide"_L1;
    QVERIFY(m_stage->reach(decides ? NoukaiFlow::AwaitingTools : NoukaiFlow::Failed));
    QTRY_COMPARE(m_view->timeline()->rowCount(), 7);
    bool done = false;
    const auto end = [&] {
        done = true;
        if (view)
            m_owned.reset();
        else
            m_stage.reset();
    };
    connect(m_view, &NoukaiFlowWidget::actionRequested, this, end);
    connect(m_view, &NoukaiFlowWidget::rerunRequested, this, end);
    connect(m_view, &NoukaiFlowWidget::decided, this, end);
    connect(m_view, &NoukaiFlowWidget::stepActivated, this, end);
    if (by == "retry"_L1) {
        m_view->act(NoukaiErrorText::Retry, 2);
    } else if (by == "rerun"_L1) {
        m_view->rerun(1);
    } else if (decides) {
        QTRY_VERIFY(m_view->prompt()->isVisible());
        QVERIFY(press(m_view->prompt(), u"Approve"_s));
    } else {
        QTRY_VERIFY(m_view->stepTimeline()->isVisible());
        QAbstractItemView *bars = m_view->stepTimeline()->view();
        bars->setFocus();
        m_view->stepTimeline()->setCurrentRow(1);
        QTest::keyClick(bars, Qt::Key_Return);
    }
    QTRY_VERIFY(done);
    QCOMPARE(m_owned == nullptr, view);
}

void TestFlowWidgetActions::slotsMayCancel()
{
    make();
    QVERIFY(m_stage->reach(NoukaiFlow::AwaitingTools));
    QTRY_VERIFY(m_view->prompt()->isVisible());
    connect(m_view, &NoukaiFlowWidget::decided, this, [this] { m_stage->flow.cancel(); });
    QTest::ignoreMessage(QtWarningMsg, "No tool call \"c1\" waits for a decision."); // any more
    QVERIFY(press(m_view->prompt(), u"Deny"_s));
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Cancelled);
    QVERIFY(!m_view->errorNotice()->isVisible()); // what a person stopped is no error
    connect(m_view, &NoukaiFlowWidget::rerunRequested, this, [this] { m_view->setFlow(nullptr); });
    m_view->rerun(0);
    QCOMPARE(m_stage->flow.state(), NoukaiFlow::Cancelled);
}

QTEST_MAIN(TestFlowWidgetActions)
#include "tst_flowwidgetactions.moc"
