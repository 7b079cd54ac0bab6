// SPDX-License-Identifier: MIT
#include "certificates.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>

using namespace Qt::StringLiterals;

static QStringList newKey(const QString &file)
{
    return {u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s, u"-keyout"_s, file};
}

Certificates::Certificates()
{
    openssl(QStringList{u"req"_s, u"-x509"_s, u"-days"_s, u"30"_s, u"-subj"_s, u"/CN=Test authority"_s, u"-out"_s,
                        path(u"ca.crt"_s)} +
            newKey(path(u"ca.key"_s)));
}

void Certificates::openssl(const QStringList &arguments) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"openssl"_s, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("openssl %s: %s", qPrintable(arguments.join(u' ')), process.readAll().constData());
}

QSslConfiguration Certificates::server(const QString &names, bool expired)
{
    m_last = u"server"_s + QString::number(++m_count);
    QFile extensions(path(m_last + u".ext"_s));
    if (!extensions.open(QIODevice::WriteOnly))
        qFatal("No file for the certificate's names");
    extensions.write("subjectAltName=" + names.toUtf8() + '\n');
    extensions.close();
    const QString request = path(m_last + u".csr"_s);
    openssl(QStringList{u"req"_s, u"-new"_s, u"-subj"_s, u"/CN=Test server"_s, u"-out"_s, request} + newKey(keyFile()));
    // "ca" can date back, "x509" cannot.
    QFile(path(u"index.txt"_s)).open(QIODevice::WriteOnly);
    const QString format = u"yyyyMMddHHmmss'Z'"_s;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QFile configuration(path(u"ca.cnf"_s));
    if (!configuration.open(QIODevice::WriteOnly))
        qFatal("No file for the authority's settings");
    configuration.write("[ca]\ndefault_ca=d\n[d]\ndatabase=" + path(u"index.txt"_s).toUtf8() + "\nnew_certs_dir=" +
                        m_folder.path().toUtf8() + "\ndefault_md=sha256\nrand_serial=yes\npolicy=p\n" +
                        "unique_subject=no\n[p]\ncommonName=supplied\n");
    configuration.close();
    openssl({u"ca"_s, u"-batch"_s, u"-notext"_s, u"-config"_s, configuration.fileName(), u"-in"_s, request, u"-cert"_s,
             path(u"ca.crt"_s), u"-keyfile"_s, path(u"ca.key"_s), u"-out"_s, certificateFile(), u"-extfile"_s,
             extensions.fileName(), u"-startdate"_s, now.addDays(-20).toString(format), u"-enddate"_s,
             now.addDays(expired ? -10 : 20).toString(format)});
    return load();
}

QSslConfiguration Certificates::selfSigned()
{
    m_last = u"self"_s + QString::number(++m_count);
    openssl(QStringList{u"req"_s, u"-x509"_s, u"-days"_s, u"30"_s, u"-subj"_s, u"/CN=Self"_s, u"-addext"_s,
                        u"subjectAltName=IP:127.0.0.1"_s, u"-out"_s, certificateFile()} +
            newKey(keyFile()));
    return load();
}

QSslConfiguration Certificates::load() const
{
    QFile key(keyFile());
    if (!key.open(QIODevice::ReadOnly))
        qFatal("No key %s", qPrintable(keyFile()));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(certificateFile()));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

QSslConfiguration Certificates::clientConfiguration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(path(u"ca.crt"_s)));
    return configuration;
}
