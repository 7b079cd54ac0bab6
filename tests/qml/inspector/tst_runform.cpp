// SPDX-License-Identifier: MIT
#include "fakekeychain.h"
#include "inspectorperson.h"

#include <noukaimockserver.h>

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace
{

const QString Key = u"nk_live_0123456789abcdef"_s;

} // namespace

// What a run is started with.
class TestRunForm : public InspectorPerson
{
    Q_OBJECT

private Q_SLOTS:
    void takesUpInputs();
    void toolsFromAFile();
    void parametersByRows();
    void inputIsChecked();
    void ownServiceWithAKey();
    void keyFromTheKeychain();
    void keyStaysWithItsServer();
    void secretInTheWrongField();
    void examplesNeedNoService();
};

void TestRunForm::takesUpInputs()
{
    open();
    flow()->setParameters({{u"tone"_s, u"dry"_s}});
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    open(u"acme/review/contract"_s);
    QTRY_VERIFY(item(u"recentInputs"_s));
    QVERIFY(QMetaObject::invokeMethod(item(u"recentInputs"_s), "activated", Q_ARG(int, 0)));
    QCOMPARE(flow()->identifier(), u"acme/etl/import"_s);
    QCOMPARE(flow()->parameters(), QJsonObject({{u"tone"_s, u"dry"_s}}));
}

