// SPDX-License-Identifier: MIT

// What is shown by things that are used again: a block of text that grows, a card that becomes another step's.

#include "flowstage.h"
#include "quickparts.h"

#include <Noukai/noukaitimelinemodel.h>

#include <QtGui/QTextDocument>
#include <QtQuick/QQuickTextDocument>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace QuickParts;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray Part = "objectName: 'part'; anchors.fill: parent; flow: theFlow";

QByteArray piece(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'\r', u"\\r"_s).replace(u'\n', u"\\n"_s);
    return "event: step_output\ndata: {\"stepId\":\"s1\",\"outputData\":\"" + text.toUtf8() + "\"}\n\n";
}

QString shown(QQuickItem *block)
{
    return block->property("textDocument").value<QQuickTextDocument *>()->textDocument()->toPlainText();
}

QString laidOutAtOnce(const QString &text)
{
    QTextDocument document;
    document.setPlainText(text);
    return document.toPlainText();
}

} // namespace

class TestReuse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void textGrowsInPlace_data();
    void textGrowsInPlace();
    void blocksShowWhatReplacedThem();
    void selectionStaysWhileTextGrows();
    void menuIsMadeWhenAskedFor();
    void cardsBecomeOtherSteps();

private:
    static QQuickItem *showOutput(Scene &scene, FlowStage &stage, const QByteArray &pieces);
};

// An OutputView over a step that puts out `pieces`, all of which are held back but the first; its first block.
QQuickItem *TestReuse::showOutput(Scene &scene, FlowStage &stage, const QByteArray &pieces)
{
    if (!scene.show(QString::fromLatin1("OutputView { " + Part + " }"), &stage.flow))
        return nullptr;
    auto *timeline = new NoukaiTimelineModel(&stage.flow); // keeps what comes before the view knows the step
    timeline->setFlow(&stage.flow);
    const QByteArray opening = "event: run_started\ndata: {\"runId\":\"r1\",\"stepCount\":1}\n\n"
                               "event: step_started\ndata: {\"stepId\":\"s1\",\"name\":\"Write\"}\n\n";
    stage.server.addRawFlow(stage.flow.identifier(), opening + pieces);
    stage.flow.start();
    const int frames = 2 + int(pieces.count("\n\n"));
    if (!QTest::qWaitFor([&] { return stage.server.pendingFrames() >= frames; }))
        return nullptr;
    stage.server.deliver(3);
    if (!QTest::qWaitFor([&] { return timeline->rowCount() > 0; }))
        return nullptr;
    scene.part()->setProperty("attemptId", timeline->index(0).data(NoukaiTimelineModel::AttemptIdRole).toInt());
    QQuickItem *list = find(scene.item.get(), u"outputBlocks"_s);
    QQuickItem *block = nullptr;
    const auto thereIsText = [&] {
        QMetaObject::invokeMethod(list, "itemAtIndex", Q_RETURN_ARG(QQuickItem *, block), Q_ARG(int, 0));
        return block && !shown(block).isEmpty();
    };
    return QTest::qWaitFor(thereIsText) ? block : nullptr;
}

void TestReuse::textGrowsInPlace_data()
{
    QTest::addColumn<QStringList>("pieces");
    QTest::addColumn<bool>("shaped");
    QTest::newRow("within a line") << QStringList{u"one"_s, u" two"_s, u" three"_s} << false;
    QTest::newRow("over lines") << QStringList{u"one\ntwo"_s, u"\n\nthree"_s, u" four\nfive"_s} << false;
    QTest::newRow("cut inside CRLF") << QStringList{u"one\r"_s, u"\ntwo"_s, u"\r\nthree"_s} << false;
    QTest::newRow("cut after a line end") << QStringList{u"one\n"_s, u"two\n"_s, u"three"_s} << false;
    QTest::newRow("quotes and dashes") << QStringList{u"“one”"_s, u" — ‘two’…"_s, u" €"_s} << false;
    QTest::newRow("Cyrillic") << QStringList{u"оди"_s, u"н, "_s, u"два"_s} << false;
    QTest::newRow("emoji comes later") << QStringList{u"one"_s, u" 👩\u200d"_s, u"👩 two"_s} << true;
    QTest::newRow("combining mark comes later") << QStringList{u"e"_s, u"\u0301 a"_s, u"\u0300"_s} << true;
    QTest::newRow("Arabic") << QStringList{u"سل"_s, u"ام"_s, u" x"_s} << true;
}

void TestReuse::textGrowsInPlace()
{
    QFETCH(QStringList, pieces);
    QFETCH(bool, shaped);
    FlowStage stage;
    Scene scene;
    QByteArray events;
    for (const QString &text : pieces)
        events += piece(text);
    QQuickItem *block = showOutput(scene, stage, events);
    QVERIFY(block);
    for (int i = 1; i < pieces.size(); ++i) {
        const QString before = shown(block);
        stage.server.deliver(1);
        QTRY_VERIFY(shown(block) != before);
    }
    QCOMPARE(shown(block), laidOutAtOnce(pieces.join(QString())));
    const auto font = block->property("font").value<QFont>();
    QCOMPARE((font.styleStrategy() & QFont::PreferNoShaping) == 0, shaped);
}

