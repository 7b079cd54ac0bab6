// SPDX-License-Identifier: MIT
#pragma once

#include "run.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QSortFilterProxyModel>

#include <vector>

// All runs: those of this session, those that were recorded in the folder, and the examples. Pins are kept beside the
// recordings.
class RunList : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { RunRole = Qt::UserRole, SectionRole, CreatedRole, TextRole };
    enum Section { Pinned, Runs, Examples };

    static constexpr int MostKept = 200; // recordings beyond, which nobody pinned, are removed at the start

    RunList(const Run::Setting &setting, QObject *parent = nullptr);
    ~RunList() override;

    Run *draft(); // there is one at most
    Run *open(const QString &path);
    void addExample(const Run::Source &source);
    bool remove(Run *run);
    Run *at(int row) const { return m_runs.at(row).get(); }
    int count() const { return int(m_runs.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    void readFolder();
    void readPins();
    void writePins() const;
    void add(std::unique_ptr<Run> run);
    void onChanged(Run *run);
    QString pinFile() const;

    const Run::Setting m_setting;
    std::vector<std::unique_ptr<Run>> m_runs;
    QStringList m_pins; // file names
};

// Those that a person searches for: the pinned ones first, then the newest, the examples last.
class RunFilter : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The inspector has one.")
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY searchChanged FINAL)

public:
    explicit RunFilter(RunList *runs, QObject *parent = nullptr);

    QString search() const { return m_search; }
    void setSearch(const QString &search);
    Q_INVOKABLE int rowOf(Run *run) const;
    Q_INVOKABLE Run *at(int row) const;

Q_SIGNALS:
    void searchChanged();

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QString m_search;
};
