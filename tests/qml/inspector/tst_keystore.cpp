// SPDX-License-Identifier: MIT
// Where the key is kept, what is said of it, and that it is never told.
#include "keystore.h"

#include "fakekeychain.h"

#include <noukaimockserver.h>

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QLoggingCategory>
#include <QtCore/QMetaMethod>
#include <QtCore/QMetaProperty>
#include <QtCore/QPointer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

namespace
{

using Doom = std::function<void(KeyStore *)>;

const QString Key = u"nk_live_0123456789abcdef"_s;
const QString OtherKey = u"nk_test_fedcba9876543210"_s;

// Everything that leaves a key store but by applyTo().
QString everythingTold(const KeyStore &store)
{
    QString told;
    QDebug(&told) << &store << store.source() << store.error();
    for (int i = 0; i < store.metaObject()->propertyCount(); ++i) {
        const QVariant value = store.metaObject()->property(i).read(&store);
        told += value.toString();
        QDebug(&told) << value;
    }
    return told;
}

QStringList logged;

void log(QtMsgType, const QMessageLogContext &, const QString &message)
{
    logged.append(message);
}

} // namespace

class tst_KeyStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void restores_data();
    void restores();
    void stores();
    void refusesWhatIsNoKey_data();
    void refusesWhatIsNoKey();
    void keepsForTheSession_data();
    void keepsForTheSession();
    void forgets();
    void forgetsFromEnvironment();
    void failsToForget();
    void newestWins();
    void goesWhileBusy();
    void goesInASlot_data();
    void goesInASlot();
    void appliesToClients();
    void isNeverTold();
    void withoutService();

private:
    std::unique_ptr<KeyStore> make() { return std::make_unique<KeyStore>(std::make_unique<FakeKeychain>(m_drawer)); }

    std::shared_ptr<Drawer> m_drawer;
};

void tst_KeyStore::initTestCase()
{
    // No bus, so no keychain of whoever runs the test is ever asked.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
}

void tst_KeyStore::init()
{
    qunsetenv("NOUKAI_API_KEY");
    m_drawer = std::make_shared<Drawer>();
}

void tst_KeyStore::restores_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QString>("entry");
    QTest::addColumn<Keychain::Outcome>("outcome");
    QTest::addColumn<KeyStore::Source>("source");
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("isError");

    const QString service = u"There is no keychain service here"_s;
    QTest::newRow("nothing") << QByteArray() << QString() << Keychain::Done << KeyStore::None << QString() << false;
    QTest::newRow("environment") << Key.toUtf8() << QString() << Keychain::Done << KeyStore::Environment << QString()
                                 << false;
    QTest::newRow("environment wins") << Key.toUtf8() << OtherKey << Keychain::Done << KeyStore::Environment
                                      << QString() << false;
    QTest::newRow("environment malformed")
        << QByteArray("sk_1") << Key << Keychain::Done << KeyStore::None << u"NOUKAI_API_KEY: "_s << true;
    QTest::newRow("keychain") << QByteArray() << Key << Keychain::Done << KeyStore::Keychain << QString() << false;
    QTest::newRow("keychain malformed") << QByteArray() << u"password"_s << Keychain::Done << KeyStore::None
                                        << u"What the keychain holds is no key"_s << true;
    QTest::newRow("no service") << QByteArray() << Key << Keychain::NoService << KeyStore::None << service << false;
    QTest::newRow("refused") << QByteArray() << Key << Keychain::Refused << KeyStore::None
                             << u"could not be read from the keychain. not today"_s << true;
    QTest::newRow("failed") << QByteArray() << Key << Keychain::Failed << KeyStore::None << u"could not be read"_s
                            << true;
}

void tst_KeyStore::restores()
{
    QFETCH(QByteArray, variable);
    QFETCH(QString, entry);
    QFETCH(Keychain::Outcome, outcome);
    QFETCH(KeyStore::Source, source);
    QFETCH(QString, message);
    QFETCH(bool, isError);
    if (!variable.isEmpty())
        qputenv("NOUKAI_API_KEY", variable);
    m_drawer->entry = entry;
    m_drawer->outcome = outcome;
    m_drawer->reason = u"not today"_s;
    const auto store = make();
    QVERIFY(store->isKeychainAvailable());
    QSignalSpy busy(store.get(), &KeyStore::busyChanged);
    store->restore();
    QCOMPARE(store->isBusy(), variable.isEmpty());
    m_drawer->deliverAll();
    QVERIFY(!store->isBusy());
    QCOMPARE(busy.size(), variable.isEmpty() ? 2 : 0);
    QCOMPARE(store->source(), source);
    QCOMPARE(store->hasKey(), source != KeyStore::None);
    QCOMPARE(store->isKeychainAvailable(), outcome != Keychain::NoService);
    QVERIFY2(message.isEmpty() ? store->message().isEmpty() : store->message().contains(message),
             qPrintable(store->message()));
    QCOMPARE(store->error().kind() != NoukaiError::NoError, isError);
}

