// SPDX-License-Identifier: MIT
#include "wire/httperror_p.h"
#include "wire/wiretext_p.h"

#include <Noukai/noukaierror.h>

#include <QtCore/QDebug>
#include <QtCore/QMetaEnum>
#include <QtTest/QTest>

#include <limits>
#include <utility>

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

namespace
{

HttpAnswer answerWith(int status, const QByteArray &body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = body;
    return answer;
}

QByteArray detail(const QByteArray &text)
{
    return "{\"detail\":\"" + text + "\"}";
}

NoukaiError fullError()
{
    NoukaiError error(NoukaiError::Execution, u"It broke"_s, u"INTERNAL_ERROR"_s);
    error.setHttpStatus(500);
    error.setRequestId(u"req-1"_s);
    error.setExecutionId(u"exec-1"_s);
    error.setRetryAfter(7);
    error.setResponseBody(u"a body"_s);
    return error;
}

} // namespace

Q_DECLARE_METATYPE(NoukaiWire::HttpAnswer)

class tst_Errors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void kinds_data();
    void kinds();
    void bodies_data();
    void bodies();
    void longMessagesAreShortened();
    void bodyIsBounded_data();
    void bodyIsBounded();
    void bodyIsLossyText();
    void metadata();
    void secretIsReplaced_data();
    void secretIsReplaced();
    void retryAfter_data();
    void retryAfter();
    void retryAfterCountsFromNow();
    void shownText_data();
    void shownText();

    void noErrorByDefault();
    void sharesAndDetaches();
    void movedFromIsUsable();
    void comparesEveryMember();
    void retryable_data();
    void retryable();
    void debugOutput();
    void readableAsProperties();
};

// Central Europe, whatever the machine's zone is: there 02:30 did not exist on 26 March 1995.
void tst_Errors::initTestCase()
{
    qputenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
    QVERIFY(QDateTime(QDate(1995, 3, 27), QTime(12, 0)).offsetFromUtc() == 7200);
}

void tst_Errors::kinds_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<NoukaiError::Kind>("kind");

    QTest::newRow("400") << 400 << NoukaiError::Execution;
    QTest::newRow("401") << 401 << NoukaiError::Authentication;
    QTest::newRow("402") << 402 << NoukaiError::InsufficientCredits;
    QTest::newRow("403") << 403 << NoukaiError::PermissionDenied;
    QTest::newRow("404") << 404 << NoukaiError::NotFound;
    QTest::newRow("408") << 408 << NoukaiError::Execution;
    QTest::newRow("409") << 409 << NoukaiError::Execution;
    QTest::newRow("422") << 422 << NoukaiError::Execution;
    QTest::newRow("429") << 429 << NoukaiError::RateLimited;
    QTest::newRow("500") << 500 << NoukaiError::Execution;
    QTest::newRow("503") << 503 << NoukaiError::Execution;
    QTest::newRow("599") << 599 << NoukaiError::Execution;
    QTest::newRow("not an error at all") << 302 << NoukaiError::Protocol;
}

void tst_Errors::kinds()
{
    QFETCH(int, status);
    QFETCH(NoukaiError::Kind, kind);
    const NoukaiError error = errorFromAnswer(answerWith(status, {}));
    QCOMPARE(error.kind(), kind);
    QCOMPARE(error.httpStatus(), status);
    QCOMPARE(error.message(), u"HTTP %1"_s.arg(status));
    QCOMPARE(error.code(), QString());
}

