// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitheme.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QLabel>

#include <optional>

// A line of text that may come from a model: plain, cut where there is no room, then with all of it in its tool tip.
// With setWordWrap() as many lines as it needs, up to setMaximumLines().
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiPlainLabel : public QLabel
{
    Q_OBJECT

public:
    explicit NoukaiPlainLabel(QWidget *parent = nullptr);

    // What is read and, where there is room, seen. Hides QLabel::setText(), which guesses whether a text is HTML.
    void setText(const QString &text);

    // What a tool tip and assistive technology say beside the text, as plain text.
    void setNote(const QString &note);
    // How strong the text is, from 0 to 1.
    void setStrength(double strength);
    // What the text means, which gives it a colour of its own.
    void setRole(std::optional<NoukaiTheme::Role> role);
    void setElideMode(Qt::TextElideMode mode);
    void setWordWrap(bool on);
    void setMaximumLines(int lines);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QColor color() const;
    int drawLines(int width, QPainter *painter, const QRect &area) const;

    std::optional<NoukaiTheme::Role> m_role;
    double m_strength = 1;
    Qt::TextElideMode m_elideMode = Qt::ElideRight;
    int m_maximumLines = 100;
};
