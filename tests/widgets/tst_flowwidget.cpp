// SPDX-License-Identifier: MIT
#include "flowwidgetstage.h"

#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukairuncontrols.h>
#include <Noukai/noukairunheader.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaisteptimeline.h>

#include <QtCore/QTranslator>
#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractItemDelegate>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QPlainTextEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

// NoukaiFlowWidget: how its parts stand together, over real HTTP.
class TestFlowWidget : public FlowWidgetStage
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void showsEveryState_data();
    void showsEveryState();
    void showsARealRun_data();
    void showsARealRun();
    void partsAreSeenWhereThereIsRoom_data();
    void partsAreSeenWhereThereIsRoom();
    void nothingIsCut_data();
    void nothingIsCut();
    void followsFontPaletteAndLanguage();
    void partsAreReplaced();
    void delegateIsReplaced();
    void flowIsReplaced();
    void standsStillWhileHidden();
};

void TestFlowWidget::showsEveryState_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<int>("rows");
    QTest::addColumn<bool>("asks");
    QTest::addColumn<bool>("notice");
    const auto row = [](NoukaiFlow::State state, int rows, bool asks = false, bool notice = false) {
        QTest::newRow(QMetaEnum::fromType<NoukaiFlow::State>().valueToKey(state)) << state << rows << asks << notice;
    };
    row(NoukaiFlow::Idle, 0);
    row(NoukaiFlow::Connecting, 0);
    row(NoukaiFlow::Running, 7);
    row(NoukaiFlow::Paused, 7);
    row(NoukaiFlow::AwaitingTools, 7, true);
    row(NoukaiFlow::Completed, 7);
    row(NoukaiFlow::Failed, 7); // the error stands in its step
    row(NoukaiFlow::Cancelled, 7);
    row(NoukaiFlow::Interrupted, 7, false, true);
}

void TestFlowWidget::showsEveryState()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(int, rows);
    QFETCH(bool, asks);
    QFETCH(bool, notice);
    make();
    QVERIFY(m_stage->reach(state));
    QTRY_COMPARE(m_view->timeline()->rowCount(), rows);
    QCOMPARE(m_view->stepList()->timeline(), m_view->timeline());
    QCOMPARE(m_view->stepTimeline()->timeline(), m_view->timeline());
    QTRY_COMPARE(m_view->prompt()->isVisible(), asks);
    QTRY_COMPARE(m_view->errorNotice()->isVisible(), notice);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_view->header(), m_view->progress(), m_view->controls(), m_view->stepList()})
        QVERIFY2(part->isVisible(), part->metaObject()->className());
    // From top to bottom, none over another.
    int bottom = 0;
    for (QWidget *part : std::initializer_list<QWidget *>{m_view->header(), m_view->progress(), m_view->controls(),
                                                          m_view->errorNotice(), m_view->stepTimeline(),
                                                          m_view->stepList(), m_view->prompt()}) {
        if (!part->isVisible())
            continue;
        const QRect area(part->mapTo(m_view, QPoint()), part->size());
        QVERIFY2(area.top() >= bottom, part->metaObject()->className());
        QVERIFY2(m_view->rect().contains(area), part->metaObject()->className());
        bottom = area.bottom();
    }
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(m_view);
    QCOMPARE(read->role(), QAccessible::Grouping);
    QCOMPARE(read->text(QAccessible::Name), u"Flow"_s);
}

void TestFlowWidget::showsARealRun_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << false << Qt::LeftToRight << QSize(900, 700);
    QTest::newRow("dark") << true << Qt::LeftToRight << QSize(900, 700);
    QTest::newRow("light-rtl") << false << Qt::RightToLeft << QSize(900, 700);
    QTest::newRow("dark-narrow") << true << Qt::LeftToRight << QSize(320, 700);
    QTest::newRow("light-narrow") << false << Qt::LeftToRight << QSize(320, 700);
}

