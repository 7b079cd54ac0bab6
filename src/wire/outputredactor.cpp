// SPDX-License-Identifier: MIT
#include "outputredactor_p.h"

#include "eventdata_p.h"
#include "jsontext_p.h"
#include "redactor_p.h"

#include <QtCore/QJsonObject>

#include <algorithm>
#include <vector>

namespace
{

constexpr qsizetype LongestWord = 4096; // longer than tokens are
constexpr qsizetype MostSteps = 1000;

bool isSpace(char c)
{
    return static_cast<unsigned char>(c) <= 0x20;
}

qsizetype lastWord(const QByteArray &text)
{
    const auto space = std::find_if(text.rbegin(), text.rend(), isSpace);
    return std::max(qsizetype(text.rend() - space), text.size() - LongestWord);
}

} // namespace

std::optional<QString> OutputRedactor::withoutContinuation(const QString &stepId, const QString &text,
                                                           const Redactor &redactor)
{
    const QByteArray before = m_words.take(stepId);
    const QByteArray all = before + text.toUtf8();
    const QByteArray word = all.sliced(lastWord(all));
    if (m_words.size() < MostSteps && redactor.mayEndInKey(QString::fromUtf8(word)))
        m_words.insert(stepId, word);
    const auto border = std::size_t(before.size());
    const std::vector<Redactor::Range> keys = redactor.find({all.constData(), std::size_t(all.size())});
    const bool goesOn = std::any_of(keys.begin(), keys.end(), [&](const Redactor::Range &key) {
        return key.end > border && (key.begin < border || key.end == std::size_t(all.size()));
    });
    if (!goesOn)
        return std::nullopt;
    QByteArray clean;
    std::size_t copied = border;
    for (const Redactor::Range &key : keys) {
        if (key.end <= border)
            continue;
        if (key.begin > copied)
            clean.append(all.constData() + copied, qsizetype(key.begin - copied));
        // What an earlier piece showed enough of was replaced there.
        if (key.begin + std::size_t(Redactor::ShortestSecret) > border)
            clean += "[key]";
        copied = key.end;
    }
    clean.append(all.constData() + copied, all.size() - qsizetype(copied));
    return QString::fromUtf8(clean);
}

std::optional<QByteArray> OutputRedactor::payload(const NoukaiEvent &event, const Redactor &redactor)
{
    if (event.type() != NoukaiEvent::StepOutput)
        return std::nullopt;
    const auto *data = static_cast<const NoukaiStepOutputData *>(NoukaiEventAccess::data(event));
    if (data->form != NoukaiStepOutputData::Text)
        return std::nullopt;
    // Nearly all pieces end here.
    if ((m_words.isEmpty() || !m_words.contains(data->stepId)) && !redactor.mayEndInKey(data->text))
        return std::nullopt;
    const auto clean = withoutContinuation(data->stepId, data->text, redactor);
    if (!clean)
        return std::nullopt;
    QJsonObject json = NoukaiWire::fromJsonText(event.payload()).toObject();
    json.insert(QLatin1StringView("outputData"), *clean);
    return NoukaiWire::toJsonText(json);
}
