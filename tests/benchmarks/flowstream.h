// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>

#include <cstdint>

// A long flow's stream as the server would send it, the same bytes on every machine: mostly step_output of 5 to 40
// characters, and per 100 of them one step_started, step_input (1 to 4 KB) and step_completed (2 to 8 KB).
class FlowStream
{
public:
    QByteArray take(int events);

private:
    void appendEvent(const char *name, const QByteArray &members);
    QByteArray words(int bytes);
    QByteArray inputData(int bytes);
    QByteArray output(int bytes);
    int between(int least, int most);

    QByteArray m_stream;
    std::uint32_t m_state = 2463534242U;
    int m_event = 0;
    int m_step = 0;
};
