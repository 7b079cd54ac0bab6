// SPDX-License-Identifier: MIT
// Each example prints the steps of a run and its result, and says what went wrong where something does. What the README
// shows of them is theirs.
#include <noukaimockserver.h>

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtTest/QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;

class tst_Examples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void run_data();
    void run();
    void windowFromDesigner_data();
    void windowFromDesigner();
    void scriptIsShort();
    void readmeQuotes_data();
    void readmeQuotes();
    void readmeLinks();

private:
    static QString read(const QString &file);
    static void addFlows(NoukaiMockServer &server);
    static QProcessEnvironment environmentOf(const NoukaiMockServer &server);
};

QString tst_Examples::read(const QString &file)
{
    QFile source(QStringLiteral(PROJECT_DIR "/") + file);
    return source.open(QIODevice::ReadOnly) ? QString::fromUtf8(source.readAll()) : QString();
}

void tst_Examples::addFlows(NoukaiMockServer &server)
{
    QVERIFY2(server.listen(), qPrintable(server.errorString()));
    const auto add = [&](const QString &identifier, const QByteArray &definition) {
        QString error;
        const bool added = server.addFlow(identifier, QJsonDocument::fromJson(definition).object(), &error);
        QVERIFY2(added, qPrintable(error));
    };
    add(u"acme/demo/flow"_s, R"({"steps": [{"id": "a", "name": "First", "output": "A"},
        {"id": "b", "name": "Second", "output": "done: {{message}}"}]})");
    add(u"acme/demo/failing"_s, R"({"steps": [{"id": "a", "name": "First", "output": "A"},
        {"id": "b", "error": {"code": "BAD_DATE", "message": "No date"}}]})");
}

QProcessEnvironment tst_Examples::environmentOf(const NoukaiMockServer &server)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"NOUKAI_API_KEY"_s, u"nk_test"_s);
    environment.insert(u"NOUKAI_BASE_URL"_s, server.baseUrl().toString());
    return environment;
}

void tst_Examples::run_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("flow");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArrayList>("said");
    const QList<std::pair<const char *, QString>> programs = {
#ifdef EXAMPLE_signals
        {"signals", QStringLiteral(EXAMPLE_signals)},
#endif
#ifdef EXAMPLE_futures
        {"futures", QStringLiteral(EXAMPLE_futures)},
#endif
#ifdef EXAMPLE_blocking
        {"blocking", QStringLiteral(EXAMPLE_blocking)},
#endif
#ifdef EXAMPLE_coroutines
        {"coroutines", QStringLiteral(EXAMPLE_coroutines)},
#endif
    };
    QVERIFY(programs.size() >= 3);
    for (const auto &[name, program] : programs) {
        QTest::addRow("%s", name) << program << u"acme/demo/flow"_s << 0
                                  << QByteArrayList{"1. First", "2. Second", "done: The cat"};
        QTest::addRow("%s, failing step", name)
            << program << u"acme/demo/failing"_s << 1 << QByteArrayList{"1. First", "Error: No date"};
        QTest::addRow("%s, unknown flow", name) << program << u"acme/demo/unknown"_s << 1 << QByteArrayList{"Error: "};
    }
}

void tst_Examples::run()
{
    QFETCH(QString, program);
    QFETCH(QString, flow);
    QFETCH(int, status);
    QFETCH(QByteArrayList, said);
    NoukaiMockServer server;
    addFlows(server);
    QProcess process;
    process.setProcessEnvironment(environmentOf(server));
    process.start(program, {flow, u"The cat"_s});
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
    const QByteArrayList lines = process.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(process.exitCode(), status);
    QCOMPARE(lines.size(), said.size());
    for (qsizetype i = 0; i < said.size(); ++i)
        QVERIFY2(lines[i].startsWith(said[i]), lines[i].constData());
}

