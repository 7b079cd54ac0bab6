// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <string_view>
#include <utility>
#include <vector>

namespace NoukaiWire
{

// The JSON text of one member of an object, without reading anything else of it: the last one where a key stands
// twice. Empty when there is no such member. `object` is JSON text that was found valid before; whatever else it is, no
// byte outside of it is read. `key` is ASCII.
NOUKAI_INTERNAL_EXPORT std::string_view findJsonMember(std::string_view object, std::string_view key);

// The keys of an object, as they are quoted there, with the JSON texts of their values; by the same rules.
NOUKAI_INTERNAL_EXPORT std::vector<std::pair<std::string_view, std::string_view>> jsonMembers(std::string_view object);

// The JSON texts of an array's elements, by the same rules. Empty when it is no array.
NOUKAI_INTERNAL_EXPORT std::vector<std::string_view> jsonElements(std::string_view array);

} // namespace NoukaiWire
