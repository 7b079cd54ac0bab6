// SPDX-License-Identifier: MIT
#include "exportwriter_p.h"

#include "noukaiexporter.h"

#include <QtCore/QIODevice>

#include <utility>

namespace
{

constexpr qsizetype Piece = 64 * 1024;

} // namespace

ExportWriter::ExportWriter(QIODevice *device)
    : m_device(device)
    , m_hasDevice(true)
    , m_limit(Piece)
{
}

ExportWriter::ExportWriter(qsizetype limit)
    : m_hasDevice(false)
    , m_limit(limit)
{
}

ExportWriter &ExportWriter::operator<<(const QByteArray &utf8)
{
    if (hasFailed())
        return *this;
    m_buffer += utf8;
    if (m_buffer.size() <= m_limit)
        return *this;
    if (m_hasDevice) {
        flush();
    } else {
        m_buffer.clear();
        m_error = NoukaiError(NoukaiError::Configuration, NoukaiExporter::tr("The text is too long to be copied."));
    }
    return *this;
}

NoukaiError ExportWriter::finish()
{
    if (m_hasDevice && !hasFailed())
        flush();
    return m_error;
}

void ExportWriter::flush()
{
    // Whoever is called by the device may delete it.
    const QByteArray piece = std::exchange(m_buffer, {});
    if (!m_device) {
        m_error = NoukaiError(NoukaiError::Replay, NoukaiExporter::tr("The device that is written to was deleted."));
        return;
    }
    if (m_device->write(piece) == piece.size())
        return;
    const QString why = m_device ? m_device->errorString() : QString();
    m_error = NoukaiError(NoukaiError::Replay, NoukaiExporter::tr("The run cannot be written: %1").arg(why));
}
