// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QString>
#include <QtCore/QStringView>

// Every function is documented with its implementation.
namespace NoukaiText
{

NOUKAI_CORE_EXPORT bool hasDeceptive(QStringView text);
NOUKAI_CORE_EXPORT QString escaped(const QString &text);
NOUKAI_CORE_EXPORT QString preview(QStringView text, qsizetype length = 160);

} // namespace NoukaiText
