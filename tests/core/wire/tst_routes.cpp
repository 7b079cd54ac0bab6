// SPDX-License-Identifier: MIT
#include "wire/routes_p.h"

#include <QtTest/QTest>

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

class tst_Routes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void segments_data();
    void segments();
    void everyLatinCharacter();
    void identifiers_data();
    void identifiers();
    void identifiersRefused_data();
    void identifiersRefused();
    void versions_data();
    void versions();
    void versionsRefused_data();
    void versionsRefused();
    void urls_data();
    void urls();
    void urlsRefused_data();
    void urlsRefused();
    void errorMayBeNull();
};

void tst_Routes::segments_data()
{
    QTest::addColumn<QString>("segment");
    QTest::addColumn<QByteArray>("expected"); // null: refused

    QTest::newRow("unreserved") << u"aZ09-._~"_s << "aZ09-._~"_ba;
    QTest::newRow("slash") << u"a/b"_s << "a%2Fb"_ba;
    QTest::newRow("percent is literal") << u"%2e%2e"_s << "%252e%252e"_ba;
    QTest::newRow("space") << u"a b"_s << "a%20b"_ba;
    QTest::newRow("question mark and hash") << u"?#"_s << "%3F%23"_ba;
    QTest::newRow("sub-delimiters") << u"!$&'()*+,;="_s << "%21%24%26%27%28%29%2A%2B%2C%3B%3D"_ba;
    QTest::newRow("two bytes") << u"\u00E9"_s << "%C3%A9"_ba;
    QTest::newRow("surrogate pair") << u"\U0001F600"_s << "%F0%9F%98%80"_ba;
    QTest::newRow("three dots") << u"..."_s << "..."_ba;
    QTest::newRow("dot and letter") << u".a"_s << ".a"_ba;
    QTest::newRow("null") << QString() << QByteArray();
    QTest::newRow("empty") << u""_s << QByteArray();
    QTest::newRow("dot") << u"."_s << QByteArray();
    QTest::newRow("two dots") << u".."_s << QByteArray();
    QTest::newRow("NUL") << QString(QChar(u'\0')) << QByteArray();
    QTest::newRow("line feed") << u"a\nb"_s << QByteArray();
    QTest::newRow("delete") << QString(QChar(0x7F)) << QByteArray();
    QTest::newRow("C1 control") << QString(QChar(0x85)) << QByteArray();
    QTest::newRow("lone high surrogate") << QString(QChar(0xD83D)) << QByteArray();
    QTest::newRow("lone low surrogate") << QString(u"a"_s + QChar(0xDE00)) << QByteArray();
}

void tst_Routes::segments()
{
    QFETCH(QString, segment);
    QFETCH(QByteArray, expected);
    const auto encoded = encodeSegment(segment);
    QCOMPARE(encoded.has_value(), !expected.isNull());
    if (encoded)
        QCOMPARE(*encoded, expected);
}

// What QUrl makes of a segment must be what was encoded, for every character that QUrl treats in its own way.
void tst_Routes::everyLatinCharacter()
{
    for (char16_t c = 0x20; c < 0x180; ++c) {
        const QString slug = QString(u"x"_s + QChar(c) + u"y"_s);
        const auto encoded = encodeSegment(slug);
        if (c >= 0x7F && c < 0xA0) {
            QVERIFY2(!encoded, qPrintable(QString::number(c, 16)));
            continue;
        }
        const QUrl url = flowUrl(QUrl(u"https://h/v1"_s), {u"o"_s, u"p"_s, slug}, {}, u"step"_s);
        QCOMPARE(url.toEncoded(), QByteArray("https://h/v1/seq/o/p/" + *encoded + "/step"));
        QCOMPARE(QByteArray::fromPercentEncoding(*encoded), slug.toUtf8());
    }
}

