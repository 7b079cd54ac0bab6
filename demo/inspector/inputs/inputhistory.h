// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QAbstractListModel>
#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtQml/qqml.h>

#include <functional>

// What flows were last run with, the newest first, so that it can be taken up again. It outlives the program in a file
// that only its owner can read. What looks like a key is never in it.
class InputHistory : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    // Where the inputs are kept. Default: inputs.json in the program's own folder for settings.
    Q_PROPERTY(QString fileName READ fileName WRITE setFileName NOTIFY fileNameChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    // What went wrong with the file, for people; empty when nothing did. The inputs of this session are there anyway.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    enum Role { FlowRole = Qt::UserRole, VersionRole, MessageRole, ParametersRole, TimeRole };
    Q_ENUM(Role)

    static constexpr int MostInputs = 50;
    static constexpr qsizetype LongestInput = qsizetype(64) << 10; // characters, and as many bytes of parameters

    explicit InputHistory(QObject *parent = nullptr);

    QString fileName() const { return m_fileName; }
    void setFileName(const QString &fileName);
    int count() const { return int(m_inputs.size()); }
    QString problem() const { return m_problem; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

    // Puts an input on top; the same one further down goes.
    Q_INVOKABLE void add(const QString &flow, const QString &version, const QString &message,
                         const QJsonObject &parameters);
    // The input in \a row: {flow, version, message, parameters, time}; empty where there is none.
    Q_INVOKABLE QVariantMap at(int row) const;
    Q_INVOKABLE void remove(int row);
    Q_INVOKABLE void clear();

    void setClock(const std::function<QDateTime()> &now) { m_now = now; } // for tests

Q_SIGNALS:
    void fileNameChanged();
    void countChanged();
    void problemChanged();

private:
    struct Input {
        QString flow;
        QString version;
        QString message;
        QJsonObject parameters;
        QDateTime time;

        bool isSame(const Input &other) const;
        QJsonObject toJson() const;
        static bool fromJson(const QJsonObject &json, Input *input);
    };

    void load();
    void readInputs(const QByteArray &json, QList<Input> *inputs);
    void setAside(const QString &reason);
    void save();
    void setProblem(const QString &problem);

    QString m_fileName;
    QList<Input> m_inputs;
    QString m_problem;
    std::function<QDateTime()> m_now;
};
