// SPDX-License-Identifier: MIT
#include "paritybench.h"

#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaierrortext.h>
#include <Noukai/noukaievents.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaiusagebadge.h>
#include <Noukai/noukaiusagestatus.h>
#include <Noukai/noukaiusagetotals.h>

#include <QtCore/QMetaEnum>
#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// What the two front ends tell about tokens, cost and errors is the same.
class TestParityNotices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void usageBadge_data() { eachUsage(); }
    void usageBadge() { usage<NoukaiUsageBadge>("UsageBadge"); }
    void usageTotals_data() { eachUsage(); }
    void usageTotals() { usage<NoukaiUsageTotals>("UsageTotals"); }
    void budgetCrossed_data();
    void budgetCrossed();
    void errorNotice_data();
    void errorNotice();
    void errorActions();

private:
    static void eachUsage();
    template <class Widget>
    static void usage(const char *type);
};

namespace
{

NoukaiUsage used(qint64 prompt, qint64 completion, qint64 total, const QString &cost)
{
    NoukaiUsage usage;
    usage.add(NoukaiTokens(prompt, completion, total), cost);
    return usage;
}

QAccessibleInterface *read(QWidget &widget)
{
    return QAccessible::queryAccessibleInterface(&widget);
}

} // namespace

void TestParityNotices::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
}

void TestParityNotices::eachUsage()
{
    QTest::addColumn<NoukaiUsage>("usage");
    QTest::addColumn<qint64>("tokenBudget");
    QTest::addColumn<QString>("costBudget");
    QTest::addColumn<bool>("exact");
    QTest::addColumn<bool>("showsCost");
    const NoukaiUsage known = used(800, 434, 1234, u"0.001234"_s);
    NoukaiUsage partial = known;
    partial.add(NoukaiTokens(10, 5, 15), {});
    const auto add = [](const char *name, const NoukaiUsage &usage, qint64 tokens = -1, const QString &cost = {}) {
        for (const bool exact : {false, true}) {
            for (const bool shows : {true, false})
                QTest::addRow("%s%s%s", name, exact ? ", exact" : "", shows ? "" : ", without cost")
                    << usage << tokens << cost << exact << shows;
        }
    };
    add("nothing known", {});
    add("zero", used(0, 0, 0, u"0"_s));
    add("known", known);
    add("a cost is missing", partial);
    add("other tokens", used(100, 50, 1234567, u"12.5"_s));
    add("within budgets", known, 2000, u"1"_s);
    add("over the tokens", known, 1000, u"1"_s);
    add("over the cost", known, 2000, u"0.001"_s);
    add("over both, a cost missing", partial, 1000, u"0.001"_s);
    add("nothing known, with budgets", {}, 1000, u"1"_s);
    add("no budget at all", known, 0, u"0"_s);
    add("a budget that is no number", known, -1, u"much"_s);
}

template <class Widget>
void TestParityNotices::usage(const char *type)
{
    QFETCH(NoukaiUsage, usage);
    QFETCH(qint64, tokenBudget);
    QFETCH(QString, costBudget);
    QFETCH(bool, exact);
    QFETCH(bool, showsCost);
    const QuickPart quick(type, {{u"usage"_s, QVariant::fromValue(usage)},
                                 {u"tokenBudget"_s, double(tokenBudget)},
                                 {u"costBudget"_s, costBudget},
                                 {u"exact"_s, exact},
                                 {u"showCost"_s, showsCost}});
    Widget widget;
    widget.setUsage(usage);
    widget.setTokenBudget(tokenBudget);
    widget.setCostBudget(costBudget);
    widget.setExact(exact);
    widget.setShowCost(showsCost);
    widget.show(); // what is hidden is not read
    QVERIFY(!quick.said().isEmpty());
    COMPARE_SAID(quick.said(), Parity::said(read(widget)));
    if (const QVariant note = quick->property("note"); note.isValid()) {
        const auto *badge = qobject_cast<NoukaiUsageBadge *>(&widget);
        QVERIFY(badge);
        QCOMPARE(note.toString(), badge->note());
        QCOMPARE(quick->property("over").toBool(), badge->isOver());
    }
}

