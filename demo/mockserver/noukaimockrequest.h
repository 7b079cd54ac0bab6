// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QUrlQuery>

/*!
    \class NoukaiMockRequest
    \inmodule NoukaiMockServer
    \brief One HTTP request as the mock server received it.

    A request is recorded as soon as its head and its body are known, before any fault is applied, so a request that was
    cut without an answer is there too. One whose sender vanished in the middle of the body has isComplete false.
*/
struct NoukaiMockRequest {
    QByteArray method;                     //!< upper case, as sent
    QString path;                          //!< as sent, still percent-encoded, without the query: "/api/v1/seq/…"
    QUrlQuery query;                       //!< empty when there is none
    QHash<QByteArray, QByteArray> headers; //!< lower-case names; repeated headers joined with ", "
    QByteArray body;                       //!< without the chunked framing
    QByteArray requestId;                  //!< the X-Request-ID of the answer
    int connectionId = 0;                  //!< counts accepted connections from 1
    bool isComplete = true;

    /*! The value of the header \a name (any case), empty when there is none. */
    QByteArray header(const QByteArray &name) const { return headers.value(name.toLower()); }
    /*! The body as a JSON object, empty when it is none. */
    QJsonObject json() const;
};
Q_DECLARE_METATYPE(NoukaiMockRequest)
