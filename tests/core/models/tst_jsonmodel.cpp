// SPDX-License-Identifier: MIT
#include <Noukai/noukaijsonmodel.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using Model = NoukaiJsonModel;

class TestJsonModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void tree();
    void scalars_data();
    void scalars();
    void faults_data();
    void faults();
    void indents_data();
    void indents();
    void accepts_data();
    void accepts();
    void everyCut();
    void asQtReadsIt_data();
    void asQtReadsIt();
    void paths_data();
    void paths();
    void noPaths_data();
    void noPaths();
    void finds_data();
    void finds();
    void findsAllRows();
    void fetchesInBatches();
    void boundedCells();
    void depth();
    void hostileDepth_data();
    void hostileDepth();
    void fiftyMegabytes();
    void anotherDocument();
    void slotsMayDoAnything_data();
    void slotsMayDoAnything();

private:
    QModelIndex root() const { return model->index(0, 0); }
    void fetchAll(const QModelIndex &index)
    {
        while (model->canFetchMore(index))
            model->fetchMore(index);
        for (int row = 0; row < model->rowCount(index); ++row)
            fetchAll(model->index(row, 0, index));
    }
    QJsonValue read(const QModelIndex &index) const;

    std::unique_ptr<Model> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

void TestJsonModel::init()
{
    model = std::make_unique<Model>();
    tester =
        std::make_unique<QAbstractItemModelTester>(model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester->setUseFetchMore(false); // it would fetch while it is told of a reset
}

void TestJsonModel::cleanup()
{
    tester.reset();
    model.reset();
}

// The document as the rows say it, fetched before.
QJsonValue TestJsonModel::read(const QModelIndex &index) const
{
    const QString text = model->text(index);
    switch (index.data(Model::ValueTypeRole).value<Model::ValueType>()) {
    case Model::String:
        return text;
    case Model::Number:
        return QJsonDocument::fromJson('[' + text.toUtf8() + ']').array().first();
    case Model::Boolean:
        return text == u"true";
    case Model::Null:
        return QJsonValue();
    case Model::Array: {
        QJsonArray array;
        for (int row = 0; row < model->rowCount(index); ++row)
            array.append(read(model->index(row, 0, index)));
        return array;
    }
    case Model::Object:
        break;
    }
    QJsonObject object;
    for (int row = 0; row < model->rowCount(index); ++row) {
        const QModelIndex child = model->index(row, 0, index);
        object[child.data(Model::KeyRole).toString()] = read(child);
    }
    return object;
}

void TestJsonModel::tree()
{
    QCOMPARE(model->rowCount(), 0);
    model->setUtf8(R"({"b": [1, {"c": null}], "a": "x\ny", "a": true, "e": {}})");
    QCOMPARE(model->error(), QString());
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(root().data(Model::ChildCountRole).toInt(), 4);
    QCOMPARE(model->rowCount(root()), 0); // not before it is asked for
    QVERIFY(model->hasChildren(root()));
    fetchAll(root());
    QCOMPARE(model->rowCount(root()), 4);
    QStringList keys;
    for (int row = 0; row < 4; ++row)
        keys += model->index(row, 0, root()).data().toString();
    QCOMPARE(keys.join(u' '), u"b a a e"_s); // in their order, twice where they stand twice
    const QModelIndex list = model->index(0, 0, root());
    QCOMPARE(list.data(Model::ValueTypeRole).value<Model::ValueType>(), Model::Array);
    QCOMPARE(list.data(Model::ValueTextRole).toString(), uR"([1, {"c": null}])"_s);
    QCOMPARE(list.data(Model::PathRole).toString(), u"$.b"_s);
    QCOMPARE(model->index(1, 0, list).data(Model::KeyRole).toString(), u"1"_s);
    const QModelIndex text = model->index(1, 0, root());
    QCOMPARE(text.data(Model::ValueTextRole).toString(), u"x\ny"_s);
    QCOMPARE(text.siblingAtColumn(1).data().toString(), u"x\ny"_s);
    QCOMPARE(text.data(Model::AccessibleTextRole).toString(), u"a: x y"_s);
    QCOMPARE(list.data(Model::AccessibleTextRole).toString(), u"b, list with 2 element(s)"_s);
    QVERIFY(!model->hasChildren(model->index(3, 0, root())));
    QVERIFY(!model->hasChildren(text));
    QCOMPARE(model->headerData(0, Qt::Horizontal).toString(), u"Key"_s);
    QCOMPARE(model->valueAt(list), QJsonValue(QJsonArray{1, QJsonObject{{u"c"_s, QJsonValue()}}}));
    QVERIFY(model->valueAt({}).isUndefined());
    const QHash<int, QByteArray> names = model->roleNames();
    for (int role = Model::KeyRole; role <= Model::AccessibleTextRole; ++role) {
        QVERIFY(names.contains(role));
        QVERIFY(text.data(role).isValid());
    }
}

void TestJsonModel::scalars_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Model::ValueType>("type");
    QTest::addColumn<QString>("text");
    QTest::newRow("text") << QByteArray(R"("a")") << Model::String << u"a"_s;
    QTest::newRow("empty text") << QByteArray(R"("")") << Model::String << QString();
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00")") << Model::String
                             << u"\"\\/\b\f\n\r\té😀"_s;
    QTest::newRow("half a pair") << QByteArray(R"("\ud83d")") << Model::String << QString(QChar(0xD83D));
    QTest::newRow("no UTF-8") << QByteArray("\"a\xFF\"") << Model::String << u"a\uFFFD"_s;
    QTest::newRow("number as it is written") << QByteArray("-1.50e+10") << Model::Number << u"-1.50e+10"_s;
    QTest::newRow("number beyond double")
        << QByteArray("12345678901234567890.123") << Model::Number << u"12345678901234567890.123"_s;
    QTest::newRow("true") << QByteArray(" true ") << Model::Boolean << u"true"_s;
    QTest::newRow("null") << QByteArray("\nnull") << Model::Null << u"null"_s;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "1")
                                     << Model::Number << u"1"_s;
}

