// SPDX-License-Identifier: MIT
// A frame that differs from an earlier one in its text alone is read without the JSON parser: nobody must notice.
#include "eventexpectation.h"
#include "wire/eventaccess_p.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using NoukaiWire::Decoded;
using NoukaiWire::EventDecoder;

class tst_OutputPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void lengths();
    void frames_data();
    void frames();
    void takingTurns();
    void neverTheSame();
    void stampedCopies();

private:
    static QByteArray difference(const Decoded &actual, const Decoded &expected);
};

// Empty when both are the same in every property.
QByteArray tst_OutputPattern::difference(const Decoded &actual, const Decoded &expected)
{
    if (actual.outcome != expected.outcome || actual.reason != expected.reason || actual.warning != expected.warning)
        return "outcome, reason or warning: " + actual.reason.toUtf8() + actual.warning.toUtf8();
    const QVariant value = expected.event.value();
    const QMetaObject *meta = value.metaType().metaObject();
    if (actual.event.type() != expected.event.type())
        return "type";
    for (int i = 0; meta && i < meta->propertyCount(); ++i) {
        const QByteArray name = meta->property(i).name();
        if (name != "value" && propertyOf(actual.event, name) != propertyOf(expected.event, name))
            return name + ": " + propertyOf(actual.event, name).toString().toUtf8();
    }
    return {};
}

void tst_OutputPattern::texts_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *title, const QByteArray &text) {
        QTest::newRow(title) << text;
    };
    row("empty", "");
    row("short", "a");
    row("eight", "12345678");
    row("nine", "123456789");
    row("all escapes", R"(\"\\\/\b\f\n\r\t)");
    row("escape at the end", R"(and so on.\n)");
    row("escaped quotation mark at the end", R"(he said \")");
    row("two backslashes at the end", R"(C:\\)");
    row("one backslash at the end", R"(C:\)");
    row("backslash alone", R"(\)");
    row("unknown escape", R"(\x)");
    row("code point", R"(caf\u00e9)");
    row("code point cut off", R"(caf\u00e)");
    row("NUL", R"(a\u0000b)");
    row("pair", R"(\ud83d\ude00)");
    row("lone high surrogate", R"(\ud83d)");
    row("lone low surrogate", R"(\ude00 and more)");
    row("quotation mark", R"(a"b)");
    row("quotation mark alone", R"(")");
    row("quotation mark late", R"(0123456789abcdef")");
    row("more members", R"(a","stepId":"other","outputData":"b)");
    row("member that ends the frame", R"(a"}{"x":"b)");
    row("line feed", "a\nb");
    row("control character", "0123456789\x1f");
    row("NUL byte", QByteArray("a\0b", 3));
    row("delete", "\x7f");
    row("beyond ASCII", "na\xC3\xAFve \xE2\x80\x93 \xF0\x9F\x93\x88");
    row("beyond ASCII, escaped too", "\\n\\\"caf\xC3\xA9\\\"");
    row("byte order mark first", "\xEF\xBB\xBFtext");
    row("byte order mark within", "te\xEF\xBB\xBFxt");
    row("no UTF-8", "a\xFF");
    row("UTF-8 cut off", "a\xE2\x80");
    row("overlong", "\xC0\xAF");
    row("surrogate as UTF-8", "\xED\xA0\xBD");
    row("long", QByteArray(100'000, 'x') + "\xC3\xA9");
}

void tst_OutputPattern::texts()
{
    QFETCH(const QByteArray, text);
    const QByteArray heads[] = {R"({"stepId":"s","outputData":")", R"( { "outputData" : ")",
                                R"({"outputData":"first","stepIndex":3,"stepId":"s","outputData":")"};
    const QByteArray tails[] = {R"("})", "\" , \"stepId\" : \"s\" }\n", R"(","seq":[1,{"outputData":"x"}]})"};
    for (std::size_t i = 0; i < std::size(heads); ++i) {
        EventDecoder decoder;
        decoder.decode("step_output", heads[i] + "before" + tails[i]);
        const QByteArray data = heads[i] + text + tails[i];
        const Decoded alone = EventDecoder().decode("step_output", data);
        for (int again = 0; again < 2; ++again)
            QCOMPARE(difference(decoder.decode("step_output", data), alone), QByteArray());
    }
}

