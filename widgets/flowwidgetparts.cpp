// SPDX-License-Identifier: MIT
// How a NoukaiFlowWidget is put together, and what it does when something changes.
#include "noukaiflowwidget_p.h"
#include "parts/actionbutton_p.h"
#include "parts/actionwords_p.h"
#include "parts/glyphicon_p.h"
#include "parts/look_p.h"

#include <QtGui/QAction>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

namespace
{

// A splitter with a line between the two, since what is below may be cut off there.
class LinedSplitter : public QSplitter
{
public:
    using QSplitter::QSplitter;

private:
    class Handle : public QSplitterHandle
    {
    public:
        using QSplitterHandle::QSplitterHandle;

    protected:
        void paintEvent(QPaintEvent *event) override
        {
            QSplitterHandle::paintEvent(event);
            QPainter painter(this);
            painter.fillRect(0, 0, width(), 1, NoukaiLook::faint(palette(), 0.18));
        }
    };

    QSplitterHandle *createHandle() override { return new Handle(orientation(), this); }
};

} // namespace

void NoukaiFlowWidgetPrivate::build()
{
    announcement = new NoukaiAnnouncementWidget(q);
    // For those who go by keys and hear what is here; others never see it.
    readButton = new NoukaiActionButton(q);
    readButton->setObjectName(QStringLiteral("readNewOutput"));
    readButton->installEventFilter(q);
    header = new NoukaiRunHeader(q);
    header->setShowState(false);
    progress = new NoukaiFlowProgress(q);
    controls = new NoukaiRunControls(q);
    notice = new NoukaiErrorNotice(q);
    splitter = new LinedSplitter(Qt::Vertical, q);
    splitter->setChildrenCollapsible(false);
    bars = new NoukaiStepTimeline(splitter);
    lines = new NoukaiStepList(splitter);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    // What is to be decided has room before anything else; what was decided stays as a record.
    prompt = new NoukaiToolCallPrompt(q);
    bars->setTimeline(&timeline);
    bars->setDisclosure(lines->disclosure());
    lines->setTimeline(&timeline);

    outer = new QVBoxLayout(q);
    outer->setSpacing(0);
    outer->addWidget(readButton, 0, Qt::AlignLeading);
    column = new QVBoxLayout;
    outer->addLayout(column, 1);
    for (QWidget *part : std::initializer_list<QWidget *>{header, progress, controls, notice})
        column->addWidget(part);
    column->addWidget(splitter, 1);
    column->addWidget(prompt);
    buildActions();
    arrangeReadButton(false);
}

void NoukaiFlowWidgetPrivate::buildActions()
{
    nextError = new QAction(q);
    nextDecision = new QAction(q);
    follow = new QAction(q);
    readAction = new QAction(q);
    nextError->setIcon(NoukaiGlyphIcon::icon(NoukaiTheme::Octagon));
    nextDecision->setIcon(NoukaiGlyphIcon::icon(NoukaiTheme::Hand));
    follow->setIcon(NoukaiGlyphIcon::icon(NoukaiTheme::Ring));
    readAction->setIcon(NoukaiGlyphIcon::icon(NoukaiTheme::ChevronDown));
    follow->setCheckable(true);
    readAction->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    readAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    q->addActions(controls->actions());
    q->addActions({nextError, nextDecision, follow, readAction});
}

void NoukaiFlowWidgetPrivate::connectAll()
{
    using Widget = NoukaiFlowWidget;
    QObject::connect(&announcer, &NoukaiAnnouncer::announced, announcement, &NoukaiAnnouncementWidget::say);
    QObject::connect(readButton, &NoukaiActionButton::triggered, q, &Widget::readNewOutput);
    QObject::connect(notice, &NoukaiErrorNotice::actionRequested, q,
                     [this](NoukaiErrorText::Action action) { q->act(action, -1); });
    QObject::connect(bars, &NoukaiStepTimeline::stepActivated, q, [this](int attemptId) {
        lines->showStep(attemptId);
        Q_EMIT q->stepActivated(attemptId);
    });
    QObject::connect(bars, &NoukaiStepTimeline::seekRequested, q, &Widget::seekRequested);
    QObject::connect(lines, &NoukaiStepList::stepActivated, q, &Widget::stepActivated);
    QObject::connect(lines, &NoukaiStepList::rerunRequested, q, &Widget::rerun);
    QObject::connect(lines, &NoukaiStepList::editRequested, q, &Widget::edit);
    QObject::connect(lines, &NoukaiStepList::actionRequested, q, &Widget::act);
    QObject::connect(lines, &NoukaiStepList::detailChanged, q, &Widget::detailChanged);
    QObject::connect(lines, &NoukaiStepList::formatChanged, q, &Widget::formatChanged);
    QObject::connect(prompt, &NoukaiToolCallPrompt::decisionNeeded, q, &Widget::decisionNeeded);
    QObject::connect(prompt, &NoukaiToolCallPrompt::decided, q, &Widget::decided);
    for (const auto signal : {&NoukaiTimelineModel::firstErrorRowChanged, &NoukaiTimelineModel::attentionRowChanged,
                              &NoukaiTimelineModel::countChanged})
        QObject::connect(&timeline, signal, q, [this] { update(); });
    QObject::connect(prompt->calls(), &QAbstractItemModel::rowsInserted, q, [this] { arrange(); });
    QObject::connect(prompt->calls(), &QAbstractItemModel::rowsRemoved, q, [this] { arrange(); });
    QObject::connect(prompt->calls(), &QAbstractItemModel::modelReset, q, [this] { arrange(); });
    QObject::connect(splitter, &QSplitter::splitterMoved, q, [this] { splitByPerson = true; });
    NoukaiLook::onThemeChanged(q, [this] { arrange(); });
    connectActions();
}

