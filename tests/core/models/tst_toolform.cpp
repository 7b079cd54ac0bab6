// SPDX-License-Identifier: MIT
#include <Noukai/noukaitoolform.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

namespace
{

QJsonObject object(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArray compact(const QJsonValue &value)
{
    return value.isObject() ? QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)
                            : value.toString().toUtf8();
}

const QByteArray Schema = R"({"type": "object", "required": ["path", "mode"], "properties": {
    "path": {"type": "string", "title": "Path", "description": "Where", "minLength": 1, "maxLength": 5},
    "mode": {"enum": ["read", "write", 3, null]},
    "count": {"type": "integer", "minimum": 1, "maximum": 10},
    "ratio": {"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.1},
    "force": {"type": "boolean"},
    "name": {"type": ["string", "null"], "pattern": "^[a-z]+$"},
    "list": {"type": "array"},
    "any": {}}})";

} // namespace

class TestToolForm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void fieldsOfASchema();
    void fieldsWithoutSchema();
    void untouchedIsUnchanged_data();
    void untouchedIsUnchanged();
    void takesValues_data();
    void takesValues();
    void checks_data();
    void checks();
    void leavesOut();
    void unparsable();
    void textAndFieldsFollowEachOther();
    void reverts();
    void strangeSchemas_data();
    void strangeSchemas();
    void slotsMayDelete();

private:
    int row(const QString &name) const
    {
        for (int i = 0; i < form->count(); ++i) {
            if (form->index(i).data(NoukaiToolForm::FieldNameRole) == name)
                return i;
        }
        return -1;
    }
    QVariant field(const QString &name, int role) const { return form->index(row(name)).data(role); }

    std::unique_ptr<NoukaiToolForm> form;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

