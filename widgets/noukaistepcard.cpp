// SPDX-License-Identifier: MIT
#include "noukaistepcard.h"

#include "parts/look_p.h"
#include "steps/stepbody_p.h"
#include "steps/stepdelegate_p.h"

#include <Noukai/noukaiticker.h>

#include <QtCore/QBasicTimer>
#include <QtCore/QEvent>
#include <QtCore/QTimerEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QStyleOptionViewItem>
#include <QtWidgets/QVBoxLayout>

namespace
{

// The line of a card, drawn like those of a list, as a button.
class StepLine : public QAbstractButton
{
public:
    explicit StepLine(QWidget *parent)
        : QAbstractButton(parent)
        , m_delegate(new NoukaiStepDelegate(this))
    {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        QObject::connect(&m_ticker, &NoukaiTicker::ticked, this, [this] { update(); });
    }

    void show(const QModelIndex &index, bool open)
    {
        m_index = index;
        m_open = open;
        setAccessibleName(index.data(Qt::AccessibleTextRole).toString());
        setAccessibleDescription(open ? NoukaiStepCard::tr("open") : NoukaiStepCard::tr("closed"));
        updateMotion();
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        const QStyleOptionViewItem option = viewOption();
        return m_delegate->sizeHint(option, m_index);
    }
    QSize minimumSizeHint() const override { return {fontMetrics().averageCharWidth() * 20, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (!m_index.isValid())
            return;
        QPainter painter(this);
        m_delegate->paint(&painter, viewOption(), m_index);
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        const bool opens = (event->key() == Qt::Key_Right) != isRightToLeft();
        const bool side = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || (side && opens != m_open))
            click();
        else if (!side)
            QAbstractButton::keyPressEvent(event);
    }

    void resizeEvent(QResizeEvent *event) override
    {
        QAbstractButton::resizeEvent(event);
        updateGeometry(); // a narrow one has more lines
    }

    void showEvent(QShowEvent *event) override
    {
        QAbstractButton::showEvent(event);
        m_seen = true;
        updateMotion();
    }

    void hideEvent(QHideEvent *event) override
    {
        QAbstractButton::hideEvent(event);
        m_seen = false;
        updateMotion();
    }

    void changeEvent(QEvent *event) override
    {
        QAbstractButton::changeEvent(event);
        if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
            show(m_index, m_open);
    }

    void timerEvent(QTimerEvent *event) override
    {
        if (event->timerId() == m_motion.timerId())
            update();
        else
            QAbstractButton::timerEvent(event);
    }

private:
    QStyleOptionViewItem viewOption() const
    {
        QStyleOptionViewItem option;
        option.initFrom(this);
        option.font = font();
        option.state.setFlag(QStyle::State_Open, m_open);
        return option;
    }

    void updateMotion()
    {
        const bool runs = m_seen && m_index.isValid() && NoukaiStep::runs(NoukaiStep::state(m_index));
        const bool turns = runs && !NoukaiTheme::instance()->reduceMotion();
        m_ticker.setActive(runs);
        m_delegate->setMoving(turns);
        if (turns && !m_motion.isActive())
            m_motion.start(NoukaiGlyphs::FrameMs, this);
        else if (!turns)
            m_motion.stop();
    }

    NoukaiStepDelegate *m_delegate;
    QPersistentModelIndex m_index;
    NoukaiTicker m_ticker;
    QBasicTimer m_motion;
    bool m_open = false;
    bool m_seen = false;
};

} // namespace

class NoukaiStepCardPrivate
{
public:
    explicit NoukaiStepCardPrivate(NoukaiStepCard *q)
        : q(q)
        , column(new QVBoxLayout(q))
        , line(new StepLine(q))
    {
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(line);
    }

    QModelIndex index() const { return timeline ? timeline->index(timeline->rowOf(attemptId)) : QModelIndex(); }
    bool isFixed() const { return NoukaiStep::state(index()) == NoukaiTimelineModel::AwaitingTools; }
    bool isOpen() const { return index().isValid() && (expanded || isFixed()); }
    void startAgain();
    void show();

    NoukaiStepCard *const q;
    QVBoxLayout *column;
    StepLine *line;
    NoukaiStepBody *body = nullptr;
    QPointer<NoukaiTimelineModel> timeline;
    int attemptId = -1;
    bool expanded = false;
    NoukaiOutputView::Format format = NoukaiOutputView::Plain;
    NoukaiStepCard::Sections sections = NoukaiStepCard::AllSections;
};

