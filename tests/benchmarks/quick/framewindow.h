// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtQuick/QQuickWindow>

#include <functional>
#include <vector>

// A window that draws at most 60 times a second, as behind a display, and knows what each frame costs: the processor
// time of the GUI thread, which draws too, from the end of one frame to the end of the next. All that the thread does
// for a frame is in it, reading the stream and telling the models included; other programs are not.
class FrameWindow : public QQuickWindow
{
public:
    static constexpr int FrameMs = 16;

    struct Frame {
        double ms = 0;   // processor time
        qint64 mark = 0; // what `marker` said
    };

    FrameWindow();

    // Forgets the frames until now.
    void begin();
    // Frames of which nobody asked for the content are drawn all the same.
    void setSteady(bool steady);

    const std::vector<Frame> &frames() const { return m_frames; }
    // Processor time since begin(), by the clock since begin(), in ms.
    double busyMs() const;
    double passedMs() const;

    std::function<qint64()> marker;
    std::function<void()> afterFrame;

    // The processor time of this thread in ms.
    static double threadMs();

protected:
    bool event(QEvent *event) override;

private:
    void draw();

    QTimer m_pace;
    QElapsedTimer m_sinceDrawn;
    QElapsedTimer m_passed;
    std::vector<Frame> m_frames;
    double m_began = 0;
    double m_last = 0;
    bool m_steady = false;
};
