// SPDX-License-Identifier: MIT
#include "keystore.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QPointer>

#include <utility>

using namespace Qt::StringLiterals;

namespace
{

const char VariableName[] = "NOUKAI_API_KEY";

NoukaiError failure(const QString &message)
{
    return NoukaiError(NoukaiError::Configuration, message);
}

} // namespace

KeyStore::KeyStore(std::unique_ptr<::Keychain> keychain, QObject *parent)
    : QObject(parent)
    , m_keychain(std::move(keychain))
    , m_keychainAvailable(m_keychain != nullptr)
{
}

KeyStore::~KeyStore()
{
    m_key.fill(u'\0');
}

// Lets the keychain do something, and \a handler know what came of it: while this object lives, and unless something
// newer was asked since.
void KeyStore::ask(const std::function<void(::Keychain &, const ::Keychain::Callback &)> &question, Handler handler)
{
    const int number = ++m_newest;
    const bool begins = ++m_operations == 1;
    question(*m_keychain, [store = QPointer<KeyStore>(this), number, handler](const ::Keychain::Answer &answer) {
        if (!store)
            return;
        --store->m_operations;
        store->noteService(answer);
        if (store && number == store->m_newest)
            (store->*handler)(answer);
        if (store && store->m_operations == 0)
            Q_EMIT store->busyChanged();
    });
    if (begins)
        Q_EMIT busyChanged();
}

void KeyStore::restore()
{
    const QString fromEnvironment = qEnvironmentVariable(VariableName);
    if (!fromEnvironment.isEmpty()) {
        ++m_newest;
        const NoukaiError mistake = NoukaiClient::checkApiKey(fromEnvironment);
        if (mistake.kind() == NoukaiError::NoError) {
            use(fromEnvironment, Environment);
        } else {
            //: %1 is the name of an environment variable, %2 what is wrong with its value
            const QString text = tr("%1: %2").arg(QLatin1StringView(VariableName), mistake.message());
            say(text, failure(text));
        }
        return;
    }
    if (m_keychain)
        ask([](::Keychain &keychain, const ::Keychain::Callback &done) { keychain.read(done); }, &KeyStore::onRead);
}

void KeyStore::onRead(const ::Keychain::Answer &answer)
{
    switch (answer.outcome) {
    case ::Keychain::Done: {
        const NoukaiError mistake = NoukaiClient::checkApiKey(answer.secret);
        if (mistake.kind() == NoukaiError::NoError) {
            use(answer.secret, Keychain);
        } else {
            const QString text = tr("What the keychain holds is no key: %1").arg(mistake.message());
            say(text, failure(text));
        }
        return;
    }
    case ::Keychain::NoEntry:
        say({});
        return;
    case ::Keychain::NoService:
        say(tr("There is no keychain service here: a key can be kept for this session only."));
        return;
    case ::Keychain::Refused:
    case ::Keychain::Failed:
        sayFailure(tr("The key could not be read from the keychain."), answer);
        return;
    }
}

void KeyStore::store(const QString &key)
{
    const QString trimmed = key.trimmed(); // a line end is easily copied with it
    const NoukaiError mistake = NoukaiClient::checkApiKey(trimmed);
    if (mistake.kind() != NoukaiError::NoError) {
        say(mistake.message(), mistake);
        return;
    }
    const QPointer<KeyStore> alive(this);
    ++m_newest;
    use(trimmed, Session);
    if (!alive)
        return;
    if (m_keychain)
        ask([&](::Keychain &keychain, const ::Keychain::Callback &done) { keychain.write(trimmed, done); },
            &KeyStore::onWritten);
    else
        say(tr("This program was built without a keychain: the key is kept for this session only."));
}

void KeyStore::onWritten(const ::Keychain::Answer &answer)
{
    if (answer.outcome == ::Keychain::Done) {
        const QPointer<KeyStore> alive(this);
        setSource(Keychain);
        if (alive && !qEnvironmentVariableIsEmpty(VariableName))
            say(tr("The key is in the keychain. While %1 is set, the program starts with that one.")
                    .arg(QLatin1StringView(VariableName)));
    } else if (answer.outcome == ::Keychain::NoService) {
        say(tr("There is no keychain service here: the key is kept for this session only."));
    } else {
        sayFailure(tr("The keychain did not take the key, so it is kept for this session only."), answer);
    }
}

void KeyStore::forget()
{
    const QPointer<KeyStore> alive(this);
    const bool isKept = m_source != Environment;
    ++m_newest;
    if (isKept)
        say({});
    else
        say(tr("The key is forgotten for this session; %1 still holds it.").arg(QLatin1StringView(VariableName)));
    if (alive)
        setKey({}, None);
    if (alive && isKept && m_keychain)
        ask([](::Keychain &keychain, const ::Keychain::Callback &done) { keychain.remove(done); },
            &KeyStore::onRemoved);
}

void KeyStore::onRemoved(const ::Keychain::Answer &answer)
{
    if (answer.outcome == ::Keychain::Refused || answer.outcome == ::Keychain::Failed)
        sayFailure(tr("The key could not be removed from the keychain and will be there at the next start."), answer);
}

void KeyStore::applyTo(NoukaiClient *client) const
{
    if (client)
        client->setApiKey(m_key);
}

void KeyStore::use(const QString &key, Source source)
{
    const QPointer<KeyStore> alive(this);
    say({});
    if (alive)
        setKey(key, source);
}

void KeyStore::setKey(const QString &key, Source source)
{
    const QPointer<KeyStore> alive(this);
    const bool isOther = key != m_key;
    const bool hasMoved = source != m_source;
    if (isOther) {
        m_key.fill(u'\0'); // not left in freed memory, unless someone holds another copy
        m_key = key;
    }
    m_source = source;
    if (isOther)
        Q_EMIT keyChanged();
    if (alive && hasMoved)
        Q_EMIT sourceChanged();
}

void KeyStore::setSource(Source source)
{
    if (source == m_source)
        return;
    m_source = source;
    Q_EMIT sourceChanged();
}

void KeyStore::say(const QString &message, const NoukaiError &error)
{
    if (message == m_message && error == m_error)
        return;
    m_message = message;
    m_error = error;
    Q_EMIT messageChanged();
}

// The reason comes from outside: a short line of it, and no key, whoever echoes one.
void KeyStore::sayFailure(const QString &what, const ::Keychain::Answer &answer)
{
    QString reason = answer.reason;
    if (!m_key.isEmpty())
        reason.replace(m_key, u"[key]"_s);
    reason = NoukaiText::preview(NoukaiText::withoutKeys(reason));
    const QString text = reason.isEmpty() ? what : QString(what + u' ' + reason);
    say(text, failure(text));
}

void KeyStore::noteService(const ::Keychain::Answer &answer)
{
    const bool available = answer.outcome != ::Keychain::NoService;
    if (available == m_keychainAvailable)
        return;
    m_keychainAvailable = available;
    Q_EMIT keychainAvailableChanged();
}
