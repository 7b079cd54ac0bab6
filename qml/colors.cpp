// SPDX-License-Identifier: MIT
#include "colors_p.h"

#include "models/glyphpainter_p.h"

/*
    The colour of \a role on \a background: a dark background gets the light form. Give it the palette's colour, and a
    binding follows the desktop's colour scheme.
*/
QColor NoukaiColors::of(NoukaiTheme::Role role, const QColor &background) const
{
    return NoukaiGlyphs::roleColor(role, background);
}

/* An opaque colour with \a share (0 to 1) of \a foreground over \a background: for tints, tracks and lines. */
QColor NoukaiColors::mix(const QColor &foreground, const QColor &background, double share) const
{
    return NoukaiGlyphs::mixed(foreground, background, share);
}
