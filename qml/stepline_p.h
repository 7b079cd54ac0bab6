// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QVariantList>
#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtQml/qqml.h>
#include <QtQuick/QQuickPaintedItem>

// All words of a step's line in one item: title, preview, state, figures, and below them the marks. A list that scrolls
// shows dozens of these at once, and what each frame costs grows with the number of items.
class NoukaiStepLine : public QQuickPaintedItem
{
    Q_OBJECT
    QML_NAMED_ELEMENT(StepLine)
    Q_PROPERTY(QString title MEMBER m_title WRITE setTitle NOTIFY changed FINAL)
    Q_PROPERTY(bool quiet MEMBER m_quiet WRITE setQuiet NOTIFY changed FINAL)
    Q_PROPERTY(bool titleEndMatters MEMBER m_titleEndMatters WRITE setTitleEndMatters NOTIFY changed FINAL)
    Q_PROPERTY(QString preview MEMBER m_preview WRITE setPreview NOTIFY changed FINAL)
    Q_PROPERTY(QString word MEMBER m_word WRITE setWord NOTIFY changed FINAL)
    Q_PROPERTY(QColor wordColor MEMBER m_wordColor WRITE setWordColor NOTIFY changed FINAL)
    Q_PROPERTY(QStringList figures MEMBER m_figures WRITE setFigures NOTIFY changed FINAL)
    Q_PROPERTY(QStringList widestFigures MEMBER m_widestFigures WRITE setWidestFigures NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList marks MEMBER m_marks WRITE setMarks NOTIFY changed FINAL)
    Q_PROPERTY(QColor color MEMBER m_color WRITE setColor NOTIFY changed FINAL)
    Q_PROPERTY(QFont font MEMBER m_font WRITE setFont NOTIFY changed FINAL)
    Q_PROPERTY(double spacing MEMBER m_spacing WRITE setSpacing NOTIFY changed FINAL)
    Q_PROPERTY(bool narrow MEMBER m_narrow WRITE setNarrow NOTIFY changed FINAL)
    Q_PROPERTY(bool mirrored MEMBER m_mirrored WRITE setMirrored NOTIFY changed FINAL)

public:
    explicit NoukaiStepLine(QQuickItem *parent = nullptr);

    void setTitle(const QString &title) { set(m_title, title); }
    void setQuiet(bool quiet) { set(m_quiet, quiet); }
    void setTitleEndMatters(bool matters) { set(m_titleEndMatters, matters); }
    void setPreview(const QString &preview) { set(m_preview, preview); }
    void setWord(const QString &word) { set(m_word, word); }
    void setWordColor(const QColor &color) { set(m_wordColor, color); }
    void setFigures(const QStringList &figures) { set(m_figures, figures); }
    void setWidestFigures(const QStringList &figures) { set(m_widestFigures, figures, true); }
    void setMarks(const QVariantList &marks) { set(m_marks, marks); }
    void setColor(const QColor &color) { set(m_color, color); }
    void setFont(const QFont &font) { set(m_font, font, true); }
    void setSpacing(double spacing) { set(m_spacing, spacing); }
    void setNarrow(bool narrow) { set(m_narrow, narrow); }
    void setMirrored(bool mirrored) { set(m_mirrored, mirrored); }

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void changed();

private:
    class Pen;

    template <typename T>
    void set(T &member, const T &value, bool measures = false)
    {
        if (value == member)
            return;
        member = value;
        if (measures)
            measure();
        touched();
    }
    void measure();
    void touched();
    void paintWide(Pen &pen) const;
    void paintNarrow(Pen &pen) const;
    void paintMarks(Pen &pen) const;
    QColor faded(double share) const;

    QString m_title;
    bool m_quiet = false;           // nothing happened there: not bold, and fainter
    bool m_titleEndMatters = false; // it is cut in its middle
    QString m_preview;
    QString m_word;
    QColor m_wordColor;
    QStringList m_figures;       // an empty one is unknown
    QStringList m_widestFigures; // what the columns have room for
    QVariantList m_marks;        // { text, color }
    QColor m_color;
    QFont m_font;
    double m_lineHeight = 0;
    double m_wordColumn = 0;
    QList<double> m_columns; // of the figures
    double m_spacing = 0;
    bool m_narrow = false;
    bool m_mirrored = false;
};