void tst_Errors::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, const char *body, const QString &code, const QString &message) {
        QTest::newRow(name) << QByteArray(body) << code << message;
    };
    row("code and message", R"({"detail":{"code":"STALE_TREE","message":"The flow changed"}})", u"STALE_TREE"_s,
        u"The flow changed"_s);
    row("blanks about", "\n {\"detail\":{\"code\":\"A\",\"message\":\" b \"}} \n", u"A"_s, u"b"_s);
    row("message alone", R"({"detail":{"message":"No"}})", {}, u"No"_s);
    row("code alone", R"({"detail":{"code":"STALE_TREE"}})", u"STALE_TREE"_s, u"HTTP 418: STALE_TREE"_s);
    row("detail is a text", R"({"detail":"Not authenticated"})", {}, u"Not authenticated"_s);
    row("top-level message", R"({"message":"No such flow"})", {}, u"No such flow"_s);
    row("top-level error", R"({"error":"Boom"})", {}, u"Boom"_s);
    row("message before error", R"({"error":"Boom","message":"No such flow"})", {}, u"No such flow"_s);
    row("top-level code", R"({"code":"BODY_TOO_LARGE","error":"Too large"})", u"BODY_TOO_LARGE"_s, u"Too large"_s);
    row("detail before the top level", R"({"detail":"a","message":"b","error":"c"})", {}, u"a"_s);
    row("empty detail", R"({"detail":"","message":"b"})", {}, u"b"_s);
    row("detail is null", R"({"detail":null,"error":"c"})", {}, u"c"_s);
    row("members of the wrong type", R"({"detail":{"code":7,"message":{"a":1}},"message":5})", {},
        uR"({"detail":{"code":7,"message":{"a":1}},"message":5})"_s);
    row("detail is a list", R"({ "detail": [ {"loc":["body"], "msg":"field required"} ] })", {},
        uR"({"detail":[{"loc":["body"],"msg":"field required"}]})"_s);
    row("empty object", "{}", {}, u"HTTP 418"_s);
    row("array", R"([ 1, 2 ])", {}, u"[1,2]"_s);
    row("JSON text", R"("just words")", {}, u"just words"_s);
    row("number", "42", {}, u"HTTP 418"_s);
    row("null", "null", {}, u"HTTP 418"_s);
    row("nothing", "", {}, u"HTTP 418"_s);
    row("blank", " \r\n ", {}, u"HTTP 418"_s);
    row("plain text", "upstream\n  is gone\n", {}, u"HTTP 418: upstream is gone"_s);
    row("broken JSON", R"({"detail":)", {}, uR"(HTTP 418: {"detail":)"_s);
    row("HTML with a title",
        "<!DOCTYPE html><html><head><TITLE lang=en>\n 502 Bad\n Gateway </TITLE></head><body>x</body></html>", {},
        u"HTTP 418: 502 Bad Gateway"_s);
    row("HTML without a title", "<html><body><h1>It broke</h1><script>evil()</script></body></html>", {},
        u"HTTP 418"_s);
    row("HTML with an open title", "<html><title>It broke", {}, u"HTTP 418"_s);
    row("HTML with a broken title tag", "<html><title", {}, u"HTTP 418"_s);
    row("HTML with an empty title", "<html><title></title>", {}, u"HTTP 418"_s);
    row("title before its end", "</title><title>a</title>", {}, u"HTTP 418: a"_s);
}

void tst_Errors::bodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    QFETCH(QString, message);
    const NoukaiError error = errorFromAnswer(answerWith(418, body));
    QCOMPARE(error.code(), code);
    QCOMPARE(error.message(), message);
    QCOMPARE(error.responseBody(), QString::fromUtf8(body));
}

void tst_Errors::longMessagesAreShortened()
{
    const auto messageOf = [](const QByteArray &body) {
        return errorFromAnswer(answerWith(500, body)).message();
    };
    const QChar ellipsis(0x2026);
    QCOMPARE(messageOf(detail(QByteArray(1000, 'a'))), QString(1000, u'a'));
    QCOMPARE(messageOf(detail(QByteArray(1001, 'a'))), QString(QString(1000, u'a') + ellipsis));
    QCOMPARE(messageOf(QByteArray(5000, 'a')), QString(u"HTTP 500: "_s + QString(200, u'a') + ellipsis));
    QCOMPARE(messageOf("<title>" + QByteArray(5000, 'a') + "</title>"),
             QString(u"HTTP 500: "_s + QString(200, u'a') + ellipsis));
    // No half of a character is left at the cut.
    QCOMPARE(messageOf(detail(QByteArray(999, 'a') + "\xF0\x9F\x98\x80")), QString(QString(999, u'a') + ellipsis));
    // Too long to be an error message: not parsed at all.
    QCOMPARE(messageOf(detail(QByteArray(2000000, 'a'))).size(), 10 + 200 + 1);

    const QByteArray longCode = "{\"detail\":{\"code\":\"" + QByteArray(9999, 'C') + "\"}}";
    QCOMPARE(errorFromAnswer(answerWith(500, longCode)).code().size(), 128 + 1);
}

