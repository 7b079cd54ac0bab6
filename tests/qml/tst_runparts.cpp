// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "quickparts.h"

#include <Noukai/noukaierrortext.h>
#include <Noukai/noukairunaction.h>
#include <Noukai/noukaitheme.h>

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlEngine>

#include <memory>

using namespace Qt::StringLiterals;
using namespace QuickParts;

// RunHeader, RunControls, UsageBadge, UsageTotals and ErrorNotice as they are used.
class TestRunParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void cleanup();

    void oneLineIsEnough();
    void headerSays_data();
    void headerSays();
    void headerTellsTimesApart();
    void headerTellsALostConnection();
    void timeCountsOnlyWhileItRunsAndIsSeen();
    void costCanBeHidden();
    void controlsAct();
    void disabledActionsSayWhy();
    void narrowControlsShowGlyphs();
    void enterDoesNothingUnfocused();
    void usageIsRead();
    void budgetIsCrossed();
    void noticeOffers();
    void noticeCountsDown();
    void stoppedIsNoError();
    void detailsAreFoldedAndCopied();
    void allTextIsPlain();
    void everyStopHasAName();
    void fits_data();
    void fits();

private:
    void show(NoukaiFlow *flow, bool mirrored = false);
    QQuickItem *part(const QString &name) { return find(m_view->rootObject(), name); }

    std::unique_ptr<QQuickView> m_view;
};

namespace
{

NoukaiError rateLimited(int retryAfter)
{
    NoukaiError error(NoukaiError::RateLimited, u"<b>Slow</b> down"_s, u"RATE_LIMITED"_s);
    error.setHttpStatus(429);
    error.setRetryAfter(retryAfter);
    error.setRequestId(u"req-1"_s);
    error.setResponseBody(u"{\"detail\":\"slow\"}"_s);
    return error;
}

NoukaiUsage usageOf(const NoukaiTokens &tokens, const QString &cost)
{
    NoukaiUsage usage;
    usage.add(tokens, cost);
    return usage;
}

} // namespace

void TestRunParts::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    NoukaiTheme::instance()->setReduceMotion(true);
    m_view = std::make_unique<QQuickView>();
}

void TestRunParts::cleanup()
{
    m_view.reset();
    NoukaiTheme::instance()->setReduceMotion(false);
    NoukaiTheme::instance()->setShowCost(true);
}

void TestRunParts::show(NoukaiFlow *flow, bool mirrored)
{
    m_view->setInitialProperties({{u"flow"_s, QVariant::fromValue(flow)}, {u"mirrored"_s, mirrored}});
    m_view->setResizeMode(QQuickView::SizeRootObjectToView);
    m_view->setSource(QUrl::fromLocalFile(QStringLiteral(QML_TEST_DATA "/RunParts.qml")));
    QVERIFY(m_view->rootObject());
    m_view->resize(900, 1200);
    m_view->show();
    m_view->requestActivate();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TestRunParts::oneLineIsEnough()
{
    m_view->setSource(QUrl::fromLocalFile(QStringLiteral(QML_TEST_DATA "/OneLineParts.qml")));
    QVERIFY(m_view->rootObject());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QVERIFY(!m_view->grabWindow().isNull());
}

void TestRunParts::headerSays_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<QStringList>("says");
    QTest::newRow("idle") << NoukaiFlow::Idle << QStringList{u"Idle"_s, u"acme/demo/stage"_s, u"production"_s};
    QTest::newRow("running") << NoukaiFlow::Running
                             << QStringList{u"Running"_s, u"acme/demo/stage"_s, u"1.7K tokens · $0.002468"_s};
    QTest::newRow("needs a decision") << NoukaiFlow::AwaitingTools << QStringList{u"Needs you"_s};
    QTest::newRow("failed") << NoukaiFlow::Failed << QStringList{u"Failed"_s, u"1.7K tokens · $0.002468"_s};
    QTest::newRow("completed") << NoukaiFlow::Completed << QStringList{u"Completed"_s};
}

void TestRunParts::headerSays()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(QStringList, says);
    FlowStage stage;
    show(&stage.flow);
    QVERIFY(stage.reach(state));
    for (const QString &text : says)
        QTRY_VERIFY2(seenText(part(u"header"_s)).split(u'\n').contains(text), qPrintable(seenText(part(u"header"_s))));
}