void TestJsonModel::scalars()
{
    QFETCH(QByteArray, json);
    QFETCH(Model::ValueType, type);
    QFETCH(QString, text);
    model->setUtf8(json);
    QCOMPARE(model->error(), QString());
    QCOMPARE(root().data(Model::ValueTypeRole).value<Model::ValueType>(), type);
    QCOMPARE(root().data(Model::ValueTextRole).toString(), text);
    QCOMPARE(model->text(root()), text);
    QCOMPARE(model->path(root()), u"$"_s);
    QVERIFY(!model->hasChildren(root()));
}

void TestJsonModel::faults_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("why");
    QTest::newRow("word") << QByteArray("nul") << 0 << u"value is expected"_s;
    QTest::newRow("rubbish") << QByteArray(" ?") << 1 << u"value is expected"_s;
    QTest::newRow("end in an array") << QByteArray("[1,") << 3 << u"too early"_s;
    QTest::newRow("end in a text") << QByteArray("\"abc") << 4 << u"too early"_s;
    QTest::newRow("end in an escape") << QByteArray("\"abc\\") << 5 << u"too early"_s;
    QTest::newRow("no value after a comma") << QByteArray("[1,]") << 3 << u"value is expected"_s;
    QTest::newRow("only a comma") << QByteArray("[,]") << 1 << u"value is expected"_s;
    QTest::newRow("two values") << QByteArray("[1 2]") << 3 << u"comma"_s;
    QTest::newRow("wrong bracket") << QByteArray("[1}") << 2 << u"comma"_s;
    QTest::newRow("wrong bracket at once") << QByteArray("[}") << 1 << u"value is expected"_s;
    QTest::newRow("key without quotes") << QByteArray("{a: 1}") << 1 << u"key in quotes"_s;
    QTest::newRow("no key after a comma") << QByteArray("{\"a\": 1,}") << 8 << u"key in quotes"_s;
    QTest::newRow("no colon") << QByteArray("{\"a\" 1}") << 5 << u"colon"_s;
    QTest::newRow("no value") << QByteArray("{\"a\":}") << 5 << u"value is expected"_s;
    QTest::newRow("two documents") << QByteArray("1 2") << 2 << u"follows"_s;
    QTest::newRow("bracket too many") << QByteArray("[]]") << 2 << u"follows"_s;
    QTest::newRow("leading zero") << QByteArray("01") << 1 << u"follows"_s;
    QTest::newRow("no digit after the point") << QByteArray("[1.]") << 3 << u"digit"_s;
    QTest::newRow("no digit in the exponent") << QByteArray("[1e+]") << 4 << u"digit"_s;
    QTest::newRow("control character") << QByteArray("\"a\nb\"") << 2 << u"control"_s;
    QTest::newRow("wrong escape") << QByteArray("\"\\x\"") << 2 << u"escape"_s;
    QTest::newRow("wrong digits") << QByteArray("\"\\u12g4\"") << 5 << u"escape"_s;
    QTest::newRow("null character") << QByteArray("[\0]", 3) << 1 << u"value is expected"_s;
}