void tst_Errors::bodyIsBounded_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("size"); // characters of the text

    constexpr int limit = 64 * 1024;
    QTest::newRow("64 KiB") << QByteArray(limit, 'a') << limit;
    QTest::newRow("a byte more") << QByteArray(limit + 1, 'a') << limit;
    QTest::newRow("64 MiB") << QByteArray(limit * 1024, 'a') << limit;
    QTest::newRow("two bytes at the cut") << QByteArray(QByteArray(limit - 1, 'a') + "\xC3\xA9") << limit - 1;
    QTest::newRow("four bytes, one before the cut")
        << QByteArray(QByteArray(limit - 1, 'a') + "\xF0\x9F\x98\x80") << limit - 1;
    QTest::newRow("four bytes, three before the cut")
        << QByteArray(QByteArray(limit - 3, 'a') + "\xF0\x9F\x98\x80") << limit - 3;
    QTest::newRow("four bytes, all before the cut")
        << QByteArray(QByteArray(limit - 4, 'a') + "\xF0\x9F\x98\x80z") << limit - 2;
}

void tst_Errors::bodyIsBounded()
{
    QFETCH(QByteArray, body);
    QFETCH(int, size);
    const QString text = errorFromAnswer(answerWith(500, body)).responseBody();
    QCOMPARE(text.size(), size);
    QVERIFY(!text.contains(QChar::ReplacementCharacter));
}

void tst_Errors::bodyIsLossyText()
{
    const NoukaiError error = errorFromAnswer(answerWith(500, "a\xFF\xFE\xC3"));
    QCOMPARE(error.responseBody(), u"a\uFFFD\uFFFD\uFFFD"_s);
    // As many continuation bytes as one likes: the cut gives up looking for a character's start.
    const NoukaiError hostile = errorFromAnswer(answerWith(500, QByteArray(100000, '\x80')));
    QVERIFY(hostile.responseBody().size() <= 64 * 1024);
}

void tst_Errors::metadata()
{
    HttpAnswer answer = answerWith(401, R"({"detail":"Invalid key"})");
    answer.requestId = u"req-9"_s;
    answer.retryAfter = "30";
    answer.wwwAuthenticate = "Bearer realm=\"noukai\"";
    const NoukaiError error = errorFromAnswer(answer);
    QCOMPARE(error.requestId(), u"req-9"_s);
    QCOMPARE(error.retryAfter(), 30);
    QCOMPARE(error.message(), u"Invalid key (the server asks for: Bearer realm=\"noukai\")"_s);
    QCOMPARE(error.executionId(), QString());

    answer.status = 403; // the header means something for 401 alone
    QCOMPARE(errorFromAnswer(answer).message(), u"Invalid key"_s);
}

void tst_Errors::secretIsReplaced_data()
{
    QTest::addColumn<HttpAnswer>("answer");

    const QByteArray secret = "nk_live_0123456789";
    const auto row = [&secret](const char *name, HttpAnswer answer) {
        answer.secret = secret;
        QTest::newRow(name) << answer;
    };
    row("in the message", answerWith(401, R"({"detail":{"code":"A","message":"bad key )" + secret + R"("}})"));
    row("in the code", answerWith(401, R"({"detail":{"code":")" + secret + R"(","message":"b"}})"));
    row("in the JSON", answerWith(400, R"({"headers":["Bearer )" + secret + R"("]})"));
    row("in plain text", answerWith(500, "key=" + secret + ", key=" + secret));
    row("in a page's title", answerWith(500, "<title>" + secret + "</title>"));
    row("about the cut of the body", answerWith(500, QByteArray(64 * 1024 - 5, 'a') + secret));
    row("spelt with escapes", answerWith(400, R"({"detail":"\u006ek_live_0123456789"})"));

    row("in the code, spelt with escapes", answerWith(400, "{\"detail\":{\"code\":\"n\\u006b_live_0123456789\"}}"));
    row("about the cut of the message, spelt with escapes",
        answerWith(400, detail(QByteArray(988, 'a') + "n\\u006b_live_0123456789")));
    row("about the cut of a header", [] {
        HttpAnswer answer = answerWith(401, {});
        answer.wwwAuthenticate = QByteArray(68, 'a') + "nk_live_0123456789";
        return answer;
    }());

    HttpAnswer headers = answerWith(401, {});
    headers.requestId = QString::fromLatin1(secret);
    headers.wwwAuthenticate = "Bearer error=\"" + secret + '"';
    row("in headers", headers);
}

