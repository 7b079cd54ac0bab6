// SPDX-License-Identifier: MIT
#include "noukairuncontrols.h"

#include "parts/accessiblerole_p.h"
#include "parts/actionbutton_p.h"
#include "parts/actionwords_p.h"
#include "parts/flowlayout_p.h"
#include "parts/glyphicon_p.h"
#include "parts/look_p.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QLayout>

#include <vector>

class NoukaiRunControlsPrivate
{
public:
    struct Control {
        NoukaiRunAction *run;
        QAction *action;
        NoukaiActionButton *button;
    };

    explicit NoukaiRunControlsPrivate(NoukaiRunControls *q)
        : q(q)
    {
    }

    void add(NoukaiRunAction::Action action);
    void say(const Control &control) const;
    void sayAll();
    int wordsWidth() const;
    void fit();

    NoukaiRunControls *const q;
    NoukaiFlowLayout *row = nullptr;
    std::vector<Control> controls; // by NoukaiRunAction::Action
};

void NoukaiRunControlsPrivate::add(NoukaiRunAction::Action action)
{
    const Control control{new NoukaiRunAction(action, q), new QAction(q), new NoukaiActionButton(q)};
    controls.push_back(control);
    control.action->setIcon(NoukaiGlyphIcon::icon(control.run->glyph()));
    control.action->setCheckable(control.run->isCheckable());
    control.button->setGlyph(control.run->glyph());
    control.button->setCheckable(control.run->isCheckable());
    row->addWidget(control.button);
    q->addAction(control.action);

    QObject::connect(control.button, &NoukaiActionButton::triggered, control.run, &NoukaiRunAction::trigger);
    QObject::connect(control.action, &QAction::triggered, q, [this, control] {
        control.action->setChecked(control.run->isChecked()); // what is so, whatever was asked for
        control.run->trigger();                               // the last thing to do: who is told may delete the widget
    });
    QObject::connect(control.run, &NoukaiRunAction::changed, q, [this, control] { say(control); });
    QObject::connect(control.run, &NoukaiRunAction::flowChanged, q, [this, control] { say(control); });
    say(control);
}

void NoukaiRunControlsPrivate::say(const Control &control) const
{
    const NoukaiRunAction &run = *control.run;
    const QString text = run.text();
    const QString says = run.description(); // why not, where it is not possible
    NoukaiActionWords::set(control.action, text, says);
    control.action->setEnabled(run.isPossible());
    control.action->setChecked(run.isChecked());
    control.button->setWords(text);
    control.button->setDescription(run.isPossible() ? says : QString());
    control.button->setDisabledReason(run.disabledReason());
    control.button->setSuggested(run.isSuggested());
    control.button->setChecked(run.isChecked());
}

void NoukaiRunControlsPrivate::sayAll()
{
    for (const Control &control : controls)
        say(control);
    fit();
}

int NoukaiRunControlsPrivate::wordsWidth() const
{
    int width = row->spacing() * (int(controls.size()) - 1);
    for (const Control &control : controls)
        width += control.button->fullWidth();
    const QMargins margins = q->contentsMargins();
    return width + margins.left() + margins.right();
}

void NoukaiRunControlsPrivate::fit()
{
    row->setSpacing(NoukaiLook::unit(q->fontMetrics()));
    const bool iconOnly = q->width() < wordsWidth();
    for (const Control &control : controls)
        control.button->setIconOnly(iconOnly);
    q->updateGeometry();
}

/*! Makes controls without a flow, all disabled, with the parent \a parent. */
NoukaiRunControls::NoukaiRunControls(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiRunControlsPrivate>(this))
{
    NoukaiAccess::setRole(this, QAccessible::ToolBar);
    d->row = new NoukaiFlowLayout(this);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Run controls"));
    for (const auto action : {NoukaiRunAction::Start, NoukaiRunAction::PauseAfterStep, NoukaiRunAction::Step,
                              NoukaiRunAction::RunToEnd, NoukaiRunAction::Stop, NoukaiRunAction::Resume})
        d->add(action);
    // One of them tells for all: they follow the same flow.
    connect(d->controls.back().run, &NoukaiRunAction::flowChanged, this, &NoukaiRunControls::flowChanged);
    NoukaiLook::onThemeChanged(this, [this] { d->fit(); });
    d->fit();
}

NoukaiRunControls::~NoukaiRunControls() = default;

/*!
    \property NoukaiRunControls::flow
    The flow to control. It is not owned; when it goes, everything is disabled. Default null.
*/
NoukaiFlow *NoukaiRunControls::flow() const
{
    return d->controls.back().run->flow();
}

void NoukaiRunControls::setFlow(NoukaiFlow *flow)
{
    for (const auto &control : d->controls)
        control.run->setFlow(flow);
}

/*!
    What menus and tool bars show of \a action: with an icon, a tool tip, a status tip and a "What's this?" that say
   what it does or why it is disabled, and checkable where it stays. It belongs to the widget. Null for an unknown
   action.
*/
QAction *NoukaiRunControls::action(NoukaiRunAction::Action action) const
{
    return size_t(action) < d->controls.size() ? d->controls[size_t(action)].action : nullptr;
}

/*! Why \a action is not possible now, translated; empty when it is. */
QString NoukaiRunControls::disabledReason(NoukaiRunAction::Action action) const
{
    return NoukaiRunAction::disabledReason(flow(), action);
}

QSize NoukaiRunControls::sizeHint() const
{
    return {d->wordsWidth(), d->row->sizeHint().height()};
}

void NoukaiRunControls::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Run controls"));
        d->sayAll();
    }
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        d->fit();
}

void NoukaiRunControls::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->fit();
}
