// SPDX-License-Identifier: MIT
#include "wire/jsonstring_p.h"
#include "wire/jsontext_p.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// The fast reader of strings says the same as QJsonDocument, or leaves the string to it.
class TestJsonString : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void agreesWithQJsonDocument();
};

void TestJsonString::reads_data()
{
    QTest::addColumn<QByteArray>("between");
    QTest::addColumn<bool>("isRead"); // else it is left to the parser
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("empty") << QByteArray() << true << QJsonValue(u""_s);
    QTest::newRow("seven characters") << QByteArray("abcdefg") << true << QJsonValue(u"abcdefg"_s);
    QTest::newRow("eight characters") << QByteArray("abcdefgh") << true << QJsonValue(u"abcdefgh"_s);
    QTest::newRow("escapes") << QByteArray(R"(\"\\\/\b\f\n\r\t)") << true << QJsonValue(u"\"\\/\b\f\n\r\t"_s);
    QTest::newRow("escape behind a word")
        << QByteArray(R"(a long line\nand one more)") << true << QJsonValue(u"a long line\nand one more"_s);
    QTest::newRow("beyond ASCII") << QByteArray("h\xC3\xA9, \xF0\x9F\x98\x80\\n") << true
                                  << QJsonValue(u"h\u00e9, \U0001F600\n"_s);
    QTest::newRow("code point") << QByteArray(R"(a\u00e9b)") << false << QJsonValue(u"a\u00e9b"_s);
    QTest::newRow("quotation mark") << QByteArray(R"(a"b)") << false << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("ends in a backslash") << QByteArray(R"(abc\)") << false << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("unknown escape") << QByteArray(R"(a\qb)") << false << QJsonValue(u"aqb"_s); // as QJsonDocument does
    QTest::newRow("broken UTF-8") << QByteArray("abc\xC3") << false << QJsonValue(QJsonValue::Undefined);
}

void TestJsonString::reads()
{
    QFETCH(QByteArray, between);
    QFETCH(bool, isRead);
    QFETCH(QJsonValue, value);
    QString text;
    QCOMPARE(NoukaiWire::readJsonString({between.constData(), std::size_t(between.size())}, text), isRead);
    if (isRead)
        QCOMPARE(QJsonValue(text), value);
    for (const QByteArray &space : {QByteArray(), QByteArray(" "), QByteArray("\r\n\t")})
        QCOMPARE(NoukaiWire::fromJsonText(space + '"' + between + '"' + space), value);
}

void TestJsonString::agreesWithQJsonDocument()
{
    QRandomGenerator random(20261122);
    const QStringList pieces{u"a"_s, u"word "_s,  u"\n"_s,     u"\""_s,         u"\\"_s,
                             u"/"_s, u"\u0001"_s, u"\u00df"_s, u"\U0001F469"_s, QString(QChar(0xd800))};
    for (int i = 0; i < 2000; ++i) {
        QString text;
        const int count = random.bounded(1, 40);
        for (int k = 0; k < count; ++k)
            text += pieces.at(random.bounded(pieces.size()));
        const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
        const QByteArray quoted = array.mid(1, array.size() - 2);
        QCOMPARE(NoukaiWire::fromJsonText(quoted), QJsonDocument::fromJson(array).array().first());
    }
}

QTEST_GUILESS_MAIN(TestJsonString)
#include "tst_jsonstring.moc"
