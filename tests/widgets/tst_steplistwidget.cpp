// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "parts/actionbutton_p.h"
#include "steps/stepbody_p.h"
#include "steps/steplistview_p.h"

#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaiformat.h>
#include <Noukai/noukaistepcard.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaitheme.h>

#include <stagescene.h>

#include <QtGui/QAccessible>
#include <QtGui/QPainter>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace
{

constexpr auto Quiet = "^(?!This plugin does not support (raise|propagateSizeHints))";

// A run of many steps that end at once.
QByteArray manySteps(int count)
{
    QByteArray frames = stageEvent("run_started", "\"runId\":\"r1\",\"stepCount\":" + QByteArray::number(count));
    for (int i = 0; i < count; ++i) {
        const QByteArray id = "\"stepId\":\"s" + QByteArray::number(i) + '"';
        frames += stageEvent("step_started", id + ",\"name\":\"Step of many\"");
        frames += stageEvent("step_completed", id + ",\"output\":\"line one\\nline two\",\"durationMs\":12");
    }
    return frames + stageEvent("flow_completed", "\"runId\":\"r1\",\"result\":\"all\"");
}

} // namespace

// NoukaiStepList and NoukaiStepCard.
class TestStepListWidget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QLatin1String(Quiet)));
        NoukaiTheme::instance()->setReduceMotion(true);
    }
    void rowsAreRead_data();
    void rowsAreRead();
    void opensByMouseAndKeeps_data();
    void opensByMouseAndKeeps();
    void opensByKeys_data();
    void opensByKeys();
    void decisionStaysOpen();
    void bodySaysAllOfAStep();
    void bodyAsksAndExplains();
    void failureOffersWhatCanBeDone();
    void followsUntilAPersonScrolls();
    void bodiesAreMadeNearTheView();
    void detailOpensMore();
    void delegateIsReplaced();
    void assistanceOpens();
    void cardShowsOneStep();
    void flowMayGo();

private:
    static NoukaiStepListView *view(const NoukaiStepList &list)
    {
        return static_cast<NoukaiStepListView *>(list.view());
    }
    static void click(NoukaiStepListView *view, int row)
    {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->indexOf(row)).center());
    }
    static bool run(FlowStage &stage, const QByteArray &frames, int rows);
};

bool TestStepListWidget::run(FlowStage &stage, const QByteArray &frames, int rows)
{
    stage.server.addRawFlow(stage.flow.identifier(), frames);
    stage.server.setManualDelivery(false);
    stage.flow.start();
    return QTest::qWaitFor([&] { return stage.flow.state() == NoukaiFlow::Completed; }, 30000) && rows > 0;
}

void TestStepListWidget::rowsAreRead_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    const auto states = QMetaEnum::fromType<NoukaiFlow::State>();
    for (int i = 0; i < states.keyCount(); ++i)
        QTest::newRow(states.key(i)) << NoukaiFlow::State(states.value(i));
}

