// SPDX-License-Identifier: MIT
#include "atspi.h"

#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusMetaType>
#include <QtDBus/QDBusReply>

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *registryService = "org.a11y.atspi.Registry";
constexpr const char *accessible = "org.a11y.atspi.Accessible";
constexpr int timeoutMs = 20000;

QDBusMessage ask(const QDBusConnection &bus, const QString &service, const QString &path, const char *interface,
                 const char *method, const QVariantList &arguments = {})
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(service, path, QString::fromLatin1(interface), QString::fromLatin1(method));
    message.setArguments(arguments);
    return bus.call(message, QDBus::Block, timeoutMs);
}

} // namespace

namespace AtSpi
{

QDBusArgument &operator<<(QDBusArgument &argument, const Reference &reference)
{
    argument.beginStructure();
    argument << reference.service << reference.path;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, Reference &reference)
{
    argument.beginStructure();
    argument >> reference.service >> reference.path;
    argument.endStructure();
    return argument;
}

Node::Node(const QDBusConnection &bus, const Reference &reference)
    : m_bus(bus)
    , m_service(reference.service)
    , m_path(reference.path.path())
{
}

QDBusMessage Node::call(const char *interface, const char *method, const QVariantList &arguments) const
{
    return isNull() ? QDBusMessage() : ask(m_bus, m_service, m_path, interface, method, arguments);
}

QString Node::property(const QString &name) const
{
    const QDBusReply<QDBusVariant> reply =
        call("org.freedesktop.DBus.Properties", "Get", {QString::fromLatin1(accessible), name});
    return reply.isValid() ? reply.value().variant().toString() : QString();
}

uint Node::role() const
{
    const QDBusReply<uint> reply = call(accessible, "GetRole");
    return reply.isValid() ? reply.value() : Invalid;
}

QString Node::roleName() const
{
    const QDBusReply<QString> reply = call(accessible, "GetRoleName");
    return reply.value();
}

bool Node::is(State state) const
{
    const QDBusMessage reply = call(accessible, "GetState");
    if (reply.type() != QDBusMessage::ReplyMessage || reply.arguments().isEmpty())
        return false;
    const auto words = qdbus_cast<QList<uint>>(reply.arguments().constFirst());
    return state / 32 < words.size() && (words.at(state / 32) >> (state % 32) & 1u) != 0;
}

QList<Node> Node::children() const
{
    QList<Node> nodes;
    const QDBusMessage reply = call(accessible, "GetChildren");
    if (reply.type() != QDBusMessage::ReplyMessage || reply.arguments().isEmpty())
        return nodes;
    const auto references = qdbus_cast<QList<Reference>>(reply.arguments().constFirst());
    for (const Reference &reference : references)
        nodes << Node(m_bus, reference);
    return nodes;
}

QList<Node> Node::shown() const
{
    QList<Node> nodes{*this};
    const QList<Node> below = children();
    for (const Node &child : below) {
        if (!child.isNull() && child.is(Showing))
            nodes << child.shown();
    }
    return nodes;
}

QStringList Node::actions() const
{
    QStringList names;
    const QDBusMessage reply = call("org.a11y.atspi.Action", "GetActions");
    if (reply.type() != QDBusMessage::ReplyMessage || reply.arguments().isEmpty())
        return names;
    const auto argument = reply.arguments().constFirst().value<QDBusArgument>();
    argument.beginArray();
    while (!argument.atEnd()) {
        QString name;
        QString description;
        QString keys;
        argument.beginStructure();
        argument >> name >> description >> keys;
        argument.endStructure();
        names << name;
    }
    argument.endArray();
    return names;
}

bool Node::act(const QString &action) const
{
    const auto index = int(actions().indexOf(action));
    if (index < 0)
        return false;
    const QDBusReply<bool> reply = call("org.a11y.atspi.Action", "DoAction", {index});
    return reply.isValid() && reply.value();
}

std::optional<QString> Node::text() const
{
    const QDBusReply<QString> reply = call("org.a11y.atspi.Text", "GetText", {0, -1});
    return reply.isValid() ? std::optional(reply.value()) : std::nullopt;
}

bool Reader::join(const QString &session)
{
    qDBusRegisterMetaType<Reference>();
    qDBusRegisterMetaType<QList<Reference>>();
    const QDBusConnection desktop = QDBusConnection::connectToBus(session, u"desktop"_s);
    const QDBusReply<QString> address =
        ask(desktop, u"org.a11y.Bus"_s, u"/org/a11y/bus"_s, "org.a11y.Bus", "GetAddress");
    if (!address.isValid()) {
        m_error = address.error().message();
        return false;
    }
    m_bus = QDBusConnection::connectToBus(address.value(), u"accessibility"_s);
    if (!m_bus.isConnected()) {
        m_error = m_bus.lastError().message();
        return false;
    }
    return listen(u"object:property-change:accessible-name"_s, u"PropertyChange"_s,
                  SLOT(onPropertyChange(QDBusMessage))) &&
           listen(u"object:state-changed:focused"_s, u"StateChanged"_s, SLOT(onStateChanged(QDBusMessage)));
}

// Applications send only what somebody listens to.
bool Reader::listen(const QString &event, const QString &signal, const char *slot)
{
    if (!m_bus.connect(QString(), QString(), u"org.a11y.atspi.Event.Object"_s, signal, this, slot)) {
        m_error = signal + u" cannot be heard"_s;
        return false;
    }
    const QDBusMessage reply = ask(m_bus, QString::fromLatin1(registryService), u"/org/a11y/atspi/registry"_s,
                                   "org.a11y.atspi.Registry", "RegisterEvent", {event, QStringList(), QString()});
    m_error = reply.errorMessage();
    return reply.type() == QDBusMessage::ReplyMessage;
}

Node Reader::application(const QString &name)
{
    const Node desktop(m_bus,
                       {QString::fromLatin1(registryService), QDBusObjectPath(u"/org/a11y/atspi/accessible/root"_s)});
    const QList<Node> applications = desktop.children();
    for (const Node &application : applications) {
        if (application.name() == name)
            return application;
    }
    return {};
}

void Reader::forget()
{
    m_newNames.clear();
    m_focused = {};
}

void Reader::generate(int key, uint type)
{
    ask(m_bus, QString::fromLatin1(registryService), u"/org/a11y/atspi/registry/deviceeventcontroller"_s,
        "org.a11y.atspi.DeviceEventController", "GenerateKeyboardEvent", {key, QString(), type});
}

void Reader::press(int symbol, const QList<int> &modifiers)
{
    enum : uint { Press = 0, Release = 1, Symbol = 3 };
    for (const int modifier : modifiers)
        generate(modifier, Press);
    generate(symbol, Symbol);
    for (const int modifier : modifiers)
        generate(modifier, Release);
}

void Reader::onPropertyChange(const QDBusMessage &event)
{
    // Qt 6.4 sends the object in place of the name.
    if (event.arguments().value(0).toString() == "accessible-name"_L1)
        m_newNames << Node(m_bus, {event.service(), QDBusObjectPath(event.path())}).name();
}

void Reader::onStateChanged(const QDBusMessage &event)
{
    const QVariantList arguments = event.arguments();
    if (arguments.value(0).toString() == "focused"_L1 && arguments.value(1).toInt() == 1)
        m_focused = {event.service(), QDBusObjectPath(event.path())};
}

} // namespace AtSpi
