// SPDX-License-Identifier: MIT
#pragma once

#include "flow/runinput_p.h"
#include "runrecord_p.h"
#include "wire/redactor_p.h"

#include <Noukai/noukaierror.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiusage.h>

#include <QtCore/QByteArray>
#include <QtCore/QPointer>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

class NoukaiClient;

// What is exported, as it was when the export began, and without secrets. It needs no flow afterwards.
class NOUKAI_INTERNAL_EXPORT ExportSource
{
public:
    ExportSource(NoukaiFlow *flow, const QStringList &redactedFields);

    const RunRecord &record() const { return *m_record; }
    // In the order of the rows of a timeline.
    const std::vector<int> &attempts() const { return m_attempts; }

    // Texts and JSON texts as they may leave.
    QString clean(const QString &text) const;
    QByteArray cleanJson(const QByteArray &json) const;
    // With what it completed, empty where there is none; and what it was given.
    QByteArray output(const StepAttempt &attempt) const;
    QByteArray input(const StepAttempt &attempt) const;
    QByteArray overrides(const StepAttempt &attempt) const;
    NoukaiError error(const StepAttempt &attempt) const { return clean(attempt.error); }
    // Its output as people read it, in pieces.
    void eachPiece(const StepAttempt &attempt, const std::function<void(const QString &)> &take) const;
    QString preview(const StepAttempt &attempt) const; // its beginning in one line
    qint64 endOf(const StepAttempt &attempt) const;    // in ms of the run, of one that goes on as well

    struct Run {
        NoukaiFlow::State state = NoukaiFlow::Idle;
        QString identifier;
        QString version;
        QString executionId;
        QString runId;
        int stepCount = -1;
        qint64 endMs = 0;
        qint64 waitingMs = 0;
        NoukaiUsage usage;
        NoukaiError error;
        QByteArray result; // JSON texts, empty where there are none
        QByteArray summary;
        bool isReplay = false;
    };
    const Run &run() const { return m_run; }

    // The call that runs a step, or with null the one that begins the run.
    struct Request {
        QUrl url;        // invalid where no call can be made
        QByteArray body; // as it is sent, without secrets
        RunInput input;  // likewise
        bool isRedacted = false;
        int missingOutputs = 0;
        std::vector<std::pair<QByteArray, QString>> headers; // but the key
        bool withKey = true;
    };
    Request request(const StepAttempt *attempt) const;

    // What is set at the client, for programs that do what it did.
    struct Client {
        QUrl baseUrl; // invalid: the default
        QUrl relayUrl;
        QString organization;
        QString project;
        QString sessionId; // null: none
        std::vector<std::pair<QString, QString>> headers;
        bool keyless = false;
    };
    const Client &client() const { return m_client; }

private:
    void takeClient(NoukaiClient *client);
    NoukaiError clean(NoukaiError error) const;
    QByteArray member(const NoukaiEvent &event, std::string_view key) const;
    void address(Request &request, const RunInput &input, qsizetype bodySize) const;
    const RunInput &inputOf(const StepAttempt *attempt) const;

    std::shared_ptr<RunRecord> m_record;
    std::vector<int> m_attempts;
    Redactor m_redactor;
    bool m_redactsFields;
    bool m_redactsPieces; // of outputs as they were streamed
    Run m_run;
    Client m_client;
    RunInput m_input;
    QPointer<NoukaiClient> m_sender;
};
