// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "parts/actionbutton_p.h"
#include "parts/announcement_p.h"

#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukaiprogressdialog.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitool.h>
#include <Noukai/noukaitoolcallprompt.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QTranslator>
#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QProgressDialog>
#include <QtWidgets/QPushButton>

#include <memory>

using namespace Qt::StringLiterals;

// NoukaiProgressDialog: what QProgressDialog says of itself, for a flow over real HTTP.
class TestProgressDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void defaultsAreThoseOfQt();
    void appearsAfterItsTime();
    void shortRunIsNeverSeen();
    void appearsWhenTheRestIsLong();
    void expectsLittle();
    void waitsAnewForAnotherDuration();
    void showsSteps_data();
    void showsSteps();
    void completionResetsAndHides_data();
    void completionResetsAndHides();
    void cancels_data();
    void cancels();
    void cancelCanBeAsked();
    void withoutAButtonItIsHidden();
    void hostMayCancel();
    void resetForgets();
    void errorIsShown_data();
    void errorIsShown();
    void errorOutlivesItsFlow();
    void toolCallsAreShown();
    void enterEndsNothing();
    void modalityIsTheHosts();
    void execGivesTheOutcome();
    void followsFontDirectionAndLanguage();
    void isRead();
    void slotsMayDelete_data();
    void slotsMayDelete();

private:
    void make(int minimumDuration);
    void complete();
    QPushButton *button() const { return m_dialog->findChild<QPushButton *>(u"cancel"_s); }
    void picture(const char *name) const;

    std::unique_ptr<NoukaiTool> m_tool;
    std::unique_ptr<FlowStage> m_stage;
    std::unique_ptr<NoukaiProgressDialog> m_dialog;
};

void TestProgressDialog::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    NoukaiTheme::instance()->setReduceMotion(true);
    m_stage = std::make_unique<FlowStage>();
    m_tool = std::make_unique<NoukaiTool>(u"delete_file"_s, u"Removes a file."_s, QJsonObject());
    m_tool->setHandler([](const NoukaiToolCall &) { return u"gone"_s; });
    m_stage->flow.setTools({m_tool.get()});
}

void TestProgressDialog::cleanup()
{
    m_dialog.reset();
    m_stage.reset();
    m_tool.reset();
    NoukaiTheme::instance()->setReduceMotion(false);
}

void TestProgressDialog::make(int minimumDuration)
{
    m_dialog = std::make_unique<NoukaiProgressDialog>();
    m_dialog->setMinimumDuration(minimumDuration);
    m_dialog->setFlow(&m_stage->flow);
}

// Lets a run that waits for its last frames end well.
void TestProgressDialog::complete()
{
    m_stage->server.addRawFlow(m_stage->flow.identifier(),
                               "event: flow_completed\ndata: {\"runId\":\"r1\",\"result\":\"all\"}\n\n");
    m_stage->server.setManualDelivery(false);
    m_stage->flow.advance();
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
}

void TestProgressDialog::picture(const char *name) const
{
    if (const QString folder = qEnvironmentVariable("NOUKAI_PICTURES"); !folder.isEmpty())
        m_dialog->grab().save(folder + u"/progressdialog-%1.png"_s.arg(QLatin1String(name)));
}

void TestProgressDialog::defaultsAreThoseOfQt()
{
    const QProgressDialog qt;
    const NoukaiProgressDialog dialog;
    QCOMPARE(dialog.minimumDuration(), qt.minimumDuration());
    QCOMPARE(dialog.minimumDuration(), 4000);
    QCOMPARE(dialog.autoClose(), qt.autoClose());
    QCOMPARE(dialog.autoReset(), qt.autoReset());
    QCOMPARE(dialog.wasCanceled(), qt.wasCanceled());
    QCOMPARE(dialog.windowModality(), qt.windowModality());
    QCOMPARE(dialog.isVisible(), qt.isVisible());
    QCOMPARE(dialog.cancelButtonText(), u"Cancel"_s);
}

void TestProgressDialog::appearsAfterItsTime()
{
    make(300);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(m_stage->reach(NoukaiFlow::Connecting));
    QVERIFY(!m_dialog->isVisible());
    QTRY_VERIFY(m_dialog->isVisible());
    QVERIFY2(timer.elapsed() >= 250, qPrintable(QString::number(timer.elapsed())));
}