void tst_Examples::windowFromDesigner_data()
{
    QTest::addColumn<QString>("flow");
    QTest::addColumn<int>("status");
    QTest::newRow("completes") << u"acme/demo/flow"_s << 0;
    QTest::newRow("failing step") << u"acme/demo/failing"_s << 1;
    QTest::newRow("unknown flow") << u"acme/demo/unknown"_s << 1;
}

// It runs the flow and ends with it.
void tst_Examples::windowFromDesigner()
{
#ifdef EXAMPLE_designer
    QFETCH(QString, flow);
    QFETCH(int, status);
    NoukaiMockServer server;
    addFlows(server);
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setProcessEnvironment(environmentOf(server));
    process.start(QStringLiteral(EXAMPLE_designer), {flow, u"The cat"_s, u"--close"_s});
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), status);
    const QString said = QString::fromUtf8(process.readAll());
    QVERIFY2(!said.contains(u"connect"_s), qPrintable(said)); // what Qt says of signals and slots that do not fit
    QVERIFY(!server.requests().isEmpty());

    const QStringList lines = read(u"demo/examples/designer/main.cpp"_s).split(u'\n');
    QCOMPARE_LE(lines.size(), 41); // the last one is empty
#else
    QSKIP("built without the widgets");
#endif
}

// A script takes fifteen lines of code, all told.
void tst_Examples::scriptIsShort()
{
    const QStringList lines = read(u"demo/examples/blocking/main.cpp"_s).split(u'\n');
    const auto isCode = [](const QString &line) {
        return !line.trimmed().isEmpty() && !line.trimmed().startsWith(u"//"_s);
    };
    const auto count = std::count_if(lines.begin(), lines.end(), isCode);
    QVERIFY(count > 5);
    QCOMPARE_LE(count, 15);
}

void tst_Examples::readmeQuotes_data()
{
    QTest::addColumn<QString>("heading");
    QTest::newRow("signals") << u"<b>Signals</b>"_s;
    QTest::newRow("futures") << u"<b>Futures</b>"_s;
    QTest::newRow("coroutines") << u"<b>Coroutines</b>"_s;
    QTest::newRow("blocking") << u"<b>Blocking</b>"_s;
}

// The README's code for each idiom stands in its program, line ends aside; "// …" says that something is left out.
void tst_Examples::readmeQuotes()
{
    QFETCH(QString, heading);
    const QString readme = read(u"README.md"_s);
    const QString section = readme.section(u"### Four ways to read a run"_s, 1).section(u"\n## "_s, 0, 0);
    const QStringList headings = {u"<b>Signals</b>"_s, u"<b>Futures</b>"_s, u"<b>Coroutines</b>"_s,
                                  u"<b>Blocking</b>"_s};
    QVERIFY(section.contains(heading));
    const QString code = section.section(u"```cpp\n"_s, int(headings.indexOf(heading)) + 1).section(u"```"_s, 0, 0);
    const auto bare = [](QString text) {
        return text.remove(QRegularExpression(u"\\s"_s));
    };
    const QString program =
        bare(read(u"demo/examples/%1/main.cpp"_s.arg(QString::fromLatin1(QTest::currentDataTag()))));
    QVERIFY(!program.isEmpty());
    const QStringList parts = code.split(u"// …\n"_s);
    for (const QString &part : parts)
        QVERIFY2(!part.trimmed().isEmpty() && program.contains(bare(part)), qPrintable(part));
}

// What the README says is proved somewhere, and where things are, is there.
void tst_Examples::readmeLinks()
{
    const QString readme = read(u"README.md"_s);
    static const QRegularExpression link(u"\\]\\(([^)#: ]+)\\)"_s);
    int count = 0;
    for (auto found = link.globalMatch(readme); found.hasNext(); ++count) {
        const QString target = found.next().captured(1);
        QVERIFY2(QFile::exists(QStringLiteral(PROJECT_DIR "/") + target), qPrintable(target));
    }
    QVERIFY(count > 40);
}

QTEST_GUILESS_MAIN(tst_Examples)
#include "tst_examples.moc"
