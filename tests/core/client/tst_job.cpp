// SPDX-License-Identifier: MIT
#include "client/noukaijob_p.h"
#include "exchangecall.h"
#include "noukaimockserver.h"
#include "rawserver.h"

#include <Noukai/noukaijob.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QMetaMethod>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <array>

using namespace Qt::StringLiterals;

// Queued runs: handed over once, asked for until they end.
class tst_Job : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void toItsEnd();
    void signalsInOrder();
    void failed();
    void takenUpAgain();
    void unknownJob();
    void graceIsOver();
    void whatIsSent();
    void submissionRefused_data();
    void submissionRefused();
    void submittedOnce();
    void submissionAnswers_data();
    void submissionAnswers();
    void pollAnswers_data();
    void pollAnswers();
    void endedStaysSo();
    void total();
    void waitRefused_data();
    void waitRefused();
    void waitFails();
    void waitedForTwice();
    void stopWaiting();
    void cancelled_data();
    void cancelled();
    void cancelledFuture_data();
    void cancelledFuture();
    void clientGone_data();
    void clientGone();
    void deletedInASlot_data();
    void deletedInASlot();
    void deletedWhileBusy();
    void settingsStayWhileBusy();
    void properties();

private:
    std::unique_ptr<NoukaiMockServer> m_server;
    std::unique_ptr<TestClient> m_client;
};

static const QString Spelling = QStringLiteral("acme/spelling/grade-3");

template <typename T>
static NoukaiExpected<T> ended(const QFuture<NoukaiExpected<T>> &future)
{
    [&] {
        QTRY_VERIFY(future.isFinished());
    }();
    return future.isFinished() && future.resultCount() == 1 ? future.result() : NoukaiExpected<T>();
}

// A server of jobs that says what the test wants to a submission and to each poll.
class JobServer : public RawServer
{
public:
    JobServer()
        : RawServer([this](const RawRequest &request, RawConnection *connection) {
            const bool isPost = request.method == "POST";
            const QByteArray body = isPost ? accepted : poll;
            if (body.isNull())
                return; // silence
            connection->send(Http::answer(isPost ? 202 : pollStatus, "application/json", body, {"X-Request-ID: r-8"}));
        })
    {
    }
    QByteArray accepted = R"({"executionId":"e-1","status":"pending","flowId":"f","blockCount":2})";
    QByteArray poll = R"({"executionId":"e-1","status":"running"})";
    int pollStatus = 200;
};

void tst_Job::init()
{
    m_server = std::make_unique<NoukaiMockServer>();
    QVERIFY(m_server->listen());
    m_client = std::make_unique<TestClient>();
    m_client->setBaseUrl(m_server->baseUrl());
    m_client->setMaxRetries(0);
}

void tst_Job::cleanup()
{
    m_client.reset();
    m_server.reset();
}

void tst_Job::toItsEnd()
{
    NoukaiJob job(m_client.get(), Spelling);
    job.setMessage(u"teh"_s);
    QCOMPARE(job.status(), NoukaiJob::Unsubmitted);
    const auto submission = job.submit();
    QCOMPARE(job.status(), NoukaiJob::Submitting);
    const auto result = ended(job.wait(5));
    QVERIFY2(result, qPrintable(result.error().message()));
    QCOMPARE(ended(submission).value(), job.executionId());
    QVERIFY(!job.executionId().isEmpty());
    QCOMPARE(job.status(), NoukaiJob::Completed);
    QCOMPARE(job.error().kind(), NoukaiError::NoError);
    QCOMPARE(result.value(), job.result());
    QCOMPARE(result.value().status(), u"completed"_s);
    QVERIFY(!result.value().result().isNull());
    QCOMPARE(result.value().executionId(), job.executionId());
    QCOMPARE(result.value().blockCount(), 2);
    QVERIFY(!result.value().flowId().isEmpty());
    // The first poll finds no job yet, which is no error.
    int posts = 0;
    for (const NoukaiMockRequest &request : m_server->requests())
        posts += request.method == "POST" ? 1 : 0;
    QCOMPARE(posts, 1);
    QCOMPARE(m_server->requests().size(), 5);

    // What has ended is known without asking, and told from the event loop.
    QSignalSpy finished(&job, &NoukaiJob::finished);
    const auto again = job.wait();
    QVERIFY(!again.isFinished() && finished.isEmpty());
    QCOMPARE(ended(again).value(), job.result());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_server->requests().size(), 5);
}

