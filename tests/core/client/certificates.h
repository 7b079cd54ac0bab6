// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslConfiguration>

// Certificates made with the openssl program for the life of the object.
class Certificates
{
public:
    Certificates();

    // Signed by authority(), for 127.0.0.1, localhost and ::1 unless `names` says otherwise.
    QSslConfiguration server(const QString &names = QStringLiteral("IP:127.0.0.1,IP:::1,DNS:localhost"),
                             bool expired = false);
    QSslConfiguration selfSigned();
    // What a client trusts who knows the authority, and nobody else.
    QSslConfiguration clientConfiguration() const;
    // Of the last server() or selfSigned().
    QString certificateFile() const { return path(m_last + QStringLiteral(".crt")); }
    QString keyFile() const { return path(m_last + QStringLiteral(".key")); }

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void openssl(const QStringList &arguments) const;
    QSslConfiguration load() const;

    QTemporaryDir m_folder;
    QString m_last;
    int m_count = 0;
};
