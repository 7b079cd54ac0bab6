// SPDX-License-Identifier: MIT
#include "noukaioutputview.h"

#include "markdownview_p.h"
#include "models/safemarkdown_p.h"
#include "outputedit_p.h"
#include "parts/actionbutton_p.h"
#include "parts/findbar_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"

#include <Noukai/noukaifollow.h>

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QVBoxLayout>

namespace
{

constexpr int Lines = 14; // the most that are asked for

} // namespace

class NoukaiOutputViewPrivate
{
public:
    explicit NoukaiOutputViewPrivate(NoukaiOutputView *view)
        : q(view)
    {
    }

    void build();
    void connectAll();
    void update();
    void hold();
    void fit();
    void place();
    void paper();
    void words();
    void fonts();
    void showMenu(const QPoint &at);

    NoukaiOutputView *const q;
    NoukaiOutputModel output;
    NoukaiFollow follow;
    NoukaiOutputView::Format format = NoukaiOutputView::Plain;
    bool wrap = true;
    bool finding = false;
    bool menu = false;
    bool markdown = false;
    int hint = -1; // the height that was asked for last
    NoukaiOutputEdit *edit = nullptr;
    NoukaiMarkdownView *laidOut = nullptr; // made when it is needed
    QWidget *pages = nullptr;
    QStackedLayout *stack = nullptr;
    NoukaiFindBar *bar = nullptr;
    NoukaiPlainLabel *nothing = nullptr;
    NoukaiActionButton *pill = nullptr;
};

void NoukaiOutputViewPrivate::build()
{
    q->setFrameStyle(int(QFrame::StyledPanel) | int(QFrame::Sunken));
    q->setBackgroundRole(QPalette::Base);
    q->setAutoFillBackground(true);
    q->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    bar = new NoukaiFindBar(q);
    bar->hide();
    pages = new QWidget(q);
    edit = new NoukaiOutputEdit(&output, &follow, pages);
    edit->setObjectName(QStringLiteral("outputText"));
    stack = new QStackedLayout(pages);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->addWidget(edit);
    nothing = new NoukaiPlainLabel(edit);
    nothing->setStrength(0.75);
    nothing->setAttribute(Qt::WA_TransparentForMouseEvents);
    pill = new NoukaiActionButton(q);
    pill->setObjectName(QStringLiteral("pill"));
    pill->setGlyph(NoukaiTheme::ChevronDown);
    pill->hide();
    auto *column = new QVBoxLayout(q);
    const int gap = NoukaiLook::unit(q->fontMetrics()) / 2;
    column->setContentsMargins(gap, gap, gap, gap);
    column->setSpacing(gap);
    column->addWidget(bar);
    column->addWidget(pages, 1);
    q->setFocusProxy(edit);
    QWidget::setTabOrder(edit, pill);
    edit->installEventFilter(q);
    edit->viewport()->installEventFilter(q);
    pages->installEventFilter(q);
}

void NoukaiOutputViewPrivate::connectAll()
{
    QObject::connect(&output, &NoukaiOutputModel::flowChanged, q, &NoukaiOutputView::flowChanged);
    QObject::connect(&output, &NoukaiOutputModel::attemptIdChanged, q, [this] {
        follow.restart();
        Q_EMIT q->attemptIdChanged();
    });
    QObject::connect(&output, &NoukaiOutputModel::isCompleteChanged, q, [this] { update(); });
    QObject::connect(edit, &NoukaiOutputEdit::grown, q, [this] { update(); });
    QObject::connect(edit, &NoukaiOutputEdit::resized, q, [this] { fit(); });
    QObject::connect(edit, &QPlainTextEdit::selectionChanged, q, [this] { hold(); });
    QObject::connect(&follow, &NoukaiFollow::followingChanged, q, &NoukaiOutputView::followingChanged);
    QObject::connect(&follow, &NoukaiFollow::newLinesChanged, q, [this] { place(); });
    QObject::connect(pill, &NoukaiActionButton::triggered, q, [this] {
        edit->setFocus(Qt::OtherFocusReason); // the pill goes
        follow.jump();
    });
    QObject::connect(bar, &NoukaiFindBar::closed, q, &NoukaiOutputView::endFind);
    QObject::connect(bar, &NoukaiFindBar::search, q, [this](const QString &text, bool onwards, bool backwards) {
        bar->setMissing(!edit->find(text, onwards, backwards));
    });
    NoukaiLook::onThemeChanged(q, [this] {
        const int gap = NoukaiLook::unit(q->fontMetrics()) / 2;
        q->layout()->setContentsMargins(gap, gap, gap, gap);
        update();
    });
}

// Nothing moves under what a person selects, finds or chooses from.
void NoukaiOutputViewPrivate::hold()
{
    follow.setHeld(edit->textCursor().hasSelection() || menu || finding);
}

