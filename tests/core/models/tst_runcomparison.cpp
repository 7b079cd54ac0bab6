// SPDX-License-Identifier: MIT
// Two runs side by side.
#include "fedflow.h"

#include <Noukai/noukaidiffmodel.h>
#include <Noukai/noukairuncomparison.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtTest/QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using Model = NoukaiRunComparison;

class tst_RunComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sideBySide();
    void loops();
    void renamed();
    void outputs_data();
    void outputs();
    void costs_data();
    void costs();
    void attemptsOfAStep();
    void goesOn();
    void latestAttempts();
    void pendingRows();
    void otherFlows();
    void nextRun();
    void manySteps();
    void oncePerFrame();
    void deletedBySlot();
    void diffOfOutputs();
    void accessible();
};

namespace
{

struct Two {
    Two()
    {
        model.setFlowA(a.flow);
        model.setFlowB(b.flow);
    }
    QVariant value(int row, int role) const { return model.index(row).data(role); }
    // "name stateA/stateB relation"
    QStringList rows() const
    {
        static const QStringList Relations{u"none"_s, u"same"_s, u"different"_s, u"A"_s, u"B"_s, u"?"_s};
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all += u"%1 %2/%3 %4"_s.arg(value(row, Model::StepNameRole).toString())
                       .arg(value(row, Model::StateARole).toInt())
                       .arg(value(row, Model::StateBRole).toInt())
                       .arg(Relations.at(value(row, Model::OutputRelationRole).toInt()));
        return all;
    }

