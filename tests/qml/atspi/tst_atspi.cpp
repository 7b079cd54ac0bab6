// SPDX-License-Identifier: MIT
#include "atspi.h"
#include "desktop.h"

#include <QtCore/QFileInfo>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using AtSpi::Node;

// FlowView from outside, as a person with a screen reader and a keyboard meets it: through AT-SPI's registry and an X
// server, in a program of its own. Each test begins with a window in which nothing was done.
class TestAtSpi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void everythingIsNamed();
    void tabGoesAroundAndBack();
    void unavailableActionsSayWhy();
    void runsAndIsRead();

private:
    Node window();
    QList<Node> shown() { return window().shown(); }
    QString nameless(int *controls = nullptr);
    std::optional<Node> find(uint role, const QString &name);
    bool hears(const QString &text) { return m_reader.newNames().join(u'\n').contains(text); }
    QString tab(bool back = false);
    bool tabTo(const QString &name);

    Desktop m_desktop;
    AtSpi::Reader m_reader;
    QProcess *m_viewer = nullptr;
};

namespace
{

constexpr int tabKey = 0xFF09;
constexpr int leftShift = 50; // the key's code: a modifier is held down by that
constexpr int spaceKey = 0x20;
constexpr int timeoutMs = 20000;

} // namespace

void TestAtSpi::initTestCase()
{
    QVERIFY2(m_desktop.start(), qPrintable(m_desktop.errorString()));
    QVERIFY2(m_reader.join(m_desktop.environment().value(u"DBUS_SESSION_BUS_ADDRESS"_s)),
             qPrintable(m_reader.errorString()));
}

void TestAtSpi::init()
{
    m_reader.forget();
    m_viewer = m_desktop.run(QStringLiteral(VIEWER));
    QVERIFY2(m_viewer, qPrintable(m_desktop.errorString()));
    QTRY_VERIFY_WITH_TIMEOUT(find(AtSpi::PushButton, u"Start"_s), timeoutMs);
}

void TestAtSpi::cleanup()
{
    if (QTest::currentTestFailed()) {
        const QList<Node> nodes = shown();
        for (const Node &node : nodes)
            qInfo().noquote() << node.roleName() << u'|' << node.name() << u'|' << node.description();
        qInfo() << "heard" << m_reader.newNames();
    }
    m_desktop.end(m_viewer);
    QTRY_VERIFY_WITH_TIMEOUT(window().isNull(), timeoutMs); // the registry has noticed
}

Node TestAtSpi::window()
{
    const Node application = m_reader.application(QFileInfo(QStringLiteral(VIEWER)).fileName());
    const QList<Node> windows = application.isNull() ? QList<Node>() : application.children();
    return windows.isEmpty() ? Node() : windows.constFirst();
}

std::optional<Node> TestAtSpi::find(uint role, const QString &name)
{
    const QList<Node> nodes = shown();
    for (const Node &node : nodes) {
        if (node.role() == role && node.name() == name)
            return node;
    }
    return {};
}

// The first that can have the focus and has no name or role; nothing where there is none. Counts the \a controls.
QString TestAtSpi::nameless(int *controls)
{
    const QList<Node> nodes = shown();
    for (const Node &node : nodes) {
        // Qt calls every text and every scroll bar focusable, although none takes the focus.
        if (!node.is(AtSpi::Focusable) || node.role() == AtSpi::ScrollBar)
            continue;
        const bool isControl = node.role() != AtSpi::Label;
        if (node.name().isEmpty() || (isControl && (node.role() == AtSpi::Filler || node.role() == AtSpi::Invalid)))
            return node.roleName() + u" \""_s + node.name() + u"\" "_s + node.path();
        if (isControl && controls)
            ++*controls;
    }
    return {};
}

// Presses Tab, with \a back Shift as well. Returns what has the focus then; nothing where that does not become another.
QString TestAtSpi::tab(bool back)
{
    const QString before = m_reader.focused().path();
    m_reader.press(tabKey, back ? QList<int>{leftShift} : QList<int>());
    if (!QTest::qWaitFor([&] { return m_reader.focused().path() != before; }, timeoutMs))
        return {};
    return m_reader.focused().name();
}

bool TestAtSpi::tabTo(const QString &name)
{
    for (int i = 0; i < 50; ++i) {
        if (tab() == name)
            return true;
    }
    return false;
}

