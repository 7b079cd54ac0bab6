// SPDX-License-Identifier: MIT
#include "noukaioverridedraft.h"

#include <Noukai/noukaiformat.h>
#include <Noukai/noukaijsonmodel.h>
#include <Noukai/noukaitext.h>

#include <QtCore/QLocale>
#include <QtCore/QMap>
#include <QtCore/QPointer>

#include <utility>

namespace
{

QString readable(const QJsonValue &value)
{
    NoukaiJsonModel model;
    model.setValue(value.isUndefined() ? QJsonValue(QJsonValue::Null) : value);
    return NoukaiText::escapedJson(model.indented());
}

QString problemOf(const QString &json, QJsonValue *value = nullptr)
{
    NoukaiJsonModel model;
    model.setJson(json);
    if (value)
        *value = model.value();
    return model.problem();
}

// An earlier step, and what takes the place of its output.
struct Output {
    QString id;
    QString title;
    bool isText = true;
    QString original;
    QString text;

    bool isChanged() const { return text != original; }
    QString problem() const { return isText || !isChanged() ? QString() : problemOf(text); }
};

} // namespace

class NoukaiOverrideDraftPrivate
{
public:
    explicit NoukaiOverrideDraftPrivate(NoukaiOverrideDraft *draft)
        : q(draft)
    {
    }

    void load();
    bool isValid(qsizetype step) const { return step >= 0 && step < outputs.size(); }
    QString mistake() const;
    QString refusal() const;

    NoukaiOverrideDraft *const q;
    QPointer<NoukaiFlow> flow;
    NoukaiTimelineModel own;
    QPointer<NoukaiTimelineModel> given;
    int stepIndex = -1;
    bool reruns = true;
    QList<Output> outputs;
    int current = -1;
    QString ownId;
    QString originalSettings;
    QString settings;
    QString refused; // what the flow said when it was to run
};

// Reads what the step is given: the newest outputs of the steps before it, or what replaces them.
void NoukaiOverrideDraftPrivate::load()
{
    own.setFlow(given ? nullptr : flow.data()); // rows that nobody reads are not kept
    const NoukaiTimelineModel *timeline = q->timeline();
    outputs.clear();
    ownId.clear();
    refused.clear();
    QMap<int, int> rows; // by step; the newest attempt wins
    for (int row = 0; row < timeline->count(); ++row) {
        const QModelIndex at = timeline->index(row);
        const int step = at.data(NoukaiTimelineModel::StepIndexRole).toInt();
        const QString id = at.data(NoukaiTimelineModel::StepIdRole).toString();
        if (step == stepIndex)
            ownId = id;
        else if (step < stepIndex && !id.isEmpty())
            rows[step] = row;
    }
    const QJsonObject replaced = flow ? flow->inputOverrides() : QJsonObject();
    for (auto it = rows.cbegin(); it != rows.cend(); ++it) {
        const QModelIndex at = timeline->index(it.value());
        Output step;
        step.id = at.data(NoukaiTimelineModel::StepIdRole).toString();
        step.title = NoukaiFormat::stepTitle(at.data(NoukaiTimelineModel::StepNameRole).toString(), it.key(), 1, 1, 1);
        const QJsonValue output = replaced.contains(step.id) ? replaced[step.id] : timeline->outputData(it.value());
        step.isText = output.isString();
        step.original = step.isText ? output.toString() : readable(output);
        step.text = step.original;
        outputs.append(step);
    }
    current = int(outputs.size()) - 1; // the one before
    const QJsonValue block = flow ? flow->blockOverrides().value(ownId) : QJsonValue(QJsonValue::Undefined);
    originalSettings = block.isObject() ? readable(block) : QStringLiteral("{}");
    settings = originalSettings;
}

// What is wrong with what was written. With the output of another step than the current one, that names it.
QString NoukaiOverrideDraftPrivate::mistake() const
{
    if (isValid(current)) {
        if (const QString problem = outputs.at(current).problem(); !problem.isEmpty())
            return problem;
    }
    for (const Output &step : outputs) {
        if (const QString problem = step.problem(); !problem.isEmpty())
            return NoukaiOverrideDraft::tr("%1: %2", "a step and what is wrong with its output")
                .arg(step.title, problem);
    }
    QJsonValue value;
    if (const QString problem = problemOf(settings, &value); !problem.isEmpty() && !settings.trimmed().isEmpty())
        return problem;
    if (!value.isObject())
        return NoukaiOverrideDraft::tr("Settings are a JSON object: {…}");
    return ownId.isEmpty() && !value.toObject().isEmpty()
               ? NoukaiOverrideDraft::tr("The step has not run yet, so it has no settings to change.")
               : QString();
}

