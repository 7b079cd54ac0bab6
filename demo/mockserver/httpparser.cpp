// SPDX-License-Identifier: MIT
#include "httpparser.h"

#include <algorithm>

namespace mock
{

namespace
{

constexpr qsizetype MaximumLine = 8 * 1024;

bool hasToken(const QByteArray &value, const QByteArray &token)
{
    const auto parts = value.toLower().split(',');
    return std::any_of(parts.begin(), parts.end(), [&](const QByteArray &part) { return part.trimmed() == token; });
}

} // namespace

HttpParser::State HttpParser::feed(const QByteArray &bytes)
{
    m_buffer += bytes;
    return advance();
}

HttpParser::State HttpParser::restart()
{
    m_request = {};
    m_missing = 0;
    m_scanned = 0;
    m_state = Head;
    m_wantsContinue = false;
    return advance();
}

HttpParser::State HttpParser::advance()
{
    while (m_state != Complete && m_state != Failed && step()) {
    }
    return m_state;
}

// One state's work; false when more bytes are needed (or nothing can go on).
bool HttpParser::step()
{
    switch (m_state) {
    case Head:
        return readHead();
    case Body:
        return readSized();
    case ChunkSize:
        return readChunkSize();
    case ChunkData:
        return readChunkData();
    case ChunkEnd:
        return readChunkEnd();
    case Trailer:
        return readTrailer();
    case Complete:
    case Failed:
        break;
    }
    return false;
}

bool HttpParser::fail(int status)
{
    m_state = Failed;
    m_failureStatus = status;
    m_buffer.clear();
    return false;
}

bool HttpParser::readHead()
{
    // An empty line before the request line is to be ignored (RFC 9112, 2.2).
    while (m_buffer.startsWith("\r\n"))
        m_buffer.remove(0, 2);
    const qsizetype end = m_buffer.indexOf("\r\n\r\n", std::max<qsizetype>(0, m_scanned - 3));
    if (end < 0) {
        m_scanned = m_buffer.size();
        return m_buffer.size() > MaximumHead ? fail(431) : false;
    }
    if (end > MaximumHead)
        return fail(431);
    QList<QByteArray> lines = m_buffer.left(end).split('\n');
    m_buffer.remove(0, end + 4);
    m_scanned = 0;
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    return readRequestLine(lines.takeFirst()) && readHeaders(lines) && decideBody();
}

bool HttpParser::readRequestLine(const QByteArray &line)
{
    const QList<QByteArray> parts = line.split(' ');
    if (parts.size() != 3 || parts[0].isEmpty() || !parts[1].startsWith('/'))
        return fail(400);
    if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0")
        return fail(parts[2].startsWith("HTTP/") ? 505 : 400);
    m_http10 = parts[2] == "HTTP/1.0";
    m_request.method = parts[0];
    const qsizetype mark = parts[1].indexOf('?');
    m_request.path = QString::fromLatin1(parts[1].left(mark < 0 ? parts[1].size() : mark));
    if (mark >= 0)
        m_request.query = QUrlQuery(QString::fromLatin1(parts[1].mid(mark + 1)));
    return true;
}

bool HttpParser::readHeaders(const QList<QByteArray> &lines)
{
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || line[colon - 1] == ' ' || line[0] == ' ' || line[0] == '\t')
            return fail(400);
        const QByteArray name = line.left(colon).toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        QByteArray &known = m_request.headers[name];
        known = known.isEmpty() ? value : QByteArray(known + ", " + value);
    }
    const QByteArray connection = m_request.header("connection");
    m_keepAlive = m_http10 ? hasToken(connection, "keep-alive") : !hasToken(connection, "close");
    m_wantsContinue = hasToken(m_request.header("expect"), "100-continue");
    return true;
}

bool HttpParser::decideBody()
{
    const QByteArray coding = m_request.header("transfer-encoding");
    if (!coding.isEmpty()) {
        // A request with both is how requests are smuggled past a proxy.
        if (m_request.headers.contains("content-length"))
            return fail(400);
        if (coding.toLower() != "chunked")
            return fail(501);
        m_state = ChunkSize;
        return true;
    }
    const QByteArray length = m_request.header("content-length");
    bool ok = true;
    const qlonglong bytes = length.isEmpty() ? 0 : length.toLongLong(&ok);
    if (!ok || bytes < 0 || length.startsWith('+'))
        return fail(400);
    if (bytes > MaximumBody)
        return fail(413);
    m_missing = bytes;
    m_state = bytes == 0 ? Complete : Body;
    return true;
}

bool HttpParser::readSized()
{
    const qsizetype taken = std::min(m_missing, m_buffer.size());
    m_request.body += m_buffer.left(taken);
    m_buffer.remove(0, taken);
    m_missing -= taken;
    if (m_missing == 0)
        m_state = Complete;
    return false;
}

bool HttpParser::readChunkSize()
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if (end < 0)
        return m_buffer.size() > MaximumLine ? fail(400) : false;
    QByteArray size = m_buffer.left(end);
    m_buffer.remove(0, end + 2);
    size = size.left(size.indexOf(';') < 0 ? size.size() : size.indexOf(';')).trimmed();
    bool ok = false;
    const qlonglong bytes = size.toLongLong(&ok, 16);
    if (!ok || bytes < 0 || size.startsWith('+'))
        return fail(400);
    if (bytes > MaximumBody || m_request.body.size() + bytes > MaximumBody)
        return fail(413);
    m_missing = bytes;
    m_state = bytes == 0 ? Trailer : ChunkData;
    return true;
}

bool HttpParser::readChunkData()
{
    const qsizetype taken = std::min(m_missing, m_buffer.size());
    m_request.body += m_buffer.left(taken);
    m_buffer.remove(0, taken);
    m_missing -= taken;
    if (m_missing > 0)
        return false;
    m_state = ChunkEnd;
    return true;
}

bool HttpParser::readChunkEnd()
{
    if (m_buffer.size() < 2)
        return false;
    if (!m_buffer.startsWith("\r\n"))
        return fail(400);
    m_buffer.remove(0, 2);
    m_state = ChunkSize;
    return true;
}

bool HttpParser::readTrailer()
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if (end < 0)
        return m_buffer.size() > MaximumLine ? fail(400) : false;
    m_buffer.remove(0, end + 2);
    if (end == 0)
        m_state = Complete;
    return true;
}

} // namespace mock
