// SPDX-License-Identifier: MIT
// Runs as files for other programs.
#include "../flow/flowrecorder.h"
#include "exportedrun.h"

#include <QtCore/QTemporaryDir>

using namespace Qt::StringLiterals;
using Timeline = NoukaiTimelineModel;

class tst_Exporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void csvIsRfc4180_data();
    void csvIsRfc4180();
    void traceIsSound_data();
    void traceIsSound();
    void jsonIsWhole();
    void fencesHold();
    void noSecrets_data();
    void noSecrets();
    void keyAcrossBlocks();
    void redactedFields();
    void localeIndependent();
    void inTheMiddle();
    void nothingToWrite();
    void writeErrors();
    void savesFiles();
    void names();
    void textIsBounded();
    void flowGoes();
};

namespace
{

const QStringList Runs{u"loop"_s, u"parallel"_s, u"rerun"_s, u"tools"_s, u"hostile"_s};
constexpr NoukaiExporter::Format Formats[] = {NoukaiExporter::Csv, NoukaiExporter::Markdown,
                                              NoukaiExporter::ChromeTrace, NoukaiExporter::Json};

void addRuns()
{
    QTest::addColumn<QString>("run");
    for (const QString &run : Runs)
        QTest::newRow(qPrintable(run)) << run;
}

// As strict as the RFC; false where the text is none of it.
bool readCsv(const QByteArray &utf8, QList<QStringList> *records)
{
    const QString text = QString::fromUtf8(utf8);
    QStringList record;
    for (qsizetype at = 0; at < text.size();) {
        QString field;
        if (text[at] == u'"') {
            for (++at;; ++at) {
                if (at >= text.size())
                    return false;
                if (text[at] != u'"')
                    field += text[at];
                else if (text.mid(at + 1, 1) == u"\"")
                    field += text[++at];
                else
                    break;
            }
            ++at;
        } else {
            while (at < text.size() && text[at] != u',' && text[at] != u'\r') {
                if (text[at] == u'"' || text[at] == u'\n')
                    return false;
                field += text[at++];
            }
        }
        record += field;
        if (text.mid(at, 1) == u",") {
            ++at;
            continue;
        }
        if (text.mid(at, 2) != u"\r\n")
            return false;
        at += 2;
        records->append(std::exchange(record, {}));
    }
    return record.isEmpty();
}

class FullDevice : public QIODevice
{
public:
    explicit FullDevice(qint64 room)
        : m_room(room)
    {
        open(WriteOnly | Unbuffered);
        setErrorString(u"no room"_s);
    }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        const qint64 taken = qMin(size, m_room);
        m_room -= taken;
        return taken;
    }

private:
    qint64 m_room;
};

} // namespace

void tst_Exporter::initTestCase()
{
    qunsetenv("NOUKAI_API_KEY");
    qunsetenv("NOUKAI_BASE_URL");
    qunsetenv("NOUKAI_ENV");
}

void tst_Exporter::csvIsRfc4180_data()
{
    addRuns();
}

void tst_Exporter::csvIsRfc4180()
{
    QFETCH(QString, run);
    const ExportedRun exported(run);
    QVERIFY(exported.played);
    QList<QStringList> records;
    QVERIFY(readCsv(exported.written(NoukaiExporter::Csv), &records));
    QCOMPARE(records.size(), exported.timeline.rowCount() + 1);
    const QStringList header = records.constFirst();
    QCOMPARE(QSet<QString>(header.begin(), header.end()).size(), header.size());
    for (int row = 0; row < exported.timeline.rowCount(); ++row) {
        const QStringList record = records.at(row + 1);
        QCOMPARE(record.size(), header.size());
        const QModelIndex index = exported.timeline.index(row);
        const auto field = [&](const QString &name) {
            return record.at(header.indexOf(name));
        };
        const auto number = [&](int role) {
            const qint64 value = index.data(role).toLongLong();
            return value < 0 ? QString() : QString::number(value);
        };
        QCOMPARE(field(u"stepIndex"_s), number(Timeline::StepIndexRole));
        QCOMPARE(field(u"startMs"_s), number(Timeline::StartMsRole));
        QCOMPARE(field(u"durationMs"_s), number(Timeline::DurationMsRole));
        QCOMPARE(field(u"totalTokens"_s), number(Timeline::TotalTokensRole));
        QCOMPARE(field(u"costUsd"_s), index.data(Timeline::CostUsdRole).toString());
        QCOMPARE(field(u"attempt"_s), number(Timeline::AttemptRole));
        QString stepId = index.data(Timeline::StepIdRole).toString();
        if (stepId.startsWith(u'=') || stepId.startsWith(u'@'))
            stepId.prepend(u'\'');
        QCOMPARE(field(u"stepId"_s), stepId);
        for (const QString &text : record)
            QVERIFY2(!text.startsWith(u'=') && !text.startsWith(u'@') && !text.startsWith(u'+'), qPrintable(text));
    }
}

