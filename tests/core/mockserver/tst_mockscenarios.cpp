// SPDX-License-Identifier: MIT
// Scenario files and the texts of faults: what is wrong with one is told with its place.
#include "noukaimockserver.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class tst_MockScenarios : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data();
    void mistakes();
    void missingFile();
    void loadsFromFile();
    void addFlowTellsTheMember();
    void faultTexts_data();
    void faultTexts();
    void everyFaultHasAName();

private:
    QString write(const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(u"scenario.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

void tst_MockScenarios::mistakes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("complaint");
    const auto steps = [](const QByteArray &list) {
        return QByteArray(R"({"flow":"a/b/c","steps":[)" + list + "]}");
    };
    QTest::newRow("empty file") << QByteArray() << u"line 1, column"_s;
    QTest::newRow("no JSON") << QByteArray("{\n  \"flow\": \"a/b/c\",\n  steps\n}") << u"line 3, column"_s;
    QTest::newRow("a list") << QByteArray("[]") << u"must hold a JSON object"_s;
    QTest::newRow("no flow") << QByteArray("{}") << u"flow: is missing"_s;
    QTest::newRow("short identifier") << QByteArray(R"({"flow":"grade-3","steps":[{"id":"a"}]})")
                                      << u"flow: \"grade-3\""_s;
    QTest::newRow("no steps") << QByteArray(R"({"flow":"a/b/c"})") << u"steps: must have at least one step"_s;
    QTest::newRow("empty steps") << steps("") << u"steps: must have"_s;
    QTest::newRow("steps no list") << QByteArray(R"({"flow":"a/b/c","steps":{}})") << u"steps: must be an array"_s;
    QTest::newRow("step no object") << steps(R"({"id":"a"},7)") << u"steps[1]: must be an object"_s;
    QTest::newRow("step without id") << steps(R"({"name":"a"})") << u"steps[0].id: is missing"_s;
    QTest::newRow("id no text") << steps(R"({"id":7})") << u"steps[0].id: must be a non-empty string"_s;
    QTest::newRow("id twice") << steps(R"({"id":"a"},{"id":"a"})") << u"\"a\" is there twice"_s;
    QTest::newRow("misspelt member") << steps(R"({"id":"a","ouput":"x"})")
                                     << u"steps[0].ouput: is not a known member"_s;
    QTest::newRow("negative duration") << steps(R"({"id":"a","durationMs":-1})")
                                       << u"steps[0].durationMs: must be a whole number"_s;
    QTest::newRow("fraction") << steps(R"({"id":"a","chunkCharacters":1.5})") << u"steps[0].chunkCharacters: must be"_s;
    QTest::newRow("flag no flag") << steps(R"({"id":"a","streamed":"yes"})")
                                  << u"steps[0].streamed: must be true or false"_s;
    QTest::newRow("error without message")
        << steps(R"({"id":"a","error":{}})") << u"steps[0].error.message: is missing"_s;
    QTest::newRow("condition without operand")
        << steps(R"({"id":"a","error":{"message":"m","unless":[{"value":"x"}]}})")
        << u"steps[0].error.unless[0].equals: is missing"_s;
    QTest::newRow("call without name") << steps(R"({"id":"a","toolRounds":[{"calls":[{"id":"c"}]}]})")
                                       << u"steps[0].toolRounds[0].calls[0].name: is missing"_s;
    QTest::newRow("round without calls") << steps(R"({"id":"a","toolRounds":[{}]})")
                                         << u"steps[0].toolRounds[0].calls: must name"_s;
    QTest::newRow("tools in a parallel block")
        << steps(R"({"parallel":[{"id":"a","toolRounds":[{"calls":[{"id":"c","name":"n"}]}]}]})")
        << u"steps[0].parallel[0].toolRounds"_s;
    QTest::newRow("empty parallel") << steps(R"({"parallel":[]})") << u"steps[0].parallel: must have"_s;
    QTest::newRow("loop without items") << steps(R"({"loop":{"id":"l","steps":[{"id":"a"}]}})")
                                        << u"steps[0].loop.items: must have"_s;
    QTest::newRow("long text without bytes")
        << steps(R"({"id":"a","longText":{"paragraphs":["p"]}})") << u"steps[0].longText.bytes: is missing"_s;
    QTest::newRow("long text without text")
        << steps(R"({"id":"a","longText":{"bytes":9,"paragraphs":[]}})") << u"steps[0].longText.paragraphs: must be"_s;
    QTest::newRow("odd names") << QByteArray(R"({"flow":"a/b/c","wire":{"names":"none"},"steps":[{"id":"a"}]})")
                               << u"wire.names: must be"_s;
    QTest::newRow("busy unknown") << QByteArray(R"({"flow":"a/b/c","busy":{"times":1},"steps":[{"id":"a"}]})")
                                  << u"busy.times: is not a known member"_s;
}

void tst_MockScenarios::mistakes()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, complaint);
    const QString fileName = write(json);
    NoukaiMockServer server;
    const QStringList before = server.flows();
    QString error;
    QVERIFY(!server.loadScenario(fileName, &error));
    QVERIFY2(error.startsWith(fileName + u": "_s), qPrintable(error));
    QVERIFY2(error.contains(complaint), qPrintable(error));
    QCOMPARE(server.flows(), before);
}

