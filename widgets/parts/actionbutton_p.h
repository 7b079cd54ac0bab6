// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitheme.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QPushButton>

// A button that says what it does and, while that is not possible, why. A widget that is disabled can have no focus, so
// who works by keyboard or by ear would not learn the reason and would lose the place; so this one stays enabled for Qt
// and looks, reads and behaves as disabled.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiActionButton : public QPushButton
{
    Q_OBJECT

public:
    explicit NoukaiActionButton(QWidget *parent = nullptr);
    explicit NoukaiActionButton(const QString &text, QWidget *parent = nullptr);

    bool isPossible() const { return m_reason.isEmpty(); }
    QString disabledReason() const { return m_reason; }
    void setDisabledReason(const QString &reason);
    // What it does, for its tool tip.
    QString description() const { return m_description; }
    void setDescription(const QString &description);
    void setGlyph(NoukaiTheme::Glyph glyph);
    // Whether it stands out as what a person most likely wants. Enter in a dialog does not press it.
    bool isSuggested() const { return m_suggested; }
    void setSuggested(bool suggested);
    // Whether the words are left to the tool tip.
    bool isIconOnly() const { return m_iconOnly; }
    void setIconOnly(bool iconOnly);
    // Whether Enter presses it, as it does by default; not where a person may think to end a line.
    void setEnterPresses(bool presses) { m_enterPresses = presses; }
    void setWords(const QString &words);
    QString words() const { return m_words; }
    // How wide it is with its words.
    int fullWidth() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    // A person or assistive technology pressed it, and it is possible. clicked() also comes while it is not.
    void triggered();

protected:
    void initStyleOption(QStyleOptionButton *option) const override;
    void paintEvent(QPaintEvent *event) override;
    void nextCheckState() override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QSize sizeFor(const QString &text) const;
    void tell();

    QString m_words;
    QString m_description;
    QString m_reason;
    bool m_iconOnly = false;
    bool m_enterPresses = true;
    bool m_suggested = false;
};
