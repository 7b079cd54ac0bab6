// SPDX-License-Identifier: MIT
#include "overridedraft_p.h"

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiformat.h>
#include <Noukai/noukaijsonmodel.h>
#include <Noukai/noukaitext.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QLocale>
#include <QtCore/QMap>

namespace
{

QString readable(const QJsonValue &value)
{
    NoukaiJsonModel model;
    model.setValue(value.isUndefined() ? QJsonValue(QJsonValue::Null) : value);
    return NoukaiText::escapedJson(model.indented());
}

QString errorOf(const QString &json, QJsonValue *value = nullptr)
{
    NoukaiJsonModel model;
    model.setJson(json);
    if (value)
        *value = model.value();
    return model.error();
}

} // namespace

void NoukaiOverrideDraft::load(const NoukaiFlow *flow, const NoukaiTimelineModel *timeline, int index)
{
    m_steps.clear();
    m_ownId.clear();
    QMap<int, int> rows; // by step; the newest attempt wins
    for (int row = 0; row < timeline->count(); ++row) {
        const QModelIndex at = timeline->index(row);
        const int step = at.data(NoukaiTimelineModel::StepIndexRole).toInt();
        const QString id = at.data(NoukaiTimelineModel::StepIdRole).toString();
        if (step == index)
            m_ownId = id;
        else if (step < index && !id.isEmpty())
            rows[step] = row;
    }
    const QJsonObject replaced = flow ? flow->inputOverrides() : QJsonObject();
    for (auto it = rows.cbegin(); it != rows.cend(); ++it) {
        const QModelIndex at = timeline->index(it.value());
        Step step;
        step.id = at.data(NoukaiTimelineModel::StepIdRole).toString();
        step.title = NoukaiFormat::stepTitle(at.data(NoukaiTimelineModel::StepNameRole).toString(), it.key(), 1, 1, 1);
        const QJsonValue output = replaced.contains(step.id) ? replaced[step.id] : timeline->outputData(it.value());
        step.isText = output.isString();
        step.original = step.isText ? output.toString() : readable(output);
        step.text = step.original;
        m_steps.append(step);
    }
    const QJsonValue own = flow ? flow->blockOverrides().value(m_ownId) : QJsonValue(QJsonValue::Undefined);
    m_originalSettings = own.isObject() ? readable(own) : QStringLiteral("{}");
    m_settings = m_originalSettings;
}

QString NoukaiOverrideDraft::problemOf(const Step &step) const
{
    if (step.isText || !step.isChanged())
        return {};
    return step.text.trimmed().isEmpty() ? tr("There is no value.") : errorOf(step.text);
}

QString NoukaiOverrideDraft::problem(qsizetype current) const
{
    if (current >= 0 && current < m_steps.size()) {
        if (const QString problem = problemOf(m_steps.at(current)); !problem.isEmpty())
            return problem;
    }
    for (const Step &step : m_steps) {
        if (const QString problem = problemOf(step); !problem.isEmpty())
            return tr("%1: %2", "a step and what is wrong with its output").arg(step.title, problem);
    }
    QJsonValue settings;
    if (const QString problem = errorOf(m_settings, &settings); !problem.isEmpty())
        return problem;
    if (!settings.isObject())
        return tr("Settings are a JSON object: {…}");
    return m_ownId.isEmpty() && !settings.toObject().isEmpty()
               ? tr("The step has not run yet, so it has no settings to change.")
               : QString();
}

QString NoukaiOverrideDraft::summary() const
{
    QStringList parts;
    for (const Step &step : m_steps) {
        if (step.isChanged())
            parts << tr("the output of %1", "will change").arg(step.title);
    }
    if (m_settings != m_originalSettings)
        parts << tr("the settings of this step", "will change");
    return parts.isEmpty() ? tr("Nothing will change.")
                           : tr("Will change: %1").arg(QLocale().createSeparatedList(parts));
}

QJsonObject NoukaiOverrideDraft::inputs(QJsonObject overrides) const
{
    for (const Step &step : m_steps) {
        if (!step.isChanged())
            continue;
        QJsonValue value = step.text;
        if (!step.isText)
            errorOf(step.text, &value);
        overrides[step.id] = value;
    }
    return overrides;
}

QJsonObject NoukaiOverrideDraft::blocks(QJsonObject overrides) const
{
    QJsonValue settings;
    errorOf(m_settings, &settings);
    if (settings.toObject().isEmpty())
        overrides.remove(m_ownId);
    else
        overrides[m_ownId] = settings.toObject();
    return overrides;
}
