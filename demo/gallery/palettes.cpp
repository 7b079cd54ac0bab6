// SPDX-License-Identifier: MIT
#include "palettes.h"

namespace
{

struct Tones {
    QColor window;
    QColor base;
    QColor button;
    QColor light;
    QColor midlight;
    QColor mid;
    QColor dark;
    QColor text;
    QColor faded; // text that is disabled
    QColor accent;
    QColor link;
};

QPalette paletteOf(const Tones &tones)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tones.window);
    palette.setColor(QPalette::Base, tones.base);
    palette.setColor(QPalette::AlternateBase, tones.window);
    palette.setColor(QPalette::Button, tones.button);
    palette.setColor(QPalette::Light, tones.light);
    palette.setColor(QPalette::Midlight, tones.midlight);
    palette.setColor(QPalette::Mid, tones.mid);
    palette.setColor(QPalette::Dark, tones.dark);
    palette.setColor(QPalette::Shadow, Qt::black);
    palette.setColor(QPalette::ToolTipBase, tones.button);
    palette.setColor(QPalette::Highlight, tones.accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::BrightText, Qt::white); // on what is highlighted, which the style Basic fills with Dark
    palette.setColor(QPalette::Link, tones.link);
    palette.setColor(QPalette::PlaceholderText, tones.faded);
    for (QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, tones.text);
        palette.setColor(QPalette::Disabled, role, tones.faded);
    }
    return palette;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf({.window = {0xF3, 0xF3, 0xF3},
                      .base = Qt::white,
                      .button = {0xE2, 0xE2, 0xE2},
                      .light = Qt::white,
                      .midlight = {0xE8, 0xE8, 0xE8},
                      .mid = {0xC4, 0xC4, 0xC4},
                      .dark = {0x3A, 0x3A, 0x3A},
                      .text = {0x1B, 0x1B, 0x1B},
                      .faded = {0x86, 0x86, 0x86},
                      .accent = {0x1F, 0x5F, 0xBF},
                      .link = {0x1F, 0x5F, 0xBF}});
}

QPalette darkPalette()
{
    return paletteOf({.window = {0x2D, 0x2D, 0x2D},
                      .base = {0x1E, 0x1E, 0x1E},
                      .button = {0x45, 0x45, 0x45},
                      .light = {0x5A, 0x5A, 0x5A},
                      .midlight = {0x4F, 0x4F, 0x4F},
                      .mid = {0x45, 0x45, 0x45},
                      .dark = {0x3D, 0x6F, 0xB8},
                      .text = {0xEC, 0xEC, 0xEC},
                      .faded = {0x8C, 0x8C, 0x8C},
                      .accent = {0x3D, 0x6F, 0xB8},
                      .link = {0x5C, 0xA6, 0xFF}});
}
