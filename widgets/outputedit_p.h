// SPDX-License-Identifier: MIT
#pragma once

#include "parts/textview_p.h"

#include <Noukai/noukaifollow.h>
#include <Noukai/noukaioutputmodel.h>

// The text of a NoukaiOutputView: takes from its model what is new, once per frame and while it is seen, and tells its
// follow rule how a person moves it.
class NoukaiOutputEdit : public NoukaiTextView
{
    Q_OBJECT

public:
    NoukaiOutputEdit(NoukaiOutputModel *output, NoukaiFollow *follow, QWidget *parent);

    // Selects the next \a needle, from the selection on and around the end; whether there is one.
    bool find(const QString &needle, bool onwards, bool backwards);
    void toEnd();

Q_SIGNALS:
    // There is more or less text.
    void grown();
    // The text may take another height.
    void resized();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void request();
    void feed();
    void forget(int block);
    void moved(int linesDown);
    bool scrollByKey(QKeyEvent *event);
    int positionOf(int block, int offset) const;
    std::pair<int, int> placeOf(int position) const;
    bool bar(int action);

    NoukaiOutputModel *m_output;
    NoukaiFollow *m_follow;
    QList<int> m_starts;   // where each block of the model that is shown begins
    qsizetype m_taken = 0; // how much of the last of them is
    int m_lines = 0;       // of the output, when the rule was told
    int m_barFrom = -1;    // where the scroll bar was when it was taken hold of
};
