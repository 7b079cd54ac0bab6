// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QAbstractItemModel>
#include <QtCore/QByteArray>
#include <QtCore/QJsonValue>

#include <memory>

class NoukaiJsonModelPrivate;

/*!
    \class NoukaiJsonModel
    \inmodule Noukai
    \brief A JSON document as a tree, also one of many megabytes.

    The text is checked once and kept; rows are read out of it when a view asks for them, 1,000 at a time (fetchMore()),
    so that a document of 50 MB costs hardly more than its text. The one top row is the document's value, with its
    members or elements below it. Numbers are shown as they are written, keys in the order in which they stand, also
    those that stand twice.

    Column 0 is the key or the position, column 1 the value; roles say the same in both. No cell has more than 1,000
    characters: text() has the rest. A document nested deeper than 1,000 levels is an error.

    What it shows may be a model's words: show it as plain text, through NoukaiText::escaped(). It lives in one thread.
*/
class NOUKAI_CORE_EXPORT NoukaiJsonModel : public QAbstractItemModel
{
    Q_OBJECT
    Q_PROPERTY(QJsonValue value READ value WRITE setValue NOTIFY documentChanged FINAL)
    Q_PROPERTY(QString json READ json WRITE setJson NOTIFY documentChanged FINAL)
    Q_PROPERTY(qint64 size READ size NOTIFY documentChanged FINAL)
    Q_PROPERTY(QString error READ error NOTIFY documentChanged FINAL)
    Q_PROPERTY(qint64 errorOffset READ errorOffset NOTIFY documentChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY documentChanged FINAL)

public:
    /*!
        \enum NoukaiJsonModel::ValueType
        \value Object
               {…}
        \value Array
               […]
        \value String
               Text.
        \value Number
               A number.
        \value Boolean
               \c true or \c false.
        \value Null
               \c null.
    */
    enum ValueType { Object, Array, String, Number, Boolean, Null };
    Q_ENUM(ValueType)

    /*!
        \enum NoukaiJsonModel::Role
        What data() and QML delegates read; a delegate knows a role by its name in lower camel case without "Role".

        \value KeyRole            The member's name; the position of an element, as text; empty at the top (\c key).
        \value ValueTextRole      A text without quotes, else JSON; at most 1,000 characters, and of objects and arrays
                                  the beginning (\c valueText).
        \value ValueTypeRole      A ValueType (\c valueType).
        \value ChildCountRole     How many members or elements it has, fetched or not (\c childCount).
        \value PathRole           Its path in the form \c {$.a[3].b} (\c path).
        \value IsTruncatedRole    Whether the value is longer than what ValueTextRole shows (\c isTruncated).
        \value AccessibleTextRole The row as one translated sentence for screen readers (\c accessibleText).
    */
    enum Role {
        KeyRole = Qt::UserRole + 1,
        ValueTextRole,
        ValueTypeRole,
        ChildCountRole,
        PathRole,
        IsTruncatedRole,
        AccessibleTextRole
    };
    Q_ENUM(Role)

    explicit NoukaiJsonModel(QObject *parent = nullptr);
    ~NoukaiJsonModel() override;

    QJsonValue value() const;
    void setValue(const QJsonValue &value);
    QString json() const;
    void setJson(const QString &json);
    Q_INVOKABLE QString indented(int most = -1) const;
    QByteArray utf8() const;
    Q_INVOKABLE void setUtf8(const QByteArray &json);
    qint64 size() const;
    QString error() const;
    qint64 errorOffset() const;
    QString problem() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE QString path(const QModelIndex &index) const;
    Q_INVOKABLE QString text(const QModelIndex &index) const;
    Q_INVOKABLE QJsonValue valueAt(const QModelIndex &index) const;
    Q_INVOKABLE QModelIndex indexOf(const QString &path);
    Q_INVOKABLE QModelIndex find(const QString &needle, const QModelIndex &from = {}, bool backwards = false,
                                 bool caseSensitive = false);

Q_SIGNALS:
    void documentChanged();

private:
    friend class NoukaiJsonModelPrivate;
    std::unique_ptr<NoukaiJsonModelPrivate> d;
};
