// SPDX-License-Identifier: MIT
#pragma once

#include "keychain.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaierror.h>

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtQml/qqml.h>

#include <functional>
#include <memory>

// The API key that a person uses, and where it is kept: in the environment, in the system's keychain, or nowhere but in
// this process. It goes in and, by applyTo(), into clients; nothing gives it back.
class KeyStore : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The inspector has one.")
    Q_PROPERTY(Source source READ source NOTIFY sourceChanged FINAL)
    Q_PROPERTY(bool hasKey READ hasKey NOTIFY sourceChanged FINAL)
    // Whether a key can be kept beyond this session, as far as is known: a system without a keychain shows by the first
    // restore() or store().
    Q_PROPERTY(bool keychainAvailable READ isKeychainAvailable NOTIFY keychainAvailableChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged FINAL)
    // What did not work, or of kind NoError.
    Q_PROPERTY(NoukaiError error READ error NOTIFY messageChanged FINAL)
    // What a person should know now: the error's words, where the key is kept, or nothing.
    Q_PROPERTY(QString message READ message NOTIFY messageChanged FINAL)

public:
    enum Source { None, Environment, Keychain, Session };
    Q_ENUM(Source)

    // Without \a keychain it keeps a key for the session only.
    explicit KeyStore(std::unique_ptr<::Keychain> keychain, QObject *parent = nullptr);
    ~KeyStore() override;

    Source source() const { return m_source; }
    bool hasKey() const { return m_source != None; }
    bool isKeychainAvailable() const { return m_keychainAvailable; }
    bool isBusy() const { return m_operations > 0; }
    NoukaiError error() const { return m_error; }
    QString message() const { return m_message; }

    // Looks for a key: in NOUKAI_API_KEY, else in the keychain.
    Q_INVOKABLE void restore();
    // Uses \a key from now on and keeps it in the keychain; without one, for this session. One that cannot be a key is
    // an error, and the key before it stays.
    Q_INVOKABLE void store(const QString &key);
    // Takes the key out of this process and, unless it came from the environment, out of the keychain.
    Q_INVOKABLE void forget();
    // Gives \a client the key, or takes it away where there is none. To be called again at keyChanged().
    Q_INVOKABLE void applyTo(NoukaiClient *client) const;

Q_SIGNALS:
    void sourceChanged();
    void keychainAvailableChanged();
    void busyChanged();
    void messageChanged();
    void keyChanged(); // it is another one, or none

private:
    using Handler = void (KeyStore::*)(const ::Keychain::Answer &);

    void ask(const std::function<void(::Keychain &, const ::Keychain::Callback &)> &question, Handler handler);
    void onRead(const ::Keychain::Answer &answer);
    void onWritten(const ::Keychain::Answer &answer);
    void onRemoved(const ::Keychain::Answer &answer);
    void use(const QString &key, Source source);
    void setKey(const QString &key, Source source);
    void setSource(Source source);
    void say(const QString &message, const NoukaiError &error = {});
    void sayFailure(const QString &what, const ::Keychain::Answer &answer);
    void noteService(const ::Keychain::Answer &answer);

    std::unique_ptr<::Keychain> m_keychain;
    QString m_key;
    QString m_message;
    NoukaiError m_error;
    Source m_source = None;
    bool m_keychainAvailable;
    int m_operations = 0; // of the keychain, under way
    int m_newest = 0;     // what an older one finds out no longer counts
};