void TestRunParts::headerTellsTimesApart()
{
    FlowStage stage;
    show(&stage.flow);
    QVERIFY(!seenText(part(u"header"_s)).contains(u"waiting for you"_s));
    QVERIFY(stage.reach(NoukaiFlow::AwaitingTools));
    const auto says = [&] {
        return part(u"header"_s)->property("workAndWait").toString();
    };
    QTRY_VERIFY(says().startsWith(u"working "_s) && says().contains(u", waiting for you "_s));
    QTRY_VERIFY(seenText(part(u"header"_s)).contains(says()));
    const QString first = says();
    QTRY_VERIFY(says() != first); // it counts
}

void TestRunParts::headerTellsALostConnection()
{
    FlowStage stage;
    show(&stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Interrupted));
    QTRY_VERIFY(seenText(part(u"header"_s)).contains(u"last event 0 s ago"_s));
    QTRY_VERIFY(seenText(part(u"header"_s)).contains(u"last event 1 s ago"_s));
}

void TestRunParts::timeCountsOnlyWhileItRunsAndIsSeen()
{
    FlowStage stage;
    show(&stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Running));
    QQuickItem *header = part(u"header"_s);
    const QString first = header->property("elapsed").toString();
    QTRY_VERIFY(header->property("elapsed").toString() != first);
    header->setVisible(false);
    const QString hidden = header->property("elapsed").toString();
    // Other parts' timers go on meanwhile.
    const qint64 until = stage.flow.elapsed() + 300;
    QTRY_VERIFY(stage.flow.elapsed() > until);
    QCOMPARE(header->property("elapsed").toString(), hidden);
    header->setVisible(true);
    QTRY_VERIFY(header->property("elapsed").toString() != hidden);
    stage.flow.cancel();
    const QString last = header->property("elapsed").toString();
    QVERIFY(seenText(header).contains(last));
    QTRY_VERIFY(!stage.flow.isRunning());
    QCOMPARE(header->property("elapsed").toString(), last);
}