void TestToolForm::init()
{
    form = std::make_unique<NoukaiToolForm>();
    tester =
        std::make_unique<QAbstractItemModelTester>(form.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestToolForm::cleanup()
{
    tester.reset();
    form.reset();
}

void TestToolForm::fieldsOfASchema()
{
    form->setSchema(object(Schema));
    form->setArgumentsText(uR"({"path": "a", "mode": "write", "count": 3, "extra": "x"})"_s);
    QStringList names;
    for (int i = 0; i < form->count(); ++i)
        names += form->index(i).data(NoukaiToolForm::FieldNameRole).toString();
    QCOMPARE(names.join(u' '), u"mode path any count force list name ratio extra"_s);
    const auto kind = [&](const QString &name) {
        return field(name, NoukaiToolForm::FieldKindRole).value<NoukaiToolForm::Kind>();
    };
    QCOMPARE(kind(u"mode"_s), NoukaiToolForm::Enum);
    QCOMPARE(kind(u"path"_s), NoukaiToolForm::Text);
    QCOMPARE(kind(u"any"_s), NoukaiToolForm::Json);
    QCOMPARE(kind(u"count"_s), NoukaiToolForm::Integer);
    QCOMPARE(kind(u"force"_s), NoukaiToolForm::Boolean);
    QCOMPARE(kind(u"list"_s), NoukaiToolForm::Json);
    QCOMPARE(kind(u"name"_s), NoukaiToolForm::Text);
    QCOMPARE(kind(u"ratio"_s), NoukaiToolForm::Number);
    QCOMPARE(kind(u"extra"_s), NoukaiToolForm::Text);

    QCOMPARE(field(u"path"_s, NoukaiToolForm::FieldTitleRole).toString(), u"Path"_s);
    QCOMPARE(field(u"path"_s, NoukaiToolForm::FieldDescriptionRole).toString(), u"Where"_s);
    QCOMPARE(field(u"mode"_s, NoukaiToolForm::FieldTitleRole).toString(), u"mode"_s);
    QCOMPARE(field(u"mode"_s, NoukaiToolForm::FieldChoicesRole).toList().size(), 4);
    QCOMPARE(field(u"mode"_s, NoukaiToolForm::FieldChoiceRole).toInt(), 1);
    QVERIFY(field(u"mode"_s, NoukaiToolForm::IsRequiredRole).toBool());
    QVERIFY(!field(u"count"_s, NoukaiToolForm::IsRequiredRole).toBool());
    QVERIFY(!field(u"force"_s, NoukaiToolForm::IsGivenRole).toBool());
    QCOMPARE(field(u"count"_s, NoukaiToolForm::FieldValueRole).toLongLong(), 3);
    QCOMPARE(field(u"count"_s, NoukaiToolForm::MinimumRole).toInt(), 1);
    QCOMPARE(field(u"count"_s, NoukaiToolForm::MaximumRole).toInt(), 10);
    QVERIFY(!field(u"ratio"_s, NoukaiToolForm::MaximumRole).isValid());
    QVERIFY(form->isValid());
    QVERIFY(!form->isEdited());
}

void TestToolForm::fieldsWithoutSchema()
{
    form->setArgumentsText(uR"({"a": "x", "b": true, "c": 1.5, "d": [1], "e": null})"_s);
    QCOMPARE(form->count(), 5);
    const QList<NoukaiToolForm::Kind> kinds = {NoukaiToolForm::Text, NoukaiToolForm::Boolean, NoukaiToolForm::Number,
                                               NoukaiToolForm::Json, NoukaiToolForm::Json};
    for (int i = 0; i < form->count(); ++i)
        QCOMPARE(form->index(i).data(NoukaiToolForm::FieldKindRole).value<NoukaiToolForm::Kind>(), kinds[i]);
    QCOMPARE(field(u"d"_s, NoukaiToolForm::FieldTextRole).toString(), u"[1]"_s);
    QCOMPARE(field(u"e"_s, NoukaiToolForm::FieldTextRole).toString(), u"null"_s);
    QVERIFY(form->isValid());
}

void TestToolForm::untouchedIsUnchanged_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::newRow("none") << QByteArray("{}");
    QTest::newRow("large whole number") << QByteArray(R"({"count":9007199254740993})");
    QTest::newRow("of another type") << QByteArray(R"({"count":"3","force":"yes","path":null})");
    QTest::newRow("not among the choices") << QByteArray(R"({"mode":"delete"})");
    QTest::newRow("nested") << QByteArray(R"({"any":{"a":[1,"2",null,false]},"extra":0.5})");
}

void TestToolForm::untouchedIsUnchanged()
{
    QFETCH(QByteArray, arguments);
    form->setSchema(object(Schema));
    form->setArgumentsText(QString::fromUtf8(arguments));
    QCOMPARE(compact(form->editedArguments()), arguments);
    QVERIFY(!form->isEdited());
    // Another field is changed: the rest stays as it is, with its types.
    QVERIFY(form->setFieldText(row(u"list"_s), u"[7]"_s));
    QJsonObject expected = object(arguments);
    expected[u"list"_s] = QJsonArray{7};
    QCOMPARE(form->editedArguments(), QJsonValue(expected));
    QVERIFY(form->isEdited());
}

void TestToolForm::takesValues_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QVariant>("input");
    QTest::addColumn<QByteArray>("json"); // of the field; empty: refused
    QTest::newRow("text") << u"path"_s << QVariant(u"b"_s) << QByteArray(R"("b")");
    QTest::newRow("text that looks like a number") << u"path"_s << QVariant(u"12"_s) << QByteArray(R"("12")");
    QTest::newRow("whole number") << u"count"_s << QVariant(4) << QByteArray("4");
    QTest::newRow("whole number of a script") << u"count"_s << QVariant(4.0) << QByteArray("4");
    QTest::newRow("whole number as text") << u"count"_s << QVariant(u" 4 "_s) << QByteArray("4");
    QTest::newRow("beyond double") << u"count"_s << QVariant(u"9007199254740993"_s) << QByteArray("9007199254740993");
    QTest::newRow("beyond double, of a 64 bit type")
        << u"count"_s << QVariant(9007199254740993LL) << QByteArray("9007199254740993");
    QTest::newRow("fraction as whole number") << u"count"_s << QVariant(4.5) << QByteArray();
    QTest::newRow("word as whole number") << u"count"_s << QVariant(u"four"_s) << QByteArray();
    QTest::newRow("nothing as whole number") << u"count"_s << QVariant(u""_s) << QByteArray();
    QTest::newRow("number") << u"ratio"_s << QVariant(0.5) << QByteArray("0.5");
    QTest::newRow("number as text") << u"ratio"_s << QVariant(u"1e2"_s) << QByteArray("100");
    QTest::newRow("not finite") << u"ratio"_s << QVariant(u"inf"_s) << QByteArray();
    QTest::newRow("true") << u"force"_s << QVariant(true) << QByteArray("true");
    QTest::newRow("false as text") << u"force"_s << QVariant(u"false"_s) << QByteArray("false");
    QTest::newRow("yes") << u"force"_s << QVariant(u"yes"_s) << QByteArray();
    QTest::newRow("choice") << u"mode"_s << QVariant(u"read"_s) << QByteArray(R"("read")");
    QTest::newRow("choice that is a number") << u"mode"_s << QVariant(3) << QByteArray("3");
    QTest::newRow("choice that is a number as text") << u"mode"_s << QVariant(u"3"_s) << QByteArray("3");
    QTest::newRow("no choice") << u"mode"_s << QVariant(u"delete"_s) << QByteArray();
    QTest::newRow("list") << u"list"_s << QVariant(QVariantList{1, u"a"_s}) << QByteArray(R"([1,"a"])");
    QTest::newRow("JSON value") << u"any"_s << QVariant::fromValue(QJsonValue(object(R"({"a": 1})")))
                                << QByteArray(R"({"a":1})");
}