void TestJsonModel::faults()
{
    QFETCH(QByteArray, json);
    QFETCH(int, offset);
    QFETCH(QString, why);
    model->setUtf8(json);
    QVERIFY2(model->error().contains(why), qPrintable(model->error()));
    QCOMPARE(model->errorOffset(), offset);
    QCOMPARE(model->rowCount(), 0);
    QVERIFY(model->value().isUndefined());
    QVERIFY(!model->find(u"1"_s).isValid());
    QVERIFY(!model->indexOf(u"$"_s).isValid());
    model->setUtf8("[1]");
    QCOMPARE(model->error(), QString());
    QCOMPARE(model->errorOffset(), -1);
    model->setUtf8("[\n\n  \xC3\xA4]");
    QVERIFY2(model->error().contains(u"line 3, column 3"_s), qPrintable(model->error()));
}

void TestJsonModel::indents_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("indented");
    QTest::newRow("scalar") << u" 1.50 "_s << u"1.50"_s;
    QTest::newRow("empty ones") << u"[ { } , [ ] ]"_s << u"[\n    {},\n    []\n]"_s;
    QTest::newRow("in its order") << u"{\"b\":1,\"a\":[true,null]}"_s
                                  << u"{\n    \"b\": 1,\n    \"a\": [\n        true,\n        null\n    ]\n}"_s;
    QTest::newRow("signs in texts") << u"[\"{,:}\\\"[ ]\"]"_s << u"[\n    \"{,:}\\\"[ ]\"\n]"_s;
    QTest::newRow("no JSON stays") << u"{ nothing"_s << u"{ nothing"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void TestJsonModel::indents()
{
    QFETCH(QString, json);
    model->setJson(json);
    QTEST(model->indented(), "indented");
    QTEST(model->indented(int(model->indented().size())), "indented");
    if (!json.isEmpty())
        QCOMPARE(model->indented(int(model->indented().size()) - 1), QString());
    const QString deep = QString(1000, u'[') + QString(1000, u']');
    model->setJson(deep);
    QVERIFY(model->indented().size() < 2 * 1000 * 4 * 34); // no level is indented without end
    QCOMPARE(model->indented().remove(u'\n').remove(u' '), deep);
}

void TestJsonModel::accepts_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json : {"[]", "{}", " [ ] ", "[[],{}]", "{\"a\":[]}", "[{}]", "[[[]]]", "0", "-0", "0.0e0", "\"\"",
                             "{\"\":\"\"}", "[ 1 , 2 ]", "{ \"a\" : { } , \"b\" : [ ] }", "[\"]\",\"}\",\"\\\"\"]"})
        QTest::newRow(json) << QByteArray(json);
}

void TestJsonModel::accepts()
{
    QFETCH(QByteArray, json);
    model->setUtf8(json);
    QCOMPARE(model->error(), QString());
    fetchAll(root());
    QCOMPARE(read(root()), QJsonDocument::fromJson('[' + json + ']').array().first());
    QCOMPARE(model->value(), read(root()));
    model->setValue(model->value());
    fetchAll(root());
    QCOMPARE(model->value(), read(root()));
}

