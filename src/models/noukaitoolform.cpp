// SPDX-License-Identifier: MIT
#include "noukaitoolform.h"

class NoukaiToolFormPrivate
{
};

NoukaiToolForm::NoukaiToolForm(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<NoukaiToolFormPrivate>())
{
}

NoukaiToolForm::~NoukaiToolForm() = default;

QJsonObject NoukaiToolForm::schema() const
{
    return {};
}

void NoukaiToolForm::setSchema(const QJsonObject &) {}

QString NoukaiToolForm::argumentsText() const
{
    return {};
}

void NoukaiToolForm::setArgumentsText(const QString &) {}

QString NoukaiToolForm::text() const
{
    return {};
}

void NoukaiToolForm::setText(const QString &) {}

QString NoukaiToolForm::textError() const
{
    return {};
}

QJsonValue NoukaiToolForm::editedArguments() const
{
    return {};
}

bool NoukaiToolForm::isEdited() const
{
    return {};
}

bool NoukaiToolForm::isParsed() const
{
    return {};
}

bool NoukaiToolForm::isValid() const
{
    return {};
}

int NoukaiToolForm::count() const
{
    return {};
}

int NoukaiToolForm::rowCount(const QModelIndex &) const
{
    return {};
}

QVariant NoukaiToolForm::data(const QModelIndex &, int) const
{
    return {};
}

bool NoukaiToolForm::setData(const QModelIndex &, const QVariant &, int)
{
    return {};
}

Qt::ItemFlags NoukaiToolForm::flags(const QModelIndex &) const
{
    return {};
}

QHash<int, QByteArray> NoukaiToolForm::roleNames() const
{
    return {};
}

bool NoukaiToolForm::setValue(int, const QVariant &)
{
    return {};
}

bool NoukaiToolForm::setFieldText(int, const QString &)
{
    return {};
}

bool NoukaiToolForm::setChoice(int, int)
{
    return {};
}

void NoukaiToolForm::clear(int) {}

void NoukaiToolForm::revert() {}