void tst_Exporter::traceIsSound_data()
{
    addRuns();
}

void tst_Exporter::traceIsSound()
{
    QFETCH(QString, run);
    const ExportedRun exported(run);
    QVERIFY(exported.played);
    QJsonParseError error;
    const QJsonDocument trace = QJsonDocument::fromJson(exported.written(NoukaiExporter::ChromeTrace), &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    struct Slice {
        qint64 begin;
        qint64 end;
    };
    QHash<int, QList<Slice>> steps; // by track
    qint64 latest = 0;
    int started = 0;
    const QJsonArray events = trace[u"traceEvents"_s].toArray();
    for (const QJsonValue &event : events) {
        const QString phase = event[u"ph"_s].toString();
        if (phase == u"M")
            continue;
        const qint64 time = event[u"ts"_s].toInteger(-1);
        QVERIFY(time >= latest);
        latest = time;
        if (phase == u"C")
            continue;
        QCOMPARE(phase, u"X"_s);
        const qint64 duration = event[u"dur"_s].toInteger(-1);
        QVERIFY(duration >= 0);
        QList<Slice> &track = steps[event[u"tid"_s].toInt()];
        if (event[u"cat"_s] == u"step"_s) {
            ++started;
            for (const Slice &other : track)
                QVERIFY(other.end <= time);
            track.append({time, time + duration});
        } else {
            QVERIFY(!track.isEmpty());
            QVERIFY(time >= track.constLast().begin && time + duration <= track.constLast().end);
        }
    }
    int expected = 0;
    for (int row = 0; row < exported.timeline.rowCount(); ++row)
        expected += exported.timeline.index(row).data(Timeline::StartMsRole).toLongLong() >= 0 ? 1 : 0;
    QCOMPARE(started, expected);
    QCOMPARE(steps.size(), run == u"parallel" ? 3 : 1);
}

void tst_Exporter::jsonIsWhole()
{
    const ExportedRun exported(u"parallel"_s);
    const QByteArray text = exported.written(NoukaiExporter::Json);
    const QJsonObject run = json(text);
    QCOMPARE(run[u"state"_s], u"Completed"_s);
    QCOMPARE(run[u"identifier"_s], u"acme/docs/report"_s);
    QCOMPARE(run[u"usage"_s][u"costUsd"_s], u"0.01"_s);
    QCOMPARE(run[u"request"_s][u"message"_s], u"All at once"_s);
    QCOMPARE(run[u"steps"_s].toArray().size(), 4);
    QVERIFY(text.contains("\"exact\":1.5")); // as it came, whatever a double makes of it
    const ExportedRun hostile(u"hostile"_s);
    QVERIFY(hostile.written(NoukaiExporter::Json).contains("\"n\":12345678901234567890123"));
}

// No line of an output closes its block.
void tst_Exporter::fencesHold()
{
    const ExportedRun exported(u"hostile"_s);
    const QString text = QString::fromUtf8(exported.written(NoukaiExporter::Markdown));
    QString fence;
    int blocks = 0;
    for (const QString &line : text.split(u'\n')) {
        const QString ticks = QRegularExpression(u"^`{3,}"_s).match(line).captured();
        if (fence.isEmpty()) {
            fence = ticks;
            blocks += ticks.isEmpty() ? 0 : 1;
            QVERIFY2(!line.contains(u"break out"), qPrintable(line));
        } else if (ticks.size() >= fence.size()) {
            QCOMPARE(line, fence);
            fence.clear();
        }
    }
    QVERIFY(fence.isEmpty());
    QVERIFY(blocks >= 3);
    QVERIFY(!text.contains(u'\u202e') && !text.contains(u'\u0007'));
}

void tst_Exporter::noSecrets_data()
{
    QTest::addColumn<QString>("run");
    QTest::addColumn<NoukaiExporter::Format>("format");
    for (const QString &run : Runs) {
        for (const NoukaiExporter::Format format : Formats)
            QTest::addRow("%s %s", qPrintable(run), qPrintable(nameOf(format))) << run << format;
    }
}

void tst_Exporter::noSecrets()
{
    QFETCH(QString, run);
    QFETCH(NoukaiExporter::Format, format);
    qputenv("NOUKAI_API_KEY", "nk_live_0123456789");
    const auto reset = qScopeGuard([] { qunsetenv("NOUKAI_API_KEY"); });
    const ExportedRun exported(run);
    QVERIFY(!exported.written(format).contains("nk_"));
    for (int row = -1; row < exported.timeline.rowCount(); ++row) {
        for (const auto step : {NoukaiExporter::StepMarkdown, NoukaiExporter::StepJson, NoukaiExporter::Curl,
                                NoukaiExporter::Cpp, NoukaiExporter::Qml}) {
            const QString text = exported.exporter.stepText(row < 0 ? -1 : exported.attemptId(row), step);
            QVERIFY2(!text.contains(u"nk_"), qPrintable(text));
            QCOMPARE(text.isEmpty(), row < 0 && step < NoukaiExporter::Curl);
        }
    }
}

// Long outputs are written in pieces; none of them ends within a key.
void tst_Exporter::keyAcrossBlocks()
{
    FlowBench bench;
    QByteArray text = QByteArray("word ").repeated(30'000);
    for (int at = 0; at < text.size(); at += 4093)
        text.insert(at, " nk_live_0123456789abcdef ");
    const QByteArray solid = QByteArray("x").repeated(131'072 - 10) + " nk_" + QByteArray("y").repeated(131'072);
    const QByteArray quoted = '"' + text + solid + '"';
    const QString identifier = bench.addRaw(frame("run_started", R"({"runId": "r"})") +
                                            frame("step_completed", "{\"stepId\": \"a\", \"output\":" + quoted + '}') +
                                            frame("flow_completed", R"({"runId": "r"})"));
    NoukaiFlow flow(bench.client.get(), identifier);
    NoukaiExporter exporter;
    exporter.setFlow(&flow);
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    for (const NoukaiExporter::Format format : {NoukaiExporter::Markdown, NoukaiExporter::Json}) {
        const QString written = exporter.text(format);
        QVERIFY(written.size() > text.size());
        QVERIFY(!written.contains(u"nk_"));
        QVERIFY(!written.contains(u"yyyy"));
        QVERIFY(written.contains(u"[key] word"));
    }
}

void tst_Exporter::redactedFields()
{
    ExportedRun exported(u"hostile"_s);
    exported.exporter.setRedactedFields({u"message"_s, u"output.html"_s, u"text"_s});
    const QJsonObject run = json(exported.written(NoukaiExporter::Json));
    QCOMPARE(run[u"request"_s][u"message"_s], u"[redacted]"_s);
    QCOMPARE(run[u"steps"_s][0][u"input"_s][u"text"_s], u"[redacted]"_s);
    QCOMPARE(run[u"steps"_s][1][u"output"_s][u"html"_s], u"[redacted]"_s);
    QVERIFY(!exported.written(NoukaiExporter::Markdown).contains("<b>`````</b>"));
    QVERIFY(!exported.exporter.stepText(-1, NoukaiExporter::Curl).contains(u"this"));
}

void tst_Exporter::localeIndependent()
{
    const ExportedRun exported(u"loop"_s);
    const QLocale before;
    for (const NoukaiExporter::Format format : Formats) {
        QLocale::setDefault(QLocale::c());
        const QByteArray expected = exported.written(format);
        QLocale::setDefault(QLocale(QLocale::Arabic, QLocale::Egypt));
        QCOMPARE(exported.written(format), expected);
    }
    QLocale::setDefault(before);
}

// A run that goes on is written as far as it is.
void tst_Exporter::inTheMiddle()
{
    const ExportedRun exported(u"parallel"_s, 350);
    QVERIFY(exported.played);
    const QJsonObject run = json(exported.written(NoukaiExporter::Json));
    QCOMPARE(run[u"state"_s], u"Running"_s);
    const QJsonArray steps = run[u"steps"_s].toArray();
    QCOMPARE(steps.size(), 4);
    QCOMPARE(steps[1][u"outputText"_s], u"l"_s);
    QCOMPARE(steps[1][u"durationMs"_s], QJsonValue(QJsonValue::Null));
    QVERIFY(!steps[1].toObject().contains(u"output"_s));
    const QJsonArray events = json(exported.written(NoukaiExporter::ChromeTrace))[u"traceEvents"_s].toArray();
    for (const QJsonValue &event : events)
        QVERIFY(event[u"dur"_s].toInteger(0) >= 0);
}

void tst_Exporter::nothingToWrite()
{
    NoukaiExporter exporter;
    QBuffer device;
    QCOMPARE(exporter.write(&device, NoukaiExporter::Csv).kind(), NoukaiError::Configuration);
    QCOMPARE(exporter.save(u"x"_s, NoukaiExporter::Csv).kind(), NoukaiError::Configuration);
    QVERIFY(exporter.text(NoukaiExporter::Csv).isEmpty());
    QVERIFY(exporter.stepText(0, NoukaiExporter::Curl).isEmpty());
    NoukaiFlow flow;
    exporter.setFlow(&flow);
    QCOMPARE(exporter.write(&device, NoukaiExporter::Csv).kind(), NoukaiError::Configuration); // it is not open
    QCOMPARE(exporter.write(nullptr, NoukaiExporter::Csv).kind(), NoukaiError::Configuration);
    QCOMPARE(exporter.save({}, NoukaiExporter::Csv).kind(), NoukaiError::Configuration);
    QVERIFY(exporter.stepText(-1, NoukaiExporter::Curl).isEmpty()); // no identifier
    QVERIFY(exporter.text(NoukaiExporter::Csv).endsWith(u"preview\r\n"));
    QVERIFY(json(exporter.text(NoukaiExporter::ChromeTrace).toUtf8()).contains(u"traceEvents"_s));
}

void tst_Exporter::writeErrors()
{
    const ExportedRun exported(u"loop"_s);
    for (const NoukaiExporter::Format format : Formats) {
        for (const int room : {0, 10}) {
            FullDevice device(room);
            const NoukaiError error = exported.exporter.write(&device, format);
            QCOMPARE(error.kind(), NoukaiError::Replay);
            QVERIFY2(error.message().contains(u"no room"), qPrintable(error.message()));
        }
    }
}

void tst_Exporter::savesFiles()
{
    const ExportedRun exported(u"loop"_s);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"run.csv"_s);
    QCOMPARE(exported.exporter.save(path, NoukaiExporter::Csv).kind(), NoukaiError::NoError);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), exported.written(NoukaiExporter::Csv));
    const QString url = QUrl::fromLocalFile(folder.filePath(u"a b.json"_s)).toString();
    QCOMPARE(exported.exporter.save(url, NoukaiExporter::Json).kind(), NoukaiError::NoError);
    QVERIFY(QFile::exists(folder.filePath(u"a b.json"_s)));
    const NoukaiError error = exported.exporter.save(folder.filePath(u"no/such/x"_s), NoukaiExporter::Csv);
    QCOMPARE(error.kind(), NoukaiError::Replay);
    QVERIFY(error.message().contains(u"no/such/x"));
    if (QFile::exists(u"/dev/full"_s)) {
        QCOMPARE(exported.exporter.save(u"/dev/full"_s, NoukaiExporter::Csv).kind(), NoukaiError::Replay);
        QVERIFY(!QFileInfo(u"/dev/full"_s).isFile());
    }
}