void NoukaiFlowWidgetPrivate::connectActions()
{
    QObject::connect(nextError, &QAction::triggered, q, [this] { showNext(NoukaiTimelineModel::Error); });
    QObject::connect(nextDecision, &QAction::triggered, q, [this] { showNext(NoukaiTimelineModel::Attention); });
    QObject::connect(readAction, &QAction::triggered, q, &NoukaiFlowWidget::readNewOutput);
    QObject::connect(follow, &QAction::triggered, q, [this](bool follows) {
        bars->setFollowActiveStep(follows);
        if (follows)
            lines->jumpToLatest();
    });
    QObject::connect(bars, &NoukaiStepTimeline::followActiveStepChanged, q, [this] { updateActions(); });
}

void NoukaiFlowWidgetPrivate::sayWords()
{
    q->setAccessibleName(NoukaiFlowWidget::tr("Flow"));
    const QString read = NoukaiFlowWidget::tr("Read new output");
    readButton->setWords(read);
    readButton->setDescription(readAction->shortcut().toString(QKeySequence::NativeText));
    NoukaiActionWords::set(readAction, read, NoukaiFlowWidget::tr("Say what was put out since it was read last"));
    NoukaiActionWords::set(follow, NoukaiFlowWidget::tr("Follow the running step"),
                           NoukaiFlowWidget::tr("Keep the step that runs in view"));
    updateActions();
}

// The dialog shares the timeline, so that it knows what the steps put out.
void NoukaiFlowWidgetPrivate::edit(int stepIndex)
{
    if (!editor) {
        editor = new NoukaiOverrideDialog(q);
        editor->setTimeline(&timeline);
        editor->setFlow(flow);
    }
    editor->edit(stepIndex);
}

void NoukaiFlowWidgetPrivate::update()
{
    // The error of a step stands in its card.
    const NoukaiError error = flow ? flow->error() : NoukaiError();
    const bool inCard = error.kind() == NoukaiError::Execution && timeline.firstErrorRow() >= 0;
    notice->setError(inCard ? NoukaiError() : error);
    updateActions();
    arrange();
}

void NoukaiFlowWidgetPrivate::updateActions()
{
    nextError->setEnabled(timeline.firstErrorRow() >= 0);
    NoukaiActionWords::set(nextError, NoukaiFlowWidget::tr("Next error"),
                           nextError->isEnabled() ? NoukaiFlowWidget::tr("Go to the next step that failed")
                                                  : NoukaiFlowWidget::tr("No step has failed."));
    nextDecision->setEnabled(timeline.attentionRow() >= 0);
    NoukaiActionWords::set(nextDecision, NoukaiFlowWidget::tr("Next that needs you"),
                           nextDecision->isEnabled() ? NoukaiFlowWidget::tr("Go to the next step that waits for you")
                                                     : NoukaiFlowWidget::tr("No step needs you."));
    follow->setChecked(bars->followActiveStep());
}

void NoukaiFlowWidgetPrivate::showNext(NoukaiTimelineModel::RowKind kind)
{
    bars->showNext(kind);
    const QModelIndex row = timeline.index(bars->currentRow());
    if (row.isValid())
        lines->showStep(row.data(NoukaiTimelineModel::AttemptIdRole).toInt());
}

// --- Where the parts stand -------------------------------------------------------------------------------------------

// How much the prompt may have; what was decided takes less than what is to be decided.
int NoukaiFlowWidgetPrivate::promptHeight() const
{
    return qMin(shown(NoukaiFlowWidget::PromptPart)->sizeHint().height(), qRound(q->height() * (asks() ? 0.6 : 0.25)));
}

bool NoukaiFlowWidgetPrivate::isRoomy() const
{
    const QFontMetrics metrics = q->fontMetrics();
    return q->height() - (showsPrompt() ? promptHeight() : 0) > metrics.height() * 30 &&
           q->width() > metrics.averageCharWidth() * 60;
}

