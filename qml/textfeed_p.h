// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaioutputmodel.h>

#include <QtCore/QPointer>
#include <QtGui/QAccessible>
#include <QtGui/QFont>
#include <QtQml/qqml.h>
#include <QtQuick/QQuickItem>

// Puts a row of an output into a TextEdit. What the row gains is inserted, so that the lines before it are neither laid
// out again nor deselected, and no text passes through QML, whose collector would run every few frames.
class NoukaiTextFeed : public QObject, public QQmlParserStatus, private QAccessible::ActivationObserver
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(TextFeed)
    Q_PROPERTY(QQuickItem *edit MEMBER m_edit FINAL)
    Q_PROPERTY(NoukaiOutputModel *output READ output WRITE setOutput NOTIFY outputChanged FINAL)
    Q_PROPERTY(int row READ row WRITE setRow NOTIFY rowChanged FINAL)
    // The font that is asked for, and the one to draw in: without kerning and ligatures where the text needs neither to
    // be right, since shaping is half of what a stream costs.
    Q_PROPERTY(QFont font READ font WRITE setFont NOTIFY fontChanged FINAL)
    Q_PROPERTY(QFont drawnFont READ drawnFont NOTIFY drawnFontChanged FINAL)
    // For assistive technology: told only while there is one.
    Q_PROPERTY(QString text READ text NOTIFY textChanged FINAL)

public:
    explicit NoukaiTextFeed(QObject *parent = nullptr);
    ~NoukaiTextFeed() override;
    Q_DISABLE_COPY_MOVE(NoukaiTextFeed)

    NoukaiOutputModel *output() const;
    void setOutput(NoukaiOutputModel *output);
    int row() const { return m_row; }
    void setRow(int row);
    QFont font() const { return m_font; }
    void setFont(const QFont &font);
    QFont drawnFont() const;
    QString text() const { return m_text; }

    void classBegin() override {}
    void componentComplete() override;

Q_SIGNALS:
    void outputChanged();
    void rowChanged();
    void fontChanged();
    void drawnFontChanged();
    void textChanged();

private:
    void accessibilityActiveChanged(bool active) override;
    void feed();

    QPointer<QQuickItem> m_edit;
    QPointer<NoukaiOutputModel> m_output;
    QFont m_font;
    QString m_text;
    int m_row = -1;
    bool m_shapes = false;
    bool m_complete = false;
};