void TestProgressDialog::shortRunIsNeverSeen()
{
    make(4000);
    QSignalSpy changed(m_dialog.get(), &NoukaiProgressDialog::wasCanceledChanged);
    struct Watch : QObject {
        int shown = 0;
        bool eventFilter(QObject *, QEvent *event) override
        {
            shown += event->type() == QEvent::Show;
            return false;
        }
    } watch;
    m_dialog->installEventFilter(&watch);
    m_stage->server.addRawFlow(m_stage->flow.identifier(),
                               "event: flow_completed\ndata: {\"runId\":\"r1\",\"result\":\"all\"}\n\n");
    m_stage->server.setManualDelivery(false);
    m_stage->flow.start();
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QCoreApplication::processEvents();
    QCOMPARE(watch.shown, 0);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
}

// Two of many steps took a while: the rest takes longer than the minimum, so it appears before that is over.
void TestProgressDialog::appearsWhenTheRestIsLong()
{
    make(20'000);
    m_stage->server.addRawFlow(m_stage->flow.identifier(),
                               "event: run_started\ndata: {\"runId\":\"r1\",\"stepCount\":9999}\n\n"
                               "event: step_started\ndata: {\"stepId\":\"s1\",\"name\":\"Read\"}\n\n"
                               "event: step_completed\ndata: {\"stepId\":\"s1\",\"output\":\"x\"}\n\n"
                               "event: step_started\ndata: {\"stepId\":\"s2\",\"name\":\"Write\"}\n\n");
    m_stage->flow.start();
    QTRY_COMPARE(m_stage->server.pendingFrames(), 4);
    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY(timer.elapsed() > 60);
    QVERIFY(!m_dialog->isVisible());
    m_stage->server.deliver(3);
    QTRY_VERIFY_WITH_TIMEOUT(m_dialog->isVisible(), 5000);
}

// Of a run that is nearly over nothing is seen before the time has passed.
void TestProgressDialog::expectsLittle()
{
    make(20'000);
    QVERIFY(m_stage->reach(NoukaiFlow::Running, 3));
    QVERIFY(m_stage->flow.progress() > 0.5);
    QVERIFY(!m_dialog->isVisible());
}

void TestProgressDialog::waitsAnewForAnotherDuration()
{
    make(20'000);
    QVERIFY(m_stage->reach(NoukaiFlow::Connecting));
    QVERIFY(!m_dialog->isVisible());
    m_dialog->setMinimumDuration(10);
    QTRY_VERIFY(m_dialog->isVisible());
    m_dialog->setMinimumDuration(-5);
    QCOMPARE(m_dialog->minimumDuration(), 0);
}

void TestProgressDialog::showsSteps_data()
{
    QTest::addColumn<int>("stepCount");
    QTest::addColumn<double>("progress");
    QTest::newRow("counted") << 7 << 2.0 / 7;
    QTest::newRow("not counted: busy") << -1 << -1.0;
}

void TestProgressDialog::showsSteps()
{
    QFETCH(int, stepCount);
    QFETCH(double, progress);
    make(0);
    QSignalSpy changed(m_dialog.get(), &NoukaiProgressDialog::labelTextChanged);
    QVERIFY(m_stage->reach(NoukaiFlow::Running, stepCount));
    QTRY_VERIFY(m_dialog->isVisible());
    QTRY_COMPARE(m_dialog->labelText(), u"Write"_s);
    QVERIFY(!changed.isEmpty());
    QCOMPARE(m_dialog->progress()->progress(), progress);
    picture(stepCount > 0 ? "running" : "busy");
    m_dialog->setLabelText(u"<b>Please wait</b>"_s);
    const auto labels = m_dialog->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text() == u"<b>Please wait</b>" && label->textFormat() == Qt::PlainText;
    }));
    m_dialog->resetLabelText();
    QCOMPARE(m_dialog->labelText(), u"Write"_s);
}

void TestProgressDialog::completionResetsAndHides_data()
{
    QTest::addColumn<bool>("autoReset");
    QTest::addColumn<bool>("autoClose");
    QTest::addColumn<bool>("hidden");
    QTest::newRow("resets, closes") << true << true << true;
    QTest::newRow("resets, stays") << true << false << false;
    QTest::newRow("does not reset") << false << true << false;
}

