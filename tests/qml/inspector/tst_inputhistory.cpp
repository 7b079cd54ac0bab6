// SPDX-License-Identifier: MIT
// The last inputs: their order, what is kept of them on disk, and what becomes of a file that cannot be read.
#include "inputhistory.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

class tst_InputHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void newestFirst();
    void duplicatesAreMerged();
    void noMoreThanFifty();
    void removes();
    void outlivesTheProgram();
    void keysAreNotKept_data();
    void keysAreNotKept();
    void tooLong();
    void brokenFiles_data();
    void brokenFiles();
    void brokenAgain();
    void strangeEntries();
    void cannotBeWritten();
    void ownFolder();

private:
    std::unique_ptr<InputHistory> open() const
    {
        auto history = std::make_unique<InputHistory>();
        new QAbstractItemModelTester(history.get(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     history.get());
        history->setFileName(m_file);
        history->setClock([this] { return m_now = m_now.addSecs(1); });
        return history;
    }
    static QStringList messages(const InputHistory &history)
    {
        QStringList list;
        for (int row = 0; row < history.count(); ++row)
            list.append(history.at(row).value(u"message"_s).toString());
        return list;
    }
    QByteArray content() const
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray &bytes) const
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    mutable QDateTime m_now;
};

void tst_InputHistory::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void tst_InputHistory::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"deep/inputs.json"_s);
    m_now = QDateTime({2026, 11, 22}, {9, 0, 0, 125}, Qt::UTC);
    QDir(m_folder->path()).mkdir(u"deep"_s);
}

void tst_InputHistory::newestFirst()
{
    const auto history = open();
    QSignalSpy counts(history.get(), &InputHistory::countChanged);
    history->add(u"a/b/c"_s, u"draft"_s, u"first"_s, {{u"n"_s, 1}});
    history->add(u"a/b/d"_s, u"production"_s, u"second"_s, {});
    QCOMPARE(counts.size(), 2);
    QCOMPARE(messages(*history), (QStringList{u"second"_s, u"first"_s}));
    const QVariantMap first = history->at(1);
    QCOMPARE(first.value(u"flow"_s).toString(), u"a/b/c"_s);
    QCOMPARE(first.value(u"version"_s).toString(), u"draft"_s);
    QCOMPARE(first.value(u"parameters"_s).toJsonObject(), (QJsonObject{{u"n"_s, 1}}));
    QCOMPARE(first.value(u"time"_s).toDateTime(), QDateTime({2026, 11, 22}, {9, 0, 1, 125}, Qt::UTC));
    QVERIFY(history->at(-1).isEmpty());
    QVERIFY(history->at(2).isEmpty());
    history->add({}, {}, u"no flow"_s, {});
    QCOMPARE(history->count(), 2);
}

void tst_InputHistory::duplicatesAreMerged()
{
    const auto history = open();
    for (const char *message : {"a", "b", "c", "a", "a"})
        history->add(u"a/b/c"_s, {}, QString::fromLatin1(message), {});
    QCOMPARE(messages(*history), (QStringList{u"a"_s, u"c"_s, u"b"_s}));
    QCOMPARE(history->at(0).value(u"time"_s).toDateTime(), m_now);
    history->add(u"a/b/c"_s, u"draft"_s, u"a"_s, {}); // another version, other parameters: not the same
    history->add(u"a/b/c"_s, {}, u"a"_s, {{u"n"_s, 1}});
    QCOMPARE(history->count(), 5);
}

void tst_InputHistory::noMoreThanFifty()
{
    const auto history = open();
    for (int i = 0; i < 53; ++i)
        history->add(u"a/b/c"_s, {}, QString::number(i), {});
    QCOMPARE(history->count(), 50);
    QCOMPARE(messages(*history).constFirst(), u"52"_s);
    QCOMPARE(messages(*history).constLast(), u"3"_s);
    QCOMPARE(messages(*open()), messages(*history));
}

void tst_InputHistory::removes()
{
    const auto history = open();
    for (const char *message : {"a", "b", "c"})
        history->add(u"a/b/c"_s, {}, QString::fromLatin1(message), {});
    history->remove(1);
    history->remove(7);
    history->remove(-1);
    QCOMPARE(messages(*history), (QStringList{u"c"_s, u"a"_s}));
    QCOMPARE(messages(*open()), messages(*history));
    history->clear();
    QCOMPARE(history->count(), 0);
    QCOMPARE(open()->count(), 0);
}

void tst_InputHistory::outlivesTheProgram()
{
    QDir(m_folder->path()).rmdir(u"deep"_s); // it is made
    const QJsonObject parameters{{u"list"_s, QJsonArray{1, u"zwei"_s, QJsonValue::Null}}, {u"o"_s, QJsonObject()}};
    const QString message = u"Größe „42“\n\t\u202e 日本 \U0001F469"_s;
    open()->add(u"a/b/c"_s, u"3"_s, message, parameters);
    const auto again = open();
    QCOMPARE(again->problem(), QString());
    QCOMPARE(again->count(), 1);
    const QVariantMap input = again->at(0);
    QCOMPARE(input.value(u"message"_s).toString(), message);
    QCOMPARE(input.value(u"parameters"_s).toJsonObject(), parameters);
    QCOMPARE(input.value(u"version"_s).toString(), u"3"_s);
    QCOMPARE(input.value(u"time"_s).toDateTime(), m_now);
    const QFileDevice::Permissions others =
        QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    QCOMPARE(QFile::permissions(m_file) & others, QFileDevice::Permissions());
}

