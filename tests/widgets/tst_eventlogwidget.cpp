// SPDX-License-Identifier: MIT
#include "eventlogbench.h"

#include <Noukai/noukaitheme.h>

#include <QtCore/QTranslator>
#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtGui/QHelpEvent>
#include <QtGui/QImage>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>

#include <memory>

using namespace Qt::StringLiterals;
using Bench = EventLogBench;
using Model = NoukaiEventLogModel;

namespace
{

// Puts stars around every text.
class Stars : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return u"*"_s + QString::fromUtf8(source) + u"*"_s;
    }
};

} // namespace

// NoukaiEventLog: what it says, how it is read, and what keys and mouse do.
class TestEventLogWidget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support (raise|propagateSizeHints))"_s));
    }
    void cleanup() { NoukaiTheme::instance()->setHighContrast(false); }
    void rowsAreRead();
    void emptyIsTold();
    void filterIsTyped();
    void chosenIsKept();
    void pauses();
    void problemsAreShown();
    void keysChoose();
    void mouseChooses();
    void copies();
    void looks_data();
    void looks();
    void hostileTextIsPlain();
    void fontAndPaletteMayChange();
    void languageMayChange();
    void logIsShared();
    void flowMayGo();
    void mayGoInItsSlot();
};

void TestEventLogWidget::rowsAreRead()
{
    Bench bench(stageEvent("step_progress", "\"stepId\":\"s1\""), 3);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(6));
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(bench.view());
    QCOMPARE(read->role(), QAccessible::List);
    QCOMPARE(read->text(QAccessible::Name), u"Events"_s);
    QCOMPARE(read->childCount(), 6);
    QSignalSpy activated(&bench.log, &NoukaiEventLog::eventActivated);
    for (int row = 0; row < 6; ++row) {
        QAccessibleInterface *child = read->child(row);
        QCOMPARE(child->role(), QAccessible::ListItem);
        QVERIFY(!child->text(QAccessible::Name).isEmpty());
        QCOMPARE(child->text(QAccessible::Name),
                 bench.log.log()->index(row).data(Model::AccessibleTextRole).toString());
        child->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(bench.view()->currentRow(), row);
        QCOMPARE(activated.takeFirst().at(0).toLongLong(), row + 1);
    }
    QVERIFY(read->child(2)->text(QAccessible::Name).startsWith(u"This version does not know the event."_s));
    QAccessibleInterface *field = QAccessible::queryAccessibleInterface(bench.field());
    QCOMPARE(field->role(), QAccessible::EditableText);
    QCOMPARE(field->text(QAccessible::Name), u"Filter of the events"_s);
    QAccessibleInterface *pause = QAccessible::queryAccessibleInterface(bench.button(u"pause"_s));
    QCOMPARE(pause->text(QAccessible::Name), u"Pause"_s);
    QCOMPARE(pause->text(QAccessible::Description), u"Stops the display; events are still recorded"_s);
    QCOMPARE(bench.said(u"count"_s), u"6 of 6 shown"_s);
}

void TestEventLogWidget::emptyIsTold()
{
    Bench bench({}, 1);
    QVERIFY(bench.show());
    QCOMPARE(bench.said(u"empty"_s), u"No events yet"_s);
    QCOMPARE(bench.said(u"count"_s), u"0 of 0 shown"_s);
    QTest::keyClick(bench.view(), Qt::Key_Down);
    QTest::keyClick(bench.view(), Qt::Key_End);
    QTest::keyClick(bench.view(), Qt::Key_Return);
    QCOMPARE(bench.view()->currentRow(), -1);
    bench.log.setPaused(true);
    QVERIFY(bench.deliver(2));
    QTRY_COMPARE(bench.said(u"empty"_s), u"The display is paused"_s);
    bench.log.setPaused(false);
    QCOMPARE(bench.said(u"empty"_s), QString());
    bench.log.setFilter(u"step:nobody"_s);
    QCOMPARE(bench.said(u"empty"_s), u"No event passes the filter"_s);
}

