// SPDX-License-Identifier: MIT
// One attempt's output as blocks, and what a view is told of it.
#include "fedflow.h"

#include <Noukai/noukaioutputmodel.h>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using Model = NoukaiOutputModel;

class tst_OutputModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutFlow();
    void streams();
    void onlyTheLastRowChanges();
    void canonical_data();
    void canonical();
    void canonicalKeepsWhatIsTheSame();
    void notStreamed_data();
    void notStreamed();
    void roles();
    void textAndFind();
    void movesOverBlocks();
    void attempts();
    void completion();
    void newRun();
    void flowDeleted();
    void slotsThatDelete_data();
    void slotsThatDelete();
    void oncePerFrame();
    void fixedText();

private:
    std::unique_ptr<FedFlow> fed;
    std::unique_ptr<Model> model;
    std::unique_ptr<QAbstractItemModelTester> tester;

    QString shown() const;
};

// What a view shows, put together again.
QString tst_OutputModel::shown() const
{
    QString text;
    for (int row = 0; row < model->count(); ++row) {
        if (row > 0 && !text.endsWith(u'\n') && model->text(row - 1, 0, row, 0).endsWith(u'\n'))
            text += u'\n';
        text += model->index(row).data(Model::BlockTextRole).toString();
    }
    return text;
}