// Why it cannot be done now, whatever was written.
QString NoukaiOverrideDraftPrivate::refusal() const
{
    if (!flow)
        return NoukaiOverrideDraft::tr("There is no flow.");
    if (reruns && flow->isRunning())
        return NoukaiOverrideDraft::tr("Possible once the run has ended");
    return refused;
}

/*! Makes a draft without a flow, with the parent \a parent. */
NoukaiOverrideDraft::NoukaiOverrideDraft(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<NoukaiOverrideDraftPrivate>(this))
{
    d->load();
}

NoukaiOverrideDraft::~NoukaiOverrideDraft() = default;

/*!
    \property NoukaiOverrideDraft::flow
    The flow to change. It is not owned. Setting it begins anew. Default null.
*/
NoukaiFlow *NoukaiOverrideDraft::flow() const
{
    return d->flow;
}

void NoukaiOverrideDraft::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    if (d->flow)
        d->flow->disconnect(this);
    d->flow = flow;
    if (flow) {
        connect(flow, &NoukaiFlow::stateChanged, this, &NoukaiOverrideDraft::changed);
        connect(flow, &QObject::destroyed, this, [this] {
            d->load();
            const QPointer<NoukaiOverrideDraft> alive(this);
            Q_EMIT changed();
            if (alive)
                Q_EMIT flowChanged();
        });
    }
    d->load();
    const QPointer<NoukaiOverrideDraft> alive(this);
    Q_EMIT changed();
    if (alive)
        Q_EMIT flowChanged();
}

/*!
    \property NoukaiOverrideDraft::timeline
    The rows that the outputs are taken from: a model of its own, unless another one of the same flow is set, which is
    not owned. Setting it begins anew; null goes back to the own one.
*/
NoukaiTimelineModel *NoukaiOverrideDraft::timeline() const
{
    return d->given ? d->given.data() : &d->own;
}

void NoukaiOverrideDraft::setTimeline(NoukaiTimelineModel *timeline)
{
    if (timeline == this->timeline() || (!timeline && !d->given))
        return;
    d->given = timeline;
    d->load();
    const QPointer<NoukaiOverrideDraft> alive(this);
    Q_EMIT changed();
    if (alive)
        Q_EMIT timelineChanged();
}

/*!
    \property NoukaiOverrideDraft::stepIndex
    The step from which the flow is to run, counted from 0; -1, the default, for none. Setting it is to load() it.
*/
int NoukaiOverrideDraft::stepIndex() const
{
    return d->stepIndex;
}

/*! Begins anew for the step at \a stepIndex, with what the flow has now; what was written is gone. */
void NoukaiOverrideDraft::load(int stepIndex)
{
    const bool moves = stepIndex != d->stepIndex;
    d->stepIndex = stepIndex;
    d->load();
    const QPointer<NoukaiOverrideDraft> alive(this);
    Q_EMIT changed();
    if (alive && moves)
        Q_EMIT stepIndexChanged();
}

/*!
    \property NoukaiOverrideDraft::reruns
    Whether apply() runs the flow again from the step. Default true.
*/
bool NoukaiOverrideDraft::reruns() const
{
    return d->reruns;
}

void NoukaiOverrideDraft::setReruns(bool reruns)
{
    if (reruns == d->reruns)
        return;
    d->reruns = reruns;
    const QPointer<NoukaiOverrideDraft> alive(this);
    Q_EMIT changed();
    if (alive)
        Q_EMIT rerunsChanged();
}

/*!
    \property NoukaiOverrideDraft::steps
    The titles of the steps whose outputs can be replaced: those before \l stepIndex that have run.
*/
QStringList NoukaiOverrideDraft::steps() const
{
    QStringList titles;
    for (const Output &step : std::as_const(d->outputs))
        titles << step.title;
    return titles;
}

/*!
    \property NoukaiOverrideDraft::current
    Which of \l steps \l output is about; -1 for none. After load() the last one.
*/
int NoukaiOverrideDraft::current() const
{
    return d->current;
}

void NoukaiOverrideDraft::setCurrent(int current)
{
    if (current == d->current || (current != -1 && !d->isValid(current)))
        return;
    d->current = current;
    Q_EMIT changed();
}

/*!
    \property NoukaiOverrideDraft::isText
    Whether the current step's output is a text; else it is JSON. True where there is no current step.
*/
bool NoukaiOverrideDraft::isText() const
{
    return !d->isValid(d->current) || d->outputs.at(d->current).isText;
}

