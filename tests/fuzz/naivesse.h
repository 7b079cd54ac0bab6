// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

// The event stream format, written down sentence by sentence from the standard and without a thought to speed: what the
// parser is compared with.
struct NaiveSse {
    struct Event {
        std::string name;
        std::string data;
        std::string id;

        friend bool operator==(const Event &, const Event &) = default;
    };

    explicit NaiveSse(std::string_view stream)
    {
        if (stream.substr(0, 3) == "\xEF\xBB\xBF")
            stream.remove_prefix(3);
        std::string line;
        for (std::size_t i = 0; i < stream.size(); ++i) {
            const char c = stream[i];
            if (c != '\r' && c != '\n') {
                line += c;
                continue;
            }
            if (c == '\r' && i + 1 < stream.size() && stream[i + 1] == '\n')
                ++i;
            processLine(line);
            line.clear();
        }
    }

    std::vector<Event> events;
    std::string retry;

private:
    void processLine(const std::string &line)
    {
        if (line.empty())
            return dispatch();
        const std::size_t colon = line.find(':');
        if (colon == 0)
            return;
        const std::string field = line.substr(0, colon);
        std::string value = colon == std::string::npos ? "" : line.substr(colon + 1);
        if (!value.empty() && value[0] == ' ')
            value.erase(0, 1);
        if (field == "event")
            m_name = value;
        else if (field == "data")
            m_data += value + '\n';
        else if (field == "id" && value.find('\0') == std::string::npos)
            m_idBuffer = value;
        else if (field == "retry" && !value.empty() && value.find_first_not_of("0123456789") == std::string::npos)
            retry = value;
    }

    void dispatch()
    {
        m_lastId = m_idBuffer;
        if (!m_data.empty()) {
            m_data.pop_back();
            events.push_back({m_name, m_data, m_lastId});
        }
        m_data.clear();
        m_name.clear();
    }

    std::string m_name;
    std::string m_data;
    std::string m_idBuffer;
    std::string m_lastId;
};
