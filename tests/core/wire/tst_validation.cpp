// SPDX-License-Identifier: MIT
#include "wire/validation_p.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

namespace
{

QJsonValue json(const QByteArray &text)
{
    return QJsonDocument::fromJson('[' + text + ']').array().first();
}

QJsonObject attachment()
{
    return {{u"kind"_s, u"url"_s}, {u"url"_s, u"https://example.org/a.png"_s}, {u"mime_type"_s, u"image/png"_s}};
}

QJsonObject attachmentWith(const QString &member, const QJsonValue &value)
{
    QJsonObject changed = attachment();
    changed.insert(member, value); // Undefined removes the member
    return changed;
}

QJsonObject tool(const QString &name)
{
    return {{u"type"_s, u"function"_s}, {u"function"_s, QJsonObject{{u"name"_s, name}}}};
}

QJsonObject toolWith(const QString &member, const QJsonValue &value)
{
    QJsonObject function{{u"name"_s, u"search"_s}};
    function.insert(member, value);
    return {{u"type"_s, u"function"_s}, {u"function"_s, function}};
}

QJsonArray toolsNamed(int count)
{
    QJsonArray tools;
    for (int i = 0; i < count; ++i)
        tools.append(tool(u"tool_%1"_s.arg(i)));
    return tools;
}

QString httpsUrl(int length)
{
    return u"https://example.org/"_s.leftJustified(length, u'a');
}

} // namespace

class tst_Validation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void attachmentsAccepted_data();
    void attachmentsAccepted();
    void attachmentsRefused_data();
    void attachmentsRefused();
    void parameters();
    void sessionIds_data();
    void sessionIds();
    void toolsAccepted_data();
    void toolsAccepted();
    void toolsRefused_data();
    void toolsRefused();
};

void tst_Validation::attachmentsAccepted_data()
{
    QTest::addColumn<QJsonArray>("attachments");

    QTest::newRow("none") << QJsonArray();
    QTest::newRow("one") << QJsonArray{attachment()};
    QTest::newRow("ten") << QJsonArray{attachment(), attachment(), attachment(), attachment(), attachment(),
                                       attachment(), attachment(), attachment(), attachment(), attachment()};
    for (const QString &type : {u"image/jpeg"_s, u"image/png"_s, u"image/webp"_s, u"image/gif"_s})
        QTest::newRow(qPrintable(type)) << QJsonArray{attachmentWith(u"mime_type"_s, type)};
    QTest::newRow("url of 2048 characters") << QJsonArray{attachmentWith(u"url"_s, httpsUrl(2048))};
    QTest::newRow("capital scheme") << QJsonArray{attachmentWith(u"url"_s, u"HTTPS://example.org/"_s)};
    QTest::newRow("url with query") << QJsonArray{attachmentWith(u"url"_s, u"https://example.org:8443/a?b=%20#c"_s)};
    QTest::newRow("file name of 255 characters") << QJsonArray{attachmentWith(u"filename"_s, QString(255, u'a'))};
    QTest::newRow("file name with a dot") << QJsonArray{attachmentWith(u"filename"_s, u".a.b."_s)};
    QTest::newRow("a member this version does not know") << QJsonArray{attachmentWith(u"alt"_s, u"a picture"_s)};
}

void tst_Validation::attachmentsAccepted()
{
    QFETCH(QJsonArray, attachments);
    const NoukaiError error = checkAttachments(attachments);
    QVERIFY2(error.kind() == NoukaiError::NoError, qPrintable(error.message()));
}

void tst_Validation::attachmentsRefused_data()
{
    QTest::addColumn<QJsonArray>("attachments");
    QTest::addColumn<QStringList>("named"); // each stands in the message

    QJsonArray eleven;
    for (int i = 0; i < 11; ++i)
        eleven.append(attachment());
    QTest::newRow("eleven") << eleven << QStringList{u"11"_s, u"10"_s};
    QTest::newRow("no object") << QJsonArray{u"https://example.org/a.png"_s} << QStringList{u"attachments[0] "_s};
    QTest::newRow("the second") << QJsonArray{attachment(), 1} << QStringList{u"attachments[1] "_s};

    const auto row = [](const char *name, const QString &member, const QJsonValue &value, const QString &shown) {
        QTest::newRow(name) << QJsonArray{attachment(), attachmentWith(member, value)}
                            << QStringList{u"attachments[1]."_s + member, shown};
    };
    row("kind absent", u"kind"_s, QJsonValue::Undefined, u"null"_s);
    row("kind of another sort", u"kind"_s, u"base64"_s, u"“base64”"_s);
    row("kind is no text", u"kind"_s, 1, u"“1”"_s);
    row("url absent", u"url"_s, QJsonValue::Undefined, u"null"_s);
    row("url is no text", u"url"_s, QJsonObject(), u"{…}"_s);
    row("url empty", u"url"_s, u""_s, u"“”"_s);
    row("plain http", u"url"_s, u"http://example.org/a.png"_s, u"“http://example.org/a.png”"_s);
    row("data url", u"url"_s, u"data:image/png;base64,AAAA"_s, u"“data:"_s);
    row("file url", u"url"_s, u"file:///etc/passwd"_s, u"“file:"_s);
    row("https without host", u"url"_s, u"https:///a.png"_s, u"“https:///a.png”"_s);
    row("https without slashes", u"url"_s, u"https:a.png"_s, u"“https:a.png”"_s);
    row("leading space", u"url"_s, u" https://example.org"_s, u"“ https:"_s);
    row("line feed in the url", u"url"_s, u"https://example.org/\na"_s, u"\\u000a"_s);
    row("url of 2049 characters", u"url"_s, httpsUrl(2049), u"2048"_s);
    row("mime type absent", u"mime_type"_s, QJsonValue::Undefined, u"null"_s);
    row("vector image", u"mime_type"_s, u"image/svg+xml"_s, u"“image/svg+xml”"_s);
    row("mime type in capitals", u"mime_type"_s, u"IMAGE/PNG"_s, u"“IMAGE/PNG”"_s);
    row("file name is null", u"filename"_s, QJsonValue::Null, u"null"_s);
    row("file name is no text", u"filename"_s, true, u"true"_s);
    row("file name of 256 characters", u"filename"_s, QString(256, u'a'), u"255"_s);
    row("file name with slash", u"filename"_s, u"a/b"_s, u"“a/b”"_s);
    row("file name with backslash", u"filename"_s, u"a\\b"_s, u"“a\\b”"_s);
    row("file name with two dots", u"filename"_s, u"a..b"_s, u"“a..b”"_s);
}

