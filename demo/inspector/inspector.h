// SPDX-License-Identifier: MIT
#pragma once

#include "inputs/inputhistory.h"
#include "options.h"
#include "preferences.h"
#include "runs/runlist.h"
#include "service/service.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaisession.h>
#include <Noukai/noukaitool.h>

#include <QtCore/QObject>
#include <QtQml/qqml.h>

#include <memory>

class NoukaiMockServer;

// What all windows share: where flows run, with which tools, and the runs.
class Inspector : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The program makes it.")
    // Whether new runs go to the server inside the program, which needs no key; else to the service.
    Q_PROPERTY(bool demonstration READ isDemonstration WRITE setDemonstration NOTIFY demonstrationChanged FINAL)
    Q_PROPERTY(Service *service READ service CONSTANT FINAL)
    Q_PROPERTY(QStringList flows READ flows NOTIFY demonstrationChanged FINAL)
    Q_PROPERTY(RunFilter *runs READ runs CONSTANT FINAL)
    Q_PROPERTY(InputHistory *inputs READ inputs CONSTANT FINAL)
    Q_PROPERTY(Preferences *preferences READ preferences CONSTANT FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)
    Q_PROPERTY(QString versions READ versions CONSTANT FINAL)

public:
    explicit Inspector(const Options &options, std::unique_ptr<Keychain> keychain = {}, QObject *parent = nullptr);
    ~Inspector() override;

    bool isDemonstration() const { return m_isDemonstration; }
    void setDemonstration(bool demonstration);
    QString problem() const { return m_problem; } // why there is nothing to run against; empty when all is well
    QString versions() const;                     // for a report
    QStringList flows() const;
    RunFilter *runs() { return &m_filter; }
    InputHistory *inputs() { return &m_inputs; }
    Preferences *preferences() { return &m_preferences; }
    Service *service() { return &m_service; }
    NoukaiMockServer *server() { return m_server.get(); }   // null until it is needed
    NoukaiClient *client() { return clientFor(Run::Live); } // for what begins now

    // The run that is still to be started; there is one at most.
    Q_INVOKABLE Run *newRun();
    // The same, with what \a run was started with.
    Q_INVOKABLE Run *newRunLike(Run *run);
    // A recording; null where it is none, and a problem tells why.
    Q_INVOKABLE Run *open(const QUrl &file);
    // The runs of a session that the server recorded; imported() or a problem tells the outcome.
    Q_INVOKABLE void importSession(const QString &sessionId);
    Q_INVOKABLE bool remove(Run *run);
    // Writes \a run in \a format, a NoukaiExporter::Format, to \a file; a problem tells why not.
    Q_INVOKABLE void exportRun(Run *run, const QUrl &file, int format);
    Q_INVOKABLE void clearProblem() { setProblem({}); }

    // Starts what the form has, which can be taken up again later.
    Q_INVOKABLE void start(Run *run);
    // Why the tools of \a file cannot be used; empty when \a run, and those that come, have them.
    Q_INVOKABLE QString loadTools(Run *run, const QUrl &file);
    Q_INVOKABLE QStringList toolNames(Run *run) const;
    // Why the picture at \a address cannot go with \a run; empty when it does.
    Q_INVOKABLE QString attach(Run *run, const QString &address) const;
    Q_INVOKABLE void detach(Run *run, int index) const;

    // Lets nothing of \a run wait for a person: the own tools run at once, calls of all others are refused.
    void decideAlone(Run *run);

Q_SIGNALS:
    void demonstrationChanged();
    void problemChanged();
    void windowAsked(Run *run);
    void imported(Run *run); // the newest

private:
    void startServer();
    void useServer();
    NoukaiClient *clientFor(Run::Kind kind);
    void import(const NoukaiSession &session);
    bool hasTool(const QString &name) const;
    QString firstFlow() const;
    void setProblem(const QString &problem);

    const Options m_options;
    // A client goes before the server it talks to, the runs before their client.
    std::unique_ptr<NoukaiMockServer> m_server; // from when it is first used
    NoukaiClient m_demonstration;
    bool m_isDemonstration;
    QList<NoukaiTool *> m_demonstrationTools;
    QList<NoukaiTool *> m_tools; // of new runs
    const QString m_folder;      // for recordings; empty keeps none
    Preferences m_preferences;
    Service m_service;
    InputHistory m_inputs;
    RunList m_runs;
    RunFilter m_filter;
    QString m_flow;              // of new runs
    QString m_demonstrationFlow; // what it was before the service was chosen
    QString m_message;
    QString m_problem;
};