void TestParityNotices::budgetCrossed_data()
{
    QTest::addColumn<QList<NoukaiUsage>>("usages"); // one after the other
    QTest::addColumn<QList<int>>("crossed");
    const int tokens = NoukaiUsageStatus::Tokens;
    const int cost = NoukaiUsageStatus::Cost;
    const auto use = [](qint64 total, const QString &cost) {
        return used(total, 0, total, cost);
    };
    QTest::newRow("below") << QList{use(10, u"0.1"_s), use(1000, u"1"_s)} << QList<int>();
    QTest::newRow("tokens") << QList{use(10, u"0.1"_s), use(1001, u"1"_s)} << QList{tokens};
    QTest::newRow("cost") << QList{use(10, u"0.1"_s), use(20, u"1.0000000000000000001"_s)} << QList{cost};
    QTest::newRow("both") << QList{use(10, u"0.1"_s), use(2000, u"2"_s)} << QList{tokens, cost};
    QTest::newRow("told once") << QList{use(2000, u"0.1"_s), use(3000, u"0.1"_s)} << QList{tokens};
    QTest::newRow("again in the next run")
        << QList{use(2000, u"0.1"_s), NoukaiUsage(), use(3000, u"0.1"_s)} << QList{tokens, tokens};
}

void TestParityNotices::budgetCrossed()
{
    QFETCH(QList<NoukaiUsage>, usages);
    QFETCH(QList<int>, crossed);
    const auto numbers = [](const QSignalSpy &spy) {
        QList<int> budgets;
        for (const QList<QVariant> &call : spy)
            budgets << call.constFirst().toInt();
        return budgets;
    };
    for (const char *type : {"UsageBadge", "UsageTotals"}) {
        const QuickPart quick(type, {{u"tokenBudget"_s, 1000.0}, {u"costBudget"_s, u"1"_s}});
        QSignalSpy there(quick.object(), SIGNAL(budgetCrossed(int)));
        std::unique_ptr<NoukaiUsageView> widget;
        if (qstrcmp(type, "UsageBadge") == 0)
            widget = std::make_unique<NoukaiUsageBadge>();
        else
            widget = std::make_unique<NoukaiUsageTotals>();
        widget->setTokenBudget(1000);
        widget->setCostBudget(u"1"_s);
        QSignalSpy here(widget.get(), &NoukaiUsageView::budgetCrossed);
        for (const NoukaiUsage &usage : std::as_const(usages)) {
            quick->setProperty("usage", QVariant::fromValue(usage));
            widget->setUsage(usage);
        }
        QCOMPARE(numbers(here), crossed);
        QCOMPARE(numbers(there), crossed);
    }
}

void TestParityNotices::errorNotice_data()
{
    QTest::addColumn<NoukaiError>("error");
    const auto kinds = QMetaEnum::fromType<NoukaiError::Kind>();
    for (int i = 0; i < kinds.keyCount(); ++i) {
        const auto kind = NoukaiError::Kind(kinds.value(i));
        QTest::newRow(kinds.key(i)) << NoukaiError(kind, u"What happened"_s, u"CODE"_s);
        QTest::addRow("%s, nothing more known", kinds.key(i)) << NoukaiError(kind, {});
    }
    NoukaiError error(NoukaiError::Execution, u"x\u202Ey <b>bold</b>\nsecond line"_s, u"MODEL_OVERLOADED"_s);
    error.setHttpStatus(503);
    error.setRequestId(u"req_1"_s);
    error.setExecutionId(u"exe_1"_s);
    error.setResponseBody(u"{\"error\": \"\u200B\"}"_s);
    QTest::newRow("everything known, hostile") << error;
    QTest::newRow("a long message") << NoukaiError(NoukaiError::Execution, QString(3000, u'x'), u"LONG"_s);
    NoukaiError limited(NoukaiError::RateLimited, u"Slow down"_s, u"RATE_LIMITED"_s);
    limited.setRetryAfter(5000);
    QTest::newRow("to wait for") << limited;
}

