// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QObject>
#include <QtCore/QString>

/*!
    \class NoukaiFollow
    \inmodule Noukai
    \brief Whether a view that grows at its end shows that end: the rule, without a view.

    A view tells what happens to it: its content grew, the person moved it, pressed End, selects text. The rule answers
    whether the view moves to its end, and what the pill says that leads back there.

    \list
    \li It starts with following. A move of the person that goes up ends that at any distance.
    \li It starts again only when a move of the person downwards ends within Near pixels of the end, with jump(), or
        with restart().
    \li Nothing moves while \l held, that is while text is selected, a menu is open, a find match is current or the
        focus is inside the content.
    \endlist

    Moves that the view makes by itself are not told. Main thread, or any one with its view.
*/
class NOUKAI_CORE_EXPORT NoukaiFollow : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool following READ isFollowing NOTIFY followingChanged FINAL)
    Q_PROPERTY(bool held READ isHeld WRITE setHeld NOTIFY heldChanged FINAL)
    Q_PROPERTY(int newLines READ newLines NOTIFY newLinesChanged FINAL)
    Q_PROPERTY(QString pillText READ pillText NOTIFY newLinesChanged FINAL)

public:
    /*! \variable NoukaiFollow::Near
        \brief Pixels from the end that count as the end. */
    static constexpr double Near = 8;

    explicit NoukaiFollow(QObject *parent = nullptr);

    bool isFollowing() const { return m_following; }
    bool isHeld() const { return m_held; }
    void setHeld(bool held);
    int newLines() const { return m_newLines; }
    QString pillText() const;

    Q_INVOKABLE bool grown(int lines);
    Q_INVOKABLE void movedByUser(double pixelsDown, double pixelsToEnd);
    Q_INVOKABLE void jump();
    Q_INVOKABLE void restart();

Q_SIGNALS:
    void followingChanged();
    void heldChanged();
    void newLinesChanged();
    void showEnd();

private:
    void setFollowing(bool following);

    bool m_following = true;
    bool m_held = false;
    int m_newLines = 0;
};
