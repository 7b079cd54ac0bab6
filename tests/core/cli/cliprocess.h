// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QProcess>
#include <QtCore/QProcessEnvironment>
#include <QtCore/QSize>
#include <QtCore/QSocketNotifier>
#include <QtCore/QStringList>

#include <memory>

class NoukaiMockServer;

// One run of the program `noukai` against a server of this process, so nothing here may block the event loop.
class CliProcess : public QObject
{
    Q_OBJECT

public:
    static constexpr auto Key = "nk_test_0123456789abcdef";

    explicit CliProcess(const NoukaiMockServer &server);
    ~CliProcess() override;

    static QString program();

    QProcessEnvironment environment;

    // In pipes.
    void setOutputFile(const QString &fileName) { m_process.setStandardOutputFile(fileName); }
    void start(const QStringList &arguments, const QByteArray &input = {});
    // On a pseudo terminal, which all three streams are connected to.
    // A pipeline is what a shell puts behind the command.
    void startOnTerminal(const QStringList &arguments, QSize size = QSize(80, 24), const QString &pipeline = {});

    bool finish();
    bool run(const QStringList &arguments, const QByteArray &input = {});
    void signal(int number);
    void type(const QByteArray &keys);
    void resize(QSize size);
    void closeOutput();

    char state() const; // as the system tells it: 'T' when it is stopped
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    int exitCode() const { return m_process.exitCode(); }
    bool crashed() const { return m_process.exitStatus() == QProcess::CrashExit; }
    QByteArray output() const { return m_output; }
    QByteArray errors() const { return m_errors; }
    QByteArray screen() const { return m_screen; }
    QList<QJsonObject> jsonLines() const;

private:
    void readTerminal();

    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors;
    QByteArray m_screen;
    std::unique_ptr<QSocketNotifier> m_notifier;
    int m_terminal = -1;
};

// What the tests run.
namespace CliTesting
{

void addFlow(NoukaiMockServer &server, const QString &slug, const QJsonArray &steps);
// One step, which outputs the answers to `calls` tool calls of one round.
void addToolFlow(NoukaiMockServer &server, const QString &slug, const QJsonArray &calls, const QString &output);
QStringList runArguments(const QString &slug, const QStringList &more = {});
QByteArray frame(const char *event, const QByteArray &data);
// A run of one step: its start, then `frames`.
QByteArray sse(const QList<QByteArray> &frames);

} // namespace CliTesting
