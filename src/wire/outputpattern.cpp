// SPDX-License-Identifier: MIT
#include "outputpattern_p.h"

#include "eventdata_p.h"
#include "eventreader_p.h"
#include "jsonslice_p.h"
#include "jsonstring_p.h"

namespace NoukaiWire
{

bool OutputPatterns::Pattern::fits(const SseEvent &frame) const
{
    return frame.data.size() >= head.size() + tail.size() && !head.empty() && frame.data.starts_with(head) &&
           frame.data.ends_with(tail) && frame.name == name;
}

const OutputPatterns::Pattern *OutputPatterns::find(const SseEvent &frame)
{
    if (m_patterns[m_last].fits(frame))
        return &m_patterns[m_last];
    for (std::size_t i = 0; i < m_patterns.size(); ++i) {
        if (m_patterns[i].fits(frame)) {
            m_last = i;
            return &m_patterns[i];
        }
    }
    return nullptr;
}

std::unique_ptr<NoukaiStepOutputData> OutputPatterns::match(const SseEvent &frame)
{
    const Pattern *pattern = find(frame);
    if (!pattern)
        return nullptr;
    std::string_view utf8 = frame.data;
    utf8.remove_prefix(pattern->head.size());
    utf8.remove_suffix(pattern->tail.size());
    QString text;
    if (!readJsonString(utf8, text))
        return nullptr;
    std::unique_ptr<NoukaiStepOutputData> data(NoukaiStepOutputData::create(frame.data));
    data->eventType = pattern->eventType;
    data->stepId = pattern->stepId;
    data->stepIndex = pattern->stepIndex;
    data->form = NoukaiStepOutputData::Text;
    data->text = std::move(text);
    m_futile = 0;
    return data;
}

void OutputPatterns::learn(const SseEvent &frame, const NoukaiStepOutputData &data)
{
    if (data.form != NoukaiStepOutputData::Text || m_futile > MostFutile || find(frame))
        return;
    const std::string_view text = findJsonMember(frame.data, "outputData");
    const auto head = std::size_t(text.data() + 1 - frame.data.data());
    const std::size_t tail = head + text.size() - 2;
    if (head + frame.data.size() - tail > LongestKept || frame.name.size() > LongestKept)
        return;
    ++m_futile;
    m_last = m_next;
    m_next = (m_next + 1) % m_patterns.size();
    m_patterns[m_last] = {std::string(frame.name),
                          std::string(frame.data.substr(0, head)),
                          std::string(frame.data.substr(tail)),
                          data.eventType,
                          data.stepId,
                          data.stepIndex};
}

} // namespace NoukaiWire
