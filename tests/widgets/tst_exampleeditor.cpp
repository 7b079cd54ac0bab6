// SPDX-License-Identifier: MIT
#include "editorwindow.h"

#include <noukaimockserver.h>

#include <Noukai/noukaiflowwidget.h>
#include <Noukai/noukairuncontrols.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QTest>
#include <QtWidgets/QPlainTextEdit>

#include <memory>

using namespace Qt::StringLiterals;

// The example of an application with widgets, as a person uses it.
class TestExampleEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void resultIsInserted_data();
    void resultIsInserted();
    void actionsSayWhy();
    void selectionIsSent();
    void filesAreKept();

private:
    QAction *action(const char *name) const { return m_window->findChild<QAction *>(QLatin1String(name)); }

    std::unique_ptr<NoukaiMockServer> m_server;
    std::unique_ptr<NoukaiClient> m_client;
    std::unique_ptr<EditorWindow> m_window;
};

void TestExampleEditor::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_server = std::make_unique<NoukaiMockServer>();
    m_server->setAuthorizationRequired(false);
    m_server->setSpeed(50);
    QVERIFY(m_server->listen());
    m_client = std::make_unique<NoukaiClient>();
    m_client->setBaseUrl(m_server->baseUrl());
    m_client->setKeyless(true);
    m_window = std::make_unique<EditorWindow>(m_client.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestExampleEditor::cleanup()
{
    m_window.reset();
    m_client.reset();
    m_server.reset();
}

void TestExampleEditor::resultIsInserted_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("begins");
    QTest::newRow("summarize") << QByteArray("summarize") << u"In short: "_s;
    QTest::newRow("translate") << QByteArray("translate") << u"Liebe Leserinnen und Leser"_s;
}

void TestExampleEditor::resultIsInserted()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, begins);
    QTest::keyClicks(m_window->editor(), u"Dear readers."_s);
    QVERIFY(!action("insert")->isEnabled());
    QVERIFY(!m_window->flowView()->isVisible());
    action(name.constData())->trigger();
    QVERIFY(m_window->flowView()->isVisible());
    QVERIFY(!action("summarize")->isEnabled()); // while it runs
    QTRY_VERIFY_WITH_TIMEOUT(action("insert")->isEnabled(), 20000);
    QTRY_COMPARE(m_window->flow()->state(), NoukaiFlow::Completed);
    action("insert")->trigger();
    const QString text = m_window->editor()->toPlainText();
    QVERIFY2(text.startsWith(u"Dear readers.\n\n"_s + begins), qPrintable(text));
    QCOMPARE(text, u"Dear readers.\n\n"_s + m_window->flow()->result().toString() + u'\n');
    m_window->editor()->undo(); // as one thing
    QCOMPARE(m_window->editor()->toPlainText(), u"Dear readers."_s);
    if (const QString folder = qEnvironmentVariable("NOUKAI_PICTURES"); !folder.isEmpty())
        m_window->grab().save(folder + u"/editor-%1.png"_s.arg(QLatin1String(name)));
    m_window->editor()->document()->setModified(false);
}

void TestExampleEditor::actionsSayWhy()
{
    QVERIFY(!action("summarize")->isEnabled());
    QVERIFY(!action("summarize")->statusTip().isEmpty());
    m_window->editor()->setPlainText(u"Text"_s);
    QVERIFY(action("summarize")->isEnabled());
    QVERIFY(m_window->flowView()->controls()->action(NoukaiRunAction::Start));
}

void TestExampleEditor::selectionIsSent()
{
    m_window->editor()->setPlainText(u"one\ntwo\nthree"_s);
    QTest::keyClick(m_window->editor(), Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(m_window->editor(), Qt::Key_Up, Qt::ShiftModifier);
    action("translate")->trigger();
    QTRY_VERIFY(!m_server->requests().isEmpty());
    const QByteArray body = m_server->requests().constFirst().body;
    QVERIFY2(body.contains("\\nthree\"") && !body.contains("one"), body.constData());
    QTRY_COMPARE_WITH_TIMEOUT(m_window->flow()->state(), NoukaiFlow::Completed, 20000);
}

void TestExampleEditor::filesAreKept()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"letter.txt"_s);
    m_window->editor()->setPlainText(u"Grüße"_s);
    m_window->editor()->document()->setModified(true);
    QVERIFY(m_window->isWindowModified());
    QVERIFY(m_window->save(path));
    QVERIFY(!m_window->isWindowModified());
    m_window->editor()->clear();
    QVERIFY(m_window->open(path));
    QCOMPARE(m_window->editor()->toPlainText(), u"Grüße"_s);
    QVERIFY(m_window->windowTitle().startsWith(u"letter.txt"_s));
}

QTEST_MAIN(TestExampleEditor)
#include "tst_exampleeditor.moc"
