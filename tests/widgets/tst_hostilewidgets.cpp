// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "hostiletext.h"
#include "widgetprobe.h"

#include "parts/textview_p.h"

#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaieventlog.h>
#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukaiflowwidget.h>
#include <Noukai/noukaioutputmodel.h>
#include <Noukai/noukaioverridedialog.h>
#include <Noukai/noukaipayloadview.h>
#include <Noukai/noukaiprogressdialog.h>
#include <Noukai/noukairuncontrols.h>
#include <Noukai/noukairunheader.h>
#include <Noukai/noukaistepcard.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaisteptimeline.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaitoolcalldialog.h>
#include <Noukai/noukaitoolcallprompt.h>
#include <Noukai/noukaiusagebadge.h>
#include <Noukai/noukaiusagetotals.h>

#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QTreeWidget>

#include <algorithm>
#include <functional>
#include <memory>

using namespace Qt::StringLiterals;

namespace
{

// A widget with a text, and what it cost.
struct Shown {
    FlowStage stage;
    NoukaiTimelineModel timeline;
    NoukaiOutputModel output;
    std::unique_ptr<QWidget> widget; // goes before what it shows
    HostileText::Cost cost;

    int attempt(int row) const { return timeline.index(row).data(NoukaiTimelineModel::AttemptIdRole).toInt(); }
};

struct Component {
    const char *name;
    bool fails;
    std::function<QWidget *(Shown &)> make;
    // What is done once the run is there, where its flow alone does not make it shown.
    std::function<void(Shown &, QWidget *)> fill = {};
};

template <class Widget>
QWidget *forFlow(Shown &shown)
{
    auto *widget = new Widget;
    widget->setFlow(&shown.stage.flow);
    return widget;
}

template <class Widget>
QWidget *inFullDetail(Shown &shown)
{
    auto *widget = new Widget;
    widget->setFlow(&shown.stage.flow);
    widget->setDetail(NoukaiDisclosure::Full);
    return widget;
}

Component card(const char *name, int row, bool fails)
{
    return {name, fails,
            [](Shown &shown) {
                auto *card = new NoukaiStepCard;
                card->setTimeline(&shown.timeline);
                card->setExpanded(true);
                return card;
            },
            [row](Shown &shown, QWidget *card) {
                qobject_cast<NoukaiStepCard *>(card)->setAttemptId(shown.attempt(row));
            }};
}

Component output(const char *name, NoukaiOutputView::Format format, bool wrap = true)
{
    return {name, false, [format, wrap](Shown &shown) {
                auto *view = new NoukaiOutputView;
                view->setFlow(&shown.stage.flow);
                view->setAttemptId(0);
                view->setFormat(format);
                view->setWrap(wrap);
                return view;
            }};
}

Component payload(const char *name, NoukaiPayloadView::Mode mode, bool editable = false)
{
    return {name, false,
            [mode, editable](Shown &) {
                auto *view = new NoukaiPayloadView;
                view->setMode(mode);
                view->setEditable(editable);
                return view;
            },
            [](Shown &shown, QWidget *widget) {
                auto *view = qobject_cast<NoukaiPayloadView *>(widget);
                const QString text = shown.output.text();
                view->setOriginal(QJsonObject{{u"a"_s, u"b"_s}});
                view->setValue(QJsonObject{{u"a"_s, text}, {text.left(1000), 1}});
            }};
}

template <class Widget>
Component usage(const char *name)
{
    return {name, false, [](Shown &) { return new Widget; },
            [](Shown &shown, QWidget *widget) {
                auto *view = qobject_cast<Widget *>(widget);
                view->setExact(true);
                view->setUsage(shown.stage.flow.usage());
            }};
}

QList<Component> components()
{
    return {
        {"FlowWidget", false, inFullDetail<NoukaiFlowWidget>},
        {"FlowWidget, failed", true, inFullDetail<NoukaiFlowWidget>},
        {"StepList, failed", true, inFullDetail<NoukaiStepList>},
        card("StepCard", 0, false),
        card("StepCard, failed", 1, true),
        {"StepTimeline", false, forFlow<NoukaiStepTimeline>},
        {"ToolCallPrompt", false, forFlow<NoukaiToolCallPrompt>},
        {"ToolCallDialog", false, forFlow<NoukaiToolCallDialog>},
        {"ProgressDialog", false, forFlow<NoukaiProgressDialog>},
        {"ProgressDialog, failed", true, forFlow<NoukaiProgressDialog>},
        {"RunHeader", true, forFlow<NoukaiRunHeader>},
        {"RunControls", true, forFlow<NoukaiRunControls>},
        {"FlowProgress", false, forFlow<NoukaiFlowProgress>},
        {"EventLog", true, forFlow<NoukaiEventLog>},
        {"ErrorNotice", true,
         [](Shown &) {
             auto *notice = new NoukaiErrorNotice;
             notice->setDetailsShown(true);
             return notice;
         },
         [](Shown &shown, QWidget *notice) {
             qobject_cast<NoukaiErrorNotice *>(notice)->setError(shown.stage.flow.error());
         }},
        output("OutputView", NoukaiOutputView::Plain),
        output("OutputView, unwrapped", NoukaiOutputView::Plain, false),
        output("OutputView, Markdown", NoukaiOutputView::Markdown),
        output("OutputView, JSON", NoukaiOutputView::Json),
        payload("PayloadView", NoukaiPayloadView::Tree),
        payload("PayloadView, text", NoukaiPayloadView::Text),
        payload("PayloadView, editable", NoukaiPayloadView::Text, true),
        payload("PayloadView, difference", NoukaiPayloadView::Diff),
        {"OverrideDialog", false, forFlow<NoukaiOverrideDialog>,
         [](Shown &, QWidget *dialog) {
             qobject_cast<NoukaiOverrideDialog *>(dialog)->edit(1);
         }},
        usage<NoukaiUsageBadge>("UsageBadge"),
        usage<NoukaiUsageTotals>("UsageTotals"),
    };
}

} // namespace