// What assistive technology reads of each row is what the model says of it.
void TestStepListWidget::rowsAreRead()
{
    QFETCH(NoukaiFlow::State, state);
    FlowStage stage;
    NoukaiStepList list;
    list.setFlow(&stage.flow);
    const QAbstractItemModelTester tester(list.timeline(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(stage.reach(state));
    const int expected = state == NoukaiFlow::Idle || state == NoukaiFlow::Connecting ? 0 : 7;
    QTRY_COMPARE(list.timeline()->rowCount(), expected);
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(list.view());
    QCOMPARE(read->role(), QAccessible::List);
    QCOMPARE(read->text(QAccessible::Name), u"Steps"_s);
    QVERIFY(read->childCount() >= expected);
    for (int row = 0; row < expected; ++row) {
        QAccessibleInterface *child = read->child(row);
        QCOMPARE(child->role(), QAccessible::ListItem);
        const QString text = list.timeline()->index(row).data(NoukaiTimelineModel::AccessibleTextRole).toString();
        QVERIFY(!text.isEmpty());
        QCOMPARE(child->text(QAccessible::Name), text);
        QCOMPARE(child->parent(), read);
        QCOMPARE(read->indexOfChild(child), row);
        QCOMPARE(child->state().expanded,
                 list.disclosure()->isExpanded(
                     list.timeline()->index(row).data(NoukaiTimelineModel::AttemptIdRole).toInt()));
    }
    QCOMPARE(read->child(-1), nullptr);
    QCOMPARE(read->child(read->childCount()), nullptr);
}

void TestStepListWidget::opensByMouseAndKeeps_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<int>("width");
    QTest::newRow("left to right, wide") << Qt::LeftToRight << 700;
    QTest::newRow("right to left, wide") << Qt::RightToLeft << 700;
    QTest::newRow("left to right, narrow") << Qt::LeftToRight << 320;
}

// The line that was clicked keeps its place, and its body stands below it.
void TestStepListWidget::opensByMouseAndKeeps()
{
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(int, width);
    FlowStage stage;
    NoukaiStepList list;
    list.setLayoutDirection(direction);
    list.setFlow(&stage.flow);
    list.resize(width, 300);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(run(stage, manySteps(60), 60));
    QTRY_COMPARE(list.timeline()->rowCount(), 60);
    list.disclosure()->setCloseDelay(0);
    NoukaiStepListView *rows = view(list);
    QTRY_VERIFY(rows->verticalScrollBar()->maximum() > 0);
    rows->verticalScrollBar()->setValue(rows->topOf(20) - 37);
    QSignalSpy activated(&list, &NoukaiStepList::stepActivated);
    const QRect before = rows->visualRect(rows->indexOf(21));
    click(rows, 21);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(rows->visualRect(rows->indexOf(21)), before);
    QTRY_VERIFY(rows->bodyOf(21) && rows->bodyOf(21)->isVisible());
    QTRY_COMPARE(rows->bodyOf(21)->geometry().top(), before.bottom() + 1);
    QVERIFY(rows->topOf(22) - rows->topOf(21) > before.height() + rows->bodyOf(21)->height() - 1);
    QCOMPARE(rows->visualRect(rows->indexOf(21)), before);
    QVERIFY(!list.isFollowing());
    click(rows, 21);
    QCOMPARE(activated.size(), 1);
    QTRY_VERIFY(!rows->bodyOf(21)->isVisible());
    QCOMPARE(rows->visualRect(rows->indexOf(21)), before);
}

void TestStepListWidget::opensByKeys_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<Qt::Key>("opens");
    QTest::addColumn<Qt::Key>("closes");
    QTest::newRow("enter") << Qt::LeftToRight << Qt::Key_Return << Qt::Key_Enter;
    QTest::newRow("space") << Qt::LeftToRight << Qt::Key_Space << Qt::Key_Space;
    QTest::newRow("arrows") << Qt::LeftToRight << Qt::Key_Right << Qt::Key_Left;
    QTest::newRow("arrows, right to left") << Qt::RightToLeft << Qt::Key_Left << Qt::Key_Right;
}

void TestStepListWidget::opensByKeys()
{
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(Qt::Key, opens);
    QFETCH(Qt::Key, closes);
    FlowStage stage;
    NoukaiStepList list;
    list.setLayoutDirection(direction);
    list.setFlow(&stage.flow);
    list.setDetail(NoukaiDisclosure::Compact);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QTRY_COMPARE(list.timeline()->rowCount(), 7);
    NoukaiStepListView *rows = view(list);
    list.setFocus();
    QVERIFY(rows->hasFocus());
    QTest::keyClick(rows, Qt::Key_Home);
    QCOMPARE(rows->currentRow(), 0);
    QTest::keyClick(rows, Qt::Key_Down);
    QCOMPARE(rows->currentRow(), 1);
    QTest::keyClick(rows, opens);
    QVERIFY(rows->stateOf(1).expanded);
    QCOMPARE(rows->descriptionOf(1), u"open"_s);
    QTest::keyClick(rows, closes);
    QVERIFY(!rows->stateOf(1).expanded);
    QTest::keyClick(rows, Qt::Key_Up);
    QTest::keyClick(rows, Qt::Key_Up);
    QCOMPARE(rows->currentRow(), 0);
    QTest::keyClick(rows, Qt::Key_End);
    QCOMPARE(rows->currentRow(), 6);
    QAccessibleInterface *focused = QAccessible::queryAccessibleInterface(rows)->focusChild();
    QVERIFY(focused && focused->state().focused);
}