    FedFlow a;
    FedFlow b;
    Model model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

void completed(FedFlow &fed, const QString &id, const QJsonValue &output, qint64 ms, qint64 tokens, const QString &cost)
{
    fed.started(id, id.toUpper());
    fed.completed(id, output,
                  {{u"durationMs"_s, ms}, {u"tokens"_s, QJsonObject{{u"total"_s, tokens}}}, {u"costUsd"_s, cost}});
}

} // namespace

void tst_RunComparison::sideBySide()
{
    Two two;
    two.a.begin();
    two.b.begin();
    completed(two.a, u"draft"_s, u"one"_s, 100, 40, u"0.1"_s);
    completed(two.a, u"check"_s, u"well"_s, 50, 4, u"0.02"_s);
    completed(two.b, u"draft"_s, u"two"_s, 70, 50, u"0.10"_s);
    completed(two.b, u"extra"_s, u"new"_s, 5, 1, u"1e-9"_s);
    completed(two.b, u"more"_s, u"new"_s, 5, 1, u"1e-9"_s);
    completed(two.b, u"check"_s, u"well"_s, 60, 4, u"0.03"_s);
    QTRY_COMPARE(two.rows(),
                 (QStringList{u"DRAFT 4/4 different"_s, u"EXTRA -1/4 B"_s, u"MORE -1/4 B"_s, u"CHECK 4/4 same"_s}));
    QCOMPARE(two.value(0, Model::DurationMsARole), 100);
    QCOMPARE(two.value(0, Model::DurationDifferenceRole), -30);
    QCOMPARE(two.value(0, Model::TokensDifferenceRole), 10);
    QCOMPARE(two.value(0, Model::CostDifferenceRole), u"0"_s);
    QCOMPARE(two.value(3, Model::CostDifferenceRole), u"0.01"_s);
    QVERIFY(!two.value(1, Model::DurationDifferenceRole).isValid());
    QCOMPARE(two.value(1, Model::CostDifferenceRole), QString());
    QCOMPARE(two.model.sameCount(), 1);
    QCOMPARE(two.model.differentCount(), 1);
    QCOMPARE(two.model.onlyInBCount(), 2);
    QCOMPARE(two.model.onlyInACount(), 0);
    QCOMPARE(two.model.totalTokensA(), 44);
    QCOMPARE(two.model.totalTokensB(), 56);
    QCOMPARE(two.model.costUsdA(), u"0.12"_s);
    QCOMPARE(two.model.costDifference(), u"0.010000002"_s);
    QVERIFY(!two.model.isTruncated());
}

void tst_RunComparison::loops()
{
    Two two;
    two.a.begin();
    two.b.begin();
    for (const QString &text : {u"1"_s, u"2"_s})
        two.a.step(u"s"_s, text);
    for (const QString &text : {u"1"_s, u"two"_s, u"3"_s})
        two.b.step(u"s"_s, text);
    QTRY_COMPARE(two.rows(), (QStringList{u"s 4/4 same"_s, u"s 4/4 different"_s, u"s -1/4 B"_s}));
    QCOMPARE(two.value(2, Model::IterationRole), 3);
}

// A step that has another id now stands at the same place.
void tst_RunComparison::renamed()
{
    Two two;
    two.a.begin();
    two.b.begin();
    two.a.step(u"a"_s, u"x"_s);
    two.a.step(u"old"_s, u"y"_s);
    two.b.step(u"a"_s, u"x"_s);
    two.b.step(u"new"_s, u"y"_s);
    QTRY_COMPARE(two.rows(), (QStringList{u"a 4/4 same"_s, u"new 4/4 same"_s}));
}

void tst_RunComparison::outputs_data()
{
    QTest::addColumn<QJsonValue>("a");
    QTest::addColumn<QJsonValue>("b");
    QTest::addColumn<int>("expected");
    const QJsonValue none = QJsonValue::Undefined;
    const QString text = u"abc\n"_s.repeated(20'000);
    QTest::newRow("neither") << none << none << int(Model::NoOutput);
    QTest::newRow("null") << QJsonValue() << none << int(Model::NoOutput);
    QTest::newRow("empty text") << QJsonValue(QString()) << QJsonValue(QString()) << int(Model::SameOutput);
    QTest::newRow("first") << QJsonValue(u"x"_s) << none << int(Model::OutputOnlyInA);
    QTest::newRow("second") << none << QJsonValue(u"x"_s) << int(Model::OutputOnlyInB);
    QTest::newRow("objects") << QJsonValue(QJsonObject{{u"a"_s, 1}}) << QJsonValue(QJsonObject{{u"a"_s, 1}})
                             << int(Model::SameOutput);
    QTest::newRow("other objects") << QJsonValue(QJsonObject{{u"a"_s, 1}}) << QJsonValue(QJsonObject{{u"a"_s, 2}})
                                   << int(Model::DifferentOutput);
    QTest::newRow("number and text") << QJsonValue(1) << QJsonValue(u"1"_s) << int(Model::DifferentOutput);
    QTest::newRow("long") << QJsonValue(text) << QJsonValue(text) << int(Model::SameOutput);
    QTest::newRow("long, other end") << QJsonValue(text + u'x') << QJsonValue(text + u'y')
                                     << int(Model::DifferentOutput);
}

void tst_RunComparison::outputs()
{
    QFETCH(QJsonValue, a);
    QFETCH(QJsonValue, b);
    Two two;
    two.a.begin();
    two.b.begin();
    two.a.started(u"s"_s);
    if (a.isString()) { // in other pieces than the second one
        for (qsizetype at = 0; at < a.toString().size(); at += 1777)
            two.a.output(u"s"_s, a.toString().mid(at, 1777));
    }
    two.a.completed(u"s"_s, a);
    two.b.step(u"s"_s, b);
    QTRY_COMPARE(two.model.rowCount(), 1);
    QTRY_VERIFY(two.value(0, Model::StateBRole) == 4 && two.value(0, Model::StateARole) == 4);
    QTEST(two.value(0, Model::OutputRelationRole).toInt(), "expected");
}

void tst_RunComparison::costs_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<QString>("expected");
    QTest::newRow("more") << u"0.1"_s << u"0.3"_s << u"0.2"_s;
    QTest::newRow("less") << u"0.3"_s << u"0.1"_s << u"-0.2"_s;
    QTest::newRow("the same") << u"1e-3"_s << u"0.0010"_s << u"0"_s;
    QTest::newRow("tiny") << u"100000000000000000000"_s << u"100000000000000000000.000000000000000000001"_s
                          << u"0.000000000000000000001"_s;
    QTest::newRow("negative") << u"-1"_s << u"1"_s << u"2"_s;
    QTest::newRow("unknown") << QString() << u"1"_s << QString();
}

void tst_RunComparison::costs()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    Two two;
    two.a.begin();
    two.b.begin();
    completed(two.a, u"s"_s, u"x"_s, 1, 1, a);
    completed(two.b, u"s"_s, u"x"_s, 1, 1, b);
    QTRY_COMPARE(two.model.sameCount(), 1);
    QTEST(two.value(0, Model::CostDifferenceRole).toString(), "expected");
}