// Every widget that shows a model's words, with each of the texts as the name of steps and tools, as output, as
// arguments, as error.
class TestHostileWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void isHarmless_data();
    void isHarmless();
    void theProbesFindWhatTheyLookFor();

private:
    static bool show(Shown *shown, const Component &component, const QString &text);
    static void scroll(Shown *shown);
    bool measureUsual(const Component &component);

    QTcpServer m_listener; // that nobody may come to
    QByteArray m_usualOf;
    HostileText::Cost m_usual;
};

void TestHostileWidgets::initTestCase()
{
    QVERIFY(m_listener.listen(QHostAddress::LocalHost));
}

void TestHostileWidgets::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support|.*\"costUsd\" has the wrong type)"_s));
}

void TestHostileWidgets::isHarmless_data()
{
    QTest::addColumn<qsizetype>("row");
    QTest::addColumn<QString>("text");
    const QString address = u"http://127.0.0.1:%1"_s.arg(m_listener.serverPort());
    const auto all = components();
    for (qsizetype row = 0; row < all.size(); ++row) {
        auto samples = HostileText::samples(address);
        if (QByteArray(all[row].name).contains("Markdown"))
            samples += HostileText::markdown(address);
        for (const HostileText::Sample &sample : std::as_const(samples))
            QTest::addRow("%s, %s", all[row].name, sample.name) << row << sample.text;
    }
}

bool TestHostileWidgets::show(Shown *shown, const Component &component, const QString &text)
{
    NoukaiFlow &flow = shown->stage.flow;
    shown->timeline.setFlow(&flow);
    shown->output.setFlow(&flow);
    shown->output.setAttemptId(0);
    shown->stage.server.setManualDelivery(false);
    shown->stage.server.addRawFlow(flow.identifier(), HostileText::run(text, component.fails));
    shown->widget.reset(component.make(*shown));
    QWidget *widget = shown->widget.get();
    widget->resize(900, 700);
    widget->show();
    if (!QTest::qWaitForWindowExposed(widget))
        return false;
    const double start = HostileText::threadSeconds();
    flow.start();
    const auto wanted = component.fails ? NoukaiFlow::Failed : NoukaiFlow::AwaitingTools;
    const auto isThere = [&] {
        return flow.state() == wanted && shown->timeline.rowCount() == 2 && shown->output.isComplete();
    };
    if (!QTest::qWaitFor(isThere, 60000)) {
        qWarning() << flow.state() << flow.error().message().left(200);
        return false;
    }
    if (component.fill)
        component.fill(*shown, widget);
    // Until the models have told and the views have laid out: two frames of theirs.
    for (int i = 0; i < 2; ++i) {
        bool told = false;
        QTimer::singleShot(20, widget, [&told] { told = true; });
        if (!QTest::qWaitFor([&] { return told; }, 60000))
            return false;
        widget->grab();
    }
    shown->cost.arrival = HostileText::threadSeconds() - start;
    scroll(shown);
    return true;
}