void TestStepListWidget::decisionStaysOpen()
{
    FlowStage stage;
    NoukaiStepList list;
    list.setFlow(&stage.flow);
    list.setDetail(NoukaiDisclosure::Compact);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(stage.reach(NoukaiFlow::AwaitingTools));
    NoukaiStepListView *rows = view(list);
    QTRY_VERIFY(rows->bodyOf(2) && rows->bodyOf(2)->isVisible());
    click(rows, 2);
    QVERIFY(rows->bodyOf(2)->isVisible());
}

void TestStepListWidget::bodySaysAllOfAStep()
{
    FlowStage stage;
    NoukaiStepList list;
    list.setFlow(&stage.flow);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(stage.reach(NoukaiFlow::Failed));
    NoukaiStepListView *rows = view(list);
    QTRY_VERIFY(rows->bodyOf(2) && rows->bodyOf(2)->isVisible());
    const auto says = [](const NoukaiStepBody *body, const QString &text) {
        const auto labels = body->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(text) && label->textFormat() == Qt::PlainText;
        });
    };
    QTRY_VERIFY(says(rows->bodyOf(2), u"Busy"_s));
    click(rows, 0);
    QTRY_VERIFY(rows->bodyOf(0) && rows->bodyOf(0)->isVisible());
    auto *output = rows->bodyOf(0)->findChild<QPlainTextEdit *>();
    QTRY_COMPARE(output->toPlainText(), u"done"_s);
    QVERIFY(says(rows->bodyOf(0), NoukaiFormat::usageText(800, 42, 842, u"0.001234"_s)));
    NoukaiTheme::instance()->setShowCost(false);
    rows->bodyOf(0)->refresh();
    QVERIFY(says(rows->bodyOf(0), NoukaiFormat::usageText(800, 42, 842)));
    NoukaiTheme::instance()->setShowCost(true);
}

void TestStepListWidget::bodyAsksAndExplains()
{
    FlowStage stage;
    NoukaiStepList list;
    list.setFlow(&stage.flow);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(stage.reach(NoukaiFlow::Running));
    NoukaiStepListView *rows = view(list);
    QTRY_VERIFY(rows->bodyOf(2) && rows->bodyOf(2)->isVisible());
    auto *details = rows->bodyOf(2)->findChild<QWidget *>(u"details"_s);
    const auto buttons = details->findChildren<NoukaiActionButton *>();
    QCOMPARE(buttons.size(), 3);
    QSignalSpy edits(&list, &NoukaiStepList::editRequested);
    QSignalSpy reruns(&list, &NoukaiStepList::rerunRequested);
    QTest::mouseClick(buttons.at(1), Qt::LeftButton);
    QCOMPARE(edits.size(), 0);
    QCOMPARE(buttons.at(1)->disabledReason(), u"Possible once the run has ended"_s);
    const int closed = rows->bodyOf(2)->height();
    QTest::mouseClick(buttons.at(0), Qt::LeftButton);
    QCOMPARE(buttons.at(0)->words(), u"Hide input"_s);
    QTRY_VERIFY(rows->bodyOf(2)->height() > closed);
    QTest::keyClick(buttons.at(0), Qt::Key_Space);
    QTRY_COMPARE(rows->bodyOf(2)->height(), closed);
    stage.flow.cancel();
    QTRY_VERIFY(buttons.at(1)->isPossible());
    QTest::mouseClick(buttons.at(1), Qt::LeftButton);
    QTest::mouseClick(buttons.at(2), Qt::LeftButton);
    QCOMPARE(edits, (QList<QVariantList>{{2}}));
    QCOMPARE(reruns, (QList<QVariantList>{{2}}));
}

