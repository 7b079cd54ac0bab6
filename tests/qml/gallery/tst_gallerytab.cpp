// SPDX-License-Identifier: MIT
#include "inspectorwindow.h"
#include "quickparts.h"

#include <stage.h>

#include <Noukai/noukaitheme.h>

#include <QtCore/QLoggingCategory>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using namespace QuickParts;

// The gallery as a person uses it.
class TestGalleryTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void everyPageReachesItsStates_data();
    void everyPageReachesItsStates();
    void everyComponentHasAPage();
    void togglesAreSeen();
    void languageIsSeen();
    void widthIsThatOfThePage();
    void everyStopHasAName();

private:
    void open(const QString &component);
    QQuickItem *page() const { return find(m_root, u"page"_s); }
    QQuickItem *choice(const QString &name) const { return find(find(m_root, name), u"choice"_s); }

    std::unique_ptr<InspectorWindow> m_window;
    QQuickItem *m_root = nullptr;
};

void TestGalleryTab::initTestCase()
{
    QLoggingCategory::setFilterRules(u"noukai.client.warning=false\nnoukai.flow.warning=false"_s);
    InspectorWindow::prepareApplication({});
}

void TestGalleryTab::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    NoukaiTheme::instance()->setReduceMotion(true);
}

void TestGalleryTab::cleanup()
{
    m_window.reset();
    QTRY_COMPARE(Stage::pending(), 0);
    NoukaiTheme::instance()->setReduceMotion(false);
}

void TestGalleryTab::open(const QString &component)
{
    Options options;
    options.embedded = true;
    options.component = component;
    QString error;
    m_window = std::make_unique<InspectorWindow>(options);
    QVERIFY2(m_window->load(&error), qPrintable(error));
    m_window->window()->show();
    m_window->window()->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(m_window->window()));
    m_root = m_window->window()->contentItem();
    QTRY_VERIFY(page() && page()->property("item").value<QQuickItem *>());
}

void TestGalleryTab::everyPageReachesItsStates_data()
{
    QTest::addColumn<QString>("component");
    for (const QString &name : Gallery::components())
        QTest::newRow(qPrintable(name)) << name;
}

void TestGalleryTab::everyPageReachesItsStates()
{
    QFETCH(QString, component);
    open(component);
    QTRY_COMPARE_WITH_TIMEOUT(Stage::pending(), 0, 30000);
    QTRY_VERIFY(page()->height() > 100);
    QVERIFY(!m_window->window()->grabWindow().isNull());
}

void TestGalleryTab::everyComponentHasAPage()
{
    open(u"UsageBadge"_s);
    QQuickItem *components = choice(u"component"_s);
    QVERIFY(components);
    QCOMPARE(components->property("count").toInt(), int(Gallery::components().size()));
    components->forceActiveFocus(Qt::TabFocusReason);
    const QString before = page()->property("source").toString();
    QTest::keyClick(m_window->window(), Qt::Key_Down);
    QTRY_VERIFY(page()->property("source").toString() != before);
    QTRY_COMPARE_WITH_TIMEOUT(Stage::pending(), 0, 30000);
}

void TestGalleryTab::togglesAreSeen()
{
    open(u"RunHeader"_s);
    QTRY_COMPARE_WITH_TIMEOUT(Stage::pending(), 0, 30000);
    QTRY_VERIFY(seenText(page()).contains(u"Running"_s));
    for (const QString &name : {u"dark"_s, u"contrast"_s, u"rightToLeft"_s, u"compact"_s}) {
        const QImage before = m_window->window()->grabWindow();
        QQuickItem *box = find(m_root, name);
        QVERIFY2(box, qPrintable(name));
        box->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(m_window->window(), Qt::Key_Space);
        QVERIFY(box->property("checked").toBool());
        QTRY_VERIFY2(m_window->window()->grabWindow() != before, qPrintable(name));
        QTest::keyClick(m_window->window(), Qt::Key_Space);
        QVERIFY(!box->property("checked").toBool());
    }
    const qreal before = page()->height();
    m_window->gallery().setFontScale(2);
    QTRY_VERIFY(page()->height() > before * 1.4);
}

void TestGalleryTab::languageIsSeen()
{
    open(u"RunHeader"_s);
    QTRY_VERIFY_WITH_TIMEOUT(seenText(page()).contains(u"Running"_s), 30000);
    QCOMPARE(Gallery::languages().constLast(), u"pseudo"_s);
    m_window->gallery().setLanguage(u"pseudo"_s);
    QTRY_VERIFY2(seenText(page()).contains(u"[Rüññîñg~~~]"_s), qPrintable(seenText(page())));
    QVERIFY(!seenText(page()).contains(u"Running"_s));
    m_window->gallery().setLanguage(u"en"_s);
    QTRY_VERIFY(seenText(page()).contains(u"Running"_s));
}

void TestGalleryTab::widthIsThatOfThePage()
{
    open(u"FlowProgress"_s);
    QQuickItem *widths = choice(u"width"_s);
    widths->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(m_window->window(), Qt::Key_Down);
    QTRY_COMPARE(page()->width(), 320.0);
    QTest::keyClick(m_window->window(), Qt::Key_Down);
    QTRY_COMPARE(page()->width(), 560.0);
}

void TestGalleryTab::everyStopHasAName()
{
    open(u"UsageBadge"_s); // a page with no stops of its own
    QTRY_COMPARE_WITH_TIMEOUT(Stage::pending(), 0, 30000);
    const QQuickItem *nameless = namelessStop(m_root);
    QVERIFY2(!nameless, nameless ? nameless->metaObject()->className() : "");
}

QTEST_MAIN(TestGalleryTab)
#include "tst_gallerytab.moc"