void TestParityNotices::errorNotice()
{
    QFETCH(NoukaiError, error);
    const QuickPart quick("ErrorNotice", {{u"error"_s, QVariant::fromValue(error)}});
    QWidget window;
    NoukaiErrorNotice widget(&window);
    widget.setError(error);
    widget.resize(800, 600);
    window.show();
    QCOMPARE(quick.item()->isVisible(), widget.isVisible());
    QList<int> actions;
    const QVariantList there = quick->property("actions").toList();
    for (const QVariant &action : there)
        actions << action.toInt();
    QCOMPARE(actions, widget.actions());
    const auto said = [](QStringList lines) { // the seconds count down
        static const QRegularExpression left(u"\\d+"_s);
        // Known facts, while they are short, are a label there.
        const QString facts = u"EditableText \"What is known of the error\" = "_s;
        for (QString &line : lines) {
            if (line.startsWith(facts))
                line = u"StaticText \""_s + line.sliced(facts.size()) + u'"';
        }
        lines.replaceInStrings(left, u"#"_s).sort();
        return lines;
    };
    COMPARE_SAID(said(quick.said()), said(Parity::said(read(window))));
    quick->setProperty("detailsShown", true);
    widget.setDetailsShown(true);
    COMPARE_SAID(said(quick.said()), said(Parity::said(read(window))));
}

// A person who presses what is offered is heard, and what has to wait is not.
void TestParityNotices::errorActions()
{
    NoukaiError error(NoukaiError::Connection, u"Gone"_s);
    const QList<int> all{NoukaiErrorText::Retry,     NoukaiErrorText::RerunFrom, NoukaiErrorText::Resume,
                         NoukaiErrorText::EditInput, NoukaiErrorText::Reload,    NoukaiErrorText::Settings,
                         NoukaiErrorText::Start};
    const QuickPart quick("ErrorNotice",
                          {{u"error"_s, QVariant::fromValue(error)}, {u"actions"_s, QVariant::fromValue(all)}});
    QWidget window;
    NoukaiErrorNotice widget(&window);
    widget.setError(error);
    widget.setActions(all);
    window.show();
    QSignalSpy there(quick.object(), SIGNAL(actionRequested(int)));
    QSignalSpy here(&widget, &NoukaiErrorNotice::actionRequested);
    const auto pressAll = [&] {
        for (const int action : all) {
            const QString name = NoukaiErrorText::actionText(NoukaiErrorText::Action(action));
            QVERIFY2(Parity::press(quick.read(), name), qPrintable(name));
            QVERIFY2(Parity::press(read(window), name), qPrintable(name));
        }
    };
    pressAll();
    QCOMPARE(there.size(), all.size());
    QCOMPARE(here.size(), all.size());
    for (qsizetype i = 0; i < all.size(); ++i) {
        QCOMPARE(there.at(i).constFirst().toInt(), all.at(i));
        QCOMPARE(here.at(i).constFirst().toInt(), all.at(i));
    }
    error = NoukaiError(NoukaiError::RateLimited, u"Slow down"_s);
    error.setRetryAfter(5000);
    quick->setProperty("error", QVariant::fromValue(error));
    widget.setError(error);
    there.clear();
    here.clear();
    const QStringList lines = quick.said();
    for (const int action : all) {
        const QString name = NoukaiErrorText::actionText(NoukaiErrorText::Action(action));
        Parity::press(quick.read(), name); // may have no action to be asked for
        Parity::press(read(window), name);
    }
    QCOMPARE(there.size(), here.size());
    QVERIFY2(here.size() < all.size(), qPrintable(lines.join(u'\n')));
}

QTEST_MAIN(TestParityNotices)
#include "tst_paritynotices.moc"
