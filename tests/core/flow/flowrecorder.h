// SPDX-License-Identifier: MIT
#pragma once

#include <noukaimockserver.h>

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaitool.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QLoggingCategory>
#include <QtCore/QMetaEnum>
#include <QtTest/QtTest>

#include <functional>

// For expectations in one line; the program ends where a test's own JSON is wrong.
inline QJsonObject json(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (!document.isObject())
        qFatal("%s in %s", qPrintable(error.errorString()), text.constData());
    return document.object();
}

inline QByteArray compact(const QJsonValue &value)
{
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return text.mid(1, text.size() - 2);
}

template <typename Enum>
QString nameOf(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(value));
}

// Writes down what a flow tells, in order: its state and its events in `log`, how runs ended in `outcomes` too.
class FlowRecorder : public QObject
{
public:
    explicit FlowRecorder(NoukaiFlow *flow)
    {
        const auto connectAll = [this, flow](auto signal, auto text) {
            connect(flow, signal, this, [this, text](const auto &event) { write(text(event)); });
        };
        const auto step = [](const char *name) {
            return [name](const auto &e) {
                return QStringLiteral("%1 %2 %3").arg(QLatin1StringView(name), e.stepId()).arg(e.stepIndex());
            };
        };
        connect(flow, &NoukaiFlow::stateChanged, this, [this, flow] { write(u"state " + nameOf(flow->state())); });
        connect(flow, &NoukaiFlow::runningChanged, this,
                [this, flow] { write(flow->isRunning() ? QStringLiteral("running") : QStringLiteral("not running")); });
        connectAll(&NoukaiFlow::runStarted,
                   [](const auto &e) -> QString { return u"runStarted " + QString::number(e.stepCount()); });
        connectAll(&NoukaiFlow::stepStarted, step("stepStarted"));
        connectAll(&NoukaiFlow::stepInput, step("stepInput"));
        connectAll(&NoukaiFlow::stepCompleted, step("stepCompleted"));
        connectAll(&NoukaiFlow::stepFailed, step("stepFailed"));
        connectAll(&NoukaiFlow::stepPaused, step("stepPaused"));
        connectAll(&NoukaiFlow::toolCallsRequired, step("toolCallsRequired"));
        connectAll(&NoukaiFlow::unknownEvent,
                   [](const auto &e) -> QString { return u"unknownEvent " + e.eventType(); });
        connect(flow, &NoukaiFlow::stepOutput, this, [this](const NoukaiStepOutput &e) {
            output[e.stepId()] += e.text();
            write(QStringLiteral("stepOutput %1 %2").arg(e.stepId()).arg(e.stepIndex()));
        });
        connect(flow, &NoukaiFlow::eventReceived, this, [this](const NoukaiEvent &e) {
            ++events;
            if (onEvent)
                onEvent(e);
        });
        connect(flow, &NoukaiFlow::warningRaised, this, [this](const QString &warning) {
            warnings += warning;
            write(QStringLiteral("warningRaised"));
        });
        connect(flow, &NoukaiFlow::flowCompleted, this, [this] { writeOutcome(QStringLiteral("flowCompleted")); });
        connect(flow, &NoukaiFlow::errorOccurred, this, [this](const NoukaiError &e) {
            errors += e;
            writeOutcome(u"errorOccurred " + nameOf(e.kind()));
        });
        connect(flow, &NoukaiFlow::finished, this, [this] {
            ++finishes;
            writeOutcome(QStringLiteral("finished"));
        });
    }

    QStringList log;
    QStringList outcomes;
    QStringList warnings;
    QList<NoukaiError> errors;
    QHash<QString, QString> output;
    int events = 0;
    int finishes = 0;
    // Called from within the signal, after it was written down.
    std::function<void(const QString &entry)> onEntry;
    std::function<void(const NoukaiEvent &event)> onEvent;

    QStringList only(const QString &prefix) const
    {
        QStringList found;
        for (const QString &entry : log) {
            if (entry.startsWith(prefix))
                found += entry;
        }
        return found;
    }

private:
    void write(const QString &entry)
    {
        log += entry;
        if (onEntry)
            onEntry(entry);
    }
    void writeOutcome(const QString &entry)
    {
        outcomes += entry;
        write(entry);
    }
};

// A server, a client that talks to it, and what the server was sent.
class FlowBench
{
public:
    FlowBench()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("noukai.*=false")); // what is refused here is meant to be
        qunsetenv("NOUKAI_API_KEY");
        qunsetenv("NOUKAI_BASE_URL");
        qunsetenv("NOUKAI_ENV");
        if (!server.listen())
            qFatal("%s", qPrintable(server.errorString()));
        client = std::make_unique<NoukaiClient>();
        client->setBaseUrl(server.baseUrl());
        client->setApiKey(QStringLiteral("nk_test_0123456789"));
    }

    QString add(const QByteArray &definition, const QString &identifier = QStringLiteral("acme/demo/flow"))
    {
        QString error;
        if (!server.addFlow(identifier, json(definition), &error))
            qFatal("%s", qPrintable(error));
        return identifier;
    }
    QString addRaw(const QByteArray &sse, const QString &identifier = QStringLiteral("acme/demo/raw"))
    {
        server.addRawFlow(identifier, sse);
        return identifier;
    }

    QList<QByteArray> bodies() const
    {
        QList<QByteArray> bodies;
        const auto requests = server.requests();
        for (const NoukaiMockRequest &request : requests)
            bodies += request.body;
        return bodies;
    }
    QList<int> stepIndices() const
    {
        QList<int> indices;
        const auto requests = server.requests();
        for (const NoukaiMockRequest &request : requests)
            indices += request.json().value(QLatin1StringView("stepIndex")).toInt(-1);
        return indices;
    }
    QJsonObject body(int call) const { return server.requests().value(call).json(); }

    NoukaiMockServer server;
    std::unique_ptr<NoukaiClient> client;
};

// Two steps without streamed output: few events, all of them known.
inline const QByteArray TwoSteps = R"({"messageRequired": false, "steps": [
    {"id": "a", "name": "First", "output": {"n": 1}, "durationMs": 5,
     "tokens": {"prompt": 10, "completion": 2, "total": 12}, "costUsd": "0.10"},
    {"id": "b", "name": "Second", "output": "done", "streamed": false, "durationMs": 7,
     "tokens": {"prompt": 1, "completion": 1, "total": 2}, "costUsd": "2e-2"}]})";

inline const QByteArray ThreeSteps = R"({"messageRequired": false, "steps": [
    {"id": "a", "output": "A", "streamed": false}, {"id": "b", "output": "B{{outputs.a}}", "streamed": false},
    {"id": "c", "output": "C{{outputs.b}}", "streamed": false}]})";

// One frame of a raw stream.
inline QByteArray frame(const QByteArray &name, const QByteArray &data)
{
    return "event: " + name + "\ndata: " + data + "\n\n";
}
