// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "quickparts.h"

#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using namespace QuickParts;

// A step's output: following, selecting, finding, copying, Markdown.
class TestOutputView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { NoukaiTheme::instance()->setReduceMotion(false); }

    void outputFollowsUntilAPersonMovesUp();
    void outputIsSelectedFromBlockToBlock_data();
    void outputIsSelectedFromBlockToBlock();
    void textIsFound();
    void outputIsCopied();
    void markdownIsHarmless_data();
    void markdownIsHarmless();
};

namespace
{

// A run with one step that puts out `lines` lines and is not done.
QByteArray output(int from, int lines)
{
    QByteArray frames;
    for (int i = from; i < from + lines; ++i) {
        frames += "event: step_output\ndata: {\"stepId\":\"s1\",\"outputData\":\"line " + QByteArray::number(i) +
                  "\\n\"}\n\n";
    }
    return frames;
}

// A view with 120 lines, "line 0" to "line 119", and the list of its blocks.
QQuickItem *showLines(FlowStage &stage, Scene &scene, bool mirrored = false)
{
    if (!scene.show(named("OutputView", "anchors.fill: parent; flow: theFlow"), &stage.flow, mirrored, {500, 300}))
        return nullptr;
    auto *timeline = new NoukaiTimelineModel(&stage.flow);
    timeline->setFlow(&stage.flow);
    stage.server.addRawFlow(stage.flow.identifier(),
                            "event: run_started\ndata: {\"runId\":\"r1\",\"stepCount\":1}\n\n"
                            "event: step_started\ndata: {\"stepId\":\"s1\",\"name\":\"Write\"}\n\n" +
                                output(0, 120));
    stage.flow.start();
    if (!QTest::qWaitFor([&] { return stage.server.pendingFrames() >= 122; }))
        return nullptr;
    stage.server.deliver(122);
    if (!QTest::qWaitFor([&] { return timeline->rowCount() > 0; }))
        return nullptr;
    scene.part()->setProperty("attemptId", timeline->index(0).data(NoukaiTimelineModel::AttemptIdRole).toInt());
    QQuickItem *list = find(scene.item.get(), u"outputBlocks"_s);
    if (!QTest::qWaitFor([&] { return list->property("contentHeight").toDouble() > 2 * list->height(); }))
        return nullptr;
    return QTest::qWaitFor([&] { return list->property("toEnd").toDouble() < 2; }) ? list : nullptr;
}

} // namespace

void TestOutputView::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    NoukaiTheme::instance()->setReduceMotion(true);
}

void TestOutputView::outputFollowsUntilAPersonMovesUp()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("OutputView", "anchors.fill: parent; flow: theFlow; attemptId: 1"), &stage.flow, false,
                       {500, 300}));
    auto *timeline = new NoukaiTimelineModel(&stage.flow); // keeps what comes before the view knows the step
    timeline->setFlow(&stage.flow);
    const QByteArray opening = "event: run_started\ndata: {\"runId\":\"r1\",\"stepCount\":1}\n\n"
                               "event: step_started\ndata: {\"stepId\":\"s1\",\"name\":\"Write\"}\n\n";
    stage.server.addRawFlow(stage.flow.identifier(), opening + output(0, 120));
    stage.flow.start();
    QTRY_VERIFY(stage.server.pendingFrames() >= 122);
    stage.server.deliver(82);
    QTRY_VERIFY(timeline->rowCount() > 0);
    scene.part()->setProperty("attemptId", timeline->index(0).data(NoukaiTimelineModel::AttemptIdRole).toInt());
    QQuickItem *list = find(scene.item.get(), u"outputBlocks"_s);
    const auto toEnd = [&] {
        return list->property("toEnd").toDouble();
    };
    QTRY_VERIFY(list->property("contentHeight").toDouble() > 2 * list->height());
    QTRY_VERIFY(toEnd() < 2);

    const QPoint place(200, 150);
    QWheelEvent up(place, scene.view.mapToGlobal(place), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                   false);
    QCoreApplication::sendEvent(&scene.view, &up);
    QTRY_VERIFY(!scene.part()->property("following").toBool());
    QTRY_VERIFY(!list->property("moving").toBool());
    const double stays = list->property("contentY").toDouble();
    stage.server.deliver(10);
    QTRY_VERIFY(find(scene.item.get(), u"pill"_s));
    QTRY_COMPARE(find(scene.item.get(), u"pill"_s)->property("text").toString(), u"Jump to latest (10 new lines)"_s);
    QCOMPARE(list->property("contentY").toDouble(), stays);

    click(find(scene.item.get(), u"pill"_s));
    QTRY_VERIFY(toEnd() < 2);
    QVERIFY(scene.part()->property("following").toBool());
    QVERIFY(!find(scene.item.get(), u"pill"_s));

    list->forceActiveFocus();
    QTest::keyClick(&scene.view, Qt::Key_PageUp);
    QVERIFY(!scene.part()->property("following").toBool());
    QTest::keyClick(&scene.view, Qt::Key_End);
    QVERIFY(scene.part()->property("following").toBool());
    QTRY_VERIFY(toEnd() < 2);
}

