// SPDX-License-Identifier: MIT
#include "exportsource_p.h"

#include "client/noukaiclient_p.h"
#include "flow/noukaiflow_p.h"
#include "flowhistory_p.h"
#include "wire/eventdata_p.h"
#include "wire/jsonslice_p.h"
#include "wire/jsontext_p.h"
#include "wire/routes_p.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaitext.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>

#include <algorithm>

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype LongestPiece = 64 * 1024; // UTF-16 code units

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

bool isKeyCharacter(QChar c)
{
    return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'_' || c == u'-');
}

// Where a piece of a text ends: behind white space, which no key has. Where there is none for long, behind what no key
// of the service has, and at last within a word.
qsizetype pieceEnd(const QString &text, bool *cutsWord)
{
    *cutsWord = false;
    for (qsizetype at = text.size(); at > 0; --at) {
        if (text[at - 1].isSpace() && text[at - 1] != u'\r')
            return at;
    }
    if (text.size() < LongestPiece)
        return 0;
    for (qsizetype at = text.size(); at > 0; --at) {
        const QChar c = text[at - 1];
        if (!isKeyCharacter(c) && c != u'\r' && !c.isHighSurrogate())
            return at;
    }
    *cutsWord = true;
    return text.size();
}

// A name that says that the value is nobody's business.
bool isSecretHeader(const QString &name)
{
    static const QStringList Words{u"auth"_s,   u"token"_s,    u"secret"_s,    u"key"_s,
                                   u"cookie"_s, u"password"_s, u"credential"_s};
    return std::any_of(Words.begin(), Words.end(),
                       [&name](const QString &word) { return name.contains(word, Qt::CaseInsensitive); });
}

NoukaiClient *clientOf(const NoukaiFlow *flow)
{
    NoukaiClient *client = flow->client();
    const QCoreApplication *application = QCoreApplication::instance();
    if (!client && application && application->thread() == QThread::currentThread())
        client = NoukaiClient::defaultClient();
    return client && client->thread() == QThread::currentThread() ? client : nullptr;
}

} // namespace

ExportSource::ExportSource(NoukaiFlow *flow, const QStringList &redactedFields)
    : m_record(FlowHistory::of(flow)->record())
    , m_attempts(m_record->order())
    , m_redactsFields(!redactedFields.isEmpty())
    , m_redactsPieces(redactedFields.contains(u"outputData"_s))
{
    const NoukaiFlowPrivate *state = NoukaiFlowPrivate::get(flow);
    const FlowHistory *history = FlowHistory::of(flow);
    m_redactor.setFields(redactedFields);
    state->addSecret(m_redactor);
    m_input = m_record->inputCount() > 0 ? m_record->input(0)
              : history->given()         ? *history->given()
                                         : state->nextInput();
    m_run.state = flow->state();
    m_run.identifier = clean(m_input.identifier);
    m_run.version = clean(m_input.version);
    m_run.executionId = clean(flow->executionId());
    m_run.runId = clean(flow->runId());
    m_run.stepCount = flow->stepCount();
    m_run.endMs = history->now();
    m_run.waitingMs = m_record->waitedMs;
    if (m_record->waitingSince >= 0)
        m_run.waitingMs += std::max<qint64>(0, m_run.endMs - m_record->waitingSince);
    m_run.usage = flow->usage();
    m_run.error = clean(flow->error());
    m_run.result = member(state->completion, "result");
    m_run.summary = member(state->completion, "summary");
    m_run.isReplay = state->isReplay();
    takeClient(clientOf(flow));
}

void ExportSource::takeClient(NoukaiClient *client)
{
    m_sender = client;
    if (!client)
        return;
    const auto *data = NoukaiClientPrivate::get(client);
    if (data->baseUrl || data->environment)
        m_client.baseUrl = data->redacted(client->baseUrl());
    m_client.relayUrl = data->redacted(client->relayUrl());
    m_client.organization = clean(client->organization());
    m_client.project = clean(client->project());
    m_client.sessionId = client->sessionId().isNull() ? QString() : clean(client->sessionId());
    m_client.keyless = client->isKeyless();
    const QVariantMap headers = client->extraHeaders();
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        if (!NoukaiClientPrivate::isReserved(it.key()))
            m_client.headers.emplace_back(clean(it.key()),
                                          isSecretHeader(it.key()) ? u"[redacted]"_s : clean(it.value().toString()));
    }
}

// ---- Without secrets ------------------------------------------------------------------------------------------------

QString ExportSource::clean(const QString &text) const
{
    const QByteArray before = text.toUtf8();
    QByteArray after = before;
    m_redactor.scrub(after);
    return after == before ? text : QString::fromUtf8(after);
}

QByteArray ExportSource::cleanJson(const QByteArray &json) const
{
    QByteArray line;
    m_redactor.append(line, viewOf(json));
    return line;
}

NoukaiError ExportSource::clean(NoukaiError error) const
{
    error.setMessage(clean(error.message()));
    error.setCode(clean(error.code()));
    error.setRequestId(clean(error.requestId()));
    error.setExecutionId(clean(error.executionId()));
    error.setResponseBody(clean(error.responseBody()));
    return error;
}

// Of the event as a whole, from whose root the paths of fields count.
QByteArray ExportSource::member(const NoukaiEvent &event, std::string_view key) const
{
    const NoukaiEventData *data = NoukaiEventAccess::data(event);
    if (!data)
        return {};
    if (!m_redactsFields) {
        const QByteArray raw = data->rawMember(key);
        return raw.isEmpty() ? raw : cleanJson(raw);
    }
    return bytesOf(findJsonMember(viewOf(cleanJson(data->rawMember({}))), key));
}

QByteArray ExportSource::output(const StepAttempt &attempt) const
{
    return member(attempt.completion, "output");
}