void tst_Exporter::names()
{
    const ExportedRun exported(u"hostile"_s);
    QCOMPARE(exported.exporter.suggestedName(NoukaiExporter::Csv), u"acme-docs-re-port.csv"_s);
    QCOMPARE(exported.exporter.suggestedName(NoukaiExporter::ChromeTrace), u"acme-docs-re-port.trace.json"_s);
    QCOMPARE(NoukaiExporter().suggestedName(NoukaiExporter::Markdown), u"run.md"_s);
}

void tst_Exporter::textIsBounded()
{
    FlowBench bench;
    const QByteArray quoted = '"' + QByteArray("word ").repeated(4'000'000) + '"';
    const QString identifier = bench.addRaw(frame("run_started", R"({"runId": "r"})") +
                                            frame("step_completed", "{\"stepId\": \"a\", \"output\":" + quoted + '}') +
                                            frame("flow_completed", R"({"runId": "r"})"));
    NoukaiFlow flow(bench.client.get(), identifier);
    NoukaiExporter exporter;
    exporter.setFlow(&flow);
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.finishes, 1, 30000);
    QVERIFY(exporter.text(NoukaiExporter::Markdown).isEmpty());
    QVERIFY(!exporter.text(NoukaiExporter::Csv).isEmpty());
    QBuffer device;
    device.open(QIODevice::WriteOnly);
    QCOMPARE(exporter.write(&device, NoukaiExporter::Markdown).kind(), NoukaiError::NoError);
    QVERIFY(device.size() > quoted.size());
}

void tst_Exporter::flowGoes()
{
    NoukaiExporter exporter;
    QSignalSpy changes(&exporter, &NoukaiExporter::flowChanged);
    {
        NoukaiFlow flow;
        exporter.setFlow(&flow);
    }
    QCOMPARE(changes.size(), 2);
    QVERIFY(!exporter.flow());
    QCOMPARE(exporter.save(u"x"_s, NoukaiExporter::Csv).kind(), NoukaiError::Configuration);
}

QTEST_GUILESS_MAIN(tst_Exporter)
#include "tst_exporter.moc"
