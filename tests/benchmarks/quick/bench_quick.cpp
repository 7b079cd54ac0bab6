// SPDX-License-Identifier: MIT

// One measurement of the QML components per process, printed as one line of JSON. The comparison is run.mjs's.
//
//   bench_quick serve [scale]                     the mock server with the flows to show; prints its address
//   bench_quick empty <seconds>                   frames of a window without content
//   bench_quick flow <address> <name>             frames of a FlowView while the flow <name> runs
//   bench_quick textarea <address> <name>         frames of one TextArea that takes the same output
//   bench_quick steps <address> <name> <passes>   start-up of a FlowView over a run that is there, then scrolling it:
//                                                 so many times from end to end by pages, then by lines
//   bench_quick show <address> <name>             a FlowView while the flow runs, with a line before and one after;
//                                                 then it waits for the end of its input
//
// Run it with QT_QPA_PLATFORM=offscreen, QT_QUICK_BACKEND=software and QML_IMPORT_PATH.

#include "benchflows.h"
#include "framewindow.h"

#include "noukaimockserver.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTimer>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlContext>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <memory>

using namespace Qt::StringLiterals;

namespace
{

constexpr QSize Size(1000, 800);
constexpr int Tenths = 10;

const QByteArray FlowViewQml = "import QtQuick\nimport Noukai\n"
                               "Rectangle { color: 'white'\n"
                               "FlowView { anchors.fill: parent; flow: theFlow } }";
// As one would write it: what came in a frame is put in at once, and the end stays in view.
const QByteArray TextAreaQml = R"(import QtQuick
import QtQuick.Controls
ScrollView {
    id: view
    property string waiting
    Connections {
        target: theFlow
        function onStepOutput(event) { view.waiting += event.outputData; later.running = true }
    }
    Timer {
        id: later
        interval: 16
        onTriggered: {
            area.insert(area.length, view.waiting)
            view.waiting = ""
            view.contentItem.contentY = Math.max(0, view.contentItem.contentHeight - view.height)
        }
    }
    TextArea { id: area; readOnly: true; textFormat: TextEdit.PlainText; wrapMode: TextEdit.Wrap }
})";

double proportionalKilobytes()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (file.open(QIODevice::ReadOnly)) {
        const auto lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("Pss:"))
                return line.simplified().split(' ').value(1).toDouble();
        }
    }
    return 0;
}

double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, std::size_t(double(values.size()) * share))];
}

// What the frames whose mark lies above `from` and up to `to` cost in the middle.
double medianBetween(const std::vector<FrameWindow::Frame> &frames, qint64 from, qint64 to)
{
    std::vector<double> costs;
    for (const auto &frame : frames) {
        if (frame.mark > from && frame.mark <= to)
            costs.push_back(frame.ms);
    }
    return quantile(costs, 0.5);
}

QJsonObject summary(const FrameWindow &window)
{
    std::vector<double> costs;
    for (const auto &frame : window.frames())
        costs.push_back(frame.ms);
    return {{u"frames"_s, qint64(costs.size())}, {u"p50"_s, quantile(costs, 0.5)}, {u"p99"_s, quantile(costs, 0.99)},
            {u"longest"_s, quantile(costs, 1)},  {u"busyMs"_s, window.busyMs()},   {u"passedMs"_s, window.passedMs()}};
}

