// SPDX-License-Identifier: MIT
#include "nghttpx.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

Nghttpx::Nghttpx(Certificates &certificates, quint16 backendPort, const QStringList &options)
{
    certificates.server();
    {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
    }
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"nghttpx"_s, QStringList{u"--frontend=127.0.0.1,"_s + QString::number(m_port),
                                              u"--backend=127.0.0.1,"_s + QString::number(backendPort), u"--no-ocsp"_s,
                                              u"--conf=/dev/null"_s, u"--workers=1"_s, u"--log-level=FATAL"_s,
                                              u"--accesslog-file=/dev/null"_s, u"--single-process"_s} +
                                      options + QStringList{certificates.keyFile(), certificates.certificateFile()});
}

Nghttpx::~Nghttpx()
{
    kill();
}

bool Nghttpx::waitUntilReady()
{
    return QTest::qWaitFor(
        [this] {
            QTcpSocket probe;
            probe.connectToHost(QHostAddress::LocalHost, m_port);
            return probe.waitForConnected(100);
        },
        15'000);
}

QUrl Nghttpx::url(const QString &path) const
{
    QUrl url(u"https://127.0.0.1"_s);
    url.setPort(m_port);
    url.setPath(path);
    return url;
}

void Nghttpx::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}
