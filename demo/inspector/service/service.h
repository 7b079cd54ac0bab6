// SPDX-License-Identifier: MIT
#pragma once

#include "keystore.h"
#include "preferences.h"

#include <Noukai/noukaiclient.h>

#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtQml/qqml.h>

#include <memory>
#include <vector>

// The server of a person's own flows, and the key for it. A key belongs to the server that it was entered for and is
// given to no other; what has begun with one server goes on with it, whatever is chosen since.
class Service : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The inspector has one.")
    // As it was typed; empty stands for the usual one.
    Q_PROPERTY(QString address READ address WRITE setAddress NOTIFY changed FINAL)
    Q_PROPERTY(QString usualAddress READ usualAddress CONSTANT FINAL)
    // Whether a proxy at the address adds the key.
    Q_PROPERTY(bool keyless READ isKeyless WRITE setKeyless NOTIFY changed FINAL)
    Q_PROPERTY(bool hasKey READ hasKey NOTIFY changed FINAL)      // one for this address
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL) // why nothing can run there; else empty
    Q_PROPERTY(KeyStore *keys READ keys CONSTANT FINAL)

public:
    // \a asked is the address that counts for this session, if there is one; else, with \a last, the one of before.
    Service(Preferences *preferences, const QUrl &asked, bool last, std::unique_ptr<Keychain> keychain,
            QObject *parent = nullptr);

    QString address() const { return m_address; }
    void setAddress(const QString &address);
    QString usualAddress() const { return m_usual.toString(); }
    bool isKeyless() const { return m_keyless; }
    void setKeyless(bool keyless);
    bool hasKey() const;
    QString problem() const;
    KeyStore *keys() { return &m_keys; }

    // Looks for the key, which may ask the person for a password: once.
    void restore();
    Q_INVOKABLE void useKey(const QString &key);
    // Writes down for the next start what is not secret.
    void keep();

    // For what begins now.
    NoukaiClient *client();
    void cancelAll();

Q_SIGNALS:
    void changed();

private:
    QUrl url() const;
    void onKeyChanged();

    Preferences *const m_preferences;
    const QUrl m_usual;
    QString m_address;
    bool m_keyless = false;
    KeyStore m_keys;
    QString m_startOrigin; // that a key in the environment is meant for
    QString m_keyOrigin;   // that the key is for
    bool m_restored = false;
    bool m_clientFits = false; // the newest is as the person wants it
    std::vector<std::unique_ptr<NoukaiClient>> m_clients;
};