void TestToolForm::takesValues()
{
    QFETCH(QString, name);
    QFETCH(QVariant, input);
    QFETCH(QByteArray, json);
    form->setSchema(object(Schema));
    form->setArgumentsText(uR"({"path": "a", "mode": "write"})"_s);
    const QByteArray before = compact(form->editedArguments());
    QSignalSpy edits(form.get(), &NoukaiToolForm::edited);
    QCOMPARE(form->setValue(row(name), input), !json.isEmpty());
    QCOMPARE(edits.size(), 1);
    QVERIFY(form->isEdited());
    if (json.isEmpty()) {
        QVERIFY(!field(name, NoukaiToolForm::FieldErrorRole).toString().isEmpty());
        QVERIFY(!form->isValid());
        QCOMPARE(compact(form->editedArguments()), before);
        // What was typed is not taken from the person.
        QCOMPARE(field(name, NoukaiToolForm::FieldTextRole).toString(), input.toString());
        return;
    }
    QByteArray found = compact(QJsonObject{{u"v"_s, form->editedArguments()[name]}});
    QCOMPARE(found, QByteArray("{\"v\":" + json + '}'));
}

void TestToolForm::checks_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error"); // a part of it
    QTest::newRow("good") << u"count"_s << u"10"_s << QString();
    QTest::newRow("too small") << u"count"_s << u"0"_s << u"at least 1"_s;
    QTest::newRow("too large") << u"count"_s << u"11"_s << u"at most 10"_s;
    QTest::newRow("not above") << u"ratio"_s << u"0"_s << u"more than 0"_s;
    QTest::newRow("multiple") << u"ratio"_s << u"0.3"_s << QString();
    QTest::newRow("no multiple") << u"ratio"_s << u"0.25"_s << u"multiple of 0.1"_s;
    QTest::newRow("too short") << u"path"_s << QString(u""_s) << u"at least 1"_s;
    QTest::newRow("long enough in characters") << u"path"_s << u"😀😀😀😀😀"_s << QString();
    QTest::newRow("too long") << u"path"_s << u"abcdef"_s << u"at most 5"_s;
    QTest::newRow("pattern") << u"name"_s << u"A"_s << u"pattern"_s;
    QTest::newRow("no array") << u"list"_s << u"{}"_s << u"array"_s;
}

void TestToolForm::checks()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(QString, error);
    form->setSchema(object(Schema));
    form->setArgumentsText(uR"({"path": "a", "mode": "write"})"_s);
    QVERIFY(form->isValid());
    QVERIFY(form->setFieldText(row(name), text));
    const QString found = field(name, NoukaiToolForm::FieldErrorRole).toString();
    QCOMPARE(found.isEmpty(), error.isEmpty());
    QVERIFY2(found.contains(error), qPrintable(found));
    QCOMPARE(form->isValid(), error.isEmpty());
    QVERIFY(field(name, NoukaiToolForm::AccessibleTextRole).toString().contains(found));
}

void TestToolForm::leavesOut()
{
    form->setSchema(object(Schema));
    form->setArgumentsText(uR"({"path": "a", "mode": "read", "count": 3})"_s);
    form->clear(row(u"count"_s));
    QCOMPARE(compact(form->editedArguments()), QByteArray(R"({"mode":"read","path":"a"})"));
    QVERIFY(form->isValid());
    form->clear(row(u"path"_s));
    QVERIFY(!form->isValid());
    QVERIFY(!field(u"path"_s, NoukaiToolForm::FieldErrorRole).toString().isEmpty());
    form->clear(-1);
    form->clear(100);
    QVERIFY(!form->setValue(100, 1));
    QVERIFY(!form->setChoice(row(u"mode"_s), 4));
    QVERIFY(form->setChoice(row(u"mode"_s), 3)); // null is a choice like any other
    QCOMPARE(compact(form->editedArguments()), QByteArray(R"({"mode":null})"));
}