void TestEventLogWidget::filterIsTyped()
{
    Bench bench({}, 5);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(7));
    QSignalSpy changed(&bench.log, &NoukaiEventLog::filterChanged);
    bench.field()->setFocus();
    QTest::keyClicks(bench.field(), u"type:run*"_s);
    QCOMPARE(bench.log.filter(), u"type:run*"_s);
    QCOMPARE(changed.size(), 9);
    QCOMPARE(bench.view()->rows(), 1);
    QCOMPARE(bench.said(u"count"_s), u"1 of 7 shown"_s);
    QCOMPARE(bench.said(u"filterError"_s), QString());

    bench.field()->selectAll();
    QTest::keyClicks(bench.field(), u"nonsense:1"_s);
    const QString error = bench.log.log()->filterError();
    QVERIFY2(error.contains(u"nonsense"_s), qPrintable(error));
    QCOMPARE(bench.said(u"filterError"_s), error);
    QCOMPARE(QAccessible::queryAccessibleInterface(bench.field())->text(QAccessible::Description), error);
    bench.log.setFilter({});
    QCOMPARE(bench.field()->text(), QString());
    QCOMPARE(bench.said(u"filterError"_s), QString());
    QCOMPARE(bench.view()->rows(), 7);
    bench.log.log()->setFilter(u"text:piece"_s); // told to the model, it is in the field as well
    QCOMPARE(bench.field()->text(), u"text:piece"_s);
    QCOMPARE(bench.view()->rows(), 5);
}

// What is chosen stays so while the filter changes, also when that hides it.
void TestEventLogWidget::chosenIsKept()
{
    Bench bench({}, 5);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(7));
    bench.log.showSequence(4);
    QCOMPARE(bench.view()->currentRow(), 3);
    bench.log.setFilter(u"text:piece"_s);
    QCOMPARE(bench.view()->currentRow(), 1);
    bench.log.setFilter(u"type:run*"_s);
    QCOMPARE(bench.view()->currentRow(), -1);
    bench.log.setFilter({});
    QCOMPARE(bench.view()->currentRow(), 3);
    bench.log.showSequence(99); // there is none
    QCOMPARE(bench.view()->currentRow(), 3);
}

void TestEventLogWidget::pauses()
{
    Bench bench({}, 5);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(3));
    QSignalSpy changed(&bench.log, &NoukaiEventLog::pausedChanged);
    NoukaiActionButton *pause = bench.button(u"pause"_s);
    QTest::mouseClick(pause, Qt::LeftButton);
    QVERIFY(bench.log.isPaused());
    QVERIFY(pause->isChecked());
    QCOMPARE(pause->words(), u"Go on"_s);
    QVERIFY(bench.deliver(1));
    QTRY_COMPARE(bench.said(u"pending"_s), u"1 event arrived meanwhile"_s);
    QVERIFY(bench.deliver(3));
    QTRY_VERIFY(bench.said(u"pending"_s).startsWith(u'4') || bench.said(u"pending"_s).startsWith(u"%n"_s));
    QCOMPARE(bench.view()->rows(), 3);
    pause->setFocus();
    QTest::keyClick(pause, Qt::Key_Space);
    QVERIFY(!bench.log.isPaused());
    QCOMPARE(bench.view()->rows(), 7);
    QCOMPARE(bench.said(u"pending"_s), QString());
    QCOMPARE(pause->words(), u"Pause"_s);
    QCOMPARE(changed.size(), 2);
}

void TestEventLogWidget::problemsAreShown()
{
    const QByteArray unknown = stageEvent("step_progress", "\"stepId\":\"s1\"");
    Bench bench(unknown + piece(1) + unknown, 100);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(2));
    NoukaiActionButton *problems = bench.button(u"problems"_s);
    QVERIFY(!problems->isVisible());
    QVERIFY(bench.deliver(1));
    QVERIFY(problems->isVisible());
    QCOMPARE(problems->words(), u"1 problem"_s);
    QVERIFY(bench.deliver(102));
    QVERIFY2(problems->words().endsWith(u" problems"_s), qPrintable(problems->words()));
    QVERIFY(bench.atEnd());
    QTest::mouseClick(problems, Qt::LeftButton);
    QCOMPARE(bench.view()->currentRow(), 2);
    QVERIFY(bench.view()->viewport()->rect().contains(bench.at(2)));
    QTest::mouseClick(problems, Qt::LeftButton);
    QCOMPARE(bench.view()->currentRow(), 4);
    QTest::mouseClick(problems, Qt::LeftButton); // there is no other one
    QCOMPARE(bench.view()->currentRow(), 4);
}