void NoukaiFlowWidgetPrivate::arrange()
{
    const int unit = NoukaiLook::unit(q->fontMetrics());
    outer->setContentsMargins(unit, unit, unit, unit);
    column->setSpacing(unit);
    arrangePrompt();
    arrangeSplitter();
}

void NoukaiFlowWidgetPrivate::arrangePrompt()
{
    QWidget *part = shown(NoukaiFlowWidget::PromptPart);
    part->setVisible(showsPrompt());
    if (part != prompt || !showsPrompt())
        return;
    const int least = qMin(part->sizeHint().height(), q->fontMetrics().height() * (asks() ? 10 : 4));
    part->setMinimumHeight(least);
    part->setMaximumHeight(qMax(least, promptHeight()));
}

void NoukaiFlowWidgetPrivate::arrangeSplitter()
{
    using Widget = NoukaiFlowWidget;
    const bool showsTimeline =
        viewLayout == Widget::Timeline || viewLayout == Widget::Both || (viewLayout == Widget::Auto && isRoomy());
    const bool showsSteps = viewLayout != Widget::Timeline;
    const int line = q->fontMetrics().height();
    bars->setMinimumHeight(line * 4);
    lines->setMinimumHeight(line * 5);
    shown(Widget::TimelinePart)->setVisible(showsTimeline);
    shown(Widget::StepsPart)->setVisible(showsSteps);
    QWidget *focused = shown(showsSteps ? Widget::StepsPart : Widget::TimelinePart);
    if (q->focusProxy() != focused)
        q->setFocusProxy(focused);
    if (showsTimeline && showsSteps && !splitByPerson) {
        const int all = splitter->height() - splitter->handleWidth();
        const int top = qMin(shown(Widget::TimelinePart)->sizeHint().height(), qRound(q->height() * 0.3));
        const qsizetype place = splitter->indexOf(shown(Widget::TimelinePart));
        QList<int> sizes = splitter->sizes();
        if (all > top && sizes.at(place) != top) {
            sizes.fill(0);
            sizes[place] = top;
            sizes[splitter->indexOf(shown(Widget::StepsPart))] = all - top;
            splitter->setSizes(sizes);
        }
    }
    if (showsTimeline == timelineShown)
        return;
    timelineShown = showsTimeline;
    Q_EMIT q->timelineShownChanged();
}

void NoukaiFlowWidgetPrivate::arrangeReadButton(bool focused)
{
    const int height = focused ? readButton->sizeHint().height() : 0;
    readButton->setFixedHeight(height);
    column->setContentsMargins(0, focused ? NoukaiLook::unit(q->fontMetrics()) : 0, 0, 0);
}

// --- Parts of the host's own -----------------------------------------------------------------------------------------

QWidget *NoukaiFlowWidgetPrivate::own(NoukaiFlowWidget::Part part) const
{
    switch (part) {
    case NoukaiFlowWidget::HeaderPart:
        return header;
    case NoukaiFlowWidget::ProgressPart:
        return progress;
    case NoukaiFlowWidget::ControlsPart:
        return controls;
    case NoukaiFlowWidget::TimelinePart:
        return bars;
    case NoukaiFlowWidget::StepsPart:
        return lines;
    case NoukaiFlowWidget::PromptPart:
        return prompt;
    }
    return nullptr;
}

QWidget *NoukaiFlowWidgetPrivate::shown(NoukaiFlowWidget::Part part) const
{
    QWidget *other = replaced[size_t(part)];
    return other ? other : own(part);
}

// The view's own part keeps its place, hidden, and what replaces it stands behind it.
void NoukaiFlowWidgetPrivate::replace(NoukaiFlowWidget::Part part, QWidget *widget)
{
    QWidget *mine = own(part);
    QWidget *before = shown(part);
    QWidget *now = widget ? widget : mine;
    if (before == now)
        return;
    if (before != mine) {
        QObject::disconnect(before, nullptr, q, nullptr);
        before->hide();
        before->deleteLater(); // one of its slots may have asked for this
    }
    replaced[size_t(part)] = now == mine ? nullptr : now;
    mine->setVisible(now == mine);
    if (now != mine) {
        if (mine->parentWidget() == splitter)
            splitter->insertWidget(splitter->indexOf(mine) + 1, now);
        else
            column->insertWidget(column->indexOf(mine) + 1, now);
        splitter->setStretchFactor(splitter->indexOf(now), part == NoukaiFlowWidget::StepsPart ? 1 : 0);
        QWidget::setTabOrder(mine, now);
        now->show();
        QObject::connect(now, &QObject::destroyed, q, [this, part, mine] {
            replaced[size_t(part)] = nullptr;
            mine->show();
            arrange(); // which hides it where it is not to be seen
        });
    }
    arrange();
}
