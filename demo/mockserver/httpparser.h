// SPDX-License-Identifier: MIT
#pragma once

#include "noukaimockrequest.h"

#include <QtCore/QByteArray>

namespace mock
{

/*!
    Reads one HTTP/1.x request at a time from bytes fed in any cut. Head and body are bounded; whatever goes wrong ends
    in Failed with the status to answer.
*/
class HttpParser
{
public:
    static constexpr qsizetype MaximumHead = 64 * 1024;
    static constexpr qsizetype MaximumBody = 64 * 1024 * 1024;

    enum State { Head, Body, ChunkSize, ChunkData, ChunkEnd, Trailer, Complete, Failed };

    /*! Takes \a bytes in and goes on as far as it can; what follows the request stays for the next one. */
    State feed(const QByteArray &bytes);
    /*! Makes ready for the next request on the connection and begins it with the bytes already here. */
    State restart();

    State state() const { return m_state; }
    NoukaiMockRequest &request() { return m_request; }
    int failureStatus() const { return m_failureStatus; }
    bool wantsContinue() const { return m_wantsContinue && m_state > Head && m_state < Complete; }
    void continueSent() { m_wantsContinue = false; }
    bool keepAlive() const { return m_keepAlive; }
    bool isHttp10() const { return m_http10; }
    bool isHead() const { return m_request.method == "HEAD"; }
    bool hasPartialRequest() const { return m_state != Complete && (m_state != Head || !m_buffer.isEmpty()); }

private:
    State advance();
    bool step();
    bool readHead();
    bool readRequestLine(const QByteArray &line);
    bool readHeaders(const QList<QByteArray> &lines);
    bool decideBody();
    bool readSized();
    bool readChunkSize();
    bool readChunkData();
    bool readChunkEnd();
    bool readTrailer();
    bool fail(int status);

    QByteArray m_buffer;
    NoukaiMockRequest m_request;
    qsizetype m_missing = 0;
    qsizetype m_scanned = 0;
    State m_state = Head;
    int m_failureStatus = 0;
    bool m_wantsContinue = false;
    bool m_keepAlive = true;
    bool m_http10 = false;
};

} // namespace mock