// Of another step nothing stays.
void NoukaiStepCardPrivate::startAgain()
{
    if (body) {
        body->hide();
        body->deleteLater(); // its signal may have led here
        body = nullptr;
    }
    show();
}

void NoukaiStepCardPrivate::show()
{
    const bool open = isOpen();
    line->show(index(), open);
    if (open && !body) {
        body = new NoukaiStepBody(timeline, attemptId, q);
        body->setFormat(format);
        body->setSections(sections);
        column->addWidget(body);
        QObject::connect(body, &NoukaiStepBody::rerunRequested, q, &NoukaiStepCard::rerunRequested);
        QObject::connect(body, &NoukaiStepBody::editRequested, q, &NoukaiStepCard::editRequested);
        QObject::connect(body, &NoukaiStepBody::actionRequested, q, &NoukaiStepCard::actionRequested);
    }
    if (body) {
        body->refresh();
        body->setVisible(open);
    }
}

/*! Makes a card without a step, with the parent \a parent. */
NoukaiStepCard::NoukaiStepCard(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiStepCardPrivate>(this))
{
    connect(d->line, &QAbstractButton::clicked, this, [this] {
        if (!d->isFixed())
            setExpanded(!d->expanded);
    });
    NoukaiLook::onThemeChanged(this, [this] { d->show(); });
}

NoukaiStepCard::~NoukaiStepCard() = default;

/*!
    \property NoukaiStepCard::timeline
    The model that the step is in. It is not owned. Default null.
*/
NoukaiTimelineModel *NoukaiStepCard::timeline() const
{
    return d->timeline;
}

void NoukaiStepCard::setTimeline(NoukaiTimelineModel *timeline)
{
    if (timeline == d->timeline)
        return;
    if (d->timeline)
        d->timeline->disconnect(this);
    d->timeline = timeline;
    if (timeline) {
        connect(timeline, &QAbstractItemModel::modelReset, this, [this] { d->startAgain(); });
        connect(timeline, &QAbstractItemModel::rowsInserted, this, [this] { d->show(); });
        connect(timeline, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &first, const QModelIndex &last) {
                    const int row = d->timeline->rowOf(d->attemptId);
                    if (row >= first.row() && row <= last.row())
                        d->show();
                });
    }
    d->startAgain();
    Q_EMIT timelineChanged();
}

/*!
    \property NoukaiStepCard::attemptId
    Which step attempt of the model is shown, as its NoukaiTimelineModel::AttemptIdRole. Default -1, none.
*/
int NoukaiStepCard::attemptId() const
{
    return d->attemptId;
}

void NoukaiStepCard::setAttemptId(int attemptId)
{
    if (attemptId == d->attemptId)
        return;
    d->attemptId = attemptId;
    d->startAgain();
    Q_EMIT attemptIdChanged();
}

/*!
    \property NoukaiStepCard::expanded
    Whether the body is seen. Default false. While the step needs a decision it is seen in any case.
*/
bool NoukaiStepCard::isExpanded() const
{
    return d->expanded;
}

void NoukaiStepCard::setExpanded(bool expanded)
{
    if (expanded == d->expanded)
        return;
    d->expanded = expanded;
    d->show();
    Q_EMIT expandedChanged();
}

/*!
    \property NoukaiStepCard::format
    How the output is laid out. Default NoukaiOutputView::Plain.
*/
NoukaiOutputView::Format NoukaiStepCard::format() const
{
    return d->format;
}

void NoukaiStepCard::setFormat(NoukaiOutputView::Format format)
{
    if (format == d->format)
        return;
    d->format = format;
    if (d->body)
        d->body->setFormat(format);
    Q_EMIT formatChanged();
}

/*!
    \property NoukaiStepCard::sections
    What the body shows. Default AllSections.
*/
NoukaiStepCard::Sections NoukaiStepCard::sections() const
{
    return d->sections;
}

void NoukaiStepCard::setSections(Sections sections)
{
    if (sections == d->sections)
        return;
    d->sections = sections;
    if (d->body)
        d->body->setSections(sections);
    Q_EMIT sectionsChanged();
}

/*!
    \fn void NoukaiStepCard::rerunRequested(int stepIndex)
    A person asked to run the flow again from the step at \a stepIndex on.
*/
/*!
    \fn void NoukaiStepCard::editRequested(int stepIndex)
    A person asked to edit the input of the step at \a stepIndex.
*/
/*!
    \fn void NoukaiStepCard::actionRequested(NoukaiErrorText::Action action, int stepIndex)
    A person asked for \a action of the error of the step at \a stepIndex.
*/
