// SPDX-License-Identifier: MIT
#include "noukaieventlogmodel.h"

class NoukaiEventLogModelPrivate
{
};

NoukaiEventLogModel::NoukaiEventLogModel(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<NoukaiEventLogModelPrivate>())
{
}

NoukaiEventLogModel::~NoukaiEventLogModel() = default;

NoukaiFlow *NoukaiEventLogModel::flow() const
{
    return {};
}

void NoukaiEventLogModel::setFlow(NoukaiFlow *) {}

int NoukaiEventLogModel::capacity() const
{
    return {};
}

void NoukaiEventLogModel::setCapacity(int) {}

void NoukaiEventLogModel::setByteCapacity(qint64) {}

QString NoukaiEventLogModel::filter() const
{
    return {};
}

void NoukaiEventLogModel::setFilter(const QString &) {}

QString NoukaiEventLogModel::filterError() const
{
    return {};
}

bool NoukaiEventLogModel::isPaused() const
{
    return {};
}

void NoukaiEventLogModel::setPaused(bool) {}

QString NoukaiEventLogModel::spillFile() const
{
    return {};
}

void NoukaiEventLogModel::setSpillFile(const QString &) {}

QString NoukaiEventLogModel::spillError() const
{
    return {};
}

int NoukaiEventLogModel::count() const
{
    return {};
}

int NoukaiEventLogModel::rowCount(const QModelIndex &) const
{
    return {};
}

QVariant NoukaiEventLogModel::data(const QModelIndex &, int) const
{
    return {};
}

QHash<int, QByteArray> NoukaiEventLogModel::roleNames() const
{
    return {};
}

QByteArray NoukaiEventLogModel::rawText(int) const
{
    return {};
}

int NoukaiEventLogModel::nextProblem(int) const
{
    return {};
}

int NoukaiEventLogModel::rowOf(qint64) const
{
    return {};
}

void NoukaiEventLogModel::clear() {}
