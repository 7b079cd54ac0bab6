// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QString>

namespace NoukaiWire
{

// The translation context of the sentences that the wire layer says to people.
class WireText
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiWire)
};

// A value as it may stand in a sentence: characters that cannot be seen are escaped, long text is shortened.
NOUKAI_INTERNAL_EXPORT QString shown(QStringView value);

NOUKAI_INTERNAL_EXPORT NoukaiError configurationError(const QString &message, const QString &code = {});

} // namespace NoukaiWire
