// SPDX-License-Identifier: MIT
// What the documentation shows of Noukai::Core. Compiled by the tests.
#include <Noukai/noukaiclient.h>
#include <Noukai/noukaieventlogmodel.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiflowreader.h>
#include <Noukai/noukaijob.h>
#include <Noukai/noukailogentry.h>
#include <Noukai/noukaiplayer.h>
#include <Noukai/noukaireaderrange.h>
#include <Noukai/noukairecorder.h>
#include <Noukai/noukairun.h>
#include <Noukai/noukaisessionplayer.h>
#include <Noukai/noukaitool.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <QtCore/QFile>
#include <QtCore/QFutureWatcher>
#include <QtCore/QSettings>
#include <QtCore/QThread>
#include <QtCore/QTimer>

using namespace Qt::StringLiterals;

namespace
{

QString lookUp(const QJsonValue &orderId)
{
    return orderId.toString();
}

QFuture<QString> lookUpLater(const QJsonValue &orderId)
{
    return QtFuture::makeReadyFuture(orderId.toString());
}

void deleteAccount() {}

} // namespace

class Desk : public QObject
{
public:
    void first();
    void keys();
    void withoutKey();
    void tools();
    void people();
    void pausing();
    void editing();
    void recording();
    void playing();
    void session();
    void memory();
    void errors();
    void interrupted();
    void futures();
    void many();
    void threads();
    void blocking();
    void jobs();
    void traces();
    void logging();
    void mockServer();

private:
    void show(const QJsonValue &result) { qInfo() << result; }
    void show(const QString &message) { qInfo() << message; }

    NoukaiClient *const client = NoukaiClient::defaultClient();
    NoukaiFlow *const flow = new NoukaiFlow(client, u"acme/support/refund"_s, this);
    QSettings settings;
    QString token;
    QByteArray keyFromKeychain;
};

void Desk::first()
{
    //! [first run]
    auto *flow = new NoukaiFlow(NoukaiClient::defaultClient(), u"acme/spelling/grade-3"_s, this);
    flow->setMessage(u"The dog runned away"_s);
    connect(flow, &NoukaiFlow::stepOutput, this, [](const NoukaiStepOutput &output) { qInfo() << output.text(); });
    connect(flow, &NoukaiFlow::finished, this, [flow] {
        if (flow->state() == NoukaiFlow::Completed)
            qInfo() << flow->result() << flow->usage().totalTokens() << flow->usage().costUsd();
        else
            qWarning() << flow->error().message();
    });
    flow->start();
    //! [first run]
}

void Desk::keys()
{
    //! [key from a keychain]
    client->setApiKey(QString::fromLatin1(keyFromKeychain));
    keyFromKeychain.fill('\0');
    //! [key from a keychain]

    //! [key from a file]
    QFile file(u"/run/secrets/noukai"_s); // readable by the service alone
    if (file.open(QIODevice::ReadOnly))
        client->setApiKey(QString::fromLatin1(file.readAll().trimmed()));
    //! [key from a file]

    //! [bearer token]
    client->setBearerToken(token); // a token of the person who is signed in
    //! [bearer token]
}

void Desk::withoutKey()
{
    //! [own proxy]
    client->setKeyless(true); // the proxy adds the key
    client->setBaseUrl(QUrl(u"https://ai.example.com/api/v1"_s));
    client->setExtraHeaders({{u"X-Account"_s, u"jane"_s}}); // what the proxy wants to know
    //! [own proxy]

    //! [relay]
    client->setRelayUrl(QUrl(u"https://www.example.com/relay"_s));
    flow->start(); // one request and one answer: no steps
    //! [relay]
}

void Desk::tools()
{
    //! [tool with a handler]
    auto *order = new NoukaiTool(u"get_order"_s, u"Looks up an order"_s,
                                 {{u"type"_s, u"object"_s},
                                  {u"properties"_s, QJsonObject{{u"orderId"_s, QJsonObject{{u"type"_s, u"string"_s}}}}},
                                  {u"required"_s, QJsonArray{u"orderId"_s}}},
                                 this);
    order->setPolicy(NoukaiTool::Auto);
    order->setHandler([](const NoukaiToolCall &call) { return lookUp(call.arguments()["orderId"_L1]); });
    flow->setTools({order});
    //! [tool with a handler]

    //! [asynchronous handler]
    order->setAsyncHandler([](const NoukaiToolCall &call) { return lookUpLater(call.arguments()["orderId"_L1]); });
    //! [asynchronous handler]
}