void tst_Errors::secretIsReplaced()
{
    QFETCH(HttpAnswer, answer);
    const NoukaiError error = errorFromAnswer(answer);
    QString all;
    QDebug(&all) << error << error.responseBody();
    all += error.message() + error.code() + error.requestId() + error.responseBody();
    QVERIFY2(!all.contains(u"nk_live_0"_s), qPrintable(all));
    QVERIFY(all.contains(u"[key]"_s));
}

void tst_Errors::retryAfter_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("seconds"); // from 1994-11-06 08:49:37 UTC on

    constexpr int most = std::numeric_limits<int>::max();
    QTest::newRow("absent") << QByteArray() << -1;
    QTest::newRow("empty") << ""_ba << -1;
    QTest::newRow("blank") << "  "_ba << -1;
    QTest::newRow("zero") << "0"_ba << 0;
    QTest::newRow("seconds") << "120"_ba << 120;
    QTest::newRow("blanks about") << " 120\t"_ba << 120;
    QTest::newRow("leading zeros") << "007"_ba << 7;
    QTest::newRow("largest int") << "2147483647"_ba << most;
    QTest::newRow("beyond int") << "2147483648"_ba << most;
    QTest::newRow("beyond any integer") << QByteArray(1000, '9') << most;
    QTest::newRow("negative") << "-1"_ba << -1;
    QTest::newRow("plus") << "+1"_ba << -1;
    QTest::newRow("fraction") << "1.5"_ba << -1;
    QTest::newRow("words") << "soon"_ba << -1;
    QTest::newRow("now") << "Sun, 06 Nov 1994 08:49:37 GMT"_ba << 0;
    QTest::newRow("a second later") << "Sun, 06 Nov 1994 08:49:38 GMT"_ba << 1;
    QTest::newRow("a day later") << "Mon, 07 Nov 1994 08:49:37 GMT"_ba << 86400;
    QTest::newRow("in an hour that local time leaves out") << "Sun, 26 Mar 1995 02:30:00 GMT"_ba << 12073223;
    QTest::newRow("in the past") << "Sat, 05 Nov 1994 08:49:37 GMT"_ba << 0;
    QTest::newRow("RFC 850") << "Sunday, 06-Nov-94 08:50:37 GMT"_ba << 60;
    QTest::newRow("RFC 850 in the next century") << "Thursday, 01-Jan-04 00:00:00 GMT"_ba << 288803423;
    QTest::newRow("asctime") << "Sun Nov  6 08:50:37 1994"_ba << 60;
    QTest::newRow("far future") << "Fri, 31 Dec 9999 23:59:59 GMT"_ba << most;
    QTest::newRow("no such day") << "Wed, 31 Nov 1994 08:49:37 GMT"_ba << -1;
    QTest::newRow("the wrong day of the week") << "Mon, 06 Nov 1994 08:49:38 GMT"_ba << -1;
    QTest::newRow("another zone") << "Sun, 06 Nov 1994 08:49:37 CET"_ba << -1;
    QTest::newRow("ISO date") << "1994-11-06T08:49:38Z"_ba << -1;
    QTest::newRow("German date") << "So., 06 Nov 1994 08:49:38 GMT"_ba << -1;
}

