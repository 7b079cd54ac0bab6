// SPDX-License-Identifier: MIT
#pragma once

#include "wire/eventdecoder_p.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QMetaProperty>
#include <QtCore/QVariant>

// What a property of an event must hold; spares the tables a wrapper around every text.
struct ExpectedProperty {
    template <typename T>
    ExpectedProperty(const char *propertyName, const T &expected)
        : name(propertyName)
        , value(QVariant::fromValue(expected))
    {
    }
    ExpectedProperty(const char *propertyName, const char *expected)
        : name(propertyName)
        , value(QString::fromUtf8(expected))
    {
    }

    QByteArray name;
    QVariant value;
};
using ExpectedProperties = QList<ExpectedProperty>;

// A property read the way QML does, from the event's own type.
inline QVariant propertyOf(const NoukaiEvent &event, const QByteArray &name)
{
    const QVariant value = event.value();
    const QMetaObject *meta = value.metaType().metaObject();
    const int index = meta ? meta->indexOfProperty(name.constData()) : -1;
    return index < 0 ? QVariant() : meta->property(index).readOnGadget(value.constData());
}

// Empty when all is as expected, else what is not.
inline QByteArray mismatch(const NoukaiEvent &event, const ExpectedProperties &expected)
{
    for (const ExpectedProperty &wanted : expected) {
        const QVariant actual = propertyOf(event, wanted.name);
        if (actual != wanted.value) {
            QString text;
            QDebug(&text) << wanted.name << "is" << actual << "instead of" << wanted.value;
            return text.toUtf8();
        }
    }
    return {};
}

inline QJsonValue json(const QByteArray &text)
{
    return QJsonDocument::fromJson('[' + text + ']').array().at(0);
}

// Both paths: first with a decoder that has seen other frames, whose memory must not matter, then the slow one alone.
inline QList<NoukaiWire::Decoded> decodeBothWays(const QByteArray &name, const QByteArray &data)
{
    NoukaiWire::EventDecoder decoder;
    decoder.decode("step_started", R"({"stepId":"before","name":"before","stepIndex":77})");
    decoder.decode("step_output", R"({"stepId":"before","outputData":["before"]})");
    const NoukaiWire::SseEvent frame{{name.constData(), std::size_t(name.size())},
                                     {data.constData(), std::size_t(data.size())}};
    return {decoder.decode(name, data), decoder.decodeTolerantly(frame)};
}
