// SPDX-License-Identifier: MIT
#include "steplistmodel.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QTimerEvent>

namespace
{

constexpr int FrameMs = 16;
constexpr int PreviewLength = 160;
constexpr int MaximumPendingRows = 10000; // a server's word for the number of steps is not trusted with our memory

bool hasEnded(StepState::State state)
{
    return state == StepState::Completed || state == StepState::Failed || state == StepState::Skipped ||
           state == StepState::Cancelled;
}

QString asText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Indented).trimmed());
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Indented).trimmed());
    return value.isNull() || value.isUndefined() ? QString() : value.toVariant().toString();
}

QString previewOf(const QString &output)
{
    QString line = output.left(2 * PreviewLength).simplified();
    if (line.size() <= PreviewLength && output.size() <= 2 * PreviewLength)
        return line;
    return line.left(PreviewLength - 1) + QChar(0x2026);
}

qint64 totalTokens(const NoukaiTokens &tokens)
{
    if (tokens.total() >= 0 || tokens.prompt() < 0 || tokens.completion() < 0)
        return tokens.total();
    return tokens.prompt() + tokens.completion();
}

} // namespace

StepListModel::StepListModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void StepListModel::setFlow(NoukaiFlow *flow)
{
    if (m_flow)
        m_flow->disconnect(this);
    m_flow = flow;
    clear();
    if (!flow)
        return;
    connect(flow, &NoukaiFlow::stateChanged, this, &StepListModel::onStateChanged);
    connect(flow, &NoukaiFlow::runStarted, this, &StepListModel::onRunStarted);
    connect(flow, &NoukaiFlow::stepStarted, this, &StepListModel::onStepStarted);
    connect(flow, &NoukaiFlow::stepOutput, this, &StepListModel::onStepOutput);
    connect(flow, &NoukaiFlow::stepCompleted, this, &StepListModel::onStepCompleted);
    connect(flow, &NoukaiFlow::stepFailed, this, &StepListModel::onStepFailed);
    connect(flow, &NoukaiFlow::toolCallsRequired, this, &StepListModel::onToolCallsRequired);
}

int StepListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QHash<int, QByteArray> StepListModel::roleNames() const
{
    return {{StepNameRole, "stepName"},  {StepIndexRole, "stepIndex"},   {StateRole, "stepState"},
            {RoleRole, "stateRole"},     {GlyphRole, "stateGlyph"},      {WordRole, "stateWord"},
            {AttemptRole, "attempt"},    {DurationRole, "durationMs"},   {RunningRole, "isRunning"},
            {TokensRole, "totalTokens"}, {CostRole, "costUsd"},          {PreviewRole, "preview"},
            {OutputRole, "outputText"},  {TruncatedRole, "isTruncated"}, {ErrorRole, "stepError"}};
}

QVariant StepListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case StepNameRole:
        return row.name;
    case StepIndexRole:
        return row.stepIndex;
    case StateRole:
        return row.state;
    case RoleRole:
        return QVariant::fromValue(StepState::role(row.state));
    case GlyphRole:
        return QVariant::fromValue(StepState::glyph(row.state));
    case WordRole:
        return StepState::word(row.state);
    case AttemptRole:
        return row.attempt;
    case DurationRole:
        return row.durationMs < 0 && row.clock.isValid() ? row.clock.elapsed() : row.durationMs;
    case RunningRole:
        return row.state == StepState::Running;
    case TokensRole:
        return totalTokens(row.tokens);
    case CostRole:
        return row.costUsd;
    case PreviewRole:
        return previewOf(row.output);
    case OutputRole:
        return row.output;
    case TruncatedRole:
        return row.truncated;
    case ErrorRole:
        return row.error;
    default:
        return {};
    }
}

// A start forgets the rows of the run before; a resumed run, or one from a step on, keeps them. An end closes what the
// server left open.
void StepListModel::onStateChanged()
{
    const NoukaiFlow::State state = m_flow->state();
    if (state == NoukaiFlow::Connecting && m_flow->executionId().isEmpty()) {
        clear();
        return;
    }
    const bool ended = !m_flow->isRunning();
    for (int i = 0; i < m_rows.size(); ++i) {
        Row &row = m_rows[i];
        if (row.state == StepState::AwaitingTools && state == NoukaiFlow::Running)
            row.state = StepState::Running;
        else if (ended && row.state == StepState::Pending && state != NoukaiFlow::Interrupted)
            row.state = StepState::Skipped;
        else if (ended && !hasEnded(row.state) && row.state != StepState::Pending)
            row.state = state == NoukaiFlow::Completed ? StepState::Completed : StepState::Cancelled;
        else
            continue;
        if (hasEnded(row.state) && row.durationMs < 0 && row.clock.isValid())
            row.durationMs = row.clock.elapsed();
        touch(i);
    }
}

void StepListModel::onRunStarted(const NoukaiRunStarted &event)
{
    const int known = int(m_rows.size());
    const int count = qMin(event.stepCount(), MaximumPendingRows);
    if (count <= known)
        return;
    beginInsertRows({}, known, count - 1);
    for (int i = known; i < count; ++i) {
        Row row;
        row.stepIndex = i;
        m_rows.append(row);
    }
    endInsertRows();
    Q_EMIT countChanged();
}

