// SPDX-License-Identifier: MIT
#include "inputhistory.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace
{

constexpr int FormatVersion = 1;
constexpr qint64 LargestFile = qint64(32) << 20; // more than can be written
constexpr int MostCopies = 100;

QJsonValue withoutKeys(const QJsonValue &value)
{
    if (value.isString())
        return NoukaiText::withoutKeys(value.toString());
    if (value.isArray()) {
        QJsonArray list;
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            list.append(withoutKeys(item));
        return list;
    }
    if (value.isObject()) {
        QJsonObject object;
        const QJsonObject members = value.toObject();
        for (auto it = members.begin(); it != members.end(); ++it)
            object.insert(NoukaiText::withoutKeys(it.key()), withoutKeys(it.value()));
        return object;
    }
    return value;
}

} // namespace

bool InputHistory::Input::isSame(const Input &other) const
{
    return flow == other.flow && version == other.version && message == other.message && parameters == other.parameters;
}

QJsonObject InputHistory::Input::toJson() const
{
    return {{u"flow"_s, flow},
            {u"version"_s, version},
            {u"message"_s, message},
            {u"parameters"_s, parameters},
            {u"time"_s, time.toUTC().toString(Qt::ISODateWithMs)}};
}

// The file may have been written by anyone, so it is read as strictly as it is written.
bool InputHistory::Input::fromJson(const QJsonObject &json, Input *input)
{
    const QJsonObject clean = withoutKeys(json).toObject();
    input->flow = clean.value("flow"_L1).toString();
    input->version = clean.value("version"_L1).toString();
    input->message = clean.value("message"_L1).toString();
    input->parameters = clean.value("parameters"_L1).toObject();
    input->time = QDateTime::fromString(clean.value("time"_L1).toString(), Qt::ISODateWithMs);
    return !input->flow.isEmpty() && input->time.isValid() && input->message.size() <= LongestInput;
}

InputHistory::InputHistory(QObject *parent)
    : QAbstractListModel(parent)
    , m_fileName(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/inputs.json"_s)
    , m_now(&QDateTime::currentDateTimeUtc)
{
    load();
}

void InputHistory::setFileName(const QString &fileName)
{
    if (fileName == m_fileName)
        return;
    m_fileName = fileName;
    Q_EMIT fileNameChanged();
    load();
}

// ---- The model -----------------------------------------------------------------------------------------------------

int InputHistory::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant InputHistory::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Input &input = m_inputs.at(index.row());
    switch (role) {
    case FlowRole:
        return input.flow;
    case VersionRole:
        return input.version;
    case Qt::DisplayRole:
    case MessageRole:
        return input.message;
    case ParametersRole:
        return input.parameters;
    case TimeRole:
        return input.time;
    default:
        return {};
    }
}

QHash<int, QByteArray> InputHistory::roleNames() const
{
    return {{FlowRole, "flow"},
            {VersionRole, "version"},
            {MessageRole, "message"},
            {ParametersRole, "parameters"},
            {TimeRole, "time"}};
}

