// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitoolform.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

// One argument of a tool call: what its schema says of it, what was proposed, what a person made of it.
struct FormField {
    using Kind = NoukaiToolForm::Kind;

    // By the schema; an argument without one gets the kind that suits `proposed`.
    FormField(const QString &name, const QJsonValue &schema, const QJsonValue &proposed, bool required);

    // What a control gives. False when it makes no value of this kind; then `typed` holds the text and `value` stays.
    bool take(const QVariant &input);
    bool takeText(const QString &text);
    void set(const QJsonValue &next);

    bool isGiven() const { return !value.isUndefined(); }
    bool isEdited() const { return value != proposed || !typed.isNull(); }
    int choice() const;
    QString title() const;
    QString text() const;
    // What is wrong with it, in a translated sentence.
    QString error() const;

    QString name;
    Kind kind = NoukaiToolForm::Json;
    QJsonObject schema;
    QStringList types; // that the schema allows; none: any
    QJsonArray choices;
    bool required = false;
    bool refused = false; // the tool takes no such argument
    QJsonValue proposed;
    QJsonValue value; // undefined: left out
    QString typed;    // a text that is no value, null otherwise

private:
    QString typeError() const;
    QString numberError() const;
    QString textError() const;
};
