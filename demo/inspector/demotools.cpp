// SPDX-License-Identifier: MIT
#include "demotools.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

namespace
{

QJsonObject schemaOf(const QStringList &textArguments)
{
    QJsonObject properties;
    for (const QString &name : textArguments)
        properties.insert(name, QJsonObject{{u"type"_s, u"string"_s}});
    return {{u"type"_s, u"object"_s},
            {u"properties"_s, properties},
            {u"required"_s, QJsonArray::fromStringList(textArguments)}};
}

QString asText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

// What a shop's own system would look up.
QString order(const NoukaiToolCall &call)
{
    const QString id = call.arguments().toObject().value("orderId"_L1).toString();
    return asText({{u"orderId"_s, id},
                   {u"item"_s, u"Trail shoes, size 42"_s},
                   {u"price"_s, u"89.90 EUR"_s},
                   {u"delivered"_s, u"9 days ago"_s}});
}

QString refundPolicy(const NoukaiToolCall &call)
{
    const QString country = call.arguments().toObject().value("country"_L1).toString();
    return asText({{u"country"_s, country}, {u"days"_s, 30}, {u"condition"_s, u"unworn, in the box"_s}});
}

} // namespace

QList<NoukaiTool *> makeDemonstrationTools(QObject *parent)
{
    auto *getOrder =
        new NoukaiTool(u"get_order"_s, u"Looks up an order of the shop."_s, schemaOf({u"orderId"_s}), parent);
    getOrder->setHandler(&order);
    auto *getPolicy = new NoukaiTool(u"get_refund_policy"_s, u"Gives the refund policy of a country."_s,
                                     schemaOf({u"country"_s, u"category"_s}), parent);
    getPolicy->setHandler(&refundPolicy);
    return {getOrder, getPolicy};
}
