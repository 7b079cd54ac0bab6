// SPDX-License-Identifier: MIT
#include "payloadtree_p.h"

#include "payloaddelegate_p.h"

#include "parts/look_p.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

namespace
{

constexpr int MostOpened = 2000; // rows
constexpr int Lines = 14;

} // namespace

NoukaiPayloadDocument::NoukaiPayloadDocument(QObject *parent)
    : NoukaiJsonModel(parent)
{
    // Who hears of new rows does not get more of them by asking.
    connect(this, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] { m_asked = false; });
}

bool NoukaiPayloadDocument::canFetchMore(const QModelIndex &parent) const
{
    return (m_asked || rowCount(parent) == 0) && NoukaiJsonModel::canFetchMore(parent);
}

bool NoukaiPayloadDocument::more(const QModelIndex &parent)
{
    const QScopedValueRollback asked(m_asked, true);
    const int before = rowCount(parent);
    fetchMore(parent);
    return rowCount(parent) > before;
}

NoukaiPayloadTree::NoukaiPayloadTree(NoukaiPayloadDocument *document, QWidget *parent)
    : QTreeView(parent)
    , m_document(document)
{
    setObjectName(QStringLiteral("payloadTree"));
    setItemDelegate(new NoukaiPayloadDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setSelectionMode(NoSelection); // the current row is what copying goes by
    setEditTriggers(NoEditTriggers);
    setExpandsOnDoubleClick(false); // a click does
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setModel(document);
    indent();
    m_reading.setSingleShot(true);
    m_reading.setInterval(0);
    connect(&m_reading, &QTimer::timeout, this, &NoukaiPayloadTree::readOn);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, &m_reading, qOverload<>(&QTimer::start));
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, &m_reading, qOverload<>(&QTimer::start));
    connect(this, &QTreeView::expanded, this, &NoukaiPayloadTree::heightChanged);
    connect(this, &QTreeView::collapsed, this, &NoukaiPayloadTree::heightChanged);
    connect(this, &QTreeView::clicked, this, [this](const QModelIndex &row) {
        if (m_document->hasChildren(row))
            setExpanded(row, !isExpanded(row));
    });
    connect(this, &QTreeView::expanded, &m_reading, qOverload<>(&QTimer::start));
    connect(document, &QAbstractItemModel::modelReset, this, &NoukaiPayloadTree::openTop);
    openTop();
}

void NoukaiPayloadTree::openTop()
{
    expand(m_document->index(0, 0));
    Q_EMIT currentRowChanged();
    Q_EMIT heightChanged();
}

void NoukaiPayloadTree::indent()
{
    setIndentation(NoukaiLook::unit(fontMetrics()) * 2);
}

// Where the last row that was read of a list is in sight, the next ones follow, so that none seems to be the last that
// is not.
void NoukaiPayloadTree::readOn()
{
    if (!isVisible())
        return;
    const int bottom = viewport()->height();
    for (QModelIndex row = indexAt({viewport()->width() / 2, 0}); row.isValid(); row = indexBelow(row)) {
        if (visualRect(row).top() > bottom)
            return;
        for (QModelIndex at = row; at.isValid() && at.row() == m_document->rowCount(at.parent()) - 1;
             at = at.parent()) {
            if (isExpanded(at) && m_document->rowCount(at) > 0 && at == row)
                break; // what is below it comes first
            if (m_document->more(at.parent())) {
                m_reading.start();
                return;
            }
        }
    }
}

bool NoukaiPayloadTree::find(const QString &needle, bool onwards, bool backwards)
{
    if (needle.isEmpty())
        return false;
    QModelIndex from = currentIndex();
    if (!onwards && from.isValid()) // the row at hand may match as well
        from = m_document->find(needle, from, true);
    QModelIndex match = m_document->find(needle, from, backwards);
    if (!match.isValid())
        match = m_document->find(needle, {}, backwards);
    if (!match.isValid())
        return false;
    setCurrentIndex(match);
    scrollTo(match); // which opens what it is in
    return true;
}

void NoukaiPayloadTree::copyValue()
{
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(m_document->text(currentIndex()));
}

void NoukaiPayloadTree::copyPath()
{
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(m_document->path(currentIndex()));
}