void tst_KeyStore::stores()
{
    const auto store = make();
    QSignalSpy keys(store.get(), &KeyStore::keyChanged);
    QSignalSpy sources(store.get(), &KeyStore::sourceChanged);
    store->store(u' ' + Key + u'\n');             // as it is copied from a page
    QCOMPARE(store->source(), KeyStore::Session); // usable at once
    QVERIFY(store->isBusy());
    m_drawer->deliverAll();
    QCOMPARE(store->source(), KeyStore::Keychain);
    QCOMPARE(m_drawer->entry, Key);
    QCOMPARE(keys.size(), 1);
    QCOMPARE(sources.size(), 2);
    QVERIFY(store->message().isEmpty());

    qputenv("NOUKAI_API_KEY", Key.toUtf8());
    store->store(OtherKey);
    m_drawer->deliverAll();
    QCOMPARE(keys.size(), 2);
    QVERIFY2(store->message().contains(u"NOUKAI_API_KEY"_s), qPrintable(store->message()));
}

void tst_KeyStore::refusesWhatIsNoKey_data()
{
    QTest::addColumn<QString>("key");
    QTest::newRow("nothing") << QString();
    QTest::newRow("white space") << u" \t\n"_s;
    QTest::newRow("prefix alone") << u"nk_"_s;
    QTest::newRow("other prefix") << u"sk_0123456789"_s;
    QTest::newRow("a space inside") << u"nk_0123 456789"_s;
    QTest::newRow("a line end inside") << u"nk_0123\n456789"_s;
    QTest::newRow("not ASCII") << u"nk_größe56789"_s;
}

void tst_KeyStore::refusesWhatIsNoKey()
{
    QFETCH(QString, key);
    const auto store = make();
    store->store(Key);
    m_drawer->deliverAll();
    store->store(key);
    QCOMPARE(store->error().kind(), NoukaiError::Configuration);
    QCOMPARE(store->message(), store->error().message());
    QVERIFY(!store->message().isEmpty());
    QVERIFY(!store->message().contains(u"56789"_s));
    m_drawer->deliverAll();
    QCOMPARE(store->source(), KeyStore::Keychain);
    QCOMPARE(m_drawer->entry, Key);
    store->store(Key);
    QCOMPARE(store->error(), NoukaiError());
}

void tst_KeyStore::keepsForTheSession_data()
{
    QTest::addColumn<bool>("built");
    QTest::addColumn<Keychain::Outcome>("outcome");
    QTest::addColumn<QString>("message");
    QTest::newRow("built without") << false << Keychain::Done << u"built without a keychain"_s;
    QTest::newRow("no service") << true << Keychain::NoService << u"There is no keychain service here"_s;
    QTest::newRow("refused") << true << Keychain::Refused << u"did not take the key"_s;
    QTest::newRow("failed") << true << Keychain::Failed << u"did not take the key"_s;
}

void tst_KeyStore::keepsForTheSession()
{
    QFETCH(bool, built);
    QFETCH(Keychain::Outcome, outcome);
    QFETCH(QString, message);
    m_drawer->outcome = outcome;
    m_drawer->reason = u"no place for "_s + Key; // a service that echoes
    const auto store = built ? make() : std::make_unique<KeyStore>(std::unique_ptr<Keychain>());
    store->store(Key);
    m_drawer->deliverAll();
    QCOMPARE(store->source(), KeyStore::Session);
    QVERIFY(store->hasKey());
    QVERIFY2(store->message().contains(message) && store->message().contains(u"for this session only"_s),
             qPrintable(store->message()));
    QVERIFY(!store->message().contains(u"0123456789"_s));
    QCOMPARE(store->isKeychainAvailable(), built && outcome != Keychain::NoService);
    store->restore(); // without anything to be found
    m_drawer->deliverAll();
    QCOMPARE(store->source(), KeyStore::Session);
}

void tst_KeyStore::forgets()
{
    const auto store = make();
    store->store(Key);
    m_drawer->deliverAll();
    QSignalSpy keys(store.get(), &KeyStore::keyChanged);
    store->forget();
    QCOMPARE(store->source(), KeyStore::None);
    QCOMPARE(keys.size(), 1);
    m_drawer->deliverAll();
    QVERIFY(m_drawer->entry.isEmpty());
    store->restore();
    m_drawer->deliverAll();
    QVERIFY(!store->hasKey());
    store->forget(); // nothing is there
    m_drawer->deliverAll();
    QVERIFY(store->message().isEmpty());
}

void tst_KeyStore::forgetsFromEnvironment()
{
    qputenv("NOUKAI_API_KEY", Key.toUtf8());
    m_drawer->entry = OtherKey;
    const auto store = make();
    store->restore();
    store->forget();
    m_drawer->deliverAll();
    QVERIFY(!store->hasKey());
    QCOMPARE(m_drawer->entry, OtherKey); // another one, which nobody asked to forget
    QVERIFY2(store->message().contains(u"NOUKAI_API_KEY"_s), qPrintable(store->message()));
}

void tst_KeyStore::failsToForget()
{
    const auto store = make();
    store->store(Key);
    m_drawer->deliverAll();
    m_drawer->outcome = Keychain::Refused;
    store->forget();
    m_drawer->deliverAll();
    QVERIFY(!store->hasKey());
    QVERIFY2(store->message().contains(u"will be there at the next start"_s), qPrintable(store->message()));
}

