// SPDX-License-Identifier: MIT
#include "paritybench.h"

#include <stage.h>

#include <Noukai/noukaiflowwidget.h>
#include <Noukai/noukaioutputview.h>
#include <Noukai/noukaioverridedialog.h>
#include <Noukai/noukaipayloadview.h>
#include <Noukai/noukaireplaybar.h>
#include <Noukai/noukaistepcard.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>
#include <QtQml/QJSValue>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>
#include <tuple>

using namespace Qt::StringLiterals;

// What the two front ends tell of outputs, values, steps and recordings is the same, in every state of a run.
class TestParityViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QGuiApplication::setQuitOnLastWindowClosed(false); }
    void init();
    void cleanup();

    void outputView_data();
    void outputView();
    void payloadView_data();
    void payloadView();
    void payloadIsEdited_data();
    void payloadIsEdited();
    void overrideEditor_data();
    void overrideEditor();
    void replayBar_data();
    void replayBar();
    void stepCard_data();
    void stepCard();
    void flowView_data();
    void flowView();

private:
    static void eachScene(const QStringList &scenes);
    void reach();

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<NoukaiTimelineModel> m_timeline;
};

namespace
{

QAccessibleInterface *read(QWidget &widget)
{
    return QAccessible::queryAccessibleInterface(&widget);
}

void show(QWidget &widget, QSize size = {800, 600})
{
    widget.resize(size);
    widget.show(); // what is hidden is not read
}

// Without the lines that begin with \a start.
QStringList without(QStringList lines, const QString &start)
{
    lines.removeIf([&](const QString &line) { return line.startsWith(start); });
    return lines;
}

// The text of an output, which is a list of blocks there and a text field here.
QString outputOf(QAccessibleInterface *from)
{
    QStringList pieces;
    Parity::walk(from, [&](QAccessibleInterface *part) {
        if (part->text(QAccessible::Name) != u"Output"_s)
            return true;
        pieces << Parity::textOf(part);
        for (int i = 0; i < part->childCount() && !part->textInterface(); ++i) {
            if (part->child(i)->role() == QAccessible::StaticText)
                pieces << part->child(i)->text(QAccessible::Name);
        }
        return false;
    });
    return pieces.join(QString()).trimmed();
}

} // namespace

void TestParityViews::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    NoukaiTheme::instance()->setReduceMotion(true);
    m_stage = std::make_unique<Stage>();
    m_timeline = std::make_unique<NoukaiTimelineModel>();
    m_timeline->setFlow(m_stage->flow());
}

void TestParityViews::cleanup()
{
    m_timeline.reset();
    m_stage.reset();
    NoukaiTheme::instance()->setReduceMotion(false);
}

void TestParityViews::eachScene(const QStringList &scenes)
{
    QTest::addColumn<QString>("scene");
    for (const QString &scene : scenes)
        QTest::newRow(qPrintable(scene)) << scene;
}

// Brings the run to the row's scene.
void TestParityViews::reach()
{
    QFETCH(QString, scene);
    m_stage->setScene(scene);
    QTRY_VERIFY(m_stage->isReady());
    QTRY_VERIFY(m_timeline->count() >= m_stage->flow()->stepCount()); // rows are told a frame later
}

void TestParityViews::outputView_data()
{
    QTest::addColumn<QString>("scene");
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("format");
    const std::pair<const char *, int> rows[] = {{"idle", 0},      {"running", 2},    {"running", 4},
                                                 {"completed", 0}, {"completed", 2},  {"failed", 2},
                                                 {"cancelled", 2}, {"interrupted", 2}};
    for (const auto &[scene, row] : rows) {
        for (const auto format : {NoukaiOutputView::Plain, NoukaiOutputView::Markdown, NoukaiOutputView::Json})
            QTest::addRow("%s, step %d, format %d", scene, row, format)
                << QString::fromLatin1(scene) << row << int(format);
    }
}

