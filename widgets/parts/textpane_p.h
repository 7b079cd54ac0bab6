// SPDX-License-Identifier: MIT
#pragma once

#include "textview_p.h"

#include <QtCore/QTimer>

// Plain text that scrolls when it is long, and knows whether its end was ever seen.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiTextPane : public NoukaiTextView
{
    Q_OBJECT

public:
    explicit NoukaiTextPane(QWidget *parent = nullptr);

    // Shows \a text: to be read, or to be written on.
    void setText(const QString &text, bool writable = false);
    // What it holds now, where a person may write.
    QString text() const;
    // How many lines it needs at least, and how many it asks for at most where it has them. By default 8 and 8: it is
    // as high as its text up to that. With fewer at least it also takes what room there is.
    void setLines(int least, int most);
    bool isWriting() const { return !isReadOnly() && hasFocus(); }
    // Whether the end of the present text was within reach of the eye.
    bool wasSeenToEnd() const { return m_seen; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    // A person changed the text.
    void edited(const QString &text);
    void seenToEnd();
    void left();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void look();
    void fit();

    QString m_given;
    QTimer m_later;
    int m_height = -1;
    int m_least = 8;
    int m_most = 8;
    bool m_seen = false;
    bool m_setting = false;
};