void tst_OutputModel::init()
{
    tester.reset();
    model = std::make_unique<Model>();
    tester =
        std::make_unique<QAbstractItemModelTester>(model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    fed = std::make_unique<FedFlow>();
    model->setFlow(fed->flow);
    model->setAttemptId(0);
    QVERIFY(fed->begin());
    fed->runStarted(2);
    fed->started(u"a"_s);
}

static QString lines(int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text += u"This is line %1.\n"_s.arg(i);
    return text;
}

void tst_OutputModel::withoutFlow()
{
    Model alone;
    QCOMPARE(alone.attemptId(), -1);
    QCOMPARE(alone.count(), 0);
    QCOMPARE(alone.length(), 0);
    QCOMPARE(alone.lineCount(), 0);
    QVERIFY(!alone.isTruncated());
    QVERIFY(!alone.isComplete());
    QCOMPARE(alone.text(), QString());
    QCOMPARE(alone.text(-1, -1, 5, 5), QString());
    QCOMPARE(alone.find(u"x"_s).value(u"block"_s), -1);
    alone.setAttemptId(7);
    QCOMPARE(alone.attemptId(), 7);
    QCOMPARE(alone.count(), 0);
}

void tst_OutputModel::streams()
{
    const QString text = lines(2000);
    for (qsizetype i = 0; i < text.size(); i += 100) {
        fed->output(u"a"_s, text.mid(i, 100));
        if (i % 5000 == 0)
            QTRY_COMPARE(model->count() > 0 && model->index(model->count() - 1).data(Model::BlockTextRole).isValid(),
                         true);
    }
    QTRY_COMPARE(model->length(), qint64(text.size()));
    QVERIFY(model->count() > 10);
    QCOMPARE(model->text(), text);
    QCOMPARE(shown() + u'\n', text);
    QCOMPARE(model->lineCount(), 2000);
    QVERIFY(!model->isComplete());
}

void tst_OutputModel::onlyTheLastRowChanges()
{
    fed->output(u"a"_s, lines(1000));
    QTRY_VERIFY(model->count() > 5);
    QSignalSpy changes(model.get(), &Model::dataChanged);
    QSignalSpy resets(model.get(), &Model::modelReset);
    QSignalSpy removals(model.get(), &Model::rowsRemoved);
    QSignalSpy inserts(model.get(), &Model::rowsInserted);
    for (int i = 0; i < 50; ++i) {
        const int last = model->count() - 1;
        const int changed = int(changes.size());
        const int inserted = int(inserts.size());
        const qint64 length = model->length();
        fed->output(u"a"_s, lines(10));
        QTRY_VERIFY(changes.size() + inserts.size() > changed + inserted);
        QVERIFY(model->length() > length);
        if (changes.size() > changed) {
            QCOMPARE(changes.last().at(0).toModelIndex().row(), last);
            QCOMPARE(changes.last().at(1).toModelIndex().row(), last);
        }
        if (inserts.size() > inserted)
            QCOMPARE(inserts.last().at(1).toInt(), last + 1);
    }
    QCOMPARE(resets.size(), 0);
    QCOMPARE(removals.size(), 0);
}

void tst_OutputModel::canonical_data()
{
    QTest::addColumn<QStringList>("streamed");
    QTest::addColumn<QJsonValue>("output");
    QTest::addColumn<QString>("text");
    const auto undefined = QJsonValue(QJsonValue::Undefined);
    QTest::newRow("the same") << QStringList{u"Hello "_s, u"world"_s} << QJsonValue(u"Hello world"_s)
                              << u"Hello world"_s;
    QTest::newRow("goes on") << QStringList{u"Hello "_s} << QJsonValue(u"Hello world"_s) << u"Hello world"_s;
    QTest::newRow("another one") << QStringList{u"Hello "_s} << QJsonValue(u"Bye"_s) << u"Bye"_s;
    QTest::newRow("an empty one") << QStringList{u"Hello "_s} << QJsonValue(QString()) << QString();
    QTest::newRow("none") << QStringList{u"Hello "_s} << undefined << u"Hello "_s;
    QTest::newRow("null") << QStringList{u"Hello "_s} << QJsonValue(QJsonValue::Null) << u"Hello "_s;
    QTest::newRow("JSON in pieces") << QStringList{uR"({"a":)"_s, u"1}"_s} << QJsonValue(QJsonObject{{u"a"_s, 1}})
                                    << u"{\n    \"a\": 1\n}"_s;
}

void tst_OutputModel::canonical()
{
    QFETCH(QStringList, streamed);
    QFETCH(QJsonValue, output);
    QFETCH(QString, text);
    for (const QString &piece : streamed)
        fed->output(u"a"_s, piece);
    QTRY_COMPARE(model->text(), streamed.join(QString()));
    QTRY_COMPARE(model->count(), 1);
    QSignalSpy resets(model.get(), &Model::modelReset);
    QSignalSpy removals(model.get(), &Model::rowsRemoved);
    QSignalSpy changes(model.get(), &Model::dataChanged);
    fed->completed(u"a"_s, output);
    QSignalSpy complete(model.get(), &Model::isCompleteChanged);
    QTRY_COMPARE(complete.size(), 1);
    QCOMPARE(model->text(), text);
    QCOMPARE(shown(), text);
    QCOMPARE(resets.size(), 0);
    if (streamed.join(QString()) == text) {
        QCOMPARE(removals.size(), 0);
        QCOMPARE(changes.size(), 0);
    }
}

void tst_OutputModel::canonicalKeepsWhatIsTheSame()
{
    const QString text = lines(2000);
    fed->output(u"a"_s, text);
    QTRY_VERIFY(model->count() > 10);
    const int count = model->count();
    QSignalSpy removals(model.get(), &Model::rowsRemoved);
    QString other = text;
    other.replace(u"line 1990."_s, u"line one thousand nine hundred and ninety."_s);
    fed->completed(u"a"_s, other);
    QTRY_COMPARE(removals.size(), 1);
    QVERIFY(removals.first().at(1).toInt() >= count - 2);
    QCOMPARE(model->text(), other);
    QCOMPARE(shown() + u'\n', other);
}

void tst_OutputModel::notStreamed_data()
{
    QTest::addColumn<QJsonValue>("output");
    QTest::addColumn<QString>("text");
    QTest::newRow("text") << QJsonValue(u"a\n\"b\" ü😀"_s) << u"a\n\"b\" ü😀"_s;
    QTest::newRow("object") << QJsonValue(QJsonObject{{u"a"_s, QJsonArray{1}}})
                            << u"{\n    \"a\": [\n        1\n    ]\n}"_s;
    QTest::newRow("array") << QJsonValue(QJsonArray{true}) << u"[\n    true\n]"_s;
    QTest::newRow("number") << QJsonValue(1.5) << u"1.5"_s;
    QTest::newRow("boolean") << QJsonValue(false) << u"false"_s;
    QTest::newRow("null") << QJsonValue(QJsonValue::Null) << QString();
    QTest::newRow("long") << QJsonValue(lines(5000)) << lines(5000);
}

void tst_OutputModel::notStreamed()
{
    QFETCH(QJsonValue, output);
    QFETCH(QString, text);
    fed->completed(u"a"_s, output);
    QTRY_COMPARE(model->text(), text);
    QTRY_COMPARE(model->count() == 0, text.isEmpty());
    QTRY_VERIFY(model->isComplete());
}

void tst_OutputModel::roles()
{
    fed->output(u"a"_s, lines(300));
    QTRY_VERIFY(model->count() > 1);
    QCOMPARE(model->index(0).data(Model::FirstLineRole), 1);
    QCOMPARE(model->index(1).data(Model::BlockIndexRole), 1);
    const QString first = model->text(0, 0, 1, 0);
    QVERIFY(first.endsWith(u'\n'));
    QCOMPARE(model->index(0).data(Model::BlockTextRole), first.chopped(1));
    QCOMPARE(model->index(1).data(Model::FirstLineRole), int(first.count(u'\n')) + 1);
    const auto names = model->roleNames();
    QCOMPARE(names.value(Model::BlockTextRole), "blockText");
    QCOMPARE(names.value(Model::BlockIndexRole), "blockIndex");
    QCOMPARE(names.value(Model::FirstLineRole), "firstLine");
}

void tst_OutputModel::textAndFind()
{
    fed->output(u"a"_s, lines(1000));
    QTRY_VERIFY(model->count() > 5);
    QVariantMap found = model->find(u"LINE 777."_s);
    const int block = found.value(u"block"_s).toInt();
    const int offset = found.value(u"offset"_s).toInt();
    QCOMPARE(model->text(block, offset, block, offset + 9), u"line 777."_s);
    QCOMPARE(found.value(u"endBlock"_s).toInt(), block);
    QCOMPARE(found.value(u"endOffset"_s).toInt(), offset + 9);
    QCOMPARE(model->find(u"nowhere"_s).value(u"endBlock"_s), -1);
    QCOMPARE(model->find(u"line 777."_s, block, offset + 1).value(u"block"_s), -1);
    QCOMPARE(model->find(u"line 777."_s, block, offset).value(u"offset"_s), offset);
    QCOMPARE(model->find(u"line 777."_s, model->count(), 0, true).value(u"block"_s), block);
    QCOMPARE(model->find(u"LINE 777."_s, 0, 0, false, true).value(u"block"_s), -1);
    QCOMPARE(model->find(QString(5000, u'x')).value(u"block"_s), -1);
}

void tst_OutputModel::movesOverBlocks()
{
    fed->output(u"a"_s, QString(lines(1000) + u"\U0001F600!"_s));
    QTRY_VERIFY(model->count() > 5);
    const QString all = model->text();
    QVariantMap at{{u"block"_s, 0}, {u"offset"_s, 0}};
    const auto move = [&](int characters) {
        at = model->moved(at.value(u"block"_s).toInt(), at.value(u"offset"_s).toInt(), characters);
        return model->text(0, 0, at.value(u"block"_s).toInt(), at.value(u"offset"_s).toInt()).size();
    };
    QCOMPARE(move(9000), 9000);
    QVERIFY(at.value(u"block"_s).toInt() >= 2);
    QCOMPARE(move(-8999), 1);
    QCOMPARE(move(-5), 0);
    QCOMPARE(move(1'000'000), all.size());
    QCOMPARE(move(-1), all.size() - 1);
    QCOMPARE(move(-1), all.size() - 3); // both halves
    QCOMPARE(NoukaiOutputModel().moved(0, 0, 1).value(u"block"_s), -1);
}

void tst_OutputModel::attempts()
{
    fed->output(u"a"_s, u"first"_s);
    fed->started(u"b"_s);
    fed->output(u"b"_s, u"second"_s);
    QTRY_COMPARE(shown(), u"first"_s);
    model->setAttemptId(1);
    QCOMPARE(shown(), u"second"_s);
    QCOMPARE(model->length(), 6);
    fed->output(u"a"_s, u" more"_s);
    fed->output(u"b"_s, u" more"_s);
    QTRY_COMPARE(model->length(), 11);
    QCOMPARE(shown(), u"second more"_s);
    QSignalSpy ids(model.get(), &Model::attemptIdChanged);
    model->setAttemptId(99);
    model->setAttemptId(99);
    QCOMPARE(ids.size(), 1);
    QCOMPARE(model->count(), 0);
    model->setAttemptId(0);
    QCOMPARE(shown(), u"first more"_s);
}

void tst_OutputModel::completion()
{
    QSignalSpy complete(model.get(), &Model::isCompleteChanged);
    fed->output(u"a"_s, u"half"_s);
    fed->end(NoukaiFlow::Cancelled);
    QTRY_COMPARE(complete.size(), 1);
    QVERIFY(model->isComplete());
    QCOMPARE(shown(), u"half"_s);
}

void tst_OutputModel::newRun()
{
    fed->output(u"a"_s, u"old"_s);
    fed->completed(u"a"_s, u"old"_s);
    fed->flowCompleted();
    QTRY_COMPARE(shown(), u"old"_s);
    QVERIFY(fed->begin());
    fed->started(u"a"_s);
    fed->output(u"a"_s, u"new"_s);
    QTRY_COMPARE(model->count(), 0); // the attempt is no more
    model->setAttemptId(2);
    QCOMPARE(shown(), u"new"_s);
}

void tst_OutputModel::flowDeleted()
{
    fed->output(u"a"_s, lines(1000));
    QTRY_VERIFY(model->count() > 5);
    QSignalSpy flows(model.get(), &Model::flowChanged);
    delete fed->flow.data();
    QCOMPARE(flows.size(), 1);
    QCOMPARE(model->flow(), nullptr);
    QVERIFY(!shown().isEmpty()); // what is still shown can be read
    QTRY_COMPARE(model->count(), 0);
    QCOMPARE(model->length(), 0);
}

void tst_OutputModel::slotsThatDelete_data()
{
    QTest::addColumn<QString>("signal");
    QTest::addColumn<QString>("act");
    for (const QString &signal : {u"inserted"_s, u"changed"_s, u"removed"_s, u"reset"_s, u"count"_s, u"length"_s}) {
        for (const QString &act : {u"delete flow"_s, u"delete model"_s, u"other attempt"_s, u"no flow"_s, u"new run"_s,
                                   u"fixed text"_s, u"event loop"_s})
            QTest::addRow("%s: %s", qPrintable(signal), qPrintable(act)) << signal << act;
    }
}

void tst_OutputModel::slotsThatDelete()
{
    QFETCH(QString, signal);
    QFETCH(QString, act);
    fed->output(u"a"_s, lines(200));
    QTRY_VERIFY(model->count() > 0);
    if (act == u"delete model"_s)
        tester.reset(); // it outlives the model by a slot
    int acts = 0;
    const auto perform = [&] {
        if (acts++ > 0)
            return;
        if (act == u"delete flow"_s) {
            delete fed->flow.data();
        } else if (act == u"delete model"_s) {
            model.reset();
        } else if (act == u"other attempt"_s) {
            model->setAttemptId(1);
        } else if (act == u"no flow"_s) {
            model->setFlow(nullptr);
        } else if (act == u"fixed text"_s) {
            model->setFixedText(u"fixed"_s);
        } else if (act == u"new run"_s) {
            fed->end(NoukaiFlow::Cancelled);
            fed->begin();
        } else {
            fed->output(u"a"_s, lines(500));
            QTest::qWait(50);
        }
    };
    if (signal == u"inserted"_s)
        connect(model.get(), &Model::rowsInserted, this, perform);
    else if (signal == u"changed"_s)
        connect(model.get(), &Model::dataChanged, this, perform);
    else if (signal == u"removed"_s)
        connect(model.get(), &Model::rowsRemoved, this, perform);
    else if (signal == u"reset"_s)
        connect(model.get(), &Model::modelReset, this, perform);
    else if (signal == u"count"_s)
        connect(model.get(), &Model::countChanged, this, perform);
    else
        connect(model.get(), &Model::lengthChanged, this, perform);

    fed->output(u"a"_s, lines(1000));
    if (signal == u"removed"_s)
        fed->completed(u"a"_s, u"other"_s);
    if (signal == u"reset"_s)
        model->setAttemptId(1);
    QTRY_VERIFY(acts > 0);
    QTest::qWait(40); // nothing is told to what is gone
    if (act == u"fixed text"_s)
        QTRY_COMPARE(shown(), u"fixed"_s);
    if (model && act == u"delete flow"_s)
        QCOMPARE(model->count(), 0);
}

// Any text, in the same blocks, instead of what a step puts out.
void tst_OutputModel::fixedText()
{
    fed->output(u"a"_s, lines(1000));
    QTRY_VERIFY(model->count() > 5);
    QSignalSpy texts(model.get(), &Model::fixedTextChanged);
    QSignalSpy resets(model.get(), &Model::modelReset);
    const QString text(100000, u'x');
    model->setFixedText(text);
    QCOMPARE(texts.size(), 1);
    QCOMPARE(resets.size(), 1);
    QCOMPARE(model->fixedText(), text);
    QCOMPARE(model->length(), text.size());
    QCOMPARE(model->lineCount(), 1);
    QVERIFY(model->isComplete());
    QVERIFY(model->count() > 20);
    QCOMPARE(shown(), text);
    QVERIFY(model->text() == text);
    model->setFixedText(text);
    QCOMPARE(texts.size(), 1);

    // What happens to the output meanwhile is not seen, until it is wanted again.
    fed->output(u"a"_s, u"more"_s);
    fed->completed(u"a"_s, u"other"_s);
    QTest::qWait(40);
    QCOMPARE(resets.size(), 1);
    QCOMPARE(shown(), text);
    model->setFixedText({});
    QCOMPARE(shown(), u"other"_s);
    QVERIFY(model->isComplete());
}

void tst_OutputModel::oncePerFrame()
{
    QSignalSpy changes(model.get(), &Model::dataChanged);
    fed->output(u"a"_s, u"x"_s);
    QTRY_COMPARE(model->count(), 1);
    QElapsedTimer clock;
    clock.start();
    int events = 0;
    for (; clock.elapsed() < 200; ++events) {
        fed->output(u"a"_s, u"y"_s);
        QCoreApplication::processEvents();
    }
    QVERIFY(events > changes.size());
    QVERIFY2(changes.size() <= clock.elapsed() / 16 + 1, qPrintable(QString::number(changes.size())));
}

QTEST_GUILESS_MAIN(tst_OutputModel)
#include "tst_outputmodel.moc"
