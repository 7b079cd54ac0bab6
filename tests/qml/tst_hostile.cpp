// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "hostiletext.h"
#include "quickparts.h"

#include <Noukai/noukaioutputmodel.h>
#include <Noukai/noukaitext.h>

#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QTcpServer>
#include <QtQml/QQmlNetworkAccessManagerFactory>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace QuickParts;

namespace
{

// Counts what the QML engine would fetch, and lets it try.
class CountingManager : public QNetworkAccessManager
{
public:
    CountingManager(int *count, QObject *parent)
        : QNetworkAccessManager(parent)
        , m_count(count)
    {
    }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *data) override
    {
        if (request.url().scheme().startsWith("http"_L1))
            ++*m_count;
        return QNetworkAccessManager::createRequest(operation, request, data);
    }

private:
    int *m_count;
};

class CountingFactory : public QQmlNetworkAccessManagerFactory
{
public:
    QNetworkAccessManager *create(QObject *parent) override { return new CountingManager(&count, parent); }

    int count = 0;
};

// A visible label with characters that cannot be seen, or a block of an output that is not what was put out.
QString untrueText(QQuickItem *item)
{
    const auto items = itemsOf(item);
    for (QQuickItem *candidate : items) {
        if (!candidate->isVisible())
            continue;
        const QString text = candidate->property("text").toString();
        if (candidate->inherits("QQuickText") && NoukaiText::hasDeceptive(text))
            return u"label: "_s + NoukaiText::escaped(text).left(200);
        const auto *feed = candidate->property("feed").value<QObject *>();
        if (feed && HostileText::asDocument(feed->property("text").toString()) != HostileText::asDocument(text))
            return u"block: "_s + NoukaiText::escaped(text).left(200);
    }
    return {};
}

// A component with a text, and what it cost.
struct Shown {
    FlowStage stage;
    NoukaiOutputModel output;
    HostileText::Cost cost;
};

} // namespace

// Every component that shows a model's words, with each of the texts as the name of steps and tools, as output, as
// arguments, as error.
class TestHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase() { m_scene.reset(); }
    void isHarmless_data();
    void isHarmless();
    void theCountersCount(); // last, since Qt tries again later

private:
    bool show(Shown *shown, const QString &code, const QString &text, bool fails);
    void scroll(Shown *shown);
    bool measureUsual(const QString &code, bool fails);

    QTcpServer m_listener;
    CountingFactory m_factory;
    std::unique_ptr<Scene> m_scene; // of all rows: an engine is dear
    QString m_usualOf;
    HostileText::Cost m_usual;
};

void TestHostile::initTestCase()
{
    QVERIFY(m_listener.listen(QHostAddress::LocalHost));
    m_scene = std::make_unique<Scene>();
    m_scene->view.engine()->setNetworkAccessManagerFactory(&m_factory);
}

void TestHostile::cleanup()
{
    m_scene->item.reset();
    m_factory.count = 0;
    while (m_listener.hasPendingConnections())
        delete m_listener.nextPendingConnection();
}

void TestHostile::isHarmless_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fails");
    struct Component {
        const char *name;
        QString code;
        bool fails;
    };
    const QList<Component> components = {
        {"FlowView", u"FlowView { anchors.fill: parent; flow: theFlow; detail: NoukaiDisclosure.Full }"_s, false},
        {"StepList, failed", u"StepList { anchors.fill: parent; flow: theFlow; detail: NoukaiDisclosure.Full }"_s,
         true},
        {"StepTimeline", u"StepTimeline { anchors.fill: parent; flow: theFlow }"_s, false},
        {"ToolCallPrompt", u"ToolCallPrompt { anchors.fill: parent; flow: theFlow }"_s, false},
        {"EventLog", u"EventLog { anchors.fill: parent; flow: theFlow }"_s, true},
        {"ErrorNotice", u"ErrorNotice { width: parent.width; error: theFlow.error; detailsShown: true }"_s, true},
        {"OutputView", u"OutputView { anchors.fill: parent; flow: theFlow; attemptId: 0 }"_s, false},
        {"OutputView, unwrapped", u"OutputView { anchors.fill: parent; flow: theFlow; attemptId: 0; wrap: false }"_s,
         false},
        {"OutputView, Markdown",
         u"OutputView { anchors.fill: parent; flow: theFlow; attemptId: 0; format: OutputView.Markdown }"_s, false},
        {"PayloadView",
         u"PayloadView { anchors.fill: parent; value: ({ a: output.text() })\n"
         "property NoukaiOutputModel output: NoukaiOutputModel { flow: theFlow; attemptId: 0 } }"_s,
         false},
        {"PayloadView, text",
         u"PayloadView { anchors.fill: parent; mode: PayloadView.Text; value: output.isComplete ? output.text() : 0\n"
         "property NoukaiOutputModel output: NoukaiOutputModel { flow: theFlow; attemptId: 0 } }"_s,
         false},
    };
    const QString address = u"http://127.0.0.1:%1"_s.arg(m_listener.serverPort());
    for (const Component &component : components) {
        auto samples = HostileText::samples(address);
        if (component.code.contains(u"Markdown"_s))
            samples += HostileText::markdown(address);
        for (const HostileText::Sample &sample : std::as_const(samples))
            QTest::addRow("%s, %s", component.name, sample.name) << component.code << sample.text << component.fails;
    }
}

