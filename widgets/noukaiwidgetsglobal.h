// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

#if defined(NOUKAI_STATIC)
#define NOUKAI_WIDGETS_EXPORT
#elif defined(NoukaiWidgets_EXPORTS)
#define NOUKAI_WIDGETS_EXPORT Q_DECL_EXPORT
#else
#define NOUKAI_WIDGETS_EXPORT Q_DECL_IMPORT
#endif