void tst_Errors::retryAfter()
{
    QFETCH(QByteArray, header);
    QFETCH(int, seconds);
    const QDateTime now(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC);
    QCOMPARE(retryAfterSeconds(header, now), seconds);
    // The same instant, told by another clock.
    QCOMPARE(retryAfterSeconds(header, now.toOffsetFromUtc(5 * 3600)), seconds);
}

void tst_Errors::retryAfterCountsFromNow()
{
    const QDateTime now(QDate(1994, 11, 6), QTime(8, 49, 36, 1), Qt::UTC);
    QCOMPARE(retryAfterSeconds("Sun, 06 Nov 1994 08:49:37 GMT", now), 1); // 0.999 s: never too early

    HttpAnswer answer = answerWith(503, {});
    answer.retryAfter = QLocale::c()
                            .toString(QDateTime::currentDateTimeUtc().addSecs(3600), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'")
                            .toLatin1();
    const int seconds = errorFromAnswer(answer).retryAfter();
    QVERIFY2(seconds > 3500 && seconds <= 3600, qPrintable(QString::number(seconds)));
}

void tst_Errors::shownText_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");

    QTest::newRow("empty") << u""_s << u""_s;
    QTest::newRow("plain") << u"a \u00E9 \U0001F600"_s << u"a \u00E9 \U0001F600"_s;
    QTest::newRow("NUL") << QString(QChar(u'\0')) << u"\\u0000"_s;
    QTest::newRow("line feed") << u"a\nb"_s << u"a\\u000ab"_s;
    QTest::newRow("C1 control") << QString(QChar(0x9B)) << u"\\u009b"_s;
    QTest::newRow("zero-width space") << u"a\u200Bb"_s << u"a\\u200bb"_s;
    QTest::newRow("right-to-left override") << u"\u202Eb"_s << u"\\u202eb"_s;
    QTest::newRow("line separator") << u"\u2028"_s << u"\\u2028"_s;
    QTest::newRow("lone surrogate") << QString(QChar(0xDC00)) << u"\\udc00"_s;
    QTest::newRow("80 characters") << QString(80, u'a') << QString(80, u'a');
    QTest::newRow("81 characters") << QString(81, u'a') << QString(QString(80, u'a') + u'…');
    QTest::newRow("pair at the cut") << QString(QString(79, u'a') + u"\U0001F600b"_s)
                                     << QString(QString(79, u'a') + u"\U0001F600…"_s);
}

void tst_Errors::shownText()
{
    QFETCH(QString, value);
    QFETCH(QString, expected);
    QCOMPARE(shown(value), expected);
}

void tst_Errors::noErrorByDefault()
{
    const NoukaiError error;
    QCOMPARE(error.kind(), NoukaiError::NoError);
    QCOMPARE(error.code(), QString());
    QCOMPARE(error.message(), QString());
    QCOMPARE(error.httpStatus(), 0);
    QCOMPARE(error.requestId(), QString());
    QCOMPARE(error.executionId(), QString());
    QCOMPARE(error.retryAfter(), -1);
    QCOMPARE(error.responseBody(), QString());
    QVERIFY(!error.isRetryable());
    QCOMPARE(error, NoukaiError(NoukaiError::NoError, {}));
}

void tst_Errors::sharesAndDetaches()
{
    const NoukaiError error = fullError();
    NoukaiError copy = error;
    QCOMPARE(copy, error);
    copy.setMessage(u"another"_s);
    QCOMPARE(error.message(), u"It broke"_s);
    QCOMPARE(copy.message(), u"another"_s);
    QCOMPARE(copy.code(), error.code());

    NoukaiError first;
    NoukaiError second = first;
    second.setRetryAfter(1);
    QCOMPARE(first.retryAfter(), -1);
}

void tst_Errors::movedFromIsUsable()
{
    NoukaiError source = fullError();
    NoukaiError target = std::move(source);
    QCOMPARE(target, fullError());
    QCOMPARE(source.kind(), NoukaiError::NoError);
    QCOMPARE(source.message(), QString());
    QVERIFY(!source.isRetryable());
    QCOMPARE(source, NoukaiError());
    source.setMessage(u"again"_s);
    QCOMPARE(source.message(), u"again"_s);

    NoukaiError assigned;
    assigned = std::move(target);
    QCOMPARE(assigned, fullError());
    target = assigned;
    QCOMPARE(target, fullError());
}

