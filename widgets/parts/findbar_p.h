// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

class NoukaiActionButton;
class NoukaiPlainLabel;
class QLineEdit;

// A field to find text with: as one types, and on to the next match by Enter, F3 or the buttons.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiFindBar : public QWidget
{
    Q_OBJECT

public:
    explicit NoukaiFindBar(QWidget *parent = nullptr);

    QString text() const;
    // Shows it and takes the focus, with \a text to begin with.
    void open(const QString &text);
    // Whether the last search found nothing.
    void setMissing(bool missing);

Q_SIGNALS:
    // \a text is to be found: the match at hand or the one behind it, \a onwards the next one, or \a backwards.
    void search(const QString &text, bool onwards, bool backwards);
    void closed();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void go(bool backwards);
    void tell();

    QLineEdit *m_field;
    NoukaiPlainLabel *m_state;
    NoukaiActionButton *m_previous;
    NoukaiActionButton *m_next;
    NoukaiActionButton *m_close;
    bool m_missing = false;
};