void tst_Job::signalsInOrder()
{
    NoukaiJob job(m_client.get(), Spelling);
    job.setMessage(u"teh"_s);
    QStringList told;
    connect(&job, &NoukaiJob::statusChanged, this,
            [&] { told.append(QLatin1String(QMetaEnum::fromType<NoukaiJob::Status>().valueToKey(job.status()))); });
    connect(&job, &NoukaiJob::executionIdChanged, this, [&] { told.append(u"id"_s); });
    connect(&job, &NoukaiJob::submitted, this, [&] { told.append(u"submitted"_s); });
    connect(&job, &NoukaiJob::resultChanged, this, [&] { told.append(u"result"_s); });
    connect(&job, &NoukaiJob::errorChanged, this, [&] { told.append(u"error"_s); });
    connect(&job, &NoukaiJob::polled, this, [&] { told.append(u"polled"_s); });
    connect(&job, &NoukaiJob::waitingChanged, this,
            [&] { told.append(job.isWaiting() ? u"waits"_s : u"waits no more"_s); });
    connect(&job, &NoukaiJob::finished, this, [&] { told.append(u"finished"_s); });
    job.submit();
    job.wait(1);
    QTRY_VERIFY(told.contains(u"finished"_s));
    QCOMPARE(told, QStringList({u"Submitting"_s, u"waits"_s, u"id"_s, u"Pending"_s, u"submitted"_s, u"polled"_s,
                                u"polled"_s, u"Running"_s, u"polled"_s, u"result"_s, u"Completed"_s, u"polled"_s,
                                u"waits no more"_s, u"finished"_s}));
}

void tst_Job::failed()
{
    NoukaiJob job(m_client.get(), u"acme/etl/import"_s);
    job.setMessage(u"x"_s);
    QSignalSpy finished(&job, &NoukaiJob::finished);
    job.submit();
    const auto result = ended(job.wait(1));
    QVERIFY(!result);
    QCOMPARE(result.error().kind(), NoukaiError::Execution);
    QCOMPARE(result.error().executionId(), job.executionId());
    QVERIFY(!result.error().message().isEmpty());
    QVERIFY(!result.error().requestId().isEmpty());
    QCOMPARE(result.error().httpStatus(), 0);
    QCOMPARE(job.status(), NoukaiJob::Failed);
    QCOMPARE(job.error(), result.error());
    QCOMPARE(job.result().status(), u"failed"_s);
    QCOMPARE(finished.size(), 1);
    // A failed job still tells its error to who asks later.
    QCOMPARE(ended(job.wait()).error(), result.error());
}

void tst_Job::takenUpAgain()
{
    QString id;
    {
        NoukaiJob job(m_client.get(), Spelling);
        job.setMessage(u"teh"_s);
        id = ended(job.submit()).valueOr({});
        // Until it is registered, only the one who submitted it knows that it exists.
        QCOMPARE(ended(job.poll()).value(), NoukaiJob::Pending);
    }
    NoukaiJob job(m_client.get(), Spelling, id);
    QCOMPARE(job.status(), NoukaiJob::Pending);
    QCOMPARE(job.executionId(), id);
    QCOMPARE(ended(job.poll()).value(), NoukaiJob::Pending);
    const auto result = ended(job.wait(1));
    QVERIFY2(result, qPrintable(result.error().message()));
    QCOMPARE(result.value().executionId(), id);
    // It is not submitted again.
    QCOMPARE(ended(job.submit()).error().kind(), NoukaiError::Configuration);
    QCOMPARE(job.status(), NoukaiJob::Completed);

    job.setExecutionId(u"another"_s);
    QCOMPARE(job.status(), NoukaiJob::Pending);
    QCOMPARE(job.result(), NoukaiResult());
    job.setExecutionId({});
    QCOMPARE(job.status(), NoukaiJob::Unsubmitted);
}