void tst_MockScenarios::missingFile()
{
    NoukaiMockServer server;
    QString error;
    QVERIFY(!server.loadScenario(u"/no/such/file.json"_s, &error));
    QVERIFY(error.startsWith(u"/no/such/file.json: "_s));
}

void tst_MockScenarios::loadsFromFile()
{
    NoukaiMockServer server;
    QString error;
    QVERIFY(server.loadScenario(write(R"({"flow":"my/own/flow","steps":[{"id":"a","output":"x"}]})"), &error));
    QVERIFY(error.isEmpty());
    QVERIFY(server.flows().contains(u"my/own/flow"_s));
}

void tst_MockScenarios::addFlowTellsTheMember()
{
    NoukaiMockServer server;
    QString error;
    QVERIFY(!server.addFlow(u"a/b/c"_s, {}, &error));
    QCOMPARE(error, u"steps: must have at least one step"_s);
    QTest::ignoreMessage(QtWarningMsg, "NoukaiMockServer::addFlow: steps: must have at least one step");
    QVERIFY(!server.addFlow(u"a/b/c"_s, {}));
}

void tst_MockScenarios::faultTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("unknown fault") << u"explode"_s << u"explode"_s;
    QTest::newRow("nothing") << QString() << u"Known are"_s;
    QTest::newRow("none") << u"none"_s << u"none"_s;
    QTest::newRow("unknown setting") << u"silence:often=1"_s << u"often=1"_s;
    QTest::newRow("no value") << u"silence:after"_s << u"after"_s;
    QTest::newRow("no number") << u"silence:after=x"_s << u"after=x"_s;
    QTest::newRow("no such end") << u"cut-mid-frame:end=soft"_s << u"end=soft"_s;
    QTest::newRow("no header") << u"http-error:header=x"_s << u"header=x"_s;
}

void tst_MockScenarios::faultTexts()
{
    QFETCH(QString, text);
    QFETCH(QString, complaint);
    QString error;
    QCOMPARE(NoukaiMockFault::fromText(text, &error).kind, NoukaiMockFault::None);
    QVERIFY2(error.contains(complaint), qPrintable(error));
}

void tst_MockScenarios::everyFaultHasAName()
{
    const QStringList names = NoukaiMockFault::names();
    QVERIFY(names.contains(u"cut-mid-frame"_s));
    for (const QString &name : names) {
        QString error;
        QVERIFY(NoukaiMockFault::fromText(name, &error).kind != NoukaiMockFault::None);
        QVERIFY(error.isEmpty());
    }
}

QTEST_GUILESS_MAIN(tst_MockScenarios)
#include "tst_mockscenarios.moc"
