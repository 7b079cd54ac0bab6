// SPDX-License-Identifier: MIT
#include "models/eventfilter_p.h"

#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

class TestEventFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matches_data();
    void matches();
    void faults_data();
    void faults();
    void starsTakeBoundedTime();
    void anyLineIsRead();
};

void TestEventFilter::matches_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("shown");
    const auto row = [](const QString &line, bool shown) {
        QTest::addRow("%s", qPrintable(line)) << line << shown;
    };
    // Against: step_output of the step s1, "Summarise all", index 3, a problem, known.
    QTest::newRow("empty") << QString() << true;
    QTest::newRow("white space") << u" \t "_s << true;
    row(u"type:step_output"_s, true);
    row(u"TYPE:Step_Output"_s, true);
    row(u"type:step"_s, false); // the whole name
    row(u"type:step*"_s, true);
    row(u"type:*put"_s, true);
    row(u"type:step_????ut"_s, true);
    row(u"type:step_???ut"_s, false);
    row(u"type:\"step*\""_s, false); // quoted, a star is a star
    row(u"type:step_input|step_output"_s, true);
    row(u"type:step_input,step_output"_s, true);
    row(u"type:step_input,error"_s, false);
    row(u"-type:step_output"_s, false);
    row(u"-type:step_input"_s, true);
    row(u"-type:step_input,step_output"_s, false);
    row(u"step:s1"_s, true);
    row(u"step:sum*"_s, true);
    row(u"step:\"summarise all\""_s, true);
    row(u"step:s"_s, false);
    row(u"index:3"_s, true);
    row(u"index:2"_s, false);
    row(u"index:2-5"_s, true);
    row(u"index:0-2|4-5"_s, false);
    row(u"problem:yes"_s, true);
    row(u"problem:NO"_s, false);
    row(u"-problem:no"_s, true);
    row(u"unknown:no"_s, true);
    row(u"text:hello"_s, true);
    row(u"text:HELLO"_s, true);
    row(u"hello"_s, true); // text without saying so
    row(u"hell*world"_s, true);
    row(u"world*hello"_s, false);
    row(u"goodbye"_s, false);
    row(u"-goodbye"_s, true);
    row(u"goodbye|world"_s, true);
    row(u"text:\"hello big\""_s, true);
    row(u"\"big  world\""_s, false);
    row(u"text:\"\\\"quoted\\\"\""_s, true);
    row(u"text:grün"_s, true); // written as an escape in the JSON
    row(u"text:GRÜN"_s, true);
    row(u"\"type:x\""_s, false);
    row(u"type:step_output step:s1 hello -index:4"_s, true);
    row(u"type:step_output step:s1 hello -index:3"_s, false);
    row(u"hello\tworld"_s, true);
    row(u"a-b"_s, true); // a dash within a word
}

void TestEventFilter::matches()
{
    QFETCH(QString, line);
    QFETCH(bool, shown);
    QString error = u"x"_s;
    const std::optional<EventFilter> filter = EventFilter::parse(line, &error);
    QVERIFY2(filter, qPrintable(error));
    QCOMPARE(error, QString());
    const EventFilter::Facts facts{u"step_output",
                                   u"s1",
                                   u"Summarise all",
                                   3,
                                   true,
                                   false,
                                   R"({"outputData":"Hello big world, \"quoted\" gr\u00fcn a-b"})"};
    QCOMPARE(filter->matches(facts), shown);
    QCOMPARE(filter->isEmpty(), line.trimmed().isEmpty());
}

void TestEventFilter::faults_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("term"); // named by the error
    QTest::addColumn<QString>("fault");
    QTest::newRow("no such key") << u"a kind:x b"_s << u"kind:x:"_s << u"no key \"kind\""_s;
    QTest::newRow("address") << u"http://x"_s << u"http://x:"_s << u"quotes"_s;
    QTest::newRow("no value") << u"type:"_s << u"type::"_s << u"missing"_s;
    QTest::newRow("no value before a space") << u"type: x"_s << u"type::"_s << u"missing"_s;
    QTest::newRow("no value after a sign") << u"type:a|"_s << u"type:a|:"_s << u"missing"_s;
    QTest::newRow("no value before a sign") << u"type:,a"_s << u"type:,a:"_s << u"missing"_s;
    QTest::newRow("only a dash") << u"a -"_s << u"-:"_s << u"missing"_s;
    QTest::newRow("empty quotes") << u"\"\""_s << u"\"\":"_s << u"missing"_s;
    QTest::newRow("open quote") << u"text:\"a b"_s << u"text:\"a b:"_s << u"quote"_s;
    QTest::newRow("neither yes nor no") << u"problem:maybe"_s << u"problem:maybe:"_s << u"yes or no"_s;
    QTest::newRow("no number") << u"index:x"_s << u"index:x:"_s << u"number"_s;
    QTest::newRow("negative") << u"index:-1"_s << u"index:-1:"_s << u"number"_s;
    QTest::newRow("wrong way round") << u"index:5-2"_s << u"index:5-2:"_s << u"range"_s;
    QTest::newRow("three ends") << u"index:1-2-3"_s << u"index:1-2-3:"_s << u"range"_s;
    QTest::newRow("too large") << u"index:99999999999"_s << u"index:99999999999:"_s << u"number"_s;
}

void TestEventFilter::faults()
{
    QFETCH(QString, line);
    QFETCH(QString, term);
    QFETCH(QString, fault);
    QString error;
    QVERIFY(!EventFilter::parse(line, &error));
    QVERIFY2(error.startsWith(term), qPrintable(error));
    QVERIFY2(error.contains(fault), qPrintable(error));
}

void TestEventFilter::starsTakeBoundedTime()
{
    QString error;
    const std::optional<EventFilter> filter = EventFilter::parse(u"text:"_s + u"*a"_s.repeated(40) + u"b"_s, &error);
    QVERIFY(filter);
    EventFilter::Facts facts;
    facts.text = QByteArray(20000, 'a');
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!filter->matches(facts));
    QVERIFY2(timer.elapsed() < 20000, "the stars were tried in all combinations");
}

// Whatever is typed, letter by letter: a filter or an error.
void TestEventFilter::anyLineIsRead()
{
    const QString line = u"-type:\"a b\",c*|d? step:\\ \"x\\\" text:\"é😀\" index:1-2 -problem:yes|no \"\\"_s;
    for (qsizetype begin = 0; begin < line.size(); ++begin) {
        for (qsizetype length = 0; begin + length <= line.size(); ++length) {
            QString error;
            const auto filter = EventFilter::parse(line.mid(begin, length), &error);
            QCOMPARE(filter.has_value(), error.isEmpty());
            if (filter)
                filter->matches({u"a", u"b", u"c", 1, true, false, "text"});
        }
    }
}

QTEST_GUILESS_MAIN(TestEventFilter)
#include "tst_eventfilter.moc"
