// SPDX-License-Identifier: MIT
#include "faultqueue.h"

#include "jsontext.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

namespace mock
{

namespace
{

constexpr char Page[] = "<!DOCTYPE html>\n<html><head><title>%1</title></head><body><h1>%1</h1>"
                        "<p>This is not the service you asked for.</p></body></html>\n";

QByteArray page(const QString &title)
{
    return QString::fromLatin1(Page).replace("%1"_L1, title.toHtmlEscaped()).toUtf8();
}

QString defaultCode(int status)
{
    switch (status) {
    case 401:
        return u"UNAUTHORIZED"_s;
    case 402:
        return u"INSUFFICIENT_CREDITS"_s;
    case 403:
        return u"FORBIDDEN"_s;
    case 404:
        return u"FLOW_NOT_FOUND"_s;
    case 429:
        return u"RATE_LIMITED"_s;
    case 503:
        return u"BILLING_UNAVAILABLE"_s;
    default:
        return status < 500 ? u"INVALID_TREE"_s : u"INTERNAL_ERROR"_s;
    }
}

void setErrorBody(HttpAnswer *answer, const NoukaiMockFault &fault)
{
    const QString code = fault.code.isEmpty() ? defaultCode(answer->status) : fault.code;
    const QString message =
        fault.message.isEmpty() ? u"The mock server was told to answer %1."_s.arg(answer->status) : fault.message;
    QJsonValue value;
    switch (fault.bodyForm) {
    case NoukaiMockFault::DetailObject:
        value = QJsonObject{{u"detail"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}}}};
        break;
    case NoukaiMockFault::DetailText:
        value = QJsonObject{{u"detail"_s, message}};
        break;
    case NoukaiMockFault::TopMessage:
        value = QJsonObject{{u"message"_s, message}};
        break;
    case NoukaiMockFault::TopError:
        value = QJsonObject{{u"error"_s, message}};
        break;
    case NoukaiMockFault::OtherJson:
        value = QJsonArray{code, answer->status};
        break;
    case NoukaiMockFault::Html:
        answer->contentType = "text/html; charset=utf-8";
        answer->body = page(message);
        return;
    case NoukaiMockFault::Empty:
        answer->contentType.clear();
        return;
    case NoukaiMockFault::Raw:
        answer->contentType = fault.contentType;
        answer->body = fault.body;
        return;
    }
    answer->body = toJson(value);
}

HttpAnswer wrongContent(const NoukaiMockFault &fault)
{
    HttpAnswer answer;
    const bool isPage = fault.contentType.isEmpty() && fault.body.isEmpty();
    answer.contentType = isPage ? QByteArray("text/html; charset=utf-8") : fault.contentType;
    answer.body = isPage ? page(u"Welcome to the hotel network"_s)
                         : (fault.body.isEmpty() ? QByteArray("{\"ok\":true}") : fault.body);
    return answer;
}

// A body that is not a stream has no frames: it is cut in its middle, or before it.
void spoilSized(HttpAnswer *answer, const NoukaiMockFault &fault)
{
    if (fault.kind == NoukaiMockFault::Silence) {
        answer->body.clear();
        answer->lengthExcess = 64;
        answer->cutBodyAfter = 0;
        answer->cutBy = BodyPiece::Wait;
        return;
    }
    answer->cutBodyAfter = fault.kind == NoukaiMockFault::CutAfterHeaders ? 0 : int(answer->body.size() / 2);
    answer->cutBy = fault.end == NoukaiMockFault::Reset ? BodyPiece::Reset : BodyPiece::Close;
    if (fault.end == NoukaiMockFault::Clean || fault.end == NoukaiMockFault::Eof) {
        answer->framing = HttpAnswer::UntilClose;
        answer->cutBy = BodyPiece::End;
    }
}

} // namespace