void InputHistory::add(const QString &flow, const QString &version, const QString &message,
                       const QJsonObject &parameters)
{
    if (flow.isEmpty())
        return;
    Input input{NoukaiText::withoutKeys(flow), NoukaiText::withoutKeys(version), NoukaiText::withoutKeys(message),
                withoutKeys(parameters).toObject(), m_now()};
    const qsizetype size = QJsonDocument(input.parameters).toJson(QJsonDocument::Compact).size();
    if (message.size() > LongestInput || size > LongestInput) {
        setProblem(tr("The input is too long to be remembered."));
        return;
    }
    const int before = count();
    const auto same =
        std::find_if(m_inputs.begin(), m_inputs.end(), [&](const Input &other) { return other.isSame(input); });
    if (same != m_inputs.end()) {
        const int row = int(same - m_inputs.begin());
        beginRemoveRows({}, row, row);
        m_inputs.removeAt(row);
        endRemoveRows();
    } else if (before == MostInputs) {
        beginRemoveRows({}, before - 1, before - 1);
        m_inputs.removeLast();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_inputs.prepend(std::move(input));
    endInsertRows();
    if (count() != before)
        Q_EMIT countChanged();
    save();
}

QVariantMap InputHistory::at(int row) const
{
    QVariantMap map;
    const QModelIndex place = index(row);
    if (!place.isValid())
        return map;
    const QHash<int, QByteArray> names = roleNames();
    for (auto it = names.begin(); it != names.end(); ++it)
        map.insert(QString::fromLatin1(it.value()), data(place, it.key()));
    return map;
}

void InputHistory::remove(int row)
{
    if (row < 0 || row >= count())
        return;
    beginRemoveRows({}, row, row);
    m_inputs.removeAt(row);
    endRemoveRows();
    Q_EMIT countChanged();
    save();
}

void InputHistory::clear()
{
    if (m_inputs.isEmpty())
        return;
    beginResetModel();
    m_inputs.clear();
    endResetModel();
    Q_EMIT countChanged();
    save();
}

// ---- The file ------------------------------------------------------------------------------------------------------

void InputHistory::load()
{
    const int before = count();
    QList<Input> inputs;
    QFile file(m_fileName);
    setProblem({});
    if (file.exists()) {
        if (!QFileInfo(m_fileName).isFile() || !file.open(QIODevice::ReadOnly)) {
            setProblem(tr("The earlier inputs in %1 cannot be read: %2").arg(m_fileName, file.errorString()));
        } else {
            const QByteArray json = file.read(LargestFile + 1);
            file.close();
            readInputs(json, &inputs);
        }
    }
    beginResetModel();
    m_inputs = std::move(inputs);
    endResetModel();
    if (count() != before)
        Q_EMIT countChanged();
}

void InputHistory::readInputs(const QByteArray &json, QList<Input> *inputs)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    const QJsonObject root = document.object();
    if (error.error != QJsonParseError::NoError) {
        setAside(error.errorString());
        return;
    }
    const QJsonValue version = root.value("version"_L1);
    if (version.toInt() > FormatVersion) {
        setAside(tr("a newer version of this program has written it"));
        return;
    }
    if (version.toInt() < 1 || !root.value("inputs"_L1).isArray()) {
        setAside(tr("it holds something else"));
        return;
    }
    const QJsonArray list = root.value("inputs"_L1).toArray();
    for (const QJsonValue &value : list) {
        Input input;
        const bool isKnown =
            !Input::fromJson(value.toObject(), &input) ||
            std::any_of(inputs->begin(), inputs->end(), [&](const Input &other) { return other.isSame(input); });
        if (!isKnown && inputs->size() < MostInputs)
            inputs->append(input);
    }
}

// The next input would overwrite the file, and someone may want to look into it.
void InputHistory::setAside(const QString &reason)
{
    QString other = m_fileName + u".broken"_s;
    for (int i = 2; i <= MostCopies && QFileInfo::exists(other); ++i)
        other = m_fileName + u".broken-"_s + QString::number(i);
    if (QFile::rename(m_fileName, other))
        setProblem(tr("The earlier inputs could not be read (%1). Their file is now %2.").arg(reason, other));
    else
        setProblem(tr("The earlier inputs in %1 could not be read: %2").arg(m_fileName, reason));
}

void InputHistory::save()
{
    QJsonArray list;
    for (const Input &input : std::as_const(m_inputs))
        list.append(input.toJson());
    const QJsonObject root{{u"version"_s, FormatVersion}, {u"inputs"_s, list}};
    QDir().mkpath(QFileInfo(m_fileName).absolutePath());
    QSaveFile file(m_fileName);
    const bool saved = file.open(QIODevice::WriteOnly) &&
                       file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                       file.write(QJsonDocument(root).toJson()) >= 0 && file.commit();
    setProblem(saved ? QString() : tr("The inputs cannot be kept in %1: %2").arg(m_fileName, file.errorString()));
}

void InputHistory::setProblem(const QString &problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    Q_EMIT problemChanged();
}
