// SPDX-License-Identifier: MIT
#include "toolround_p.h"

#include "noukaitool_p.h"

#include <QtCore/QFutureWatcher>

#include <algorithm>
#include <exception>
#include <utility>

namespace
{

// These are read by a model, not by people, so they are not translated.
constexpr QLatin1StringView Denied("The application does not allow this tool to be called.");
constexpr QLatin1StringView NotAnswered("Error: the tool was stopped before it answered.");

QString failure(const char *what)
{
    return QStringLiteral("Error: the tool failed: ") + QString::fromUtf8(what);
}

// What the application's code gives, or how it failed; nothing it throws gets further.
template <typename Call>
QString contentOf(Call &&call)
{
    try {
        return call();
    } catch (const std::exception &exception) {
        return failure(exception.what());
    } catch (...) {
        return failure("unknown reason");
    }
}

} // namespace

ToolRound::ToolRound(const NoukaiToolCallsRequired &pause, const QList<QPointer<NoukaiTool>> &tools,
                     const QSet<QString> &allowed, QObject *parent)
    : QObject(parent)
    , m_pause(pause)
{
    const QList<NoukaiToolCall> calls = pause.toolCalls();
    m_entries.resize(std::size_t(calls.size()));
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        Entry &entry = m_entries[i];
        entry.call = calls[qsizetype(i)];
        const auto tool = std::find_if(tools.begin(), tools.end(),
                                       [&](const auto &tool) { return tool && tool->name() == entry.call.name(); });
        if (tool == tools.end())
            continue;
        entry.tool = *tool;
        if (entry.tool->policy() == NoukaiTool::Deny)
            entry.rule = Rule::Deny;
        else if (entry.tool->policy() == NoukaiTool::Auto && entry.tool->hasHandler())
            entry.rule = Rule::Auto;
        else if (allowed.contains(entry.call.name()) && !entry.tool->isDestructive() && entry.tool->hasHandler())
            entry.rule = Rule::Allowed;
    }
}

bool ToolRound::isAutomatic() const
{
    return std::all_of(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return entry.byPolicy(); });
}

void ToolRound::applyPolicies()
{
    // A handler may end the run, and with it this round.
    const QPointer<ToolRound> alive(this);
    m_stopped = false;
    for (std::size_t i = 0; alive && !m_stopped && i < m_entries.size(); ++i) {
        Entry &entry = m_entries[i];
        if (!entry.byPolicy() || entry.decided || entry.handler)
            continue;
        if (entry.tool && entry.rule == Rule::Deny) {
            settle(i, Denied, How::Refused);
        } else if (entry.tool && entry.tool->hasHandler()) {
            run(i, entry.call);
        } else {
            entry.rule = Rule::Ask; // the tool is gone
            Q_EMIT changed();
        }
    }
}

ToolRound::Entry *ToolRound::waitingEntry(const QString &callId)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &entry) { return entry.waits() && entry.call.id() == callId; });
    return found == m_entries.end() ? nullptr : &*found;
}

bool ToolRound::answer(const QString &callId, const QString &content, How how)
{
    Entry *entry = waitingEntry(callId);
    if (!entry)
        return false;
    settle(std::size_t(entry - m_entries.data()), content, how);
    return true;
}

bool ToolRound::approve(const QString &callId, const QJsonValue &arguments)
{
    Entry *entry = waitingEntry(callId);
    if (!entry || !entry->tool || !entry->tool->hasHandler())
        return false;
    entry->edited = arguments;
    run(std::size_t(entry - m_entries.data()),
        arguments.isUndefined() ? entry->call : NoukaiToolCall(callId, entry->call.name(), arguments));
    return true;
}

void ToolRound::run(std::size_t position, const NoukaiToolCall &call)
{
    const NoukaiToolCall kept = call; // the handler may delete us NOLINT(performance-unnecessary-copy-initialization)
    const NoukaiToolPrivate &tool = *m_entries[position].tool->d;
    if (tool.handler)
        runFunction(position, kept);
    else if (tool.asyncHandler)
        runAsync(position, kept);
    else
        runSignal(position, kept);
}

