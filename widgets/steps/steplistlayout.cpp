// SPDX-License-Identifier: MIT
// Where the rows of a list of steps stand, and which of them have their bodies.
#include "parts/tabs_p.h"
#include "stepbody_p.h"
#include "steplistview_p.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <utility>

// Lays out once for all that changes until then. The rows from \a row on may stand elsewhere; those before it are not
// looked at, since there may be thousands.
void NoukaiStepListView::changed(int row)
{
    m_changedFrom = qMin(m_changedFrom, row);
    if (!m_layoutTimer.isActive() && !m_layingOut)
        m_layoutTimer.start(0, this);
}

// The lines may have other heights.
void NoukaiStepListView::changedAll()
{
    m_heights.clear();
    changed(0);
}

void NoukaiStepListView::doItemsLayout()
{
    NoukaiRowsView::doItemsLayout();
    changedAll();
    layoutRows();
}

void NoukaiStepListView::dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    NoukaiRowsView::dataChanged(first, last, roles);
    for (int row = first.row(); row <= last.row(); ++row) {
        if (size_t(row) < m_heights.size())
            m_heights[size_t(row)] = -1; // it may have got a mark
        if (!m_bodies.isEmpty() && bodyOf(row))
            bodyOf(row)->refresh();
    }
    changed(first.row());
    updateMotion();
}

void NoukaiStepListView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    NoukaiRowsView::rowsInserted(parent, first, last);
    if (size_t(first) < m_heights.size())
        m_heights.insert(m_heights.begin() + first, size_t(last) - size_t(first) + 1, -1);
    changed(first);
}

int NoukaiStepListView::bodyHeight(int attemptId) const
{
    return m_bodyHeights.value(attemptId, fontMetrics().height() * 8);
}

void NoukaiStepListView::measureRows()
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect.setWidth(viewport()->width() - 2 * sideMargin());
    const size_t known = m_tops.empty() ? 0 : m_tops.size() - 1;
    m_heights.resize(size_t(rows()), -1);
    m_tops.resize(m_heights.size() + 1);
    const int between = spacing();
    const size_t begin = qMin(size_t(m_changedFrom), qMin(known, m_heights.size()));
    int y = begin == 0 ? sideMargin() : m_tops[begin];
    for (size_t row = begin; row < m_heights.size(); ++row) {
        m_tops[row] = y;
        const QModelIndex index = indexOf(int(row));
        int &height = m_heights[row];
        if (height < 0)
            height = itemDelegateForIndex(index)->sizeHint(option, index).height();
        y += height + between;
        if (isOpen(int(row)))
            y += bodyHeight(attemptOf(int(row)));
    }
    m_tops.back() = y;
    m_changedFrom = Unchanged;
}

// What stays where it is: the row that a person just opened or closed, else the first that can be seen whole.
std::optional<NoukaiStepListView::Anchor> NoukaiStepListView::anchor() const
{
    const int offset = verticalOffset();
    const int known = int(qMin(m_tops.size(), size_t(rows()) + 1)) - 1;
    if (known <= 0)
        return std::nullopt;
    if (m_pinned >= 0 && m_timeline) {
        const int row = m_timeline->rowOf(m_pinned);
        if (row >= 0 && row < known)
            return Anchor{m_pinned, topOf(row) - offset};
    }
    int row = qBound(0, rowAt(offset), known - 1);
    if (topOf(row) < offset && row + 1 < known && topOf(row + 1) < offset + viewport()->height())
        ++row;
    return Anchor{attemptOf(row), topOf(row) - offset};
}

void NoukaiStepListView::keep(const Anchor &anchor)
{
    const int row = m_timeline ? m_timeline->rowOf(anchor.attemptId) : -1;
    if (row >= 0)
        verticalScrollBar()->setValue(topOf(row) - anchor.y);
}

void NoukaiStepListView::layoutRows()
{
    if (m_layingOut)
        return;
    m_layingOut = true;
    m_layoutTimer.stop();
    const int before = contentHeight();
    const auto kept = verticalOffset() > 0 || m_pinned >= 0 ? anchor() : std::nullopt;
    bool moved = false;
    // A body that was made now says how high it is, and that may bring others into view.
    for (int pass = 0; pass < 4; ++pass) {
        moved = moved || m_changedFrom != Unchanged;
        measureRows();
        updateGeometries();
        if (kept)
            keep(*kept);
        if (!placeBodies())
            break;
    }
    m_pinned = -1;
    m_layingOut = false;
    if (moved) // else it was scrolled, which paints what came into view
        viewport()->update();
    if (contentHeight() != before)
        grown();
}

