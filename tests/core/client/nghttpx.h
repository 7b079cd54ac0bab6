// SPDX-License-Identifier: MIT
#pragma once

#include "certificates.h"

#include <QtCore/QProcess>
#include <QtCore/QUrl>

// nghttpx in front of a plain HTTP/1.1 server: it speaks HTTP/2 over TLS to whoever asks for it.
class Nghttpx
{
public:
    Nghttpx(Certificates &certificates, quint16 backendPort, const QStringList &options = {});
    ~Nghttpx();

    bool waitUntilReady();
    QUrl url(const QString &path = QStringLiteral("/step")) const;
    void kill();

private:
    QProcess m_process;
    quint16 m_port = 0;
};
