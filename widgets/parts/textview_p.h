// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QPlainTextEdit>

// Plain text of any length, to be read, selected and copied. A text edit lays out a paragraph as a whole, which takes
// minutes for a line of a megabyte; so a longer line stands in several paragraphs here, and what is copied is put
// together again: exactly the text that came, with its own line ends.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiTextView : public QPlainTextEdit
{
    Q_OBJECT

public:
    static constexpr qsizetype LongestParagraph = 4096; // UTF-16 code units

    explicit NoukaiTextView(QWidget *parent = nullptr);

    // Shows \a text alone, at its beginning, with lines cut where they are too long.
    void setWhole(const QString &text);
    // Adds \a text at the end. Its lines may be at most LongestParagraph long, counted from the last cut(). A line end
    // at its end shows once something follows.
    void append(QStringView text);
    // What follows begins a new paragraph, though the text has no line end there.
    void cut();
    // Removes what stands at \a position and behind it, with the line end before it; append() goes on there.
    void truncate(int position);
    void clearAll();
    // Where the next character will stand.
    int nextPosition() const;

    // What was shown from \a from to \a to as it came.
    QString original(int from, int to) const;
    // Selects the next \a needle of that text, from the selection on and around the end; whether there is one.
    bool findNext(const QString &needle, bool onwards, bool backwards);
    // How high \a lines lines are, with what is around them; fewer if there are fewer.
    int heightOf(int lines) const;

protected:
    QMimeData *createMimeDataFromSelection() const override;

private:
    qsizetype offsetOf(int position) const;
    int positionOf(qsizetype offset) const;
    void insert(const QString &text, const QList<std::pair<int, int>> &separators);

    int m_pending = 0; // the line end that is held back: a separator, or 0
};
