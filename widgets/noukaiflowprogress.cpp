// SPDX-License-Identifier: MIT
#include "noukaiflowprogress.h"

#include "flowprogressaccessible_p.h"
#include "models/glyphpainter_p.h"
#include "parts/look_p.h"

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiflowstatus.h>

#include <QtCore/QBasicTimer>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEvent>
#include <QtGui/QAccessible>
#include <QtGui/QPainter>

namespace
{

constexpr double SlideMs = 1400;

} // namespace

class NoukaiFlowProgressPrivate
{
public:
    struct Layout {
        QRectF glyph;
        QRectF words;
        QRectF percent;
        QRectF track;
    };

    explicit NoukaiFlowProgressPrivate(NoukaiFlowProgress *q)
        : q(q)
    {
    }

    int gap() const
    {
        const bool compact = NoukaiTheme::instance()->density() == NoukaiTheme::Compact;
        return qRound(q->fontMetrics().height() * (compact ? 0.2 : 0.4));
    }
    double trackHeight() const { return qMax(4, qRound(q->fontMetrics().height() * 0.3)); }

    Layout layout() const;
    void paintTrack(QPainter &painter, const QRectF &track, const QColor &color) const;
    void fill(QPainter &painter, const QRectF &track, double from, double to) const;
    void update();
    void updateMotion();

    NoukaiFlowProgress *const q;
    NoukaiFlowStatus status;
    QBasicTimer timer;
    QElapsedTimer clock;
    QString announced; // what assistive technology was told last
};

NoukaiFlowProgressPrivate::Layout NoukaiFlowProgressPrivate::layout() const
{
    const QRectF area = q->contentsRect();
    const double line = q->fontMetrics().height();
    const double percent = q->fontMetrics().horizontalAdvance(status.percentText());
    Layout layout;
    layout.glyph = QRectF(area.left(), area.top(), line, line).adjusted(0.5, 0.5, -0.5, -0.5);
    layout.percent = QRectF(area.right() - percent, area.top(), percent, line);
    layout.words = QRectF(area.left() + line + gap(), area.top(), 0, line);
    layout.words.setRight(qMax(layout.words.left(), layout.percent.left() - 2 * gap()));
    layout.track = QRectF(area.left(), area.bottom() - trackHeight(), area.width(), trackHeight());
    if (q->layoutDirection() == Qt::RightToLeft) {
        const auto mirror = [&area](QRectF &rect) {
            rect.moveLeft(area.left() + area.right() - rect.right());
        };
        mirror(layout.glyph);
        mirror(layout.words);
        mirror(layout.percent);
    }
    return layout;
}

// Fills the part of the track between two shares of its width, counted from where reading begins.
void NoukaiFlowProgressPrivate::fill(QPainter &painter, const QRectF &track, double from, double to) const
{
    QRectF part(track.left() + from * track.width(), track.top(), (to - from) * track.width(), track.height());
    if (q->layoutDirection() == Qt::RightToLeft)
        part.moveLeft(track.left() + track.right() - part.right());
    painter.drawRoundedRect(part, part.height() / 2, part.height() / 2);
}

void NoukaiFlowProgressPrivate::paintTrack(QPainter &painter, const QRectF &track, const QColor &color) const
{
    const QPalette palette = q->palette();
    const bool highContrast = NoukaiTheme::instance()->highContrast();
    QPainterPath shape;
    shape.addRoundedRect(track, track.height() / 2, track.height() / 2);
    painter.save();
    painter.setPen(highContrast ? QPen(palette.color(QPalette::WindowText)) : QPen(Qt::NoPen));
    painter.setBrush(
        highContrast ? palette.color(QPalette::Window)
                     : NoukaiGlyphs::mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.15));
    painter.drawPath(shape);
    painter.setClipPath(shape);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    if (!status.isBusy()) {
        const double progress = status.progress();
        if (progress > 0) // at least a dot, so that the first step of many shows
            fill(painter, track, 0, qMax(progress, track.height() / qMax(1.0, track.width())));
    } else if (NoukaiTheme::instance()->reduceMotion()) {
        for (int i = 0; i < 5; ++i) // without motion, dashes say that the end is not known
            fill(painter, track, (i + 0.2) / 5, (i + 0.8) / 5);
    } else {
        const double start = -0.3 + 1.3 * std::fmod(double(clock.elapsed()), SlideMs) / SlideMs;
        fill(painter, track, start, start + 0.3);
    }
    painter.restore();
}