void TestParityViews::outputView()
{
    QFETCH(int, row);
    QFETCH(int, format);
    reach();
    const int attempt = m_timeline->index(row).data(NoukaiTimelineModel::AttemptIdRole).toInt();
    const QuickPart quick("OutputView", {{u"flow"_s, QVariant::fromValue(m_stage->flow())},
                                         {u"attemptId"_s, m_timeline->count() > row ? attempt : -1},
                                         {u"format"_s, format}});
    NoukaiOutputView widget;
    widget.setFlow(m_stage->flow());
    widget.setAttemptId(m_timeline->count() > row ? attempt : -1);
    widget.setFormat(NoukaiOutputView::Format(format));
    show(widget);
    QTRY_COMPARE(outputOf(quick.read()), outputOf(read(widget)));
    QTRY_COMPARE(quick->property("markdown").toBool(), widget.isMarkdown());
    const auto rest = [](QAccessibleInterface *from) {
        QStringList lines = Parity::said(from);
        const QString output = outputOf(from);
        lines.removeIf([&](const QString &line) {
            const QString name = line.section(u'"', 1, -2).trimmed();
            return name == u"Output"_s || line.contains(u"\"Output\""_s) || (!name.isEmpty() && output.contains(name));
        });
        return lines;
    };
    COMPARE_SAID(rest(quick.read()), rest(read(widget)));
    QVERIFY(QMetaObject::invokeMethod(quick.object(), "find"));
    widget.find();
    COMPARE_SAID(rest(quick.read()), rest(read(widget)));
}

void TestParityViews::payloadView_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QJsonValue>("original");
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("editable");
    const QJsonObject order{
        {u"id"_s, 7}, {u"lines"_s, QJsonArray{u"pen"_s, u"ink"_s}}, {u"note"_s, QJsonValue::Null}, {u"sent"_s, true}};
    QJsonObject changed = order;
    changed[u"id"_s] = 8;
    const std::tuple<const char *, QJsonValue, QJsonValue> rows[] = {
        {"nothing", QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonValue::Undefined)},
        {"null", QJsonValue(QJsonValue::Null), QJsonValue(QJsonValue::Undefined)},
        {"text", u"<b>two</b>\nlines"_s, QJsonValue(QJsonValue::Undefined)},
        {"object", order, QJsonValue(QJsonValue::Undefined)},
        {"compared", changed, order},
        {"the same", order, order},
        {"hostile", QJsonObject{{u"a\u202Eb"_s, u"x\u200By"_s}}, u"\u202Ez"_s},
        {"long", QJsonArray{QString(400000, u'x')}, order}};
    for (const auto &[name, value, original] : rows) {
        for (const int mode : {0, 1, 2}) {
            if (mode == 1 && qstrcmp(name, "long") == 0)
                continue; // in blocks there
            for (const bool editable : {false, true})
                QTest::addRow("%s, mode %d%s", name, mode, editable ? ", editable" : "")
                    << value << original << mode << editable;
        }
    }
}

void TestParityViews::payloadView()
{
    QFETCH(QJsonValue, value);
    QFETCH(QJsonValue, original);
    QFETCH(int, mode);
    QFETCH(bool, editable);
    QVariantMap properties{{u"title"_s, u"Order"_s}, {u"mode"_s, mode}, {u"editable"_s, editable}};
    NoukaiPayloadView widget;
    widget.setTitle(u"Order"_s);
    widget.setMode(NoukaiPayloadView::Mode(mode));
    widget.setEditable(editable);
    if (!value.isUndefined()) {
        properties.insert(u"value"_s, value);
        widget.setValue(value);
    }
    if (!original.isUndefined()) {
        properties.insert(u"original"_s, original);
        widget.setOriginal(original);
    }
    const QuickPart quick("PayloadView", properties);
    show(widget);
    const auto rest = [](QAccessibleInterface *from) { // the view itself is a group here
        QStringList lines = Parity::said(from);
        lines.removeAll(u"Grouping \"Order\""_s);
        return lines;
    };
    COMPARE_SAID(rest(quick.read()), rest(read(widget)));
    QVERIFY(QMetaObject::invokeMethod(quick.object(), "find"));
    widget.find();
    QCOMPARE(quick->property("finding").toBool(), widget.isFinding());
    COMPARE_SAID(rest(quick.read()), rest(read(widget)));
}

void TestParityViews::payloadIsEdited_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("applies");
    QTest::newRow("unchanged") << u"7"_s << false;
    QTest::newRow("a value") << u"{\"a\": [1, 2.5]}"_s << true;
    QTest::newRow("an escape") << u"\"\\u202Ex\""_s << true;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("white space") << u" \n"_s << false;
    QTest::newRow("null") << u"null"_s << true;
    QTest::newRow("no JSON") << u"{\"a\": "_s << false;
}

