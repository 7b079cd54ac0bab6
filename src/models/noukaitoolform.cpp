// SPDX-License-Identifier: MIT
#include "noukaitoolform.h"

#include "formfield_p.h"
#include "wire/jsontext_p.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QPointer>

#include <vector>

using namespace Qt::StringLiterals;

/*!
    \property NoukaiToolForm::schema
    The JSON schema of the arguments, as NoukaiTool::parameters. Setting it takes back what was edited. Default empty:
    the arguments are shown by the types they have.
*/
/*!
    \property NoukaiToolForm::argumentsText
    The proposed arguments as JSON text; empty means that there are none. Setting it takes back what was edited.
*/
/*!
    \property NoukaiToolForm::text
    The arguments as JSON text: the proposed ones, indented, or what a person made of them. It can be set to any text;
    the fields follow as soon as it is a JSON object.
*/
/*!
    \property NoukaiToolForm::textError
    Why \l text is no JSON object, translated, with the position of the fault; empty when it is one.
*/
/*!
    \property NoukaiToolForm::problem
    What is wrong first, translated: \l textError, or the error of a field after its title; empty when \l isValid.
*/
/*!
    \property NoukaiToolForm::editedArguments
    The arguments as they are now: an object, or \l text as it stands while it is none. A field whose text makes no
    value counts with the value it had; \l isValid is false then.
*/
/*!
    \property NoukaiToolForm::isEdited
    Whether anything differs from what was proposed.
*/
/*!
    \property NoukaiToolForm::isParsed
    Whether \l text is a JSON object, so that there are fields.
*/
/*!
    \property NoukaiToolForm::isValid
    Whether there are fields, and none has an error.
*/
/*!
    \property NoukaiToolForm::count
    The number of fields.
*/
/*!
    \fn void NoukaiToolForm::edited()
    Anything but the schema and the proposed arguments may have another value now.
*/

class NoukaiToolFormPrivate
{
public:
    void rebuild(const QJsonObject &now);
    bool read(const QString &text);
    QJsonObject object() const;

    QJsonObject schema;
    QString argumentsText;
    QJsonObject proposed;
    std::vector<FormField> fields;
    QString text; // as a person wrote it; null where the fields say more
    QString textError;
    bool parsed = true;
};

// The required fields of the schema, its others, and what the schema does not name.
void NoukaiToolFormPrivate::rebuild(const QJsonObject &now)
{
    fields.clear();
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    const QJsonArray required = schema.value(u"required"_s).toArray();
    const auto add = [&](const QString &name, bool isRequired) {
        fields.emplace_back(name, properties[name], proposed.value(name), isRequired);
        if (!proposed.contains(name) && !properties.contains(name)) // written by a person; of the type it has
            fields.back() = FormField(name, QJsonValue(), now[name], isRequired);
        fields.back().proposed = proposed.value(name);
        fields.back().value = now[name];
    };
    for (const bool first : {true, false}) {
        for (auto it = properties.begin(); it != properties.end(); ++it) {
            if (required.contains(it.key()) == first)
                add(it.key(), first);
        }
    }
    for (const QJsonValue &name : required) {
        if (!properties.contains(name.toString()) && !now.contains(name.toString()))
            add(name.toString(), true);
    }
    const bool closed =
        schema.value(u"additionalProperties"_s).isBool() && !schema.value(u"additionalProperties"_s).toBool();
    for (auto it = now.begin(); it != now.end(); ++it) {
        if (properties.contains(it.key()))
            continue;
        add(it.key(), required.contains(it.key()));
        fields.back().refused = closed;
    }
}

// Takes `now` as the whole. False when it is no JSON object; then there are no fields.
bool NoukaiToolFormPrivate::read(const QString &now)
{
    QJsonParseError error;
    const QByteArray utf8 = now.toUtf8();
    const QJsonDocument document = QJsonDocument::fromJson(utf8, &error);
    textError.clear();
    parsed = document.isObject() || now.trimmed().isEmpty();
    if (parsed) {
        rebuild(document.object());
        return true;
    }
    fields.clear();
    const qsizetype at = QString::fromUtf8(utf8.left(error.offset)).size();
    textError =
        error.error == QJsonParseError::NoError || NoukaiWire::fromJsonText(utf8).type() != QJsonValue::Undefined
            ? NoukaiToolForm::tr("The arguments must be a JSON object.")
            : NoukaiToolForm::tr("This is no JSON, from character %1 on: %2.")
                  .arg(qint64(at) + 1)
                  .arg(error.errorString());
    return false;
}