// A document that breaks off anywhere is an error, never anything else.
void TestJsonModel::everyCut()
{
    const QByteArray json = R"({"a": [1.5e3, "x\u00e9\n", {}, [], true, false, null], "b": {"c": "d"}})";
    tester.reset();
    for (qsizetype length = 1; length < json.size(); ++length) {
        model->setUtf8(json.left(length));
        QVERIFY2(!model->error().isEmpty(), json.left(length).constData());
        QVERIFY(model->errorOffset() <= length);
        // Whatever byte stands there.
        for (const char c : {'"', '\\', ']', '}', ',', ':', '0', '\0', '\x80'}) {
            QByteArray other = json;
            other[length] = c;
            model->setUtf8(other);
            if (model->error().isEmpty())
                fetchAll(root());
        }
    }
}

void TestJsonModel::asQtReadsIt_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 30; ++seed)
        QTest::addRow("%d", seed) << seed;
}

// Documents at random, some with more than 64 KiB and so with an index.
void TestJsonModel::asQtReadsIt()
{
    QFETCH(int, seed);
    QRandomGenerator random{quint32(seed)};
    const std::function<QJsonValue(int)> make = [&](int depth) -> QJsonValue {
        switch (random.bounded(depth > 5 ? 4 : 7)) {
        case 0:
            return random.bounded(1000);
        case 1:
            return random.generateDouble();
        case 2:
            return random.bounded(2) == 1;
        case 3:
            return QString(QString(random.bounded(seed % 3 == 0 ? 3000 : 20), u'"') + u"{[é😀\\\n"_s);
        case 4:
        case 5: {
            QJsonArray array;
            for (quint32 i = random.bounded(9U); i > 0; --i)
                array.append(make(depth + 1));
            return array;
        }
        default: {
            QJsonObject object;
            for (quint32 i = random.bounded(9U); i > 0; --i)
                object[QString::number(random.bounded(1000))] = make(depth + 1);
            return object;
        }
        }
    };
    const QJsonArray value{make(0), make(0), make(0)};
    model->setUtf8(QJsonDocument(value).toJson(seed % 2 == 0 ? QJsonDocument::Compact : QJsonDocument::Indented));
    fetchAll(root());
    QCOMPARE(read(root()), QJsonValue(value));
}

void TestJsonModel::paths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::newRow("top") << u"$"_s << QString();
    QTest::newRow("member") << u"$.a"_s << QString();
    QTest::newRow("element") << u"$.a[1]"_s << u"2"_s;
    QTest::newRow("deep") << u"$.a[2].b[0]"_s << u"x"_s;
    QTest::newRow("key with a space") << u"$[\"two words\"]"_s << u"3"_s;
    QTest::newRow("key with signs") << uR"($["\"]\\.[é"])"_s << u"4"_s;
    QTest::newRow("empty key") << u"$[\"\"]"_s << u"5"_s;
    QTest::newRow("key that is a number") << u"$[\"7\"]"_s << u"6"_s;
    QTest::newRow("letters of other scripts") << u"$.été"_s << u"7"_s;
    QTest::newRow("first of two") << u"$.twice"_s << u"8"_s;
}

void TestJsonModel::paths()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    model->setUtf8(R"({"a": [1, 2, {"b": ["x"]}], "two words": 3, "\"]\\.[é": 4, "": 5, "7": 6, "été": 7,
                       "twice": 8, "twice": 9})");
    QCOMPARE(model->error(), QString());
    const QModelIndex index = model->indexOf(path);
    QVERIFY(index.isValid());
    QCOMPARE(model->path(index), path);
    if (!text.isEmpty())
        QCOMPARE(model->text(index), text);
}

