// SPDX-License-Identifier: MIT
#include "inspectorwindow.h"
#include "quickparts.h"

#include <noukaimockserver.h>

#include <Noukai/noukaitheme.h>

#include <QtCore/QLoggingCategory>
#include <QtGui/QAccessible>
#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickItem>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// The window as a person uses it, by mouse and keyboard, against the server inside the program.
class TestInspectorWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void startByClickCancelByKeyboard();
    void startByKeyboard();
    void toolCallByMouse_data();
    void toolCallByMouse();
    void answerByHand();
    void errorIsShown();
    void pausesBetweenSteps();
    void everyControlIsReachable_data();
    void everyControlIsReachable();
    void fitsEverySize_data();
    void fitsEverySize();

private:
    static Options demonstration();
    void open(const Options &options = demonstration());
    QQuickItem *item(const QString &name) const;
    QQuickItem *content() const { return m_window->window()->contentItem(); }
    QQuickItem *control(const QString &name) const;
    QAccessibleInterface *alert() const;
    void keepPicture(const QString &name) const;
    void click(QQuickItem *target);
    static void addFlow(NoukaiMockServer *server, const QString &identifier, const QByteArray &frames);

    std::unique_ptr<InspectorWindow> m_window;
};

namespace
{

const QByteArray Opening = "event: run_started\ndata: {\"runId\":\"r1\",\"stepCount\":2}\n\n"
                           "event: step_started\ndata: {\"stepId\":\"s1\",\"name\":\"Read\"}\n\n"
                           "event: step_output\ndata: {\"stepId\":\"s1\",\"outputData\":\"<b>Good</b> day\"}\n\n";

QByteArray toolPause(const QByteArray &tool)
{
    return "event: step_paused_for_tool_calls\ndata: {\"executionId\":\"r1\",\"stepId\":\"s1\",\"stepIndex\":0,"
           "\"iterationsUsed\":1,\"toolCallMessages\":[],\"toolCalls\":[{\"id\":\"c1\",\"type\":\"function\","
           "\"function\":{\"name\":\"" +
           tool + "\",\"arguments\":\"{\\\"path\\\":\\\"old.txt\\\"}\"}}]}\n\n";
}

QQuickItem *findVisible(QQuickItem *parent, const QString &name)
{
    if (parent->objectName() == name && parent->isVisible())
        return parent;
    const auto children = parent->childItems();
    for (QQuickItem *child : children) {
        if (QQuickItem *found = findVisible(child, name))
            return found;
    }
    return nullptr;
}

bool isInside(const QQuickItem *part, int width)
{
    const QRectF place = part->mapRectToScene({0, 0, part->width(), part->height()});
    return place.left() >= 0 && place.right() <= width && place.width() > 0;
}

} // namespace

Options TestInspectorWindow::demonstration()
{
    Options options;
    options.embedded = true;
    options.speed = 0;
    options.flow = u"acme/demo/test"_s;
    options.message = u"Hello"_s;
    return options;
}

void TestInspectorWindow::initTestCase()
{
    // A run that is cancelled is logged, and is no failure of the window.
    QLoggingCategory::setFilterRules(u"noukai.client.warning=false"_s);
    InspectorWindow::prepareApplication({});
    NoukaiTheme::instance()->setReduceMotion(true);
}

void TestInspectorWindow::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_window.reset();
}

void TestInspectorWindow::open(const Options &options)
{
    QString error;
    m_window = std::make_unique<InspectorWindow>(options);
    QVERIFY2(m_window->load(&error), qPrintable(error));
    m_window->window()->show();
    m_window->window()->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(m_window->window()));
}

QQuickItem *TestInspectorWindow::item(const QString &name) const
{
    QQuickItem *root = content();
    while (root->parentItem()) // the tabs stand beside the content
        root = root->parentItem();
    return findVisible(root, name);
}

// The button of an action, by the name of the action or by what is read of it.
QQuickItem *TestInspectorWindow::control(const QString &name) const
{
    QQuickItem *action = item(name);
    return action ? findVisible(action, u"button"_s) : QuickParts::button(content(), name);
}

// What assistive technology takes for an alert.
QAccessibleInterface *TestInspectorWindow::alert() const
{
    const auto items = QuickParts::itemsOf(content());
    for (QQuickItem *candidate : items) {
        QAccessibleInterface *accessible =
            candidate->isVisible() ? QAccessible::queryAccessibleInterface(candidate) : nullptr;
        if (accessible && accessible->role() == QAccessible::AlertMessage)
            return accessible;
    }
    return nullptr;
}

