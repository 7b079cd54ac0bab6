// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaitool.h>

#include <QtCore/QObject>
#include <QtQml/qqml.h>

#include <memory>

class NoukaiMockServer;

// What the window shows: one flow, its steps, and where it runs.
class Inspector : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The program makes it.")
    Q_PROPERTY(bool demonstration READ isDemonstration CONSTANT FINAL)
    Q_PROPERTY(QStringList flows READ flows CONSTANT FINAL)
    Q_PROPERTY(QString address READ address WRITE setAddress NOTIFY addressChanged FINAL)
    Q_PROPERTY(NoukaiFlow *flow READ flow CONSTANT FINAL)

public:
    explicit Inspector(const Options &options, QObject *parent = nullptr);
    ~Inspector() override;

    bool isDemonstration() const { return m_server != nullptr; }
    QString problem() const { return m_problem; } // why there is nothing to run against; empty when all is well
    QStringList flows() const;
    QString address() const;
    void setAddress(const QString &address);
    NoukaiFlow *flow() { return &m_flow; }
    NoukaiTimelineModel *steps() { return &m_steps; }
    NoukaiClient *client() { return &m_client; }
    NoukaiMockServer *server() { return m_server.get(); }

    // Lets nothing wait for a person: the own tools run at once, calls of all others are refused.
    void decideAlone();

Q_SIGNALS:
    void addressChanged();

private:
    void startServer(double speed);
    bool hasTool(const QString &name) const;
    QString firstFlow() const;

    // The client goes before the server it talks to, the flow before its client.
    std::unique_ptr<NoukaiMockServer> m_server;
    NoukaiClient m_client;
    QList<NoukaiTool *> m_tools;
    NoukaiFlow m_flow;
    NoukaiTimelineModel m_steps;
    QString m_problem;
};
