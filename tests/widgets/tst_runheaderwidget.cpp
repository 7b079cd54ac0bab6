// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <Noukai/noukaiformat.h>
#include <Noukai/noukairunheader.h>
#include <Noukai/noukaitheme.h>

#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>

#include <memory>

using namespace Qt::StringLiterals;

// NoukaiRunHeader: what it says in each state, where it says it, and when it ticks.
class TestRunHeaderWidget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support (raise|propagateSizeHints))"_s));
    }
    void cleanup() { NoukaiTheme::instance()->setShowCost(true); }
    void says_data();
    void says();
    void costIsAChoice();
    void takesLinesWhereNarrow_data();
    void takesLinesWhereNarrow();
    void ticksOnlyWhileSeen();
    void flowIsAProperty();

private:
    static QStringList texts(const QWidget &widget);
    static QLabel *label(const QWidget &widget, const QString &text);
};

QStringList TestRunHeaderWidget::texts(const QWidget &widget)
{
    QStringList result;
    const auto labels = widget.findChildren<QLabel *>();
    for (const QLabel *each : labels) {
        if (each->isVisibleTo(&widget) && !each->text().isEmpty())
            result.append(each->text());
    }
    return result;
}

QLabel *TestRunHeaderWidget::label(const QWidget &widget, const QString &text)
{
    const auto labels = widget.findChildren<QLabel *>();
    for (QLabel *each : labels) {
        if (each->isVisibleTo(&widget) && each->text() == text)
            return each;
    }
    return nullptr;
}

void TestRunHeaderWidget::says_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    const auto states = QMetaEnum::fromType<NoukaiFlow::State>();
    for (int i = 0; i < states.keyCount(); ++i)
        QTest::newRow(states.key(i)) << NoukaiFlow::State(states.value(i));
}

void TestRunHeaderWidget::says()
{
    QFETCH(NoukaiFlow::State, state);
    FlowStage stage;
    NoukaiRunHeader header;
    header.setFlow(&stage.flow);
    header.resize(header.sizeHint());
    header.show();
    QVERIFY(QTest::qWaitForWindowExposed(&header));
    QVERIFY(stage.reach(state));
    const QStringList said = texts(header);
    QVERIFY(said.contains(NoukaiFormat::stateWord(state)));
    QVERIFY(said.contains(u"acme/demo/stage"_s));
    const bool started = state != NoukaiFlow::Idle;
    const QString tokens = state == NoukaiFlow::Connecting ? u"— tokens · —"_s : u"1.7K tokens · $0.002468"_s;
    const auto usage = [&] {
        for (const QString &text : texts(header)) {
            if (text.contains(u"tokens"))
                return text;
        }
        return QString();
    };
    if (started)
        QTRY_VERIFY2(usage().startsWith(tokens), qPrintable(usage()));
    else
        QVERIFY(usage().isEmpty());

    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(&header);
    QCOMPARE(read->role(), QAccessible::Grouping);
    QCOMPARE(read->text(QAccessible::Name), u"Run"_s);
    // A clock is not read again and again.
    bool told = false;
    for (QLabel *each : header.findChildren<QLabel *>()) {
        const QString name = QAccessible::queryAccessibleInterface(each)->text(QAccessible::Name);
        told = told || name == u"Time is running" || name.startsWith(u"Time: ");
        QCOMPARE(each->textFormat(), Qt::PlainText);
    }
    QCOMPARE(told, state != NoukaiFlow::Idle);
}

void TestRunHeaderWidget::costIsAChoice()
{
    FlowStage stage;
    NoukaiRunHeader header;
    QSignalSpy changed(&header, &NoukaiRunHeader::showCostChanged);
    header.setFlow(&stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QVERIFY(texts(header).join(u' ').contains(u'$'));
    NoukaiTheme::instance()->setShowCost(false);
    QVERIFY(!header.showCost());
    QVERIFY(!texts(header).join(u' ').contains(u'$'));
    header.setShowCost(true);
    QVERIFY(texts(header).join(u' ').contains(u'$'));
    header.resetShowCost();
    QVERIFY(!header.showCost());
    QCOMPARE(changed.size(), 3);

    header.setShowState(false);
    QVERIFY(!texts(header).contains(u"Completed"_s));
}

void TestRunHeaderWidget::takesLinesWhereNarrow_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

void TestRunHeaderWidget::takesLinesWhereNarrow()
{
    QFETCH(Qt::LayoutDirection, direction);
    FlowStage stage;
    NoukaiRunHeader header;
    header.setLayoutDirection(direction);
    header.setFlow(&stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    header.resize(header.sizeHint());
    header.show();
    QVERIFY(QTest::qWaitForWindowExposed(&header));
    const auto at = [&](const QString &text) {
        QLabel *found = label(header, text);
        return found ? found->mapTo(&header, found->rect().center()) : QPoint();
    };
    const bool mirrored = direction == Qt::RightToLeft;
    QTRY_COMPARE(at(u"Completed"_s).y(), at(u"acme/demo/stage"_s).y());
    QCOMPARE(at(u"Completed"_s).x() > at(u"acme/demo/stage"_s).x(), mirrored);
    const int wide = header.sizeHint().height();
    header.resize(header.fontMetrics().averageCharWidth() * 40, header.height());
    QTRY_VERIFY(at(u"Completed"_s).y() < at(u"acme/demo/stage"_s).y());
    QVERIFY(header.sizeHint().height() > wide);
}

// Counts what is painted: nothing counts up while nobody sees it.
void TestRunHeaderWidget::ticksOnlyWhileSeen()
{
    FlowStage stage;
    NoukaiRunHeader header;
    header.setFlow(&stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Running));
    const auto seconds = [&] {
        for (const QLabel *each : header.findChildren<QLabel *>()) {
            if (each->accessibleName() == u"Time is running")
                return each->text();
        }
        return QString();
    };
    QString before = seconds();
    QVERIFY(!before.isEmpty());
    QVERIFY(!QTest::qWaitFor([&] { return seconds() != before; }, 350));
    header.show();
    QVERIFY(QTest::qWaitForWindowExposed(&header));
    before = seconds();
    QTRY_VERIFY(seconds() != before);
    header.hide();
    before = seconds();
    QVERIFY(!QTest::qWaitFor([&] { return seconds() != before; }, 350));
}

void TestRunHeaderWidget::flowIsAProperty()
{
    FlowStage stage;
    NoukaiRunHeader header;
    QSignalSpy spy(&header, &NoukaiRunHeader::flowChanged);
    auto flow = std::make_unique<NoukaiFlow>(&stage.client);
    flow->setIdentifier(u"a/b/c"_s);
    header.setFlow(flow.get());
    header.setFlow(flow.get());
    QCOMPARE(spy.size(), 1);
    QVERIFY(texts(header).contains(u"a/b/c"_s));
    flow->setIdentifier(u"a/b/d"_s);
    QVERIFY(texts(header).contains(u"a/b/d"_s));
    flow.reset();
    QCOMPARE(header.flow(), nullptr);
    QVERIFY(!texts(header).contains(u"a/b/d"_s));
}

QTEST_MAIN(TestRunHeaderWidget)
#include "tst_runheaderwidget.moc"
