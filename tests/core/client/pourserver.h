// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QSemaphore>
#include <QtCore/QThread>
#include <QtCore/QUrl>
#include <QtNetwork/QSslConfiguration>

#include <atomic>
#include <optional>

// Pours an answer into one connection as fast as it is taken, from a thread of its own, so that the test's thread can
// be kept busy meanwhile.
class PourServer : public QThread
{
    Q_OBJECT
public:
    // The head, then `count` times `piece`, then `tail`.
    PourServer(const QByteArray &head, const QByteArray &piece, int count, const QByteArray &tail,
               const std::optional<QSslConfiguration> &tls = std::nullopt);
    ~PourServer() override;

    QUrl url() const { return m_url; }
    quint16 port() const { return quint16(m_url.port()); }
    // Bytes that the system took.
    qint64 written() const { return m_written; }
    // Keeps the calling thread from its event loop until nothing was taken for `forMs` milliseconds.
    bool blockUntilStalled(int forMs, int atMostMs);

protected:
    void run() override;

private:
    const QByteArray m_head;
    const QByteArray m_piece;
    const QByteArray m_tail;
    const int m_count;
    const std::optional<QSslConfiguration> m_tls;
    QUrl m_url;
    QSemaphore m_listening;
    QSemaphore m_progress; // one for each piece that was taken
    std::atomic<qint64> m_written = 0;
    std::atomic<bool> m_stop = false;
};
