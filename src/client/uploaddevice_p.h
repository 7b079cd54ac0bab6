// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QIODevice>

#include <cstring>

// A request body that can be read once. Qt sends a POST again by itself, up to three times, when the connection is
// dropped before an answer; it cannot when the body is sequential, unbuffered and of known length (all three are
// needed). A step sent twice would be billed twice.
class UploadDevice : public QIODevice
{
public:
    explicit UploadDevice(const QByteArray &body)
        : m_body(body)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    bool reset() override { return false; } // what Qt asks for before it sends again
    qint64 bytesAvailable() const override { return m_body.size() - m_read + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 count = qMin<qint64>(size, m_body.size() - m_read);
        if (count <= 0)
            return m_read < m_body.size() ? 0 : -1;
        std::memcpy(data, m_body.constData() + m_read, std::size_t(count));
        m_read += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_body;
    qint64 m_read = 0;
};
