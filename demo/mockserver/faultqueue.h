// SPDX-License-Identifier: MIT
#pragma once

#include "httpanswer.h"
#include "noukaimockfault.h"
#include "noukaimockrequest.h"
#include "ssewriter.h"

#include <optional>

namespace mock
{

/*! What is to go wrong with one answer. */
struct AppliedFaults {
    std::optional<NoukaiMockFault> main;
    QList<NoukaiMockFault> modifiers;

    /*! The form of the frames. */
    void apply(SseWriter *writer) const;
    /*! The form of the whole answer, and for one without frames what would have happened among its frames. */
    void apply(HttpAnswer *answer) const;
    /*! An answer that needs no route. */
    std::optional<HttpAnswer> wholeAnswer() const;
};

/*! The faults that are set, each with the requests it waits for. */
class FaultQueue
{
public:
    void add(const NoukaiMockFault &fault) { m_faults.append({fault, 0}); }
    void clear() { m_faults.clear(); }
    int size() const { return int(m_faults.size()); }
    AppliedFaults take(const NoukaiMockRequest &request);

private:
    struct Entry {
        NoukaiMockFault fault;
        int seen;
    };
    QList<Entry> m_faults;
};

} // namespace mock
