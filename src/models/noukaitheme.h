// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QObject>

/*!
    \class NoukaiTheme
    \inmodule Noukai
    \brief How both front ends show a state: its role, colour and glyph, and what a person asked for.

    There is one theme per application, NoukaiTheme::instance(); QML knows it as the singleton \c NoukaiTheme. It
    lives in the main thread. A state is always told by glyph, word and colour together. The colours of the roles are
    the only ones that do not come from the application's palette: each has a form for light and one for dark
    backgrounds, with a contrast of at least 4.8:1 on both.
*/
class NOUKAI_CORE_EXPORT NoukaiTheme : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool reduceMotion READ reduceMotion WRITE setReduceMotion NOTIFY reduceMotionChanged FINAL)
    Q_PROPERTY(bool highContrast READ highContrast WRITE setHighContrast NOTIFY highContrastChanged FINAL)
    Q_PROPERTY(bool showCost READ showCost WRITE setShowCost NOTIFY showCostChanged FINAL)
    Q_PROPERTY(Density density READ density WRITE setDensity NOTIFY densityChanged FINAL)

public:
    /*!
        \enum NoukaiTheme::Role
        What a state means to the person who looks at it.

        \value Neutral    Nothing happened yet.
        \value Active     Something is running.
        \value Attention  A person is awaited, or the run is paused.
        \value Success    It ended well.
        \value Danger     It failed.
        \value Warning    Something to know: interrupted, retried, truncated, partial, silent.
        \value Cancelled  It was cancelled, skipped or denied.
        \value Replay     It is played back from a recording.
    */
    enum Role { Neutral, Active, Attention, Success, Danger, Warning, Cancelled, Replay };
    Q_ENUM(Role)

    /*!
        \enum NoukaiTheme::Glyph
        \value Circle        A hollow circle: pending, idle.
        \value Ring          A ring that is open by a quarter and turns: running.
        \value Hand          A raised hand: a person is awaited.
        \value Bars          Two bars: paused.
        \value Check         A check in a circle: completed.
        \value Octagon       An octagon with an exclamation mark: failed.
        \value Triangle      A triangle with an exclamation mark: a warning.
        \value SlashedCircle A circle with a slash: cancelled.
        \value Dash          A dash: skipped.
        \value Rewind        Two triangles to the left: recorded.
        \value Play          A triangle to the right: start.
        \value StepForward   A triangle with a bar behind it: the next step.
        \value ToEnd         Two triangles to the right: run to the end.
        \value Stop          A square.
        \value Resume        A bar with a triangle behind it: go on where it stopped.
        \value ChevronUp     An angle that points up: the one before.
        \value ChevronDown   An angle that points down: the next one.
        \value Cross         Two crossed strokes: close.
    */
    enum Glyph {
        Circle,
        Ring,
        Hand,
        Bars,
        Check,
        Octagon,
        Triangle,
        SlashedCircle,
        Dash,
        Rewind,
        Play,
        StepForward,
        ToEnd,
        Stop,
        Resume,
        ChevronUp,
        ChevronDown,
        Cross
    };
    Q_ENUM(Glyph)

    /*!
        \enum NoukaiTheme::Density
        \value Comfortable  Space for fingers.
        \value Compact      More on one screen.
    */
    enum Density { Comfortable, Compact };
    Q_ENUM(Density)

    explicit NoukaiTheme(QObject *parent = nullptr);
    static NoukaiTheme *instance();

    bool reduceMotion() const { return m_reduceMotion; }
    void setReduceMotion(bool reduce);
    bool highContrast() const { return m_highContrast; }
    void setHighContrast(bool high);
    bool showCost() const { return m_showCost; }
    void setShowCost(bool show);
    Density density() const { return m_density; }
    void setDensity(Density density);

    static quint32 rgb(Role role, bool onDark);
    Q_INVOKABLE static NoukaiTheme::Role roleOf(NoukaiFlow::State state);
    Q_INVOKABLE static NoukaiTheme::Glyph glyphOf(NoukaiFlow::State state);
    Q_INVOKABLE static NoukaiTheme::Role roleOfStep(NoukaiTimelineModel::StepState state);
    Q_INVOKABLE static NoukaiTheme::Glyph glyphOfStep(NoukaiTimelineModel::StepState state);

Q_SIGNALS:
    void reduceMotionChanged();
    void highContrastChanged();
    void showCostChanged();
    void densityChanged();

private:
    bool m_reduceMotion = false;
    bool m_highContrast = false;
    bool m_showCost = true;
    Density m_density = Comfortable;
};