void tst_Job::unknownJob()
{
    NoukaiJob job(m_client.get(), Spelling, u"nobody's"_s);
    QSignalSpy polled(&job, &NoukaiJob::polled);
    const auto status = ended(job.poll());
    QCOMPARE(status.error().kind(), NoukaiError::NotFound);
    QCOMPARE(status.error().code(), u"RUN_NOT_FOUND"_s);
    QCOMPARE(status.error().executionId(), u"nobody's"_s);
    QCOMPARE(job.error(), status.error());
    QCOMPARE(job.status(), NoukaiJob::Pending);
    QCOMPARE(polled.size(), 0);
    QSignalSpy finished(&job, &NoukaiJob::finished);
    QCOMPARE(ended(job.wait(1)).error().kind(), NoukaiError::NotFound);
    QCOMPARE(finished.size(), 1);
}

void tst_Job::graceIsOver()
{
    JobServer server;
    m_client->setBaseUrl(server.url(QString()));
    server.pollStatus = 404;
    NoukaiJob job(m_client.get(), Spelling);
    QVERIFY(ended(job.submit()));
    QCOMPARE(ended(job.poll()).value(), NoukaiJob::Pending);
    NoukaiJobPrivate::get(&job)->graceMs = 0;
    QCOMPARE(ended(job.poll()).error().kind(), NoukaiError::NotFound);
    // Only what is not found may be registered later.
    NoukaiJobPrivate::get(&job)->graceMs = 60'000;
    server.pollStatus = 403;
    QCOMPARE(ended(job.poll()).error().kind(), NoukaiError::PermissionDenied);
}

void tst_Job::whatIsSent()
{
    JobServer server;
    m_client->setBaseUrl(server.url(QString()));
    {
        NoukaiJob job(m_client.get(), u"o/p/s p"_s);
        QVERIFY(ended(job.submit()));
        QVERIFY(ended(job.poll()));
    }
    {
        NoukaiJob job(m_client.get(), u"s"_s);
        m_client->setOrganization(u"o"_s);
        m_client->setProject(u"p"_s);
        job.setVersion(u"draft"_s);
        job.setMessage(u""_s);
        job.setParameters({{u"n"_s, 1}});
        job.setBlockOverrides({{u"b"_s, QJsonObject{{u"t"_s, 0}}}});
        const QJsonObject image{
            {u"kind"_s, u"url"_s}, {u"url"_s, u"https://h/i.png"_s}, {u"mime_type"_s, u"image/png"_s}};
        job.setAttachments({image});
        job.setSessionId(u"mine"_s);
        job.setTrace(true);
        QVERIFY(ended(job.submit()));
        const QJsonObject body = QJsonDocument::fromJson(server.requests().constLast().body).object();
        QCOMPARE(body, QJsonObject({{u"message"_s, u""_s},
                                    {u"parameters"_s, job.parameters()},
                                    {u"blockOverrides"_s, job.blockOverrides()},
                                    {u"attachments"_s, job.attachments()},
                                    {u"trace"_s, true}}));
        QVERIFY(ended(job.poll()));
    }
    const QList<RawRequest> &requests = server.requests();
    QCOMPARE(requests.size(), 4);
    QCOMPARE(requests.at(0).path, "/seq/o/p/s%20p/jobs");
    QCOMPARE(requests.at(0).body, "{}");
    QVERIFY(!requests.at(0).headers.contains("x-session-id"));
    QCOMPARE(requests.at(1).path, "/seq/o/p/s%20p/jobs/e-1");
    QCOMPARE(requests.at(1).method, "GET");
    QCOMPARE(requests.at(2).path, "/seq/o/p/s/v0/jobs");
    QCOMPARE(requests.at(2).header("x-session-id"), "mine");
    // The version belongs to the submission alone.
    QCOMPARE(requests.at(3).path, "/seq/o/p/s/jobs/e-1");
}

