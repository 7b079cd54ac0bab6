// SPDX-License-Identifier: MIT
#include "noukaimockfault.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QMetaEnum>

using namespace Qt::StringLiterals;

namespace
{

// "CutMidFrame" becomes "cut-mid-frame".
QString kebab(const char *key)
{
    QString name;
    for (const QChar c : QString::fromLatin1(key)) {
        if (c.isUpper() && !name.isEmpty())
            name += u'-';
        name += c.toLower();
    }
    return name;
}

template <typename Enum>
bool readEnum(const QString &text, Enum *value)
{
    const QMetaEnum meta = QMetaEnum::fromType<Enum>();
    for (int i = 0; i < meta.keyCount(); ++i) {
        if (kebab(meta.key(i)) == text) {
            *value = Enum(meta.value(i));
            return true;
        }
    }
    return false;
}

bool readInt(const QString &text, int *value)
{
    bool ok = false;
    *value = text.toInt(&ok);
    return ok;
}

QJsonValue readJson(const QString &text)
{
    const QJsonArray list = QJsonDocument::fromJson('[' + text.toUtf8() + ']').array();
    return list.isEmpty() ? QJsonValue(text) : list.at(0);
}

bool readHeader(const QString &text, NoukaiMockFault *fault)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon <= 0)
        return false;
    fault->headers.append({text.left(colon).trimmed().toLatin1(), text.mid(colon + 1).trimmed().toLatin1()});
    return true;
}

bool readSetting(const QString &key, const QString &value, NoukaiMockFault *fault)
{
    static const QHash<QString, int NoukaiMockFault::*> numbers{{u"nth"_s, &NoukaiMockFault::nth},
                                                                {u"count"_s, &NoukaiMockFault::count},
                                                                {u"after"_s, &NoukaiMockFault::afterFrames},
                                                                {u"delay"_s, &NoukaiMockFault::delayMs},
                                                                {u"status"_s, &NoukaiMockFault::status}};
    static const QHash<QString, QString NoukaiMockFault::*> texts{
        {u"path"_s, &NoukaiMockFault::path},     {u"event"_s, &NoukaiMockFault::event},
        {u"member"_s, &NoukaiMockFault::member}, {u"variant"_s, &NoukaiMockFault::variant},
        {u"code"_s, &NoukaiMockFault::code},     {u"message"_s, &NoukaiMockFault::message},
        {u"target"_s, &NoukaiMockFault::target}};
    static const QHash<QString, QByteArray NoukaiMockFault::*> bytes{{u"method"_s, &NoukaiMockFault::method},
                                                                     {u"type"_s, &NoukaiMockFault::contentType},
                                                                     {u"body"_s, &NoukaiMockFault::body}};
    if (const auto number = numbers.value(key))
        return readInt(value, &(fault->*number));
    if (const auto text = texts.value(key)) {
        fault->*text = value;
        return true;
    }
    if (const auto array = bytes.value(key)) {
        fault->*array = value.toUtf8();
        return true;
    }
    bool ok = true;
    if (key == "bytes"_L1)
        fault->bytes = value.toLongLong(&ok);
    else if (key == "value"_L1)
        fault->value = readJson(value);
    else if (key == "end"_L1)
        ok = readEnum(value, &fault->end);
    else if (key == "form"_L1)
        ok = readEnum(value, &fault->bodyForm);
    else if (key == "header"_L1)
        ok = readHeader(value, fault);
    else
        ok = false;
    return ok;
}

} // namespace

bool NoukaiMockFault::isModifier() const
{
    switch (kind) {
    case SlowDrip:
    case Gzip:
    case Crlf:
    case Cr:
    case MixedLineEnds:
    case Bom:
    case OneByteChunks:
        return true;
    default:
        return false;
    }
}

QStringList NoukaiMockFault::names()
{
    QStringList names;
    const QMetaEnum meta = QMetaEnum::fromType<Kind>();
    for (int i = 0; i < meta.keyCount(); ++i) {
        if (meta.value(i) != None)
            names.append(kebab(meta.key(i)));
    }
    names.sort();
    return names;
}

NoukaiMockFault NoukaiMockFault::fromText(const QString &text, QString *error)
{
    const qsizetype colon = text.indexOf(u':');
    const QString name = colon < 0 ? text : text.left(colon);
    NoukaiMockFault fault;
    if (!readEnum(name, &fault.kind) || fault.kind == None) {
        *error = QCoreApplication::translate("NoukaiMockFault", "There is no fault \"%1\". Known are: %2.")
                     .arg(name, names().join(u", "_s));
        return {};
    }
    if (colon < 0)
        return fault;
    const QStringList settings = text.mid(colon + 1).split(u',', Qt::SkipEmptyParts);
    for (const QString &setting : settings) {
        const qsizetype equals = setting.indexOf(u'=');
        if (equals <= 0 || !readSetting(setting.left(equals), setting.mid(equals + 1), &fault)) {
            *error = QCoreApplication::translate("NoukaiMockFault", "The fault \"%1\" does not understand \"%2\".")
                         .arg(name, setting);
            return {};
        }
    }
    return fault;
}
