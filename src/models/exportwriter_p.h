// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QByteArray>
#include <QtCore/QPointer>
#include <QtCore/QString>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

// Takes text in pieces and hands it on in larger ones: to a device, or to a text of limited length. After a failure it
// takes nothing more.
class NOUKAI_INTERNAL_EXPORT ExportWriter
{
public:
    explicit ExportWriter(QIODevice *device);
    explicit ExportWriter(qsizetype limit); // in bytes of UTF-8
    Q_DISABLE_COPY_MOVE(ExportWriter)

    ExportWriter &operator<<(const QByteArray &utf8);
    ExportWriter &operator<<(const QString &text) { return *this << text.toUtf8(); }
    ExportWriter &operator<<(const char *text) { return *this << QByteArray::fromRawData(text, qstrlen(text)); }
    ExportWriter &operator<<(qint64 number) { return *this << QByteArray::number(number); }

    bool hasFailed() const { return m_error.kind() != NoukaiError::NoError; }
    NoukaiError finish();
    QByteArray taken() const { return m_buffer; } // where there is no device

private:
    void flush();

    QPointer<QIODevice> m_device;
    bool m_hasDevice;
    qsizetype m_limit;
    QByteArray m_buffer;
    NoukaiError m_error;
};
