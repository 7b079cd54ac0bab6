// SPDX-License-Identifier: MIT
#pragma once

#include "eventscript.h"
#include "flowdefinition.h"

namespace mock
{

/*! Writes events as Server-Sent Events, in any of the forms the format allows. */
class SseWriter
{
public:
    enum LineEnds { Lf, CrLf, Cr, Mixed };

    void setNames(WireStyle::Names names) { m_names = names; }
    void setLineEnds(LineEnds ends) { m_ends = ends; }
    void setByteOrderMark(bool mark) { m_mark = mark; }

    QByteArray write(const MockEvent &event);
    /*! \a frame, written with LF, in the form asked for. */
    QByteArray write(QByteArray frame);

private:
    WireStyle::Names m_names = WireStyle::Both;
    LineEnds m_ends = Lf;
    int m_line = 0;
    bool m_mark = false;
};

/*! Frames that a client has to survive; all of them when \a variant is empty. */
QByteArray garbageFrames(const QString &variant);

} // namespace mock
