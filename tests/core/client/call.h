// SPDX-License-Identifier: MIT
#pragma once

#include "client/noukaiclient_p.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaierror.h>
#include <Noukai/noukaievents.h>

#include <QtCore/QPointer>
#include <QtTest/QTest>

#include <functional>

inline constexpr char TestKey[] = "nk_test-0123456789abcdef";

// A client with a key, for servers on loopback.
class TestClient : public NoukaiClient
{
    Q_OBJECT
public:
    TestClient()
    {
        setApiKey(QString::fromLatin1(TestKey));
        setTimeout(20'000);
        setProxy(QNetworkProxy::NoProxy);
        QLoggingCategory::setFilterRules(QStringLiteral("noukai.client.warning=false")); // failures are what is tested
    }
    NoukaiClientPrivate *internals() { return NoukaiClientPrivate::get(this); }
};

// One call and all that it told.
class Call final : public StreamSink
{
public:
    explicit Call(TestClient &client, const QUrl &url, const QByteArray &body = "{}", const QString &session = {})
        : stream(client.internals()->openStream(url, body, session, this))
    {
    }
    ~Call()
    {
        if (stream && !ended)
            stream->abort();
    }
    Q_DISABLE_COPY_MOVE(Call)

    void streamOpened() override
    {
        openedFirst = events.isEmpty() && !ended;
        opened = true;
        if (onOpened)
            onOpened();
    }
    void streamEvent(NoukaiEvent &event) override
    {
        // Kept whole only while there are few; what a test does with many is its own business.
        ++eventCount;
        if (events.size() < 10'000)
            events.append(event);
        if (onEvent)
            onEvent(event);
    }
    void streamWarning(const QString &warning, bool dropped) override
    {
        warnings.append(warning);
        droppedCount += dropped ? 1 : 0;
    }
    void streamEnded(const NoukaiError &why, bool wasOpened) override
    {
        ++endCount;
        ended = true;
        openedAtEnd = wasOpened;
        error = why;
        if (onEnded)
            onEnded();
    }

    // The texts of all step_output events.
    QString text() const
    {
        QString all;
        for (const NoukaiEvent &event : events) {
            if (event.type() == NoukaiEvent::StepOutput)
                all += event.to<NoukaiStepOutput>().outputData().toString();
        }
        return all;
    }

    std::function<void()> onOpened;
    std::function<void(const NoukaiEvent &)> onEvent;
    std::function<void()> onEnded;
    QList<NoukaiEvent> events;
    QStringList warnings;
    NoukaiError error;
    qint64 eventCount = 0;
    int droppedCount = 0;
    int endCount = 0;
    bool opened = false;
    bool openedFirst = false;
    bool openedAtEnd = false;
    bool ended = false;
    QPointer<Stream> stream;
};
