// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "quickparts.h"

#include <stagescene.h>

#include <Noukai/noukaitext.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QJsonObject>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using namespace QuickParts;

// What a step is given, changed in a dialog: texts and JSON, settings, what is refused, what is sent.
class TestOverrideEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void replacedOutputRunsAgain();
    void textsOfSeveralStepsAreKept();
    void nothingIsNoValue();
    void hostileOutputIsShownAsItIs();
    void refusedRunChangesNothing();
    void runningFlowIsNotChanged();
    void settingsAreAppliedWithoutARun();

private:
    bool run(const QList<QByteArray> &outputs);
    void edit(int stepIndex);
    QQuickItem *popup() const { return m_editor->property("contentItem").value<QQuickItem *>(); }
    QQuickItem *area(const QString &pane) const { return find(popup(), pane)->property("area").value<QQuickItem *>(); }
    QString said(const QString &label) const
    {
        QQuickItem *item = find(popup(), label);
        return item ? item->property("text").toString() : QString();
    }
    QString shown(const QString &pane) const { return area(pane)->property("text").toString(); }
    QString whyNot() const { return find(popup(), u"accept"_s)->property("disabledReason").toString(); }
    bool isOpen() const { return m_editor->property("opened").toBool(); }
    void write(const QString &pane, const QString &text);
    void choose(int step);

    std::unique_ptr<FlowStage> m_stage;
    std::unique_ptr<Scene> m_scene;
    QObject *m_editor = nullptr;
};

void TestOverrideEditor::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    NoukaiTheme::instance()->setReduceMotion(true);
    m_stage = std::make_unique<FlowStage>();
    m_stage->server.setManualDelivery(false);
    m_scene = std::make_unique<Scene>();
    QVERIFY(m_scene->show(u"OverrideEditor { objectName: \"editor\"; flow: theFlow }"_s, &m_stage->flow));
    m_editor = m_scene->item->findChild<QObject *>(u"editor"_s);
    QVERIFY(m_editor);
}

void TestOverrideEditor::cleanup()
{
    m_scene.reset();
    m_stage.reset();
    NoukaiTheme::instance()->setReduceMotion(false);
}

// A run of steps with these outputs, as JSON.
bool TestOverrideEditor::run(const QList<QByteArray> &outputs)
{
    QByteArray frames = stageEvent("run_started", "\"runId\":\"r\",\"executionId\":\"e\",\"stepCount\":" +
                                                      QByteArray::number(outputs.size()));
    for (qsizetype i = 0; i < outputs.size(); ++i) {
        const QByteArray at = QByteArray::number(i);
        const QByteArray step = "\"stepId\":\"s" + at + "\",\"stepIndex\":" + at;
        frames += stageEvent("step_started", step + ",\"name\":\"Name " + at + '"');
        frames += stageEvent("step_completed", step + ",\"output\":" + outputs.at(i));
    }
    m_stage->server.addRawFlow(m_stage->flow.identifier(),
                               frames + stageEvent("flow_completed", "\"result\":\"done\""));
    m_stage->flow.start();
    auto *timeline = m_editor->property("timeline").value<NoukaiTimelineModel *>();
    return QTest::qWaitFor(
        [&] { return m_stage->flow.state() == NoukaiFlow::Completed && timeline->count() == outputs.size(); });
}

void TestOverrideEditor::edit(int stepIndex)
{
    QVERIFY(QMetaObject::invokeMethod(m_editor, "edit", Q_ARG(int, stepIndex)));
    QTRY_VERIFY(isOpen());
}

// As a person who has the focus there.
void TestOverrideEditor::write(const QString &pane, const QString &text)
{
    area(pane)->forceActiveFocus();
    QTRY_VERIFY(area(pane)->hasActiveFocus());
    area(pane)->setProperty("text", text);
}

void TestOverrideEditor::choose(int step)
{
    QQuickItem *chooser = find(popup(), u"chooser"_s);
    chooser->forceActiveFocus();
    while (chooser->property("currentIndex").toInt() != step) {
        const bool up = chooser->property("currentIndex").toInt() > step;
        QTest::keyClick(&m_scene->view, up ? Qt::Key_Up : Qt::Key_Down);
    }
}

void TestOverrideEditor::replacedOutputRunsAgain()
{
    QVERIFY(run({"\"one\"", "\"two\"", "\"three\""}));
    edit(2);
    QCOMPARE(m_editor->property("title").toString(), u"Run again from step 3"_s);
    QCOMPARE(find(popup(), u"chooser"_s)->property("currentText").toString(), u"Name 1"_s);
    QTRY_COMPARE(shown(u"replacement"_s), u"two"_s); // of the step before
    QCOMPARE(shown(u"settings"_s), u"{}"_s);
    QCOMPARE(said(u"summary"_s), u"Nothing will change."_s);
    write(u"replacement"_s, u"other"_s);
    QTRY_COMPARE(said(u"summary"_s), u"Will change: the output of Name 1"_s);
    m_stage->server.clearRequests();
    QSignalSpy accepted(m_editor, SIGNAL(accepted()));
    click(button(popup(), u"Run again from here"_s));
    QCOMPARE(accepted.size(), 1);
    QTRY_VERIFY(!isOpen());
    QTRY_COMPARE(m_stage->server.requests().size(), 1);
    const QJsonObject sent = m_stage->server.requests().constFirst().json();
    QCOMPARE(sent.value("stepIndex"_L1).toInt(), 2);
    QCOMPARE(sent.value("inputOverrides"_L1).toObject().value("s1"_L1).toString(), u"other"_s);
}