void Desk::people()
{
    //! [ask a person]
    auto *remove = new NoukaiTool(u"delete_account"_s, u"Deletes the account"_s, {{u"type"_s, u"object"_s}}, this);
    remove->setPolicy(NoukaiTool::Ask); // the default
    remove->setDestructive(true);       // no "always", no "approve all"
    remove->setHandler([](const NoukaiToolCall &) {
        deleteAccount();
        return u"deleted"_s;
    });
    flow->setTools({remove});
    //! [ask a person]

    //! [decide by code]
    connect(flow, &NoukaiFlow::toolCallsRequired, this, [this](const NoukaiToolCallsRequired &round) {
        for (const NoukaiToolCall &call : round.toolCalls()) {
            if (call.name() == "get_order"_L1)
                flow->submitToolResult(call.id(), lookUp(call.arguments()["orderId"_L1]));
            else
                flow->rejectToolCall(call.id(), tr("Not in this application."));
        }
    });
    //! [decide by code]
}

void Desk::pausing()
{
    //! [pause]
    flow->setAutoAdvance(false); // stop after every step
    connect(flow, &NoukaiFlow::stateChanged, this, [this] {
        if (flow->state() == NoukaiFlow::Paused)
            qInfo() << "next is step" << flow->currentStep();
    });
    flow->start();
    // … later, one of
    flow->advance();
    flow->runToEnd();
    flow->cancel();
    //! [pause]
}

void Desk::editing()
{
    //! [edit and run again]
    flow->setInputOverrides({{u"read"_s, u"date;price\n2026-04-03;12.50"_s}}); // instead of what "read" put out
    flow->setBlockOverrides({{u"parse"_s, QJsonObject{{u"dateFormat"_s, u"dd.MM.yyyy"_s}}}}); // settings of "parse"
    flow->rerunFrom(2);
    //! [edit and run again]
}

void Desk::recording()
{
    //! [record]
    auto *recorder = new NoukaiRecorder(this);
    recorder->setFlow(flow);
    recorder->setFileName(u"refund.noukai.jsonl"_s);
    recorder->setRedactedFields({u"email"_s, u"parameters.customer.name"_s});
    if (recorder->start())
        flow->start();
    //! [record]
}

void Desk::playing()
{
    //! [replay]
    auto *player = new NoukaiPlayer(this);
    player->setFlow(flow);
    player->setFileName(u"refund.noukai.jsonl"_s);
    player->setSpeed(4);        // 0 is as fast as possible
    player->setSkipWaits(true); // no wait of more than a second
    player->play();
    //! [replay]
}

void Desk::session()
{
    //! [session]
    client->session(u"6f0c1c6e-58b4-4a4e-9d7b-0f6a2f1f3c11"_s)
        .then(this, [this](const NoukaiExpected<NoukaiSession> &session) {
            if (!session)
                return show(session.error().message());
            auto *player = new NoukaiSessionPlayer(this);
            player->setSession(session.value());
            player->setFlow(flow);
            player->play(); // instead of flow->start()
        });
    //! [session]
}

void Desk::memory()
{
    //! [bounded log]
    auto *log = new NoukaiEventLogModel(this);
    log->setFlow(flow);
    log->setCapacity(2000);                // rows
    log->setByteCapacity(8 * 1024 * 1024); // and bytes of raw text
    log->setSpillFile(u"events.log"_s);    // what leaves the ring goes here
    //! [bounded log]
}

