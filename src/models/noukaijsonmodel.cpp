// SPDX-License-Identifier: MIT
#include "noukaijsonmodel.h"

class NoukaiJsonModelPrivate
{
};

NoukaiJsonModel::NoukaiJsonModel(QObject *parent)
    : QAbstractItemModel(parent)
    , d(std::make_unique<NoukaiJsonModelPrivate>())
{
}

NoukaiJsonModel::~NoukaiJsonModel() = default;

QJsonValue NoukaiJsonModel::value() const
{
    return {};
}

void NoukaiJsonModel::setValue(const QJsonValue &)
{
}

QString NoukaiJsonModel::json() const
{
    return {};
}

void NoukaiJsonModel::setJson(const QString &)
{
}

QByteArray NoukaiJsonModel::utf8() const
{
    return {};
}

void NoukaiJsonModel::setUtf8(const QByteArray &)
{
}

qint64 NoukaiJsonModel::size() const
{
    return {};
}

QString NoukaiJsonModel::error() const
{
    return {};
}

qint64 NoukaiJsonModel::errorOffset() const
{
    return {};
}

QModelIndex NoukaiJsonModel::index(int , int , const QModelIndex &) const
{
    return {};
}

QModelIndex NoukaiJsonModel::parent(const QModelIndex &) const
{
    return {};
}

int NoukaiJsonModel::rowCount(const QModelIndex &) const
{
    return {};
}

int NoukaiJsonModel::columnCount(const QModelIndex &) const
{
    return {};
}

bool NoukaiJsonModel::hasChildren(const QModelIndex &) const
{
    return {};
}

bool NoukaiJsonModel::canFetchMore(const QModelIndex &) const
{
    return {};
}

void NoukaiJsonModel::fetchMore(const QModelIndex &)
{
}

QVariant NoukaiJsonModel::data(const QModelIndex &, int ) const
{
    return {};
}

QVariant NoukaiJsonModel::headerData(int , Qt::Orientation , int ) const
{
    return {};
}

QHash<int, QByteArray> NoukaiJsonModel::roleNames() const
{
    return {};
}

QString NoukaiJsonModel::path(const QModelIndex &) const
{
    return {};
}

QString NoukaiJsonModel::text(const QModelIndex &) const
{
    return {};
}

QJsonValue NoukaiJsonModel::valueAt(const QModelIndex &) const
{
    return {};
}

QModelIndex NoukaiJsonModel::indexOf(const QString &)
{
    return {};
}

QModelIndex NoukaiJsonModel::find(const QString &, const QModelIndex &, bool , bool )
{
    return {};
}