// As QProgressDialog at its maximum.
void TestProgressDialog::completionResetsAndHides()
{
    QFETCH(bool, autoReset);
    QFETCH(bool, autoClose);
    QFETCH(bool, hidden);
    QProgressDialog qt;
    qt.setMinimumDuration(0);
    qt.setAutoReset(autoReset);
    qt.setAutoClose(autoClose);
    qt.setRange(0, 2);
    qt.setValue(0);
    qt.show();
    qt.setValue(2);
    QCOMPARE(!qt.isVisible(), hidden);

    make(0);
    m_dialog->setAutoReset(autoReset);
    m_dialog->setAutoClose(autoClose);
    QVERIFY(m_stage->reach(NoukaiFlow::Paused));
    QTRY_VERIFY(m_dialog->isVisible());
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    complete();
    QTRY_COMPARE(!m_dialog->isVisible(), hidden);
    QCOMPARE(accepted.size(), hidden ? 1 : 0);
    QVERIFY(!m_dialog->wasCanceled());
    if (hidden)
        return;
    QCOMPARE(button()->text(), u"Close"_s);
    QTest::mouseClick(button(), Qt::LeftButton);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QVERIFY(!m_dialog->wasCanceled());
}

void TestProgressDialog::cancels_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<int>("signals");
    QTest::newRow("button") << u"button"_s << 1;
    QTest::newRow("space") << u"space"_s << 1;
    QTest::newRow("escape") << u"escape"_s << 1;
    QTest::newRow("close") << u"close"_s << 1;
    QTest::newRow("slot") << u"slot"_s << 0;
}

// Every way out does what it does in QProgressDialog.
void TestProgressDialog::cancels()
{
    QFETCH(QString, by);
    QFETCH(int, signals);
    const auto leave = [&](QDialog *dialog, QPushButton *button, const std::function<void()> &slot) {
        if (by == "button"_L1)
            QTest::mouseClick(button, Qt::LeftButton);
        else if (by == "space"_L1)
            QTest::keyClick(button, Qt::Key_Space);
        else if (by == "escape"_L1)
            QTest::keyClick(dialog, Qt::Key_Escape);
        else if (by == "close"_L1)
            dialog->close();
        else
            slot();
    };
    QProgressDialog qt;
    qt.setMinimumDuration(0);
    qt.setValue(0);
    qt.show();
    qt.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&qt));
    QSignalSpy qtSaid(&qt, &QProgressDialog::canceled);
    leave(&qt, qt.findChild<QPushButton *>(), [&] { qt.cancel(); });
    QVERIFY(!qt.isVisible());
    QVERIFY(qt.wasCanceled());
    QCOMPARE(qtSaid.size(), signals);

    make(0);
    QVERIFY(m_stage->reach(NoukaiFlow::Running));
    QTRY_VERIFY(m_dialog->isVisible());
    QCOMPARE(button()->text(), u"Cancel"_s);
    QSignalSpy said(m_dialog.get(), &NoukaiProgressDialog::canceled);
    QSignalSpy finished(&m_stage->flow, &NoukaiFlow::finished);
    leave(m_dialog.get(), button(), [&] { m_dialog->cancel(); });
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(m_dialog->wasCanceled());
    QCOMPARE(said.size(), signals);
    QCOMPARE(m_stage->flow.state(), NoukaiFlow::Cancelled);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(m_dialog->wasCanceled()); // until it is reset, or the next run begins
    QVERIFY(!m_dialog->isVisible());
    m_stage->flow.start();
    QVERIFY(!m_dialog->wasCanceled());
    QTRY_VERIFY(m_dialog->isVisible());
}

// Who wants to ask first takes the connection away.
void TestProgressDialog::cancelCanBeAsked()
{
    make(0);
    disconnect(m_dialog.get(), &NoukaiProgressDialog::canceled, m_dialog.get(), &NoukaiProgressDialog::cancel);
    QVERIFY(m_stage->reach(NoukaiFlow::Running));
    QTRY_VERIFY(m_dialog->isVisible());
    QSignalSpy said(m_dialog.get(), &NoukaiProgressDialog::canceled);
    QTest::mouseClick(button(), Qt::LeftButton);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    m_dialog->close();
    QCOMPARE(said.size(), 3);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(m_stage->flow.isRunning());
    QVERIFY(!m_dialog->wasCanceled());
}