void TestStepListWidget::failureOffersWhatCanBeDone()
{
    FlowStage stage;
    NoukaiStepList list;
    list.setFlow(&stage.flow);
    list.resize(700, 600);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(stage.reach(NoukaiFlow::Failed));
    NoukaiStepListView *rows = view(list);
    QTRY_VERIFY(rows->bodyOf(2) && rows->bodyOf(2)->isVisible());
    auto *notice = rows->bodyOf(2)->findChild<NoukaiErrorNotice *>();
    QVERIFY(notice && notice->isVisible());
    QSignalSpy actions(&list, &NoukaiStepList::actionRequested);
    const auto buttons = notice->findChildren<NoukaiActionButton *>();
    const auto retry = std::find_if(buttons.begin(), buttons.end(), [](NoukaiActionButton *button) {
        return button->words() == NoukaiErrorText::actionText(NoukaiErrorText::Retry);
    });
    QVERIFY(retry != buttons.end());
    QTest::mouseClick(*retry, Qt::LeftButton);
    QCOMPARE(actions.size(), 1);
    QCOMPARE(actions.at(0).at(0).value<NoukaiErrorText::Action>(), NoukaiErrorText::Retry);
    QCOMPARE(actions.at(0).at(1).toInt(), 2);
}

void TestStepListWidget::followsUntilAPersonScrolls()
{
    FlowStage stage;
    NoukaiStepList list;
    list.setFlow(&stage.flow);
    list.resize(600, 140);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(stage.reach(NoukaiFlow::Running));
    NoukaiStepListView *rows = view(list);
    auto *jump = list.findChild<NoukaiActionButton *>(u"jump"_s);
    QTRY_VERIFY(rows->visualRect(rows->indexOf(2)).top() >= 0 && rows->verticalScrollBar()->value() > 0);
    QVERIFY(list.isFollowing());
    QVERIFY(!jump->isVisible());
    QWheelEvent wheel(rows->viewport()->rect().center(), rows->mapToGlobal(rows->rect().center()), {}, {0, 120},
                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(rows->viewport(), &wheel);
    QVERIFY(!list.isFollowing());
    QVERIFY(jump->isVisible());
    QCOMPARE(jump->words(), u"Jump to the running step"_s);
    rows->verticalScrollBar()->setValue(0);
    QTest::mouseClick(jump, Qt::LeftButton);
    QVERIFY(list.isFollowing());
    QTRY_VERIFY(rows->verticalScrollBar()->value() > 0);
    QVERIFY(!jump->isVisible());
}

// A body per step in the model and few in the view, whatever is open.
void TestStepListWidget::bodiesAreMadeNearTheView()
{
    FlowStage stage;
    NoukaiStepList list;
    list.setFlow(&stage.flow);
    list.setDetail(NoukaiDisclosure::Full);
    list.resize(600, 400);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(run(stage, manySteps(400), 400));
    NoukaiStepListView *rows = view(list);
    QTRY_COMPARE(rows->rows(), 400);
    QTRY_VERIFY(rows->bodyCount() > 0);
    for (int step = 0; step < 40; ++step) {
        QTest::keyClick(rows, Qt::Key_PageDown);
        QCoreApplication::processEvents();
        QVERIFY2(rows->bodyCount() < 40, qPrintable(QString::number(rows->bodyCount())));
    }
    // Each open row that is seen has its body, below its line.
    QTRY_VERIFY([&] {
        int seen = 0;
        for (int row = 0; row < rows->rows(); ++row) {
            const QRect line = rows->visualRect(rows->indexOf(row));
            if (!line.intersects(rows->viewport()->rect()))
                continue;
            ++seen;
            const NoukaiStepBody *body = rows->bodyOf(row);
            if (!body || body->isHidden() || body->y() != line.bottom() + 1)
                return false;
        }
        return seen > 0;
    }());
}

void TestStepListWidget::detailOpensMore()
{
    FlowStage stage;
    NoukaiStepList list;
    QSignalSpy changed(&list, &NoukaiStepList::detailChanged);
    list.setFlow(&stage.flow);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    NoukaiStepListView *rows = view(list);
    list.setDetail(NoukaiDisclosure::Compact);
    QTRY_VERIFY(!rows->stateOf(0).expanded);
    list.setDetail(NoukaiDisclosure::Full);
    QTRY_VERIFY(rows->bodyOf(0) && rows->bodyOf(0)->isVisible());
    QCOMPARE(changed.size(), 2);
}

void TestStepListWidget::delegateIsReplaced()
{
    struct Delegate : QStyledItemDelegate {
        mutable int painted = 0;
        void paint(QPainter *, const QStyleOptionViewItem &, const QModelIndex &) const override { ++painted; }
        QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {10, 50}; }
    };
    Delegate delegate;
    FlowStage stage;
    NoukaiStepList list;
    QAbstractItemDelegate *own = list.itemDelegate();
    list.setFlow(&stage.flow);
    list.setItemDelegate(&delegate);
    QCOMPARE(list.itemDelegate(), &delegate);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QTRY_COMPARE(view(list)->heightOf(0), 50);
    QTRY_VERIFY(delegate.painted > 0);
    list.setItemDelegate(nullptr);
    QCOMPARE(list.itemDelegate(), own);
    QTRY_VERIFY(view(list)->heightOf(0) != 50);
}