void NoukaiFlowProgressPrivate::update()
{
    updateMotion();
    q->update();
    const QString text = status.progressText();
    if (text == announced)
        return;
    announced = text;
    q->updateGeometry();
    QAccessibleEvent event(q, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
    QAccessibleValueChangeEvent value(q, qMax(0.0, status.progress()));
    QAccessible::updateAccessibility(&value);
}

// The timer runs only while there is something to move and someone to see it.
void NoukaiFlowProgressPrivate::updateMotion()
{
    const bool moves = q->isVisible() && !NoukaiTheme::instance()->reduceMotion() &&
                       (status.glyph() == NoukaiTheme::Ring || status.isBusy());
    if (moves == timer.isActive())
        return;
    if (moves) {
        clock.start();
        timer.start(NoukaiGlyphs::FrameMs, q);
    } else {
        timer.stop();
    }
}

/*! Makes a component that shows an idle flow, with the parent \a parent. */
NoukaiFlowProgress::NoukaiFlowProgress(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiFlowProgressPrivate>(this))
{
    NoukaiFlowProgressAccessible::install();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    d->clock.start();
    d->announced = d->status.progressText();
    connect(&d->status, &NoukaiFlowStatus::flowChanged, this, &NoukaiFlowProgress::flowChanged);
    connect(&d->status, &NoukaiFlowStatus::changed, this, [this] { d->update(); });
    NoukaiTheme *theme = NoukaiTheme::instance();
    connect(theme, &NoukaiTheme::reduceMotionChanged, this, [this] { d->update(); });
    connect(theme, &NoukaiTheme::highContrastChanged, this, [this] { d->update(); });
    connect(theme, &NoukaiTheme::densityChanged, this, [this] {
        updateGeometry();
        update();
    });
}

NoukaiFlowProgress::~NoukaiFlowProgress() = default;

/*!
    \property NoukaiFlowProgress::flow
    The flow to show. It is not owned; when it goes, the component shows an idle one. Default null.
*/
NoukaiFlow *NoukaiFlowProgress::flow() const
{
    return d->status.flow();
}

void NoukaiFlowProgress::setFlow(NoukaiFlow *flow)
{
    d->status.setFlow(flow);
}

/*! From 0 to 1, or -1 while it is unknown. */
double NoukaiFlowProgress::progress() const
{
    return d->status.progress();
}

/*! What the component says, translated, for example "Running, step 3 of 7". */
QString NoukaiFlowProgress::text() const
{
    return d->status.progressText();
}

QSize NoukaiFlowProgress::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    const int words = metrics.height() + d->gap() + metrics.horizontalAdvance(text()) + 2 * d->gap() +
                      metrics.horizontalAdvance(d->status.percentText());
    const QMargins margins = contentsMargins();
    return {qMax(metrics.averageCharWidth() * 28, words) + margins.left() + margins.right(),
            metrics.height() + d->gap() + int(d->trackHeight()) + margins.top() + margins.bottom()};
}

QSize NoukaiFlowProgress::minimumSizeHint() const
{
    return {fontMetrics().height() * 5, sizeHint().height()};
}

void NoukaiFlowProgress::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const NoukaiFlowProgressPrivate::Layout layout = d->layout();
    const QColor color = NoukaiGlyphs::roleColor(d->status.role(), palette().color(QPalette::Window));

    const bool turns = d->timer.isActive() && d->status.glyph() == NoukaiTheme::Ring;
    NoukaiGlyphs::paint(painter, d->status.glyph(), layout.glyph, color,
                        turns ? NoukaiGlyphs::turn(d->clock.elapsed()) : 0);

    painter.setPen(color);
    NoukaiLook::drawLine(painter, layout.words,
                         fontMetrics().elidedText(text(), Qt::ElideRight, qCeil(layout.words.width())),
                         Qt::AlignLeft | Qt::AlignVCenter, layoutDirection());
    painter.setPen(palette().color(QPalette::WindowText));
    NoukaiLook::drawLine(painter, layout.percent, d->status.percentText(), Qt::AlignRight | Qt::AlignVCenter,
                         layoutDirection());
    d->paintTrack(painter, layout.track, color);
}

void NoukaiFlowProgress::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        d->update();
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void NoukaiFlowProgress::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    d->updateMotion();
}

void NoukaiFlowProgress::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    d->updateMotion();
}

void NoukaiFlowProgress::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == d->timer.timerId())
        update();
    else
        QWidget::timerEvent(event);
}
