// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QSize>
#include <QtCore/QString>

/*!
    \class CliConsole
    \brief The program's standard streams: standard output carries what was asked for, standard error all else.

    Writes are unbuffered, so that each line is out when it is written. The key, once known, is replaced in everything
    that is written, whoever wrote it. A closed output is told once, by outputFailed().
*/
class CliConsole : public QObject
{
    Q_OBJECT

public:
    explicit CliConsole(QObject *parent = nullptr);

    void hideSecret(const QString &secret);
    QByteArray jsonLine(const QByteArray &json) const;

    bool outputIsTerminal() const { return m_outputIsTerminal; }
    bool canAsk() const;
    bool canDraw() const;
    QSize size() const;

    void output(const QByteArray &text);
    void error(const QString &text);
    void errorBytes(const QByteArray &text);

    bool hasFailed() const { return m_failed; }
    QString failure() const { return m_failure; }

Q_SIGNALS:
    void outputFailed();

private:
    QByteArray withoutSecret(const QByteArray &text) const;

    QByteArray m_secret;
    QString m_failure;
    bool m_outputIsTerminal;
    bool m_errorIsTerminal;
    bool m_failed = false;
};
