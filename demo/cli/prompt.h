// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QString>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QSocketNotifier;
QT_END_NAMESPACE

class CliConsole;

/*!
    \class CliPrompt
    \brief Asks a person for a line, one question at a time, while the event loop goes on.
*/
class CliPrompt : public QObject
{
    Q_OBJECT

public:
    // isEnd: there is nobody to answer (the end of the input), line is empty then.
    using Answer = std::function<void(const QString &line, bool isEnd)>;

    explicit CliPrompt(CliConsole &console, QObject *parent = nullptr);
    ~CliPrompt() override;

    bool isAsking() const { return bool(m_answer); }
    void ask(const QString &question, const Answer &answer);
    void repeat();
    void drop();

private:
    void read();
    void conclude(const QString &line, bool isEnd);

    CliConsole &m_console;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QString m_question;
    QByteArray m_typed;
    Answer m_answer;
};
