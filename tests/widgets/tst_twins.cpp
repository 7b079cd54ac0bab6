// SPDX-License-Identifier: MIT
#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaieventlog.h>
#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukaiflowwidget.h>
#include <Noukai/noukaioutputview.h>
#include <Noukai/noukaioverridedialog.h>
#include <Noukai/noukaipayloadview.h>
#include <Noukai/noukaiquick.h>
#include <Noukai/noukaireplaybar.h>
#include <Noukai/noukairuncontrols.h>
#include <Noukai/noukairunheader.h>
#include <Noukai/noukaistepcard.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaisteptimeline.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaitoolcallprompt.h>
#include <Noukai/noukaiusagebadge.h>
#include <Noukai/noukaiusagetotals.h>

#include <QtCore/QMetaMethod>
#include <QtCore/QMetaProperty>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

namespace
{

// A component and the widget that is the same, with what only one of them has, and is to have.
struct Twins {
    const char *component;
    const QMetaObject *widget;
    QSet<QString> onlyInQml;
    QSet<QString> onlyInWidget;
};

// A card in QML is a delegate, which is given a row role by role, and told by its list whether it is open.
QSet<QString> rolesOfCard()
{
    return {
        u"accessibleText"_s, u"attempt"_s, u"attemptCount"_s, u"completionTokens"_s, u"costUsd"_s,    u"durationMs"_s,
        u"fixed"_s,          u"flow"_s,    u"index"_s,        u"isOverridden"_s,     u"isReplayed"_s, u"isTruncated"_s,
        u"iteration"_s,      u"preview"_s, u"promptTokens"_s, u"stepError"_s,        u"stepIndex"_s,  u"stepName"_s,
        u"stepState"_s,      u"ticked"_s,  u"toggled()"_s,    u"totalTokens"_s};
}

QList<Twins> twins()
{
    // Objects that views can share, and delegates, are given to a widget by functions. What QML lets others write
    // because parts of a component do is read-only in C++: finding, modified, steps.
    return {
        // In C++ the part with the controls is hidden, and others stand beside the widget.
        {"FlowView", &NoukaiFlowWidget::staticMetaObject, {u"controls"_s}, {}},
        {"RunHeader", &NoukaiRunHeader::staticMetaObject, {u"timeline"_s}, {}},
        // Words or icons are a choice of the tool bar that a host puts the actions in.
        {"RunControls", &NoukaiRunControls::staticMetaObject, {u"iconOnly"_s}, {}},
        {"FlowProgress", &NoukaiFlowProgress::staticMetaObject, {}, {}},
        {"StepTimeline", &NoukaiStepTimeline::staticMetaObject, {u"disclosure"_s, u"timeline"_s}, {}},
        {"StepList", &NoukaiStepList::staticMetaObject, {u"delegate"_s, u"disclosure"_s, u"timeline"_s}, {}},
        {"StepCard", &NoukaiStepCard::staticMetaObject, rolesOfCard(), {}},
        {"OutputView", &NoukaiOutputView::staticMetaObject, {u"finding"_s, u"output"_s}, {}},
        {"UsageTotals", &NoukaiUsageTotals::staticMetaObject, {}, {}},
        {"UsageBadge", &NoukaiUsageBadge::staticMetaObject, {}, {}},
        {"ErrorNotice", &NoukaiErrorNotice::staticMetaObject, {}, {}},
        {"PayloadView", &NoukaiPayloadView::staticMetaObject, {u"finding"_s, u"modified"_s}, {}},
        {"OverrideEditor", &NoukaiOverrideDialog::staticMetaObject, {u"timeline"_s}, {}},
        {"ToolCallPrompt", &NoukaiToolCallPrompt::staticMetaObject, {}, {}},
        {"ReplayBar", &NoukaiReplayBar::staticMetaObject, {}, {}},
        {"EventLog", &NoukaiEventLog::staticMetaObject, {u"log"_s}, {}},
    };
}

// What can be set on \a meta beyond \a base, and the signals it has, with () behind them.
QSet<QString> members(const QMetaObject *meta, const QMetaObject *base)
{
    QSet<QString> names;
    for (int i = base->propertyCount(); i < meta->propertyCount(); ++i) {
        if (meta->property(i).isWritable())
            names.insert(QString::fromLatin1(meta->property(i).name()));
    }
    for (int i = base->methodCount(); i < meta->methodCount(); ++i) {
        const QMetaMethod method = meta->method(i);
        if (method.methodType() == QMetaMethod::Signal && !method.name().endsWith("Changed"))
            names.insert(QString::fromLatin1(method.name()) + u"()"_s);
    }
    return names;
}

// The type that Qt brings which \a meta is made from.
const QMetaObject *qtBase(const QMetaObject *meta)
{
    while (QByteArray(meta->className()).contains("_QML") || QByteArray(meta->className()).startsWith("Noukai"))
        meta = meta->superClass();
    return meta;
}

// What a component is not made without.
QVariantMap required(const QByteArray &component)
{
    if (component != "StepCard")
        return {};
    QVariantMap step{{u"stepError"_s, QVariant::fromValue(NoukaiError())},
                     {u"flow"_s, QVariant::fromValue<NoukaiFlow *>(nullptr)},
                     {u"timeline"_s, QVariant::fromValue<NoukaiTimelineModel *>(nullptr)}};
    for (const char *name : {"index", "attemptId", "stepIndex", "stepState", "attempt", "attemptCount", "iteration",
                             "durationMs", "promptTokens", "completionTokens", "totalTokens"})
        step.insert(QString::fromLatin1(name), 0);
    for (const char *name : {"stepName", "preview", "costUsd", "accessibleText"})
        step.insert(QString::fromLatin1(name), QString());
    for (const char *name : {"isOverridden", "isReplayed", "isTruncated"})
        step.insert(QString::fromLatin1(name), false);
    return step;
}

QString sorted(const QSet<QString> &names)
{
    QStringList list(names.begin(), names.end());
    list.sort();
    return list.join(u", "_s);
}

} // namespace

// Each component has a widget with the same properties and signals.
class TestTwins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void haveTheSame_data();
    void haveTheSame();

private:
    QQmlEngine m_engine;
};

void TestTwins::haveTheSame_data()
{
    QTest::addColumn<qsizetype>("row");
    const QList<Twins> all = twins();
    for (qsizetype row = 0; row < all.size(); ++row)
        QTest::newRow(all.at(row).component) << row;
}

void TestTwins::haveTheSame()
{
    QFETCH(qsizetype, row);
    const Twins pair = twins().at(row);
    NoukaiQuick::addTo(m_engine);
    QQmlComponent component(&m_engine);
    component.setData("import Noukai\n" + QByteArray(pair.component) + " { }", {});
    const std::unique_ptr<QObject> item(component.createWithInitialProperties(required(pair.component)));
    QVERIFY2(item, qPrintable(component.errorString()));
    const QMetaObject *meta = item->metaObject();
    const QSet<QString> there = members(meta, qtBase(meta));
    const QSet<QString> here = members(pair.widget, qtBase(pair.widget));
    QCOMPARE(sorted(there - here), sorted(pair.onlyInQml));
    QCOMPARE(sorted(here - there), sorted(pair.onlyInWidget));
}

QTEST_MAIN(TestTwins)
#include "tst_twins.moc"
