// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiquickglobal.h>

class QQmlEngine;

/*!
    \namespace NoukaiQuick
    \inmodule Noukai
    \brief Makes the QML module usable in applications that link it.
*/
namespace NoukaiQuick
{

NOUKAI_QUICK_EXPORT void addTo(QQmlEngine &engine);

} // namespace NoukaiQuick
