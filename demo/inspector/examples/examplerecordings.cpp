// SPDX-License-Identifier: MIT
#include "examplerecordings.h"

#include "examplerun.h"
#include "manysteps.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace
{

using Play = void (*)(ExampleRun &);

struct Entry {
    const char *id;
    const char *title;
    const char *description;
    const char *flow;
    const char *scenario; // of the mock server; null: there is none, make() writes the run
    const char *message;
    double speed;
    Play play;
};

QString json(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject tool(const QString &name, const QString &description, const QStringList &arguments)
{
    QJsonObject properties;
    for (const QString &argument : arguments)
        properties.insert(argument, QJsonObject{{u"type"_s, argument == u"amount"_s ? u"number"_s : u"string"_s}});
    const QJsonObject schema{{u"type"_s, u"object"_s}, {u"properties"_s, properties}};
    return {
        {u"type"_s, u"function"_s},
        {u"function"_s, QJsonObject{{u"name"_s, name}, {u"description"_s, description}, {u"parameters"_s, schema}}}};
}

QJsonArray shopTools()
{
    return {tool(u"get_order"_s, u"Looks up an order of the shop."_s, {u"orderId"_s}),
            tool(u"issue_refund"_s, u"Pays money back to the customer's card."_s, {u"orderId"_s, u"amount"_s}),
            tool(u"send_mail"_s, u"Sends an e-mail."_s, {u"to"_s, u"subject"_s, u"body"_s})};
}

void toEnd(ExampleRun &run)
{
    run.start();
}

// The first call as it was proposed, the second with a smaller amount, the third not.
void decideThreeCalls(ExampleRun &run)
{
    run.offerTools(shopTools());
    run.start();
    run.answerTools(9400, {json({{u"orderId"_s, u"A-10427"_s},
                                 {u"item"_s, u"Trail shoes, size 42"_s},
                                 {u"price"_s, u"89.90 EUR"_s},
                                 {u"delivered"_s, u"9 days ago"_s}}),
                           json({{u"orderId"_s, u"A-10427"_s}, {u"refunded"_s, 74.9}, {u"currency"_s, u"EUR"_s}}),
                           u"The user refused this tool call: the customer is called by phone instead."_s});
}

void failAndRepeat(ExampleRun &run)
{
    run.start();
    const QJsonObject read{{u"file"_s, u"prices-april.csv"_s},
                           {u"rows"_s, 1284},
                           {u"columns"_s, QJsonArray{u"sku"_s, u"price"_s, u"valid_from"_s}},
                           {u"sample"_s, u"4711;19,90;2026-04-03"_s}};
    run.rerunFrom(11'800, 2, {{u"read"_s, read}});
}

void loseConnection(ExampleRun &run)
{
    run.loseConnectionAfter(12);
    run.start();
    run.resume(5200);
}

void refuseDeceit(ExampleRun &run)
{
    run.offerTools(shopTools());
    run.start();
    run.answerTools(6100, {u"The user refused this tool call."_s});
}

constexpr Entry entries[] = {
    {"happy", QT_TRANSLATE_NOOP("ExampleRecordings", "A run that goes well"),
     QT_TRANSLATE_NOOP("ExampleRecordings", "Two steps that write; the second reads what the first wrote."),
     "acme/spelling/grade-3", "spelling", "i read there books yesterday", 1, &toEnd},
    {"long", QT_TRANSLATE_NOOP("ExampleRecordings", "A very long output"),
     QT_TRANSLATE_NOOP("ExampleRecordings", "A report of 2 MB in Markdown, written in half a minute."),
     "acme/research/report", "research", "The market for container cranes", 1.3, &toEnd},
    {"tools", QT_TRANSLATE_NOOP("ExampleRecordings", "Tool calls that a person decides"),
     QT_TRANSLATE_NOOP("ExampleRecordings",
                       "Three calls at once: one approved, one approved with another amount, one denied."),
     "acme/support/return", "return", "The shoes are too small. I want my money back.", 1, &decideThreeCalls},
    {"failure", QT_TRANSLATE_NOOP("ExampleRecordings", "A step that fails"),
     QT_TRANSLATE_NOOP("ExampleRecordings",
                       "An import stops at a date. Its input shows why; put it right and run again from there."),
     "acme/etl/import", "etl", "prices-april.csv", 1, &toEnd},
    {"rerun", QT_TRANSLATE_NOOP("ExampleRecordings", "A failure that was put right"),
     QT_TRANSLATE_NOOP("ExampleRecordings",
                       "The same import, run again from the step that failed, with the date corrected."),
     "acme/etl/import", "etl", "prices-april.csv", 1, &failAndRepeat},
    {"loop", QT_TRANSLATE_NOOP("ExampleRecordings", "Steps in a loop"),
     QT_TRANSLATE_NOOP("ExampleRecordings", "Four chapters, each translated and checked in turn."),
     "acme/translate/chapters", "translate", "The winter harbour", 1, &toEnd},
    {"parallel", QT_TRANSLATE_NOOP("ExampleRecordings", "Steps at the same time"),
     QT_TRANSLATE_NOOP("ExampleRecordings", "Three reviewers read a contract at once; a fourth weighs their findings."),
     "acme/review/contract", "review", "Supplier contract of 3 March", 1, &toEnd},
    {"truncated", QT_TRANSLATE_NOOP("ExampleRecordings", "A file that was cut off"),
     QT_TRANSLATE_NOOP("ExampleRecordings", "A recording whose end is missing, as after a crash of who wrote it."),
     "acme/translate/chapters", "translate", "The winter harbour", 1, &toEnd},
    {"lost", QT_TRANSLATE_NOOP("ExampleRecordings", "A lost connection"),
     QT_TRANSLATE_NOOP("ExampleRecordings", "The run is interrupted in the middle of a step, and resumed."),
     "acme/document/summary", "summary", "The reading room is closed in May", 1, &loseConnection},
    {"many", QT_TRANSLATE_NOOP("ExampleRecordings", "10,000 steps"),
     QT_TRANSLATE_NOOP("ExampleRecordings", "More steps than anyone can look at one by one."), "acme/archive/pages",
     nullptr, "Archive of 2025", 1, nullptr},
    {"hostile", QT_TRANSLATE_NOOP("ExampleRecordings", "Text that deceives"),
     QT_TRANSLATE_NOOP("ExampleRecordings",
                       "Markup, links, invisible characters and a tool call that is not what it seems."),
     "acme/hostile/page", "hostile", "Summarize the page", 1, &refuseDeceit},
};

const Entry *find(const QString &id)
{
    const auto *const found = std::find_if(std::begin(entries), std::end(entries),
                                           [&](const Entry &entry) { return id == QLatin1StringView(entry.id); });
    return found == std::end(entries) ? nullptr : found;
}

} // namespace

QList<ExampleRecording> ExampleRecordings::all()
{
    QList<ExampleRecording> list;
    for (const Entry &entry : entries) {
        ExampleRecording recording;
        recording.id = QString::fromLatin1(entry.id);
        recording.title = QCoreApplication::translate("ExampleRecordings", entry.title);
        recording.description = QCoreApplication::translate("ExampleRecordings", entry.description);
        recording.message = QString::fromLatin1(entry.message);
        recording.flow = QString::fromLatin1(entry.flow);
        list.append(recording);
    }
    return list;
}

QByteArray ExampleRecordings::make(const QString &id)
{
    const Entry *entry = find(id);
    if (!entry)
        return {};
    if (!entry->scenario)
        return manyStepsRecording(QString::fromLatin1(entry->message), 10'000);
    ExampleRun run(QString::fromLatin1(entry->scenario), QString::fromLatin1(entry->message), entry->speed);
    Q_ASSERT(run.isValid() && run.identifier() == QLatin1StringView(entry->flow));
    entry->play(run);
    QByteArray lines = run.recording();
    if (id == u"truncated"_s)
        lines.truncate(lines.lastIndexOf('\n', lines.size() * 7 / 10) + 24); // in the middle of a line
    return lines;
}