// The README's picture: a flow of the mock server in its last step, which puts out text.
void TestFlowWidget::showsARealRun()
{
    QFETCH(bool, dark);
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(QSize, size);
    if (dark) {
        QPalette palette(QColor(0x2b, 0x2b, 0x2b));
        palette.setColor(QPalette::Base, QColor(0x1e, 0x1e, 0x1e));
        QApplication::setPalette(palette);
    }
    m_stage->server.setManualDelivery(false);
    m_stage->server.setSpeed(4);
    m_stage->flow.setIdentifier(u"acme/review/contract"_s);
    m_stage->flow.setMessage(u"Supplier contract of 3 March"_s);
    make(size);
    m_view->setLayoutDirection(direction);
    QTest::mouseClick(buttons(m_view->controls(), NoukaiRunAction::text(NoukaiRunAction::Start)).constFirst(),
                      Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_view->timeline()->runningRow() == m_view->timeline()->rowCount() - 1 &&
                                 m_view->timeline()->rowCount() > 4,
                             20000);
    if (const QString folder = qEnvironmentVariable("NOUKAI_PICTURES"); !folder.isEmpty()) {
        const auto writes = [&] {
            const auto edits = m_view->findChildren<QPlainTextEdit *>();
            return std::any_of(edits.begin(), edits.end(), [](const QPlainTextEdit *edit) {
                return edit->isVisible() && edit->toPlainText().contains(u"Legal: Clause 7"_s);
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(writes(), 20000);
        m_view->grab().save(folder + u"/flowwidget-%1.png"_s.arg(QLatin1String(QTest::currentDataTag())));
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_stage->flow.state(), NoukaiFlow::Completed, 20000);
    QStringList names;
    for (int row = 0; row < m_view->timeline()->rowCount(); ++row)
        names << m_view->timeline()->index(row).data(NoukaiTimelineModel::StepNameRole).toString();
    for (const QString &name : {u"Extract the clauses"_s, u"Legal review"_s, u"Weigh the findings"_s})
        QVERIFY2(names.contains(name), qPrintable(names.join(u'|')));
    QCOMPARE(m_view->progress()->progress(), 1.0);
}

void TestFlowWidget::partsAreSeenWhereThereIsRoom_data()
{
    QTest::addColumn<NoukaiFlowWidget::Layout>("layout");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("timeline");
    QTest::addColumn<bool>("steps");
    const QSize large(900, 800);
    QTest::newRow("auto, room") << NoukaiFlowWidget::Auto << large << true << true;
    QTest::newRow("auto, narrow") << NoukaiFlowWidget::Auto << QSize(320, 800) << false << true;
    QTest::newRow("auto, low") << NoukaiFlowWidget::Auto << QSize(900, 360) << false << true;
    QTest::newRow("steps") << NoukaiFlowWidget::Steps << large << false << true;
    QTest::newRow("timeline") << NoukaiFlowWidget::Timeline << large << true << false;
    QTest::newRow("both, narrow") << NoukaiFlowWidget::Both << QSize(320, 800) << true << true;
}

void TestFlowWidget::partsAreSeenWhereThereIsRoom()
{
    QFETCH(NoukaiFlowWidget::Layout, layout);
    QFETCH(QSize, size);
    QFETCH(bool, timeline);
    QFETCH(bool, steps);
    make(size);
    QSignalSpy changed(m_view, &NoukaiFlowWidget::viewLayoutChanged);
    m_view->setViewLayout(layout);
    QCOMPARE(changed.size(), layout == NoukaiFlowWidget::Auto ? 0 : 1);
    QVERIFY(m_stage->reach(NoukaiFlow::Completed));
    QTRY_COMPARE(m_view->timeline()->rowCount(), 7);
    QTRY_COMPARE(m_view->stepTimeline()->isVisible(), timeline);
    QCOMPARE(m_view->isTimelineShown(), timeline);
    QCOMPARE(m_view->stepList()->isVisible(), steps);
    if (timeline && steps)
        QTRY_VERIFY(m_view->stepTimeline()->height() <= m_view->height() * 0.3 + 8);
    m_view->setFocus();
    QCOMPARE(QApplication::focusWidget(), steps ? m_view->stepList()->view() : m_view->stepTimeline()->view());
}

void TestFlowWidget::nothingIsCut_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<NoukaiFlow::State>("state");
    for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        for (const auto state : {NoukaiFlow::AwaitingTools, NoukaiFlow::Failed, NoukaiFlow::Interrupted})
            QTest::addRow("%s, %s", direction == Qt::LeftToRight ? "left to right" : "right to left",
                          QMetaEnum::fromType<NoukaiFlow::State>().valueToKey(state))
                << direction << state;
    }
}

// At 320 pixels: no wider than it may be, and nothing to the side of what is seen.
void TestFlowWidget::nothingIsCut()
{
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(NoukaiFlow::State, state);
    make({320, 760});
    m_view->setLayoutDirection(direction);
    QVERIFY(m_stage->reach(state));
    QTRY_COMPARE(m_view->timeline()->rowCount(), 7);
    QTRY_VERIFY(state == NoukaiFlow::Failed || m_view->prompt()->isVisible() || m_view->errorNotice()->isVisible());
    QCoreApplication::processEvents();
    QCOMPARE(m_view->width(), 320);
    if (const QString folder = qEnvironmentVariable("NOUKAI_PICTURES"); !folder.isEmpty())
        m_view->grab().save(folder + u"/flowwidget-%1.png"_s.arg(QLatin1String(QTest::currentDataTag())));
    const auto children = m_view->findChildren<QWidget *>();
    for (const QWidget *child : children) {
        if (!child->isVisible() || child->size().isEmpty())
            continue;
        const QRect area(child->mapTo(m_view, QPoint()), child->size());
        QVERIFY2(area.left() >= 0 && area.right() < 320, child->metaObject()->className());
    }
}

void TestFlowWidget::followsFontPaletteAndLanguage()
{
    struct Translator : QTranslator {
        QString translate(const char *context, const char *text, const char *, int) const override
        {
            return QByteArray(context) == "NoukaiFlowWidget" ? u"«%1»"_s.arg(QLatin1String(text)) : QString();
        }
        bool isEmpty() const override { return false; }
    };
    make();
    QVERIFY(m_stage->reach(NoukaiFlow::Completed));
    QTRY_COMPARE(m_view->timeline()->rowCount(), 7);
    const int controls = m_view->controls()->y();
    QFont large = m_view->font();
    large.setPointSizeF(large.pointSizeF() * 2);
    m_view->setFont(large);
    QTRY_VERIFY(m_view->controls()->y() > controls);
    const QColor light = m_view->grab().toImage().pixelColor(2, 2);
    QApplication::setPalette(QPalette(QColor(0x20, 0x20, 0x20)));
    QTRY_VERIFY(m_view->grab().toImage().pixelColor(2, 2) != light);
    Translator translator;
    QCoreApplication::installTranslator(&translator);
    QTRY_COMPARE(m_view->nextErrorAction()->text(), u"«Next error»"_s);
    QCOMPARE(m_view->accessibleName(), u"«Flow»"_s);
    QCoreApplication::removeTranslator(&translator);
    QTRY_COMPARE(m_view->accessibleName(), u"Flow"_s);
}

void TestFlowWidget::partsAreReplaced()
{
    make();
    QVERIFY(m_stage->reach(NoukaiFlow::Completed));
    QTRY_VERIFY(m_view->isTimelineShown());
    const auto parts = QMetaEnum::fromType<NoukaiFlowWidget::Part>();
    for (int i = 0; i < parts.keyCount(); ++i) {
        const auto part = NoukaiFlowWidget::Part(parts.value(i));
        QWidget *own = m_view->part(part);
        const bool seen = own->isVisible();
        QPointer<QWidget> mine = new QLabel(u"mine"_s);
        m_view->setPart(part, mine);
        QCOMPARE(m_view->part(part), mine.data());
        QCOMPARE(mine->isVisible(), seen);
        QVERIFY(m_view->isAncestorOf(mine));
        QVERIFY(!own->isVisible());
        QPointer<QWidget> next = new QLabel(u"next"_s);
        m_view->setPart(part, next);
        QTRY_VERIFY(!mine);
        QCOMPARE(m_view->part(part), next.data());
        delete next;
        QCOMPARE(m_view->part(part), own);
        QVERIFY2(own->isVisible() == seen, parts.key(i));
        m_view->setPart(part, new QLabel);
        m_view->setPart(part, nullptr);
        QCOMPARE(m_view->part(part), own);
        QCOMPARE(own->isVisible(), seen);
    }
    m_view->setPart(NoukaiFlowWidget::StepsPart, new QLabel); // goes with the view
    m_view->setPart(NoukaiFlowWidget::HeaderPart, new QLabel);
}

void TestFlowWidget::delegateIsReplaced()
{
    struct Delegate : QAbstractItemDelegate {
        mutable int painted = 0;
        void paint(QPainter *, const QStyleOptionViewItem &, const QModelIndex &) const override { ++painted; }
        QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {10, 40}; }
    };
    Delegate delegate;
    make();
    m_view->stepList()->setItemDelegate(&delegate);
    QVERIFY(m_stage->reach(NoukaiFlow::Completed));
    QTRY_VERIFY(delegate.painted > 0);
    m_owned.reset();
}