void tst_Job::submissionRefused_data()
{
    QTest::addColumn<std::function<void(NoukaiJob &)>>("spoil");
    QTest::addColumn<QString>("code");
    using Spoil = std::function<void(NoukaiJob &)>;
    const auto row = [](const char *name, const Spoil &spoil, const QString &code = {}) {
        QTest::newRow(name) << spoil << code;
    };
    row("no identifier", [](NoukaiJob &job) { job.setIdentifier({}); });
    row("two parts", [](NoukaiJob &job) { job.setIdentifier(u"a/b"_s); });
    row("slug without defaults", [](NoukaiJob &job) { job.setIdentifier(u"a"_s); });
    row("dots", [](NoukaiJob &job) { job.setIdentifier(u"a/../c"_s); });
    row(
        "version -1", [](NoukaiJob &job) { job.setVersion(u"-1"_s); }, u"INVALID_VERSION"_s);
    row(
        "version 1.5", [](NoukaiJob &job) { job.setVersion(u"1.5"_s); }, u"INVALID_VERSION"_s);
    row(
        "tools", [](NoukaiJob &job) { job.setTools({QJsonObject()}); }, u"TOOLS_REQUIRE_SYNC_EXECUTE"_s);
    row(
        "reserved parameter",
        [](NoukaiJob &job) {
            job.setParameters({{u"attachments"_s, 1}});
        },
        u"PARAMETER_NAME_RESERVED"_s);
    row("attachment that is none", [](NoukaiJob &job) { job.setAttachments({1}); });
    row("control character in the session", [](NoukaiJob &job) { job.setSessionId(u"a\nb"_s); });
    row("no key", [](NoukaiJob &job) { job.client()->setApiKey({}); });
}

void tst_Job::submissionRefused()
{
    QFETCH(std::function<void(NoukaiJob &)>, spoil);
    QFETCH(QString, code);
    NoukaiJob job(m_client.get(), Spelling);
    spoil(job);
    QSignalSpy changed(&job, &NoukaiJob::statusChanged);
    const auto future = job.submit();
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().kind(), NoukaiError::Configuration);
    QCOMPARE(future.result().error().code(), code);
    QVERIFY(!future.result().error().message().isEmpty());
    QCOMPARE(job.error(), future.result().error());
    QCOMPARE(job.status(), NoukaiJob::Unsubmitted);
    QCOMPARE(changed.size(), 0);
    QVERIFY(m_server->requests().isEmpty());
}

void tst_Job::submittedOnce()
{
    NoukaiJob job(m_client.get(), Spelling);
    job.setMessage(u"teh"_s);
    const auto first = job.submit();
    QCOMPARE(job.submit().result().error().kind(), NoukaiError::Configuration);
    QVERIFY(ended(first));
    QCOMPARE(job.submit().result().error().kind(), NoukaiError::Configuration);
    QCOMPARE(job.error().kind(), NoukaiError::NoError);
    QCOMPARE(m_server->requests().size(), 1);
}

void tst_Job::submissionAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    for (const char *answer : {"null", "[]", "3", "\"e\"", "{}", R"({"executionId":null})", R"({"executionId":7})",
                               R"({"executionId":""})", R"({"executionId":"../x"})", R"({"executionId":["e"]})"})
        QTest::newRow(answer) << QByteArray(answer);
}

void tst_Job::submissionAnswers()
{
    QFETCH(QByteArray, answer);
    JobServer server;
    server.accepted = answer;
    m_client->setBaseUrl(server.url(QString()));
    NoukaiJob job(m_client.get(), Spelling);
    QSignalSpy finished(&job, &NoukaiJob::finished);
    const auto submission = job.submit();
    const auto waiting = job.wait(1);
    QCOMPARE(ended(submission).error().kind(), NoukaiError::Protocol);
    QCOMPARE(ended(waiting).error().kind(), NoukaiError::Protocol);
    QCOMPARE(ended(submission).error().requestId(), u"r-8"_s);
    QCOMPARE(ended(submission).error().responseBody(), QString::fromUtf8(answer));
    QCOMPARE(job.status(), NoukaiJob::Unsubmitted);
    QVERIFY(job.executionId().isEmpty());
    QCOMPARE(finished.size(), 1);
}