void tst_Routes::identifiers_data()
{
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QString>("organization");
    QTest::addColumn<QString>("project");
    QTest::addColumn<QStringList>("expected");

    QTest::newRow("slug with both defaults") << u"s"_s << u"o"_s << u"p"_s << QStringList{u"o"_s, u"p"_s, u"s"_s};
    QTest::newRow("whole identifier") << u"a/b/c"_s << QString() << QString() << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("whole identifier wins") << u"a/b/c"_s << u"o"_s << u"p"_s << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("whole identifier with one default")
        << u"a/b/c"_s << u"o"_s << QString() << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("percent signs are text")
        << u"a/%2F/c"_s << QString() << QString() << QStringList{u"a"_s, u"%2F"_s, u"c"_s};
    QTest::newRow("a default with a slash is one segment")
        << u"s"_s << u"o/x"_s << u"p"_s << QStringList{u"o/x"_s, u"p"_s, u"s"_s};
}

void tst_Routes::identifiers()
{
    QFETCH(QString, identifier);
    QFETCH(QString, organization);
    QFETCH(QString, project);
    QFETCH(QStringList, expected);
    NoukaiError error;
    const auto address = parseFlowIdentifier(identifier, organization, project, &error);
    QVERIFY2(address, qPrintable(error.message()));
    QCOMPARE((QStringList{address->organization, address->project, address->slug}), expected);
    QCOMPARE(error.kind(), NoukaiError::NoError);
}

void tst_Routes::identifiersRefused_data()
{
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QString>("organization");
    QTest::addColumn<QString>("project");
    QTest::addColumn<QStringList>("named"); // each stands in the message

    QTest::newRow("empty") << QString() << u"o"_s << u"p"_s << QStringList{u"identifier"_s};
    QTest::newRow("no defaults") << u"my-flow"_s << QString() << QString()
                                 << QStringList{u"my-flow"_s, u"organization"_s, u"project"_s};
    QTest::newRow("organization alone") << u"my-flow"_s << u"acme"_s << QString()
                                        << QStringList{u"my-flow"_s, u"acme"_s, u"needs the client's project"_s};
    QTest::newRow("project alone") << u"my-flow"_s << QString() << u"web"_s
                                   << QStringList{u"my-flow"_s, u"web"_s, u"needs the client's organization"_s};
    QTest::newRow("two parts") << u"a/b"_s << u"o"_s << u"p"_s << QStringList{u"a/b"_s};
    QTest::newRow("four parts") << u"a/b/c/d"_s << u"o"_s << u"p"_s << QStringList{u"a/b/c/d"_s};
    QTest::newRow("leading slash") << u"/a/b/c"_s << u"o"_s << u"p"_s << QStringList{u"/a/b/c"_s};
    QTest::newRow("trailing slash") << u"a/b/c/"_s << u"o"_s << u"p"_s << QStringList{u"a/b/c/"_s};
    QTest::newRow("empty organization") << u"/b/c"_s << u"o"_s << u"p"_s << QStringList{u"organization"_s};
    QTest::newRow("empty project") << u"a//c"_s << u"o"_s << u"p"_s << QStringList{u"project"_s};
    QTest::newRow("empty slug") << u"a/b/"_s << u"o"_s << u"p"_s << QStringList{u"slug"_s};
    QTest::newRow("dot as slug") << u"."_s << u"o"_s << u"p"_s << QStringList{u"slug"_s, u"“.”"_s};
    QTest::newRow("dots as project") << u"a/../c"_s << u"o"_s << u"p"_s << QStringList{u"project"_s, u"“..”"_s};
    QTest::newRow("dots as default") << u"s"_s << u".."_s << u"p"_s << QStringList{u"organization"_s, u"“..”"_s};
    QTest::newRow("control character is shown escaped")
        << u"a\nb"_s << u"o"_s << u"p"_s << QStringList{u"slug"_s, u"a\\u000ab"_s};
    QTest::newRow("lone surrogate is shown escaped")
        << QString(u"a"_s + QChar(0xD800)) << u"o"_s << u"p"_s << QStringList{u"slug"_s, u"a\\ud800"_s};
    QTest::newRow("bidirectional override is shown escaped")
        << u"a/\u202Eb"_s << u"o"_s << u"p"_s << QStringList{u"a/\\u202eb"_s};
    QTest::newRow("long text is shortened") << QString(u"a/"_s + QString(5000, u'x')) << u"o"_s << u"p"_s
                                            << QStringList{QString(QString(78, u'x') + u"…”"_s)};
    QTest::newRow("place markers are text") << u"%1/%2"_s << u"o"_s << u"p"_s << QStringList{u"“%1/%2”"_s};
}

