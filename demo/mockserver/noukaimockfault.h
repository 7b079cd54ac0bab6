// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonValue>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QPair>
#include <QtCore/QString>

/*!
    \class NoukaiMockFault
    \inmodule NoukaiMockServer
    \brief One way in which the mock server misbehaves, and for which requests.

    "After n frames" counts the SSE events of the answer; -1, the default, means right before the event that would have
    ended the stream (step_paused, a tool pause, step_error or flow_completed).
*/
struct NoukaiMockFault {
    Q_GADGET
public:
    enum Kind {
        None,
        // Ends of a connection or stream; see End.
        CutBeforeResponse,  //!< the connection goes before any byte of the answer; end: Close or Reset
        CutAfterHeaders,    //!< after the head, before any frame; every end
        CutMidFrame,        //!< in the middle of the frame after afterFrames; every end
        EndWithoutTerminal, //!< after afterFrames whole frames; every end
        ShortBody,          //!< Content-Length promises more than comes, then the connection goes; Close or Reset
        MalformedHttp,      //!< bytes that are no HTTP answer, then the connection goes
        // Time.
        SilenceBeforeHeaders, //!< the connection stays open, nothing comes
        Silence,              //!< after afterFrames frames nothing comes, the connection stays open
        SlowDrip,             //!< \a bytes bytes each \a delayMs; a modifier
        // What the frames say.
        GarbageFrames, //!< all kinds of garbage frames, or \a variant alone, after afterFrames frames; see
                       //!< garbageNames()
        BrokenControl, //!< the first event \a event loses \a member, or carries \a value there; no member: JSON cut off
        StuckPause,    //!< the stream ends with a step_paused whose nextStepIndex is the call's own stepIndex
        HugeEvent,     //!< a step_output of \a bytes bytes after afterFrames frames
        // How the frames are written. All of these are modifiers.
        Gzip,          //!< Content-Encoding: gzip, flushed after each frame
        Crlf,          //!< lines end with CR LF
        Cr,            //!< lines end with CR
        MixedLineEnds, //!< LF, CR LF and CR in turn
        Bom,           //!< the stream begins with a byte order mark
        OneByteChunks, //!< each byte is an HTTP chunk of its own
        // Whole answers.
        WrongContentType, //!< 200 with \a contentType and \a body (an HTML page when both are empty)
        NoBody,           //!< 204
        Redirect,         //!< \a status (default 307) to \a target
        HttpError,        //!< \a status (default 500), \a code, \a message as \a bodyForm says, \a headers
    };
    Q_ENUM(Kind)

    /*! How a cut or an end looks on the wire. */
    enum End {
        Close, //!< the connection is closed in mid-body, without the last chunk
        Reset, //!< the same, with a TCP reset
        Clean, //!< the last chunk is sent: for HTTP the answer is complete
        Eof,   //!< the body has neither length nor chunks and ends with the connection: complete for HTTP as well
    };
    Q_ENUM(End)

    /*! How an error's body looks. */
    enum BodyForm {
        DetailObject, //!< {"detail": {"code", "message"}}
        DetailText,   //!< {"detail": "message"}
        TopMessage,   //!< {"message": "message"}
        TopError,     //!< {"error": "message"}
        OtherJson,    //!< a JSON array
        Html,         //!< a page
        Empty,        //!< nothing
        Raw,          //!< \a body as it is, with \a contentType
    };
    Q_ENUM(BodyForm)

    Kind kind = None;
    // Which requests.
    QString path;      //!< only requests whose path contains this; empty: any
    QByteArray method; //!< only this method; empty: any
    int nth = 1;       //!< from the nth matching request on, counted since the fault was set
    int count = 1;     //!< for so many requests; -1: for ever
    // What happens.
    int afterFrames = -1;
    End end = Close;
    int delayMs = 10;
    qint64 bytes = 16;
    QString event; //!< the wire's event name
    QString member;
    QJsonValue value = QJsonValue::Undefined;
    QString variant;
    int status = 0;
    QString code;
    QString message;
    BodyForm bodyForm = DetailObject;
    QByteArray contentType;
    QByteArray body;
    QString target; //!< the Location header, as it is
    QList<QPair<QByteArray, QByteArray>> headers;

    /*! A modifier changes how the answer is written and combines with another fault. */
    bool isModifier() const;
    /*! The names that \a variant of GarbageFrames understands. */
    static QStringList garbageNames();
    /*! Reads "name[:key=value…]" as the program's --fault takes it; an empty kind and \a error when it cannot. */
    static NoukaiMockFault fromText(const QString &text, QString *error);
    /*! The names that fromText() understands, sorted. */
    static QStringList names();
};
