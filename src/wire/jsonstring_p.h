// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QString>

#include <string_view>

namespace NoukaiWire
{

// Reads what stands between the quotation marks of a JSON string, many times as fast as a parser of whole documents.
// False where it is no valid string, or has an escape so rare that it is left to the parser: \u above all.
NOUKAI_INTERNAL_EXPORT bool readJsonString(std::string_view utf8, QString &text);

} // namespace NoukaiWire
