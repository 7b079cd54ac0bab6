// SPDX-License-Identifier: MIT
#include "noukaireplaybar.h"

#include "parts/accessiblerole_p.h"
#include "parts/actionbutton_p.h"
#include "parts/look_p.h"
#include "parts/marklabel_p.h"
#include "parts/plainlabel_p.h"

#include <Noukai/noukaierror.h>
#include <Noukai/noukaiformat.h>
#include <Noukai/noukaitext.h>

#include <QtCore/QEvent>
#include <QtCore/QPointer>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QSlider>

#include <array>
#include <limits>

namespace
{

constexpr std::array<double, 7> Speeds{0.25, 0.5, 1, 2, 4, 8, 16};
constexpr int NarrowBelow = 70; // characters
constexpr int SecondMs = 1000;

} // namespace

class NoukaiReplayBarPrivate
{
public:
    explicit NoukaiReplayBarPrivate(NoukaiReplayBar *q);

    bool isReady() const { return player && player->isLoaded(); }
    void retranslate();
    void arrange();
    void update();
    void updatePosition();

    NoukaiReplayBar *const q;
    QPointer<NoukaiPlayer> player;
    NoukaiMarkLabel *mark;
    NoukaiActionButton *play;
    NoukaiActionButton *step;
    QSlider *slider;
    NoukaiPlainLabel *time;
    QComboBox *speed;
    QCheckBox *skipWaits;
    NoukaiPlainLabel *error;
    QGridLayout *grid;
    bool narrow = false;
    bool arranged = false;
};

NoukaiReplayBarPrivate::NoukaiReplayBarPrivate(NoukaiReplayBar *q)
    : q(q)
    , mark(new NoukaiMarkLabel(q))
    , play(new NoukaiActionButton(q))
    , step(new NoukaiActionButton(q))
    , slider(new QSlider(Qt::Horizontal, q))
    , time(new NoukaiPlainLabel(q))
    , speed(new QComboBox(q))
    , skipWaits(new QCheckBox(q))
    , error(new NoukaiPlainLabel(q))
    , grid(new QGridLayout(q))
{
    NoukaiAccess::setRole(q, QAccessible::Grouping);
    time->setStrength(0.8);
    error->setWordWrap(true);
    error->setRole(NoukaiTheme::Danger);
    slider->setSingleStep(SecondMs);
    slider->setPageStep(10 * SecondMs);
    for (std::size_t i = 0; i < Speeds.size(); ++i)
        speed->addItem(QString());
    const auto connectTo = [q]<typename Sender, typename Signal, typename Slot>(Sender *sender, Signal signal,
                                                                                Slot slot) {
        QObject::connect(sender, signal, q, slot);
    };
    connectTo(play, &NoukaiActionButton::triggered, &NoukaiReplayBar::togglePlay);
    connectTo(step, &NoukaiActionButton::triggered, [this] {
        if (player)
            player->step();
    });
    // What the player moves itself is not told, so this is a person, or assistive technology for one.
    connectTo(slider, &QAbstractSlider::valueChanged, [this](int position) {
        if (player)
            player->seek(position);
    });
    connectTo(speed, &QComboBox::activated, [this](int index) {
        if (player)
            player->setSpeed(Speeds.at(std::size_t(index)));
    });
    // Not clicked(), which does not come when assistive technology toggles the box.
    connectTo(skipWaits, &QAbstractButton::toggled, [this](bool skips) {
        if (player)
            player->setSkipWaits(skips);
    });
}

// Which widget stands where, in one row or in several.
void NoukaiReplayBarPrivate::arrange()
{
    const bool wasNarrow = std::exchange(narrow, q->width() < q->fontMetrics().averageCharWidth() * NarrowBelow);
    if (arranged && narrow == wasNarrow)
        return;
    arranged = true;
    const std::array<QWidget *, 8> all{mark, play, step, slider, time, speed, skipWaits, error};
    for (QWidget *widget : all)
        grid->removeWidget(widget);
    const int unit = NoukaiLook::unit(q->fontMetrics());
    grid->setContentsMargins(unit / 2, unit / 2, unit / 2, unit / 2);
    grid->setHorizontalSpacing(unit);
    grid->setVerticalSpacing(unit / 2);
    grid->setSizeConstraint(QLayout::SetNoConstraint);
    const int perRow = narrow ? 3 : 7;
    for (int column = 0; column < 7; ++column)
        grid->setColumnStretch(column, (narrow ? column == 1 : column == 3) ? 1 : 0);
    if (narrow) {
        grid->addWidget(mark, 0, 0);
        grid->addWidget(play, 0, 1, Qt::AlignTrailing);
        grid->addWidget(step, 0, 2);
        grid->addWidget(slider, 1, 0, 1, 2);
        grid->addWidget(time, 1, 2);
        grid->addWidget(speed, 2, 0);
        grid->addWidget(skipWaits, 2, 1, 1, 2);
    } else {
        int column = 0;
        for (QWidget *widget : all) {
            if (widget != error)
                grid->addWidget(widget, 0, column++);
        }
    }
    grid->addWidget(error, 3, 0, 1, perRow);
}