void tst_Errors::comparesEveryMember()
{
    const auto differs = [](void (*change)(NoukaiError &)) {
        NoukaiError error = fullError();
        change(error);
        return error != fullError();
    };
    QCOMPARE(fullError(), fullError());
    QVERIFY(differs([](NoukaiError &e) { e.setKind(NoukaiError::Protocol); }));
    QVERIFY(differs([](NoukaiError &e) { e.setCode(u"x"_s); }));
    QVERIFY(differs([](NoukaiError &e) { e.setMessage(u"x"_s); }));
    QVERIFY(differs([](NoukaiError &e) { e.setHttpStatus(1); }));
    QVERIFY(differs([](NoukaiError &e) { e.setRequestId(u"x"_s); }));
    QVERIFY(differs([](NoukaiError &e) { e.setExecutionId(u"x"_s); }));
    QVERIFY(differs([](NoukaiError &e) { e.setRetryAfter(1); }));
    QVERIFY(differs([](NoukaiError &e) { e.setResponseBody(u"x"_s); }));
}

void tst_Errors::retryable_data()
{
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("retryable");

    const QMetaEnum kinds = QMetaEnum::fromType<NoukaiError::Kind>();
    for (int i = 0; i < kinds.keyCount(); ++i) {
        const auto kind = NoukaiError::Kind(kinds.value(i));
        const bool retryable =
            kind == NoukaiError::Connection || kind == NoukaiError::Timeout || kind == NoukaiError::RateLimited;
        QTest::newRow(kinds.key(i)) << kind << 0 << retryable;
    }
    for (const int status : {408, 500, 502, 503, 504})
        QTest::addRow("HTTP %d", status) << NoukaiError::Execution << status << true;
    for (const int status : {400, 409, 422, 501, 505})
        QTest::addRow("HTTP %d", status) << NoukaiError::Execution << status << false;
    QTest::newRow("configuration with a status") << NoukaiError::Configuration << 500 << false;
}

void tst_Errors::retryable()
{
    QFETCH(NoukaiError::Kind, kind);
    QFETCH(int, status);
    QFETCH(bool, retryable);
    NoukaiError error(kind, u"x"_s);
    error.setHttpStatus(status);
    QCOMPARE(error.isRetryable(), retryable);
}

void tst_Errors::debugOutput()
{
    QString text;
    QDebug(&text).nospace() << fullError() << 1 << 2;
    QCOMPARE(text, u"NoukaiError(NoukaiError::Execution, code \"INTERNAL_ERROR\", \"It broke\", HTTP 500, "
                   "request \"req-1\", execution \"exec-1\", retry after 7 s)12"_s);
    text.clear();
    QDebug(&text).nospace() << NoukaiError();
    QCOMPARE(text, u"NoukaiError(NoukaiError::NoError)"_s);
}

void tst_Errors::readableAsProperties()
{
    const NoukaiError error = fullError();
    const QMetaObject &meta = NoukaiError::staticMetaObject;
    const auto read = [&](const char *name) {
        const int index = meta.indexOfProperty(name);
        return index < 0 ? QVariant() : meta.property(index).readOnGadget(&error);
    };
    QCOMPARE(read("kind").toInt(), int(NoukaiError::Execution));
    QCOMPARE(read("code"), QVariant(error.code()));
    QCOMPARE(read("message"), QVariant(error.message()));
    QCOMPARE(read("httpStatus"), QVariant(500));
    QCOMPARE(read("requestId"), QVariant(error.requestId()));
    QCOMPARE(read("executionId"), QVariant(error.executionId()));
    QCOMPARE(read("retryAfter"), QVariant(7));
    QCOMPARE(read("responseBody"), QVariant(error.responseBody()));
    QCOMPARE(read("isRetryable"), QVariant(true));
}

QTEST_APPLESS_MAIN(tst_Errors)
#include "tst_errors.moc"