void tst_Job::pollAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("good");
    QTest::addColumn<NoukaiJob::Status>("status");
    QTest::addColumn<QString>("message"); // of the job's error
    const auto bad = [](const char *answer) {
        QTest::newRow(answer) << QByteArray(answer) << false << NoukaiJob::Pending << QString();
    };
    for (const char *answer :
         {"null", "[]", "1", "\"completed\"", "{}", R"({"status":1})", R"({"status":""})", R"({"status":"asleep"})"})
        bad(answer);
    const auto good = [](const char *answer, NoukaiJob::Status status, const QString &message = {}) {
        QTest::newRow(answer) << QByteArray(answer) << true << status << message;
    };
    good(R"({"status":"pending"})", NoukaiJob::Pending);
    good(R"({"status":"running","result":4})", NoukaiJob::Running);
    good(R"({"status":"completed"})", NoukaiJob::Completed);
    good(R"({"status":"completed","result":[1]})", NoukaiJob::Completed);
    good(R"({"status":"failed"})", NoukaiJob::Failed, u"The flow failed."_s);
    good(R"({"status":"failed","error":"It broke."})", NoukaiJob::Failed, u"It broke."_s);
    good(R"({"status":"failed","error":{"code":"C","message":"Broken."}})", NoukaiJob::Failed, u"Broken."_s);
    good(R"({"status":"failed","error":[7]})", NoukaiJob::Failed, u"The flow failed."_s);
    good(R"({"status":"cancelled"})", NoukaiJob::Failed, u"The flow failed."_s);
}

void tst_Job::pollAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, good);
    JobServer server;
    server.poll = answer;
    m_client->setBaseUrl(server.url(QString()));
    NoukaiJob job(m_client.get(), Spelling, u"e-1"_s);
    const auto status = ended(job.poll());
    QCOMPARE(status.hasValue(), good);
    QTEST(job.status(), "status");
    if (good) {
        QCOMPARE(status.value(), job.status());
        QTEST(job.error().message(), "message");
    } else {
        QCOMPARE(status.error().kind(), NoukaiError::Protocol);
        QCOMPARE(status.error().requestId(), u"r-8"_s);
        QCOMPARE(status.error().responseBody(), QString::fromUtf8(answer));
        QCOMPARE(job.error(), status.error());
    }
}

void tst_Job::endedStaysSo()
{
    JobServer server;
    m_client->setBaseUrl(server.url(QString()));
    server.poll = R"({"status":"completed","result":1})";
    NoukaiJob job(m_client.get(), Spelling, u"e-1"_s);
    QCOMPARE(ended(job.poll()).value(), NoukaiJob::Completed);
    for (const char *late : {R"({"status":"running"})", R"({"status":"failed","error":"x"})", R"({})"}) {
        server.poll = late;
        ended(job.poll());
        QCOMPARE(job.status(), NoukaiJob::Completed);
        QCOMPARE(job.result().result(), QJsonValue(1));
        QCOMPARE(job.error().kind(), NoukaiError::NoError);
    }
}

