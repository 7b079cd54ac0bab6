// SPDX-License-Identifier: MIT
#include "bodysource.h"

#include <QtCore/QDeadlineTimer>

#include <zlib.h>

#include <algorithm>

namespace mock
{

namespace
{

class FixedBody : public BodySource
{
public:
    FixedBody(const QByteArray &bytes, BodyPiece::Kind end)
        : m_bytes(bytes)
        , m_end(end)
    {
    }

    BodyPiece next() override
    {
        if (m_bytes.isEmpty())
            return {m_end, {}, -1};
        return {BodyPiece::Data, std::exchange(m_bytes, {}), -1};
    }

private:
    QByteArray m_bytes;
    BodyPiece::Kind m_end;
};

class GzipBody : public BodyFilter
{
public:
    explicit GzipBody(std::unique_ptr<BodySource> inner)
        : BodyFilter(std::move(inner))
    {
        // 16 added to the window bits asks zlib for a gzip header.
        m_valid = deflateInit2(&m_stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    }
    ~GzipBody() override { deflateEnd(&m_stream); }

    BodyPiece next() override
    {
        if (!m_valid)
            return {BodyPiece::Close, {}, -1};
        if (m_finished)
            return {BodyPiece::End, {}, -1};
        BodyPiece piece = m_inner->next();
        if (piece.kind == BodyPiece::Data)
            piece.data = deflated(piece.data, Z_SYNC_FLUSH);
        if (piece.kind != BodyPiece::End)
            return piece;
        m_finished = true;
        return {BodyPiece::Data, deflated({}, Z_FINISH), -1};
    }

private:
    QByteArray deflated(const QByteArray &input, int flush)
    {
        QByteArray output;
        QByteArray part(16 * 1024, Qt::Uninitialized);
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(input.constData()));
        m_stream.avail_in = uInt(input.size());
        do {
            m_stream.next_out = reinterpret_cast<Bytef *>(part.data());
            m_stream.avail_out = uInt(part.size());
            deflate(&m_stream, flush);
            output.append(part.constData(), part.size() - qsizetype(m_stream.avail_out));
        } while (m_stream.avail_out == 0);
        return output;
    }

    z_stream m_stream = {};
    bool m_valid = false;
    bool m_finished = false;
};

class CutBody : public BodyFilter
{
public:
    CutBody(std::unique_ptr<BodySource> inner, int bytes, int dripMs)
        : BodyFilter(std::move(inner))
        , m_bytes(std::max(1, bytes))
        , m_dripMs(dripMs)
    {
    }

    BodyPiece next() override
    {
        while (available() < m_bytes && m_last.kind == BodyPiece::Data) {
            m_last = m_inner->next();
            if (m_last.kind == BodyPiece::Data)
                append(m_last.data);
        }
        if (available() > 0)
            return slice();
        return std::exchange(m_last, {BodyPiece::Data, {}, -1});
    }

private:
    qsizetype available() const { return m_buffer.size() - m_offset; }

    void append(const QByteArray &data)
    {
        m_buffer.remove(0, m_offset);
        m_offset = 0;
        m_buffer += data;
    }

    BodyPiece slice()
    {
        // It can be asked again before the time is up.
        if (m_dripMs > 0 && !std::exchange(m_dripping, true))
            m_due.setRemainingTime(m_dripMs, Qt::PreciseTimer);
        if (m_dripMs > 0 && !m_due.hasExpired())
            return {BodyPiece::Wait, {}, int(m_due.remainingTime())};
        m_dripping = false;
        const qsizetype size = std::min<qsizetype>(m_bytes, available());
        BodyPiece piece{BodyPiece::Data, m_buffer.mid(m_offset, size), -1};
        m_offset += size;
        return piece;
    }

    QByteArray m_buffer;
    qsizetype m_offset = 0;
    qsizetype m_bytes;
    int m_dripMs;
    QDeadlineTimer m_due;
    bool m_dripping = false;
    BodyPiece m_last{BodyPiece::Data, {}, -1};
};

} // namespace

std::unique_ptr<BodySource> makeFixedBody(const QByteArray &bytes, BodyPiece::Kind end)
{
    return std::make_unique<FixedBody>(bytes, end);
}

std::unique_ptr<BodySource> makeGzipBody(std::unique_ptr<BodySource> inner)
{
    return std::make_unique<GzipBody>(std::move(inner));
}

std::unique_ptr<BodySource> makeCutBody(std::unique_ptr<BodySource> inner, int bytes, int dripMs)
{
    return std::make_unique<CutBody>(std::move(inner), bytes, dripMs);
}

} // namespace mock