void tst_KeyStore::newestWins()
{
    m_drawer->entry = Key;
    const auto store = make();
    store->restore();
    store->store(OtherKey);
    m_drawer->deliver(); // the old one
    QCOMPARE(store->source(), KeyStore::Session);
    QVERIFY(store->isBusy());
    m_drawer->deliver();
    QCOMPARE(store->source(), KeyStore::Keychain);
    QCOMPARE(m_drawer->entry, OtherKey);

    store->store(Key);
    store->forget();
    m_drawer->deliver();
    QCOMPARE(store->source(), KeyStore::None);
    m_drawer->deliver();
    QCOMPARE(store->source(), KeyStore::None);
    QVERIFY(m_drawer->entry.isEmpty());
    QVERIFY(!store->isBusy());
}

void tst_KeyStore::goesWhileBusy()
{
    auto store = make();
    store->store(Key);
    store.reset();
    m_drawer->deliverAll();
    QCOMPARE(m_drawer->entry, Key);
}

void tst_KeyStore::goesInASlot_data()
{
    QTest::addColumn<Doom>("doom");
    const auto row = [](const char *name, void (KeyStore::*signal)()) {
        QTest::newRow(name) << Doom(
            [signal](KeyStore *store) { QObject::connect(store, signal, store, [store] { delete store; }); });
    };
    row("source", &KeyStore::sourceChanged);
    row("keychain", &KeyStore::keychainAvailableChanged);
    row("busy", &KeyStore::busyChanged);
    row("message", &KeyStore::messageChanged);
    row("key", &KeyStore::keyChanged);
}

void tst_KeyStore::goesInASlot()
{
    QFETCH(Doom, doom);
    for (const bool later : {false, true}) {
        for (const auto outcome : {Keychain::Done, Keychain::NoService, Keychain::Failed}) {
            m_drawer = std::make_shared<Drawer>();
            m_drawer->outcome = outcome;
            const QPointer<KeyStore> store = make().release();
            if (!later)
                doom(store);
            store->store(Key);
            if (later && store)
                doom(store);
            m_drawer->deliverAll();
            if (store)
                store->forget();
            m_drawer->deliverAll();
            delete store;
        }
    }
}

void tst_KeyStore::appliesToClients()
{
    NoukaiMockServer server;
    QVERIFY(server.listen());
    NoukaiClient client;
    client.setBaseUrl(server.baseUrl());
    const auto store = make();
    connect(store.get(), &KeyStore::keyChanged, &client, [&] { store->applyTo(&client); });
    store->store(Key);
    QVERIFY(client.hasApiKey());
    NoukaiFlow flow(&client, u"acme/spelling/grade-3"_s);
    flow.setMessage(u"hello"_s);
    flow.start();
    QTRY_VERIFY(!server.requests().isEmpty());
    QCOMPARE(server.requests().constFirst().header("authorization"), QByteArray("Bearer " + Key.toUtf8()));
    flow.cancel();
    store->forget();
    QVERIFY(!client.hasApiKey());
    store->applyTo(nullptr);
}

void tst_KeyStore::isNeverTold()
{
    QLoggingCategory::setFilterRules(u"*=true"_s);
    logged.clear();
    const QtMessageHandler before = qInstallMessageHandler(&log);
    m_drawer->outcome = Keychain::Failed;
    m_drawer->reason = u"the secret '"_s + Key + u"' is too long"_s;
    const auto store = make();
    store->store(Key);
    m_drawer->deliverAll();
    const QString told = everythingTold(*store);
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    QVERIFY(store->hasKey());
    QVERIFY2(told.contains(u"is too long"_s), qPrintable(told));
    QVERIFY2(!told.contains(u"0123456789"_s), qPrintable(told));
    QVERIFY(!logged.join(u'\n').contains(u"0123456789"_s));
    const QMetaObject *meta = store->metaObject();
    for (int i = meta->methodOffset(); i < meta->methodCount(); ++i)
        QCOMPARE(meta->method(i).returnMetaType(), QMetaType(QMetaType::Void));
}

// The system's own, where no service can be reached.
void tst_KeyStore::withoutService()
{
    KeyStore store(makeSystemKeychain(u"noukai-inspector"_s));
    store.restore();
    QTRY_VERIFY_WITH_TIMEOUT(!store.isBusy(), 60'000);
    QVERIFY(!store.hasKey());
    store.store(Key);
    QTRY_VERIFY_WITH_TIMEOUT(!store.isBusy(), 60'000);
    QCOMPARE(store.source(), KeyStore::Session);
    QVERIFY(!store.isKeychainAvailable());
    QVERIFY2(store.message().contains(u"for this session only"_s), qPrintable(store.message()));
    QCOMPARE(store.error(), NoukaiError());
    store.forget();
    QTRY_VERIFY_WITH_TIMEOUT(!store.isBusy(), 60'000);
    QVERIFY(!store.hasKey());
}

QTEST_GUILESS_MAIN(tst_KeyStore)
#include "tst_keystore.moc"