/*!
    \property NoukaiOverrideDraft::output
    What takes the place of the current step's output, at first that output itself; a model's words. Writing back what
    stood there at first is no change.
*/
QString NoukaiOverrideDraft::output() const
{
    return d->isValid(d->current) ? d->outputs.at(d->current).text : QString();
}

void NoukaiOverrideDraft::setOutput(const QString &text)
{
    if (!d->isValid(d->current) || text == output())
        return;
    d->outputs[d->current].text = text;
    d->refused.clear();
    Q_EMIT changed();
}

/*!
    \property NoukaiOverrideDraft::settings
    Changes of the step's own settings as a JSON object. \c {{}} changes none.
*/
QString NoukaiOverrideDraft::settings() const
{
    return d->settings;
}

void NoukaiOverrideDraft::setSettings(const QString &text)
{
    if (text == d->settings)
        return;
    d->settings = text;
    d->refused.clear();
    Q_EMIT changed();
}

/*!
    \property NoukaiOverrideDraft::problem
    Why what was written cannot be used, or the flow cannot run now, translated; empty when it can.
*/
QString NoukaiOverrideDraft::problem() const
{
    const QString mistake = d->mistake();
    return mistake.isEmpty() ? d->refusal() : mistake;
}

/*!
    \property NoukaiOverrideDraft::summary
    What will change, in words.
*/
QString NoukaiOverrideDraft::summary() const
{
    QStringList parts;
    for (const Output &step : std::as_const(d->outputs)) {
        if (step.isChanged())
            parts << tr("the output of %1", "will change").arg(step.title);
    }
    if (d->settings != d->originalSettings)
        parts << tr("the settings of this step", "will change");
    return parts.isEmpty() ? tr("Nothing will change.")
                           : tr("Will change: %1").arg(QLocale().createSeparatedList(parts));
}

/*! Returns what the flow's inputOverrides become by apply(). */
QJsonObject NoukaiOverrideDraft::inputOverrides() const
{
    QJsonObject overrides = d->flow ? d->flow->inputOverrides() : QJsonObject();
    for (const Output &step : std::as_const(d->outputs)) {
        if (!step.isChanged())
            continue;
        QJsonValue value = step.text;
        if (!step.isText)
            problemOf(step.text, &value);
        overrides[step.id] = value;
    }
    return overrides;
}

/*! Returns what the flow's blockOverrides become by apply(). */
QJsonObject NoukaiOverrideDraft::blockOverrides() const
{
    QJsonObject overrides = d->flow ? d->flow->blockOverrides() : QJsonObject();
    QJsonValue settings;
    problemOf(d->settings, &settings);
    if (settings.toObject().isEmpty())
        overrides.remove(d->ownId);
    else
        overrides[d->ownId] = settings.toObject();
    return overrides;
}

/*!
    Changes the flow and, with \l reruns, runs it again from the step. Returns whether that was done: not while there
    is a \l problem, and not when the flow refuses, which then is the problem and leaves all as it was; nor when a slot
    has deleted this.
*/
bool NoukaiOverrideDraft::apply()
{
    if (!problem().isEmpty())
        return false;
    const QPointer<NoukaiOverrideDraft> alive(this);
    const QPointer<NoukaiFlow> flow(d->flow);
    const QJsonObject inputsBefore = flow->inputOverrides();
    const QJsonObject blocksBefore = flow->blockOverrides();
    const QJsonObject blocks = blockOverrides(); // read before any slot is called
    const bool runs = d->reruns;
    const int from = d->stepIndex;
    flow->setInputOverrides(inputOverrides());
    if (flow)
        flow->setBlockOverrides(blocks);
    if (!runs || !flow)
        return alive;
    bool begun = false;
    QString why;
    QObject watch; // hears what comes of the call
    connect(flow, &NoukaiFlow::stateChanged, &watch, [&begun] { begun = true; });
    connect(flow, &NoukaiFlow::warningRaised, &watch, [&why](const QString &warning) { why = warning; });
    flow->rerunFrom(from);
    if (begun || !flow)
        return alive;
    flow->setInputOverrides(inputsBefore);
    if (flow)
        flow->setBlockOverrides(blocksBefore);
    if (alive) {
        d->refused = why.isEmpty() ? tr("The flow cannot run again from here.") : why;
        Q_EMIT changed();
    }
    return false;
}

/*!
    \fn void NoukaiOverrideDraft::changed()
    Something was written or begun anew, or can or cannot be done now.
*/
