// SPDX-License-Identifier: MIT
#include <Noukai/noukaierrortext.h>

#include <QtCore/QLocale>
#include <QtCore/QMetaEnum>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

using T = NoukaiErrorText;

// What is said about each kind of error.
class TestErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void everyKindIsTold_data();
    void everyKindIsTold();
    void whatAPersonStoppedIsNoError();
    void changedFlowAsksForReload();
    void refusedCallsAreOfTheRun_data();
    void refusedCallsAreOfTheRun();
    void interruptedRunsAreAWarning();
    void messageIsNotSaidTwice();
    void detailsAndCopy();
    void countsDown();
    void nothingToWaitFor_data();
    void nothingToWaitFor();
};

void TestErrorText::everyKindIsTold_data()
{
    QTest::addColumn<NoukaiError::Kind>("kind");
    const QMetaEnum kinds = QMetaEnum::fromType<NoukaiError::Kind>();
    for (int i = 0; i < kinds.keyCount(); ++i) {
        const auto kind = NoukaiError::Kind(kinds.value(i));
        if (kind != NoukaiError::NoError && kind != NoukaiError::Cancelled)
            QTest::newRow(kinds.key(i)) << kind;
    }
}

void TestErrorText::everyKindIsTold()
{
    QFETCH(NoukaiError::Kind, kind);
    T text;
    QSignalSpy changes(&text, &T::errorChanged);
    text.setError({kind, u"what the server said"_s});
    QCOMPARE(changes.count(), 1);
    QVERIFY(text.isShown());
    QVERIFY(!text.title().isEmpty());
    QVERIFY(text.title() != u"The run failed"_s); // each kind has words of its own
    QCOMPARE(text.message(), u"what the server said"_s);
    QCOMPARE(text.actions().isEmpty(), kind == NoukaiError::Replay);
    const QList<int> actions = text.actions();
    for (const int action : actions)
        QVERIFY(!T::actionText(T::Action(action)).isEmpty());
}

void TestErrorText::whatAPersonStoppedIsNoError()
{
    T text;
    QVERIFY(!text.isShown());
    QCOMPARE(text.title(), QString());
    text.setError({NoukaiError::Cancelled, u"The run was cancelled."_s});
    QVERIFY(!text.isShown());
    QVERIFY(text.actions().isEmpty());
    QCOMPARE(text.message(), QString());
}

void TestErrorText::changedFlowAsksForReload()
{
    T text;
    text.setError({NoukaiError::Execution, u"Tree changed"_s, u"STALE_TREE"_s});
    QCOMPARE(text.title(), u"The flow was changed meanwhile"_s);
    QCOMPARE(text.actions(), QList<int>{T::Reload});
    text.setError({NoukaiError::Execution, u"Busy"_s, u"MODEL_OVERLOADED"_s});
    QCOMPARE(text.actions(), (QList<int>{T::Retry, T::RerunFrom, T::EditInput}));
}

void TestErrorText::refusedCallsAreOfTheRun_data()
{
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("executionId");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QList<int>>("actions");
    const QString run = u"e1"_s;
    QTest::newRow("a step") << NoukaiError::Execution << 0 << run << u"The step failed"_s
                            << QList<int>{T::Retry, T::RerunFrom, T::EditInput};
    QTest::newRow("503 before a step") << NoukaiError::Execution << 503 << QString() << u"The run could not start"_s
                                       << QList<int>{T::Start, T::EditInput};
    QTest::newRow("503 between steps") << NoukaiError::Execution << 503 << run << u"The run could not go on"_s
                                       << QList<int>{T::Retry, T::RerunFrom, T::EditInput};
    QTest::newRow("401 before a step") << NoukaiError::Authentication << 401 << QString()
                                       << u"The key was not accepted"_s << QList<int>{T::Settings, T::Start};
    QTest::newRow("401 between steps") << NoukaiError::Authentication << 401 << run << u"The key was not accepted"_s
                                       << QList<int>{T::Settings, T::Retry};
    QTest::newRow("429 before a step") << NoukaiError::RateLimited << 429 << QString() << u"Too many requests"_s
                                       << QList<int>{T::Start};
}

