// SPDX-License-Identifier: MIT
#include "eventlogview_p.h"

#include "eventdelegate_p.h"
#include "parts/look_p.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

NoukaiEventLogView::NoukaiEventLogView(NoukaiFollow *follow, QWidget *parent)
    : NoukaiRowsView(parent)
{
    setItemDelegate(new NoukaiEventDelegate(this));
    setFollow(follow);
    connect(follow, &NoukaiFollow::showEnd, this, &NoukaiEventLogView::showEnd);
    NoukaiLook::onThemeChanged(this, [this] { viewport()->update(); });
    say();
}

void NoukaiEventLogView::setLog(NoukaiEventLogModel *log)
{
    if (m_log)
        m_log->disconnect(this);
    m_log = log;
    m_chosen = 0;
    setModel(log);
    // Behind the connections of the view and its selection, which forgets what was chosen.
    connect(log, &QAbstractItemModel::modelReset, this, &NoukaiEventLogView::chooseAgain);
    connect(log, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { settle(first == 0 ? last + 1 : 0); });
}

int NoukaiEventLogView::rowHeight() const
{
    return NoukaiEventDelegate::rowHeight(fontMetrics());
}

QSize NoukaiEventLogView::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 80, fontMetrics().height() * 12};
}

QSize NoukaiEventLogView::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 24, rowHeight() * 3};
}

void NoukaiEventLogView::updateGeometries()
{
    if (!m_follow) // Qt asks already while the view is being made
        return;
    NoukaiRowsView::updateGeometries();
    if (m_follow->isFollowing() && !m_follow->isHeld())
        showEnd();
}

void NoukaiEventLogView::doItemsLayout()
{
    NoukaiRowsView::doItemsLayout();
    viewport()->update();
}

// --- What the model tells --------------------------------------------------------------------------------------------

void NoukaiEventLogView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    NoukaiRowsView::rowsInserted(parent, first, last);
    updateGeometries();
    m_follow->grown(last - first + 1);
    viewport()->update();
}

// The chosen event goes, and no other one is chosen in its place.
void NoukaiEventLogView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    if (currentRow() >= first && currentRow() <= last) {
        setCurrentRow(-1);
        m_chosen = 0;
    }
    NoukaiRowsView::rowsAboutToBeRemoved(parent, first, last);
}

// The oldest \a removed rows are gone: what a person looks at keeps its place as long as it can.
void NoukaiEventLogView::settle(int removed)
{
    QScrollBar *bar = verticalScrollBar();
    bar->setValue(bar->value() - qMin(removed * rowHeight(), bar->value()));
    updateGeometries();
    viewport()->update();
}

// Another filter, or an empty log.
void NoukaiEventLogView::reset()
{
    NoukaiRowsView::reset();
    if (!m_log || m_log->total() == 0) {
        m_chosen = 0;
        m_follow->restart(); // a new run
    }
    updateGeometries();
    viewport()->update();
}

// What was chosen, if it is still there, without a move.
void NoukaiEventLogView::chooseAgain()
{
    setAutoScroll(false);
    setCurrentRow(m_chosen > 0 ? m_log->rowOf(m_chosen) : -1);
    setAutoScroll(true);
}

void NoukaiEventLogView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    NoukaiRowsView::currentChanged(current, previous);
    if (current.isValid())
        m_chosen = current.data(NoukaiEventLogModel::SequenceRole).toLongLong();
}

void NoukaiEventLogView::showEnd()
{
    if (!verticalScrollBar()->isSliderDown())
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

// --- What a person does ----------------------------------------------------------------------------------------------

// Nothing is chosen just because the focus comes, for which Qt asks with MoveNext.
QModelIndex NoukaiEventLogView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    return action == MoveNext && currentRow() < 0 ? QModelIndex() : NoukaiRowsView::moveCursor(action, modifiers);
}

void NoukaiEventLogView::choose(int row)
{
    if (row < 0 || row >= rows())
        return;
    if (row < currentRow() || currentRow() < 0)
        m_follow->movedByUser(-1, toEnd());
    setCurrentRow(row);
}

void NoukaiEventLogView::lookAt(int row)
{
    if (row < 0 || row >= rows())
        return;
    m_follow->movedByUser(-1, toEnd());
    setCurrentRow(row);
    scrollTo(indexOf(row), PositionAtCenter);
}

void NoukaiEventLogView::press(int row)
{
    if (row >= 0 && row < rows())
        Q_EMIT activated(indexOf(row).data(NoukaiEventLogModel::SequenceRole).toLongLong());
}

void NoukaiEventLogView::copy() const
{
    const int row = m_log ? m_log->rowOf(m_chosen) : -1;
    if (row >= 0)
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_log->rawText(row)));
}

void NoukaiEventLogView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    const int row = currentRow();
    const int from = verticalScrollBar()->value();
    switch (event->key()) {
    case Qt::Key_Up:
        choose(row < 0 ? rows() - 1 : row - 1);
        return;
    case Qt::Key_Home:
        choose(0);
        return;
    case Qt::Key_PageUp:
        choose(moveCursor(MovePageUp, event->modifiers()).row());
        return;
    case Qt::Key_Down:
    case Qt::Key_PageDown:
        choose(moveCursor(event->key() == Qt::Key_Down ? MoveDown : MovePageDown, event->modifiers()).row());
        if (row >= 0)
            userMoved(from, 1);
        return;
    case Qt::Key_End:
        setCurrentRow(rows() - 1);
        m_follow->jump();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        press(row);
        return;
    default:
        event->ignore(); // letters are not searched for
    }
}

void NoukaiEventLogView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (!index.isValid())
        return;
    setAutoScroll(false); // what is clicked keeps its place
    choose(index.row());
    setAutoScroll(true);
}

// There is nothing to drag, and nothing to select but the row.
void NoukaiEventLogView::mouseMoveEvent(QMouseEvent *) {}

void NoukaiEventLogView::mouseReleaseEvent(QMouseEvent *) {}

void NoukaiEventLogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    choose(index.row());
    press(index.row());
}

void NoukaiEventLogView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    if (currentRow() < 0 || (!byKey && !indexAt(event->pos()).isValid()))
        return;
    const QRect row = visualRect(currentIndex());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copies = menu->addAction(tr("Copy the event"), this, &NoukaiEventLogView::copy);
    copies->setShortcut(QKeySequence::Copy);
    m_follow->setHeld(true);
    connect(menu, &QMenu::aboutToHide, this, [this] { m_follow->setHeld(false); });
    menu->popup(byKey ? viewport()->mapToGlobal(row.center()) : event->globalPos());
}

void NoukaiEventLogView::say()
{
    setAccessibleName(tr("Events"));
}

void NoukaiEventLogView::changeEvent(QEvent *event)
{
    NoukaiRowsView::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
        say();
        [[fallthrough]];
    case QEvent::FontChange:
    case QEvent::LocaleChange:
    case QEvent::LayoutDirectionChange:
        doItemsLayout();
        updateGeometries();
        break;
    default:
        break;
    }
}