bool TestHostile::show(Shown *shown, const QString &code, const QString &text, bool fails)
{
    NoukaiFlow &flow = shown->stage.flow;
    shown->output.setFlow(&flow);
    shown->output.setAttemptId(0);
    m_scene->item.reset();
    if (!m_scene->show(code, &flow))
        return false;
    shown->stage.server.setManualDelivery(false);
    shown->stage.server.addRawFlow(flow.identifier(), HostileText::run(text, fails));
    const double start = HostileText::threadSeconds();
    flow.start();
    const auto wanted = fails ? NoukaiFlow::Failed : NoukaiFlow::AwaitingTools;
    if (!QTest::qWaitFor([&] { return flow.state() == wanted; }, 60000)) {
        qWarning() << flow.state() << flow.error().message().left(200);
        return false;
    }
    // Until the models have told and the views have laid out: two frames of theirs.
    for (int i = 0; i < 2; ++i) {
        bool told = false;
        QTimer::singleShot(20, &m_scene->view, [&told] { told = true; });
        if (!QTest::qWaitFor([&] { return told; }, 60000))
            return false;
        m_scene->view.grabWindow();
    }
    shown->cost.arrival = HostileText::threadSeconds() - start;
    scroll(shown);
    return true;
}

// From the beginning of everything that scrolls to its end.
void TestHostile::scroll(Shown *shown)
{
    constexpr int Frames = 4;
    for (int i = 0; i <= Frames; ++i) {
        const double before = HostileText::threadSeconds();
        const auto items = itemsOf(m_scene->item.get());
        for (QQuickItem *item : items) {
            if (!item->inherits("QQuickFlickable") || !item->isVisible() || item->height() <= 0)
                continue;
            const double room = std::max(0., item->property("contentHeight").toDouble() - item->height());
            item->setProperty("contentY", item->property("originY").toDouble() + room * i / Frames);
        }
        QCoreApplication::processEvents();
        m_scene->view.grabWindow();
        shown->cost.frame = std::max(shown->cost.frame, HostileText::threadSeconds() - before);
    }
}

// What a megabyte of ordinary text costs in the same component.
bool TestHostile::measureUsual(const QString &code, bool fails)
{
    if (code == m_usualOf)
        return true;
    Shown shown;
    const bool done = show(&shown, code, HostileText::harmless(1 << 20), fails);
    m_scene->item.reset();
    m_usualOf = code;
    m_usual = shown.cost;
    return done;
}

void TestHostile::isHarmless()
{
    QFETCH(QString, code);
    QFETCH(QString, text);
    QFETCH(bool, fails);
    QVERIFY(measureUsual(code, fails));
    Shown shown;
    QVERIFY(show(&shown, code, text, fails));
    const QByteArray spent = shown.cost.beside(m_usual);
    qInfo("%s", spent.constData());

    QCOMPARE(m_factory.count, 0);
    QVERIFY(!m_listener.hasPendingConnections());
    if (!code.contains(u"Markdown"_s))
        QCOMPARE(richText(m_scene->item.get()), QString());
    QCOMPARE(untrueText(m_scene->item.get()), QString());
    QTRY_VERIFY(shown.output.text() == text); // which is too long to be printed
    QVERIFY2(shown.cost.isBearable(m_usual), spent.constData());
    m_scene->item.reset(); // before its flow
}

// What is proved above by nothing being counted.
void TestHostile::theCountersCount()
{
    FlowStage stage;
    const QString address = u"http://127.0.0.1:%1/x.png"_s.arg(m_listener.serverPort());
    QVERIFY(m_scene->show(u"Image { source: '%1' }"_s.arg(address), &stage.flow));
    QTRY_COMPARE(m_factory.count, 1);
    QTRY_VERIFY(m_listener.hasPendingConnections());
}

QTEST_MAIN(TestHostile)
#include "tst_hostile.moc"
