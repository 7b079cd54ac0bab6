// SPDX-License-Identifier: MIT
#pragma once

#include "sseparser_p.h"

#include <QtCore/QString>

#include <array>
#include <memory>
#include <string>

struct NoukaiStepOutputData;

namespace NoukaiWire
{

// Most frames of a stream are pieces of text that differ from an earlier frame in that text alone. What stands around
// it was read and found valid then, so only the text needs a look.
class OutputPatterns
{
public:
    // Null when the frame is like none before, or its text is anything but ordinary: then it has to be parsed.
    std::unique_ptr<NoukaiStepOutputData> match(const SseEvent &frame);
    // `data` is what was read from the frame, which is valid JSON in UTF-8, without a warning.
    void learn(const SseEvent &frame, const NoukaiStepOutputData &data);

private:
    struct Pattern {
        bool fits(const SseEvent &frame) const;

        std::string name;
        std::string head; // all before the text, its quotation mark included
        std::string tail; // all behind it
        QString eventType;
        QString stepId;
        int stepIndex = -1;
    };
    static constexpr std::size_t LongestKept = 512; // head and tail
    static constexpr int MostFutile = 32;

    const Pattern *find(const SseEvent &frame);

    std::array<Pattern, 8> m_patterns; // parallel steps take turns
    std::size_t m_last = 0;
    std::size_t m_next = 0;
    int m_futile = 0; // learned in a row without a match
};

} // namespace NoukaiWire
