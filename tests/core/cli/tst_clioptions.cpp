// SPDX-License-Identifier: MIT
#include "cliprocess.h"

#include <noukaimockserver.h>

#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

// What the command line accepts, what it refuses, and what of it reaches the server.
class tst_CliOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void printed_data();
    void printed();
    void refused_data();
    void refused();
    void keyOption_data();
    void keyOption();
    void requestCarriesOptions();
    void messageFromInput();
    void keyFile_data();
    void keyFile();
    void keyFileOthersCanRead();
    void keyFileFromPipe();
    void keyless();
    void missingKey();

private:
    QString write(const QString &name, const QByteArray &content,
                  QFileDevice::Permissions permissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner);

    QTemporaryDir m_folder;
    NoukaiMockServer m_server;
};

void tst_CliOptions::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
    QString error;
    QVERIFY2(m_server.addFlow(u"acme/test/echo"_s,
                              {{u"steps"_s, QJsonArray{QJsonObject{{u"id"_s, u"echo"_s}, {u"output"_s, u"done"_s}}}}},
                              &error),
             qPrintable(error));
}

void tst_CliOptions::init()
{
    m_server.clearRequests();
}

QString tst_CliOptions::write(const QString &name, const QByteArray &content, QFileDevice::Permissions permissions)
{
    QFile file(m_folder.filePath(name));
    file.remove();
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.setPermissions(permissions))
        qFatal("The file cannot be written.");
    return file.fileName();
}

void tst_CliOptions::printed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("--help") << QStringList{u"--help"_s} << QByteArray("noukai <command>");
    QTest::newRow("-h") << QStringList{u"-h"_s} << QByteArray("noukai <command>");
    QTest::newRow("--version") << QStringList{u"--version"_s} << QByteArray("noukai 0.");
    QTest::newRow("-v") << QStringList{u"-v"_s} << QByteArray("noukai 0.");
    QTest::newRow("run --help") << QStringList{u"run"_s, u"--help"_s} << QByteArray("--resume-attempts");
    QTest::newRow("run --help beside errors")
        << QStringList{u"run"_s, u"--nonsense"_s, u"--help"_s} << QByteArray("Exit codes");
}

void tst_CliOptions::printed()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, expected);
    CliProcess process(m_server);
    QVERIFY(process.run(arguments));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY2(process.output().contains(expected), process.output().constData());
    QCOMPARE(process.errors(), QByteArray());
    for (const QByteArray &line : process.output().split('\n'))
        QVERIFY2(line.size() <= 130, line.constData());
}