void tst_OutputPattern::lengths()
{
    // Every place in every short text, in turn, by each kind of byte that must be noticed there.
    EventDecoder decoder;
    decoder.decode("step_output", R"({"stepId":"s","outputData":""})");
    for (const QByteArray special : {"\\n", "\"", "\t", "\xC3\xA9", "\xE9", "\\"}) {
        for (int size = 0; size < 20; ++size) {
            for (int at = 0; at <= size; ++at) {
                const QByteArray data =
                    R"({"stepId":"s","outputData":")" + QByteArray(size, 'a').insert(at, special) + R"("})";
                QCOMPARE(difference(decoder.decode("step_output", data), EventDecoder().decode("step_output", data)),
                         QByteArray());
            }
        }
    }
}

void tst_OutputPattern::frames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("data");
    const auto row = [](const char *title, const char *name, const QByteArray &data) {
        QTest::newRow(title) << QByteArray(name) << data;
    };
    row("another name", "step_started", R"({"stepId":"s","outputData":"x"})");
    row("unknown name", "step_progress", R"({"stepId":"s","outputData":"x"})");
    row("no name", "", R"({"stepId":"s","outputData":"x"})");
    row("another step", "step_output", R"({"stepId":"t","outputData":"x"})");
    row("another index", "step_output", R"({"stepId":"s","outputData":"x","stepIndex":4})");
    row("another member", "step_output", R"({"stepId":"s","outputData":"x","outputData":"y"})");
    row("no text", "step_output", R"({"stepId":"s","outputData":{"x":"y"}})");
    row("shorter than its ends", "step_output", R"({"stepId":"s","outputData":"})");
    row("the ends overlap", "step_output", R"({"stepId":"s","outputData":"})");
    row("nothing", "step_output", "");
}

void tst_OutputPattern::frames()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, data);
    EventDecoder decoder;
    decoder.decode("step_output", R"({"stepId":"s","outputData":"x"})");
    QCOMPARE(difference(decoder.decode(name, data), EventDecoder().decode(name, data)), QByteArray());

    EventDecoder unnamed;
    unnamed.decode("", R"({"eventType":"step_output","stepId":"s","outputData":"x"})");
    const QByteArray typed = QByteArray(data).replace("{\"stepId\"", "{\"eventType\":\"step_output\",\"stepId\"");
    QCOMPARE(difference(unnamed.decode(name, typed), EventDecoder().decode(name, typed)), QByteArray());
}

void tst_OutputPattern::takingTurns()
{
    // More steps than are remembered, and a warning that must be said each time.
    EventDecoder decoder;
    for (int i = 0; i < 200; ++i) {
        const QByteArray data = R"({"stepId":"s)" + QByteArray::number(i % (i < 100 ? 5 : 11)) +
                                R"(","outputData":"t)" + QByteArray::number(i) +
                                (i % 7 ? R"("})" : R"(","stepIndex":"odd"})");
        QCOMPARE(difference(decoder.decode("step_output", data), EventDecoder().decode("step_output", data)),
                 QByteArray());
    }
}

void tst_OutputPattern::neverTheSame()
{
    EventDecoder decoder;
    for (int i = 0; i < 200; ++i) {
        const QByteArray data = R"({"seq":)" + QByteArray::number(i) + R"(,"stepId":"s","outputData":"t\n"})";
        QCOMPARE(difference(decoder.decode("step_output", data), EventDecoder().decode("step_output", data)),
                 QByteArray());
    }
}

void tst_OutputPattern::stampedCopies()
{
    // What is done to one event does not show in those that are read like it.
    EventDecoder decoder;
    Decoded first = decoder.decode("step_output", R"({"stepId":"s","outputData":"x","stepIndex":2})");
    NoukaiEventAccess::setStepIndex(first.event, 9);
    NoukaiEventAccess::setStepId(first.event, u"other"_s);
    const Decoded second = decoder.decode("step_output", R"({"stepId":"s","outputData":"y","stepIndex":2})");
    QCOMPARE(second.event.stepIndex(), 2);
    QCOMPARE(second.event.stepId(), u"s"_s);
    QCOMPARE(second.event.to<NoukaiStepOutput>().text(), u"y"_s);
}

QTEST_APPLESS_MAIN(tst_OutputPattern)
#include "tst_outputpattern.moc"
