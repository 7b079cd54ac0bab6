// SPDX-License-Identifier: MIT
#include "eventdata_p.h"

#include "jsonslice_p.h"
#include "jsontext_p.h"
#include "stepencoder_p.h"

#include <algorithm>
#include <memory>

using NoukaiWire::LazyMember;

QByteArray NoukaiEventData::rawMember(std::string_view key) const
{
    const std::string_view whole = payload();
    const std::string_view text =
        key.empty() ? whole.substr(std::min(whole.find('{'), whole.size())) : NoukaiWire::findJsonMember(whole, key);
    const QByteArray raw(text.data(), qsizetype(text.size()));
    return replaceInvalidUtf8 ? QString::fromUtf8(raw).toUtf8() : raw;
}

LazyMember::LazyMember(const LazyMember &other)
{
    if (const QJsonValue *value = other.m_value.load(std::memory_order_acquire))
        m_value.store(new QJsonValue(*value), std::memory_order_relaxed);
}

LazyMember::~LazyMember()
{
    delete m_value.load(std::memory_order_acquire);
}

const QJsonValue &LazyMember::get(const NoukaiEventData &event, std::string_view key) const
{
    if (const QJsonValue *value = m_value.load(std::memory_order_acquire))
        return *value;
    auto fresh = std::make_unique<const QJsonValue>(NoukaiWire::fromJsonText(event.rawMember(key)));
    const QJsonValue *expected = nullptr;
    if (m_value.compare_exchange_strong(expected, fresh.get(), std::memory_order_acq_rel))
        return *fresh.release();
    return *expected;
}

void NoukaiEventAccess::assign(NoukaiEvent &event, NoukaiEventData *data)
{
    // Nobody else knows it yet, so the count needs no atomic addition.
    data->ref.storeRelaxed(1);
    event.d = QExplicitlySharedDataPointer<NoukaiEventData>(data, QAdoptSharedDataTag());
}

const NoukaiEventData *NoukaiEventAccess::data(const NoukaiEvent &event)
{
    return event.d.constData();
}

static NoukaiEventData &detached(QExplicitlySharedDataPointer<NoukaiEventData> &d)
{
    // clone() and not detach(): the base cannot be copied without losing what is derived from it.
    if (d->ref.loadRelaxed() != 1)
        d.reset(d->clone());
    return *d;
}

void NoukaiEventAccess::setStepIndex(NoukaiEvent &event, int index)
{
    if (event.d && event.d->stepIndex != index)
        detached(event.d).stepIndex = index;
}

void NoukaiEventAccess::setStepId(NoukaiEvent &event, const QString &stepId)
{
    if (event.d && event.d->stepId != stepId)
        detached(event.d).stepId = stepId;
}

namespace NoukaiWire
{

QByteArray rawOutput(const NoukaiStepCompleted &event)
{
    const auto *data = dataOf<NoukaiStepCompletedData>(event);
    return data && data->hasOutput ? data->rawMember("output") : QByteArray();
}

QByteArray rawToolCallMessages(const NoukaiToolCallsRequired &event)
{
    const auto *data = dataOf<NoukaiToolCallsRequiredData>(event);
    return data ? data->rawMember("toolCallMessages") : QByteArray();
}

} // namespace NoukaiWire