void TestProgressDialog::withoutAButtonItIsHidden()
{
    make(0);
    m_dialog->setCancelButtonText({});
    QVERIFY(m_stage->reach(NoukaiFlow::Paused));
    QTRY_VERIFY(m_dialog->isVisible());
    QVERIFY(!button()->isVisible());
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(m_stage->flow.isRunning());
    QVERIFY(!m_dialog->wasCanceled());
    m_dialog->resetCancelButtonText();
    m_dialog->setCancelButtonText(u"Stop it"_s);
    QCOMPARE(button()->text(), u"Stop it"_s);
    m_dialog->resetCancelButtonText();
    QCOMPARE(m_dialog->cancelButtonText(), u"Cancel"_s);
}

void TestProgressDialog::hostMayCancel()
{
    make(0);
    QVERIFY(m_stage->reach(NoukaiFlow::Running));
    QTRY_VERIFY(m_dialog->isVisible());
    QSignalSpy said(m_dialog.get(), &NoukaiProgressDialog::canceled);
    m_stage->flow.cancel();
    QTRY_VERIFY(!m_dialog->isVisible());
    QCOMPARE(said.size(), 0);
    QVERIFY(!m_dialog->wasCanceled());
}

void TestProgressDialog::resetForgets()
{
    make(0);
    QVERIFY(m_stage->reach(NoukaiFlow::Running));
    QTRY_VERIFY(m_dialog->isVisible());
    m_dialog->cancel();
    QVERIFY(m_dialog->wasCanceled());
    m_dialog->reset();
    QVERIFY(!m_dialog->wasCanceled());
    m_dialog->setAutoClose(false);
    m_dialog->show();
    m_dialog->reset();
    QVERIFY(m_dialog->isVisible());
}

void TestProgressDialog::errorIsShown_data()
{
    QTest::addColumn<bool>("started");
    QTest::newRow("before it appeared") << false;
    QTest::newRow("of a step") << true;
}

// Nothing that went wrong is lost, whatever was set: it stays until a person has seen it.
void TestProgressDialog::errorIsShown()
{
    QFETCH(bool, started);
    make(20'000);
    if (started) {
        QVERIFY(m_stage->reach(NoukaiFlow::Failed));
    } else {
        NoukaiMockFault fault;
        fault.kind = NoukaiMockFault::HttpError;
        fault.status = 403;
        fault.code = u"FORBIDDEN"_s;
        fault.message = u"Not yours."_s;
        m_stage->server.setFault(fault);
        m_stage->flow.start();
    }
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Failed);
    QTRY_VERIFY(m_dialog->isVisible());
    QVERIFY(m_dialog->errorNotice()->isVisible());
    QCOMPARE(m_dialog->errorNotice()->error().kind(), started ? NoukaiError::Execution : NoukaiError::PermissionDenied);
    QCOMPARE(button()->text(), u"Close"_s);
    QCoreApplication::processEvents();
    picture(started ? "failed" : "refused");
    QTRY_COMPARE(m_dialog->labelText(), started ? u"Write"_s : QString());
    QVERIFY(m_dialog->rect().contains(button()->geometry().translated(button()->parentWidget()->pos())));
    // What only an application can do is not offered.
    QVERIFY(!m_dialog->errorNotice()->actions().contains(NoukaiErrorText::EditInput));
    QVERIFY(!m_dialog->errorNotice()->actions().contains(NoukaiErrorText::Settings));
    m_stage->server.clearFaults();
    m_stage->server.clearRequests();
    m_stage->server.addRawFlow(m_stage->flow.identifier(), "event: run_started\ndata: {\"runId\":\"r1\"}\n\n");
    const auto offers = m_dialog->errorNotice()->findChildren<NoukaiActionButton *>(u"action"_s);
    QVERIFY(!offers.isEmpty());
    QTest::mouseClick(offers.constFirst(), Qt::LeftButton);
    QTRY_COMPARE(m_stage->server.requests().size(), 1);
    QVERIFY(m_stage->flow.isRunning());
    QVERIFY(!m_dialog->errorNotice()->isVisible());
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(button()->text(), u"Cancel"_s);
    m_stage->server.close(); // it fails again
    QTRY_VERIFY(m_dialog->errorNotice()->isVisible());
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(!m_dialog->wasCanceled());
}

