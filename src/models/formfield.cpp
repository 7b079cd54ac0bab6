// SPDX-License-Identifier: MIT
#include "formfield_p.h"

#include "wire/jsontext_p.h"

#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace
{

using Form = NoukaiToolForm;

constexpr double MostExact = 9007199254740992.0; // above, a double skips whole numbers

bool isWhole(const QJsonValue &value)
{
    return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
}

QString typeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return u"boolean"_s;
    case QJsonValue::Double:
        return u"number"_s;
    case QJsonValue::String:
        return u"string"_s;
    case QJsonValue::Array:
        return u"array"_s;
    case QJsonValue::Object:
        return u"object"_s;
    default:
        return u"null"_s;
    }
}

FormField::Kind kindOf(const QString &type)
{
    if (type == u"boolean")
        return Form::Boolean;
    if (type == u"integer")
        return Form::Integer;
    if (type == u"number")
        return Form::Number;
    return type == u"string" ? Form::Text : Form::Json;
}

QString jsonOf(const QJsonValue &value)
{
    return QString::fromUtf8(NoukaiWire::toJsonText(value));
}

QString numberText(double number)
{
    return QLocale().toString(number, 'g', QLocale::FloatingPointShortest);
}

QJsonValue numberOf(const QString &text)
{
    bool ok = false;
    const qint64 whole = text.toLongLong(&ok);
    if (ok)
        return whole;
    const double number = text.toDouble(&ok);
    return ok && std::isfinite(number) ? QJsonValue(number) : QJsonValue(QJsonValue::Undefined);
}

// What QML or a widget gives, as JSON. A list or an object of a script arrives as something that can become one.
QJsonValue jsonOf(const QVariant &input)
{
    if (input.metaType() == QMetaType::fromType<QJsonValue>())
        return input.toJsonValue();
    const QJsonValue value = QJsonValue::fromVariant(input);
    if (!value.isNull() || input.isNull())
        return value;
    if (input.canConvert<QVariantList>())
        return QJsonArray::fromVariantList(input.toList());
    if (input.canConvert<QVariantMap>())
        return QJsonObject::fromVariantMap(input.toMap());
    return value;
}

} // namespace

FormField::FormField(const QString &name, const QJsonValue &schemaOfIt, const QJsonValue &proposed, bool required)
    : name(name)
    , schema(schemaOfIt.toObject())
    , required(required)
    , proposed(proposed)
    , value(proposed)
{
    const QJsonValue type = schema.value(u"type"_s);
    const QJsonArray listed = type.isString() ? QJsonArray{type} : type.toArray();
    for (const QJsonValue &one : listed)
        types += one.toString();
    choices = schema.contains(u"const"_s) ? QJsonArray{schema.value(u"const"_s)} : schema.value(u"enum"_s).toArray();
    if (!choices.isEmpty()) {
        kind = Form::Enum;
        return;
    }
    QStringList shown = types;
    shown.removeAll(u"null"_s);
    if (shown.size() == 1)
        kind = kindOf(shown.first());
    else if (types.isEmpty() && schema.isEmpty() && !proposed.isUndefined())
        kind = kindOf(typeOf(proposed));
}

void FormField::set(const QJsonValue &next)
{
    typed = QString();
    value = next;
}

bool FormField::take(const QVariant &input)
{
    const QJsonValue json = jsonOf(input);
    const bool isText = json.isString();
    switch (kind) {
    case Form::Enum:
        for (const QJsonValue &one : std::as_const(choices)) {
            if (one == json) {
                set(one);
                return true;
            }
        }
        return isText && takeText(json.toString());
    case Form::Boolean:
        if (!json.isBool())
            return isText && takeText(json.toString());
        break;
    case Form::Integer:
        if (!isWhole(json) ||
            (input.metaType() == QMetaType::fromType<double>() && std::abs(json.toDouble()) > MostExact))
            return takeText(isText ? json.toString() : jsonOf(json));
        break;
    case Form::Number:
        if (!json.isDouble())
            return isText && takeText(json.toString());
        break;
    case Form::Text:
        if (!isText)
            return takeText(input.toString());
        break;
    case Form::Json:
        break;
    }
    set(json);
    return true;
}

bool FormField::takeText(const QString &text)
{
    QJsonValue next = QJsonValue::Undefined;
    const QString trimmed = text.trimmed();
    switch (kind) {
    case Form::Text:
        next = text;
        break;
    case Form::Enum:
        for (const QJsonValue &one : std::as_const(choices)) {
            if ((one.isString() ? one.toString() : jsonOf(one)) == text)
                next = one;
        }
        break;
    case Form::Boolean:
        if (trimmed == u"true" || trimmed == u"false")
            next = trimmed == u"true";
        break;
    case Form::Integer:
        next = numberOf(trimmed);
        if (!isWhole(next))
            next = QJsonValue::Undefined;
        break;
    case Form::Number:
        next = numberOf(trimmed);
        break;
    case Form::Json:
        next = NoukaiWire::fromJsonText(text.toUtf8());
        break;
    }
    if (next.isUndefined()) {
        typed = text.isNull() ? u""_s : text;
        return false;
    }
    set(next);
    return true;
}

