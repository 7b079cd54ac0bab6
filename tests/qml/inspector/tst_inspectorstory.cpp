// SPDX-License-Identifier: MIT
#include "inspectorperson.h"

#include <Noukai/noukaieventlogmodel.h>

#include <QtCore/QFile>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// What people come to the inspector for, from the first click to the last, with mouse and keys alone.
class TestInspectorStory : public InspectorPerson
{
    Q_OBJECT

private Q_SLOTS:
    void findsAndMendsAFailure();
    void mendsAnExample();
    void comparesTwoRuns();
    void exportsTheRun();
    void stopsBeforeAStep();
    void eventsAndSteps();
    void traceOfAStep();

private:
    Run *example(const QString &flow) const;
};

// A run fails at the dates of a file. The reason stands in the window; the file's row is mended, the run goes on from
// the step, and both attempts are there.
void TestInspectorStory::findsAndMendsAFailure()
{
    open();
    click(item(u"startRun"_s));
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    QTRY_VERIFY(seen().contains(u"\"03.04.2026\" is no date of the form yyyy-MM-dd"_s));
    QTRY_COMPARE(item(u"stepTitle"_s)->property("text").toString(),
                 u"Parse the rows"_s); // the detail goes there by itself
    keepPicture(u"story, failed"_s);
    QTRY_VERIFY(button(u"Edit the input"_s));
    click(button(u"Edit the input"_s));
    QTRY_VERIFY(item(u"settings"_s));
    click(item(u"settings"_s));
    key(Qt::Key_A, Qt::ControlModifier);
    QuickParts::type(m_window->window(), "{\"dateFormat\": \"dd.MM.yyyy\"}");
    keepPicture(u"story, edit"_s);
    QQuickItem *accept = QuickParts::find(item(u"accept"_s), u"button"_s);
    click(accept ? accept : item(u"accept"_s));
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Completed);
    QTRY_COMPARE(current()->timeline()->count(), 5);
    QTRY_VERIFY(seen().contains(u"attempt 2 of 2"_s));
    QTRY_COMPARE(item(u"stepTitle"_s)->property("text").toString(), u"Load into the shop"_s);
    keepPicture(u"story, mended"_s);
}

// A recording that comes with the program is gone on with as if it had run here, and its attempts are compared.
void TestInspectorStory::mendsAnExample()
{
    open();
    Run *run = example(u"acme/etl/import"_s);
    QVERIFY(run);
    run->player()->seek(run->player()->duration());
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    QTRY_COMPARE(item(u"stepTitle"_s)->property("text").toString(), u"Parse the rows"_s);
    keepPicture(u"story, example"_s);
    key(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(item(u"settings"_s));
    click(item(u"settings"_s));
    key(Qt::Key_A, Qt::ControlModifier);
    QuickParts::type(m_window->window(), "{\"dateFormat\": \"dd.MM.yyyy\"}");
    click(item(u"accept"_s));
    QTRY_VERIFY2(flow()->state() == NoukaiFlow::Completed, qPrintable(flow()->error().message()));
    QTRY_COMPARE(current()->timeline()->count(), 5);
    QVERIFY(!current()->isReplay());
    QVERIFY(current()->isSaved());
}

void TestInspectorStory::comparesTwoRuns()
{
    open();
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    Run *first = current();
    key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    flow()->setBlockOverrides({{u"parse"_s, QJsonObject{{u"dateFormat"_s, u"dd.MM.yyyy"_s}}}});
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Completed);
    click(item(u"compareTab"_s));
    QTRY_VERIFY(seen().contains(u"Choose another run to compare this one with."_s));
    QQuickItem *choice = item(u"compareWith"_s);
    QVERIFY(choice);
    choice->forceActiveFocus();
    const int row = m_window->inspector().runs()->rowOf(first);
    QVERIFY(QMetaObject::invokeMethod(choice, "activated", Q_ARG(int, row)));
    QTRY_COMPARE(item(u"comparison"_s)->property("count").toInt(), 4);
    QTRY_VERIFY2(seen().contains(u"2 of 4 steps have the same output"_s), qPrintable(seen()));
    QTRY_VERIFY2(seen().contains(u" added"_s), qPrintable(seen())); // of the first step that differs
    keepPicture(u"story, compare"_s);
}