// For people: with NOUKAI_PICTURES=<folder> the window is saved as it is at this point of the test.
void TestInspectorWindow::keepPicture(const QString &name) const
{
    const QString folder = qEnvironmentVariable("NOUKAI_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(m_window->window()->grabWindow().save(folder + u'/' + name + u".png"_s));
}

void TestInspectorWindow::click(QQuickItem *target)
{
    QVERIFY(target);
    QTRY_VERIFY(target->isEnabled());
    const QPointF centre = target->mapToScene({target->width() / 2, target->height() / 2});
    QTest::mouseClick(m_window->window(), Qt::LeftButton, Qt::NoModifier, centre.toPoint());
}

void TestInspectorWindow::addFlow(NoukaiMockServer *server, const QString &identifier, const QByteArray &frames)
{
    server->setManualDelivery(true);
    server->addRawFlow(identifier, frames);
}

void TestInspectorWindow::startByClickCancelByKeyboard()
{
    open();
    Run *run = m_window->inspector().newRun();
    NoukaiFlow *flow = run->flow();
    NoukaiMockServer *server = m_window->inspector().server();
    addFlow(server, flow->identifier(), Opening + "event: flow_completed\ndata: {\"runId\":\"r1\"}\n\n");
    QSignalSpy finished(flow, &NoukaiFlow::finished);
    click(item(u"startRun"_s));
    QTRY_VERIFY(server->pendingFrames() >= 3);
    server->deliver(3);
    QTRY_COMPARE(run->timeline()->rowCount(), 2);
    QCOMPARE(flow->state(), NoukaiFlow::Running);
    QTRY_VERIFY(QuickParts::seenText(content()).contains(u"Running, step 1 of 2"_s));
    QTRY_VERIFY(QuickParts::seenText(content()).contains(u"<b>Good</b> day"_s)); // as it is, not as markup
    keepPicture(u"running"_s);

    QTest::keyClick(m_window->window(), Qt::Key_Escape);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(flow->state(), NoukaiFlow::Cancelled);
}

void TestInspectorWindow::startByKeyboard()
{
    open();
    Run *run = m_window->inspector().newRun();
    NoukaiFlow *flow = run->flow();
    NoukaiMockServer *server = m_window->inspector().server();
    addFlow(server, flow->identifier(), Opening + "event: flow_completed\ndata: {\"runId\":\"r1\"}\n\n");
    server->setManualDelivery(false);
    QQuickItem *message = item(u"message"_s);
    QVERIFY(message);
    message->forceActiveFocus();
    QTest::keyClick(m_window->window(), Qt::Key_End);
    for (const char letter : QByteArray(" you"))
        QTest::keyClick(m_window->window(), letter);
    QCOMPARE(flow->message(), u"Hello you"_s);
    QTest::keyClick(m_window->window(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow->state(), NoukaiFlow::Completed);
}

void TestInspectorWindow::toolCallByMouse_data()
{
    QTest::addColumn<QString>("button");
    QTest::newRow("approve") << u"approve"_s;
    QTest::newRow("deny") << u"deny"_s;
}

// A tool the program has: Approve runs it, Deny refuses; either way the answer goes to the server.
void TestInspectorWindow::toolCallByMouse()
{
    QFETCH(QString, button);
    open();
    Run *run = m_window->inspector().newRun();
    NoukaiFlow *flow = run->flow();
    NoukaiMockServer *server = m_window->inspector().server();
    QVERIFY(!flow->tools().isEmpty());
    const QByteArray tool = flow->tools().constFirst()->name().toUtf8();
    addFlow(server, flow->identifier(), Opening + toolPause(tool));
    server->setManualDelivery(false);
    run->start();
    QTRY_COMPARE(flow->state(), NoukaiFlow::AwaitingTools);
    QTRY_VERIFY(control(button));
    QVERIFY(!control(button)->isEnabled()); // it arms after a moment
    server->clearRequests();
    QTRY_VERIFY(control(button)->isEnabled());
    keepPicture(u"tools"_s);
    click(control(button));
    QTRY_COMPARE(server->requests().size(), 1);
}

void TestInspectorWindow::answerByHand()
{
    open();
    Run *run = m_window->inspector().newRun();
    NoukaiFlow *flow = run->flow();
    NoukaiMockServer *server = m_window->inspector().server();
    addFlow(server, flow->identifier(), Opening + toolPause("nobodys_tool"));
    server->setManualDelivery(false);
    run->start();
    QTRY_VERIFY(item(u"words"_s)); // nobody here has the tool, so an answer is asked for
    item(u"words"_s)->property("area").value<QQuickItem *>()->forceActiveFocus();
    for (const char letter : QByteArray("42"))
        QTest::keyClick(m_window->window(), letter);
    server->clearRequests();
    click(control(u"reply"_s));
    QTRY_COMPARE(server->requests().size(), 1);
}

void TestInspectorWindow::errorIsShown()
{
    open();
    keepPicture(u"empty"_s);
    Run *run = m_window->inspector().newRun();
    NoukaiFlow *flow = run->flow();
    QVERIFY(!alert());
    NoukaiMockServer *server = m_window->inspector().server();
    addFlow(server, flow->identifier(),
            Opening + "event: step_error\ndata: {\"stepId\":\"s1\",\"error\":{\"code\":\"BUSY\",\"message\":\"Try "
                      "later\"}}\n\n");
    server->setManualDelivery(false);
    run->start();
    QTRY_COMPARE(flow->state(), NoukaiFlow::Failed);
    QTRY_VERIFY(alert());
    keepPicture(u"failed"_s);
    QVERIFY(alert()->text(QAccessible::Description).contains(u"Try later"_s));
    QVERIFY(control(u"Retry the step"_s));
}

void TestInspectorWindow::pausesBetweenSteps()
{
    open();
    Run *run = m_window->inspector().newRun();
    NoukaiFlow *flow = run->flow();
    NoukaiMockServer *server = m_window->inspector().server();
    addFlow(server, flow->identifier(),
            Opening + "event: step_completed\ndata: {\"stepId\":\"s1\",\"output\":\"Good day\"}\n\n"
                      "event: step_paused\ndata: {\"stepId\":\"s1\",\"nextStepIndex\":1}\n\n");
    flow->setAutoAdvance(false);
    server->setManualDelivery(false);
    run->start();
    QTRY_COMPARE(flow->state(), NoukaiFlow::Paused);
    QTRY_VERIFY(control(u"Next step"_s) && control(u"Run the remaining steps"_s));
    keepPicture(u"paused"_s);
    server->clearRequests();
    click(control(u"Next step"_s));
    QTRY_COMPARE(server->requests().size(), 1);
}

void TestInspectorWindow::everyControlIsReachable_data()
{
    QTest::addColumn<bool>("embedded");
    QTest::newRow("demonstration") << true;
    QTest::newRow("own service") << false;
}

// Tab comes to every control that takes part, and each has a name for assistive technology.
void TestInspectorWindow::everyControlIsReachable()
{
    QFETCH(bool, embedded);
    Options options = demonstration();
    options.embedded = embedded;
    if (!embedded)
        options.baseUrl = QUrl(u"http://127.0.0.1:1"_s);
    open(options);
    QStringList missing = embedded ? QStringList{u"flowChoice"_s} : QStringList{u"address"_s, u"flowName"_s};
    missing << u"message"_s << u"runTab"_s;
    for (int i = 0; i < 60 && !missing.isEmpty(); ++i) {
        QTest::keyClick(m_window->window(), Qt::Key_Tab);
        QQuickItem *focus = m_window->window()->activeFocusItem();
        QVERIFY(focus);
        while (focus && !missing.contains(focus->objectName()))
            focus = focus->parentItem();
        if (!focus)
            continue;
        missing.removeAll(focus->objectName());
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(focus);
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), qPrintable(focus->objectName()));
    }
    QCOMPARE(missing, QStringList());
    const QQuickItem *nameless = QuickParts::namelessStop(content());
    QVERIFY2(!nameless, nameless ? qPrintable(nameless->objectName()) : "");
}