void Desk::errors()
{
    //! [errors]
    connect(flow, &NoukaiFlow::errorOccurred, this, [this](const NoukaiError &error) {
        switch (error.kind()) {
        case NoukaiError::RateLimited:
            QTimer::singleShot(error.retryAfter() * 1000, flow, &NoukaiFlow::start);
            break;
        case NoukaiError::Execution:
            if (error.code() == "STALE_TREE"_L1)
                show(tr("The flow was changed meanwhile."));
            else
                show(error.message());
            break;
        default:
            show(error.message());
        }
    });
    //! [errors]
}

void Desk::interrupted()
{
    //! [interrupted]
    connect(flow, &NoukaiFlow::finished, this, [this] {
        if (flow->state() == NoukaiFlow::Interrupted)
            flow->resume(); // a policy of this application: the step under way may be run, and paid for, again
    });
    //! [interrupted]
}

void Desk::futures()
{
    //! [execute]
    flow->execute().then(this, [this](const NoukaiExpected<NoukaiResult> &outcome) {
        if (outcome)
            show(outcome.value().result());
        else
            show(outcome.error().message());
    });
    //! [execute]

    //! [steps]
    flow->steps().then(this, [this](const QFuture<NoukaiStepCompleted> &steps) {
        for (const NoukaiStepCompleted &step : steps.results())
            show(step.name());
    });
    //! [steps]
}

void Desk::many()
{
    //! [many runs]
    for (const QString &ticket : {u"Refund order 17"_s, u"Where is order 18?"_s}) {
        NoukaiFlow *run = client->flow(u"acme/support/refund"_s);
        run->setMessage(ticket);
        connect(run, &NoukaiFlow::finished, run, &QObject::deleteLater);
        run->start();
    }
    //! [many runs]
}

void Desk::threads()
{
    //! [thread]
    auto *worker = new QThread(this);
    auto *context = new QObject; // lives in the worker, and so does all that is made there
    context->moveToThread(worker);
    connect(worker, &QThread::finished, context, &QObject::deleteLater);
    worker->start();
    QMetaObject::invokeMethod(context, [this, context] {
        auto *client = new NoukaiClient(context);
        NoukaiFlow *flow = client->flow(u"acme/support/refund"_s);
        // The receiver lives in the thread of the window, so the value is handed over through its event loop.
        connect(flow, &NoukaiFlow::stepCompleted, this, [this](const NoukaiStepCompleted &step) { show(step.name()); });
        flow->start();
    });
    //! [thread]
}

void Desk::blocking()
{
    //! [blocking]
    for (const NoukaiStepCompleted &step : NoukaiSteps(flow))
        qInfo() << step.name() << step.durationMs();
    if (flow->state() != NoukaiFlow::Completed)
        qWarning() << flow->error().message();
    //! [blocking]
}

void Desk::jobs()
{
    //! [job]
    auto *job = new NoukaiJob(client, u"acme/etl/import"_s, {}, this);
    job->setMessage(u"April"_s);
    connect(job, &NoukaiJob::submitted, this, [this, job] { settings.setValue(u"job"_s, job->executionId()); });
    connect(job, &NoukaiJob::finished, this, [this, job] { show(job->result().result()); });
    job->submit();
    job->wait();
    //! [job]
}

void Desk::traces()
{
    //! [trace]
    auto *run = new NoukaiRun(client, u"acme/support/refund"_s, flow->executionId(), this);
    run->trace().then(this, [](const NoukaiExpected<NoukaiRunTrace> &trace) {
        for (const NoukaiStepTrace &step : trace.valueOr({}).steps())
            qInfo() << step.stepId() << step.durationMs();
    });
    //! [trace]

    //! [watch]
    flow->watch(u"0b9f2c62-6a59-4d6e-8f4e-0d8a2b7d1c55"_s); // a run that something else started
    //! [watch]
}

void Desk::logging()
{
    //! [log]
    connect(client, &NoukaiClient::requestLogged, this, [](const NoukaiLogEntry &entry) { qInfo() << entry; });
    //! [log]
}

void Desk::mockServer()
{
    //! [mock server]
    client->setBaseUrl(QUrl(u"http://127.0.0.1:8080/api/v1"_s));
    client->setApiKey(u"nk_any"_s);
    //! [mock server]
}