void TestOutputView::outputIsSelectedFromBlockToBlock_data()
{
    QTest::addColumn<bool>("mirrored");
    QTest::newRow("left to right") << false;
    QTest::newRow("right to left") << true;
}

void TestOutputView::outputIsSelectedFromBlockToBlock()
{
    QFETCH(bool, mirrored);
    FlowStage stage;
    Scene scene;
    QQuickItem *list = showLines(stage, scene, mirrored);
    QVERIFY(list);
    const auto copied = [&] {
        QGuiApplication::clipboard()->clear();
        QTest::keySequence(&scene.view, QKeySequence::Copy);
        return QGuiApplication::clipboard()->text();
    };
    const double left = mirrored ? list->property("barWidth").toDouble() : 0;
    const auto at = [&](double x, double y) {
        return list->mapToScene({left + x, y}).toPoint();
    };
    // From the middle to the top: text, and nothing moves while it is selected.
    QTest::mousePress(&scene.view, Qt::LeftButton, {}, at(1, list->height() - 20));
    QTest::mouseMove(&scene.view, at(40, 60));
    QTest::mouseMove(&scene.view, at(1, 40));
    QTest::mouseRelease(&scene.view, Qt::LeftButton, {}, at(1, 40));
    const QString dragged = copied();
    QVERIFY2(dragged.count(u'\n') > 5, qPrintable(dragged));
    QVERIFY2(dragged.startsWith(u"line "_s), qPrintable(dragged));

    // A double click takes the word, a third one the line.
    QTest::mouseDClick(&scene.view, Qt::LeftButton, {}, at(8, 60));
    QCOMPARE(copied(), u"line"_s);
    QTest::mouseClick(&scene.view, Qt::LeftButton, {}, at(8, 60));
    const QString line = copied();
    QVERIFY2(line.startsWith(u"line "_s) && line.endsWith(u'\n') && line.count(u'\n') == 1, qPrintable(line));

    // By keys: all, nothing, one more character and one more line.
    QTest::keySequence(&scene.view, QKeySequence::SelectAll);
    QCOMPARE(copied().count(u'\n'), 120);
    QTest::keyClick(&scene.view, Qt::Key_Escape);
    QCOMPARE(copied(), QString());
    QTest::keyClick(&scene.view, Qt::Key_Home);
    QTRY_COMPARE(list->property("contentY").toDouble(), list->property("originY").toDouble());
    QTest::mouseClick(&scene.view, Qt::LeftButton, {}, at(1, 2));
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(&scene.view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(copied(), u"line 0"_s);
    QTest::keyClick(&scene.view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(copied(), u"line 0\nline 1"_s);
    QTest::keyClick(&scene.view, Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(copied().count(u'\n'), 120);
}

void TestOutputView::textIsFound()
{
    FlowStage stage;
    Scene scene;
    QQuickItem *list = showLines(stage, scene);
    QVERIFY(list);
    list->forceActiveFocus();
    const auto *selection = list->property("selection").value<QObject *>();
    const auto selected = [&] {
        QString text;
        QMetaObject::invokeMethod(const_cast<QObject *>(selection), "text", Q_RETURN_ARG(QString, text));
        return text;
    };
    QTest::keySequence(&scene.view, QKeySequence::Find);
    QQuickItem *field = find(scene.item.get(), u"findField"_s);
    QVERIFY(field);
    QTRY_VERIFY(field->hasActiveFocus());
    type(&scene.view, "LINE 7");
    QCOMPARE(selected(), u"line 7"_s);
    QCOMPARE(selection->property("firstOffset").toInt(), 49); // seven lines of seven before it
    const double first = list->property("contentY").toDouble();
    type(&scene.view, "7");
    QCOMPARE(selected(), u"line 77"_s);
    QTRY_VERIFY(list->property("contentY").toDouble() > first);
    QTest::keyClick(&scene.view, Qt::Key_Return); // there is one alone: it is found again
    QCOMPARE(selected(), u"line 77"_s);
    QTest::keyClick(&scene.view, Qt::Key_Backspace);
    QTest::keyClick(&scene.view, Qt::Key_Return);
    QCOMPARE(selected(), u"line 7"_s);
    QTest::keyClick(&scene.view, Qt::Key_Return, Qt::ShiftModifier);
    const int before = selection->property("firstOffset").toInt();
    click(find(scene.item.get(), u"findNext"_s));
    QVERIFY(selection->property("firstOffset").toInt() > before);
    click(find(scene.item.get(), u"findPrevious"_s));
    QCOMPARE(selection->property("firstOffset").toInt(), before);
    field->forceActiveFocus();
    type(&scene.view, "nowhere");
    QTRY_VERIFY(seenText(scene.part()).contains(u"No match"_s));
    QCOMPARE(selected(), QString());
    QTest::keyClick(&scene.view, Qt::Key_Escape);
    QTRY_VERIFY(!find(scene.item.get(), u"findField"_s));
    QVERIFY(list->hasActiveFocus());
}

void TestOutputView::outputIsCopied()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("OutputView", "anchors.fill: parent; flow: theFlow"), &stage.flow));
    auto *timeline = new NoukaiTimelineModel(&stage.flow);
    timeline->setFlow(&stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QTRY_VERIFY(timeline->rowCount() > 0);
    scene.part()->setProperty("attemptId", timeline->index(0).data(NoukaiTimelineModel::AttemptIdRole).toInt());
    QTRY_VERIFY(seenText(scene.part()).contains(u"done"_s));
    QVERIFY(QMetaObject::invokeMethod(scene.part(), "copyAll"));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"done"_s);
}