void TestEventLogWidget::keysChoose()
{
    Bench bench({}, 100);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(102));
    bench.log.setFocus();
    QVERIFY(bench.view()->hasFocus());
    QSignalSpy activated(&bench.log, &NoukaiEventLog::eventActivated);
    QTest::keyClick(bench.view(), Qt::Key_Up);
    QCOMPARE(bench.view()->currentRow(), 101);
    QTest::keyClick(bench.view(), Qt::Key_Up);
    QCOMPARE(bench.view()->currentRow(), 100);
    QTest::keyClick(bench.view(), Qt::Key_Home);
    QCOMPARE(bench.view()->currentRow(), 0);
    QCOMPARE(bench.bar()->value(), 0);
    QTest::keyClick(bench.view(), Qt::Key_Up);
    QCOMPARE(bench.view()->currentRow(), 0);
    QTest::keyClick(bench.view(), Qt::Key_Down);
    QCOMPARE(bench.view()->currentRow(), 1);
    QTest::keyClick(bench.view(), Qt::Key_Return);
    QCOMPARE(activated.takeFirst().at(0).toLongLong(), 2);
    QTest::keyClick(bench.view(), Qt::Key_PageDown);
    QVERIFY(bench.view()->currentRow() > 5);
    QTest::keyClick(bench.view(), Qt::Key_PageUp);
    QVERIFY(bench.view()->currentRow() <= 1);
    QTest::keyClick(bench.view(), Qt::Key_End);
    QCOMPARE(bench.view()->currentRow(), 101);
    QVERIFY(bench.atEnd());
    QTest::keyClick(bench.view(), Qt::Key_Enter);
    QCOMPARE(activated.takeFirst().at(0).toLongLong(), 102);

    // Everything is within reach of Tab.
    QWidgetList reached;
    bench.field()->setFocus();
    for (int i = 0; i < 3; ++i) {
        reached.append(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(reached, (QWidgetList{bench.field(), bench.button(u"pause"_s), bench.view()}));
}

void TestEventLogWidget::mouseChooses()
{
    Bench bench({}, 5);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(7));
    QSignalSpy activated(&bench.log, &NoukaiEventLog::eventActivated);
    QTest::mouseClick(bench.view()->viewport(), Qt::LeftButton, {}, bench.at(3));
    QCOMPARE(bench.view()->currentRow(), 3);
    QCOMPARE(activated.size(), 0);
    QTest::mouseDClick(bench.view()->viewport(), Qt::LeftButton, {}, bench.at(5));
    QCOMPARE(bench.view()->currentRow(), 5);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.takeFirst().at(0).toLongLong(), 6);
    const QPoint below(50, bench.at(6).y() + 3 * bench.view()->heightOf(0));
    QTest::mouseDClick(bench.view()->viewport(), Qt::LeftButton, {}, below);
    QCOMPARE(bench.view()->currentRow(), 5);
    QCOMPARE(activated.size(), 0);
}

void TestEventLogWidget::copies()
{
    Bench bench({}, 5);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(7));
    QGuiApplication::clipboard()->setText(u"before"_s);
    QTest::keySequence(bench.view(), QKeySequence(QKeySequence::Copy));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s); // nothing is chosen
    bench.log.showSequence(3);
    QTest::keySequence(bench.view(), QKeySequence(QKeySequence::Copy));
    QCOMPARE(QGuiApplication::clipboard()->text(), uR"({"stepId":"s1","outputData":"piece 0"})"_s);
}

