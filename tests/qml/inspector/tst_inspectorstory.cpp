// SPDX-License-Identifier: MIT
#include "inspectorwindow.h"
#include "quickparts.h"

#include <noukaimockserver.h>

#include <Noukai/noukaitheme.h>

#include <QtCore/QLoggingCategory>
#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// What people come to the inspector for, from the first click to the last, with mouse and keys alone.
class TestInspectorStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void findsAndMendsAFailure();
    void mendsAnExample();
    void comparesTwoRuns();
    void exportsTheRun();
    void takesUpInputs();
    void toolsFromAFile();
    void runsAreThereAgain();
    void stopsBeforeAStep();
    void commandsByName();
    void menusSayWhyNot();
    void shortcutSheet();
    void severalRunsAtOnce();
    void anotherWindow();
    void showsARunOfTheServer();
    void importsASession();
    void opensARecording();
    void refusesWhatIsNoRecording();
    void parametersByRows();
    void inputIsChecked();
    void arrangementLasts();

private:
    void open(const QString &flow = u"acme/etl/import"_s);
    QQuickItem *item(const QString &name) const;
    QQuickItem *button(const QString &text) const { return QuickParts::button(root(), text); }
    QQuickItem *root() const;
    QString seen() const { return QuickParts::seenText(root()); }
    Run *example(const QString &flow) const;
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void click(QQuickItem *target);
    void keepPicture(const QString &name) const;
    Run *current() const { return m_window->window()->property("run").value<Run *>(); }
    NoukaiFlow *flow() const { return current()->flow(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<InspectorWindow> m_window;
};

void TestInspectorStory::initTestCase()
{
    QLoggingCategory::setFilterRules(u"noukai.client.warning=false"_s); // runs fail here, and are cancelled
    InspectorWindow::prepareApplication({});
    NoukaiTheme::instance()->setReduceMotion(true);
}

void TestInspectorStory::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_window.reset();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestInspectorStory::open(const QString &flow)
{
    Options options;
    options.embedded = true;
    options.speed = 0;
    options.flow = flow;
    options.message = u"prices.csv"_s;
    options.dataFolder = m_folder->path();
    options.size = QSize(1280, 820);
    m_window.reset();
    m_window = std::make_unique<InspectorWindow>(options);
    QString error;
    QVERIFY2(m_window->load(&error), qPrintable(error));
    m_window->window()->show();
    m_window->window()->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(m_window->window()));
}

QQuickItem *TestInspectorStory::root() const
{
    QQuickItem *root = m_window->window()->contentItem();
    while (root->parentItem())
        root = root->parentItem();
    return root;
}

QQuickItem *TestInspectorStory::item(const QString &name) const
{
    return QuickParts::find(root(), name);
}

void TestInspectorStory::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_window->window(), key, modifiers);
}

void TestInspectorStory::click(QQuickItem *target)
{
    QVERIFY(target);
    QTRY_VERIFY(target->isEnabled());
    QuickParts::click(target);
}