void tst_CliOptions::refused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const QStringList &arguments, const char *expected) {
        QTest::newRow(name) << arguments << QByteArray(expected);
    };
    const QStringList run{u"run"_s, u"acme/test/echo"_s, u"--message"_s, u"x"_s};
    row("nothing", {}, "no command");
    row("unknown command", {u"walk"_s}, "'walk'");
    row("unknown option before the command", {u"--fast"_s}, "'--fast'");
    row("no flow", {u"run"_s, u"-m"_s, u"x"_s}, "no flow");
    row("no message", {u"run"_s, u"acme/test/echo"_s}, "--message is missing");
    row("message without value", {u"run"_s, u"acme/test/echo"_s, u"--message"_s}, "message");
    row("two messages", run + QStringList{u"-m"_s, u"y"_s}, "--message is given more than once");
    row("two flows", run + QStringList{u"other"_s}, "'other'");
    row("unknown option", run + QStringList{u"--fast"_s}, "fast");
    row("key among the arguments", run + QStringList{u"nk_secret"_s}, "'nk_***'");
    row("flow that is none", {u"run"_s, u"acme/echo"_s, u"-m"_s, u"x"_s}, "acme/echo");
    row("flow without an organization", {u"run"_s, u"echo"_s, u"-m"_s, u"x"_s}, "organization");
    row("draft", run + QStringList{u"--flow-version"_s, u"draft"_s}, "draft");
    row("version that is none", run + QStringList{u"--flow-version"_s, u"-1"_s}, "-1");
    row("parameter without a value", run + QStringList{u"-p"_s, u"length"_s}, "--param needs name=value, not 'length'");
    row("parameter without a name", run + QStringList{u"-p"_s, u"=3"_s}, "'=3'");
    row("parameter with a blank name", run + QStringList{u"-p"_s, u" =3"_s}, "' =3'");
    row("parameter twice", run + QStringList{u"-p"_s, u"a=1"_s, u"-p"_s, u"a=2"_s}, "'a' is given more than once");
    row("reserved parameter", run + QStringList{u"-p"_s, u"attachments=[]"_s}, "attachments");
    row("two modes", run + QStringList{u"--json"_s, u"--steps"_s}, "--steps and --json exclude each other");
    row("timeout zero", run + QStringList{u"--timeout"_s, u"0"_s}, "--timeout needs a whole number from 1");
    row("timeout that is no number", run + QStringList{u"--timeout"_s, u"soon"_s}, "'soon'");
    row("timeout beyond all bounds", run + QStringList{u"--timeout"_s, u"2147484"_s}, "to 2147483");
    row("attempts below zero", run + QStringList{u"--resume-attempts=-1"_s}, "'-1'");
    row("address without a scheme", run + QStringList{u"--base-url"_s, u"example.com"_s}, "'example.com'");
    row("address of another kind", run + QStringList{u"--base-url"_s, u"ftp://example.com"_s}, "http or https");
    row("plain http elsewhere", run + QStringList{u"--base-url"_s, u"http://example.com/api"_s}, "http");
    row("session with control characters", run + QStringList{u"--session"_s, u"a\nb"_s}, "session");
    row("tool without a command", run + QStringList{u"--tool"_s, u"look="_s}, "'look' has no command");
    row("tool with nothing", run + QStringList{u"--tool"_s, u" "_s}, "--tool needs name=command");
    row("tool without a name", run + QStringList{u"--tool"_s, u"=cat"_s}, "--tool needs name=command");
    row("tool name that is none", run + QStringList{u"--tool"_s, u"a b=cat"_s}, "a b");
    row("tool twice", run + QStringList{u"--tool"_s, u"a=cat"_s, u"--tool"_s, u"a=cat"_s},
        "'a' is given more than once");
    row("tool's program does not exist", run + QStringList{u"--tool"_s, u"a=no-such-program x"_s}, "'no-such-program'");
    row("tool's program is a folder", run + QStringList{u"--tool"_s, u"a=/tmp"_s}, "'/tmp'");
    row("schema without a tool", run + QStringList{u"--tool-schema"_s, u"a=/dev/null"_s}, "no --tool");
    row("schema does not exist", run + QStringList{u"--tool"_s, u"a=cat"_s, u"--tool-schema"_s, u"a=/no/such"_s},
        "'/no/such' cannot be read");
    row("schema is empty", run + QStringList{u"--tool"_s, u"a=cat"_s, u"--tool-schema"_s, u"a=/dev/null"_s},
        "no JSON schema");
    row("schema without end", run + QStringList{u"--tool"_s, u"a=cat"_s, u"--tool-schema"_s, u"a=/dev/zero"_s},
        "too large");
    row("key file does not exist", run + QStringList{u"--key-file"_s, u"/no/such"_s}, "'/no/such' cannot be read");
    row("key file is a folder", run + QStringList{u"--key-file"_s, u"/tmp"_s}, "'/tmp' cannot be read");
    row("key file without end", run + QStringList{u"--key-file"_s, u"/dev/zero"_s}, "too large");
    row("key file is empty", run + QStringList{u"--key-file"_s, u"/dev/null"_s}, "is empty");
    row("keyless with a key", run + QStringList{u"--keyless"_s, u"--key-file"_s, u"/dev/null"_s}, "exclude each other");
}

void tst_CliOptions::refused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, expected);
    CliProcess process(m_server);
    QVERIFY(process.run(arguments));
    QVERIFY2(process.errors().contains(expected), process.errors().constData());
    QVERIFY(process.errors().startsWith("noukai: ") || process.errors().contains("\nnoukai: "));
    QVERIFY(!process.errors().contains("nk_secret"));
    QCOMPARE(process.output(), QByteArray());
    QCOMPARE(process.exitCode(), 2);
    QCOMPARE(m_server.requests().size(), 0);
}