void TestParityViews::payloadIsEdited()
{
    QFETCH(QString, text);
    QFETCH(bool, applies);
    const QuickPart quick("PayloadView", {{u"value"_s, 7}, {u"mode"_s, 1}, {u"editable"_s, true}});
    NoukaiPayloadView widget;
    widget.setValue(7);
    widget.setMode(NoukaiPayloadView::Text);
    widget.setEditable(true);
    show(widget);
    QSignalSpy there(quick.object(), SIGNAL(edited(QVariant)));
    QSignalSpy here(&widget, &NoukaiPayloadView::edited);
    QTRY_VERIFY(Parity::write(quick.read(), u"Data"_s, text));
    QTRY_VERIFY(Parity::write(read(widget), u"Data"_s, text));
    const auto rest = [](QAccessibleInterface *from) {
        return without(Parity::said(from), u"Grouping"_s);
    };
    COMPARE_SAID(rest(quick.read()), rest(read(widget)));
    bool applied = false;
    QVERIFY(QMetaObject::invokeMethod(quick.object(), "apply", Q_RETURN_ARG(bool, applied)));
    QCOMPARE(applied, applies);
    QCOMPARE(widget.apply(), applies);
    QCOMPARE(there.size(), here.size());
    if (!applies)
        return;
    QVariant told = there.constFirst().constFirst();
    if (told.metaType() == QMetaType::fromType<QJSValue>())
        told = told.value<QJSValue>().toVariant();
    QCOMPARE(QJsonValue::fromVariant(told), here.constFirst().constFirst().toJsonValue());
}

void TestParityViews::overrideEditor_data()
{
    QTest::addColumn<QString>("scene");
    QTest::addColumn<int>("step");
    QTest::newRow("no run") << u"idle"_s << -1;
    QTest::newRow("first step") << u"completed"_s << 0;
    QTest::newRow("a text before it") << u"completed"_s << 3;
    QTest::newRow("last step") << u"completed"_s << 4;
    QTest::newRow("no such step") << u"completed"_s << 9;
    QTest::newRow("failed") << u"failed"_s << 2;
    QTest::newRow("replaced before") << u"retried"_s << 2;
    QTest::newRow("while it runs") << u"running"_s << 1;
}

void TestParityViews::overrideEditor()
{
    QFETCH(int, step);
    const QuickPart quick("OverrideEditor", {{u"flow"_s, QVariant::fromValue(m_stage->flow())}}, {900, 900});
    NoukaiOverrideDialog widget;
    widget.setFlow(m_stage->flow());
    reach();
    QTRY_COMPARE(widget.timeline()->count(), m_timeline->count());
    QTRY_COMPARE(quick->property("timeline").value<NoukaiTimelineModel *>()->count(), m_timeline->count());
    QVERIFY(QMetaObject::invokeMethod(quick.object(), "edit", Q_ARG(int, step)));
    widget.edit(step);
    QTRY_VERIFY(quick->property("opened").toBool());
    const QString title = widget.windowTitle();
    QCOMPARE(quick->property("title").toString(), title);
    const auto rest = [&](QAccessibleInterface *from) { // the title stands in the window here
        QStringList lines = without(Parity::said(from), u"Dialog"_s);
        lines.removeAll(QString(u"StaticText \""_s + title + u'"'));
        return lines;
    };
    COMPARE_SAID(rest(quick.read()), rest(read(widget)));
    const QString settings = u"Settings of this step as JSON"_s;
    for (const QString &text : {u"{"_s, u"[1]"_s, QString(), u"{\"prompt\": \"brief\"}"_s}) {
        QTRY_VERIFY(Parity::write(quick.read(), settings, text));
        QTRY_VERIFY(Parity::write(read(widget), settings, text));
        COMPARE_SAID(rest(quick.read()), rest(read(widget)));
        QCOMPARE(quick->property("problem").toString(), widget.problem());
    }
    const QString output = u"Output that the step is given"_s;
    if (!Parity::find(read(widget), QAccessible::EditableText, output))
        return;
    for (const QString &text : {u"{"_s, QString(), u"7"_s}) {
        QTRY_VERIFY(Parity::write(quick.read(), output, text));
        QTRY_VERIFY(Parity::write(read(widget), output, text));
        COMPARE_SAID(rest(quick.read()), rest(read(widget)));
        QCOMPARE(quick->property("problem").toString(), widget.problem());
    }
}

void TestParityViews::replayBar_data()
{
    eachScene({u"idle"_s, u"replayLoaded"_s, u"replay"_s, u"replayEnded"_s, u"replayCut"_s, u"replayBroken"_s});
}

void TestParityViews::replayBar()
{
    reach();
    NoukaiPlayer *player = m_stage->scene() == u"idle"_s ? nullptr : m_stage->player();
    const QuickPart quick("ReplayBar", {{u"player"_s, QVariant::fromValue(player)}});
    NoukaiReplayBar widget;
    widget.setPlayer(player);
    show(widget);
    COMPARE_SAID(quick.said(), Parity::said(read(widget)));
    if (!player || !player->isLoaded())
        return;
    player->setSpeed(0.25);
    player->setSkipWaits(!player->skipWaits());
    COMPARE_SAID(quick.said(), Parity::said(read(widget)));
    player->setSpeed(3); // none of those to choose from
    COMPARE_SAID(quick.said(), Parity::said(read(widget)));
}