AppliedFaults FaultQueue::take(const NoukaiMockRequest &request)
{
    AppliedFaults applied;
    for (qsizetype i = 0; i < m_faults.size(); ++i) {
        Entry &entry = m_faults[i];
        const NoukaiMockFault &fault = entry.fault;
        const bool matches = (fault.path.isEmpty() || request.path.contains(fault.path)) &&
                             (fault.method.isEmpty() || request.method == fault.method);
        if (!matches)
            continue;
        ++entry.seen;
        if (entry.seen < fault.nth || (!fault.isModifier() && applied.main))
            continue;
        if (fault.isModifier())
            applied.modifiers.append(fault);
        else
            applied.main = fault;
        if (fault.count > 0 && --entry.fault.count == 0)
            m_faults.removeAt(i--);
    }
    return applied;
}

void AppliedFaults::apply(SseWriter *writer) const
{
    for (const NoukaiMockFault &fault : modifiers) {
        if (fault.kind == NoukaiMockFault::Crlf)
            writer->setLineEnds(SseWriter::CrLf);
        else if (fault.kind == NoukaiMockFault::Cr)
            writer->setLineEnds(SseWriter::Cr);
        else if (fault.kind == NoukaiMockFault::MixedLineEnds)
            writer->setLineEnds(SseWriter::Mixed);
        else if (fault.kind == NoukaiMockFault::Bom)
            writer->setByteOrderMark(true);
    }
}

void AppliedFaults::apply(HttpAnswer *answer) const
{
    for (const NoukaiMockFault &fault : modifiers) {
        if (fault.kind == NoukaiMockFault::Gzip) {
            answer->gzip = true;
        } else if (fault.kind == NoukaiMockFault::OneByteChunks) {
            answer->chunkBytes = 1;
        } else if (fault.kind == NoukaiMockFault::SlowDrip) {
            answer->chunkBytes = int(std::max<qint64>(1, fault.bytes));
            answer->dripMs = fault.delayMs;
        }
    }
    if (!main)
        return;
    const bool ends = main->kind == NoukaiMockFault::CutAfterHeaders || main->kind == NoukaiMockFault::CutMidFrame ||
                      main->kind == NoukaiMockFault::EndWithoutTerminal;
    if (main->kind == NoukaiMockFault::ShortBody) {
        answer->framing = HttpAnswer::Sized;
        answer->lengthExcess = 1 << 20;
        answer->cutBy = main->end == NoukaiMockFault::Reset ? BodyPiece::Reset : BodyPiece::Close;
    } else if (!answer->source && (ends || main->kind == NoukaiMockFault::Silence)) {
        spoilSized(answer, *main);
    } else if (ends && main->end == NoukaiMockFault::Eof) {
        answer->framing = HttpAnswer::UntilClose;
    }
}

std::optional<HttpAnswer> AppliedFaults::wholeAnswer() const
{
    if (!main)
        return {};
    HttpAnswer answer;
    switch (main->kind) {
    case NoukaiMockFault::CutBeforeResponse:
        answer.manner = main->end == NoukaiMockFault::Reset ? HttpAnswer::DropByReset : HttpAnswer::DropByClose;
        return answer;
    case NoukaiMockFault::SilenceBeforeHeaders:
        answer.manner = HttpAnswer::Never;
        return answer;
    case NoukaiMockFault::MalformedHttp:
        answer.manner = HttpAnswer::Verbatim;
        answer.body = main->body.isEmpty() ? QByteArray("SSH-2.0-OpenSSH_9.2p1\r\n") : main->body;
        return answer;
    case NoukaiMockFault::NoBody:
        answer.status = 204;
        break;
    case NoukaiMockFault::WrongContentType:
        answer = wrongContent(*main);
        break;
    case NoukaiMockFault::Redirect:
        answer.status = main->status > 0 ? main->status : 307;
        answer.contentType = "text/html; charset=utf-8";
        answer.body = page(u"Moved"_s);
        answer.addHeader("Location", main->target.toUtf8());
        break;
    case NoukaiMockFault::HttpError:
        answer.status = main->status > 0 ? main->status : 500;
        setErrorBody(&answer, *main);
        break;
    default:
        return {};
    }
    answer.headers += main->headers;
    return answer;
}

} // namespace mock