void TestFlowWidget::flowIsReplaced()
{
    make();
    QVERIFY(m_stage->reach(NoukaiFlow::Interrupted));
    QTRY_VERIFY(m_view->errorNotice()->isVisible());
    QSignalSpy changed(m_view, &NoukaiFlowWidget::flowChanged);
    NoukaiFlow other(&m_stage->client, u"acme/demo/other"_s);
    m_view->setFlow(&other);
    QTRY_COMPARE(m_view->timeline()->rowCount(), 0);
    QVERIFY(!m_view->errorNotice()->isVisible());
    m_view->setFlow(&m_stage->flow);
    QTRY_COMPARE(m_view->timeline()->rowCount(), 7);
    QVERIFY(m_view->errorNotice()->isVisible());
    m_stage.reset();
    QTRY_COMPARE(m_view->timeline()->rowCount(), 0);
    QVERIFY(!m_view->errorNotice()->isVisible());
    QCOMPARE(m_view->flow(), nullptr);
    QCOMPARE(changed.size(), 3);
    m_view->setFlow(nullptr);
}

// A run goes on behind a view that nobody sees: no timer of its parts runs, no time counts up.
void TestFlowWidget::standsStillWhileHidden()
{
    struct Counter : QObject {
        QWidget *view;
        QStringList timers; // whose they were
        bool eventFilter(QObject *watched, QEvent *event) override
        {
            auto *widget = qobject_cast<QWidget *>(watched);
            if (event->type() == QEvent::Timer && widget && (widget == view || view->isAncestorOf(widget)))
                timers << QLatin1String(widget->metaObject()->className());
            return false;
        }
    };
    NoukaiTheme::instance()->setReduceMotion(false);
    make();
    QVERIFY(m_stage->reach(NoukaiFlow::Running));
    Counter counter;
    counter.view = m_view;
    qApp->installEventFilter(&counter);
    QTRY_VERIFY(counter.timers.size() > 3); // it moves
    m_view->hide();
    // What was under way may still end; then nothing comes.
    const auto still = [&] {
        counter.timers.clear();
        const QStringList before = texts();
        return !QTest::qWaitFor([&] { return !counter.timers.isEmpty() || texts() != before; }, 350);
    };
    QTRY_VERIFY2(still(), qPrintable(counter.timers.join(u' ')));
    QVERIFY(m_stage->flow.isRunning());
    m_view->show();
    QTRY_VERIFY(counter.timers.size() > 3);
}

QTEST_MAIN(TestFlowWidget)
#include "tst_flowwidget.moc"
