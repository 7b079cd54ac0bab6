// SPDX-License-Identifier: MIT
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// The program as a script runs it: without a display, to the end.
class TestHeadless : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data();
    void mistakes();
    void helpAndVersion();
    void runsAFlow();
    void scenario();
    void noServer();
    void pictureCannotBeWritten();

private:
    struct Outcome {
        int exitCode = -1;
        QString out;
        QString err;
    };
    static Outcome run(const QStringList &arguments, const QString &platform = {});
};

TestHeadless::Outcome TestHeadless::run(const QStringList &arguments, const QString &platform)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"QT_QPA_PLATFORM", "QT_QUICK_BACKEND", "NOUKAI_API_KEY"})
        environment.remove(QLatin1String(name));
    if (!platform.isEmpty())
        environment.insert(u"QT_QPA_PLATFORM"_s, platform);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(INSPECTOR), arguments);
    Outcome outcome;
    if (process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit)
        outcome.exitCode = process.exitCode();
    outcome.out = QString::fromUtf8(process.readAllStandardOutput());
    outcome.err = QString::fromUtf8(process.readAllStandardError());
    return outcome;
}

void TestHeadless::mistakes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--colour"_s};
    QTest::newRow("recording that is not there") << QStringList{u"none.noukai.jsonl"_s};
    QTest::newRow("recording without a window") << QStringList{u"--headless"_s, QStringLiteral(INSPECTOR)};
    QTest::newRow("size without a height") << QStringList{u"--size"_s, u"400"_s};
    QTest::newRow("size too small") << QStringList{u"--size"_s, u"10x10"_s};
    QTest::newRow("negative speed") << QStringList{u"--speed=-1"_s};
    QTest::newRow("speed that is no number") << QStringList{u"--speed"_s, u"nan"_s};
    QTest::newRow("address without a host") << QStringList{u"--base-url"_s, u"nonsense"_s};
    QTest::newRow("two servers") << QStringList{u"--embedded"_s, u"--base-url"_s, u"http://localhost"_s};
    QTest::newRow("scenario for another server")
        << QStringList{u"--scenario"_s, u"a.json"_s, u"--base-url"_s, u"http://localhost"_s};
    QTest::newRow("picture with a display") << QStringList{u"--screenshot"_s, u"a.png"_s};
}

void TestHeadless::mistakes()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments, u"offscreen"_s);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(!outcome.err.isEmpty());
}

void TestHeadless::helpAndVersion()
{
    const Outcome help = run({u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    for (const QString &option : {u"--embedded"_s, u"--flow"_s, u"--message"_s, u"--base-url"_s, u"--headless"_s,
                                  u"--screenshot"_s, u"--size"_s, u"--dark"_s, u"--rtl"_s, u"--speed"_s})
        QVERIFY2(help.out.contains(option), qPrintable(option));
    QVERIFY(help.out.contains(u"NOUKAI_API_KEY"_s));
    const Outcome version = run({u"--version"_s});
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.out.startsWith(u"noukai-inspector "_s));
}

void TestHeadless::runsAFlow()
{
    const QTemporaryDir folder;
    const QString picture = folder.filePath(u"new/folder/inspector.png"_s);
    const Outcome outcome = run({u"--headless"_s, u"--speed"_s, u"0"_s, u"--size"_s, u"640x480"_s, u"--screenshot"_s,
                                 picture, u"--message"_s, u"Compare two sources on tidal power."_s});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.out + outcome.err));
    QVERIFY2(outcome.out.contains(QRegularExpression(u"\\n +1 .+ Completed .* tokens"_s)), qPrintable(outcome.out));
    QVERIFY2(outcome.out.contains(QRegularExpression(u"\\nCompleted, [0-9]+ steps: .* tokens, \\$"_s)),
             qPrintable(outcome.out));
    QVERIFY(outcome.out.contains(u"picture: "_s + picture));
    const QImage image(picture);
    QCOMPARE(image.size(), QSize(640, 480));
    QVERIFY(image.colorCount() == 0);
    int inks = 0;
    for (int y = 0; y < image.height(); ++y)
        inks += image.pixel(image.width() / 3, y) != image.pixel(2, image.height() - 2);
    QVERIFY2(inks > 20, "the picture is empty");
}

void TestHeadless::scenario()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"own.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        R"({"flow":"own/team/greet","name":"Greet","steps":[{"id":"greet","name":"Greet them","output":"Good day"}]})");
    file.close();
    const QStringList common{u"--headless"_s, u"--speed"_s, u"0"_s, u"--message"_s, u"x"_s, u"--scenario"_s};
    const Outcome outcome = run(common + QStringList{file.fileName()});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.out + outcome.err));
    QVERIFY2(outcome.out.contains(u"own/team/greet"_s) && outcome.out.contains(u"Greet them"_s),
             qPrintable(outcome.out));
    const Outcome broken = run(common + QStringList{QStringLiteral(INSPECTOR)});
    QCOMPARE(broken.exitCode, 1);
    QVERIFY(!broken.err.isEmpty());
}

void TestHeadless::noServer()
{
    const Outcome outcome = run({u"--headless"_s, u"--base-url"_s, u"http://127.0.0.1:1"_s, u"--flow"_s, u"a/b/c"_s});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.out.contains(u"Error: "_s), qPrintable(outcome.out));
}

void TestHeadless::pictureCannotBeWritten()
{
    const Outcome outcome = run({u"--headless"_s, u"--speed"_s, u"0"_s, u"--screenshot"_s, u"/dev/null/a.png"_s});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.err.contains(u"/dev/null"_s));
}

QTEST_GUILESS_MAIN(TestHeadless)
#include "tst_headless.moc"