void TestJsonModel::noPaths_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"",
                             "a",
                             "$a",
                             "$.",
                             "$.b",
                             "$.a.",
                             "$.a[",
                             "$.a[]",
                             "$.a[-1]",
                             "$.a[3]",
                             "$.a[x]",
                             "$.a[1",
                             "$.a[1]x",
                             "$.a.b",
                             "$[0]",
                             "$[\"a",
                             "$[\"a\"",
                             "$[\"a\\",
                             "$.a[99999999999999999999]",
                             "$.a[0][0]",
                             "$..a",
                             "$.a[\"1\"]"})
        QTest::addRow("%s", path) << QString::fromLatin1(path);
}

void TestJsonModel::noPaths()
{
    QFETCH(QString, path);
    model->setUtf8(R"({"a": [1, 2, 3]})");
    QVERIFY(!model->indexOf(path).isValid());
    QCOMPARE(model->path({}), QString());
}

void TestJsonModel::finds_data()
{
    QTest::addColumn<QString>("needle");
    QTest::addColumn<QString>("from");
    QTest::addColumn<bool>("backwards");
    QTest::addColumn<bool>("caseSensitive");
    QTest::addColumn<QString>("found"); // its path
    QTest::newRow("value") << u"lpha"_s << QString() << false << false << u"$.one[0]"_s;
    QTest::newRow("next value") << u"lpha"_s << u"$.one[0]"_s << false << false << u"$.two.alpha"_s;
    QTest::newRow("key") << u"two"_s << QString() << false << false << u"$.two"_s;
    QTest::newRow("not itself again") << u"two"_s << u"$.two"_s << false << false << u"$.two.beta"_s;
    QTest::newRow("the end") << u"two"_s << u"$.two.beta"_s << false << false << QString();
    QTest::newRow("backwards from the end") << u"lpha"_s << QString() << true << false << u"$.two.alpha"_s;
    QTest::newRow("backwards") << u"lpha"_s << u"$.two.alpha"_s << true << false << u"$.one[0]"_s;
    QTest::newRow("backwards at the beginning") << u"lpha"_s << u"$.one[0]"_s << true << false << QString();
    QTest::newRow("other case") << u"ALPHA"_s << QString() << false << false << u"$.one[0]"_s;
    QTest::newRow("same case") << u"ALPHA"_s << QString() << false << true << QString();
    QTest::newRow("same case, found") << u"Alpha"_s << QString() << false << true << u"$.one[0]"_s;
    QTest::newRow("number") << u"2.5"_s << QString() << false << false << u"$.one[1]"_s;
    QTest::newRow("word") << u"null"_s << QString() << false << false << u"$.one[2]"_s;
    QTest::newRow("written as an escape") << u"É\""_s << QString() << false << false << u"$.esc"_s;
    QTest::newRow("written as an escape, same case") << u"é\""_s << QString() << false << true << u"$.esc"_s;
    QTest::newRow("the escape itself") << u"u00e9"_s << QString() << false << true << QString();
    QTest::newRow("brackets are no text") << u"["_s << QString() << false << false << QString();
    QTest::newRow("nothing") << QString() << QString() << false << false << QString();
}

void TestJsonModel::finds()
{
    QFETCH(QString, needle);
    QFETCH(QString, from);
    QFETCH(bool, backwards);
    QFETCH(bool, caseSensitive);
    QFETCH(QString, found);
    model->setUtf8(R"({"one": ["Alpha", 2.5, null], "two": {"alpha": 1, "beta": "two"}, "esc": "\u00e9\""})");
    const QModelIndex start = from.isEmpty() ? QModelIndex() : model->indexOf(from);
    QCOMPARE(start.isValid(), !from.isEmpty());
    QCOMPARE(model->path(model->find(needle, start, backwards, caseSensitive)), found);
}

// Each row once, in order, and the same backwards.
void TestJsonModel::findsAllRows()
{
    model->setUtf8(R"({"x": {"x": "x"}, "ax": ["x", {"bx": [["xx"]]}], "n": "x"})");
    QStringList forward;
    for (QModelIndex at = model->find(u"x"_s); at.isValid(); at = model->find(u"x"_s, at))
        forward += model->path(at);
    QCOMPARE(forward, QStringList({u"$.x"_s, u"$.x.x"_s, u"$.ax"_s, u"$.ax[0]"_s, u"$.ax[1].bx"_s,
                                   u"$.ax[1].bx[0][0]"_s, u"$.n"_s}));
    QStringList backward;
    for (QModelIndex at = model->find(u"x"_s, {}, true); at.isValid(); at = model->find(u"x"_s, at, true))
        backward.prepend(model->path(at));
    QCOMPARE(backward, forward);
}