void TestRunForm::toolsFromAFile()
{
    open();
    QFile file(m_folder->filePath(u"tools.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"([{"name": "look_up", "description": "Looks up.", "answer": "found"}])");
    file.close();
    Inspector &inspector = m_window->inspector();
    QCOMPARE(inspector.loadTools(current(), QUrl::fromLocalFile(file.fileName())), QString());
    QCOMPARE(inspector.toolNames(current()), QStringList{u"look_up"_s});
    QVERIFY(inspector.loadTools(current(), QUrl::fromLocalFile(u"/none.json"_s)).contains(u"none.json"_s));
    QCOMPARE(inspector.toolNames(current()), QStringList{u"look_up"_s});
}

void TestRunForm::parametersByRows()
{
    open();
    click(item(u"addRow"_s));
    QTRY_VERIFY(item(u"whyNot"_s)->property("text").toString().contains(u"row 1 has no name"_s));
    QVERIFY(!item(u"startRun"_s)->isEnabled());
    QQuickItem *parameters = item(u"parameters"_s);
    QList<QQuickItem *> fields;
    const auto parts = QuickParts::itemsOf(parameters);
    for (QQuickItem *part : parts) {
        const QString hint = part->property("placeholderText").toString();
        if (part->isVisible() && (hint == "Name"_L1 || hint == "Value"_L1) && part->inherits("QQuickTextField"))
            fields << part;
    }
    QCOMPARE(fields.size(), 2);
    fields[0]->forceActiveFocus();
    QuickParts::type(m_window->window(), "tone");
    fields[1]->forceActiveFocus();
    QuickParts::type(m_window->window(), "dry");
    QTRY_COMPARE(flow()->parameters(), QJsonObject({{u"tone"_s, u"dry"_s}}));
    QVERIFY(item(u"startRun"_s)->isEnabled());
}

void TestRunForm::inputIsChecked()
{
    open();
    QQuickItem *settings = QuickParts::find(item(u"blockOverrides"_s), u"json"_s);
    QVERIFY(settings);
    settings->forceActiveFocus();
    QuickParts::type(m_window->window(), "[1]");
    QTRY_VERIFY(item(u"whyNot"_s)->property("text").toString().contains(u"no object"_s));
    key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(current()->isDraft());
    key(Qt::Key_A, Qt::ControlModifier);
    QuickParts::type(m_window->window(), "{\"parse\":{\"dateFormat\":\"dd.MM.yyyy\"}}");
    QTRY_VERIFY(item(u"whyNot"_s)->property("text").toString().isEmpty());
    QVERIFY(!m_window->inspector().attach(current(), u"http://example.com/a.png"_s).isEmpty());
    QVERIFY(!m_window->inspector().attach(current(), u"https://example.com/a.pdf"_s).isEmpty());
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Completed);
}

// From the demonstration to one's own flows: the service is chosen and the key typed in, once and for all starts. It
// stands in no file and nowhere in the window.
void TestRunForm::ownServiceWithAKey()
{
    NoukaiMockServer service;
    service.setSpeed(0);
    QVERIFY(service.listen());
    const auto drawer = std::make_shared<Drawer>();
    open(options(u"acme/etl/import"_s), std::make_unique<FakeKeychain>(drawer));
    QVERIFY(drawer->calls.isEmpty()); // nobody is asked for a password before it is of use
    QVERIFY(!item(u"key"_s));
    QVERIFY(QMetaObject::invokeMethod(item(u"server"_s), "activated", Q_ARG(int, 1)));
    QTRY_VERIFY(item(u"key"_s));
    drawer->deliverAll();
    QTRY_COMPARE(item(u"whyNot"_s)->property("text").toString(), u"Enter an API key."_s);
    QVERIFY(!item(u"startRun"_s)->isEnabled());
    QVERIFY(flow()->tools().isEmpty());
    QCOMPARE(flow()->message(), u"prices.csv"_s);
    QTRY_COMPARE(item(u"toolNames"_s), nullptr); // those of the demonstration are of no use there
    keepPicture(u"service, no key"_s);
    item(u"address"_s)->forceActiveFocus();
    key(Qt::Key_A, Qt::ControlModifier);
    QuickParts::type(m_window->window(), service.baseUrl().toString().toLatin1().constData());
    item(u"flowName"_s)->forceActiveFocus();
    QuickParts::type(m_window->window(), "acme/etl/import");
    item(u"key"_s)->forceActiveFocus();
    QuickParts::type(m_window->window(), "password");
    key(Qt::Key_Return);
    QTRY_VERIFY2(seen().contains(u"nk_"_s), qPrintable(seen()));
    keepPicture(u"service, wrong key"_s);
    QuickParts::type(m_window->window(), Key.toLatin1().constData());
    key(Qt::Key_Return);
    drawer->deliverAll();
    QTRY_VERIFY(item(u"forgetKey"_s));
    QCOMPARE(drawer->entry, Key);
    QTRY_COMPARE(item(u"keySource"_s)->property("text").toString(), u"In the system's keychain"_s);
    QVERIFY(!seen().contains(Key));
    keepPicture(u"service, key"_s);
    click(item(u"startRun"_s));
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    QCOMPARE(flow()->error().message(), u"Row 1: \"03.04.2026\" is no date of the form yyyy-MM-dd."_s);
    QTRY_VERIFY(seen().contains(u"is no date of the form"_s)); // it did run there
    m_window->window()->close();
    m_window.reset();
    QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories);
    int count = 0;
    for (; files.hasNext(); ++count) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(Key.toLatin1()), qPrintable(file.fileName()));
    }
    QVERIFY(count >= 2); // the recording and the arrangement
    open(options(u""_s), std::make_unique<FakeKeychain>(drawer));
    drawer->deliverAll();
    QTRY_VERIFY(item(u"forgetKey"_s));
    QCOMPARE(item(u"address"_s)->property("text").toString(), service.baseUrl().toString());
}

void TestRunForm::keyFromTheKeychain()
{
    const auto drawer = std::make_shared<Drawer>();
    drawer->entry = Key;
    Options service = options(u"acme/own/flow"_s);
    service.embedded = false;
    open(service, std::make_unique<FakeKeychain>(drawer));
    drawer->deliverAll();
    QTRY_VERIFY(item(u"startRun"_s)->isEnabled());
    QVERIFY(m_window->inspector().service()->hasKey());
    click(item(u"forgetKey"_s));
    drawer->deliverAll();
    QVERIFY(drawer->entry.isEmpty());
    QVERIFY(!m_window->inspector().service()->hasKey());
    QTRY_VERIFY(!item(u"startRun"_s)->isEnabled());
    click(item(u"keyless"_s));
    QTRY_VERIFY(item(u"startRun"_s)->isEnabled());
    QVERIFY(!item(u"key"_s));
}