void TestAtSpi::everythingIsNamed()
{
    QCOMPARE(window().name(), u"Refunds"_s);
    int controls = 0;
    QCOMPARE(nameless(&controls), QString());
    QCOMPARE(controls, 9); // seven actions and two lists
    for (const QString &name : {u"Start"_s, u"Next step"_s, u"Run to the end"_s, u"Stop"_s, u"Resume"_s})
        QVERIFY2(find(AtSpi::PushButton, name), qPrintable(name));
    QVERIFY(find(AtSpi::CheckBox, u"Pause after each step"_s));
    for (const QString &name : {u"Timeline of the steps"_s, u"Steps"_s})
        QVERIFY2(find(AtSpi::List, name), qPrintable(name));
}

void TestAtSpi::tabGoesAroundAndBack()
{
    const QStringList order{u"Read new output"_s,
                            u"Start"_s,
                            u"Pause after each step"_s,
                            u"Next step"_s,
                            u"Run to the end"_s,
                            u"Stop"_s,
                            u"Resume"_s,
                            u"Timeline of the steps"_s,
                            u"Steps"_s};
    QStringList there;
    for (qsizetype i = 0; i < order.size(); ++i)
        there << tab();
    QCOMPARE(there, order);
    QCOMPARE(tab(), order.constFirst());
    QStringList back;
    for (qsizetype i = 0; i < order.size(); ++i)
        back.prepend(tab(true));
    QCOMPARE(back, order);
}

void TestAtSpi::unavailableActionsSayWhy()
{
    QVERIFY(tabTo(u"Stop"_s));
    QCOMPARE(m_reader.focused().description(), u"Not available. Nothing is running."_s);
    m_reader.press(spaceKey);
    QVERIFY(find(AtSpi::PushButton, u"Start"_s)); // and nothing happened
    QCOMPARE(find(AtSpi::PushButton, u"Start"_s)->description(), u"Run the flow from its first step"_s);
}

void TestAtSpi::runsAndIsRead()
{
    // Without a key: as a switch or a voice presses it.
    QVERIFY(find(AtSpi::PushButton, u"Start"_s)->act(u"Press"_s));
    QTRY_VERIFY_WITH_TIMEOUT(hears(u"2 decisions are needed"_s), timeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(hears(u"Run started with 3 steps"_s), timeoutMs);

    // The focus is where the decision is asked for; what follows is done by keyboard alone.
    QTRY_COMPARE_WITH_TIMEOUT(m_reader.focused().name(), u"Allow get_order?"_s, timeoutMs);
    QCOMPARE(nameless(), QString());
    QVERIFY(tabTo(u"Approve"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_reader.focused().description() == u"Ctrl+Enter"_s, timeoutMs); // it is armed
    m_reader.press(spaceKey);
    QTRY_COMPARE_WITH_TIMEOUT(m_reader.focused().name(), u"Allow get_refund_policy?"_s, timeoutMs);
    QVERIFY(tabTo(u"Deny"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_reader.focused().description().startsWith(u"The model is told"_s), timeoutMs);
    m_reader.press(spaceKey);
    QTRY_COMPARE_WITH_TIMEOUT(m_reader.focused().name(), u"Send decisions"_s, timeoutMs);
    m_reader.press(spaceKey);
    QTRY_VERIFY_WITH_TIMEOUT(hears(u"Run ended: Completed"_s), timeoutMs);

    QCOMPARE(nameless(), QString());

    // The steps with what became of them, and the output of one that is opened.
    QStringList steps;
    const QList<Node> nodes = shown();
    for (const Node &node : nodes) {
        if (node.role() == AtSpi::PushButton && node.name().contains(u"Completed"_s))
            steps << node.name();
    }
    QCOMPARE(steps.size(), 3);
    QVERIFY2(steps.at(1).contains(u"Look up and answer"_s), qPrintable(steps.at(1)));
    QVERIFY(find(AtSpi::PushButton, steps.at(1))->act(u"Press"_s));
    const auto reads = [this](const QString &text) {
        const QList<Node> all = shown();
        return std::any_of(all.begin(), all.end(), [&](const Node &node) {
            return node.name().contains(text) || node.text().value_or(QString()).contains(text);
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(reads(u"I have looked at your order: order of A-10427"_s), timeoutMs);
}

QTEST_GUILESS_MAIN(TestAtSpi)
#include "tst_atspi.moc"