void print(const QJsonObject &result)
{
    std::printf("%s\n", QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

void waitFor(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

class Bench
{
public:
    Bench(const QString &address, const QString &name)
        : flow(&client, BenchFlows::identifier(name))
    {
        client.setApiKey(u"nk_benchmark"_s);
        client.setBaseUrl(QUrl(address));
        flow.setMessage(u"go"_s);
        flow.setRunRemaining(true);
        engine.rootContext()->setContextProperty(u"theFlow"_s, &flow);
        QObject::connect(&flow, &NoukaiFlow::stepOutput, &flow,
                         [this](const NoukaiStepOutput &output) { length += output.text().size(); });
        window.resize(Size);
        window.show();
    }
    // The flow outlives what shows it.
    ~Bench() { item.reset(); }
    Q_DISABLE_COPY_MOVE(Bench)

    void show(const QByteArray &qml)
    {
        item.reset();
        QQmlComponent component(&engine);
        component.setData(qml, QUrl(u"qrc:/Bench.qml"_s));
        item.reset(qobject_cast<QQuickItem *>(component.create()));
        if (!item)
            qFatal("%s", qPrintable(component.errorString()));
        item->setParentItem(window.contentItem());
        item->setSize(window.size());
    }

    void run()
    {
        QEventLoop loop;
        QObject::connect(&flow, &NoukaiFlow::finished, &loop, &QEventLoop::quit);
        flow.start();
        loop.exec();
        if (flow.state() != NoukaiFlow::Completed)
            qFatal("%s", qPrintable(flow.error().message()));
    }

    void awaitFrames(int count)
    {
        QEventLoop loop;
        window.afterFrame = [&] {
            if (--count <= 0)
                loop.quit();
        };
        window.setSteady(true);
        loop.exec();
        window.afterFrame = nullptr;
        window.setSteady(false);
    }

    NoukaiClient client;
    NoukaiFlow flow;
    qint64 length = 0; // of what was put out
    QQmlEngine engine;
    FrameWindow window;
    std::unique_ptr<QQuickItem> item;
};

void measureEmpty(int seconds)
{
    FrameWindow window;
    window.resize(Size);
    window.show();
    waitFor(200);
    window.setSteady(true);
    window.begin();
    waitFor(seconds * 1000);
    print(summary(window));
}

void measureRun(const QString &address, const QString &name, const QByteArray &qml)
{
    Bench bench(address, name);
    bench.show(qml);
    bench.awaitFrames(3);
    bench.window.marker = [&] {
        return bench.length;
    };
    bench.window.begin();
    bench.run();
    const qint64 length = bench.length;
    QJsonObject result = summary(bench.window);
    QJsonArray tenths;
    for (int i = 0; i < Tenths; ++i) // from the first fiftieth on, when the view is full
        tenths.append(medianBetween(bench.window.frames(), i == 0 ? length / 50 : length * i / Tenths,
                                    length * (i + 1) / Tenths));
    result.insert(u"tenths"_s, tenths);
    result.insert(u"length"_s, length);
    result.insert(u"kilobytes"_s, proportionalKilobytes());
    print(result);
}

QQuickItem *listOfSteps(QQuickItem *item)
{
    const auto children = item->childItems();
    for (QQuickItem *child : children) {
        if (QByteArray(child->metaObject()->className()).startsWith("StepRows"))
            return child;
        if (QQuickItem *found = listOfSteps(child))
            return found;
    }
    return nullptr;
}

struct Scroll {
    Qt::Key down;
    Qt::Key up;
    int passes; // from one end to the other
    int frames;
};

// By a key in every frame, to one end, then to the other, until it was `passes` times at one or drew so many frames.
void scrollThrough(Bench &bench, Scroll scroll)
{
    QQuickItem *list = listOfSteps(bench.item.get());
    if (!list)
        qFatal("there is no list of steps");
    bench.window.requestActivate();
    list->forceActiveFocus();
    QEventLoop loop;
    bool down = !list->property("atYEnd").toBool();
    bench.window.afterFrame = [&] {
        if (list->property(down ? "atYEnd" : "atYBeginning").toBool()) {
            down = !down;
            --scroll.passes;
        }
        if (scroll.passes <= 0 || --scroll.frames <= 0) {
            loop.quit();
            return;
        }
        QKeyEvent event(QEvent::KeyPress, down ? scroll.down : scroll.up, Qt::NoModifier);
        QCoreApplication::sendEvent(&bench.window, &event);
    };
    bench.window.setSteady(true);
    bench.window.begin();
    loop.exec();
    bench.window.afterFrame = nullptr;
    bench.window.setSteady(false);
}

void measureSteps(const QString &address, const QString &name, int passes)
{
    constexpr int Starts = 5;
    constexpr int LineFrames = 400;
    Bench bench(address, name);
    bench.show(FlowViewQml); // so that the types are loaded
    bench.awaitFrames(3);
    bench.item.reset();
    NoukaiTimelineModel rows; // keeps the run for the views that come
    rows.setFlow(&bench.flow);
    waitFor(100);
    const double before = proportionalKilobytes();
    bench.run();
    waitFor(100);
    const double modelKilobytes = proportionalKilobytes() - before;
    std::vector<double> starts;
    for (int i = 0; i < Starts; ++i) {
        bench.item.reset();
        bench.awaitFrames(2);
        const double begun = FrameWindow::threadMs();
        bench.show(FlowViewQml);
        bench.awaitFrames(2);
        starts.push_back(FrameWindow::threadMs() - begun);
    }
    waitFor(1500); // for what closes by itself
    constexpr int Everything = std::numeric_limits<int>::max();
    scrollThrough(bench, {Qt::Key_PageDown, Qt::Key_PageUp, passes, Everything});
    QJsonObject result = summary(bench.window);
    scrollThrough(bench, {Qt::Key_Down, Qt::Key_Up, Everything, LineFrames});
    result.insert(u"lines"_s, summary(bench.window));
    result.insert(u"steps"_s, rows.count());
    result.insert(u"startMs"_s, quantile(starts, 0.5));
    result.insert(u"modelKilobytes"_s, modelKilobytes);
    result.insert(u"kilobytes"_s, proportionalKilobytes() - before);
    print(result);
}

void show(const QString &address, const QString &name)
{
    Bench bench(address, name);
    bench.show(FlowViewQml);
    bench.awaitFrames(3);
    print({{u"ready"_s, true}});
    bench.window.begin();
    bench.run();
    bench.awaitFrames(2);
    QJsonObject result = summary(bench.window);
    result.insert(u"length"_s, bench.length);
    print(result);
    QFile input;
    if (input.open(stdin, QIODevice::ReadOnly))
        input.readAll();
}

int serve(double scale)
{
    NoukaiMockServer server;
    server.setSpeed(1);
    if (!BenchFlows::addTo(server, scale) || !server.listen())
        return 1;
    std::printf("%s\n", server.baseUrl().toEncoded().constData());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1 && QByteArrayView(argv[1]) == "serve") {
        const QCoreApplication application(argc, argv);
        return serve(argc > 2 ? QByteArray(argv[2]).toDouble() : 1);
    }
    const QGuiApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString what = arguments.value(1);
    if (what == "empty"_L1)
        measureEmpty(std::max(1, arguments.value(2).toInt()));
    else if (what == "flow"_L1)
        measureRun(arguments.value(2), arguments.value(3), FlowViewQml);
    else if (what == "textarea"_L1)
        measureRun(arguments.value(2), arguments.value(3), TextAreaQml);
    else if (what == "steps"_L1)
        measureSteps(arguments.value(2), arguments.value(3), std::max(1, arguments.value(4).toInt()));
    else if (what == "show"_L1)
        show(arguments.value(2), arguments.value(3));
    else
        return 2;
    return 0;
}
