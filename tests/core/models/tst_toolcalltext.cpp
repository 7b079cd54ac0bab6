// SPDX-License-Identifier: MIT
#include <Noukai/noukaitoolcalltext.h>

#include <QtCore/QLocale>
#include <QtCore/QMetaEnum>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

using M = NoukaiToolCallModel;
using T = NoukaiToolCallText;

// The words of the tool-call prompt.
class TestToolCallText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void titleNamesTheTool();
    void askerLeavesOutWhatIsUnknown_data();
    void askerLeavesOutWhatIsUnknown();
    void everyChoiceHasWords();
    void outcomes_data();
    void outcomes();
    void deciders();
};

void TestToolCallText::titleNamesTheTool()
{
    QCOMPARE(T::title(u"delete_file"_s, true), u"Allow delete_file?"_s);
    QCOMPARE(T::title(u"delete_file"_s, false), u"Answer for delete_file?"_s);
    QVERIFY(!T::title(u"a\u202Eb"_s, true).contains(QChar(0x202E)));
    QVERIFY(T::title(QString(10000, u'x'), true).size() < 200);
    QCOMPARE(T::title(u"%1 %2"_s, true), u"Allow %1 %2?"_s);
}

void TestToolCallText::askerLeavesOutWhatIsUnknown_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("flow");
    QTest::addColumn<int>("round");
    QTest::addColumn<int>("maxRounds");
    QTest::addColumn<QString>("text");
    QTest::newRow("all") << u"Clean"_s << u"a/b/c"_s << 2 << 10 << u"Step Clean · a/b/c · round 2 of 10"_s;
    QTest::newRow("no step") << QString() << u"a/b/c"_s << 2 << 10 << u"a/b/c · round 2 of 10"_s;
    QTest::newRow("more rounds than the limit") << QString() << QString() << 11 << 10 << u"round 11"_s;
    QTest::newRow("nothing") << QString() << QString() << 0 << 0 << QString();
}

void TestToolCallText::askerLeavesOutWhatIsUnknown()
{
    QFETCH(QString, step);
    QFETCH(QString, flow);
    QFETCH(int, round);
    QFETCH(int, maxRounds);
    QTEST(T::asker(step, flow, round, maxRounds), "text");
}

void TestToolCallText::everyChoiceHasWords()
{
    const QMetaEnum choices = QMetaEnum::fromType<T::Choice>();
    QStringList texts;
    for (int i = 0; i < choices.keyCount(); ++i)
        texts << T::text(T::Choice(choices.value(i)));
    QVERIFY(!texts.contains(QString()));
    QCOMPARE(texts.removeDuplicates(), 0);
    QCOMPARE(T::obstacle(T::NoObstacle), QString());
    for (const T::Obstacle obstacle : {T::Unread, T::Invalid, T::NotArmed})
        QVERIFY(!T::obstacle(obstacle).isEmpty());
    QCOMPARE(T::progress(2, 3), u"2 of 3 decided"_s);
}

void TestToolCallText::outcomes_data()
{
    QTest::addColumn<M::CallState>("state");
    QTest::addColumn<M::Decision>("decision");
    QTest::addColumn<QString>("text");
    QTest::addColumn<NoukaiTheme::Role>("role");
    QTest::newRow("waiting") << M::Waiting << M::Undecided << u"Needs your decision"_s << NoukaiTheme::Attention;
    QTest::newRow("decided") << M::Decided << M::Denied << u"Denied, not sent yet"_s << NoukaiTheme::Cancelled;
    QTest::newRow("at work") << M::Sent << M::Approved << u"Approved, at work"_s << NoukaiTheme::Active;
    QTest::newRow("denied and sent") << M::Sent << M::Denied << u"Denied"_s << NoukaiTheme::Cancelled;
    QTest::newRow("done") << M::Executed << M::ApprovedEdited << u"Approved with other arguments"_s
                          << NoukaiTheme::Success;
    QTest::newRow("by hand") << M::Executed << M::Answered << u"Answered by hand"_s << NoukaiTheme::Success;
    QTest::newRow("withdrawn") << M::Withdrawn << M::Undecided << u"Not answered, the run has ended"_s
                               << NoukaiTheme::Cancelled;
    QTest::newRow("elsewhere") << M::Elsewhere << M::Undecided << u"Decided elsewhere"_s << NoukaiTheme::Neutral;
}

void TestToolCallText::outcomes()
{
    QFETCH(M::CallState, state);
    QFETCH(M::Decision, decision);
    QTEST(T::outcome(state, decision), "text");
    QTEST(T::role(state, decision), "role");
}

void TestToolCallText::deciders()
{
    QCOMPARE(T::decider(M::Nobody, M::NoPolicy), QString());
    QCOMPARE(T::decider(M::Person, M::NoPolicy), u"by you"_s);
    QCOMPARE(T::decider(M::Policy, M::AlwaysInRun), u"by policy: you allowed this tool for the run"_s);
}

QTEST_GUILESS_MAIN(TestToolCallText)
#include "tst_toolcalltext.moc"