// The row of this step that is still open, the pending row that waits at its index, or a new row for a new attempt.
int StepListModel::ensureRow(const NoukaiEvent &event, const QString &name)
{
    int index = openRow(event.stepId());
    int attempts = 0;
    int afterStarted = 0;
    for (int i = 0; i < m_rows.size() && index < 0; ++i) {
        const Row &row = m_rows.at(i);
        attempts += row.stepId == event.stepId();
        if (row.clock.isValid())
            afterStarted = i + 1;
    }
    for (int i = 0; i < m_rows.size() && index < 0 && attempts == 0; ++i) {
        if (m_rows.at(i).stepIndex == event.stepIndex() && !m_rows.at(i).clock.isValid())
            index = i;
    }
    if (index < 0) {
        Row row;
        row.stepIndex = event.stepIndex();
        row.attempt = attempts + 1;
        index = insertRow(afterStarted, row);
    }
    Row &row = m_rows[index];
    row.stepId = event.stepId();
    if (!name.isEmpty())
        row.name = name;
    if (!row.clock.isValid())
        row.clock.start();
    touch(index);
    return index;
}

void StepListModel::onStepStarted(const NoukaiStepStarted &event)
{
    m_rows[ensureRow(event, event.name())].state = StepState::Running;
}

void StepListModel::onStepOutput(const NoukaiStepOutput &event)
{
    const int index = ensureRow(event, {});
    Row &row = m_rows[index];
    if (row.state == StepState::Pending)
        row.state = StepState::Running;
    appendOutput(row, event.text());
}

void StepListModel::onStepCompleted(const NoukaiStepCompleted &event)
{
    const int index = ensureRow(event, event.name());
    Row &row = m_rows[index];
    row.state = StepState::Completed;
    row.durationMs = event.durationMs() >= 0 ? event.durationMs() : row.clock.elapsed();
    row.tokens = event.tokens();
    row.costUsd = event.costUsd();
    if (row.output.isEmpty())
        appendOutput(row, asText(event.output()));
}

void StepListModel::onStepFailed(const NoukaiStepFailed &event)
{
    const int index = ensureRow(event, event.name());
    Row &row = m_rows[index];
    row.state = StepState::Failed;
    row.durationMs = row.clock.elapsed();
    row.error = event.message().isEmpty() ? event.code() : event.message();
}

void StepListModel::onToolCallsRequired(const NoukaiToolCallsRequired &event)
{
    m_rows[ensureRow(event, {})].state = StepState::AwaitingTools;
}

void StepListModel::clear()
{
    if (m_rows.isEmpty())
        return;
    beginResetModel();
    m_rows.clear();
    m_firstDirty = m_lastDirty = -1;
    endResetModel();
    Q_EMIT countChanged();
}

int StepListModel::insertRow(int position, const Row &row)
{
    flush(); // the gathered range is in the old numbers
    beginInsertRows({}, position, position);
    m_rows.insert(position, row);
    endInsertRows();
    Q_EMIT countChanged();
    return position;
}

int StepListModel::openRow(const QString &stepId) const
{
    for (int i = int(m_rows.size()) - 1; i >= 0; --i) {
        if (m_rows.at(i).stepId == stepId && m_rows.at(i).clock.isValid())
            return hasEnded(m_rows.at(i).state) ? -1 : i;
    }
    return -1;
}

void StepListModel::appendOutput(Row &row, const QString &text)
{
    row.output += text;
    // Twice the limit before cutting, so that a chunk costs the same however long the output is.
    if (row.output.size() <= 2 * OutputLimit)
        return;
    qsizetype cut = row.output.size() - OutputLimit;
    // Begin with a whole word where one is near, and never inside a character.
    const qsizetype space = row.output.indexOf(u' ', cut);
    if (space >= 0 && space < cut + 80)
        cut = space + 1;
    else if (row.output.at(cut).isLowSurrogate())
        ++cut;
    row.output.remove(0, cut);
    row.truncated = true;
}

void StepListModel::tick()
{
    for (int i = 0; i < m_rows.size(); ++i) {
        if (m_rows.at(i).clock.isValid() && m_rows.at(i).durationMs < 0)
            Q_EMIT dataChanged(index(i), index(i), {DurationRole});
    }
}

void StepListModel::touch(int row)
{
    m_firstDirty = m_firstDirty < 0 ? row : qMin(m_firstDirty, row);
    m_lastDirty = qMax(m_lastDirty, row);
    if (!m_frame.isActive())
        m_frame.start(FrameMs, this);
}

void StepListModel::flush()
{
    m_frame.stop();
    if (m_firstDirty < 0)
        return;
    const int first = std::exchange(m_firstDirty, -1);
    const int last = std::exchange(m_lastDirty, -1);
    Q_EMIT dataChanged(index(first), index(last));
}

void StepListModel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_frame.timerId())
        flush();
    else
        QAbstractListModel::timerEvent(event);
}
