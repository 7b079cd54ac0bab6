// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

class NoukaiActionButton;
class NoukaiTextPane;

// Text of a model that a person may change. While it holds characters that deceive, which are shown as escapes, or is
// long, it cannot be typed into until the person asks for that.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiEscapedPane : public QWidget
{
    Q_OBJECT

public:
    explicit NoukaiEscapedPane(QWidget *parent = nullptr);

    // What is being typed is not written over; what came from outside is shown again.
    void show(const QString &name, const QString &value, const QString &placeholder = {});
    using QWidget::show;
    // As of NoukaiTextPane.
    void setLines(int least, int most);
    bool wasSeenToEnd() const;
    bool isWriting() const;

Q_SIGNALS:
    // A person changed the text.
    void edited(const QString &text);
    void seenToEnd();

private:
    void tell();
    bool escapes() const;

    NoukaiTextPane *m_pane;
    NoukaiActionButton *m_raw;
    QString m_value;
    bool m_rawWanted = false;
    bool m_written = false; // what a person writes does not become too long to be written on
};