void TestInspectorWindow::fitsEverySize_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("mirrored");
    for (const QSize size : {QSize(320, 360), QSize(400, 700), QSize(479, 600), QSize(480, 600), QSize(960, 680)}) {
        QTest::addRow("%d wide", size.width()) << size << false;
        QTest::addRow("%d wide, right to left", size.width()) << size << true;
    }
}

// Nothing that can be used sticks out of the window.
void TestInspectorWindow::fitsEverySize()
{
    QFETCH(QSize, size);
    QFETCH(bool, mirrored);
    QGuiApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
    const auto restore = qScopeGuard([] { QGuiApplication::setLayoutDirection(Qt::LeftToRight); });
    Options options = demonstration();
    options.size = size;
    open(options);
    m_window->window()->resize(size);
    Run *run = m_window->inspector().newRun();
    NoukaiFlow *flow = run->flow();
    NoukaiMockServer *server = m_window->inspector().server();
    keepPicture(u"form, "_s + QString::fromLatin1(QTest::currentDataTag()));
    for (const QString &name : {u"flowChoice"_s, u"version"_s, u"message"_s, u"addRow"_s, u"attach"_s, u"startRun"_s}) {
        QQuickItem *part = item(name);
        QVERIFY2(part, qPrintable(name));
        QTRY_VERIFY2(isInside(part, size.width()), qPrintable(name));
    }
    addFlow(server, flow->identifier(), Opening + toolPause("nobodys_tool_with_a_long_name"));
    server->setManualDelivery(false);
    run->start();
    QTRY_COMPARE(flow->state(), NoukaiFlow::AwaitingTools);
    QTRY_VERIFY(control(u"deny"_s));
    QTRY_COMPARE(m_window->window()->width(), size.width());
    keepPicture(QString::fromLatin1(QTest::currentDataTag()));
    for (const QString &name : {u"runTab"_s, u"galleryTab"_s, u"flowView"_s, u"Stop"_s, u"Next step"_s,
                                u"pauseAfterStep"_s, u"words"_s, u"reply"_s, u"approve"_s, u"deny"_s}) {
        QQuickItem *part = item(name) ? item(name) : control(name);
        QVERIFY2(part, qPrintable(name));
        QTRY_VERIFY2(isInside(part, size.width()), qPrintable(name));
    }
}

QTEST_MAIN(TestInspectorWindow)
#include "tst_inspectorwindow.moc"
