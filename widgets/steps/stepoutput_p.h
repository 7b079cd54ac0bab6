// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaioutputmodel.h>

#include <QtWidgets/QPlainTextEdit>

// The output of a step attempt as plain text. It is as high as its text, up to a dozen lines; then it scrolls, and
// stays at its end unless a person scrolled up or selected something.
class NoukaiStepOutputText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit NoukaiStepOutputText(QWidget *parent = nullptr);

    void show(NoukaiFlow *flow, int attemptId);
    using QWidget::show;
    bool isBlank() const { return m_model.count() == 0; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void grown();

protected:
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void reload();
    void append(const QString &text, bool newLine);
    void appendRows(int first, int last);
    void lastRowChanged();
    void tell();

    NoukaiOutputModel m_model;
    int m_lastRow = -1;         // whose text stands at the end
    qsizetype m_lastLength = 0; // how much of it
    int m_lines = 0;            // that the height was told for
};
