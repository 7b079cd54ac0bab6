// SPDX-License-Identifier: MIT
#include "recording/recordingreader_p.h"

#include <QtCore/QBuffer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

namespace
{

const QByteArray Header = "{\"noukai\":\"recording\",\"version\":1}\n";
const QByteArray Run = "{\"t\":0,\"run\":\"start\",\"cursor\":0}\n";
const QByteArray Event = "{\"t\":5,\"event\":\"run_started\",\"data\":{\"runId\":\"r\"}}\n";
const QByteArray End = "{\"t\":9,\"end\":\"Completed\"}\n";

// Gives what it holds in small pieces and cannot go back, like a pipe.
class Pipe : public QIODevice
{
public:
    explicit Pipe(const QByteArray &data)
        : m_data(data)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        if (m_at == m_data.size())
            return -1;
        const qint64 piece = std::min<qint64>({size, 7, m_data.size() - m_at});
        memcpy(data, m_data.constData() + m_at, size_t(piece));
        m_at += piece;
        return piece;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_data;
    qint64 m_at = 0;
};

RecordingReader::Progress loadAll(RecordingReader &reader)
{
    RecordingReader::Progress progress = RecordingReader::Progress::More;
    while (progress == RecordingReader::Progress::More)
        progress = reader.load(QDeadlineTimer(QDeadlineTimer::Forever));
    return progress;
}

} // namespace

class tst_RecordingReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void good_data();
    void good();
    void refused_data();
    void refused();
    void cutAtEveryByte();
    void slices();
    void longLines();
    void fileGoes();
    void noFile();
    void noDevice();
};

void tst_RecordingReader::good_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("entries");
    QTest::addColumn<int>("events");
    QTest::addColumn<bool>("truncated");
    QTest::newRow("nothing but the header") << Header << 0 << 0 << false;
    QTest::newRow("header without line end") << Header.trimmed() << 0 << 0 << false;
    QTest::newRow("a run") << Header + Run + Event + End << 3 << 1 << false;
    QTest::newRow("no line end at the end") << Header + Run + Event + End.trimmed() << 3 << 1 << false;
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + Header + Run + Event + End << 3 << 1 << false;
    QTest::newRow("CRLF") << QByteArray(Header + Run + Event + End).replace("\n", "\r\n") << 3 << 1 << false;
    QTest::newRow("blank lines") << Header + "\n  \n" + Run + "\r\n" + Event + End + "\n\n" << 3 << 1 << false;
    QTest::newRow("cut in a line") << Header + Run + Event + Event.left(30) << 2 << 1 << true;
    QTest::newRow("cut between lines") << Header + Run + Event << 2 << 1 << true;
    QTest::newRow("cut before the end line") << Header + Run + "{\"t\":5,\"event\":\"flow_completed\",\"data\":{}}\n"
                                             << 2 << 1 << false;
    QTest::newRow("unknown lines and members")
        << Header + Run + "{\"t\":1,\"novelty\":[]}\n{\"t\":\"?\"}\n{}\n" + Event.chopped(2) + ",\"x\":1}\n" + End << 3
        << 1 << false;
    QTest::newRow("members in any order")
        << Header + Run + "{\"data\":{\"t\":7,\"end\":1},\"event\":\"x\",\"t\":5}\n" + End << 3 << 1 << false;
    QTest::newRow("time with a fraction")
        << Header + Run + "{\"t\":4.6,\"event\":\"x\",\"data\":{}}\n" + End << 3 << 1 << false;
    QTest::newRow("half a surrogate pair")
        << Header + Run + "{\"t\":5,\"cursor\":0,\"request\":{\"message\":\"\\ud800\"}}\n" +
               "{\"t\":5,\"event\":\"x\",\"data\":{\"a\":\"\\ud800\"}}\n" + End
        << 4 << 1 << false;
    QTest::newRow("as deep as events go")
        << Header + Run + "{\"t\":5,\"event\":\"x\",\"data\":{\"a\":" + QByteArray(1023, '[') + QByteArray(1023, ']') +
               "}}\n" + End
        << 3 << 1 << false;
}