// Blocks that wait out of sight to be used again have what was replaced meanwhile.
void TestReuse::blocksShowWhatReplacedThem()
{
    FlowStage stage;
    Scene scene;
    const auto lines = [](const QString &word) {
        return QString(word + u" line\\n").repeated(4000);
    };
    QVERIFY(showOutput(scene, stage,
                       piece(u"first\n"_s) + piece(QString(u"old line\n"_s).repeated(4000)) +
                           "event: step_completed\ndata: {\"stepId\":\"s1\",\"output\":\"" + lines(u"new"_s).toUtf8() +
                           "\"}\n\n"));
    QQuickItem *list = find(scene.item.get(), u"outputBlocks"_s);
    const auto firstText = [list] {
        QQuickItem *block = nullptr;
        QMetaObject::invokeMethod(list, "itemAtIndex", Q_RETURN_ARG(QQuickItem *, block), Q_ARG(int, 0));
        return block ? shown(block) : QString();
    };
    stage.server.deliver(1);
    QTRY_VERIFY(list->property("contentY").toDouble() > 4 * list->height());
    QTRY_COMPARE(firstText(), QString()); // which waits to be used again
    list->forceActiveFocus();
    QTest::keyClick(&scene.view, Qt::Key_Home);
    QTRY_VERIFY(firstText().startsWith(u"first\nold line"_s));
    QTest::keyClick(&scene.view, Qt::Key_End);
    QTRY_COMPARE(firstText(), QString());
    stage.server.deliver(1);
    QTRY_VERIFY(!seenText(scene.part()).contains(u"old line"_s));
    QTest::keyClick(&scene.view, Qt::Key_Home);
    QTRY_VERIFY2(firstText().startsWith(u"new line\nnew line"_s), qPrintable(firstText().left(40)));
}

void TestReuse::selectionStaysWhileTextGrows()
{
    FlowStage stage;
    Scene scene;
    QQuickItem *block = showOutput(scene, stage, piece(u"one two"_s) + piece(u" three"_s));
    QVERIFY(block);
    QVERIFY(QMetaObject::invokeMethod(block->property("selection").value<QObject *>(), "set", Q_ARG(int, 0),
                                      Q_ARG(int, 4), Q_ARG(int, 0), Q_ARG(int, 7)));
    QCOMPARE(block->property("selectedText").toString(), u"two"_s);
    stage.server.deliver(1);
    QTRY_COMPARE(shown(block), u"one two three"_s);
    QCOMPARE(block->property("selectedText").toString(), u"two"_s);
}

void TestReuse::menuIsMadeWhenAskedFor()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(showOutput(scene, stage, piece(u"one two"_s)));
    QVERIFY(!seenText(scene.view.contentItem()).contains(u"Copy all"_s));
    QTest::mouseClick(&scene.view, Qt::RightButton, {}, {200, 200});
    QTRY_VERIFY(seenText(scene.view.contentItem()).contains(u"Copy all"_s));
    QTest::keyClick(&scene.view, Qt::Key_Escape);
    QTRY_VERIFY(!seenText(scene.view.contentItem()).contains(u"Copy all"_s));
}

// Cards that leave the list at one side come back at the other, with nothing of the step that they showed.
void TestReuse::cardsBecomeOtherSteps()
{
    constexpr int Steps = 60;
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(QString::fromLatin1("StepList { " + Part + " }"), &stage.flow));
    QByteArray frames = "event: run_started\ndata: {\"runId\":\"r1\",\"stepCount\":60}\n\n";
    for (int i = 0; i < Steps; ++i) {
        const QByteArray id = "\"stepId\":\"s" + QByteArray::number(i) + '"';
        frames += "event: step_started\ndata: {" + id + ",\"name\":\"Step" + QByteArray::number(i) + "\"}\n\n" +
                  "event: step_completed\ndata: {" + id + ",\"output\":\"out" + QByteArray::number(i) + "\"}\n\n";
    }
    frames += "event: flow_completed\ndata: {\"result\":\"done\"}\n\n";
    stage.server.addRawFlow(stage.flow.identifier(), frames);
    stage.server.setManualDelivery(false);
    stage.flow.start();
    QTRY_COMPARE(stage.flow.state(), NoukaiFlow::Completed);
    auto *timeline = scene.part()->property("timeline").value<NoukaiTimelineModel *>();
    QTRY_COMPARE(timeline->rowCount(), Steps);
    const int third = timeline->index(2).data(NoukaiTimelineModel::AttemptIdRole).toInt();
    QVERIFY(QMetaObject::invokeMethod(scene.part(), "show", Q_ARG(int, third)));
    QTRY_VERIFY(seenText(scene.part()).contains(u"out2"_s));

    QQuickItem *list = find(scene.part(), u"stepHeader"_s);
    while (list && !list->inherits("QQuickListView"))
        list = list->parentItem();
    QVERIFY(list);
    const auto card = [&](int row) {
        QQuickItem *item = nullptr;
        QMetaObject::invokeMethod(list, "itemAtIndex", Q_RETURN_ARG(QQuickItem *, item), Q_ARG(int, row));
        return item;
    };
    list->forceActiveFocus();
    for (const int key : {int(Qt::Key_PageDown), int(Qt::Key_PageUp)}) {
        for (int i = 0; i < Steps; ++i) {
            QTest::keyClick(&scene.view, Qt::Key(key));
            QCoreApplication::processEvents();
            for (int row = 0; row < Steps; ++row) {
                if (!card(row))
                    continue;
                QCOMPARE(card(row)->property("stepName").toString(), u"Step%1"_s.arg(row));
                QCOMPARE(find(card(row), u"outputBlocks"_s) != nullptr, card(row)->property("expanded").toBool());
            }
        }
    }
    QTRY_VERIFY(card(2));
    QVERIFY(card(2)->property("expanded").toBool());
    QTRY_VERIFY(seenText(card(2)).contains(u"out2"_s));
}

QTEST_MAIN(TestReuse)
#include "tst_reuse.moc"