// What a person looks at keeps its place while the oldest events go, as long as it is there itself.
// Only the rows that are seen are drawn, so that a hundred thousand scroll like a few.
void TestEventLogWidget::looks_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<int>("width");
    QTest::newRow("left to right") << Qt::LeftToRight << 800;
    QTest::newRow("right to left") << Qt::RightToLeft << 800;
    QTest::newRow("left to right, narrow") << Qt::LeftToRight << 240;
    QTest::newRow("right to left, narrow") << Qt::RightToLeft << 240;
}

// The line begins with its time, at the side where reading starts; the other side is free where the text is short. A
// problem has its sign in its colour.
void TestEventLogWidget::looks()
{
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(int, width);
    Bench bench(stageEvent("x", "\"stepId\":\"s1\""));
    bench.log.setLayoutDirection(direction);
    bench.log.resize(width, 300);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(3));
    QCOMPARE(bench.log.width(), width); // nothing needs more
    const QImage image = bench.view()->viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
    const QColor paper = bench.log.palette().color(QPalette::Window);
    const QColor warning = QColor::fromRgb(NoukaiTheme::rgb(NoukaiTheme::Warning, paper.lightnessF() < 0.5));
    const QRect row = bench.view()->visualRect(bench.view()->indexOf(2));
    int first = image.width();
    int last = -1;
    int signs = 0;
    for (int y = row.top() + 1; y < row.bottom(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == paper)
                continue;
            first = qMin(first, x);
            last = qMax(last, x);
            signs += image.pixelColor(x, y) == warning ? 1 : 0;
        }
    }
    QVERIFY(last > first);
    QVERIFY(signs > 3);
    const int before = direction == Qt::LeftToRight ? first : image.width() - 1 - last;
    QVERIFY2(before < bench.log.fontMetrics().averageCharWidth() * 10, qPrintable(QString::number(before)));
    if (width < 400)
        return;
    const int behind = direction == Qt::LeftToRight ? image.width() - 1 - last : first;
    QVERIFY2(behind > image.width() / 5, qPrintable(QString::number(behind)));
}

void TestEventLogWidget::hostileTextIsPlain()
{
    Bench bench(stageEvent("step_output",
                           "\"stepId\":\"s1\",\"outputData\":\"<img src=http://x/y>\\u202E\\u0000\\n<b>bold</b>\"") +
                stageEvent("step_started", "\"stepId\":\"s2\",\"name\":\"" + QByteArray(5000, 'n') + "<b>\\u202E\"") +
                stageEvent("<script>&amp;", "\"stepId\":\"s2\""));
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(5));
    bench.view()->viewport()->grab();
    for (int row = 2; row < 5; ++row) {
        const QPoint at = bench.at(row);
        QHelpEvent help(QEvent::ToolTip, at, bench.view()->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(bench.view()->viewport(), &help);
        const QString tip = QToolTip::text();
        QVERIFY(tip.startsWith(u"<span"_s));
        QVERIFY2(!tip.mid(5, tip.size() - 12).contains(u"<b>"_s) && !tip.contains(u"<img"_s) &&
                     !tip.contains(u"<script"_s),
                 qPrintable(tip));
        QVERIFY(tip.size() < 3000);
    }
    bench.field()->setText(u"<b>x</b>:1"_s);
    const auto labels = bench.log.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (!label->isWindow()) // the tool tip
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    bench.field()->setText(QString(100'000, u'x'));
    QVERIFY(bench.log.minimumSizeHint().width() < 800);
}

void TestEventLogWidget::fontAndPaletteMayChange()
{
    Bench bench({}, 100);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(102));
    const int height = bench.view()->heightOf(0);
    QFont large = bench.log.font();
    large.setPointSizeF(large.pointSizeF() * 2);
    bench.log.setFont(large);
    QTRY_VERIFY(bench.view()->heightOf(0) > height * 3 / 2);
    QTRY_COMPARE(bench.bar()->maximum(), bench.view()->contentHeight() - bench.view()->viewport()->height());
    QVERIFY(bench.atEnd());

    bench.log.setFilter(u"nonsense:1"_s);
    const auto redOf = [&] {
        const auto *label = bench.log.findChild<QLabel *>(u"filterError"_s);
        const QImage image = const_cast<QLabel *>(label)->grab().toImage();
        const QColor paper = bench.log.palette().color(QPalette::Window);
        const QColor danger = QColor::fromRgb(NoukaiTheme::rgb(NoukaiTheme::Danger, paper.lightnessF() < 0.5));
        int found = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                found += image.pixelColor(x, y).rgb() == danger.rgb() ? 1 : 0;
        }
        return found;
    };
    QTRY_VERIFY(redOf() > 0);
    QPalette dark(QColor(0x30, 0x30, 0x30), QColor(0x1E, 0x1E, 0x1E));
    bench.log.setPalette(dark);
    QTRY_VERIFY(redOf() > 0);
    NoukaiTheme::instance()->setHighContrast(true);
    bench.log.showSequence(50);
    const QImage row = bench.view()->viewport()->grab(bench.view()->visualRect(bench.view()->currentIndex())).toImage();
    QCOMPARE(row.pixelColor(row.width() / 2, 0), bench.log.palette().color(QPalette::Highlight)); // a frame and no tint
    QCOMPARE(row.pixelColor(row.width() - 4, 3), dark.color(QPalette::Window));
}