void tst_RecordingReader::good()
{
    QFETCH(QByteArray, text);
    QBuffer buffer(&text);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    Pipe pipe(text);
    for (QIODevice *device : {static_cast<QIODevice *>(&buffer), static_cast<QIODevice *>(&pipe)}) {
        RecordingReader reader;
        QVERIFY(reader.open(device));
        loadAll(reader);
        QCOMPARE(reader.error().message(), QString());
        QTEST(int(reader.entries().size()), "entries");
        QTEST(reader.eventCount(), "events");
        QTEST(reader.isTruncated(), "truncated");
        for (std::size_t i = reader.entries().size(); i-- > 0;) {
            const std::string_view line = reader.line(i);
            QVERIFY(line.starts_with('{') && line.ends_with(line.back() == '\r' ? "}\r" : "}"));
        }
    }
}

void tst_RecordingReader::refused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QByteArray &text, const char *reason) {
        QTest::newRow(name) << text << QString::fromLatin1(reason);
    };
    row("empty", "", "is empty");
    row("a line end", "\n", "line 1: this is no recording");
    row("text", "Dear diary,\n", "line 1: this is no recording");
    row("binary",
        QByteArray("\x7f"
                   "ELF\0\1\2\3\n\xff\xfe",
                   12),
        "line 1: this is no recording");
    row("binary without a line end", QByteArray(100'000, '\1'), "line 1: this is no recording");
    row("other JSON", "{\"a\":1}\n", "line 1: this is no recording");
    row("a list", "[]\n", "line 1: this is no recording");
    row("another kind", "{\"noukai\":\"session\",\"version\":1}\n", "line 1: this is no recording");
    row("no version", "{\"noukai\":\"recording\"}\n", "line 1: the version");
    row("version that is none", "{\"noukai\":\"recording\",\"version\":\"1\"}\n", "line 1: the version");
    row("version zero", "{\"noukai\":\"recording\",\"version\":0}\n", "line 1: the version");
    row("newer version", "{\"noukai\":\"recording\",\"version\":2}\n", "version 2");
    row("version beyond all bounds", "{\"noukai\":\"recording\",\"version\":1e300}\n", "line 1: the version");
    row("huge header", "{\"noukai\":\"recording\",\"x\":\"" + QByteArray(100'000, 'x'), "line 1: this is no recording");

    const auto line = [&row](const char *name, const QByteArray &text, const char *reason) {
        row(name, Header + Run + text + '\n' + End, reason);
    };
    line("no JSON", "hello", "line 3: it is no JSON");
    line("half a line in the middle", "{\"t\":5,\"ev", "line 3: it is no JSON");
    line("two objects", "{}{}", "line 3: it is no JSON");
    line("a list in the middle", "[1]", "line 3: it is no JSON object");
    line("invalid UTF-8", "{\"t\":5,\"warning\":\"\xff\"}", "line 3: it is no JSON");
    line("zeros", QByteArray(20, '\0'), "line 3: it is no JSON");
    line("too deep", "{\"t\":5,\"event\":\"x\",\"data\":{\"a\":" + QByteArray(100'000, '[') + "}}",
         "line 3: it is no JSON");
    line("deep and closed",
         "{\"t\":5,\"event\":\"x\",\"data\":{\"a\":" + QByteArray(2000, '[') + QByteArray(2000, ']') + "}}",
         "line 3: it is no JSON");
    line("no time", "{\"event\":\"x\",\"data\":{}}", "line 3: the member \"t\"");
    line("time that is text", "{\"t\":\"5\",\"event\":\"x\",\"data\":{}}", "line 3: the member \"t\"");
    line("negative time", "{\"t\":-1,\"event\":\"x\",\"data\":{}}", "line 3: the time -1");
    line("absurd time", "{\"t\":1e15,\"event\":\"x\",\"data\":{}}", "line 3: the time 1000000000000000");
    line("time beyond all bounds", "{\"t\":1e300,\"event\":\"x\",\"data\":{}}", "line 3: the member \"t\"");
    line("time beyond 64 bits", "{\"t\":99999999999999999999,\"event\":\"x\",\"data\":{}}", "line 3: the member \"t\"");
    line("event that is no text", "{\"t\":5,\"event\":1,\"data\":{}}", "line 3: the member \"event\"");
    line("event without a name", "{\"t\":5,\"event\":\"\",\"data\":{}}", "line 3: the member \"event\"");
    line("event without data", "{\"t\":5,\"event\":\"x\"}", "line 3: the member \"data\"");
    line("data that is no object", "{\"t\":5,\"event\":\"x\",\"data\":[]}", "line 3: the member \"data\"");
    line("begin that is none", "{\"t\":5,\"run\":\"walk\",\"cursor\":0}", "line 3: the member \"run\"");
    line("run without cursor", "{\"t\":5,\"run\":\"start\"}", "line 3: the member \"cursor\"");
    line("negative cursor", "{\"t\":5,\"cursor\":-1,\"request\":{}}", "line 3: the member \"cursor\"");
    line("cursor beyond all bounds", "{\"t\":5,\"cursor\":3000000000,\"request\":{}}", "line 3: the member \"cursor\"");
    line("answer that is no text", "{\"t\":5,\"answer\":{}}", "line 3: the member \"answer\"");
    line("state that is none", "{\"t\":5,\"state\":\"Running\"}", "line 3: the member \"state\"");
    line("end that is none", "{\"t\":5,\"end\":\"Running\"}", "line 3: the member \"end\"");
    line("warning that is no text", "{\"t\":5,\"warning\":1}", "line 3: the member \"warning\"");
    row("time goes back", Header + Run + End.trimmed() + '\n' + "{\"t\":3,\"run\":\"start\",\"cursor\":0}\n",
        "line 4: the time 3");
    row("event before its run", Header + Event, "line 2: it belongs to no run");
    row("event after its run", Header + Run + End + "{\"t\":9,\"event\":\"x\",\"data\":{}}\n",
        "line 4: it belongs to no run");
    row("error names the line that people see", Header + "\n\n" + Run + "?\n", "line 5: it is no JSON");
}

void tst_RecordingReader::refused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    QBuffer buffer(&text);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    Pipe pipe(text);
    for (QIODevice *device : {static_cast<QIODevice *>(&buffer), static_cast<QIODevice *>(&pipe)}) {
        RecordingReader reader;
        QVERIFY(reader.open(device));
        QCOMPARE(loadAll(reader), RecordingReader::Progress::Failed);
        QCOMPARE(reader.error().kind(), NoukaiError::Replay);
        QVERIFY2(reader.error().message().contains(reason), qPrintable(reader.error().message()));
        QVERIFY(reader.error().message().size() < 300);
        QCOMPARE(reader.load(QDeadlineTimer(0)), RecordingReader::Progress::Failed);
    }
}

// Whatever a crash leaves, all whole lines are there, and it shows that it is not all.
void tst_RecordingReader::cutAtEveryByte()
{
    const QByteArray whole = Header + Run + Event + "{\"t\":6,\"state\":\"Paused\"}\n" + End;
    for (qsizetype size = Header.size(); size < whole.size(); ++size) {
        QByteArray text = whole.left(size);
        QBuffer buffer(&text);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        RecordingReader reader;
        QVERIFY(reader.open(&buffer));
        QCOMPARE(loadAll(reader), RecordingReader::Progress::Done);
        const auto lines = text.mid(Header.size()).count('\n');
        const bool lastIsWhole = !text.endsWith('\n') && text.endsWith('}') && whole.at(size) == '\n';
        QCOMPARE(qsizetype(reader.entries().size()), lines + (lastIsWhole ? 1 : 0));
        QCOMPARE(reader.isTruncated(), size > Header.size() && size < whole.size() - 1);
    }
}

void tst_RecordingReader::slices()
{
    QByteArray text = Header + Run;
    for (int i = 0; i < 50'000; ++i)
        text += "{\"t\":5,\"event\":\"step_output\",\"data\":{\"stepId\":\"a\",\"outputData\":\"some text\"}}\n";
    text += End;
    QBuffer buffer(&text);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    RecordingReader reader;
    QVERIFY(reader.open(&buffer));
    int slices = 1;
    while (reader.load(QDeadlineTimer(0)) == RecordingReader::Progress::More)
        ++slices;
    QVERIFY(slices >= 10);
    QCOMPARE(reader.eventCount(), 50'000);
    // Lines can be had in any order.
    for (const std::size_t index : {std::size_t(0), std::size_t(40'000), std::size_t(17), reader.entries().size() - 1})
        QVERIFY(!reader.line(index).empty());
    QVERIFY(reader.line(reader.entries().size() - 1).find("Completed") != std::string_view::npos);
}

void tst_RecordingReader::longLines()
{
    const auto event = [](qsizetype size) {
        const QByteArray frame = "{\"t\":5,\"event\":\"x\",\"data\":{\"a\":\"\"}}";
        return QByteArray(frame.chopped(3) + QByteArray(size - frame.size(), 'x') + frame.right(3) + '\n');
    };
    constexpr qsizetype Ceiling = qsizetype(64) << 20;
    for (const qsizetype size : {Ceiling, Ceiling + 1}) {
        QByteArray text = Header + Run + Event + event(size) + End;
        QBuffer buffer(&text);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        RecordingReader reader;
        QVERIFY(reader.open(&buffer));
        const bool fits = size == Ceiling;
        QCOMPARE(loadAll(reader) == RecordingReader::Progress::Done, fits);
        if (fits)
            QCOMPARE(reader.line(2).size(), std::size_t(size));
        else
            QVERIFY2(reader.error().message().contains(u"line 4: it is longer than 64 MiB"_s),
                     qPrintable(reader.error().message()));
    }
}

void tst_RecordingReader::fileGoes()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"x.noukai.jsonl"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(Header + Run + Event + End);
    QVERIFY(file.flush());
    RecordingReader reader;
    QVERIFY(reader.open(file.fileName()));
    QCOMPARE(loadAll(reader), RecordingReader::Progress::Done);
    QVERIFY(file.resize(Header.size() + Run.size() + 3));
    QVERIFY(!reader.line(0).empty());
    QVERIFY(reader.line(1).empty());
    QVERIFY2(reader.error().message().contains(u"line 3: it can no longer be read"_s),
             qPrintable(reader.error().message()));
    QVERIFY(reader.error().message().contains(file.fileName()));
}

void tst_RecordingReader::noFile()
{
    RecordingReader reader;
    QVERIFY(!reader.open(u"/no/such/file"_s));
    QCOMPARE(reader.error().kind(), NoukaiError::Replay);
    QVERIFY(reader.error().message().contains(u"/no/such/file"_s));
    QVERIFY(!reader.open(QDir::tempPath()));
    QCOMPARE(loadAll(reader), RecordingReader::Progress::Failed);
}

void tst_RecordingReader::noDevice()
{
    RecordingReader reader;
    QBuffer closed;
    QVERIFY(!reader.open(&closed));
    QCOMPARE(reader.error().kind(), NoukaiError::Replay);
    auto device = std::make_unique<QBuffer>();
    device->setData(Header + Run + End);
    QVERIFY(device->open(QIODevice::ReadOnly));
    QVERIFY(reader.open(device.get()));
    device.reset();
    QCOMPARE(loadAll(reader), RecordingReader::Progress::Failed);
    QVERIFY(reader.error().message().contains(u"deleted"_s));
}

QTEST_GUILESS_MAIN(tst_RecordingReader)
#include "tst_recordingreader.moc"