void TestInspectorStory::exportsTheRun()
{
    open();
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    QTRY_COMPARE(current()->timeline()->count(), 4);
    Inspector &inspector = m_window->inspector();
    const QString path = m_folder->filePath(u"run.csv"_s);
    inspector.exportRun(current(), QUrl::fromLocalFile(path), 0);
    QVERIFY(inspector.problem().isEmpty());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("DATE_FORMAT_MISMATCH"));
    inspector.exportRun(current(), QUrl::fromLocalFile(u"/dev/null/run.csv"_s), 0);
    QVERIFY2(inspector.problem().contains(u"/dev/null"_s), qPrintable(inspector.problem()));
    key(Qt::Key_Escape);
    QGuiApplication::clipboard()->clear();
    key(Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(item(u"commandSearch"_s) && item(u"commandSearch"_s)->hasActiveFocus());
    QuickParts::type(m_window->window(), "curl");
    key(Qt::Key_Return);
    QTRY_VERIFY2(QGuiApplication::clipboard()->text().contains(u"curl "_s),
                 qPrintable(QGuiApplication::clipboard()->text()));
}

void TestInspectorStory::stopsBeforeAStep()
{
    open();
    current()->driver()->toggleBreakpoint(2);
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Paused);
    QTRY_VERIFY(seen().contains(u"Stops before step 3"_s));
    keepPicture(u"story, breakpoint"_s);
    key(Qt::Key_F10);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
}

// From a step to its events, and from an event to its step; and what is not to be kept is not kept.
void TestInspectorStory::eventsAndSteps()
{
    open();
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    QTRY_COMPARE(item(u"stepTitle"_s)->property("text").toString(), u"Parse the rows"_s);
    key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QQuickItem *events = item(u"eventLog"_s);
    QVERIFY(events);
    const QString filter = events->property("filter").toString();
    QVERIFY2(filter.startsWith(u"step:\""_s), qPrintable(filter));
    auto *log = events->property("log").value<NoukaiEventLogModel *>();
    QVERIFY(log);
    QVERIFY(log->count() >= 2);
    for (int row = 0; row < log->count(); ++row)
        QCOMPARE(log->index(row).data(NoukaiEventLogModel::StepNameRole).toString(), u"Parse the rows"_s);
    keepPicture(u"story, events of a step"_s);
    events->setProperty("filter", QString());
    QTRY_VERIFY(log->index(1).isValid());
    int row = 0;
    while (log->index(row).data(NoukaiEventLogModel::StepIndexRole).toInt() != 0)
        ++row;
    const QVariant sequence = log->index(row).data(NoukaiEventLogModel::SequenceRole);
    QVERIFY(QMetaObject::invokeMethod(events, "eventActivated", Q_ARG(double, sequence.toDouble())));
    QTRY_VERIFY(item(u"stepTitle"_s)->property("text").toString() != u"Parse the rows"_s);

    item(u"recordFilter"_s)->forceActiveFocus();
    QuickParts::type(m_window->window(), "-type:step_output");
    key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    log = item(u"eventLog"_s)->property("log").value<NoukaiEventLogModel *>();
    QTRY_VERIFY(log->skipped() > 0);
    QTRY_VERIFY(item(u"recordFilterNote"_s)->property("text").toString().contains(u"not kept"_s));
}

void TestInspectorStory::traceOfAStep()
{
    open();
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    click(item(u"detail 4"_s));
    QTRY_VERIFY(item(u"fetchTrace"_s));
    click(item(u"fetchTrace"_s));
    QTRY_VERIFY(item(u"stepTrace"_s));
    QTRY_VERIFY2(seen().contains(u"stepId"_s), qPrintable(seen()));
    keepPicture(u"story, trace"_s);
}

Run *TestInspectorStory::example(const QString &flow) const
{
    RunFilter *runs = m_window->inspector().runs();
    for (int row = 0; row < runs->rowCount(); ++row) {
        Run *run = runs->at(row);
        if (run->kind() == Run::Example && run->flow()->identifier() == flow) {
            m_window->window()->setProperty("run", QVariant::fromValue(run));
            return run;
        }
    }
    return nullptr;
}

QTEST_MAIN(TestInspectorStory)
#include "tst_inspectorstory.moc"
