// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitheme.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtGui/QIcon>

namespace NoukaiGlyphIcon
{

// An icon that is drawn at any size and resolution, in the text colour of the application's palette at that time.
NOUKAI_WIDGETS_INTERNAL_EXPORT QIcon icon(NoukaiTheme::Glyph glyph);

// The same in the colour of a role.
NOUKAI_WIDGETS_INTERNAL_EXPORT QIcon icon(NoukaiTheme::Glyph glyph, NoukaiTheme::Role role);

} // namespace NoukaiGlyphIcon