// From the beginning of everything that scrolls to its end.
void TestHostileWidgets::scroll(Shown *shown)
{
    constexpr int Frames = 4;
    for (int i = 0; i <= Frames; ++i) {
        const double before = HostileText::threadSeconds();
        const auto widgets = WidgetProbe::visibleIn(shown->widget.get());
        for (QWidget *widget : widgets) {
            auto *area = qobject_cast<QAbstractScrollArea *>(widget);
            if (!area)
                continue;
            for (QScrollBar *bar : {area->verticalScrollBar(), area->horizontalScrollBar()})
                bar->setValue(bar->minimum() + int(qint64(bar->maximum() - bar->minimum()) * i / Frames));
        }
        QCoreApplication::processEvents();
        shown->widget->grab();
        shown->cost.frame = std::max(shown->cost.frame, HostileText::threadSeconds() - before);
    }
}

// What a megabyte of ordinary text costs in the same widget.
bool TestHostileWidgets::measureUsual(const Component &component)
{
    if (component.name == m_usualOf)
        return true;
    Shown shown;
    const bool done = show(&shown, component, HostileText::harmless(1 << 20));
    m_usualOf = component.name;
    m_usual = shown.cost;
    return done;
}

void TestHostileWidgets::isHarmless()
{
    QFETCH(qsizetype, row);
    QFETCH(QString, text);
    const Component component = components().at(row);
    QVERIFY(measureUsual(component));
    Shown shown;
    QVERIFY(show(&shown, component, text));
    const QByteArray spent = shown.cost.beside(m_usual);
    qInfo("%s", spent.constData());

    QCOMPARE(WidgetProbe::deceit(shown.widget.get()), QString());
    const double before = HostileText::threadSeconds();
    QCOMPARE(WidgetProbe::deceitOfTips(shown.widget.get()), QString());
    QVERIFY2(HostileText::threadSeconds() - before < 5, "tool tips take their time");
    QVERIFY(shown.output.text() == text); // which is too long to be printed
    if (const auto *view = qobject_cast<NoukaiOutputView *>(shown.widget.get())) {
        const auto *edit = view->findChild<NoukaiTextView *>(u"outputText"_s);
        const QString original = edit->original(0, edit->nextPosition());
        QVERIFY(original == text || original + u'\n' == text); // what ends the last line begins no other one
    }
    QVERIFY2(shown.cost.isBearable(m_usual), spent.constData());
    QVERIFY(!m_listener.hasPendingConnections());
}

// What is proved above by nothing being found.
void TestHostileWidgets::theProbesFindWhatTheyLookFor()
{
    const auto of = [](QWidget *widget) -> QString {
        const std::unique_ptr<QWidget> owned(widget);
        widget->resize(300, 100);
        widget->show();
        return WidgetProbe::deceit(widget) + WidgetProbe::deceitOfTips(widget);
    };
    auto *rich = new QLabel(u"<b>x</b>"_s);
    QVERIFY(of(rich).contains(u"guesses whether it has HTML"_s));
    auto *reversed = new QPushButton(u"safe \u202Eexe.txt"_s);
    QVERIFY(of(reversed).contains(u"button"_s));
    auto *painted = new QTreeWidget;
    painted->addTopLevelItem(new QTreeWidgetItem({u"pay\u200Bpal"_s}));
    painted->setAccessibleName(u"x"_s);
    QVERIFY(of(painted).contains(u"paints"_s));
    auto *tip = new QWidget;
    tip->setToolTip(u"<img src='x'>"_s);
    QVERIFY(of(tip).contains(u"tool tip with markup"_s));
    auto *image = new QTextBrowser;
    image->setHtml(u"<img src='x'>"_s);
    QVERIFY(of(image).contains(u"image"_s));
    auto *named = new QWidget;
    named->setAccessibleName(QString(10000, u'a'));
    QVERIFY(of(named).contains(u"name"_s));
}

QTEST_MAIN(TestHostileWidgets)
#include "tst_hostilewidgets.moc"
