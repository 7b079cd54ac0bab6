// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaitheme.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QString>

/*!
    \class NoukaiErrorText
    \inmodule Noukai
    \brief What a component says about an error: what happened, what it means, and what can be done now.

    QML and widgets show the same NoukaiErrorText. What a person stopped is no error: an error of kind Cancelled is not
    \l shown, as is none at all. It lives in one thread. Texts are translated when they are read; the message of the
    error itself may come from outside and must be shown as plain text.
*/
class NOUKAI_CORE_EXPORT NoukaiErrorText : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiError error READ error WRITE setError NOTIFY errorChanged FINAL)
    Q_PROPERTY(bool shown READ isShown NOTIFY errorChanged FINAL)
    Q_PROPERTY(QString title READ title NOTIFY errorChanged FINAL)
    Q_PROPERTY(QString message READ message NOTIFY errorChanged FINAL)
    Q_PROPERTY(QString advice READ advice NOTIFY errorChanged FINAL)
    Q_PROPERTY(QString details READ details NOTIFY errorChanged FINAL)
    Q_PROPERTY(QString copyText READ copyText NOTIFY errorChanged FINAL)
    Q_PROPERTY(NoukaiTheme::Role role READ role NOTIFY errorChanged FINAL)
    Q_PROPERTY(NoukaiTheme::Glyph glyph READ glyph NOTIFY errorChanged FINAL)
    Q_PROPERTY(QList<int> actions READ actions NOTIFY errorChanged FINAL)

public:
    /*!
        \enum NoukaiErrorText::Action
        What a person may ask for. Who shows the error does it.

        \value Retry      Run the step again as it was.
        \value RerunFrom  Run this step and all after it again.
        \value Resume     Take up the run where it broke off.
        \value EditInput  Change what the step or the run is given.
        \value Reload     Start again with the flow as it is now.
        \value Settings   Look at the key, the address and the name of the flow.
        \value Start      Start the run again: nothing of it was run.
    */
    enum Action { Retry, RerunFrom, Resume, EditInput, Reload, Settings, Start };
    Q_ENUM(Action)

    explicit NoukaiErrorText(QObject *parent = nullptr);

    NoukaiError error() const { return m_error; }
    void setError(const NoukaiError &error);

    bool isShown() const;
    QString title() const { return title(m_error); }
    QString message() const;
    QString advice() const { return advice(m_error); }
    QString details() const;
    QString copyText() const;
    NoukaiTheme::Role role() const;
    NoukaiTheme::Glyph glyph() const;
    QList<int> actions() const;

    Q_INVOKABLE int secondsLeft() const;
    Q_INVOKABLE QString waitText() const;
    Q_INVOKABLE QString disabledReason(NoukaiErrorText::Action action) const;
    Q_INVOKABLE static QString actionText(NoukaiErrorText::Action action);

    static QString title(const NoukaiError &error);
    static QString advice(const NoukaiError &error);

Q_SIGNALS:
    void errorChanged();

private:
    NoukaiError m_error;
    QElapsedTimer m_since;
};