void tst_Routes::identifiersRefused()
{
    QFETCH(QString, identifier);
    QFETCH(QString, organization);
    QFETCH(QString, project);
    QFETCH(QStringList, named);
    NoukaiError error;
    QVERIFY(!parseFlowIdentifier(identifier, organization, project, &error));
    QCOMPARE(error.kind(), NoukaiError::Configuration);
    for (const QString &text : named)
        QVERIFY2(error.message().contains(text), qPrintable(error.message()));
    QVERIFY(error.message().size() < 400);
}

void tst_Routes::versions_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("streaming");
    QTest::addColumn<QString>("segment");

    QTest::newRow("null") << QString() << true << QString();
    QTest::newRow("empty") << u""_s << true << QString();
    QTest::newRow("production") << u"production"_s << true << QString();
    QTest::newRow("production in one call") << u"production"_s << false << QString();
    QTest::newRow("draft in one call") << u"draft"_s << false << u"v0"_s;
    QTest::newRow("first") << u"1"_s << true << u"v1"_s;
    QTest::newRow("third in one call") << u"3"_s << false << u"v3"_s;
    QTest::newRow("tenth") << u"10"_s << true << u"v10"_s;
    QTest::newRow("nine digits") << u"999999999"_s << true << u"v999999999"_s;
}

void tst_Routes::versions()
{
    QFETCH(QString, version);
    QFETCH(bool, streaming);
    QFETCH(QString, segment);
    NoukaiError error;
    const auto parsed = parseFlowVersion(version, streaming, &error);
    QVERIFY2(parsed, qPrintable(error.message()));
    QCOMPARE(parsed->segment, segment);
    QCOMPARE(error.kind(), NoukaiError::NoError);
}

void tst_Routes::versionsRefused_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("streaming");

    QTest::newRow("draft as a stream") << u"draft"_s << true;
    for (const auto &[name, version] : {std::pair{"zero", u"0"_s},
                                        {"negative", u"-1"_s},
                                        {"fraction", u"1.5"_s},
                                        {"with the v", u"v3"_s},
                                        {"word", u"abc"_s},
                                        {"plus", u"+1"_s},
                                        {"leading zero", u"01"_s},
                                        {"leading space", u" 1"_s},
                                        {"exponent", u"1e3"_s},
                                        {"Arabic-Indic digit", u"\u0663"_s},
                                        {"path", u"1/../2"_s},
                                        {"capital", u"Production"_s},
                                        {"ten digits", u"9999999999"_s}}) {
        QTest::newRow(name) << version << true;
        QTest::newRow(qPrintable(QLatin1String(name) + u" in one call"_s)) << version << false;
    }
}

void tst_Routes::versionsRefused()
{
    QFETCH(QString, version);
    QFETCH(bool, streaming);
    NoukaiError error;
    QVERIFY(!parseFlowVersion(version, streaming, &error));
    QCOMPARE(error.kind(), NoukaiError::Configuration);
    QCOMPARE(error.code(), u"INVALID_VERSION"_s);
    QVERIFY2(error.message().contains(u'“' + version + u'”'), qPrintable(error.message()));
}

