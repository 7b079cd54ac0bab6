// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>

class Certificates;

// nginx in front of a plain HTTP/1.1 server, over HTTP/1.1 or, with certificates, over TLS, HTTP/2 included. What it
// does not say is as nginx has it by default.
class Nginx
{
public:
    // `location` is what its one location does beside passing on.
    Nginx(quint16 backendPort, const QByteArray &location, Certificates *certificates = nullptr);
    ~Nginx();

    bool waitUntilReady();
    QUrl baseUrl() const;
    // What was answered, a line each: the content encoding, "-" for none, and the bytes sent.
    QByteArrayList accessLog() const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    bool m_secure = false;
};
