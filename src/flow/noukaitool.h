// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaitoolcall.h>
#include <Noukai/noukaitoolrequest.h>

#include <QtCore/QFuture>
#include <QtCore/QJsonObject>
#include <QtCore/QObject>

#include <functional>
#include <memory>

class NoukaiToolPrivate;

class NOUKAI_CORE_EXPORT NoukaiTool : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged FINAL)
    Q_PROPERTY(QString description READ description WRITE setDescription NOTIFY descriptionChanged FINAL)
    Q_PROPERTY(QJsonObject parameters READ parameters WRITE setParameters NOTIFY parametersChanged FINAL)
    Q_PROPERTY(Policy policy READ policy WRITE setPolicy NOTIFY policyChanged FINAL)
    Q_PROPERTY(bool destructive READ isDestructive WRITE setDestructive NOTIFY destructiveChanged FINAL)

public:
    enum Policy { Ask, Auto, Deny };
    Q_ENUM(Policy)

    using Handler = std::function<QString(const NoukaiToolCall &)>;
    using AsyncHandler = std::function<QFuture<QString>(const NoukaiToolCall &)>;

    explicit NoukaiTool(QObject *parent = nullptr);
    NoukaiTool(const QString &name, const QString &description, const QJsonObject &parameters,
               QObject *parent = nullptr);
    ~NoukaiTool() override;

    QString name() const;
    void setName(const QString &name);
    QString description() const;
    void setDescription(const QString &description);
    QJsonObject parameters() const;
    void setParameters(const QJsonObject &schema);
    Policy policy() const;
    void setPolicy(Policy policy);
    bool isDestructive() const;
    void setDestructive(bool destructive);

    void setHandler(const Handler &handler);
    void setAsyncHandler(const AsyncHandler &handler);
    bool hasHandler() const;

    QJsonObject definition() const;

Q_SIGNALS:
    void nameChanged();
    void descriptionChanged();
    void parametersChanged();
    void policyChanged();
    void destructiveChanged();
    void called(NoukaiToolRequest *call);

private:
    friend class ToolRound;
    std::unique_ptr<NoukaiToolPrivate> d;
};
