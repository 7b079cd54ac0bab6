// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaidiffmodel.h>

#include <QtWidgets/QListView>

class NoukaiPlainLabel;

// What changed in a NoukaiPayloadView: lines with a sign, a word for screen readers, and a colour.
class NoukaiPayloadDiff : public QListView
{
    Q_OBJECT

public:
    explicit NoukaiPayloadDiff(QWidget *parent = nullptr);

    NoukaiDiffModel *diff() { return &m_diff; }
    // Empty for one that is too long to be shown as text, and so to be compared.
    void compare(const QString &original, const QString &text);
    int heightOf(int most) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void tell();

    NoukaiDiffModel m_diff;
    NoukaiPlainLabel *m_nothing;
    bool m_tooLong = false;
};
