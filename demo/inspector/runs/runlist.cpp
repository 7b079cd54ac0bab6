// SPDX-License-Identifier: MIT
#include "runlist.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSaveFile>
#include <QtQml/QQmlEngine>

#include <algorithm>

using namespace Qt::StringLiterals;

RunList::RunList(const Run::Setting &setting, QObject *parent)
    : QAbstractListModel(parent)
    , m_setting(setting)
{
    if (m_setting.folder.isEmpty())
        return;
    readPins();
    readFolder();
}

RunList::~RunList() = default;

QString RunList::pinFile() const
{
    return QDir(m_setting.folder).filePath(u"pinned.json"_s);
}

void RunList::readPins()
{
    QFile file(pinFile());
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonArray names = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &name : names)
        m_pins.append(name.toString());
}

void RunList::writePins() const
{
    if (m_setting.folder.isEmpty())
        return;
    QJsonArray names;
    for (const std::unique_ptr<Run> &run : m_runs) {
        if (run->isPinned() && run->isSaved())
            names.append(QFileInfo(run->path()).fileName());
    }
    QSaveFile file(pinFile());
    if (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(names).toJson()) >= 0)
        file.commit();
}

void RunList::readFolder()
{
    const QDir folder(m_setting.folder);
    const QStringList names = folder.entryList({u"*.noukai.jsonl"_s}, QDir::Files, QDir::Name | QDir::Reversed);
    int kept = 0;
    for (const QString &name : names) {
        const bool isPinned = m_pins.contains(name);
        if (!isPinned && ++kept > MostKept) {
            QFile::remove(folder.filePath(name));
            continue;
        }
        const std::optional<RunFile> file = RunFile::read(folder.filePath(name));
        if (!file)
            continue; // somebody else's
        auto run = std::make_unique<Run>(m_setting, *file);
        run->setPinned(isPinned);
        add(std::move(run));
    }
}

void RunList::add(std::unique_ptr<Run> run)
{
    QQmlEngine::setObjectOwnership(run.get(), QQmlEngine::CppOwnership); // also where a function returns it
    connect(run.get(), &Run::changed, this, [this, added = run.get()] { onChanged(added); });
    const int row = count();
    beginInsertRows({}, row, row);
    m_runs.push_back(std::move(run));
    endInsertRows();
}

void RunList::onChanged(Run *run)
{
    const auto place =
        std::find_if(m_runs.begin(), m_runs.end(), [run](const auto &other) { return other.get() == run; });
    if (place == m_runs.end())
        return;
    const QModelIndex changed = index(int(place - m_runs.begin()));
    Q_EMIT dataChanged(changed, changed);
    const QString name = QFileInfo(run->path()).fileName();
    if (run->isSaved() && run->isPinned() != m_pins.contains(name)) {
        if (run->isPinned())
            m_pins.append(name);
        else
            m_pins.removeAll(name);
        writePins();
    }
}

Run *RunList::draft()
{
    for (const std::unique_ptr<Run> &run : m_runs) {
        if (run->isDraft())
            return run.get();
    }
    auto run = std::make_unique<Run>(m_setting);
    Run *draft = run.get();
    add(std::move(run));
    return draft;
}

Run *RunList::open(const QString &path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    for (const std::unique_ptr<Run> &run : m_runs) {
        if (run->isSaved() && QFileInfo(run->path()).canonicalFilePath() == canonical && !canonical.isEmpty())
            return run.get();
    }
    const std::optional<RunFile> file = RunFile::read(path);
    if (!file)
        return nullptr;
    auto run = std::make_unique<Run>(m_setting, *file);
    Run *opened = run.get();
    add(std::move(run));
    return opened;
}

void RunList::addExample(const Run::Source &source)
{
    add(std::make_unique<Run>(m_setting, source));
}

bool RunList::remove(Run *run)
{
    const auto place =
        std::find_if(m_runs.begin(), m_runs.end(), [run](const auto &other) { return other.get() == run; });
    if (place == m_runs.end() || run->kind() == Run::Example || !run->removeFile())
        return false;
    const int row = int(place - m_runs.begin());
    beginRemoveRows({}, row, row);
    const std::unique_ptr<Run> removed = std::move(*place);
    m_runs.erase(place);
    endRemoveRows();
    writePins();
    removed->disconnect(this);
    return true;
}

int RunList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant RunList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    Run *run = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return run->title();
    case RunRole:
        return QVariant::fromValue(run);
    case SectionRole:
        return run->isPinned() ? Pinned : run->kind() == Run::Example ? Examples : Runs;
    case CreatedRole:
        return run->created();
    case TextRole:
        return QString(run->title() + u'\n' + run->note());
    default:
        return {};
    }
}

QHash<int, QByteArray> RunList::roleNames() const
{
    return {{Qt::DisplayRole, "title"}, {RunRole, "run"}, {SectionRole, "section"}};
}

RunFilter::RunFilter(RunList *runs, QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSourceModel(runs);
    sort(0);
}

void RunFilter::setSearch(const QString &search)
{
    if (search == m_search)
        return;
    m_search = search;
    invalidateFilter();
    Q_EMIT searchChanged();
}

int RunFilter::rowOf(Run *run) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row) == run)
            return row;
    }
    return -1;
}

Run *RunFilter::at(int row) const
{
    return index(row, 0).data(RunList::RunRole).value<Run *>();
}

// Every word is to be found.
bool RunFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QString text = sourceModel()->index(row, 0, parent).data(RunList::TextRole).toString();
    const QStringList words = m_search.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.cbegin(), words.cend(),
                       [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool RunFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const int leftSection = left.data(RunList::SectionRole).toInt();
    const int rightSection = right.data(RunList::SectionRole).toInt();
    if (leftSection != rightSection)
        return leftSection < rightSection;
    if (leftSection == RunList::Examples)
        return left.row() < right.row();
    return left.data(RunList::CreatedRole).toDateTime() > right.data(RunList::CreatedRole).toDateTime();
}