void tst_Validation::attachmentsRefused()
{
    QFETCH(QJsonArray, attachments);
    QFETCH(QStringList, named);
    const NoukaiError error = checkAttachments(attachments);
    QCOMPARE(error.kind(), NoukaiError::Configuration);
    for (const QString &text : named)
        QVERIFY2(error.message().contains(text), qPrintable(error.message()));
    QVERIFY(error.message().size() < 300);
}

void tst_Validation::parameters()
{
    QCOMPARE(checkParameters({}).kind(), NoukaiError::NoError);
    QCOMPARE(checkParameters({{u"Attachments"_s, 1}, {u"city"_s, u"Bern"_s}}).kind(), NoukaiError::NoError);
    QCOMPARE(checkParameters({{u"a"_s, QJsonObject{{u"attachments"_s, 1}}}}).kind(), NoukaiError::NoError);

    const NoukaiError error = checkParameters({{u"city"_s, u"Bern"_s}, {u"attachments"_s, QJsonArray()}});
    QCOMPARE(error.kind(), NoukaiError::Configuration);
    QCOMPARE(error.code(), u"PARAMETER_NAME_RESERVED"_s);
    QVERIFY(error.message().contains(u"attachments"_s));
}

void tst_Validation::sessionIds_data()
{
    QTest::addColumn<QString>("sessionId");
    QTest::addColumn<bool>("accepted");

    QTest::newRow("empty") << u""_s << true;
    QTest::newRow("UUID") << u"0d9f1a2b-3c4d-4e5f-8a9b-0c1d2e3f4a5b"_s << true;
    QTest::newRow("any text") << u"visit 7, \u00E9"_s << true;
    QTest::newRow("line feed") << u"a\nX-Injected: b"_s << false;
    QTest::newRow("carriage return") << u"a\rb"_s << false;
    QTest::newRow("NUL") << QString(QChar(u'\0')) << false;
    QTest::newRow("tab") << u"a\tb"_s << false;
    QTest::newRow("delete") << QString(QChar(0x7F)) << false;
}

void tst_Validation::sessionIds()
{
    QFETCH(QString, sessionId);
    QFETCH(bool, accepted);
    QCOMPARE(checkSessionId(sessionId).kind(), accepted ? NoukaiError::NoError : NoukaiError::Configuration);
}

void tst_Validation::toolsAccepted_data()
{
    QTest::addColumn<QJsonArray>("tools");
    QTest::addColumn<QJsonValue>("toolChoice");

    const QJsonValue absent(QJsonValue::Undefined);
    QTest::newRow("none") << QJsonArray() << absent;
    QTest::newRow("64 tools") << toolsNamed(64) << absent;
    QTest::newRow("name of one character") << QJsonArray{tool(u"a"_s)} << absent;
    QTest::newRow("name of 64 characters") << QJsonArray{tool(QString(64, u'Z'))} << absent;
    QTest::newRow("all kinds of characters") << QJsonArray{tool(u"azAZ09_-"_s)} << absent;
    QTest::newRow("names differ in case") << QJsonArray{tool(u"a"_s), tool(u"A"_s)} << absent;
    QTest::newRow("described") << QJsonArray{toolWith(u"description"_s, u"Finds things"_s)} << absent;
    QTest::newRow("with a schema") << QJsonArray{toolWith(u"parameters"_s, json(R"({"type":"object"})"))} << absent;
    QTest::newRow("choice null") << toolsNamed(1) << QJsonValue(QJsonValue::Null);
    QTest::newRow("choice auto") << toolsNamed(1) << QJsonValue(u"auto"_s);
    QTest::newRow("choice none") << toolsNamed(1) << QJsonValue(u"none"_s);
    QTest::newRow("choice required") << toolsNamed(1) << QJsonValue(u"required"_s);
    QTest::newRow("choice of a tool") << toolsNamed(2) << json(R"({"type":"function","function":{"name":"tool_1"}})");
}