void TestOutputView::markdownIsHarmless_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("there");
    QTest::addColumn<QString>("gone");
    QTest::newRow("emphasis") << u"**bold**"_s << u"font-weight"_s << u"**"_s;
    QTest::newRow("tags are text") << u"<img src=\"http://evil.example/x.png\">hello"_s << u"&lt;img"_s << u"<img"_s;
    QTest::newRow("image is its description")
        << u"![a cat](http://evil.example/x.png)"_s << u"[image: a cat]"_s << u"<img"_s;
    QTest::newRow("script") << u"[click](javascript:alert(1))"_s << u"click"_s << u"javascript"_s;
    QTest::newRow("file") << u"[click](file:///etc/passwd)"_s << u"click"_s << u"href"_s;
    QTest::newRow("web link stays") << u"[click](https://example.org/a)"_s << u"href=\"https://example.org/a\""_s
                                    << u"javascript"_s;
}

void TestOutputView::markdownIsHarmless()
{
    QFETCH(QString, markdown);
    QFETCH(QString, there);
    QFETCH(QString, gone);
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("UsageBadge", "usage: theFlow.usage; property string html;"
                                           "function turn(text: string) { html = NoukaiMarkdown.toSafeHtml(text) }"),
                       &stage.flow));
    QVERIFY(QMetaObject::invokeMethod(scene.part(), "turn", Q_ARG(QString, markdown)));
    const QString html = scene.part()->property("html").toString().section(u"<body"_s, 1);
    QVERIFY2(html.contains(there), qPrintable(html));
    QVERIFY2(!html.contains(gone), qPrintable(html));
}

QTEST_MAIN(TestOutputView)
#include "tst_outputview.moc"
