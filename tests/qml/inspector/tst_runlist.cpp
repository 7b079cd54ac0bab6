// SPDX-License-Identifier: MIT
#include "inspectorperson.h"

#include <noukaimockserver.h>

#include <QtCore/QFile>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// The runs at the left: kept, opened, imported, watched, several at once.
class TestRunList : public InspectorPerson
{
    Q_OBJECT

private Q_SLOTS:
    void runsAreThereAgain();
    void severalRunsAtOnce();
    void anotherWindow();
    void showsARunOfTheServer();
    void importsASession();
    void opensARecording();
    void refusesWhatIsNoRecording();
};

void TestRunList::runsAreThereAgain()
{
    open();
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    key(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(current()->isPinned());
    open();
    QVERIFY(current()->isDraft());
    RunFilter *runs = m_window->inspector().runs();
    QCOMPARE(runs->rowOf(runs->at(0)), 0);
    QVERIFY(runs->at(0)->isPinned());
    QTRY_VERIFY(seen().contains(u"Pinned"_s));
    // By key: the list, and up to its first line.
    item(u"runList"_s)->forceActiveFocus();
    while (current()->isDraft())
        key(Qt::Key_Up);
    QCOMPARE(current(), runs->at(0));
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    QTRY_VERIFY(seen().contains(u"is no date of the form"_s));
    keepPicture(u"story, again"_s);

    key(Qt::Key_F, Qt::ControlModifier);
    QuickParts::type(m_window->window(), "nothing like it");
    QTRY_VERIFY(seen().contains(u"No run has these words."_s));
}

void TestRunList::severalRunsAtOnce()
{
    open(u"acme/review/contract"_s);
    m_window->inspector().server()->setSpeed(20);
    Run *first = current();
    key(Qt::Key_Return, Qt::ControlModifier);
    key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(current() != first);
    QVERIFY(current()->isDraft());
    key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(first->flow()->isRunning());
    QVERIFY(flow()->isRunning());
    QTRY_COMPARE(first->state(), NoukaiFlow::Completed);
    QTRY_COMPARE(current()->state(), NoukaiFlow::Completed);
    key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(flow()->identifier(), u"acme/review/contract"_s);
    QCOMPARE(flow()->message(), u"prices.csv"_s);
}

void TestRunList::anotherWindow()
{
    open();
    const int before = int(QGuiApplication::topLevelWindows().size());
    key(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(int(QGuiApplication::topLevelWindows().size()), before + 1);
}

// Somebody else starts a run; here its id is enough to see it.
void TestRunList::showsARunOfTheServer()
{
    open();
    NoukaiFlow other(m_window->inspector().client(), u"acme/etl/import"_s);
    other.setMessage(u"theirs.csv"_s);
    QSignalSpy finished(&other, &NoukaiFlow::finished);
    other.start();
    QTRY_COMPARE(finished.size(), 1);
    key(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(item(u"watchedExecution"_s));
    QTRY_VERIFY(item(u"watchedExecution"_s)->hasActiveFocus());
    QuickParts::type(m_window->window(), other.executionId().toLatin1().constData());
    key(Qt::Key_Return);
    QTRY_COMPARE(flow()->executionId(), other.executionId());
    QTRY_VERIFY(current()->timeline()->count() >= 3);
    QTRY_VERIFY(!flow()->isRunning());
}

void TestRunList::importsASession()
{
    open();
    const QString session = u"7a6c1f0e-0000-4000-8000-000000000000"_s;
    for (const QString &file : {u"one.csv"_s, u"two.csv"_s}) {
        NoukaiFlow other(m_window->inspector().client(), u"acme/etl/import"_s);
        other.setMessage(file);
        other.setSessionId(session);
        other.setTrace(true);
        QSignalSpy finished(&other, &NoukaiFlow::finished);
        other.start();
        QTRY_COMPARE(finished.size(), 1);
    }
    Inspector &inspector = m_window->inspector();
    const int before = inspector.runs()->rowCount();
    inspector.importSession(session);
    QTRY_COMPARE(inspector.runs()->rowCount(), before + 2);
    QTRY_VERIFY(!current()->isDraft());
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    inspector.importSession(session); // once is enough
    inspector.importSession(u"nonsense"_s);
    QTRY_VERIFY2(inspector.problem().contains(u"The session could not be read"_s), qPrintable(inspector.problem()));
    QCOMPARE(inspector.runs()->rowCount(), before + 2);
}

void TestRunList::opensARecording()
{
    open();
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    const QTemporaryDir elsewhere;
    const QString path = elsewhere.filePath(u"shared.noukai.jsonl"_s);
    QVERIFY(current()->saveAs(QUrl::fromLocalFile(path)));
    Run *opened = m_window->inspector().open(QUrl::fromLocalFile(path));
    QVERIFY(opened);
    QCOMPARE(opened->kind(), Run::Recording);
    m_window->window()->setProperty("run", QVariant::fromValue(opened));
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    QTRY_VERIFY(seen().contains(u"Replay"_s));
    keepPicture(u"story, recording"_s);
}

void TestRunList::refusesWhatIsNoRecording()
{
    open();
    QFile file(m_folder->filePath(u"notes.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Dear diary\n");
    file.close();
    QVERIFY(!m_window->inspector().open(QUrl::fromLocalFile(file.fileName())));
    QTRY_VERIFY(seen().contains(u"notes.txt is no recording of a run."_s));
    keepPicture(u"story, no recording"_s);
    key(Qt::Key_Escape);
    QTRY_VERIFY(!seen().contains(u"no recording"_s));
    QVERIFY(m_window->inspector().problem().isEmpty());
}

QTEST_MAIN(TestRunList)
#include "tst_runlist.moc"