// Another address gets no key that was entered for the one before, and a run goes on where it began.
void TestRunForm::keyStaysWithItsServer()
{
    NoukaiMockServer server;
    QVERIFY(server.listen());
    const auto drawer = std::make_shared<Drawer>();
    Options asked = options(u"acme/etl/import"_s);
    asked.embedded = false;
    asked.baseUrl = server.baseUrl();
    open(asked, std::make_unique<FakeKeychain>(drawer));
    drawer->deliverAll();
    Service *service = m_window->inspector().service();
    service->useKey(Key);
    drawer->deliverAll();
    NoukaiClient *first = service->client();
    QVERIFY(first->hasApiKey());
    item(u"address"_s)->forceActiveFocus();
    key(Qt::Key_A, Qt::ControlModifier);
    QuickParts::type(m_window->window(), "https://elsewhere.example/api/v1");
    QTRY_VERIFY(item(u"whyNot"_s)->property("text").toString().contains(u"The key is for http://127.0.0.1"_s));
    QVERIFY(item(u"key"_s));
    QVERIFY(service->client() != first);
    QVERIFY(!service->client()->hasApiKey());
    QCOMPARE(first->baseUrl(), server.baseUrl());
    QVERIFY(first->hasApiKey());
    service->keys()->forget();
    QVERIFY(!first->hasApiKey());
    service->setAddress(u"https://ex ample.com"_s);
    QTRY_VERIFY(item(u"whyNot"_s)->property("text").toString().contains(u"has to be like"_s));
    QCOMPARE(item(u"address"_s)->property("text").toString(), u"https://ex ample.com"_s);
}

void TestRunForm::secretInTheWrongField()
{
    Options service = options(u"acme/etl/import"_s);
    service.embedded = false;
    open(service);
    m_window->inspector().service()->setAddress(Key);
    flow()->setIdentifier(Key);
    m_window->inspector().service()->keep();
    m_window->inspector().start(current());
    m_window->inspector().preferences()->keep(u"recordFilter"_s, QString(u"text:"_s + Key));
    m_window->window()->close();
    m_window.reset();
    QFile file(m_folder->filePath(u"window.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray kept = file.readAll();
    QVERIFY(kept.contains("recordFilter"));
    QVERIFY2(!kept.contains("0123456789abcdef"), kept.constData());
}

// What comes with the program runs on without a key, whatever server has been chosen.
void TestRunForm::examplesNeedNoService()
{
    Options service = options(u"acme/own/flow"_s);
    service.embedded = false;
    service.baseUrl = QUrl(u"http://127.0.0.1:1"_s);
    open(service);
    RunFilter *runs = m_window->inspector().runs();
    Run *example = nullptr;
    for (int row = 0; row < runs->rowCount() && !example; ++row) {
        if (runs->at(row)->kind() == Run::Example && runs->at(row)->flow()->identifier() == "acme/etl/import"_L1)
            example = runs->at(row);
    }
    QVERIFY(example);
    example->player()->seek(example->player()->duration());
    QTRY_COMPARE(example->state(), NoukaiFlow::Failed);
    example->flow()->setBlockOverrides({{u"parse"_s, QJsonObject{{u"dateFormat"_s, u"dd.MM.yyyy"_s}}}});
    example->rerun(2);
    QTRY_VERIFY2(example->state() == NoukaiFlow::Completed, qPrintable(example->flow()->error().message()));
}

QTEST_MAIN(TestRunForm)
#include "tst_runform.moc"