int FormField::choice() const
{
    for (qsizetype i = 0; i < choices.size(); ++i) {
        if (choices[i] == value)
            return int(i);
    }
    return -1;
}

QString FormField::title() const
{
    const QString title = schema.value(u"title"_s).toString();
    return title.isEmpty() ? name : title;
}

QString FormField::text() const
{
    if (!typed.isNull())
        return typed;
    if (!isGiven())
        return {};
    return value.isString() && kind != Form::Json ? value.toString() : jsonOf(value);
}

// ---- Checks --------------------------------------------------------------------------------------------------------

QString FormField::error() const
{
    if (!typed.isNull()) {
        switch (kind) {
        case Form::Integer:
            return Form::tr("This is no whole number.");
        case Form::Number:
            return Form::tr("This is no number.");
        case Form::Boolean:
            return Form::tr("This is neither true nor false.");
        case Form::Enum:
            return Form::tr("This is none of the choices.");
        default:
            return Form::tr("This is no JSON.");
        }
    }
    if (!isGiven())
        return required ? Form::tr("The tool needs this argument.") : QString();
    if (refused)
        return Form::tr("The tool does not take this argument.");
    if (kind == Form::Enum)
        return choice() < 0 ? Form::tr("This is none of the choices.") : QString();
    QString found = typeError();
    if (found.isEmpty() && value.isDouble())
        found = numberError();
    if (found.isEmpty() && value.isString())
        found = textError();
    return found;
}

QString FormField::typeError() const
{
    if (types.isEmpty() || types.contains(typeOf(value)) || (types.contains(u"integer"_s) && isWhole(value)))
        return {};
    switch (kind) {
    case Form::Integer:
        return Form::tr("This must be a whole number.");
    case Form::Number:
        return Form::tr("This must be a number.");
    case Form::Boolean:
        return Form::tr("This must be true or false.");
    case Form::Text:
        return Form::tr("This must be text.");
    default:
        return Form::tr("This must be of the type %1.").arg(types.join(u", "_s));
    }
}

QString FormField::numberError() const
{
    const double number = value.toDouble();
    const auto limit = [&](const QString &key) {
        return schema.value(key).toDouble();
    };
    const auto has = [&](const QString &key) {
        return schema.value(key).isDouble();
    };
    if (has(u"minimum"_s) && number < limit(u"minimum"_s))
        return Form::tr("This must be at least %1.").arg(numberText(limit(u"minimum"_s)));
    if (has(u"maximum"_s) && number > limit(u"maximum"_s))
        return Form::tr("This must be at most %1.").arg(numberText(limit(u"maximum"_s)));
    if (has(u"exclusiveMinimum"_s) && number <= limit(u"exclusiveMinimum"_s))
        return Form::tr("This must be more than %1.").arg(numberText(limit(u"exclusiveMinimum"_s)));
    if (has(u"exclusiveMaximum"_s) && number >= limit(u"exclusiveMaximum"_s))
        return Form::tr("This must be less than %1.").arg(numberText(limit(u"exclusiveMaximum"_s)));
    const double step = limit(u"multipleOf"_s);
    const double quotient = step > 0 ? number / step : 0;
    if (std::abs(quotient - std::round(quotient)) > 1e-9 * qMax(1.0, std::abs(quotient)))
        return Form::tr("This must be a multiple of %1.").arg(numberText(step));
    return {};
}

QString FormField::textError() const
{
    const QString text = value.toString();
    const qsizetype length = text.toUcs4().size(); // JSON schema counts characters
    const qint64 least = schema.value(u"minLength"_s).toInteger();
    const qint64 most = schema.value(u"maxLength"_s).toInteger(length);
    if (length < least)
        return Form::tr("This must have at least %n character(s).", nullptr, int(qMin<qint64>(least, INT_MAX)));
    if (length > most)
        return Form::tr("This must have at most %n character(s).", nullptr, int(qMax<qint64>(most, 0)));
    const QString pattern = schema.value(u"pattern"_s).toString();
    if (pattern.isEmpty())
        return {};
    const QRegularExpression expression(pattern);
    if (expression.isValid() && !expression.match(text).hasMatch())
        return Form::tr("This must match the pattern %1.").arg(pattern);
    return {};
}