void tst_CliOptions::keyOption_data()
{
    QTest::addColumn<QStringList>("arguments");

    QTest::newRow("--key") << QStringList{u"run"_s, u"a/b/c"_s, u"-m"_s, u"x"_s, u"--key"_s, u"nk_secret"_s};
    QTest::newRow("--api-key=") << QStringList{u"run"_s, u"a/b/c"_s, u"-m"_s, u"x"_s, u"--api-key=nk_secret"_s};
    QTest::newRow("--API-KEY") << QStringList{u"run"_s, u"--API-KEY"_s, u"nk_secret"_s, u"a/b/c"_s};
    QTest::newRow("before the command") << QStringList{u"--api-key"_s, u"nk_secret"_s, u"run"_s, u"a/b/c"_s};
    QTest::newRow("with help") << QStringList{u"run"_s, u"--help"_s, u"--token=nk_secret"_s};
}

void tst_CliOptions::keyOption()
{
    QFETCH(QStringList, arguments);
    CliProcess process(m_server);
    QVERIFY(process.run(arguments));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.errors().contains("NOUKAI_API_KEY"));
    QVERIFY(process.errors().contains("--key-file"));
    QVERIFY(!process.errors().contains("nk_secret"));
    QCOMPARE(process.output(), QByteArray());
}

void tst_CliOptions::requestCarriesOptions()
{
    const QString schema = write(u"schema.json"_s, R"({"description": "Looks up", "type": "object",
                                                       "properties": {"city": {"type": "string"}}})");
    CliProcess process(m_server);
    QVERIFY(process.run(
        {u"run"_s,     u"acme/test/echo"_s, u"--message"_s,      u"Grüße"_s,    u"--param"_s,       u"length=3"_s,
         u"--param"_s, u"title=a=b"_s,      u"--flow-version"_s, u"3"_s,        u"--session"_s,     u"s 1"_s,
         u"--trace"_s, u"--remaining"_s,    u"--tool"_s,         u"look=cat"_s, u"--tool-schema"_s, "look="_L1 + schema,
         u"--tool"_s,  u"plain=cat"_s}));
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QCOMPARE(m_server.requests().size(), 1);
    const NoukaiMockRequest request = m_server.requests().constFirst();
    QVERIFY2(request.path.endsWith("/seq/acme/test/echo/v3/step"_L1), qPrintable(request.path));
    QCOMPARE(request.header("authorization"), QByteArray("Bearer ") + CliProcess::Key);
    QCOMPARE(request.header("x-session-id"), QByteArray("s 1"));
    const QJsonObject body = request.json();
    QCOMPARE(body.value(u"message"_s).toString(), u"Grüße"_s);
    QCOMPARE(body.value(u"parameters"_s).toObject(), (QJsonObject{{u"length"_s, 3}, {u"title"_s, u"a=b"_s}}));
    QCOMPARE(body.value(u"runRemaining"_s), QJsonValue(true));
    QCOMPARE(body.value(u"trace"_s), QJsonValue(true));
    const QJsonArray tools = body.value(u"tools"_s).toArray();
    QCOMPARE(tools.size(), 2);
    const QJsonObject look = tools.at(0).toObject().value(u"function"_s).toObject();
    QCOMPARE(look.value(u"name"_s).toString(), u"look"_s);
    QCOMPARE(look.value(u"description"_s).toString(), u"Looks up"_s);
    QVERIFY(look.value(u"parameters"_s).toObject().value(u"properties"_s).toObject().contains(u"city"_s));
    const QJsonObject plain = tools.at(1).toObject().value(u"function"_s).toObject();
    QCOMPARE(plain.value(u"parameters"_s).toObject(), (QJsonObject{{u"type"_s, u"object"_s}}));
}

