// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

#if defined(NOUKAI_STATIC)
#define NOUKAI_QUICK_EXPORT
#elif defined(NoukaiQuick_EXPORTS)
#define NOUKAI_QUICK_EXPORT Q_DECL_EXPORT
#else
#define NOUKAI_QUICK_EXPORT Q_DECL_IMPORT
#endif