void ToolRound::runFunction(std::size_t position, const NoukaiToolCall &call)
{
    const QPointer<ToolRound> alive(this);
    Entry &entry = m_entries[position];
    const NoukaiTool::Handler handler = entry.tool->d->handler;
    // Marks the call as taken while the function runs, should it spin an event loop.
    const QPointer<QObject> running = new QObject(this);
    entry.handler = running;
    const QString content = contentOf([&] { return handler(call); });
    if (!alive)
        return;
    delete running;
    if (!entry.decided)
        settle(position, content);
}

void ToolRound::runAsync(std::size_t position, const NoukaiToolCall &call)
{
    const QPointer<ToolRound> alive(this);
    auto *watcher = new QFutureWatcher<QString>(this);
    m_entries[position].handler = watcher;
    connect(watcher, &QFutureWatcherBase::finished, this, [this, position, watcher] {
        QFuture<QString> future = watcher->future();
        const QString content = contentOf([&] {
            future.waitForFinished(); // it is; this throws what it holds
            return future.resultCount() == 0 ? QString(NotAnswered) : future.result();
        });
        watcher->deleteLater();
        settle(position, content);
    });
    const NoukaiTool::AsyncHandler handler = m_entries[position].tool->d->asyncHandler;
    QFuture<QString> future;
    const QString failed = contentOf([&] {
        future = handler(call);
        return QString();
    });
    if (!alive || m_entries[position].handler != watcher) {
        future.cancel(); // the handler itself ended the run
        return;
    }
    if (failed.isEmpty()) {
        watcher->setFuture(future);
        Q_EMIT changed();
    } else {
        watcher->deleteLater();
        settle(position, failed);
    }
}

void ToolRound::runSignal(std::size_t position, const NoukaiToolCall &call)
{
    Entry &entry = m_entries[position];
    auto *request = new NoukaiToolRequest(call, this);
    entry.handler = request;
    connect(request, &NoukaiToolRequest::answeredChanged, this, [this, position, request] {
        request->deleteLater();
        settle(position, request->m_content);
    });
    // With the tool goes whoever would have answered, so a person has to.
    connect(entry.tool, &QObject::destroyed, request, [this, position, request] {
        request->deleteLater();
        Entry &orphan = m_entries[position];
        if (orphan.handler != request)
            return;
        orphan.handler = nullptr;
        orphan.rule = Rule::Ask;
        Q_EMIT changed();
    });
    const QPointer<NoukaiTool> tool = entry.tool;
    const QPointer<ToolRound> alive(this);
    Q_EMIT changed();
    if (alive && tool && entry.handler == request)
        Q_EMIT tool->called(request);
}

void ToolRound::settle(std::size_t position, const QString &content, How how)
{
    Entry &entry = m_entries[position];
    entry.how = how;
    entry.content = content;
    entry.decided = true;
    entry.handler = nullptr;
    Q_EMIT changed();
}

QList<NoukaiToolCall> ToolRound::waiting() const
{
    QList<NoukaiToolCall> calls;
    for (const Entry &entry : m_entries) {
        if (entry.waits())
            calls.append(entry.call);
    }
    return calls;
}

bool ToolRound::isComplete() const
{
    return std::all_of(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return entry.decided; });
}

QList<NoukaiWire::ToolResult> ToolRound::results() const
{
    QList<NoukaiWire::ToolResult> results;
    for (const Entry &entry : m_entries)
        results.append({entry.call.id(), entry.content});
    return results;
}

void ToolRound::stopHandlers()
{
    m_stopped = true;
    for (Entry &entry : m_entries) {
        QObject *handler = std::exchange(entry.handler, nullptr);
        if (!handler)
            continue;
        handler->disconnect(this);
        if (auto *watcher = qobject_cast<QFutureWatcherBase *>(handler))
            watcher->cancel();
        handler->deleteLater();
    }
}