void NoukaiReplayBarPrivate::retranslate()
{
    const QLocale locale = q->locale();
    for (std::size_t i = 0; i < Speeds.size(); ++i) {
        const double factor = Speeds.at(i);
        //: How fast a recording is played: %1 times
        speed->setItemText(int(i), NoukaiReplayBar::tr("×%1").arg(locale.toString(factor, 'f', factor < 1 ? 2 : 0)));
    }
    step->setWords(NoukaiReplayBar::tr("Step"));
    step->setDescription(NoukaiReplayBar::tr("Plays the next event"));
    skipWaits->setText(NoukaiReplayBar::tr("Skip waits"));
    slider->setAccessibleName(NoukaiReplayBar::tr("Position in the recording"));
    speed->setAccessibleName(NoukaiReplayBar::tr("Speed"));
    NoukaiAccess::rename(q, NoukaiReplayBar::tr("Replay"));
    update();
}

void NoukaiReplayBarPrivate::update()
{
    const bool ready = isReady();
    const QString whyNot = ready ? QString() : NoukaiReplayBar::tr("There is no recording to play.");
    const bool plays = ready && player->isPlaying() && !player->isPaused();
    mark->show(NoukaiTheme::Rewind, NoukaiTheme::Replay,
               ready && player->isTruncated() ? NoukaiReplayBar::tr("Replay, cut off") : NoukaiReplayBar::tr("Replay"));
    play->setWords(plays ? NoukaiReplayBar::tr("Pause") : NoukaiReplayBar::tr("Play"));
    play->setGlyph(plays ? NoukaiTheme::Bars : NoukaiTheme::Play);
    play->setDisabledReason(whyNot);
    step->setDisabledReason(whyNot);
    speed->setEnabled(ready);
    skipWaits->setEnabled(ready);
    const QSignalBlocker blocker(slider);
    slider->setEnabled(ready && player->duration() > 0);
    slider->setRange(0,
                     ready ? int(qBound(qint64(1), player->duration(), qint64(std::numeric_limits<int>::max()))) : 1);
    const auto chosen = std::find(Speeds.begin(), Speeds.end(), player ? player->speed() : 1.0);
    speed->setCurrentIndex(chosen == Speeds.end() ? -1 : int(chosen - Speeds.begin()));
    skipWaits->setChecked(player && player->skipWaits());
    const bool failed = player && player->error().kind() != NoukaiError::NoError;
    error->setText(failed ? NoukaiText::beginning(player->error().message()) : QString());
    error->setVisible(failed);
    updatePosition();
}

void NoukaiReplayBarPrivate::updatePosition()
{
    if (!slider->isSliderDown()) {
        const QSignalBlocker blocker(slider);
        slider->setValue(isReady() ? int(qMin(player->position(), qint64(slider->maximum()))) : 0);
    }
    //: A time, of how much time
    time->setText(isReady() ? NoukaiReplayBar::tr("%1 of %2", "a time")
                                  .arg(NoukaiFormat::position(player->position(), q->locale()),
                                       NoukaiFormat::duration(player->duration(), false, q->locale()))
                            : NoukaiFormat::unknown());
}

/*! Makes a bar without a recording, with the parent \a parent. */
NoukaiReplayBar::NoukaiReplayBar(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiReplayBarPrivate>(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum); // a long error takes more lines than the hint
    NoukaiLook::onThemeChanged(this, [this] {
        d->arranged = false;
        d->arrange();
    });
    d->arrange();
    d->retranslate();
}

NoukaiReplayBar::~NoukaiReplayBar() = default;

/*!
    \property NoukaiReplayBar::player
    The player to control. It is not owned; when it goes, the bar has no recording. Default null.
*/
NoukaiPlayer *NoukaiReplayBar::player() const
{
    return d->player;
}

void NoukaiReplayBar::setPlayer(NoukaiPlayer *player)
{
    if (player == d->player)
        return;
    if (d->player)
        d->player->disconnect(this);
    d->player = player;
    if (player) {
        const auto update = [this] {
            d->update();
        };
        for (const auto signal :
             {&NoukaiPlayer::loadedChanged, &NoukaiPlayer::playingChanged, &NoukaiPlayer::pausedChanged,
              &NoukaiPlayer::speedChanged, &NoukaiPlayer::skipWaitsChanged, &NoukaiPlayer::errorChanged})
            connect(player, signal, this, update);
        connect(player, &NoukaiPlayer::positionChanged, this, [this] { d->updatePosition(); });
        connect(player, &QObject::destroyed, this, [this] {
            d->player = nullptr;
            d->update();
            Q_EMIT playerChanged();
        });
    }
    d->update();
    Q_EMIT playerChanged();
}

// It becomes narrow when it gets no more room, so it must not ask for more before.
QSize NoukaiReplayBar::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 36, QWidget::minimumSizeHint().height()};
}

/*! Plays, or pauses what plays. Does nothing without a recording. */
void NoukaiReplayBar::togglePlay()
{
    if (!d->isReady())
        return;
    if (d->player->isPlaying() && !d->player->isPaused())
        d->player->pause();
    else
        d->player->play();
}

void NoukaiReplayBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->arrange();
}

void NoukaiReplayBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
    case QEvent::LocaleChange:
        d->retranslate();
        break;
    case QEvent::FontChange:
        d->arranged = false;
        d->arrange();
        break;
    case QEvent::PaletteChange:
        d->update();
        break;
    default:
        break;
    }
}
