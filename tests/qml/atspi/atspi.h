// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusObjectPath>

#include <functional>
#include <optional>

// The accessibility bus as a screen reader sees it: other programs' accessible objects, their events, and keys.
namespace AtSpi
{

// Those of AT-SPI that are asked for here.
enum Role : uint { Invalid = 0, CheckBox = 7, Filler = 20, Label = 29, List = 31, PushButton = 43, ScrollBar = 48 };
enum State : uint { Focusable = 11, Showing = 25 };

// What the protocol names an accessible object by.
struct Reference {
    QString service;
    QDBusObjectPath path;
};

// An accessible object of another program, read anew with every call.
class Node
{
public:
    Node() = default; // null
    Node(const QDBusConnection &bus, const Reference &reference);

    bool isNull() const { return m_path.isEmpty() || m_path == QLatin1String("/org/a11y/atspi/null"); }
    QString path() const { return m_path; }
    QString name() const { return property(QStringLiteral("Name")); }
    QString description() const { return property(QStringLiteral("Description")); }
    uint role() const;
    QString roleName() const;
    bool is(State state) const;
    QList<Node> children() const;
    // This and what is below it and shown, in the order of the tree.
    QList<Node> shown() const;
    QStringList actions() const;
    bool act(const QString &action) const;
    // What its text interface gives; nothing where it has none.
    std::optional<QString> text() const;

private:
    QDBusMessage call(const char *interface, const char *method, const QVariantList &arguments = {}) const;
    QString property(const QString &name) const;

    QDBusConnection m_bus{QString()};
    QString m_service;
    QString m_path;
};

class Reader : public QObject
{
    Q_OBJECT

public:
    // Joins the bus that the desktop's message bus at \a session names.
    bool join(const QString &session);
    QString errorString() const { return m_error; }

    // The application called \a name; null while there is none.
    Node application(const QString &name);
    // Presses and releases the key of \a symbol, an X key symbol, with those of \a modifiers held down.
    void press(int symbol, const QList<int> &modifiers = {});
    // The new names that objects got, in the order in which they got them.
    QStringList newNames() const { return m_newNames; }
    // Begins anew, with another application.
    void forget();
    // What took the focus last; null before anything did.
    Node focused() const { return Node(m_bus, m_focused); }

private Q_SLOTS:
    void onPropertyChange(const QDBusMessage &event);
    void onStateChanged(const QDBusMessage &event);

private:
    void generate(int key, uint type);
    bool listen(const QString &event, const QString &signal, const char *slot);

    QDBusConnection m_bus{QString()};
    QString m_error;
    QStringList m_newNames;
    Reference m_focused;
};

} // namespace AtSpi

Q_DECLARE_METATYPE(AtSpi::Reference)