void tst_CliOptions::messageFromInput()
{
    CliProcess process(m_server);
    QVERIFY(process.run({u"run"_s, u"acme/test/echo"_s, u"-m"_s, u"-"_s}, "two\nlines\n"));
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QCOMPARE(m_server.requests().constFirst().json().value(u"message"_s).toString(), u"two\nlines"_s);
}

void tst_CliOptions::keyFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("expected"); // the key, or a part of the error

    QTest::newRow("key alone") << QByteArray("nk_file_1") << 0 << QByteArray("nk_file_1");
    QTest::newRow("line end") << QByteArray("nk_file_2\n") << 0 << QByteArray("nk_file_2");
    QTest::newRow("CR LF and spaces") << QByteArray("  nk_file_3 \r\n\n") << 0 << QByteArray("nk_file_3");
    QTest::newRow("empty") << QByteArray("\n") << 2 << QByteArray("is empty");
    QTest::newRow("two lines") << QByteArray("nk_file_4\nnk_file_5\n") << 2 << QByteArray("more than one line");
    QTest::newRow("no key") << QByteArray("sk_file_6") << 2 << QByteArray("nk_");
    QTest::newRow("line end within") << QByteArray("nk_file\r7") << 2 << QByteArray("key");
}

void tst_CliOptions::keyFile()
{
    QFETCH(QByteArray, content);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, expected);
    const QString file = write(u"key"_s, content);
    CliProcess process(m_server);
    QVERIFY(process.run({u"run"_s, u"acme/test/echo"_s, u"-m"_s, u"x"_s, u"--key-file"_s, file}));
    QVERIFY2(process.exitCode() == exitCode, process.errors().constData());
    QVERIFY(!process.errors().contains("_file"));
    QCOMPARE(m_server.requests().size(), exitCode == 0 ? 1 : 0);
    if (exitCode == 0) {
        QCOMPARE(m_server.requests().constFirst().header("authorization"), "Bearer " + expected);
        QVERIFY(!process.errors().contains("Warning"));
    } else {
        QVERIFY2(process.errors().contains(expected), process.errors().constData());
    }
}

void tst_CliOptions::keyFileOthersCanRead()
{
    for (const auto permission : {QFileDevice::ReadGroup, QFileDevice::ReadOther, QFileDevice::WriteOther}) {
        const QString file = write(u"key"_s, "nk_file\n", QFileDevice::ReadOwner | permission);
        CliProcess process(m_server);
        QVERIFY(process.run({u"run"_s, u"acme/test/echo"_s, u"-m"_s, u"x"_s, u"--key-file"_s, file}));
        QCOMPARE(process.exitCode(), 0);
        QVERIFY2(process.errors().contains("Warning"), process.errors().constData());
        QVERIFY(process.errors().contains("chmod 600"));
    }
}

void tst_CliOptions::keyFileFromPipe()
{
    CliProcess process(m_server);
    QVERIFY(
        process.run({u"run"_s, u"acme/test/echo"_s, u"-m"_s, u"x"_s, u"--key-file"_s, u"/dev/stdin"_s}, "nk_piped\n"));
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QCOMPARE(m_server.requests().constFirst().header("authorization"), QByteArray("Bearer nk_piped"));
}

void tst_CliOptions::keyless()
{
    m_server.setAuthorizationRequired(false);
    CliProcess process(m_server);
    QVERIFY(process.run({u"run"_s, u"acme/test/echo"_s, u"-m"_s, u"x"_s, u"--keyless"_s}));
    m_server.setAuthorizationRequired(true);
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QVERIFY(!m_server.requests().constFirst().headers.contains("authorization"));
}

void tst_CliOptions::missingKey()
{
    CliProcess process(m_server);
    process.environment.remove(u"NOUKAI_API_KEY"_s);
    QVERIFY(process.run({u"run"_s, u"acme/test/echo"_s, u"-m"_s, u"x"_s}));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY2(process.errors().contains("NOUKAI_API_KEY"), process.errors().constData());
    QCOMPARE(m_server.requests().size(), 0);
}

QTEST_GUILESS_MAIN(tst_CliOptions)
#include "tst_clioptions.moc"