void tst_Validation::toolsAccepted()
{
    QFETCH(QJsonArray, tools);
    QFETCH(QJsonValue, toolChoice);
    const NoukaiError error = checkTools(tools, toolChoice);
    QVERIFY2(error.kind() == NoukaiError::NoError, qPrintable(error.message()));
}

void tst_Validation::toolsRefused_data()
{
    QTest::addColumn<QJsonArray>("tools");
    QTest::addColumn<QJsonValue>("toolChoice");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QStringList>("named");

    const auto badTool = [](const char *name, const QJsonValue &bad, const QString &code, const QStringList &named) {
        QTest::newRow(name) << QJsonArray{tool(u"first"_s), bad} << QJsonValue(QJsonValue::Undefined) << code
                            << (QStringList{u"tools[1]"_s} + named);
    };
    const QString invalid = u"TOOLS_INVALID"_s;
    const QString badName = u"TOOL_NAME_INVALID"_s;
    QTest::newRow("65 tools") << toolsNamed(65) << QJsonValue() << invalid << QStringList{u"65"_s, u"64"_s};
    badTool("no object", u"search"_s, invalid, {u"function"_s});
    badTool("no type", json(R"({"function":{"name":"a"}})"), invalid, {u"type"_s});
    badTool("another type", json(R"({"type":"retrieval","function":{"name":"a"}})"), invalid, {u"type"_s});
    badTool("no function", json(R"({"type":"function","name":"a"})"), invalid, {u"function"_s});
    badTool("function is no object", json(R"({"type":"function","function":"a"})"), invalid, {u"function"_s});
    badTool("no name", json(R"({"type":"function","function":{}})"), badName, {u"function.name"_s});
    badTool("empty name", tool(u""_s), badName, {u"“”"_s});
    badTool("name of 65 characters", tool(QString(65, u'a')), badName, {u"64"_s});
    badTool("name with a space", tool(u"delete file"_s), badName, {u"“delete file”"_s});
    badTool("name with a dot", tool(u"fs.read"_s), badName, {u"“fs.read”"_s});
    badTool("name with an umlaut", tool(u"l\u00F6schen"_s), badName, {u"l\u00F6schen"_s});
    badTool("name with a line feed behind", tool(u"a\n"_s), badName, {u"a\\u000a"_s});
    badTool("name is no text", toolWith(u"name"_s, 5), badName, {u"“5”"_s});
    badTool("name taken", tool(u"first"_s), invalid, {u"“first”"_s});
    badTool("parameters are no object", toolWith(u"parameters"_s, QJsonArray()), invalid,
            {u"function.parameters"_s, u"search"_s});
    badTool("parameters are null", toolWith(u"parameters"_s, QJsonValue::Null), invalid, {u"function.parameters"_s});
    badTool("description is no text", toolWith(u"description"_s, 5), invalid, {u"function.description"_s});

    const auto badChoice = [invalid](const char *name, const QJsonValue &choice, const QString &shown) {
        QTest::newRow(name) << toolsNamed(2) << choice << invalid << QStringList{u"toolChoice"_s, shown};
    };
    badChoice("choice of another word", u"always"_s, u"“always”"_s);
    badChoice("choice in capitals", u"Auto"_s, u"“Auto”"_s);
    badChoice("choice empty", u""_s, u"“”"_s);
    badChoice("choice is a number", 1, u"“1”"_s);
    badChoice("choice is an array", QJsonArray{u"auto"_s}, u"[…]"_s);
    badChoice("choice is an empty object", QJsonObject(), u"{…}"_s);
    badChoice("choice without type", json(R"({"function":{"name":"tool_1"}})"), u"{…}"_s);
    badChoice("choice of another type", json(R"({"type":"tool","function":{"name":"tool_1"}})"), u"{…}"_s);
    badChoice("choice without name", json(R"({"type":"function","function":{}})"), u"{…}"_s);
    badChoice("choice of no tool", json(R"({"type":"function","function":{"name":"tool_2"}})"), u"“tool_2”"_s);
}

void tst_Validation::toolsRefused()
{
    QFETCH(QJsonArray, tools);
    QFETCH(QJsonValue, toolChoice);
    QFETCH(QString, code);
    QFETCH(QStringList, named);
    const NoukaiError error = checkTools(tools, toolChoice);
    QCOMPARE(error.kind(), NoukaiError::Configuration);
    QCOMPARE(error.code(), code);
    for (const QString &text : named)
        QVERIFY2(error.message().contains(text), qPrintable(error.message()));
    QVERIFY(error.message().size() < 300);
}

QTEST_APPLESS_MAIN(tst_Validation)
#include "tst_validation.moc"
