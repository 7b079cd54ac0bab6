// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"

#include <QtCore/QByteArray>
#include <QtCore/QFuture>
#include <QtCore/QObject>
#include <QtCore/QProcess>
#include <QtCore/QPromise>

/*!
    \class CliToolProcess
    \brief One call of a tool's program: finishes its future exactly once, whatever the program does.
*/
class CliToolProcess : public QObject
{
    Q_OBJECT

public:
    CliToolProcess(const CliToolOption &option, const QByteArray &input, QObject *parent);
    ~CliToolProcess() override;

    QFuture<QString> future() const { return m_promise.future(); }
    void stop();

Q_SIGNALS:
    void failed(const QString &text);
    void done();

private:
    void readOutput();
    void readError();
    void onFinished(int exitCode, QProcess::ExitStatus status);
    void onErrorOccurred(QProcess::ProcessError error);
    void succeed(const QString &answer);
    void fail(const QString &forPerson, const QString &forModel);
    void end(const QString &answer);

    QString m_name;
    QProcess m_process;
    QPromise<QString> m_promise;
    QByteArray m_output;
    QByteArray m_error;
    bool m_ended = false;
};