void TestEventLogWidget::languageMayChange()
{
    Bench bench({}, 1);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(2));
    Stars stars;
    QVERIFY(QCoreApplication::installTranslator(&stars));
    QTRY_COMPARE(bench.button(u"pause"_s)->words(), u"*Pause*"_s);
    QCOMPARE(bench.said(u"count"_s), u"*2 of 2 shown*"_s);
    QCOMPARE(bench.field()->placeholderText(), u"*Filter, as in type:step_output text:error*"_s);
    QCOMPARE(bench.view()->accessibleName(), u"*Events*"_s);
    QCoreApplication::removeTranslator(&stars);
    QTRY_COMPARE(bench.button(u"pause"_s)->words(), u"Pause"_s);
}

void TestEventLogWidget::logIsShared()
{
    Bench bench({}, 5);
    auto shared = std::make_unique<Model>();
    shared->setFlow(&bench.stage.flow);
    bench.log.setFilter(u"text:piece"_s);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(7));
    bench.log.setLog(shared.get());
    QCOMPARE(bench.log.log(), shared.get());
    QTRY_COMPARE(bench.view()->rows(), 5);
    QCOMPARE(shared->filter(), u"text:piece"_s);
    shared->setPaused(true);
    QVERIFY(bench.log.isPaused());
    QCOMPARE(bench.button(u"pause"_s)->words(), u"Go on"_s);
    shared.reset();
    QVERIFY(bench.log.log());
    QCOMPARE(bench.view()->rows(), 0); // its own has recorded nothing meanwhile
    QVERIFY(bench.log.isPaused());
    QCOMPARE(bench.log.filter(), u"text:piece"_s);
}

void TestEventLogWidget::flowMayGo()
{
    auto flow = std::make_unique<NoukaiFlow>();
    NoukaiEventLog log;
    QSignalSpy changed(&log, &NoukaiEventLog::flowChanged);
    log.setFlow(flow.get());
    log.setFlow(flow.get());
    QCOMPARE(changed.size(), 1);
    flow.reset();
    QCOMPARE(log.flow(), nullptr);
    QCOMPARE(changed.size(), 2);
    log.show();
    log.showNextProblem();
}

void TestEventLogWidget::mayGoInItsSlot()
{
    FlowStage stage;
    auto *log = new NoukaiEventLog;
    log->setFlow(&stage.flow);
    log->show();
    QVERIFY(QTest::qWaitForWindowExposed(log));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QTRY_VERIFY(log->log()->count() > 3);
    connect(log, &NoukaiEventLog::eventActivated, this, [log] { delete log; });
    QPointer<NoukaiEventLog> alive(log);
    QTest::keyClick(log->view(), Qt::Key_Home);
    QTest::keyClick(log->view(), Qt::Key_Return);
    QVERIFY(!alive);
}

QTEST_MAIN(TestEventLogWidget)
#include "tst_eventlogwidget.moc"
