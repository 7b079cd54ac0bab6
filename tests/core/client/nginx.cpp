// SPDX-License-Identifier: MIT
#include "nginx.h"

#include "certificates.h"

#include <QtCore/QFile>
#include <QtCore/QStandardPaths>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// A stream takes two of nginx's connections, so the default of 512 would end at 256 streams. All else is the default,
// the number of streams per HTTP/2 connection (128) above all.
static constexpr auto Configuration = R"(daemon off;
worker_processes 1;
pid FOLDER/nginx.pid;
error_log FOLDER/error.log warn;
events { worker_connections 4000; }
http {
    log_format brief "$sent_http_content_encoding $bytes_sent";
    access_log FOLDER/access.log brief;
    client_body_temp_path FOLDER/body;
    proxy_temp_path FOLDER/proxy;
    fastcgi_temp_path FOLDER/fastcgi;
    uwsgi_temp_path FOLDER/uwsgi;
    scgi_temp_path FOLDER/scgi;
    server {
        listen 127.0.0.1:PORT backlog=2048 TLS;
        location / {
            proxy_pass http://127.0.0.1:BACKEND;
            LOCATION
        }
    }
}
)";

Nginx::Nginx(quint16 backendPort, const QByteArray &location, Certificates *certificates)
    : m_secure(certificates != nullptr)
{
    {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
    }
    QByteArray tls;
    if (certificates) {
        certificates->server();
        tls = "ssl http2; ssl_certificate " + certificates->certificateFile().toUtf8() + "; ssl_certificate_key " +
              certificates->keyFile().toUtf8();
    }
    QFile file(m_folder.filePath(u"nginx.conf"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("No file for nginx's settings");
    file.write(QByteArray(Configuration)
                   .replace("FOLDER", m_folder.path().toUtf8())
                   .replace("PORT", QByteArray::number(m_port))
                   .replace("BACKEND", QByteArray::number(backendPort))
                   .replace("LOCATION", location)
                   .replace("TLS", tls));
    file.close();
    QString program = QStandardPaths::findExecutable(u"nginx"_s);
    if (program.isEmpty())
        program = u"/usr/sbin/nginx"_s; // in no user's path
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program,
                    {u"-p"_s, m_folder.path(), u"-c"_s, file.fileName(), u"-e"_s, m_folder.filePath(u"error.log"_s)});
}

Nginx::~Nginx()
{
    m_process.terminate();
    if (!m_process.waitForFinished(5000))
        m_process.kill();
}

bool Nginx::waitUntilReady()
{
    return QTest::qWaitFor(
        [this] {
            QTcpSocket probe;
            probe.connectToHost(QHostAddress::LocalHost, m_port);
            return probe.waitForConnected(100);
        },
        15'000);
}

QUrl Nginx::baseUrl() const
{
    QUrl url(m_secure ? u"https://127.0.0.1/api/v1"_s : u"http://127.0.0.1/api/v1"_s);
    url.setPort(m_port);
    return url;
}

QByteArrayList Nginx::accessLog() const
{
    QFile file(m_folder.filePath(u"access.log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QByteArrayList();
}