QJsonObject NoukaiToolFormPrivate::object() const
{
    QJsonObject object;
    for (const FormField &field : fields) {
        if (field.isGiven())
            object[field.name] = field.value;
    }
    return object;
}

/*! Makes a form without fields, with the parent \a parent. */
NoukaiToolForm::NoukaiToolForm(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<NoukaiToolFormPrivate>())
{
}

NoukaiToolForm::~NoukaiToolForm() = default;

QJsonObject NoukaiToolForm::schema() const
{
    return d->schema;
}

void NoukaiToolForm::setSchema(const QJsonObject &schema)
{
    if (schema == d->schema)
        return;
    d->schema = schema;
    const QPointer<NoukaiToolForm> alive(this);
    revert();
    if (alive)
        Q_EMIT schemaChanged();
}

QString NoukaiToolForm::argumentsText() const
{
    return d->argumentsText;
}

void NoukaiToolForm::setArgumentsText(const QString &text)
{
    if (text == d->argumentsText)
        return;
    d->argumentsText = text;
    d->proposed = NoukaiWire::fromJsonText(text.toUtf8()).toObject();
    const QPointer<NoukaiToolForm> alive(this);
    revert();
    if (alive)
        Q_EMIT argumentsTextChanged();
}

/*! Takes back everything that was edited. */
void NoukaiToolForm::revert()
{
    const QPointer<NoukaiToolForm> alive(this);
    beginResetModel();
    d->text = d->read(d->argumentsText) ? QString() : d->argumentsText;
    endResetModel();
    if (alive)
        Q_EMIT edited();
}

QString NoukaiToolForm::text() const
{
    if (!d->text.isNull())
        return d->text;
    const QJsonObject object = d->object();
    return object.isEmpty() ? u"{}"_s : QString::fromUtf8(QJsonDocument(object).toJson()).trimmed();
}

void NoukaiToolForm::setText(const QString &text)
{
    if (text == this->text())
        return;
    const QPointer<NoukaiToolForm> alive(this);
    beginResetModel();
    d->text = text.isNull() ? u""_s : text;
    d->read(text);
    endResetModel();
    if (alive)
        Q_EMIT edited();
}

QString NoukaiToolForm::textError() const
{
    return d->textError;
}

QString NoukaiToolForm::problem() const
{
    if (!d->parsed)
        return d->textError;
    for (const FormField &field : d->fields) {
        if (const QString error = field.error(); !error.isEmpty())
            return tr("%1: %2", "an argument and what is wrong with it")
                .arg(NoukaiText::preview(field.title(), 80), error);
    }
    return {};
}

QJsonValue NoukaiToolForm::editedArguments() const
{
    return d->parsed ? QJsonValue(d->object()) : QJsonValue(d->text);
}

bool NoukaiToolForm::isEdited() const
{
    if (!d->parsed)
        return d->text != d->argumentsText;
    for (const FormField &field : d->fields) {
        if (!field.typed.isNull())
            return true;
    }
    return d->object() != d->proposed;
}

bool NoukaiToolForm::isParsed() const
{
    return d->parsed;
}

bool NoukaiToolForm::isValid() const
{
    return d->parsed && problem().isEmpty();
}

int NoukaiToolForm::count() const
{
    return int(d->fields.size());
}

int NoukaiToolForm::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