void NoukaiOutputViewPrivate::update()
{
    const bool wanted = format == NoukaiOutputView::Markdown && !finding && output.isComplete() &&
                        output.length() > 0 && NoukaiMarkdownDocument::fits(output.length(), output.lineCount());
    if (wanted) {
        if (!laidOut) {
            laidOut = new NoukaiMarkdownView(pages);
            laidOut->setObjectName(QStringLiteral("markdown"));
            stack->addWidget(laidOut);
            QWidget::setTabOrder(edit, laidOut);
            laidOut->installEventFilter(q);
            laidOut->viewport()->installEventFilter(q);
            QObject::connect(laidOut, &NoukaiMarkdownView::linkActivated, q, &NoukaiOutputView::linkActivated);
            paper();
        }
        laidOut->setText(output.text());
    }
    if (wanted != markdown) {
        markdown = wanted;
        const bool focused = stack->currentWidget()->hasFocus();
        stack->setCurrentWidget(markdown ? static_cast<QWidget *>(laidOut) : edit);
        q->setFocusProxy(stack->currentWidget());
        if (focused)
            stack->currentWidget()->setFocus(Qt::OtherFocusReason);
    }
    nothing->setVisible(output.count() == 0);
    words();
    fit();
}

void NoukaiOutputViewPrivate::fit()
{
    place();
    const int height = q->sizeHint().height();
    if (height != hint) {
        hint = height;
        q->updateGeometry();
    }
}

// The pill lies over the text.
void NoukaiOutputViewPrivate::place()
{
    const QString text = markdown ? QString() : follow.pillText();
    pill->setVisible(!text.isEmpty());
    const int margin = int(edit->document()->documentMargin());
    nothing->setGeometry(edit->viewport()->rect().adjusted(margin, margin, -margin, -margin));
    nothing->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    if (text.isEmpty())
        return;
    pill->setWords(text);
    const QSize size = pill->sizeHint().boundedTo({q->contentsRect().width(), pill->sizeHint().height()});
    const QRect area = pages->geometry();
    const int gap = NoukaiLook::unit(q->fontMetrics()) / 2;
    pill->setGeometry(area.center().x() - size.width() / 2, area.bottom() - size.height() - gap, size.width(),
                      size.height());
    pill->raise();
}

void NoukaiOutputViewPrivate::words()
{
    nothing->setText(output.isComplete() ? NoukaiOutputView::tr("No output") : NoukaiOutputView::tr("No output yet"));
    edit->setAccessibleName(NoukaiOutputView::tr("Output"));
    if (laidOut)
        laidOut->setAccessibleName(NoukaiOutputView::tr("Output"));
}

void NoukaiOutputViewPrivate::fonts()
{
    QFont font = q->font();
    if (format == NoukaiOutputView::Json)
        font.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    edit->setFont(font);
}

// The text stands on this widget's paper.
void NoukaiOutputViewPrivate::paper()
{
    for (QAbstractScrollArea *area :
         {static_cast<QAbstractScrollArea *>(edit), static_cast<QAbstractScrollArea *>(laidOut)}) {
        if (area)
            area->viewport()->setAutoFillBackground(false);
    }
}

void NoukaiOutputViewPrivate::showMenu(const QPoint &at)
{
    auto *shown = new QMenu(q);
    shown->setAttribute(Qt::WA_DeleteOnClose);
    const bool hasOutput = output.count() > 0;
    const bool selected = markdown ? laidOut->textCursor().hasSelection() : edit->textCursor().hasSelection();
    QAction *copy = shown->addAction(NoukaiOutputView::tr("Copy selection"), q, [this] {
        if (markdown)
            laidOut->copy();
        else
            edit->copy();
    });
    copy->setEnabled(selected);
    shown->addAction(NoukaiOutputView::tr("Copy all"), q, &NoukaiOutputView::copyAll)->setEnabled(hasOutput);
    shown->addAction(NoukaiOutputView::tr("Find…"), q, &NoukaiOutputView::find)->setEnabled(hasOutput);
    QAction *wraps = shown->addAction(NoukaiOutputView::tr("Wrap long lines"));
    wraps->setCheckable(true);
    wraps->setChecked(wrap);
    QObject::connect(wraps, &QAction::toggled, q, &NoukaiOutputView::setWrap);
    menu = true;
    hold();
    QObject::connect(shown, &QMenu::aboutToHide, q, [this] {
        menu = false;
        hold();
    });
    shown->popup(at);
}

/*! Makes a view without a flow, which is empty, with the parent \a parent. */
NoukaiOutputView::NoukaiOutputView(QWidget *parent)
    : QFrame(parent)
    , d(std::make_unique<NoukaiOutputViewPrivate>(this))
{
    d->build();
    d->paper();
    d->connectAll();
    d->update();
}

NoukaiOutputView::~NoukaiOutputView()
{
    // What is shown listens to what goes with d, so it goes before; and it tells nothing meanwhile.
    d->output.disconnect(this);
    d->edit->disconnect(this);
    delete d->laidOut;
    delete d->edit;
}

/*!
    \property NoukaiOutputView::flow
    The flow whose output is shown. It is not owned; when it goes the view is empty. Default null.
*/
NoukaiFlow *NoukaiOutputView::flow() const
{
    return d->output.flow();
}

void NoukaiOutputView::setFlow(NoukaiFlow *flow)
{
    d->output.setFlow(flow);
}

