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

// Internal classes become visible only in builds that test them.
#if defined(NOUKAI_EXPORT_INTERNALS)
#define NOUKAI_WIDGETS_INTERNAL_EXPORT NOUKAI_WIDGETS_EXPORT
#else
#define NOUKAI_WIDGETS_INTERNAL_EXPORT
#endif