void tst_RunComparison::attemptsOfAStep()
{
    FedFlow fed;
    NoukaiTimelineModel timeline;
    timeline.setFlow(fed.flow);
    fed.begin();
    completed(fed, u"s"_s, u"first"_s, 100, 4, u"0.5"_s);
    completed(fed, u"s"_s, u"second"_s, 80, 6, u"0.25"_s);
    QTRY_COMPARE(timeline.rowCount(), 2);
    Model model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFlowA(fed.flow);
    model.setFlowB(fed.flow);
    model.setAttemptA(timeline.index(0).data(NoukaiTimelineModel::AttemptIdRole).toInt());
    model.setAttemptB(timeline.index(1).data(NoukaiTimelineModel::AttemptIdRole).toInt());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data(Model::DurationDifferenceRole), -20);
    QCOMPARE(model.index(0).data(Model::OutputRelationRole), int(Model::DifferentOutput));
    QCOMPARE(model.durationMsA(), 100);
    QCOMPARE(model.totalTokensB(), 6);
    QCOMPARE(model.costDifference(), u"-0.25"_s);
    QCOMPARE(model.outputText(0, Model::B), u"second"_s);
    model.setAttemptB(12345);
    QCOMPARE(model.index(0).data(Model::StateBRole), -1);
    model.setAttemptA(-1);
    QCOMPARE(model.rowCount(), 0);
    model.setAttemptB(-1);
    QCOMPARE(model.rowCount(), 2); // with itself
    QCOMPARE(model.sameCount(), 2);
}

void tst_RunComparison::goesOn()
{
    Two two;
    two.a.begin();
    two.a.step(u"s"_s, u"x"_s);
    two.b.begin();
    QTRY_COMPARE(two.rows(), QStringList(u"s 4/-1 A"_s));
    two.b.started(u"s"_s);
    QTRY_COMPARE(two.rows(), QStringList(u"s 4/1 ?"_s));
    two.b.output(u"s"_s, u"x"_s);
    two.b.completed(u"s"_s, u"x"_s);
    QTRY_COMPARE(two.rows(), QStringList(u"s 4/4 same"_s));
    QTRY_COMPARE(two.model.sameCount(), 1);
}

// Run again from a step, only its latest attempt counts.
void tst_RunComparison::latestAttempts()
{
    Two two;
    two.a.begin();
    two.a.step(u"s"_s, u"x"_s);
    two.b.begin();
    two.b.started(u"s"_s);
    two.b.failed(u"s"_s, u"BAD"_s, u"bad"_s);
    QTRY_COMPARE(two.rows(), QStringList(u"s 4/5 A"_s));
    two.b.begin(FedFlow::Begin::Rerun, 0);
    two.b.step(u"s"_s, u"x"_s);
    QTRY_COMPARE(two.rows(), QStringList(u"s 4/4 same"_s));
}

void tst_RunComparison::pendingRows()
{
    Two two;
    two.a.begin();
    two.a.runStarted(3);
    two.b.begin();
    two.b.runStarted(2);
    QTRY_COMPARE(two.rows(), (QStringList{u" 0/0 none"_s, u" 0/0 none"_s, u" 0/-1 none"_s}));
    two.b.step(u"s"_s, u"x"_s);
    QTRY_COMPARE(two.rows(), (QStringList{u"s 0/4 B"_s, u" 0/0 none"_s, u" 0/-1 none"_s}));
    two.a.step(u"s"_s, u"x"_s);
    QTRY_COMPARE(two.rows(), (QStringList{u"s 4/4 same"_s, u" 0/0 none"_s, u" 0/-1 none"_s}));
}

void tst_RunComparison::otherFlows()
{
    Two two;
    two.a.begin();
    two.a.step(u"s"_s, u"x"_s);
    QTRY_COMPARE(two.rows(), QStringList(u"s 4/-1 A"_s));
    two.model.setFlowB(two.a.flow);
    QCOMPARE(two.rows(), QStringList(u"s 4/4 same"_s));
    two.model.setFlowA(nullptr);
    QCOMPARE(two.rows(), QStringList(u"s -1/4 B"_s));
    two.a.step(u"t"_s, u"y"_s);
    QTRY_COMPARE(two.rows(), (QStringList{u"s -1/4 B"_s, u"t -1/4 B"_s}));
    QSignalSpy changes(&two.model, &Model::flowsChanged);
    delete two.a.flow;
    QCOMPARE(changes.size(), 1);
    QTRY_COMPARE(two.model.rowCount(), 0);
}

