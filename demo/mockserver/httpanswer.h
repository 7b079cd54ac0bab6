// SPDX-License-Identifier: MIT
#pragma once

#include "bodysource.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonValue>
#include <QtCore/QList>
#include <QtCore/QPair>

#include <memory>

namespace mock
{

/*! What a connection is to send for one request. Movable only, since it owns its body. */
struct HttpAnswer {
    enum Manner {
        Normal,
        DropByClose, // not a byte is sent
        DropByReset,
        Never,   // not a byte is sent and the connection stays
        Verbatim // \a body goes out as it is, in place of an HTTP answer, and the connection closes
    };
    enum Framing { Sized, Chunked, UntilClose };

    int status = 200;
    QByteArray contentType = "application/json";
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;                    // used when there is no source
    std::unique_ptr<BodySource> source; // used for streams
    Framing framing = Sized;
    Manner manner = Normal;
    bool gzip = false;
    int chunkBytes = 0;      // 0: a chunk per piece
    int dripMs = 0;          // a pause before each chunk of chunkBytes
    qint64 lengthExcess = 0; // what Content-Length promises beyond the body; then the connection goes
    int cutBodyAfter = -1;   // a sized body stops here
    BodyPiece::Kind cutBy = BodyPiece::Close;
    int delayMs = 0; // before the head

    void addHeader(const QByteArray &name, const QByteArray &value) { headers.append(qMakePair(name, value)); }

    static HttpAnswer json(int status, const QJsonValue &value);
    static HttpAnswer error(int status, const QString &code, const QString &message);
    static HttpAnswer stream(std::unique_ptr<BodySource> source);
};

QByteArray reasonPhrase(int status);

} // namespace mock
