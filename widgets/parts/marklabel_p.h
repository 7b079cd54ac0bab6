// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitheme.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

class NoukaiGlyphWidget;
class NoukaiPlainLabel;

// Something to know: a glyph and words in the colour of their role. Assistive technology reads the words once.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiMarkLabel : public QWidget
{
    Q_OBJECT

public:
    explicit NoukaiMarkLabel(QWidget *parent = nullptr);

    void show(NoukaiTheme::Glyph glyph, NoukaiTheme::Role role, const QString &text);
    using QWidget::show;
    QString text() const;
    // Whether the words go on in the next line where there is no room.
    void setWordWrap(bool on);

private:
    NoukaiGlyphWidget *m_glyph;
    NoukaiPlainLabel *m_text;
};
