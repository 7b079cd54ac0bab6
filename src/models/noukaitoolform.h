// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QAbstractListModel>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>

#include <memory>

class NoukaiToolFormPrivate;

/*!
    \class NoukaiToolForm
    \inmodule Noukai
    \brief The arguments of a tool call as the fields of a form, and as JSON text at the same time.

    Each property of the schema is a row, in the order of their names with the required ones first; then come the
    arguments that the schema does not name, by the type they have. A person changes fields with setValue(), setText()
    and clear(), or the whole as JSON with \l text; editedArguments has the result. What was not touched keeps its value
    and type exactly.

    Arguments that are no JSON object have no fields: \l isParsed is false, and \l text can be edited until they are
   one.

    \code
    NoukaiToolForm form;
    form.setSchema(index.data(NoukaiToolCallModel::SchemaRole).toJsonObject());
    form.setArgumentsText(index.data(NoukaiToolCallModel::ArgumentsTextRole).toString());
    …
    calls->approveEdited(index.row(), form.editedArguments());
    \endcode

    The form is checked against the schema: types, required members, \c enum, \c minimum, \c maximum,
    \c exclusiveMinimum, \c exclusiveMaximum, \c multipleOf, \c minLength, \c maxLength and \c pattern. The checks help
    the person; they do not replace those of the tool. It lives in one thread.
*/
class NOUKAI_CORE_EXPORT NoukaiToolForm : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(QJsonObject schema READ schema WRITE setSchema NOTIFY schemaChanged FINAL)
    Q_PROPERTY(QString argumentsText READ argumentsText WRITE setArgumentsText NOTIFY argumentsTextChanged FINAL)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY edited FINAL)
    Q_PROPERTY(QString textError READ textError NOTIFY edited FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY edited FINAL)
    Q_PROPERTY(QJsonValue editedArguments READ editedArguments NOTIFY edited FINAL)
    Q_PROPERTY(bool isEdited READ isEdited NOTIFY edited FINAL)
    Q_PROPERTY(bool isParsed READ isParsed NOTIFY edited FINAL)
    Q_PROPERTY(bool isValid READ isValid NOTIFY edited FINAL)
    Q_PROPERTY(int count READ count NOTIFY edited FINAL)

public:
    /*!
        \enum NoukaiToolForm::Kind
        What control suits a field.

        \value Enum     One of FieldChoicesRole.
        \value Boolean  True or false.
        \value Integer  A whole number.
        \value Number   Any number.
        \value Text     Text.
        \value Json     Anything else, as JSON text: objects, arrays, null, and what the schema leaves open.
    */
    enum Kind { Enum, Boolean, Integer, Number, Text, Json };
    Q_ENUM(Kind)

    /*!
        \enum NoukaiToolForm::Role
        What data() and QML delegates read; a delegate knows a role by its name in lower camel case without "Role".

        \value FieldNameRole        The member's name (\c fieldName).
        \value FieldKindRole        A Kind (\c fieldKind).
        \value FieldTitleRole       The schema's title, else the name (\c fieldTitle).
        \value FieldDescriptionRole The schema's description (\c fieldDescription).
        \value FieldChoicesRole     The values of an Enum, a list (\c fieldChoices).
        \value FieldChoiceRole      The position of the value in the choices, -1 when it is none of them
                                    (\c fieldChoice).
        \value FieldValueRole       The value as it is: bool, number, text, list or map; invalid when it is left out
                                    (\c fieldValue).
        \value FieldTextRole        The value as text: a text as it is, all else as JSON; empty when it is left out
                                    (\c fieldText).
        \value FieldErrorRole       What is wrong with it, translated; empty when nothing is (\c fieldError).
        \value IsRequiredRole       Whether the schema requires it (\c isRequired).
        \value IsGivenRole          Whether it has a value, rather than being left out (\c isGiven).
        \value IsEditedRole         Whether it differs from what was proposed (\c isFieldEdited).
        \value MinimumRole          The least value the schema allows, invalid without one (\c fieldMinimum).
        \value MaximumRole          The greatest value the schema allows, invalid without one (\c fieldMaximum).
        \value AccessibleTextRole   Title, value and error as one sentence for screen readers (\c accessibleText).
    */
    enum Role {
        FieldNameRole = Qt::UserRole + 1,
        FieldKindRole,
        FieldTitleRole,
        FieldDescriptionRole,
        FieldChoicesRole,
        FieldChoiceRole,
        FieldValueRole,
        FieldTextRole,
        FieldErrorRole,
        IsRequiredRole,
        IsGivenRole,
        IsEditedRole,
        MinimumRole,
        MaximumRole,
        AccessibleTextRole
    };
    Q_ENUM(Role)

    explicit NoukaiToolForm(QObject *parent = nullptr);
    ~NoukaiToolForm() override;

    QJsonObject schema() const;
    void setSchema(const QJsonObject &schema);
    QString argumentsText() const;
    void setArgumentsText(const QString &text);
    QString text() const;
    void setText(const QString &text);
    QString textError() const;
    QString problem() const;
    QJsonValue editedArguments() const;
    bool isEdited() const;
    bool isParsed() const;
    bool isValid() const;
    int count() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QHash<int, QByteArray> roleNames() const override;

public Q_SLOTS:
    bool setValue(int row, const QVariant &value);
    bool setFieldText(int row, const QString &text);
    bool setChoice(int row, int choice);
    void clear(int row);
    void revert() override;

Q_SIGNALS:
    void schemaChanged();
    void argumentsTextChanged();
    void edited();

private:
    void fieldChanged(int row);

    std::unique_ptr<NoukaiToolFormPrivate> d;
};