// What is written is there again, though it cannot be used; and what is written back is no change.
void TestOverrideEditor::textsOfSeveralStepsAreKept()
{
    QVERIFY(run({"{\"a\":1}", "\"text\"", "\"end\""}));
    edit(2);
    choose(0);
    QTRY_VERIFY(shown(u"replacement"_s).contains(u"\"a\": 1"_s));
    const QString before = shown(u"replacement"_s);
    write(u"replacement"_s, u"{\"a\""_s);
    QTRY_VERIFY2(whyNot().startsWith(u"This is no JSON"_s), qPrintable(whyNot()));
    choose(1);
    QTRY_COMPARE(shown(u"replacement"_s), u"text"_s);
    QVERIFY2(whyNot().startsWith(u"Name 0: This is no JSON"_s), qPrintable(whyNot()));
    QCOMPARE(said(u"problem"_s), whyNot());
    QCOMPARE(QuickParts::description(area(u"settings"_s)), whyNot());
    QVERIFY(QMetaObject::invokeMethod(m_editor, "accept"));
    QVERIFY(isOpen() && m_stage->flow.inputOverrides().isEmpty());
    choose(0);
    QTRY_COMPARE(shown(u"replacement"_s), u"{\"a\""_s);
    write(u"replacement"_s, before);
    QTRY_COMPARE(said(u"summary"_s), u"Nothing will change."_s);
    QCOMPARE(whyNot(), QString());
}

void TestOverrideEditor::nothingIsNoValue()
{
    QVERIFY(run({"{\"a\":1}", "\"text\""}));
    edit(1);
    write(u"replacement"_s, QString());
    QTRY_COMPARE(whyNot(), u"There is no value."_s);
    write(u"replacement"_s, u"7"_s);
    QTRY_COMPARE(whyNot(), QString());
    write(u"settings"_s, QString());
    QTRY_COMPARE(whyNot(), u"Settings are a JSON object: {…}"_s);
}

void TestOverrideEditor::hostileOutputIsShownAsItIs()
{
    QVERIFY(run({"\"<b>x</b>\\u202Eexe.\"", "{\"\\u202E\":\"<b>\\u200B\"}", "1"}));
    edit(2);
    QTRY_VERIFY(shown(u"replacement"_s).contains(u"\\u200B"_s));
    QVERIFY(!NoukaiText::hasDeceptive(shown(u"replacement"_s)));
    QVERIFY(!area(u"replacement"_s)->property("readOnly").toBool()); // JSON has escapes of its own
    choose(0);
    QTRY_COMPARE(shown(u"replacement"_s), u"<b>x</b>⟨U+202E⟩exe."_s);
    QVERIFY(area(u"replacement"_s)->property("readOnly").toBool());
    click(button(popup(), u"Edit as it is"_s));
    QTRY_COMPARE(shown(u"replacement"_s), u"<b>x</b>\u202Eexe."_s);
    choose(1);
    QTRY_VERIFY(shown(u"replacement"_s).contains(u"\\u200B"_s));
    choose(0);
    QTRY_COMPARE(shown(u"replacement"_s), u"<b>x</b>⟨U+202E⟩exe."_s); // it was said of what was shown then
    QCOMPARE(richText(popup()), QString());
}

void TestOverrideEditor::refusedRunChangesNothing()
{
    QVERIFY(run({"1", "2"}));
    m_stage->flow.setInputOverrides({{u"s0"_s, 5}});
    edit(5); // which there is none of
    write(u"replacement"_s, u"6"_s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"can be run again from step"_s));
    click(button(popup(), u"Run again from here"_s));
    QTRY_COMPARE(whyNot(), u"The flow can be run again from step 1 to 2, not from step 6."_s);
    QVERIFY(isOpen());
    QCOMPARE(m_stage->flow.inputOverrides(), (QJsonObject{{u"s0"_s, 5}}));
    QCOMPARE(shown(u"replacement"_s), u"6"_s);
    write(u"settings"_s, u"{\"a\": 1}"_s);
    QTRY_COMPARE(whyNot(), u"The step has not run yet, so it has no settings to change."_s);
}

void TestOverrideEditor::runningFlowIsNotChanged()
{
    QVERIFY(run({"\"one\"", "\"two\""}));
    edit(1);
    m_stage->server.setManualDelivery(true);
    m_stage->flow.start();
    QTRY_COMPARE(whyNot(), u"Possible once the run has ended"_s);
    m_stage->flow.cancel();
    QTRY_COMPARE(whyNot(), QString());
    QTRY_COMPARE(m_stage->flow.state(), NoukaiFlow::Cancelled);
}

void TestOverrideEditor::settingsAreAppliedWithoutARun()
{
    QVERIFY(run({"1", "2"}));
    m_editor->setProperty("reruns", false);
    edit(1);
    write(u"settings"_s, u"{\"prompt\": \"be brief\"}"_s);
    QTRY_COMPARE(said(u"summary"_s), u"Will change: the settings of this step"_s);
    click(button(popup(), u"Apply"_s));
    QTRY_VERIFY(!isOpen());
    QCOMPARE(m_stage->flow.blockOverrides(), (QJsonObject{{u"s1"_s, QJsonObject{{u"prompt"_s, u"be brief"_s}}}}));
    QCOMPARE(m_stage->flow.state(), NoukaiFlow::Completed);
}

QTEST_MAIN(TestOverrideEditor)
#include "tst_overrideeditor.moc"
