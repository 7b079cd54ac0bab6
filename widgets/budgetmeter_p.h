// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

class NoukaiGlyphWidget;
class NoukaiPlainLabel;

// How much of a budget is used, in words and as a bar. Used up is said in words, glyph and colour.
class NoukaiBudgetMeter : public QWidget
{
    Q_OBJECT

public:
    explicit NoukaiBudgetMeter(QWidget *parent);

    // Hidden where \a share is negative.
    void show(const QString &text, double share, bool over);
    using QWidget::show;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int trackHeight() const;
    void paintWords();

    NoukaiGlyphWidget *m_glyph;
    NoukaiPlainLabel *m_words;
    double m_share = -1;
    bool m_over = false;
};