void tst_Routes::urls_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QString>("slug");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QByteArray>("expected");

    const QByteArray production = "https://api.noukai.dev/api/v1";
    QTest::newRow("production") << production << u"s"_s << QString() << u"step"_s
                                << "https://api.noukai.dev/api/v1/seq/o/p/s/step"_ba;
    QTest::newRow("version") << production << u"s"_s << u"v3"_s << u"execute"_s
                             << "https://api.noukai.dev/api/v1/seq/o/p/s/v3/execute"_ba;
    QTest::newRow("trailing slash") << "http://localhost:8080/api/v1/"_ba << u"s"_s << u"v0"_s << u"jobs"_s
                                    << "http://localhost:8080/api/v1/seq/o/p/s/v0/jobs"_ba;
    QTest::newRow("trailing slashes") << "http://localhost:8080/api/v1//"_ba << u"s"_s << QString() << u"step"_s
                                      << "http://localhost:8080/api/v1/seq/o/p/s/step"_ba;
    QTest::newRow("no path") << "http://127.0.0.1:1"_ba << u"s"_s << QString() << u"step"_s
                             << "http://127.0.0.1:1/seq/o/p/s/step"_ba;
    QTest::newRow("slash as path") << "http://[::1]:1/"_ba << u"s"_s << QString() << u"step"_s
                                   << "http://[::1]:1/seq/o/p/s/step"_ba;
    QTest::newRow("query and fragment go")
        << "https://h/a?b=c#d"_ba << u"s"_s << QString() << u"step"_s << "https://h/a/seq/o/p/s/step"_ba;
    QTest::newRow("encoded path of the base stays")
        << "https://h/a%2Fb%20c"_ba << u"s"_s << QString() << u"step"_s << "https://h/a%2Fb%20c/seq/o/p/s/step"_ba;
    QTest::newRow("slash in the slug") << "https://h"_ba << u"a/b"_s << QString() << u"step"_s
                                       << "https://h/seq/o/p/a%2Fb/step"_ba;
    QTest::newRow("encoded dots in the slug")
        << "https://h"_ba << u"%2e%2e"_s << QString() << u"step"_s << "https://h/seq/o/p/%252e%252e/step"_ba;
    QTest::newRow("question mark in the slug")
        << "https://h"_ba << u"a?b#c"_s << QString() << u"step"_s << "https://h/seq/o/p/a%3Fb%23c/step"_ba;
    QTest::newRow("beyond Latin") << "https://h"_ba << u"\u6D41\u7A0B"_s << QString() << u"step"_s
                                  << "https://h/seq/o/p/%E6%B5%81%E7%A8%8B/step"_ba;
    QTest::newRow("action of several segments")
        << "https://h"_ba << u"s"_s << QString() << u"jobs/a%2Fb"_s << "https://h/seq/o/p/s/jobs/a%2Fb"_ba;
}

void tst_Routes::urls()
{
    QFETCH(QByteArray, base);
    QFETCH(QString, slug);
    QFETCH(QString, version);
    QFETCH(QString, action);
    QFETCH(QByteArray, expected);
    const QUrl url = flowUrl(QUrl::fromEncoded(base), {u"o"_s, u"p"_s, slug}, {version}, action);
    QVERIFY(url.isValid());
    QCOMPARE(url.toEncoded(), expected);
}

void tst_Routes::urlsRefused_data()
{
    QTest::addColumn<QUrl>("base");
    QTest::addColumn<QString>("slug");

    QTest::newRow("no base") << QUrl() << u"s"_s;
    QTest::newRow("base without scheme") << QUrl(u"//host/api"_s) << u"s"_s;
    QTest::newRow("base without host") << QUrl(u"https:///api"_s) << u"s"_s;
    QTest::newRow("relative base") << QUrl(u"api/v1"_s) << u"s"_s;
    QTest::newRow("empty slug") << QUrl(u"https://h"_s) << QString();
    QTest::newRow("dots as slug") << QUrl(u"https://h"_s) << u".."_s;
}

void tst_Routes::urlsRefused()
{
    QFETCH(QUrl, base);
    QFETCH(QString, slug);
    QVERIFY(!flowUrl(base, {u"o"_s, u"p"_s, slug}, {}, u"step"_s).isValid());
}

void tst_Routes::errorMayBeNull()
{
    QVERIFY(!parseFlowIdentifier({}, {}, {}, nullptr));
    QVERIFY(!parseFlowVersion(u"x"_s, true, nullptr));
}

QTEST_APPLESS_MAIN(tst_Routes)
#include "tst_routes.moc"
