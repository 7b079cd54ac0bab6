// SPDX-License-Identifier: MIT

// The fast and the tolerant path of the decoder must make the same of every frame both accept, and every accessor of
// what they make must be safe. The input's first line is the event's name, the rest its data.
#include "wire/eventaccess_p.h"
#include "wire/eventdecoder_p.h"
#include "wire/jsontext_p.h"
#include "wire/stepencoder_p.h"

#include <QtCore/QDebug>
#include <QtCore/QMetaProperty>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using NoukaiWire::Decoded;
using NoukaiWire::EventDecoder;

namespace
{

void require(bool condition, const char *what)
{
    if (condition)
        return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

QVariantMap properties(const NoukaiEvent &event)
{
    QVariantMap all;
    const QVariant value = event.value();
    const QMetaObject *meta = value.metaType().metaObject();
    for (int i = 0; meta && i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        if (qstrcmp(property.name(), "value") != 0)
            all.insert(QString::fromLatin1(property.name()), property.readOnGadget(value.constData()));
    }
    return all;
}

void checkEvent(const Decoded &decoded, const QByteArray &data)
{
    require(decoded.event.isValid() == (decoded.outcome == Decoded::Event),
            "an event is there exactly when it says so");
    require(decoded.reason.isEmpty() == decoded.event.isValid(), "what is refused has a reason");
    if (!decoded.event.isValid())
        return;
    require(decoded.event.payload() == data, "the payload is what arrived");
    QString text;
    QDebug(&text) << decoded.event;

    const auto completed = decoded.event.to<NoukaiStepCompleted>();
    const QByteArray raw = NoukaiWire::rawOutput(completed);
    require(raw.isEmpty() == completed.output().isUndefined(), "a raw output is there exactly when there is an output");
    require(raw.isEmpty() || NoukaiWire::fromJsonText(raw) == completed.output(), "the raw output is the output");
    const auto pause = decoded.event.to<NoukaiToolCallsRequired>();
    const QByteArray messages = NoukaiWire::rawToolCallMessages(pause);
    require(messages.isEmpty() || NoukaiWire::fromJsonText(messages).toArray() == pause.toolCallMessages(),
            "the raw messages are the messages");

    NoukaiEvent stamped = decoded.event;
    NoukaiEventAccess::setStepIndex(stamped, 7);
    require(stamped.payload() == data && stamped.stepIndex() == 7, "a stamped copy is a whole event");
}

// A frame like an earlier one, but for what stands between two quotation marks, is as it would be without the earlier.
void checkPattern(const QByteArray &text)
{
    const QByteArray head = R"({"outputData":"first","stepId":"s","stepIndex":3,"outputData":")";
    const QByteArray tail = R"(","more":[]})";
    EventDecoder experienced;
    experienced.decode("step_output", head + "before" + tail);
    const Decoded after = experienced.decode("step_output", head + text + tail);
    const Decoded alone = EventDecoder().decode("step_output", head + text + tail);
    require(after.outcome == alone.outcome && after.reason == alone.reason && after.warning == alone.warning,
            "what came before decides nothing");
    require(properties(after.event) == properties(alone.event), "what came before changes nothing");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static EventDecoder decoder; // as in a stream, frame after frame
    const QByteArray input(reinterpret_cast<const char *>(bytes), qsizetype(size));
    const qsizetype lineEnd = input.indexOf('\n');
    const QByteArray name = input.left(std::max<qsizetype>(lineEnd, 0));
    const QByteArray data = input.mid(lineEnd + 1);

    checkPattern(data);
    const Decoded fast = decoder.decode(name, data);
    const Decoded slow = decoder.decodeTolerantly(
        {{name.constData(), std::size_t(name.size())}, {data.constData(), std::size_t(data.size())}});
    checkEvent(fast, data);
    checkEvent(slow, data);
    require(fast.event.isValid() || !slow.event.isValid(), "decode() accepts whatever the tolerant path does");
    // QJsonDocument drops a U+FEFF at the start of a text, the fast path keeps it.
    const bool comparable = !data.contains("\xEF\xBB\xBF");
    if (fast.event.isValid() && slow.event.isValid()) {
        const QVariantMap read = properties(fast.event);
        require(read.size() > 5, "every event has its properties");
        require(!comparable || read == properties(slow.event), "both paths read the same");
        require(!comparable || fast.warning == slow.warning, "both paths warn of the same");
    } else if (!fast.event.isValid()) {
        require(fast.outcome == slow.outcome, "both paths refuse alike");
    }
    return 0;
}