void tst_RunComparison::nextRun()
{
    Two two;
    two.a.begin();
    two.a.step(u"s"_s, u"x"_s);
    two.a.flowCompleted();
    QTRY_COMPARE(two.model.rowCount(), 1);
    two.a.begin();
    QTRY_COMPARE(two.model.rowCount(), 0);
    two.a.step(u"t"_s, u"x"_s);
    QTRY_COMPARE(two.rows(), QStringList(u"t 4/-1 A"_s));
}

void tst_RunComparison::manySteps()
{
    FedFlow a;
    FedFlow b;
    Model model;
    model.setFlowA(a.flow);
    model.setFlowB(b.flow);
    a.begin();
    b.begin();
    for (int i = 0; i < 10'100; ++i)
        a.step(u"a%1"_s.arg(i));
    for (int i = 0; i < 100; ++i)
        b.step(u"b%1"_s.arg(i));
    QTRY_COMPARE(model.rowCount(), 10'000);
    QTRY_VERIFY(model.isTruncated());
}

void tst_RunComparison::oncePerFrame()
{
    Two two;
    two.a.begin();
    two.b.begin();
    two.b.started(u"s"_s);
    QTRY_COMPARE(two.model.rowCount(), 1);
    QSignalSpy changes(&two.model, &Model::dataChanged);
    QElapsedTimer clock;
    clock.start();
    int events = 0;
    while (clock.elapsed() < 200) {
        two.b.output(u"s"_s, u"x"_s);
        ++two.b.time;
        ++events;
        QCoreApplication::processEvents();
    }
    QVERIFY(changes.size() <= clock.elapsed() / 16 + 2);
    QVERIFY(events > 0);
}

void tst_RunComparison::deletedBySlot()
{
    FedFlow a;
    auto *model = new Model;
    const QPointer<Model> alive(model);
    model->setFlowA(a.flow);
    a.begin();
    a.step(u"s"_s);
    QTRY_COMPARE(model->rowCount(), 1);
    connect(model, &Model::rowsInserted, model, [model] { delete model; });
    a.step(u"t"_s);
    QTRY_VERIFY(!alive);
}

void tst_RunComparison::diffOfOutputs()
{
    Two two;
    two.a.begin();
    two.b.begin();
    two.a.step(u"s"_s, u"The tide rises.\nSlowly."_s);
    two.b.step(u"s"_s, u"The tide falls.\nSlowly."_s);
    QTRY_COMPARE(two.model.differentCount(), 1);
    NoukaiDiffModel diff;
    diff.setOriginal(two.model.outputText(0, Model::A));
    diff.setText(two.model.outputText(0, Model::B));
    QCOMPARE(diff.rowCount(), 3);
    const QVariantList changes = diff.index(1).data(NoukaiDiffModel::ChangesRole).toList();
    QCOMPARE(changes, QVariantList{(QVariantMap{{u"start"_s, 9}, {u"length"_s, 5}})});
    QVERIFY(two.model.outputText(1, Model::A).isEmpty());
    QVERIFY(two.model.outputText(-1, Model::B).isEmpty());
}

void tst_RunComparison::accessible()
{
    Two two;
    two.a.begin();
    two.b.begin();
    completed(two.a, u"draft"_s, u"one"_s, 3400, 40, u"0.1"_s);
    two.b.started(u"draft"_s, u"Draft"_s);
    two.b.failed(u"draft"_s, u"BAD"_s, u"bad"_s);
    QTRY_COMPARE(two.rows(), QStringList(u"Draft 4/5 A"_s));
    QCOMPARE(two.value(0, Model::AccessibleTextRole).toString(),
             u"Draft: Completed, 3.4 s, $0.10; then Failed, <1 ms; an output in the first run alone"_s);
    QCOMPARE(two.value(0, Qt::AccessibleTextRole), two.value(0, Model::AccessibleTextRole));
    QCOMPARE(two.model.roleNames().value(Model::StepNameRole), "stepName");
}

QTEST_GUILESS_MAIN(tst_RunComparison)
#include "tst_runcomparison.moc"
