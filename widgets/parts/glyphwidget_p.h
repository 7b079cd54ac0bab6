// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitheme.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtCore/QBasicTimer>
#include <QtCore/QElapsedTimer>
#include <QtWidgets/QWidget>

// A state as a glyph in the colour of its role. It never stands alone: a word says the same beside it. The ring of a
// running state turns while it can be seen, unless motion is reduced.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiGlyphWidget : public QWidget
{
    Q_OBJECT

public:
    explicit NoukaiGlyphWidget(QWidget *parent = nullptr);

    void show(NoukaiTheme::Glyph glyph, NoukaiTheme::Role role);
    using QWidget::show;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void updateMotion();

    NoukaiTheme::Glyph m_glyph = NoukaiTheme::Circle;
    NoukaiTheme::Role m_role = NoukaiTheme::Neutral;
    QBasicTimer m_timer;
    QElapsedTimer m_clock;
};
