// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QAbstractListModel>
#include <QtCore/QVariantMap>

#include <memory>

class NoukaiOutputModelPrivate;

class NOUKAI_CORE_EXPORT NoukaiOutputModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(int attemptId READ attemptId WRITE setAttemptId NOTIFY attemptIdChanged FINAL)
    Q_PROPERTY(QString fixedText READ fixedText WRITE setFixedText NOTIFY fixedTextChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(qint64 length READ length NOTIFY lengthChanged FINAL)
    Q_PROPERTY(int lineCount READ lineCount NOTIFY lengthChanged FINAL)
    Q_PROPERTY(bool isTruncated READ isTruncated NOTIFY isTruncatedChanged FINAL)
    Q_PROPERTY(bool isComplete READ isComplete NOTIFY isCompleteChanged FINAL)

public:
    enum Role { BlockTextRole = Qt::UserRole, BlockIndexRole, FirstLineRole };
    Q_ENUM(Role)

    explicit NoukaiOutputModel(QObject *parent = nullptr);
    ~NoukaiOutputModel() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    int attemptId() const;
    void setAttemptId(int attemptId);
    QString fixedText() const;
    void setFixedText(const QString &text);
    int count() const;
    qint64 length() const;
    int lineCount() const;
    bool isTruncated() const;
    bool isComplete() const;

    Q_INVOKABLE QString text() const;
    Q_INVOKABLE QString text(int fromBlock, int fromOffset, int toBlock, int toOffset) const;
    Q_INVOKABLE QVariantMap find(const QString &needle, int fromBlock = 0, int fromOffset = 0, bool backwards = false,
                                 bool caseSensitive = false) const;

    Q_INVOKABLE QVariantMap moved(int fromBlock, int fromOffset, int characters) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void flowChanged();
    void attemptIdChanged();
    void fixedTextChanged();
    void countChanged();
    void lengthChanged();
    void isTruncatedChanged();
    void isCompleteChanged();

private:
    friend class NoukaiOutputModelPrivate;
    std::unique_ptr<NoukaiOutputModelPrivate> d;
};