void TestStepListWidget::assistanceOpens()
{
    FlowStage stage;
    NoukaiStepList list;
    list.setFlow(&stage.flow);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(stage.reach(NoukaiFlow::Failed));
    QTRY_COMPARE(list.timeline()->rowCount(), 7);
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(list.view());
    QTRY_VERIFY(view(list)->bodyOf(2));
    QCOMPARE(read->childCount(), 8); // the open body as well
    QVERIFY(read->child(7)->object() == view(list)->bodyOf(2));
    QAccessibleInterface *first = read->child(0);
    QVERIFY(first->state().collapsed);
    first->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(first->state().expanded);
    QCOMPARE(first->text(QAccessible::Description), u"open"_s);
    QVERIFY(list.view()->viewport()->rect().contains(
        QRect(list.view()->viewport()->mapFromGlobal(first->rect().topLeft()), first->rect().size()).center()));
    list.setFlow(nullptr);
    QTRY_COMPARE(read->childCount(), 0);
    QVERIFY(!first->isValid());
}

void TestStepListWidget::cardShowsOneStep()
{
    FlowStage stage;
    NoukaiTimelineModel timeline;
    timeline.setFlow(&stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QTRY_COMPARE(timeline.rowCount(), 7);
    NoukaiStepCard card;
    card.setTimeline(&timeline);
    card.setAttemptId(timeline.index(1).data(NoukaiTimelineModel::AttemptIdRole).toInt());
    card.resize(600, 300);
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    auto *line = card.findChild<QAbstractButton *>();
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(line);
    QCOMPARE(read->role(), QAccessible::Button);
    QCOMPARE(read->text(QAccessible::Name), timeline.index(1).data(NoukaiTimelineModel::AccessibleTextRole).toString());
    QCOMPARE(read->text(QAccessible::Description), u"closed"_s);
    QVERIFY(!card.findChild<NoukaiStepBody *>());
    QSignalSpy expanded(&card, &NoukaiStepCard::expandedChanged);
    QTest::mouseClick(line, Qt::LeftButton);
    QVERIFY(card.isExpanded());
    QCOMPARE(read->text(QAccessible::Description), u"open"_s);
    auto *body = card.findChild<NoukaiStepBody *>();
    QVERIFY(body && body->isVisible());
    card.setSections(NoukaiStepCard::UsageSection);
    QVERIFY(!body->findChild<QPlainTextEdit *>()->isVisible());
    line->setFocus();
    QTest::keyClick(line, Qt::Key_Left);
    QVERIFY(!card.isExpanded());
    QVERIFY(!body->isVisible());
    QTest::keyClick(line, Qt::Key_Left);
    QCOMPARE(expanded.size(), 2);
}

void TestStepListWidget::flowMayGo()
{
    auto stage = std::make_unique<FlowStage>();
    NoukaiStepList list;
    QSignalSpy changed(&list, &NoukaiStepList::flowChanged);
    list.setFlow(&stage->flow);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(stage->reach(NoukaiFlow::Running));
    QTRY_VERIFY(view(list)->bodyCount() > 0);
    stage.reset();
    QTRY_COMPARE(list.timeline()->rowCount(), 0);
    QTRY_COMPARE(view(list)->bodyCount(), 0);
    QCOMPARE(list.flow(), nullptr);
    QVERIFY(changed.size() >= 2);
}

QTEST_MAIN(TestStepListWidget)
#include "tst_steplistwidget.moc"