void TestJsonModel::fetchesInBatches()
{
    QByteArray json = "[";
    for (int i = 0; i < 2500; ++i)
        json += QByteArray::number(i) + ',';
    json.back() = ']';
    model->setUtf8(json);
    QCOMPARE(root().data(Model::ChildCountRole).toInt(), 2500);
    QSignalSpy inserted(model.get(), &QAbstractItemModel::rowsInserted);
    model->fetchMore(root());
    QCOMPARE(model->rowCount(root()), 1000);
    QVERIFY(model->canFetchMore(root()));
    QCOMPARE(model->text(model->indexOf(u"$[2001]"_s)), u"2001"_s);
    QCOMPARE(model->rowCount(root()), 2500);
    QVERIFY(!model->canFetchMore(root()));
    model->fetchMore(root());
    QCOMPARE(inserted.size(), 3);
}

void TestJsonModel::boundedCells()
{
    const QString text = u"xy"_s + u"\u00e9😀"_s.repeated(2000);
    model->setValue(QJsonObject{{u"t"_s, text}, {QString(5000, u'k'), 1}, {u"z"_s, QJsonArray{text, text}}});
    fetchAll(root());
    for (int row = 0; row < 3; ++row) {
        const QModelIndex index = model->index(row, 0, root());
        for (int role = Model::KeyRole; role <= Model::AccessibleTextRole; ++role)
            QVERIFY(index.data(role).toString().size() <= 1000);
        for (int column = 0; column < 2; ++column)
            QVERIFY(index.siblingAtColumn(column).data().toString().size() <= 1000);
    }
    const QModelIndex index = model->indexOf(u"$.t"_s);
    QCOMPARE(index.data(Model::ValueTextRole).toString(), text.left(999)); // not half of a pair
    QVERIFY(index.data(Model::IsTruncatedRole).toBool());
    QCOMPARE(model->text(index), text);
    QCOMPARE(model->path(model->index(0, 0, root())).size(), 5002);
    model->setUtf8('"' + QByteArray(1000, 'a') + '"');
    QVERIFY(!root().data(Model::IsTruncatedRole).toBool());
    model->setUtf8('"' + QByteArray("\\u0061").repeated(1000) + '"');
    QVERIFY(!root().data(Model::IsTruncatedRole).toBool());
    model->setUtf8('"' + QByteArray("\\u0061").repeated(1001) + '"');
    QVERIFY(root().data(Model::IsTruncatedRole).toBool());
    QCOMPARE(root().data(Model::ValueTextRole).toString(), QString(1000, u'a'));
    model->setUtf8(QByteArray(5000, '1'));
    QCOMPARE(root().data(Model::ValueTextRole).toString().size(), 1000);
    QVERIFY(root().data(Model::IsTruncatedRole).toBool());
}

void TestJsonModel::depth()
{
    tester.reset();
    model->setUtf8(QByteArray(1000, '[') + QByteArray(1000, ']'));
    QCOMPARE(model->error(), QString());
    QModelIndex index = root();
    for (int level = 1; level < 1000; ++level) {
        model->fetchMore(index);
        index = model->index(0, 0, index);
        QVERIFY(index.isValid());
    }
    QVERIFY(!model->hasChildren(index));
    QCOMPARE(model->path(index).size(), 1 + 3 * 999);
}

void TestJsonModel::hostileDepth_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("one too deep") << QByteArray(QByteArray(1001, '[') + QByteArray(1001, ']'));
    QTest::newRow("arrays without an end") << QByteArray(5'000'000, '[');
    QTest::newRow("objects without an end") << QByteArray("{\"a\":").repeated(1'000'000);
}