void NoukaiPayloadTree::expandBelow(const QModelIndex &index)
{
    QModelIndexList open{index};
    qsizetype rows = 0;
    for (qsizetype i = 0; i < open.size() && rows < MostOpened; ++i) {
        const QModelIndex parent = open.at(i);
        if (m_document->rowCount(parent) == 0)
            m_document->fetchMore(parent);
        rows += m_document->rowCount(parent);
        expand(parent);
        for (int row = 0; row < m_document->rowCount(parent); ++row) {
            const QModelIndex child = m_document->index(row, 0, parent);
            if (m_document->hasChildren(child))
                open.append(child);
        }
    }
}

void NoukaiPayloadTree::collapseBelow(const QModelIndex &index)
{
    if (!index.isValid() || !index.parent().isValid()) {
        collapseAll(); // costs nothing per row
        openTop();
        return;
    }
    for (int row = 0; row < m_document->rowCount(index); ++row) {
        const QModelIndex child = m_document->index(row, 0, index);
        if (isExpanded(child))
            collapseBelow(child);
    }
    collapse(index);
}

int NoukaiPayloadTree::heightOf(int most) const
{
    const QModelIndex top = m_document->index(0, 0);
    const int line = top.isValid() ? sizeHintForIndex(top).height() : fontMetrics().height();
    const int limit = most * fontMetrics().height();
    int height = 0;
    for (QModelIndex row = top; row.isValid() && height < limit; row = indexBelow(row))
        height += line;
    return qMin(qMax(height, line), limit) + 2 * frameWidth();
}

QSize NoukaiPayloadTree::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 50, heightOf(Lines)};
}

QSize NoukaiPayloadTree::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 12, qMin(heightOf(3), fontMetrics().height() * 4)};
}

void NoukaiPayloadTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    viewport()->update(); // the mark goes over the whole row
    Q_EMIT currentRowChanged();
}

void NoukaiPayloadTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.row() == currentIndex().row() && index.parent() == currentIndex().parent()) {
        const QColor paper = palette().color(QPalette::Base);
        painter->fillRect(option.rect, NoukaiGlyphs::mixed(palette().color(QPalette::Highlight), paper, 0.25));
    }
    QTreeView::drawRow(painter, option, index);
}

void NoukaiPayloadTree::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex current = currentIndex();
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool copiesPath =
        event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    if (event->matches(QKeySequence::Copy))
        copyValue();
    else if (copiesPath)
        copyPath();
    else if (event->key() == Qt::Key_Asterisk)
        expandBelow(current);
    else if ((enters || event->key() == Qt::Key_Space) && m_document->hasChildren(current))
        setExpanded(current, !isExpanded(current));
    else
        QTreeView::keyPressEvent(event);
    if (event->key() == Qt::Key_End && currentIndex() == current)
        scrollTo(current); // rows may have come before it
}

void NoukaiPayloadTree::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex row = event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    if (row.isValid())
        setCurrentIndex(row);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy value"), this, &NoukaiPayloadTree::copyValue)->setEnabled(row.isValid());
    menu->addAction(tr("Copy path"), this, &NoukaiPayloadTree::copyPath)->setEnabled(row.isValid());
    menu->addSeparator();
    // By its place, since the document may be another one when it is chosen.
    const QPersistentModelIndex at = row;
    const bool opens = !isExpanded(row);
    menu->addAction(opens ? tr("Expand") : tr("Collapse"), this, [this, at, opens] { setExpanded(at, opens); })
        ->setEnabled(m_document->hasChildren(row) && row.isValid());
    menu->addAction(tr("Expand all below"), this, [this, at] { expandBelow(at); })
        ->setEnabled(m_document->hasChildren(row) && row.isValid());
    menu->addAction(tr("Collapse all"), this, [this] { collapseBelow({}); });
    menu->addSeparator();
    menu->addAction(tr("Find…"), this, &NoukaiPayloadTree::findRequested);
    const bool byKey = event->reason() != QContextMenuEvent::Mouse;
    menu->popup(byKey && row.isValid() ? viewport()->mapToGlobal(visualRect(row).center()) : event->globalPos());
}

void NoukaiPayloadTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    m_reading.start();
}

void NoukaiPayloadTree::showEvent(QShowEvent *event)
{
    QTreeView::showEvent(event);
    m_reading.start();
}

void NoukaiPayloadTree::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() != QEvent::FontChange && event->type() != QEvent::StyleChange)
        return;
    indent();
    scheduleDelayedItemsLayout();
    Q_EMIT heightChanged();
}
