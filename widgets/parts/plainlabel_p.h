// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QLabel>

// A line of text that may come from a model: plain, cut where there is no room, then with all of it in its tool tip.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiPlainLabel : public QLabel
{
    Q_OBJECT

public:
    explicit NoukaiPlainLabel(QWidget *parent = nullptr);

    // What is read and, where there is room, seen. Hides QLabel::setText(), which guesses whether a text is HTML.
    void setText(const QString &text);

    // How strong the text is, from 0 to 1, or the colour of its own that it has.
    void setStrength(double strength);
    void setColor(const QColor &color);
    void setElideMode(Qt::TextElideMode mode);

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QColor color() const;

    QColor m_color;
    double m_strength = 1;
    Qt::TextElideMode m_elideMode = Qt::ElideRight;
};