void TestProgressDialog::errorOutlivesItsFlow()
{
    make(20'000);
    connect(
        &m_stage->flow, &NoukaiFlow::finished, this, [this] { m_stage.reset(); }, Qt::QueuedConnection);
    QVERIFY(m_stage->reach(NoukaiFlow::Failed));
    QTRY_VERIFY(!m_stage);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(m_dialog->errorNotice()->isVisible());
    QVERIFY(m_dialog->errorNotice()->actions().isEmpty());
    QCOMPARE(m_dialog->flow(), nullptr);
    QTest::mouseClick(button(), Qt::LeftButton);
    QVERIFY(!m_dialog->isVisible());
}

void TestProgressDialog::toolCallsAreShown()
{
    make(20'000);
    m_dialog->prompt()->setArmDelay(0);
    QSignalSpy decided(m_dialog.get(), &NoukaiProgressDialog::decided);
    QVERIFY(m_stage->reach(NoukaiFlow::AwaitingTools));
    QTRY_VERIFY(m_dialog->isVisible() && m_dialog->prompt()->isVisible());
    QCoreApplication::processEvents();
    picture("tools");
    m_stage->server.addRawFlow(m_stage->flow.identifier(),
                               "event: flow_completed\ndata: {\"runId\":\"r1\",\"result\":\"all\"}\n\n");
    m_stage->server.setManualDelivery(false);
    NoukaiActionButton *approve = nullptr;
    const auto canApprove = [&] {
        const auto all = m_dialog->prompt()->findChildren<NoukaiActionButton *>();
        for (NoukaiActionButton *one : all) {
            if (one->isVisible() && one->words() == u"Approve")
                approve = one;
        }
        return approve && approve->isPossible();
    };
    QTRY_VERIFY(canApprove());
    QTest::mouseClick(approve, Qt::LeftButton);
    QCOMPARE(decided.size(), 1);
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    QTRY_VERIFY(!m_dialog->isVisible());
}

// A person who ends a line in a form does not end the run.
void TestProgressDialog::enterEndsNothing()
{
    make(0);
    QVERIFY(m_stage->reach(NoukaiFlow::AwaitingTools));
    QTRY_VERIFY(m_dialog->isVisible());
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QTest::keyClick(m_dialog.get(), Qt::Key_Enter);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(m_stage->flow.state(), NoukaiFlow::AwaitingTools);
}

void TestProgressDialog::modalityIsTheHosts()
{
    QWidget window;
    window.show();
    NoukaiProgressDialog dialog(&window);
    QCOMPARE(dialog.windowModality(), Qt::NonModal);
    dialog.setWindowModality(Qt::WindowModal);
    dialog.setMinimumDuration(0);
    dialog.setFlow(&m_stage->flow);
    QVERIFY(m_stage->reach(NoukaiFlow::Running));
    QTRY_VERIFY(dialog.isVisible());
    QVERIFY(dialog.isModal());
    QCOMPARE(QApplication::activeModalWidget(), &dialog);
}

void TestProgressDialog::execGivesTheOutcome()
{
    make(20'000);
    m_stage->server.addRawFlow(m_stage->flow.identifier(),
                               "event: flow_completed\ndata: {\"runId\":\"r1\",\"result\":\"all\"}\n\n");
    m_stage->server.setManualDelivery(false);
    m_stage->flow.start();
    QCOMPARE(m_dialog->exec(), int(QDialog::Accepted));
    QCOMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
    m_stage->server.setManualDelivery(true);
    m_stage->flow.start();
    QMetaObject::invokeMethod(button(), &QPushButton::click, Qt::QueuedConnection);
    QCOMPARE(m_dialog->exec(), int(QDialog::Rejected));
    QVERIFY(m_dialog->wasCanceled());
}

void TestProgressDialog::followsFontDirectionAndLanguage()
{
    struct Translator : QTranslator {
        QString translate(const char *context, const char *text, const char *, int) const override
        {
            return QByteArray(context) == "NoukaiProgressDialog" ? u"«%1»"_s.arg(QLatin1String(text)) : QString();
        }
        bool isEmpty() const override { return false; }
    };
    make(0);
    m_dialog->setLayoutDirection(Qt::RightToLeft);
    QVERIFY(m_stage->reach(NoukaiFlow::Running));
    QTRY_VERIFY(m_dialog->isVisible());
    picture("rtl");
    const int height = m_dialog->height();
    QFont large = m_dialog->font();
    large.setPointSizeF(large.pointSizeF() * 2);
    m_dialog->setFont(large);
    QTRY_VERIFY(m_dialog->height() > height);
    Translator translator;
    QCoreApplication::installTranslator(&translator);
    QTRY_COMPARE(button()->text(), u"«Cancel»"_s);
    QCoreApplication::removeTranslator(&translator);
    QTRY_COMPARE(button()->text(), u"Cancel"_s);
    // Where it is narrow nothing stands outside.
    m_dialog->resize(320, m_dialog->height());
    const auto children = m_dialog->findChildren<QWidget *>();
    for (const QWidget *child : children) {
        if (child->isVisible() && !child->size().isEmpty())
            QVERIFY2(m_dialog->rect().contains(child->mapTo(m_dialog.get(), QPoint())),
                     child->metaObject()->className());
    }
}

void TestProgressDialog::isRead()
{
    make(0);
    m_dialog->setWindowTitle(u"Summarizing"_s);
    QVERIFY(m_stage->reach(NoukaiFlow::Running));
    QTRY_VERIFY(m_dialog->isVisible());
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(m_dialog.get());
    QCOMPARE(read->role(), QAccessible::Dialog);
    QCOMPARE(read->text(QAccessible::Name), u"Summarizing"_s);
    QAccessibleInterface *bar = QAccessible::queryAccessibleInterface(m_dialog->progress());
    QCOMPARE(bar->role(), QAccessible::ProgressBar);
    QCOMPARE(bar->text(QAccessible::Name), u"Running, step 3 of 7"_s);
    auto *said = m_dialog->findChild<NoukaiAnnouncementWidget *>();
    QTRY_VERIFY(!said->text().isEmpty());
    QCOMPARE(QAccessible::queryAccessibleInterface(button())->text(QAccessible::Name), u"Cancel"_s);
}

void TestProgressDialog::slotsMayDelete_data()
{
    QTest::addColumn<bool>("dialog");
    QTest::addColumn<QString>("by");
    for (const char *by : {"canceled", "wasCanceled", "finished", "rejected", "state"}) {
        QTest::addRow("the dialog, %s", by) << true << QString::fromLatin1(by);
        QTest::addRow("the flow, %s", by) << false << QString::fromLatin1(by);
    }
}

void TestProgressDialog::slotsMayDelete()
{
    QFETCH(bool, dialog);
    QFETCH(QString, by);
    make(0);
    QVERIFY(m_stage->reach(NoukaiFlow::Running));
    QTRY_VERIFY(m_dialog->isVisible());
    bool done = false;
    const auto end = [&] {
        if (std::exchange(done, true))
            return;
        if (dialog)
            m_dialog.reset();
        else
            m_stage.reset();
    };
    if (by == "canceled"_L1)
        connect(m_dialog.get(), &NoukaiProgressDialog::canceled, this, end);
    else if (by == "wasCanceled"_L1)
        connect(m_dialog.get(), &NoukaiProgressDialog::wasCanceledChanged, this, end);
    else if (by == "rejected"_L1)
        connect(m_dialog.get(), &QDialog::rejected, this, end);
    else if (by == "finished"_L1)
        connect(&m_stage->flow, &NoukaiFlow::finished, this, end);
    else
        connect(&m_stage->flow, &NoukaiFlow::stateChanged, this, end);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QTRY_VERIFY(done);
    QCOMPARE(m_dialog == nullptr, dialog);
    if (m_dialog)
        QTRY_VERIFY(!m_dialog->isVisible());
}

QTEST_MAIN(TestProgressDialog)
#include "tst_progressdialog.moc"