Qt::ItemFlags NoukaiToolForm::flags(const QModelIndex &index) const
{
    return QAbstractListModel::flags(index) | (index.isValid() ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

QVariant NoukaiToolForm::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const FormField &field = d->fields[std::size_t(index.row())];
    const auto limit = [&](const QString &key) {
        return field.schema[key].isDouble() ? field.schema[key].toVariant() : QVariant();
    };
    switch (role) {
    case FieldNameRole:
        return field.name;
    case FieldKindRole:
        return QVariant::fromValue(field.kind);
    case Qt::DisplayRole:
    case FieldTitleRole:
        return field.title();
    case FieldDescriptionRole:
        return field.schema[u"description"_s].toString();
    case FieldChoicesRole:
        return field.choices.toVariantList();
    case FieldChoiceRole:
        return field.choice();
    case FieldValueRole:
        return field.isGiven() ? field.value.toVariant() : QVariant();
    case Qt::EditRole:
    case FieldTextRole:
        return field.text();
    case FieldErrorRole:
        return field.error();
    case IsRequiredRole:
        return field.required;
    case IsGivenRole:
        return field.isGiven();
    case IsEditedRole:
        return field.isEdited();
    case MinimumRole:
        return limit(u"minimum"_s);
    case MaximumRole:
        return limit(u"maximum"_s);
    case AccessibleTextRole: {
        const QString text = tr("%1: %2").arg(NoukaiText::preview(field.title()), NoukaiText::preview(field.text()));
        const QString error = field.error();
        return error.isEmpty() ? text : QString(text + u". " + error);
    }
    default:
        return {};
    }
}

/*! Takes a text as setFieldText() and any other \a value as setValue(), for \a role EditRole, at \a index. Returns
 * whether it did. */
bool NoukaiToolForm::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return false;
    return value.metaType() == QMetaType::fromType<QString>() ? setFieldText(index.row(), value.toString())
                                                              : setValue(index.row(), value);
}

/*!
    Sets the field in \a row to \a value: a number, bool, text, list or map, as suits its kind. What makes no value of
    that kind is kept as text, with an error. Returns whether it was taken.
*/
bool NoukaiToolForm::setValue(int row, const QVariant &value)
{
    if (row < 0 || row >= count())
        return false;
    const bool taken = d->fields[std::size_t(row)].take(value);
    fieldChanged(row);
    return taken;
}

/*!
    Sets the field in \a row to what \a text says: text itself for a Text, one of the choices for an Enum, else JSON,
    with a decimal point whatever the locale. A text that makes no value is kept, with an error. Returns whether it was
    taken.
*/
bool NoukaiToolForm::setFieldText(int row, const QString &text)
{
    if (row < 0 || row >= count())
        return false;
    const bool taken = d->fields[std::size_t(row)].takeText(text);
    fieldChanged(row);
    return taken;
}

/*! Sets the Enum in \a row to the value at \a choice in its choices. Returns whether there is one. */
bool NoukaiToolForm::setChoice(int row, int choice)
{
    if (row < 0 || row >= count())
        return false;
    FormField &field = d->fields[std::size_t(row)];
    if (choice < 0 || choice >= field.choices.size())
        return false;
    field.set(field.choices[choice]);
    fieldChanged(row);
    return true;
}

/*! Leaves the argument in \a row out. */
void NoukaiToolForm::clear(int row)
{
    if (row < 0 || row >= count())
        return;
    d->fields[std::size_t(row)].set(QJsonValue::Undefined);
    fieldChanged(row);
}

void NoukaiToolForm::fieldChanged(int row)
{
    const QPointer<NoukaiToolForm> alive(this);
    d->text = QString();
    Q_EMIT dataChanged(index(row), index(row));
    if (alive)
        Q_EMIT edited();
}

QHash<int, QByteArray> NoukaiToolForm::roleNames() const
{
    return {{FieldNameRole, "fieldName"},
            {FieldKindRole, "fieldKind"},
            {FieldTitleRole, "fieldTitle"},
            {FieldDescriptionRole, "fieldDescription"},
            {FieldChoicesRole, "fieldChoices"},
            {FieldChoiceRole, "fieldChoice"},
            {FieldValueRole, "fieldValue"},
            {FieldTextRole, "fieldText"},
            {FieldErrorRole, "fieldError"},
            {IsRequiredRole, "isRequired"},
            {IsGivenRole, "isGiven"},
            {IsEditedRole, "isFieldEdited"},
            {MinimumRole, "fieldMinimum"},
            {MaximumRole, "fieldMaximum"},
            {AccessibleTextRole, "accessibleText"}};
}
