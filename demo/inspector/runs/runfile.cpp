// SPDX-License-Identifier: MIT
#include "runfile.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QMetaEnum>

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 HeadBytes = qint64(64) * 1024;
constexpr qint64 TailBytes = qint64(16) * 1024;

QJsonObject objectOf(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object();
}

// The run's end by the events, where no line of the recorder says it.
std::optional<NoukaiFlow::State> endOf(const QJsonObject &line)
{
    const QByteArray word = line.value("end"_L1).toString().toLatin1();
    bool known = false;
    const int state = QMetaEnum::fromType<NoukaiFlow::State>().keyToValue(word.constData(), &known);
    if (known)
        return NoukaiFlow::State(state);
    const QString event = line.value("event"_L1).toString();
    if (event == "flow_completed"_L1)
        return NoukaiFlow::Completed;
    if (event == "step_error"_L1)
        return NoukaiFlow::Failed;
    return {};
}

void readTail(QIODevice *device, RunFile *file)
{
    device->seek(qMax(qint64(0), device->size() - TailBytes));
    QList<QByteArray> lines = device->read(TailBytes).split('\n');
    while (!lines.isEmpty()) {
        const QJsonObject object = objectOf(lines.takeLast());
        if (object.isEmpty())
            continue;
        file->durationMs = qMax(file->durationMs, object.value("t"_L1).toInteger());
        if (const auto end = endOf(object))
            file->end = *end;
        return;
    }
}

} // namespace

std::optional<RunFile> RunFile::read(QIODevice *device)
{
    const QJsonObject header = objectOf(device->readLine(HeadBytes));
    if (header.value("noukai"_L1).toString() != "recording"_L1)
        return {};
    RunFile file;
    file.identifier = header.value("identifier"_L1).toString();
    file.created = QDateTime::fromString(header.value("created"_L1).toString(), Qt::ISODateWithMs);
    for (qint64 read = 0; read < HeadBytes && !device->atEnd();) {
        const QByteArray line = device->readLine(HeadBytes);
        read += line.size();
        const QJsonObject object = objectOf(line);
        if (object.contains("run"_L1))
            file.identifier = object.value("identifier"_L1).toString(file.identifier);
        if (object.contains("request"_L1)) {
            file.message = object.value("request"_L1).toObject().value("message"_L1).toString();
            break;
        }
    }
    readTail(device, &file);
    return file;
}

std::optional<RunFile> RunFile::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::optional<RunFile> found = read(&file);
    if (found)
        found->path = path;
    return found;
}

bool RunFile::append(const QString &path, const QString &part)
{
    const std::optional<RunFile> before = read(path);
    QFile from(part);
    QFile to(path);
    if (!before || !from.open(QIODevice::ReadOnly) || !to.open(QIODevice::ReadWrite))
        return false;
    to.seek(qMax(qint64(0), to.size() - 1));
    const bool endsLine = to.read(1) == "\n";
    to.seek(to.size());
    if (!endsLine)
        to.write("\n");
    from.readLine(); // the header
    while (!from.atEnd()) {
        const QByteArray line = from.readLine();
        // As the recorder writes it: all else of the line stays byte for byte.
        const qsizetype comma = line.indexOf(',');
        bool isNumber = false;
        const qint64 t = line.mid(5, comma - 5).toLongLong(&isNumber);
        if (!line.startsWith("{\"t\":") || comma < 0 || !isNumber || !line.endsWith('\n'))
            continue; // cut off
        if (to.write("{\"t\":" + QByteArray::number(before->durationMs + t) + line.mid(comma)) < 0)
            return false;
    }
    return to.flush();
}