void TestParityViews::stepCard_data()
{
    eachScene({u"running"_s, u"silent"_s, u"paused"_s, u"tools"_s, u"completed"_s, u"failed"_s, u"cancelled"_s,
               u"interrupted"_s, u"retried"_s, u"looped"_s, u"partial"_s, u"odd"_s, u"replay"_s});
}

void TestParityViews::stepCard()
{
    reach();
    for (int row = 0; row < m_timeline->count(); ++row) {
        const QModelIndex at = m_timeline->index(row);
        QVariantMap step{{u"flow"_s, QVariant::fromValue(m_stage->flow())},
                         {u"timeline"_s, QVariant::fromValue(m_timeline.get())},
                         {u"index"_s, row}};
        const auto roles = m_timeline->roleNames();
        for (const char *name : {"attemptId", "stepIndex", "stepState", "attempt", "attemptCount", "iteration",
                                 "durationMs", "promptTokens", "completionTokens", "totalTokens", "stepName", "preview",
                                 "costUsd", "accessibleText", "isOverridden", "isReplayed", "isTruncated", "stepError"})
            step.insert(QString::fromLatin1(name), at.data(roles.key(name)));
        const QuickPart quick("StepCard", step);
        NoukaiStepCard widget;
        widget.setTimeline(m_timeline.get());
        widget.setAttemptId(at.data(NoukaiTimelineModel::AttemptIdRole).toInt());
        show(widget);
        const auto state = NoukaiTimelineModel::StepState(at.data(NoukaiTimelineModel::StepStateRole).toInt());
        if (state != NoukaiTimelineModel::AwaitingTools) // which is open here, and there in its list
            COMPARE_SAID(Parity::withoutTimes(quick.said()), Parity::withoutTimes(Parity::said(read(widget))));
        quick->setProperty("expanded", true);
        widget.setExpanded(true);
        const auto rest = [](QAccessibleInterface *from) {
            const QString output = outputOf(from);
            QStringList lines = Parity::withoutTimes(Parity::said(from));
            lines.removeIf([&](const QString &line) {
                const QString name = line.section(u'"', 1, -2).trimmed();
                return line.contains(u"\"Output\""_s) ||
                       (line.startsWith(u"StaticText"_s) && !name.isEmpty() && output.contains(name));
            });
            return lines;
        };
        COMPARE_SAID(rest(quick.read()), rest(read(widget)));
        QCOMPARE(outputOf(quick.read()), outputOf(read(widget)));
        QVERIFY(Parity::press(quick.read(), u"Show input"_s));
        QVERIFY(Parity::press(read(widget), u"Show input"_s));
        COMPARE_SAID(rest(quick.read()), rest(read(widget)));
    }
}

void TestParityViews::flowView_data()
{
    eachScene({u"idle"_s, u"connecting"_s, u"running"_s, u"paused"_s, u"tools"_s, u"manyTools"_s, u"hostileTool"_s,
               u"completed"_s, u"failed"_s, u"cancelled"_s, u"interrupted"_s, u"retried"_s, u"unauthorised"_s,
               u"rateLimited"_s, u"replay"_s});
}

// What can be done, and what is asked and warned about; the rows are compared by themselves.
void TestParityViews::flowView()
{
    const QSize size(1000, 1600);
    const QuickPart quick("FlowView", {{u"flow"_s, QVariant::fromValue(m_stage->flow())}}, size);
    NoukaiFlowWidget widget;
    widget.setFlow(m_stage->flow());
    show(widget, size);
    reach();
    const auto deeds = [](QAccessibleInterface *from) {
        QStringList lines = Parity::said(from);
        // A step's line is a button there, and a row here.
        lines.removeIf([](const QString &line) {
            return line.endsWith(u"(open)"_s) || line.endsWith(u"(closed)"_s) ||
                   !(line.startsWith(u"Button"_s) || line.startsWith(u"CheckBox"_s) || line.startsWith(u"Heading"_s) ||
                     line.startsWith(u"AlertMessage"_s));
        });
        lines.removeDuplicates();
        static const QRegularExpression left(u"\\d+"_s);
        return lines.replaceInStrings(left, u"#"_s);
    };
    COMPARE_SAID(deeds(quick.read()), deeds(read(widget)));
}

QTEST_MAIN(TestParityViews)
#include "tst_parityviews.moc"