/*!
    \property NoukaiOutputView::attemptId
    The step attempt of the timeline model to show. Setting it lets the view follow again. Default -1, none.
*/
int NoukaiOutputView::attemptId() const
{
    return d->output.attemptId();
}

void NoukaiOutputView::setAttemptId(int attemptId)
{
    d->output.setAttemptId(attemptId);
}

/*! The model that is shown, which the view owns. */
NoukaiOutputModel *NoukaiOutputView::output() const
{
    return &d->output;
}

/*!
    \property NoukaiOutputView::format
    How the output is shown. Default Plain.
*/
NoukaiOutputView::Format NoukaiOutputView::format() const
{
    return d->format;
}

void NoukaiOutputView::setFormat(Format format)
{
    if (format == d->format)
        return;
    d->format = format;
    d->fonts();
    d->update();
    Q_EMIT formatChanged();
}

/*!
    \property NoukaiOutputView::following
    Whether the view shows its end as it grows. A person who scrolls up ends it. Default true.
*/
bool NoukaiOutputView::isFollowing() const
{
    return d->follow.isFollowing();
}

/*!
    \property NoukaiOutputView::wrap
    Whether long lines are broken. Default true.
*/
bool NoukaiOutputView::wraps() const
{
    return d->wrap;
}

void NoukaiOutputView::setWrap(bool wrap)
{
    if (wrap == d->wrap)
        return;
    d->wrap = wrap;
    d->edit->setLineWrapMode(wrap ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    if (d->follow.isFollowing() && !d->follow.isHeld())
        d->edit->toEnd();
    d->update();
    Q_EMIT wrapChanged();
}

/*!
    \property NoukaiOutputView::finding
    Whether the field that finds text is open. Default false.
*/
bool NoukaiOutputView::isFinding() const
{
    return d->finding;
}

/*! Returns whether the output is laid out as Markdown now. */
bool NoukaiOutputView::isMarkdown() const
{
    return d->markdown;
}

/*! Goes to the end and follows again. */
void NoukaiOutputView::jumpToEnd()
{
    d->follow.jump();
}

/*! Opens the field that finds text. Where Markdown is laid out, the text is shown as it was written meanwhile. */
void NoukaiOutputView::find()
{
    const bool opens = !d->finding;
    d->finding = true;
    d->hold();
    d->update();
    const QTextCursor cursor = d->edit->textCursor();
    const bool isShort = cursor.selectionEnd() - cursor.selectionStart() <= 1000;
    d->bar->open(isShort ? d->edit->original(cursor.selectionStart(), cursor.selectionEnd()) : QString());
    if (opens)
        Q_EMIT findingChanged();
}

/*! Closes the field that finds text. */
void NoukaiOutputView::endFind()
{
    if (!d->finding)
        return;
    const bool focused = d->bar->isAncestorOf(QApplication::focusWidget());
    d->finding = false;
    d->bar->hide();
    d->bar->setMissing(false);
    d->update();
    if (d->markdown) { // nobody sees it there
        QTextCursor cursor = d->edit->textCursor();
        cursor.clearSelection();
        d->edit->setTextCursor(cursor);
    }
    if (focused)
        d->stack->currentWidget()->setFocus(Qt::OtherFocusReason);
    d->hold();
    Q_EMIT findingChanged();
}

/*! Copies the whole output to the clipboard, as it came. */
void NoukaiOutputView::copyAll()
{
    QGuiApplication::clipboard()->setText(d->output.text());
}

/*!
    \fn void NoukaiOutputView::linkActivated(const QString &link)
    A person clicked the link to \a link and said that it is to be opened, which happens next.
*/

QSize NoukaiOutputView::sizeHint() const
{
    const QMargins around = layout()->contentsMargins();
    int height = around.top() + around.bottom() + 2 * frameWidth();
    if (d->finding)
        height += d->bar->sizeHint().height() + layout()->spacing();
    height += d->markdown ? qMin(qCeil(d->laidOut->document()->size().height()), Lines * fontMetrics().lineSpacing())
                          : d->edit->heightOf(Lines);
    return {fontMetrics().averageCharWidth() * 60, height};
}

QSize NoukaiOutputView::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 12, fontMetrics().lineSpacing() * 3};
}

void NoukaiOutputView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find))
        find();
    else if (d->finding && (event->matches(QKeySequence::FindNext) || event->matches(QKeySequence::FindPrevious)))
        QCoreApplication::sendEvent(d->bar, event);
    else
        QFrame::keyPressEvent(event);
}

void NoukaiOutputView::contextMenuEvent(QContextMenuEvent *event)
{
    d->showMenu(event->globalPos());
}

void NoukaiOutputView::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    d->place();
}

void NoukaiOutputView::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
        d->update();
    } else if (event->type() == QEvent::FontChange) {
        d->fonts();
        d->update();
    }
}

// The texts would show menus of their own, in which a link could be copied that no question was asked about.
bool NoukaiOutputView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ContextMenu && watched != d->pages) {
        contextMenuEvent(static_cast<QContextMenuEvent *>(event));
        return true;
    }
    if (event->type() == QEvent::Resize && d->pill)
        d->place();
    return QFrame::eventFilter(watched, event);
}