void TestInspectorStory::keepPicture(const QString &name) const
{
    const QString folder = qEnvironmentVariable("NOUKAI_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(m_window->window()->grabWindow().save(folder + u'/' + name + u".png"_s));
}

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
    item(u"settings"_s)->forceActiveFocus();
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
    item(u"settings"_s)->forceActiveFocus();
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

void TestInspectorStory::takesUpInputs()
{
    open();
    flow()->setParameters({{u"tone"_s, u"dry"_s}});
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    open(u"acme/review/contract"_s);
    QTRY_VERIFY(item(u"recentInputs"_s));
    QVERIFY(QMetaObject::invokeMethod(item(u"recentInputs"_s), "activated", Q_ARG(int, 0)));
    QCOMPARE(flow()->identifier(), u"acme/etl/import"_s);
    QCOMPARE(flow()->parameters(), QJsonObject({{u"tone"_s, u"dry"_s}}));
}

void TestInspectorStory::toolsFromAFile()
{
    open();
    QFile file(m_folder->filePath(u"tools.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"([{"name": "look_up", "description": "Looks up.", "answer": "found"}])");
    file.close();
    Inspector &inspector = m_window->inspector();
    QCOMPARE(inspector.loadTools(current(), QUrl::fromLocalFile(file.fileName())), QString());
    QCOMPARE(inspector.toolNames(current()), QStringList{u"look_up"_s});
    QVERIFY(inspector.loadTools(current(), QUrl::fromLocalFile(u"/none.json"_s)).contains(u"none.json"_s));
    QCOMPARE(inspector.toolNames(current()), QStringList{u"look_up"_s});
}

void TestInspectorStory::runsAreThereAgain()
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

void TestInspectorStory::commandsByName()
{
    open();
    key(Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(item(u"commandSearch"_s));
    QTRY_VERIFY(item(u"commandSearch"_s)->hasActiveFocus());
    QuickParts::type(m_window->window(), "resume");
    QTRY_COMPARE(item(u"commandList"_s)->property("count").toInt(), 1);
    key(Qt::Key_Return); // not possible now, and says why
    QVERIFY(item(u"commandList"_s));
    keepPicture(u"story, palette"_s);
    key(Qt::Key_A, Qt::ControlModifier);
    QuickParts::type(m_window->window(), "start");
    QTRY_VERIFY(item(u"commandList"_s)->property("count").toInt() >= 1);
    key(Qt::Key_Return);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    QTRY_VERIFY(!item(u"commandList"_s));
}

// What is not possible now can be reached in its menu, says why, and does nothing.
void TestInspectorStory::menusSayWhyNot()
{
    open();
    key(Qt::Key_U, Qt::AltModifier); // Run
    QTRY_VERIFY(seen().contains(u"Run the remaining steps"_s));
    key(Qt::Key_Down); // Start
    key(Qt::Key_Down); // Stop
    QTRY_VERIFY2(seen().contains(u"Nothing is running."_s), qPrintable(seen()));
    keepPicture(u"story, menu"_s);
    key(Qt::Key_Return);
    QVERIFY(current()->isDraft());
}

void TestInspectorStory::shortcutSheet()
{
    open();
    key(Qt::Key_F1);
    QTRY_VERIFY(seen().contains(u"Ctrl+K"_s));
    keepPicture(u"story, shortcuts"_s);
    key(Qt::Key_Escape);
    QTRY_VERIFY(!seen().contains(u"Ctrl+K"_s));
}

void TestInspectorStory::severalRunsAtOnce()
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

void TestInspectorStory::anotherWindow()
{
    open();
    const int before = int(QGuiApplication::topLevelWindows().size());
    key(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(int(QGuiApplication::topLevelWindows().size()), before + 1);
}

// Somebody else starts a run; here its id is enough to see it.
void TestInspectorStory::showsARunOfTheServer()
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

void TestInspectorStory::importsASession()
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

void TestInspectorStory::opensARecording()
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

void TestInspectorStory::refusesWhatIsNoRecording()
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

void TestInspectorStory::parametersByRows()
{
    open();
    click(item(u"addRow"_s));
    QTRY_VERIFY(item(u"whyNot"_s)->property("text").toString().contains(u"row 1 has no name"_s));
    QVERIFY(!item(u"startRun"_s)->isEnabled());
    QQuickItem *parameters = item(u"parameters"_s);
    QList<QQuickItem *> fields;
    const auto parts = QuickParts::itemsOf(parameters);
    for (QQuickItem *part : parts) {
        const QString hint = part->property("placeholderText").toString();
        if (part->isVisible() && (hint == "Name"_L1 || hint == "Value"_L1) && part->inherits("QQuickTextField"))
            fields << part;
    }
    QCOMPARE(fields.size(), 2);
    fields[0]->forceActiveFocus();
    QuickParts::type(m_window->window(), "tone");
    fields[1]->forceActiveFocus();
    QuickParts::type(m_window->window(), "dry");
    QTRY_COMPARE(flow()->parameters(), QJsonObject({{u"tone"_s, u"dry"_s}}));
    QVERIFY(item(u"startRun"_s)->isEnabled());
}

void TestInspectorStory::inputIsChecked()
{
    open();
    QQuickItem *settings = QuickParts::find(item(u"blockOverrides"_s), u"json"_s);
    QVERIFY(settings);
    settings->forceActiveFocus();
    QuickParts::type(m_window->window(), "[1]");
    QTRY_VERIFY(item(u"whyNot"_s)->property("text").toString().contains(u"no object"_s));
    key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(current()->isDraft());
    key(Qt::Key_A, Qt::ControlModifier);
    QuickParts::type(m_window->window(), "{\"parse\":{\"dateFormat\":\"dd.MM.yyyy\"}}");
    QTRY_VERIFY(item(u"whyNot"_s)->property("text").toString().isEmpty());
    QVERIFY(!m_window->inspector().attach(current(), u"http://example.com/a.png"_s).isEmpty());
    QVERIFY(!m_window->inspector().attach(current(), u"https://example.com/a.pdf"_s).isEmpty());
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Completed);
}

void TestInspectorStory::arrangementLasts()
{
    open();
    key(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(!item(u"sidebar"_s));
    m_window->window()->close();
    open();
    QVERIFY(!item(u"sidebar"_s));
    key(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(item(u"sidebar"_s));
}

QTEST_MAIN(TestInspectorStory)
#include "tst_inspectorstory.moc"
