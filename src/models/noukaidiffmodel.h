// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QAbstractListModel>
#include <QtCore/QString>

#include <memory>

class NoukaiDiffModelPrivate;

/*!
    \class NoukaiDiffModel
    \inmodule Noukai
    \brief What makes one text another, line by line.

    Each row is a line that both texts have, that only the \l original has, or that only the \l text has; longer
    stretches of equal lines away from any change are one row that counts them. The difference is the shortest one up
    to 1,000 changed lines; beyond that, lines that stand once in either text divide them into parts that are compared
    by themselves, and parts that differ too much count as replaced. In texts of more than 200,000 lines a row is a
    block of several lines. So the worst texts take no more time and memory than a few times what reading them does.

    What it shows may be a model's words: show it as plain text. It lives in one thread.
*/
class NOUKAI_CORE_EXPORT NoukaiDiffModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(QString original READ original WRITE setOriginal NOTIFY changed FINAL)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed FINAL)
    Q_PROPERTY(int context READ context WRITE setContext NOTIFY changed FINAL)
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    Q_PROPERTY(int addedCount READ addedCount NOTIFY changed FINAL)
    Q_PROPERTY(int removedCount READ removedCount NOTIFY changed FINAL)
    Q_PROPERTY(QString summary READ summary NOTIFY changed FINAL)

public:
    /*!
        \enum NoukaiDiffModel::LineKind
        \value Same     The line is in both texts.
        \value Removed  It is only in the original.
        \value Added    It is only in the text.
        \value Gap      Stands for equal lines that are not shown.
    */
    enum LineKind { Same, Removed, Added, Gap };
    Q_ENUM(LineKind)

    /*!
        \enum NoukaiDiffModel::Role
        What data() and QML delegates read; a delegate knows a role by its name in lower camel case without "Role".

        \value LineTextRole       The line; of a Gap how many lines it stands for, translated (\c lineText).
        \value LineKindRole       A LineKind (\c lineKind).
        \value OriginalLineRole   The line's number in the original from 1, or 0 (\c originalLine).
        \value TextLineRole       The line's number in the text from 1, or 0 (\c textLine).
        \value ChangesRole        What of an Added or Removed line is not in the line that it stands for: a list of
                                  {start, length} in UTF-16 code units, word by word (\c changes). Empty where there
                                  is no such line.
        \value AccessibleTextRole The row as one translated sentence for screen readers (\c accessibleText).
    */
    enum Role {
        LineTextRole = Qt::UserRole,
        LineKindRole,
        OriginalLineRole,
        TextLineRole,
        AccessibleTextRole,
        ChangesRole
    };
    Q_ENUM(Role)

    explicit NoukaiDiffModel(QObject *parent = nullptr);
    ~NoukaiDiffModel() override;

    QString original() const;
    void setOriginal(const QString &original);
    QString text() const;
    void setText(const QString &text);
    int context() const;
    void setContext(int lines);
    int count() const;
    int addedCount() const;
    int removedCount() const;
    QString summary() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void changed();

private:
    template <typename Value>
    void update(Value *held, const Value &value);

    std::unique_ptr<NoukaiDiffModelPrivate> d;
};