void TestErrorText::refusedCallsAreOfTheRun()
{
    QFETCH(NoukaiError::Kind, kind);
    QFETCH(int, status);
    QFETCH(QString, executionId);
    NoukaiError error(kind, u"what the server said"_s);
    error.setHttpStatus(status);
    error.setExecutionId(executionId);
    T text;
    text.setError(error);
    QTEST(text.title(), "title");
    QTEST(text.actions(), "actions");
    QCOMPARE(T::actionText(T::Start), u"Start again"_s);
}

void TestErrorText::interruptedRunsAreAWarning()
{
    T text;
    NoukaiError error(NoukaiError::Connection, u"Connection closed"_s);
    text.setError(error);
    QCOMPARE(text.role(), NoukaiTheme::Danger);
    QCOMPARE(text.title(), u"No connection"_s);
    error.setExecutionId(u"e1"_s);
    text.setError(error);
    QCOMPARE(text.role(), NoukaiTheme::Warning);
    QCOMPARE(text.glyph(), NoukaiTheme::Triangle);
    QCOMPARE(text.title(), u"The connection was lost"_s);
    QCOMPARE(text.actions(), QList<int>{T::Resume});
}

void TestErrorText::messageIsNotSaidTwice()
{
    T text;
    text.setError({NoukaiError::NotFound, u"Not found"_s});
    QCOMPARE(text.message(), QString());
}

void TestErrorText::detailsAndCopy()
{
    NoukaiError error(NoukaiError::NotFound, u"No such flow"_s, u"FLOW_NOT_FOUND"_s);
    error.setHttpStatus(404);
    error.setRequestId(u"req-1"_s);
    error.setExecutionId(u"exe-1"_s);
    error.setResponseBody(u"{\"detail\":1}"_s);
    T text;
    text.setError(error);
    QCOMPARE(text.details(), u"Code: FLOW_NOT_FOUND\nHTTP status: 404\nRequest: req-1\nExecution: exe-1"_s);
    QCOMPARE(text.copyText(), u"Not found\nNo such flow\n"_s + text.details() + u"\n\n{\"detail\":1}"_s);
}

void TestErrorText::countsDown()
{
    NoukaiError error(NoukaiError::RateLimited, u"Slow down"_s);
    error.setRetryAfter(1);
    T text;
    text.setError(error);
    QCOMPARE(text.secondsLeft(), 1);
    QCOMPARE(text.waitText(), u"You can try again in 1 s"_s);
    QCOMPARE(text.disabledReason(T::Retry), text.waitText());
    QCOMPARE(text.disabledReason(T::Settings), QString());
    QTRY_COMPARE(text.secondsLeft(), 0);
    QCOMPARE(text.waitText(), QString());
    QCOMPARE(text.disabledReason(T::Retry), QString());
    error.setRetryAfter(125);
    text.setError(error);
    QCOMPARE(text.waitText(), u"You can try again in 2m 05s"_s);
}

void TestErrorText::nothingToWaitFor_data()
{
    QTest::addColumn<int>("retryAfter");
    QTest::newRow("unknown") << -1;
    QTest::newRow("at once") << 0;
}

void TestErrorText::nothingToWaitFor()
{
    QFETCH(int, retryAfter);
    NoukaiError error(NoukaiError::RateLimited, u"Slow down"_s);
    error.setRetryAfter(retryAfter);
    T text;
    text.setError(error);
    QCOMPARE(text.waitText(), QString());
    QCOMPARE(text.disabledReason(T::Retry), QString());
}

QTEST_GUILESS_MAIN(TestErrorText)
#include "tst_errortext.moc"
