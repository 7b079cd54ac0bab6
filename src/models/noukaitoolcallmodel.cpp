// SPDX-License-Identifier: MIT
#include "noukaitoolcallmodel.h"

class NoukaiToolCallModelPrivate
{
};

NoukaiToolCallModel::NoukaiToolCallModel(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<NoukaiToolCallModelPrivate>())
{
}

NoukaiToolCallModel::~NoukaiToolCallModel() = default;

NoukaiFlow *NoukaiToolCallModel::flow() const
{
    return {};
}

void NoukaiToolCallModel::setFlow(NoukaiFlow *) {}

QString NoukaiToolCallModel::refusalTemplate() const
{
    return {};
}

void NoukaiToolCallModel::setRefusalTemplate(const QString &) {}

void NoukaiToolCallModel::resetRefusalTemplate() {}

int NoukaiToolCallModel::count() const
{
    return {};
}

int NoukaiToolCallModel::waitingCount() const
{
    return {};
}

int NoukaiToolCallModel::decidedCount() const
{
    return {};
}

bool NoukaiToolCallModel::canSend() const
{
    return {};
}

int NoukaiToolCallModel::firstWaitingRow() const
{
    return {};
}

int NoukaiToolCallModel::rowCount(const QModelIndex &) const
{
    return {};
}

QVariant NoukaiToolCallModel::data(const QModelIndex &, int) const
{
    return {};
}

QHash<int, QByteArray> NoukaiToolCallModel::roleNames() const
{
    return {};
}

QString NoukaiToolCallModel::refusalText(int, const QString &) const
{
    return {};
}

QString NoukaiToolCallModel::disabledReason(NoukaiToolCallModel::Action, int) const
{
    return {};
}

bool NoukaiToolCallModel::approve(int)
{
    return {};
}

bool NoukaiToolCallModel::approveEdited(int, const QJsonValue &)
{
    return {};
}

bool NoukaiToolCallModel::deny(int, const QString &)
{
    return {};
}

bool NoukaiToolCallModel::answer(int, const QString &)
{
    return {};
}

bool NoukaiToolCallModel::reset(int)
{
    return {};
}

bool NoukaiToolCallModel::alwaysAllow(int)
{
    return {};
}

bool NoukaiToolCallModel::approveAll()
{
    return {};
}

bool NoukaiToolCallModel::send()
{
    return {};
}