void TestToolForm::unparsable()
{
    form->setSchema(object(Schema));
    const QString broken = u"{\"path\": \"ä\", oops"_s;
    form->setArgumentsText(broken);
    QVERIFY(!form->isParsed());
    QVERIFY(!form->isValid());
    QVERIFY(!form->isEdited());
    QCOMPARE(form->count(), 0);
    QCOMPARE(form->text(), broken);
    QVERIFY(form->textError().contains(u"character 1"_s));
    QCOMPARE(form->editedArguments(), QJsonValue(broken));
    form->setText(u"[1]"_s);
    QVERIFY(!form->isParsed());
    QVERIFY(form->textError().contains(u"object"_s));
    form->setText(uR"({"path": "b", "mode": "read"})"_s);
    QVERIFY(form->isParsed());
    QVERIFY(form->isValid());
    QVERIFY(form->isEdited());
    QVERIFY(form->textError().isEmpty());
    QCOMPARE(compact(form->editedArguments()), QByteArray(R"({"mode":"read","path":"b"})"));
}

void TestToolForm::textAndFieldsFollowEachOther()
{
    form->setSchema(object(Schema));
    form->setArgumentsText(uR"({"mode":"read","path":"a"})"_s);
    QCOMPARE(form->text(), u"{\n    \"mode\": \"read\",\n    \"path\": \"a\"\n}"_s);
    form->setText(uR"({"mode":"read","path":"c","new":1})"_s);
    QCOMPARE(form->text(), uR"({"mode":"read","path":"c","new":1})"_s);
    QCOMPARE(field(u"path"_s, NoukaiToolForm::FieldValueRole).toString(), u"c"_s);
    QVERIFY(field(u"path"_s, NoukaiToolForm::IsEditedRole).toBool());
    QCOMPARE(field(u"new"_s, NoukaiToolForm::FieldKindRole).value<NoukaiToolForm::Kind>(), NoukaiToolForm::Number);
    QVERIFY(form->setValue(row(u"path"_s), u"d"_s));
    QVERIFY(form->text().contains(u"\"path\": \"d\""_s));
}

void TestToolForm::reverts()
{
    form->setSchema(object(Schema));
    form->setArgumentsText(uR"({"mode":"read","path":"a"})"_s);
    form->setText(u"rubbish"_s);
    form->revert();
    QVERIFY(!form->isEdited());
    QVERIFY(form->isParsed());
    form->setValue(row(u"path"_s), u"z"_s);
    form->setArgumentsText(uR"({"mode":"write"})"_s);
    QVERIFY(!form->isEdited());
    QCOMPARE(compact(form->editedArguments()), QByteArray(R"({"mode":"write"})"));
}

void TestToolForm::strangeSchemas_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<bool>("valid");
    QTest::newRow("properties are no object") << QByteArray(R"({"properties": [1]})") << true;
    QTest::newRow("a property is no object") << QByteArray(R"({"properties": {"a": true}})") << true;
    QTest::newRow("type is a number") << QByteArray(R"({"properties": {"a": {"type": 3}}})") << true;
    QTest::newRow("required is text") << QByteArray(R"({"required": "a"})") << true;
    QTest::newRow("required but not described") << QByteArray(R"({"required": ["b"]})") << false;
    QTest::newRow("closed") << QByteArray(R"({"additionalProperties": false})") << false;
    QTest::newRow("broken pattern") << QByteArray(R"({"properties": {"a": {"pattern": "("}}})") << true;
    QTest::newRow("const") << QByteArray(R"({"properties": {"a": {"const": "x"}}})") << true;
    QTest::newRow("empty enum") << QByteArray(R"({"properties": {"a": {"enum": []}}})") << true;
    QTest::newRow("limits are text") << QByteArray(R"({"properties": {"a": {"minLength": "9"}}})") << true;
}

void TestToolForm::strangeSchemas()
{
    QFETCH(QByteArray, schema);
    QFETCH(bool, valid);
    form->setSchema(object(schema));
    form->setArgumentsText(uR"({"a": "x"})"_s);
    QVERIFY(row(u"a"_s) >= 0);
    QCOMPARE(compact(form->editedArguments()), QByteArray(R"({"a":"x"})"));
    QCOMPARE(form->isValid(), valid);
    QCOMPARE(form->schema(), object(schema));
}

void TestToolForm::slotsMayDelete()
{
    form->setArgumentsText(uR"({"a": "x"})"_s);
    tester.reset();
    NoukaiToolForm *doomed = form.release();
    connect(doomed, &QAbstractItemModel::dataChanged, this, [doomed] { delete doomed; });
    doomed->setValue(0, u"y"_s);
    auto *other = new NoukaiToolForm;
    connect(other, &QAbstractItemModel::modelReset, this, [other] { delete other; });
    other->setArgumentsText(uR"({"a": "x"})"_s);
}

QTEST_GUILESS_MAIN(TestToolForm)
#include "tst_toolform.moc"