QByteArray ExportSource::input(const StepAttempt &attempt) const
{
    return member(attempt.input, "inputData");
}

QByteArray ExportSource::overrides(const StepAttempt &attempt) const
{
    return attempt.overrides.isEmpty() ? QByteArray() : cleanJson(toJsonText(attempt.overrides));
}

void ExportSource::eachPiece(const StepAttempt &attempt, const std::function<void(const QString &)> &take) const
{
    if (m_redactsFields && attempt.completion.isValid()) {
        const QByteArray json = output(attempt);
        const QJsonValue value = fromJsonText(json);
        take(clean(value.isString() ? value.toString() : QString::fromUtf8(json)));
        return;
    }
    if (m_redactsPieces && attempt.output.length() > 0) {
        take(u"[redacted]"_s);
        return;
    }
    QString held;
    bool dropsKey = false; // the piece before ended within one
    for (qsizetype block = 0; block <= attempt.output.blockCount(); ++block) {
        const bool isLast = block == attempt.output.blockCount();
        if (!isLast)
            held += attempt.output.block(block);
        if (dropsKey) {
            const auto end = std::find_if_not(held.cbegin(), held.cend(), isKeyCharacter);
            held.remove(0, end - held.cbegin());
            dropsKey = held.isEmpty();
        }
        bool cutsWord = false;
        const qsizetype end = isLast ? held.size() : pieceEnd(held, &cutsWord);
        if (end == 0)
            continue;
        const QString piece = clean(held.left(end));
        held.remove(0, end);
        dropsKey = cutsWord && piece.endsWith(u"[key]");
        take(piece);
    }
}

QString ExportSource::preview(const StepAttempt &attempt) const
{
    if (!m_redactsFields)
        return clean(attempt.preview);
    QString beginning;
    eachPiece(attempt, [&beginning](const QString &piece) {
        if (beginning.size() < 1000)
            beginning += piece.left(1000);
    });
    return NoukaiText::preview(beginning);
}

qint64 ExportSource::endOf(const StepAttempt &attempt) const
{
    if (attempt.endMs >= 0)
        return attempt.endMs;
    return attempt.isOpen() || !attempt.segments.isEmpty() ? m_run.endMs : -1;
}

// ---- Requests -------------------------------------------------------------------------------------------------------

const RunInput &ExportSource::inputOf(const StepAttempt *attempt) const
{
    return attempt && attempt->given >= 0 && attempt->given < m_record->inputCount() ? m_record->input(attempt->given)
                                                                                     : m_input;
}

ExportSource::Request ExportSource::request(const StepAttempt *attempt) const
{
    Request request;
    const RunInput &input = inputOf(attempt);
    const bool executes = input.executes || !m_client.relayUrl.isEmpty();
    QByteArray body;
    if (executes) {
        body = encodeExecuteRequest(input.executeRequest(true));
    } else {
        const int index = attempt ? std::max(0, attempt->stepIndex) : 0;
        StepRequest step = input.stepRequest(index, index == 0);
        if (attempt && (index > 0 || attempt->attempt > 1))
            step.executionId = m_run.executionId;
        if (attempt)
            step.accumulatedOutputs = m_record->outputsBefore(*attempt, &request.missingOutputs);
        body = encodeStepRequest(step);
    }
    request.body = cleanJson(body);
    request.isRedacted = request.body != body;
    // What the run begins with, for whoever runs it again.
    const QByteArray beginning = cleanJson(encodeStepRequest(m_input.stepRequest(0, true)));
    const RunInput latest = RunInput::fromBody(viewOf(request.body));
    request.input = RunInput::fromBody(viewOf(beginning));
    request.input.inputOverrides = latest.inputOverrides;
    request.input.blockOverrides = latest.blockOverrides;
    request.input.messages = latest.messages;
    request.input.identifier = clean(input.identifier);
    request.input.version = clean(input.version);
    request.input.sessionId = input.sessionId.isNull() ? QString() : clean(input.sessionId);
    request.input.executes = executes;
    if (m_sender)
        address(request, input, body.size());
    return request;
}

// Where the call goes, and what its head says.
void ExportSource::address(Request &request, const RunInput &input, qsizetype bodySize) const
{
    const bool executes = request.input.executes;
    const auto *data = NoukaiClientPrivate::get(m_sender);
    request.withKey = !m_client.keyless && m_client.relayUrl.isEmpty();
    if (!m_client.relayUrl.isEmpty()) {
        request.url = m_client.relayUrl;
    } else {
        const auto flow = parseFlowIdentifier(input.identifier, m_sender->organization(), m_sender->project(), nullptr);
        const auto version = parseFlowVersion(input.version, !executes, nullptr);
        if (!flow || !version)
            return;
        const QUrl url = flowUrl(m_sender->baseUrl(), *flow, *version, executes ? u"execute"_s : u"step"_s);
        request.url = data->redacted(url);
    }
    RequestTraits traits;
    traits.bodySize = bodySize;
    traits.session = input.sessionId;
    traits.withKey = false;
    if (executes)
        traits.accept = "application/json";
    const QNetworkRequest sent = data->request(request.url, traits);
    const QList<QByteArray> names = sent.rawHeaderList();
    for (const QByteArray &name : names) {
        if (name == "User-Agent" || name.compare("Content-Length", Qt::CaseInsensitive) == 0)
            continue; // curl has its own
        const QString key = QString::fromLatin1(name);
        const bool ours = NoukaiClientPrivate::isReserved(key) || name.startsWith("X-Noukai") || name == "X-Session-Id";
        const QString value = clean(QString::fromUtf8(sent.rawHeader(name)));
        request.headers.emplace_back(name, !ours && isSecretHeader(key) ? u"[redacted]"_s : value);
    }
}
