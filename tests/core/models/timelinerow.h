// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QMetaEnum>
#include <QtCore/QStringList>

// Rows of a timeline as texts, for expectations in one line.
namespace TimelineRow
{

template <typename Enum>
QString name(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(value));
}

// "name state attempt/attempts", and "#iteration" from the second one on; "-" where there is no name yet.
inline QString text(const NoukaiTimelineModel &model, int row)
{
    using Model = NoukaiTimelineModel;
    const QModelIndex index = model.index(row);
    const QString stepName = index.data(Model::StepNameRole).toString();
    const int iteration = index.data(Model::IterationRole).toInt();
    return QStringLiteral("%1 %2 %3/%4%5")
        .arg(stepName.isEmpty() ? QStringLiteral("-") : stepName)
        .arg(name(index.data(Model::StepStateRole).value<Model::StepState>()))
        .arg(index.data(Model::AttemptRole).toInt())
        .arg(index.data(Model::AttemptCountRole).toInt())
        .arg(iteration == 1 ? QString() : QStringLiteral(" #%1").arg(iteration));
}

inline QStringList all(const NoukaiTimelineModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.count(); ++row)
        rows += text(model, row);
    return rows;
}

// "kind start+duration"
inline QStringList segments(const NoukaiTimelineModel &model, int row)
{
    QStringList texts;
    const QVariantList segments = model.index(row).data(NoukaiTimelineModel::SegmentsRole).toList();
    for (const QVariant &value : segments) {
        const auto segment = value.value<NoukaiSegment>();
        texts += QStringLiteral("%1 %2+%3").arg(name(segment.kind())).arg(segment.startMs()).arg(segment.durationMs());
    }
    return texts;
}

// The kinds alone, for runs at times that nobody sets.
inline QStringList kinds(const NoukaiTimelineModel &model, int row)
{
    QStringList texts = segments(model, row);
    for (QString &text : texts)
        text.truncate(text.indexOf(QLatin1Char(' ')));
    return texts;
}

} // namespace TimelineRow