// Makes and places the bodies near what is seen. Returns whether one has another height than was thought.
bool NoukaiStepListView::placeBodies()
{
    const int height = viewport()->height();
    const int top = verticalOffset() - height / 2;
    const int bottom = verticalOffset() + height + height / 2;
    const int width = viewport()->width() - 2 * sideMargin();
    bool other = false;
    for (int row = qMax(0, rowAt(top)); row < rows() && topOf(row) < bottom; ++row) {
        if (!isOpen(row))
            continue;
        NoukaiStepBody *body = bodyOf(row);
        if (!body)
            body = makeBody(row);
        const int wanted = body->heightFor(width);
        if (wanted != bodyHeight(body->attemptId())) {
            other = true;
            m_changedFrom = qMin(m_changedFrom, row);
        }
        m_bodyHeights.insert(body->attemptId(), wanted);
        body->setGeometry(sideMargin(), topOf(row) + heightOf(row) - verticalOffset(), width, wanted);
        body->show();
    }
    dropBodies(top - 2 * height, bottom + 2 * height);
    return other;
}

// Tab goes through the bodies in the order of the rows, whichever was made first.
void NoukaiStepListView::orderTabs(NoukaiStepBody *body, int row)
{
    NoukaiStepBody *above = nullptr;
    int nearest = -1;
    for (NoukaiStepBody *other : std::as_const(m_bodies)) {
        const int at = m_timeline ? m_timeline->rowOf(other->attemptId()) : -1;
        if (at > nearest && at < row) {
            nearest = at;
            above = other;
        }
    }
    const auto stops = above ? NoukaiTabs::stopsIn(above) : QList<QWidget *>();
    NoukaiTabs::follow(stops.isEmpty() ? this : stops.constLast(), body);
}

NoukaiStepBody *NoukaiStepListView::makeBody(int row)
{
    auto *body = new NoukaiStepBody(m_timeline, attemptOf(row), viewport());
    m_bodies.insert(body->attemptId(), body);
    body->setFormat(m_format);
    orderTabs(body, row);
    connect(body, &NoukaiStepBody::heightChanged, this, [this] { changed(Unchanged); });
    connect(body, &NoukaiStepBody::rerunRequested, this, &NoukaiStepListView::rerunRequested);
    connect(body, &NoukaiStepBody::editRequested, this, &NoukaiStepListView::editRequested);
    connect(body, &NoukaiStepBody::actionRequested, this, &NoukaiStepListView::actionRequested);
    return body;
}

// Hides those that are closed and lets go those that are far away, but never one that a person is in.
void NoukaiStepListView::dropBodies(int top, int bottom)
{
    for (auto it = m_bodies.begin(); it != m_bodies.end();) {
        NoukaiStepBody *body = it.value();
        const int row = m_timeline ? m_timeline->rowOf(it.key()) : -1;
        if (row >= 0 && !isOpen(row)) {
            if (body->isAncestorOf(QApplication::focusWidget()))
                setFocus(Qt::OtherFocusReason);
            body->hide();
        }
        const bool near = row >= 0 && topOf(row) < bottom && topOf(row + 1) > top;
        if (near || body->isAncestorOf(QApplication::focusWidget())) {
            ++it;
            continue;
        }
        body->hide();
        body->deleteLater(); // it may be who scrolled
        it = m_bodies.erase(it);
    }
}

void NoukaiStepListView::scrollContentsBy(int dx, int dy)
{
    NoukaiRowsView::scrollContentsBy(dx, dy);
    if (!m_layingOut)
        changed(Unchanged); // other bodies come near
}

void NoukaiStepListView::resizeEvent(QResizeEvent *event)
{
    NoukaiRowsView::resizeEvent(event);
    changedAll();
    layoutRows();
}

void NoukaiStepListView::changeEvent(QEvent *event)
{
    NoukaiRowsView::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
        setAccessibleName(tr("Steps"));
        [[fallthrough]];
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LayoutDirectionChange:
        changedAll();
        break;
    default:
        break;
    }
}