void tst_Job::total()
{
    JobServer server;
    m_client->setBaseUrl(server.url(QString()));
    for (const bool silent : {false, true}) {
        if (silent)
            server.poll = QByteArray();
        NoukaiJob job(m_client.get(), Spelling, u"e-1"_s);
        QSignalSpy finished(&job, &NoukaiJob::finished);
        const auto result = ended(job.wait(10, 150));
        QCOMPARE(result.error().kind(), NoukaiError::Timeout);
        QCOMPARE(result.error().executionId(), u"e-1"_s);
        QCOMPARE(job.error(), result.error());
        QCOMPARE(finished.size(), 1);
        QVERIFY(!job.isWaiting());
        // It can be waited for again.
        server.poll = R"({"status":"completed"})";
        if (!silent) {
            QVERIFY(ended(job.wait(10, 20'000)));
            server.poll = R"({"status":"running"})";
        }
    }
}

void tst_Job::waitRefused_data()
{
    QTest::addColumn<QString>("executionId");
    QTest::addColumn<int>("interval");
    QTest::addColumn<int>("total");
    QTest::newRow("not submitted") << QString() << 10 << 100;
    QTest::newRow("no interval") << u"e"_s << 0 << 100;
    QTest::newRow("negative interval") << u"e"_s << -1 << 100;
    QTest::newRow("negative total") << u"e"_s << 1 << -1;
    QTest::newRow("id that is none") << u"../e"_s << 1 << 100;
}

void tst_Job::waitRefused()
{
    QFETCH(QString, executionId);
    QFETCH(int, interval);
    QFETCH(int, total);
    NoukaiJob job(m_client.get(), Spelling, executionId);
    QSignalSpy finished(&job, &NoukaiJob::finished);
    const auto future = job.wait(interval, total);
    QVERIFY(finished.isEmpty());
    QCOMPARE(ended(future).error().kind(), NoukaiError::Configuration);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(job.error().kind(), NoukaiError::Configuration);
    QVERIFY(m_server->requests().isEmpty());
    QVERIFY(m_client->internals()->m_users.isEmpty());
}

void tst_Job::waitFails()
{
    JobServer server;
    m_client->setBaseUrl(server.url(QString()));
    NoukaiJob job(m_client.get(), Spelling, u"e-1"_s);
    connect(&job, &NoukaiJob::polled, this, [&] { server.pollStatus = 403; });
    QSignalSpy finished(&job, &NoukaiJob::finished);
    QCOMPARE(ended(job.wait(1)).error().kind(), NoukaiError::PermissionDenied);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(job.status(), NoukaiJob::Running);
}

void tst_Job::waitedForTwice()
{
    JobServer server;
    m_client->setBaseUrl(server.url(QString()));
    NoukaiJob job(m_client.get(), Spelling, u"e-1"_s);
    QSignalSpy finished(&job, &NoukaiJob::finished);
    const auto first = job.wait(1);
    QCOMPARE(job.wait(1).result().error().kind(), NoukaiError::Configuration);
    server.poll = R"({"status":"completed"})";
    QVERIFY(ended(first));
    QCOMPARE(finished.size(), 1);
}

void tst_Job::stopWaiting()
{
    JobServer server;
    m_client->setBaseUrl(server.url(QString()));
    NoukaiJob job(m_client.get(), Spelling, u"e-1"_s);
    QSignalSpy finished(&job, &NoukaiJob::finished);
    job.stopWaiting();
    QCOMPARE(finished.size(), 0);
    const auto future = job.wait(100'000);
    QTRY_COMPARE(job.status(), NoukaiJob::Running);
    job.stopWaiting();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(ended(future).error().kind(), NoukaiError::Cancelled);
    QCOMPARE(job.error().kind(), NoukaiError::NoError);
    QVERIFY(!job.isWaiting());
    QVERIFY(m_client->internals()->m_users.isEmpty());
}

enum Doing { Submits, Polls, Waits, WaitsBetween };

static void doings()
{
    QTest::addColumn<int>("doing");
    QTest::newRow("submission") << int(Submits);
    QTest::newRow("poll") << int(Polls);
    QTest::newRow("wait for an answer") << int(Waits);
    QTest::newRow("wait between two") << int(WaitsBetween);
}

// Brings the job into the middle of what it is doing; gives the futures' common question.
struct Busy {
    Busy(int doing, NoukaiClient *client)
    {
        client->setBaseUrl(server.url(QString()));
        job = std::make_unique<NoukaiJob>(client, Spelling, doing == Submits ? QString() : u"e-1"_s);
        if (doing != WaitsBetween)
            server.accepted = server.poll = QByteArray();
        if (doing == Submits)
            submission = job->submit();
        else if (doing == Polls)
            poll = job->poll();
        if (doing == Submits || doing >= Waits)
            wait = job->wait(100'000);
        [&] {
            QTRY_COMPARE(server.requests().size(), 1);
        }();
        if (doing == WaitsBetween)
            [&] {
                QTRY_COMPARE(job->status(), NoukaiJob::Running);
            }();
    }
    QList<NoukaiError> errors() const
    {
        QList<NoukaiError> all;
        if (submission.isStarted() && submission.resultCount() == 1)
            all.append(submission.result().error());
        if (poll.isStarted() && poll.resultCount() == 1)
            all.append(poll.result().error());
        if (wait.isStarted() && wait.resultCount() == 1)
            all.append(wait.result().error());
        return all;
    }
    JobServer server;
    std::unique_ptr<NoukaiJob> job;
    QFuture<NoukaiExpected<QString>> submission;
    QFuture<NoukaiExpected<NoukaiJob::Status>> poll;
    QFuture<NoukaiExpected<NoukaiResult>> wait;
};

void tst_Job::cancelled_data()
{
    doings();
}

void tst_Job::cancelled()
{
    QFETCH(int, doing);
    for (const bool byClient : {false, true}) {
        Busy busy(doing, m_client.get());
        QSignalSpy finished(busy.job.get(), &NoukaiJob::finished);
        if (byClient)
            m_client->cancelAll();
        else
            busy.job->cancel();
        QCOMPARE(finished.size(), doing == Polls ? 0 : 1);
        const QList<NoukaiError> errors = busy.errors();
        QCOMPARE(errors.size(), doing == Submits ? 2 : 1);
        for (const NoukaiError &error : errors)
            QCOMPARE(error.kind(), NoukaiError::Cancelled);
        QCOMPARE(busy.job->error().kind(), NoukaiError::NoError);
        if (doing == Submits)
            QCOMPARE(busy.job->status(), NoukaiJob::Unsubmitted);
        if (doing != WaitsBetween)
            QTRY_COMPARE(busy.server.openConnections(), 0);
        QVERIFY(m_client->internals()->m_users.isEmpty());
    }
}

void tst_Job::cancelledFuture_data()
{
    doings();
}

void tst_Job::cancelledFuture()
{
    QFETCH(int, doing);
    Busy busy(doing, m_client.get());
    QSignalSpy finished(busy.job.get(), &NoukaiJob::finished);
    if (doing == Submits)
        busy.submission.cancel();
    else if (doing == Polls)
        busy.poll.cancel();
    else
        busy.wait.cancel();
    if (doing != WaitsBetween)
        QTRY_COMPARE(busy.server.openConnections(), 0);
    QTRY_COMPARE(finished.size(), doing == Polls ? 0 : 1);
    QTRY_VERIFY(m_client->internals()->m_users.isEmpty());
    QVERIFY(!busy.job->isWaiting());
    if (doing == Submits) {
        QCOMPARE(busy.job->status(), NoukaiJob::Unsubmitted);
        QCOMPARE(ended(busy.wait).error().kind(), NoukaiError::Cancelled);
    }
}

void tst_Job::clientGone_data()
{
    doings();
}

void tst_Job::clientGone()
{
    QFETCH(int, doing);
    Busy busy(doing, m_client.get());
    QSignalSpy finished(busy.job.get(), &NoukaiJob::finished);
    m_client.reset();
    QCOMPARE(finished.size(), doing == Polls ? 0 : 1);
    const QList<NoukaiError> errors = busy.errors();
    QCOMPARE(errors.size(), doing == Submits ? 2 : 1);
    for (const NoukaiError &error : errors)
        QCOMPARE(error.kind(), NoukaiError::Cancelled);
    QVERIFY(!busy.job->client());
    busy.job->setExecutionId(u"e-2"_s);
    QCOMPARE(busy.job->poll().result().error().kind(), NoukaiError::Configuration);
    QCOMPARE(ended(busy.job->wait()).error().kind(), NoukaiError::Configuration);
    busy.job->setExecutionId({});
    QCOMPARE(busy.job->submit().result().error().kind(), NoukaiError::Configuration);
}

void tst_Job::deletedInASlot_data()
{
    QTest::addColumn<int>("which");
    const QMetaObject &meta = NoukaiJob::staticMetaObject;
    for (const char *name : {"statusChanged()", "executionIdChanged()", "submitted()", "polled()", "resultChanged()",
                             "waitingChanged()", "finished()"}) {
        const int index = meta.indexOfSignal(name);
        QVERIFY2(index >= 0, name);
        QTest::newRow(name) << index;
    }
}

// Any slot may delete the job, and the client with it.
void tst_Job::deletedInASlot()
{
    QFETCH(int, which);
    for (const bool withClient : {false, true}) {
        init();
        auto job = std::make_unique<NoukaiJob>(m_client.get(), Spelling);
        job->setMessage(u"teh"_s);
        const QMetaMethod signal = NoukaiJob::staticMetaObject.method(which);
        const auto destroy = [&] {
            job.reset();
            if (withClient)
                m_client.reset();
        };
        const auto on = [&](auto pointer) {
            if (QMetaMethod::fromSignal(pointer) == signal)
                connect(job.get(), pointer, this, [&] {
                    if (job)
                        destroy();
                });
        };
        on(&NoukaiJob::statusChanged);
        on(&NoukaiJob::executionIdChanged);
        on(&NoukaiJob::submitted);
        on(&NoukaiJob::polled);
        on(&NoukaiJob::resultChanged);
        on(&NoukaiJob::waitingChanged);
        on(&NoukaiJob::finished);
        NoukaiJob *const started = job.get();
        const auto submission = started->submit();
        const auto wait = job ? job->wait(1) : QFuture<NoukaiExpected<NoukaiResult>>();
        QTRY_VERIFY(!job);
        QTRY_VERIFY(submission.isFinished());
        QTRY_VERIFY(wait.isFinished());
        QCOMPARE(!m_client, withClient);
        cleanup();
    }
}

void tst_Job::deletedWhileBusy()
{
    for (const int doing : {int(Submits), int(Polls), int(Waits), int(WaitsBetween)}) {
        Busy busy(doing, m_client.get());
        busy.job.reset();
        if (doing != WaitsBetween)
            QTRY_COMPARE(busy.server.openConnections(), 0);
        QVERIFY(doing != Submits || (busy.submission.isCanceled() && busy.submission.isFinished()));
        QVERIFY(doing != Polls || (busy.poll.isCanceled() && busy.poll.isFinished()));
        QVERIFY(doing < Waits || (busy.wait.isCanceled() && busy.wait.isFinished()));
        QVERIFY(m_client->internals()->m_users.isEmpty());
    }
}

void tst_Job::settingsStayWhileBusy()
{
    Busy busy(Waits, m_client.get());
    TestClient other;
    busy.job->setClient(&other);
    busy.job->setExecutionId(u"another"_s);
    QCOMPARE(busy.job->client(), m_client.get());
    QCOMPARE(busy.job->executionId(), u"e-1"_s);
    busy.job->cancel();
    busy.job->setClient(&other);
    busy.job->setExecutionId(u"another"_s);
    QCOMPARE(busy.job->client(), &other);
    QCOMPARE(busy.job->executionId(), u"another"_s);
}

void tst_Job::properties()
{
    const std::array<std::pair<const char *, QVariant>, 10> rows = {{
        {"identifier", u"a/b/c"_s},
        {"version", u"3"_s},
        {"message", u"m"_s},
        {"parameters", QVariant(QJsonObject{{u"a"_s, 1}})},
        {"attachments", QVariant(QJsonArray{1})},
        {"blockOverrides", QVariant(QJsonObject{{u"b"_s, 1}})},
        {"tools", QVariant(QJsonArray{2})},
        {"sessionId", u"s"_s},
        {"trace", true},
        {"executionId", u"e"_s},
    }};
    NoukaiJob job;
    QCOMPARE(job.client(), NoukaiClient::defaultClient());
    for (const auto &[name, value] : rows) {
        const QMetaProperty property =
            NoukaiJob::staticMetaObject.property(NoukaiJob::staticMetaObject.indexOfProperty(name));
        QSignalSpy changed(&job, property.notifySignal());
        QVERIFY(changed.isValid());
        QVERIFY(property.write(&job, value));
        QVERIFY(property.write(&job, value));
        QCOMPARE(property.read(&job), value);
        QCOMPARE(changed.size(), 1);
    }
    job.resetSessionId();
    QVERIFY(job.sessionId().isNull());
}

QTEST_GUILESS_MAIN(tst_Job)
#include "tst_job.moc"