void tst_InputHistory::keysAreNotKept_data()
{
    QTest::addColumn<QString>("flow");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QByteArray>("parameters");
    const QString flow = u"a/b/c"_s;
    QTest::newRow("message") << flow << u"use nk_live_0123456789, please"_s << QByteArray("{}");
    QTest::newRow("identifier") << u"a/b/nk_live_0123456789"_s << QString() << QByteArray("{}");
    QTest::newRow("parameter") << flow << QString() << QByteArray(R"({"key":"nk_live_0123456789"})");
    QTest::newRow("name") << flow << QString() << QByteArray(R"({"nk_live_0123456789":1})");
    QTest::newRow("nested") << flow << QString() << QByteArray(R"({"a":[{"b":["x nk_live_0123456789"]}]})");
}

void tst_InputHistory::keysAreNotKept()
{
    QFETCH(QString, flow);
    QFETCH(QString, message);
    QFETCH(QByteArray, parameters);
    const auto history = open();
    history->add(flow, {}, message, QJsonDocument::fromJson(parameters).object());
    QCOMPARE(history->count(), 1);
    QVERIFY2(!content().contains("0123456789"), content().constData());
    QVERIFY2(content().contains("[key]"), content().constData());
    QString told;
    QDebug(&told) << history->at(0);
    QVERIFY2(!told.contains(u"0123456789"_s), qPrintable(told));
}

void tst_InputHistory::tooLong()
{
    const auto history = open();
    const QString longest(InputHistory::LongestInput, u'x');
    history->add(u"a/b/c"_s, {}, longest, {});
    QCOMPARE(history->problem(), QString());
    history->add(u"a/b/c"_s, {}, QString(longest + u'x'), {});
    QVERIFY(!history->problem().isEmpty());
    history->add(u"a/b/c"_s, {}, {}, {{u"p"_s, longest}});
    QVERIFY(!history->problem().isEmpty());
    QCOMPARE(history->count(), 1);
    QCOMPARE(messages(*open()), QStringList{longest});
    history->add(u"a/b/c"_s, {}, u"short"_s, {});
    QCOMPARE(history->problem(), QString());
}

void tst_InputHistory::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"version":1,"inputs":[{"flow":"a/b/c","mess)");
    QTest::newRow("binary") << QByteArray("\x00\xFF\x7F", 3);
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("something else") << QByteArray(R"({"theme":"dark"})");
    QTest::newRow("no inputs") << QByteArray(R"({"version":1,"inputs":{}})");
    QTest::newRow("newer") << QByteArray(R"({"version":2,"inputs":[]})");
    QTest::newRow("nested without end") << QByteArray("[").repeated(100'000);
}

void tst_InputHistory::brokenFiles()
{
    QFETCH(QByteArray, bytes);
    write(bytes);
    const auto history = open();
    QCOMPARE(history->count(), 0);
    QVERIFY2(history->problem().contains(u"inputs.json.broken"_s), qPrintable(history->problem()));
    QFile aside(m_file + u".broken"_s);
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), bytes);
    history->add(u"a/b/c"_s, {}, u"after"_s, {});
    QCOMPARE(messages(*open()), QStringList{u"after"_s});
}

void tst_InputHistory::brokenAgain()
{
    for (const char *name : {"inputs.json.broken", "inputs.json.broken-2", "inputs.json.broken-3"}) {
        write("broken");
        QVERIFY(open()->problem().contains(QLatin1StringView(name)));
    }
    QCOMPARE(QDir(QFileInfo(m_file).path()).entryList(QDir::Files).size(), 3);
}

// Whoever wrote them: what can be used is.
void tst_InputHistory::strangeEntries()
{
    QByteArray list;
    for (int i = 0; i < 60; ++i) {
        list += R"({"flow":"a/b/c","message":")" + QByteArray::number(i) +
                R"(","time":"2026-11-22T09:00:00.000Z","more":1},)";
    }
    write(R"({"version":1,"inputs":[7,null,{},{"flow":7},{"flow":"a/b/c"},{"flow":"a/b/c","time":"yesterday"},)" +
          list + R"({"flow":"a/b/c","message":"nk_live_0123456789","time":"2026-11-22T09:00:00.000Z"}]})");
    const auto history = open();
    QCOMPARE(history->problem(), QString());
    QCOMPARE(history->count(), 50);
    QCOMPARE(messages(*history).constFirst(), u"0"_s);
}

void tst_InputHistory::cannotBeWritten()
{
    QFile blocker(m_folder->filePath(u"file"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    m_file = m_folder->filePath(u"file/inputs.json"_s);
    const auto history = open();
    history->add(u"a/b/c"_s, {}, u"message"_s, {});
    QVERIFY2(history->problem().contains(u"cannot be kept"_s), qPrintable(history->problem()));
    QCOMPARE(history->count(), 1); // of this session
    m_file = m_folder->path();     // no file
    QVERIFY(!open()->problem().isEmpty());
}

void tst_InputHistory::ownFolder()
{
    const InputHistory history;
    QCOMPARE(history.fileName(),
             QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/inputs.json"_s);
}

QTEST_GUILESS_MAIN(tst_InputHistory)
#include "tst_inputhistory.moc"