void TestRunParts::costCanBeHidden()
{
    FlowStage stage;
    show(&stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QVERIFY(seenText(m_view->rootObject()).contains(u'$'));
    NoukaiTheme::instance()->setShowCost(false);
    QVERIFY2(!seenText(part(u"header"_s)).contains(u'$'), qPrintable(seenText(part(u"header"_s))));
    QVERIFY(!seenText(part(u"totals"_s)).contains(u"Cost"_s));
}

void TestRunParts::controlsAct()
{
    FlowStage stage;
    show(&stage.flow);
    QQuickItem *controls = part(u"controls"_s);
    click(button(controls, u"Pause after each step"_s));
    QVERIFY(!stage.flow.autoAdvance());
    QVERIFY(button(controls, u"Pause after each step"_s)->property("checked").toBool());
    QVERIFY(stage.reach(NoukaiFlow::Paused));
    QVERIFY(button(controls, u"Next step"_s)->property("highlighted").toBool());
    click(button(controls, u"Stop"_s));
    QCOMPARE(stage.flow.state(), NoukaiFlow::Cancelled);
    QQuickItem *resume = button(controls, u"Resume"_s);
    resume->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(m_view.get(), Qt::Key_Space);
    QCOMPARE(stage.flow.state(), NoukaiFlow::Connecting);
    // What others change is shown as well.
    stage.flow.setAutoAdvance(true);
    QVERIFY(!button(controls, u"Pause after each step"_s)->property("checked").toBool());
}

void TestRunParts::disabledActionsSayWhy()
{
    FlowStage stage;
    show(&stage.flow);
    QQuickItem *controls = part(u"controls"_s);
    QQuickItem *stop = button(controls, u"Stop"_s);
    QVERIFY(!stop->isEnabled());
    QCOMPARE(description(stop), u"Nothing is running."_s);
    QString reason;
    QVERIFY(QMetaObject::invokeMethod(controls, "disabledReason", Q_RETURN_ARG(QString, reason),
                                      Q_ARG(int, NoukaiRunAction::Stop)));
    QCOMPARE(reason, u"Nothing is running."_s);
    // A disabled button says it to the mouse, too.
    QQuickItem *place = stop->parentItem();
    const QPoint centre = stop->mapToScene({stop->width() / 2, stop->height() / 2}).toPoint();
    QTest::mouseMove(m_view.get(), centre - QPoint(2, 2));
    QTest::mouseMove(m_view.get(), centre);
    QTRY_VERIFY(place->property("tipShown").toBool());
}

void TestRunParts::narrowControlsShowGlyphs()
{
    FlowStage stage;
    show(&stage.flow);
    QQuickItem *controls = part(u"controls"_s);
    m_view->resize(1400, 1200); // there are styles with large buttons
    QTRY_VERIFY(seenText(controls).contains(u"Next step"_s));
    m_view->resize(320, 1200);
    QTRY_VERIFY(controls->property("iconOnly").toBool());
    QVERIFY(!seenText(controls).contains(u"Next step"_s));
    QVERIFY(button(controls, u"Next step"_s));                                            // still named
    QVERIFY(controls->implicitHeight() < 2 * button(controls, u"Next step"_s)->height()); // in one line
    m_view->resize(1400, 1200);
    QTRY_VERIFY(!controls->property("iconOnly").toBool());
}

void TestRunParts::enterDoesNothingUnfocused()
{
    FlowStage stage;
    show(&stage.flow);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(stage.flow.state(), NoukaiFlow::Idle);
}

void TestRunParts::usageIsRead()
{
    show(nullptr);
    QQuickItem *totals = part(u"totals"_s);
    QVERIFY(!seenText(totals).contains(u"Other tokens"_s));
    m_view->rootObject()->setProperty("usage", QVariant::fromValue(usageOf({12000, 345, 13000}, u"0.001234"_s)));
    QVERIFY(seenText(totals).contains(u"Other tokens\n655"_s));
    QVERIFY(seenText(totals).contains(u"13K tokens, over the budget of 10K"_s));
    QVERIFY(seenText(totals).contains(u"$0.001234"_s));
    QAccessibleInterface *accessible =
        QAccessible::queryAccessibleInterface(part(u"badge"_s)->property("contentItem").value<QQuickItem *>());
    QVERIFY(accessible);
    QVERIFY2(accessible->text(QAccessible::Name).contains(u"13000 tokens, 12000 read, 345 written, 655 other"_s),
             qPrintable(accessible->text(QAccessible::Name)));
}

void TestRunParts::budgetIsCrossed()
{
    show(nullptr);
    QQuickItem *badge = part(u"badge"_s);
    m_view->rootObject()->setProperty("usage", QVariant::fromValue(usageOf({}, u"0.50"_s)));
    QCOMPARE(m_view->rootObject()->property("crossed").toInt(), -1);
    QVERIFY(!seenText(badge).contains(u"over budget"_s));
    m_view->rootObject()->setProperty("usage", QVariant::fromValue(usageOf({}, u"0.51"_s)));
    QCOMPARE(m_view->rootObject()->property("crossed").toInt(), 1);
    QVERIFY(seenText(badge).contains(u"over budget"_s));
}

void TestRunParts::noticeOffers()
{
    show(nullptr);
    QVERIFY(!part(u"notice"_s));
    NoukaiError error(NoukaiError::Execution, u"Busy"_s, u"MODEL_OVERLOADED"_s);
    m_view->rootObject()->setProperty("error", QVariant::fromValue(error));
    QQuickItem *notice = part(u"notice"_s);
    QVERIFY(notice);
    QVERIFY(seenText(notice).contains(u"The step failed"_s));
    QVERIFY(seenText(notice).contains(u"Busy"_s));
    QTRY_VERIFY(button(notice, u"Edit the input"_s));
    QTRY_VERIFY(button(notice, u"Edit the input"_s)->width() > 0);
    click(button(notice, u"Edit the input"_s));
    QCOMPARE(m_view->rootObject()->property("requested").toInt(), int(NoukaiErrorText::EditInput));
    notice->setProperty("actions", QVariantList{int(NoukaiErrorText::Retry)});
    QVERIFY(!button(notice, u"Edit the input"_s));
    QVERIFY(button(notice, u"Retry the step"_s));
}

void TestRunParts::noticeCountsDown()
{
    show(nullptr);
    m_view->rootObject()->setProperty("error", QVariant::fromValue(rateLimited(1)));
    QQuickItem *notice = part(u"notice"_s);
    QTRY_VERIFY(button(notice, u"Start again"_s));
    QVERIFY(!button(notice, u"Start again"_s)->isEnabled());
    QCOMPARE(description(button(notice, u"Start again"_s)), u"You can try again in 1 s"_s);
    QVERIFY(seenText(notice).contains(u"You can try again in 1 s"_s));
    QTRY_VERIFY(button(notice, u"Start again"_s)->isEnabled());
    QVERIFY(!seenText(notice).contains(u"You can try again"_s));
}

void TestRunParts::stoppedIsNoError()
{
    show(nullptr);
    m_view->rootObject()->setProperty("error", QVariant::fromValue(NoukaiError(NoukaiError::Cancelled, u"Stopped"_s)));
    QVERIFY(!part(u"notice"_s));
}

void TestRunParts::detailsAreFoldedAndCopied()
{
    show(nullptr);
    m_view->rootObject()->setProperty("error", QVariant::fromValue(rateLimited(-1)));
    QQuickItem *notice = part(u"notice"_s);
    QVERIFY(!seenText(notice).contains(u"req-1"_s));
    QTRY_VERIFY(button(notice, u"Show details"_s));
    QTRY_VERIFY(button(notice, u"Show details"_s)->width() > 0);
    click(button(notice, u"Show details"_s));
    QVERIFY(seenText(notice).contains(u"Request: req-1"_s));
    QVERIFY(seenText(notice).contains(u"{\"detail\":\"slow\"}"_s));
    QTRY_VERIFY(button(notice, u"Copy all"_s)->mapToScene({0, 0}).y() > notice->y());
    click(button(notice, u"Copy all"_s));
    QVERIFY(
        QGuiApplication::clipboard()->text().startsWith(u"Too many requests\n<b>Slow</b> down\nCode: RATE_LIMITED"_s));
}

void TestRunParts::allTextIsPlain()
{
    FlowStage stage;
    show(&stage.flow);
    NoukaiError error = rateLimited(10);
    m_view->rootObject()->setProperty("error", QVariant::fromValue(error));
    part(u"notice"_s)->setProperty("detailsShown", true);
    QVERIFY(stage.reach(NoukaiFlow::Failed));
    QCOMPARE(richText(m_view->rootObject()), QString());
}

void TestRunParts::everyStopHasAName()
{
    FlowStage stage;
    show(&stage.flow);
    m_view->rootObject()->setProperty("error", QVariant::fromValue(rateLimited(-1)));
    part(u"notice"_s)->setProperty("detailsShown", true);
    QVERIFY(stage.reach(NoukaiFlow::Paused));
    QQuickItem *nameless = namelessStop(m_view->rootObject());
    QVERIFY2(!nameless, nameless ? nameless->metaObject()->className() : "");
}

void TestRunParts::fits_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("mirrored");
    QTest::newRow("wide") << 900 << false;
    QTest::newRow("wide, right to left") << 900 << true;
    QTest::newRow("narrow") << 320 << false;
    QTest::newRow("narrow, right to left") << 320 << true;
}

// No text stands out of its part.
void TestRunParts::fits()
{
    QFETCH(int, width);
    QFETCH(bool, mirrored);
    FlowStage stage;
    show(&stage.flow, mirrored);
    m_view->resize(width, 1200);
    m_view->rootObject()->setProperty("error", QVariant::fromValue(rateLimited(60)));
    m_view->rootObject()->setProperty("usage", QVariant::fromValue(usageOf({12000, 345, 13000}, u"5.501234"_s)));
    part(u"notice"_s)->setProperty("detailsShown", true);
    QVERIFY(stage.reach(NoukaiFlow::Interrupted));
    m_view->grabWindow(); // lays out
    for (const QString &name : {u"header"_s, u"controls"_s, u"badge"_s, u"totals"_s, u"notice"_s}) {
        QQuickItem *item = outside(part(name));
        QVERIFY2(!item, item ? qPrintable(name + u": "_s + item->property("text").toString()) : "");
    }
}

QTEST_MAIN(TestRunParts)
#include "tst_runparts.moc"