void TestJsonModel::hostileDepth()
{
    QFETCH(QByteArray, json);
    model->setUtf8(json);
    QVERIFY2(model->error().contains(u"deeper than 1000"_s), qPrintable(model->error()));
    QCOMPARE(model->rowCount(), 0);
}

// Rows, cells and a batch of children cost the same whatever the size; only the check and a search read it all.
void TestJsonModel::fiftyMegabytes()
{
    QByteArray json = "{\"first\": 1, \"rows\": [";
    json.reserve(51'000'000);
    int count = 0;
    while (json.size() < 50'000'000)
        json += "{\"id\": " + QByteArray::number(count++) + R"(, "name": "somebody", "tags": ["a", "b"], "ok": true},)";
    json.back() = ']';
    json += ", \"last\": \"end\"}";
    tester.reset();
    model->setUtf8(json);
    QCOMPARE(model->error(), QString());
    model->fetchMore(root());
    const QModelIndex rows = model->index(1, 0, root());
    QCOMPARE(rows.data(Model::ChildCountRole).toInt(), count);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i)
        QVERIFY(rows.data(Model::ValueTextRole).toString().size() == 160);
    model->fetchMore(rows);
    QVERIFY2(timer.elapsed() < 5000, "the whole document was read for its first rows");
    QCOMPARE(model->rowCount(rows), 1000);
    QCOMPARE(rows.data(Model::ValueTextRole).toString().size(), 160);
    QCOMPARE(model->path(model->find(u"END"_s)), u"$.last"_s);
    QCOMPARE(model->rowCount(rows), 1000); // none was needed for that
    const QString path = u"$.rows[%1].tags[1]"_s.arg(count - 1);
    QCOMPARE(model->text(model->indexOf(path)), u"b"_s);
}

void TestJsonModel::anotherDocument()
{
    QSignalSpy changes(model.get(), &Model::documentChanged);
    QSignalSpy resets(model.get(), &QAbstractItemModel::modelReset);
    model->setJson(u"[1, 2]"_s);
    fetchAll(root());
    model->setJson(u"[1, 2]"_s); // the same
    QCOMPARE(changes.size(), 1);
    model->setJson(u"{}"_s);
    QCOMPARE(model->rowCount(root()), 0);
    QCOMPARE(model->json(), u"{}"_s);
    QCOMPARE(model->size(), 2);
    model->setValue(QJsonValue::Undefined);
    QCOMPARE(model->rowCount(), 0);
    QCOMPARE(model->error(), QString());
    QVERIFY(model->value().isUndefined());
    QCOMPARE(changes.size(), 3);
    QCOMPARE(resets.size(), 3);
    model->setUtf8(" \n");
    QCOMPARE(model->error(), QString());
}

void TestJsonModel::slotsMayDoAnything_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<QString>("act");
    for (const char *when : {"rowsInserted", "modelReset", "documentChanged"}) {
        for (const char *act : {"delete", "another document", "none"})
            QTest::addRow("%s: %s", when, act) << QString::fromLatin1(when) << QString::fromLatin1(act);
    }
}

void TestJsonModel::slotsMayDoAnything()
{
    QFETCH(QString, when);
    QFETCH(QString, act);
    tester.reset();
    bool done = false;
    const auto perform = [&] {
        if (std::exchange(done, true))
            return;
        if (act == u"delete")
            model.reset();
        else
            model->setUtf8(act == u"none" ? "" : R"({"b": [1]})");
    };
    QObject context;
    if (when == u"modelReset")
        connect(model.get(), &QAbstractItemModel::modelReset, &context, perform);
    if (when == u"documentChanged")
        connect(model.get(), &Model::documentChanged, &context, perform);
    model->setUtf8(R"({"a": [1, [2, "needle"]]})");
    if (when == u"rowsInserted") {
        connect(model.get(), &QAbstractItemModel::rowsInserted, &context, perform);
        QVERIFY(!model->find(u"needle"_s).isValid());
    }
    QVERIFY(done);
    if (model)
        QCOMPARE(model->rowCount(), act == u"none" ? 0 : 1);
}

QTEST_GUILESS_MAIN(TestJsonModel)
#include "tst_jsonmodel.moc"
