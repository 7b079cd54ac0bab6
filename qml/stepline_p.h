// SPDX-License-Identifier: MIT
#pragma once

#include "models/steplinepainter_p.h"

#include <QtCore/QVariantList>
#include <QtQml/qqml.h>
#include <QtQuick/QQuickPaintedItem>

// All words of a step's line in one item. A list that scrolls shows dozens of these at once, and what each frame costs
// grows with the number of items.
class NoukaiStepLine : public QQuickPaintedItem
{
    Q_OBJECT
    QML_NAMED_ELEMENT(StepLine)
    Q_PROPERTY(QString title READ title WRITE setTitle NOTIFY changed FINAL)
    Q_PROPERTY(bool quiet READ isQuiet WRITE setQuiet NOTIFY changed FINAL)
    Q_PROPERTY(bool titleEndMatters READ titleEndMatters WRITE setTitleEndMatters NOTIFY changed FINAL)
    Q_PROPERTY(QString preview READ preview WRITE setPreview NOTIFY changed FINAL)
    Q_PROPERTY(QString word READ word WRITE setWord NOTIFY changed FINAL)
    Q_PROPERTY(QColor wordColor READ wordColor WRITE setWordColor NOTIFY changed FINAL)
    Q_PROPERTY(QStringList figures READ figures WRITE setFigures NOTIFY changed FINAL)
    Q_PROPERTY(QStringList widestFigures READ widestFigures WRITE setWidestFigures NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList marks READ marks WRITE setMarks NOTIFY changed FINAL)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY changed FINAL)
    Q_PROPERTY(QFont font READ font WRITE setFont NOTIFY changed FINAL)
    Q_PROPERTY(double spacing READ spacing WRITE setSpacing NOTIFY changed FINAL)
    Q_PROPERTY(bool narrow READ isNarrow WRITE setNarrow NOTIFY changed FINAL)
    Q_PROPERTY(bool mirrored READ isMirrored WRITE setMirrored NOTIFY changed FINAL)

public:
    explicit NoukaiStepLine(QQuickItem *parent = nullptr);

    QString title() const { return m_line.title; }
    void setTitle(const QString &title) { set(m_line.title, title); }
    bool isQuiet() const { return m_line.quiet; }
    void setQuiet(bool quiet) { set(m_line.quiet, quiet); }
    bool titleEndMatters() const { return m_line.titleEndMatters; }
    void setTitleEndMatters(bool matters) { set(m_line.titleEndMatters, matters); }
    QString preview() const { return m_line.preview; }
    void setPreview(const QString &preview) { set(m_line.preview, preview); }
    QString word() const { return m_line.word; }
    void setWord(const QString &word) { set(m_line.word, word); }
    QColor wordColor() const { return m_line.wordColor; }
    void setWordColor(const QColor &color) { set(m_line.wordColor, color); }
    QStringList figures() const { return m_line.figures; }
    void setFigures(const QStringList &figures) { set(m_line.figures, figures); }
    // What the columns have room for.
    QStringList widestFigures() const { return m_widestFigures; }
    void setWidestFigures(const QStringList &figures) { set(m_widestFigures, figures, true); }
    // Of { text, color }.
    QVariantList marks() const;
    void setMarks(const QVariantList &marks);
    QColor color() const { return m_line.color; }
    void setColor(const QColor &color) { set(m_line.color, color); }
    QFont font() const { return m_line.font; }
    void setFont(const QFont &font) { set(m_line.font, font, true); }
    double spacing() const { return m_line.spacing; }
    void setSpacing(double spacing) { set(m_line.spacing, spacing); }
    bool isNarrow() const { return m_line.narrow; }
    void setNarrow(bool narrow) { set(m_line.narrow, narrow); }
    bool isMirrored() const { return m_line.mirrored; }
    void setMirrored(bool mirrored) { set(m_line.mirrored, mirrored); }

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void changed();

private:
    template <typename T>
    void set(T &member, const T &value, bool measures = false)
    {
        if (value == member)
            return;
        member = value;
        if (measures)
            m_line.columns = NoukaiStepLines::Columns::of(m_line.font, m_widestFigures);
        setImplicitHeight(m_line.height());
        update();
        Q_EMIT changed();
    }

    NoukaiStepLines::Line m_line;
    QStringList m_widestFigures;
};
