// SPDX-License-Identifier: MIT
// The program noukai-mockserver: what it prints, what it refuses, and that it serves.
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace
{

struct Outcome {
    int code = -1;
    QString out;
    QString err;
};

Outcome runToTheEnd(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(NOUKAI_MOCKSERVER), arguments);
    if (!process.waitForFinished(10'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

// A server that runs until the test is over.
class Server
{
public:
    explicit Server(const QStringList &arguments)
    {
        m_process.start(QStringLiteral(NOUKAI_MOCKSERVER), arguments + QStringList{u"--port"_s, u"0"_s});
    }
    ~Server()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }

    QString output()
    {
        m_output += QString::fromUtf8(m_process.readAllStandardOutput());
        return m_output;
    }
    QUrl url() { return QUrl(output().section(u'\n', 0, 0) + u"/seq/acme/spelling/grade-3/execute"_s); }

private:
    QProcess m_process;
    QString m_output;
};

} // namespace

class tst_MockProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpAndVersion_data();
    void helpAndVersion();
    void refuses_data();
    void refuses();
    void portTaken();
    void brokenScenario();
    void servesAndLogs();
    void quietPrintsTheAddressAlone();
    void appliesFaults();
    void worksWithoutKey();

private:
    int post(const QUrl &url, bool withKey)
    {
        QNetworkRequest request(url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        if (withKey) {
            request.setRawHeader("Authorization", "Bearer nk_test");
            request.setRawHeader("X-Noukai-API-Version", "2026-05-31");
        }
        const std::unique_ptr<QNetworkReply> reply(m_network.post(request, R"({"message":"x"})"));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait(10'000))
            return 0;
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    QNetworkAccessManager m_network;
};

void tst_MockProgram::helpAndVersion_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("text");
    QTest::newRow("help") << u"--help"_s << u"--scenario <file>"_s;
    QTest::newRow("help names the faults") << u"--help"_s << u"cut-mid-frame"_s;
    QTest::newRow("version") << u"--version"_s << u"noukai-mockserver "_s;
}

void tst_MockProgram::helpAndVersion()
{
    QFETCH(QString, option);
    QFETCH(QString, text);
    const Outcome outcome = runToTheEnd({option});
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.out.contains(text), qPrintable(outcome.out));
}

void tst_MockProgram::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("unknown option") << QStringList{u"--sped"_s, u"1"_s} << u"sped"_s;
    QTest::newRow("an argument") << QStringList{u"8080"_s} << u"8080"_s;
    QTest::newRow("port no number") << QStringList{u"--port"_s, u"http"_s} << u"http"_s;
    QTest::newRow("port too high") << QStringList{u"--port"_s, u"65536"_s} << u"65536"_s;
    QTest::newRow("negative speed") << QStringList{u"--speed"_s, u"-1"_s} << u"-1"_s;
    QTest::newRow("speed no number") << QStringList{u"--speed"_s, u"fast"_s} << u"fast"_s;
    QTest::newRow("host no address") << QStringList{u"--host"_s, u"example"_s} << u"example"_s;
    QTest::newRow("unknown fault") << QStringList{u"--fault"_s, u"explode"_s} << u"explode"_s;
}

void tst_MockProgram::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, complaint);
    const Outcome outcome = runToTheEnd(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.contains(complaint), qPrintable(outcome.err));
}

void tst_MockProgram::portTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString port = QString::number(other.serverPort());
    const Outcome outcome = runToTheEnd({u"--port"_s, port});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains(port) && outcome.err.contains(u"--port"_s), qPrintable(outcome.err));
}

void tst_MockProgram::brokenScenario()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"broken.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"flow\": \"a/b/c\", \"steps\": [{\"id\": \"a\", \"naem\": \"x\"}]}");
    file.close();
    const Outcome outcome = runToTheEnd({u"--scenario"_s, file.fileName()});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains(file.fileName() + u": steps[0].naem"_s), qPrintable(outcome.err));
}

void tst_MockProgram::servesAndLogs()
{
    Server server({u"--speed"_s, u"0"_s});
    QTRY_VERIFY(server.output().contains(u"acme/translate/chapters"_s));
    QCOMPARE(post(server.url(), true), 200);
    QTRY_VERIFY(server.output().contains(u"POST /api/v1/seq/acme/spelling/grade-3/execute 200 req_"_s));
    QVERIFY(!server.output().contains(u"nk_test"_s));
}

void tst_MockProgram::quietPrintsTheAddressAlone()
{
    Server server({u"--speed"_s, u"0"_s, u"--quiet"_s});
    QTRY_VERIFY(server.output().contains(u'\n'));
    QCOMPARE(post(server.url(), true), 200);
    QCOMPARE(server.output().count(u'\n'), 1);
}

void tst_MockProgram::appliesFaults()
{
    Server server({u"--speed"_s, u"0"_s, u"--fault"_s, u"http-error:status=402"_s, u"--fault"_s, u"no-body"_s});
    QTRY_VERIFY(server.output().contains(u'\n'));
    QCOMPARE(post(server.url(), true), 402);
    QCOMPARE(post(server.url(), true), 204);
    QCOMPARE(post(server.url(), true), 200);
}

void tst_MockProgram::worksWithoutKey()
{
    Server strict({u"--speed"_s, u"0"_s});
    QTRY_VERIFY(strict.output().contains(u'\n'));
    QCOMPARE(post(strict.url(), false), 401);
    Server open({u"--speed"_s, u"0"_s, u"--no-key"_s});
    QTRY_VERIFY(open.output().contains(u'\n'));
    QCOMPARE(post(open.url(), false), 200);
}

QTEST_GUILESS_MAIN(tst_MockProgram)
#include "tst_mockprogram.moc"
