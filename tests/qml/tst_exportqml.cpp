// SPDX-License-Identifier: MIT
// What is copied as QML, loaded as QML; and the exporter and the comparison as QML sees them.
#include "flowstage.h"

#include <Noukai/noukaiexporter.h>
#include <Noukai/noukaitool.h>

#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

class TestExportQml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void snippetLoads_data();
    void snippetLoads();
    void names();

private:
    QQmlEngine m_engine;
};

void TestExportQml::snippetLoads_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"Tides"_s;
    QTest::newRow("quotes") << u"it's \"said\" `so` ${x} \\ </script> */ //"_s;
    QTest::newRow("lines") << u"one\ntwo\r\nthree\t\u2028\u2029"_s;
    QTest::newRow("controls") << u"\u001b[31m\u0001\u007f\u202e\u200b"_s;
    QTest::newRow("beyond the plane") << u"\U0001F30A\U000E0041"_s;
}

void TestExportQml::snippetLoads()
{
    QFETCH(QString, text);
    FlowStage stage;
    NoukaiTool tool(u"get"_s, text, QJsonObject{{u"type"_s, u"object"_s}});
    stage.flow.setVersion(u"3"_s);
    stage.flow.setMessage(text);
    stage.flow.setParameters({{u"a"_s, text}, {u"__proto__"_s, QJsonObject{{u"b"_s, text}}}, {u"n"_s, 1.5}});
    stage.flow.setInputOverrides({{u"s"_s, text}});
    stage.flow.setBlockOverrides({{u"s"_s, QJsonObject{{text, QJsonArray{1, true, QJsonValue()}}}}});
    stage.flow.setToolChoice(u"auto"_s);
    stage.flow.setSessionId(u""_s);
    stage.flow.setTools({&tool});
    NoukaiExporter exporter;
    exporter.setFlow(&stage.flow);
    const QByteArray snippet = exporter.stepText(-1, NoukaiExporter::Qml).toUtf8();
    QQmlComponent component(&m_engine);
    component.setData(snippet, {});
    const std::unique_ptr<QObject> view(component.create());
    QVERIFY2(view, qPrintable(component.errorString() + QString::fromUtf8(snippet)));
    auto *flow = view->property("flow").value<NoukaiFlow *>();
    QVERIFY(flow);
    QCOMPARE(flow->identifier(), stage.flow.identifier());
    QCOMPARE(flow->version(), stage.flow.version());
    QCOMPARE(flow->message(), text);
    QCOMPARE(flow->parameters(), stage.flow.parameters());
    QCOMPARE(flow->inputOverrides(), stage.flow.inputOverrides());
    QCOMPARE(flow->blockOverrides(), stage.flow.blockOverrides());
    QCOMPARE(flow->toolChoice(), stage.flow.toolChoice());
    QVERIFY(!flow->sessionId().isNull());
    QCOMPARE(flow->tools().size(), 1);
    QCOMPARE(flow->tools().constFirst()->definition(), tool.definition());
    QCOMPARE(flow->client()->baseUrl(), stage.client.baseUrl());
    QVERIFY(flow->client()->isKeyless());
    QTRY_COMPARE(stage.server.requests().size(), 1); // it runs
    QCOMPARE(stage.server.requests().constFirst().json().value(u"message"_s), text);
    flow->cancel();
}

void TestExportQml::names()
{
    QQmlComponent component(&m_engine);
    component.setData(R"(import QtQuick
import Noukai
QtObject {
    id: root
    property NoukaiFlow flow: NoukaiFlow { identifier: "acme/docs/report" }
    property NoukaiExporter exporter: NoukaiExporter { flow: root.flow }
    property NoukaiRunComparison comparison: NoukaiRunComparison { flowA: root.flow; flowB: root.flow }
    property string name: exporter.suggestedName(NoukaiExporter.ChromeTrace)
    property string curl: exporter.stepText(-1, NoukaiExporter.Curl)
    property bool failed: exporter.save("", NoukaiExporter.Csv).kind === NoukaiError.Configuration
    property int rows: comparison.count
    property string output: comparison.outputText(0, NoukaiRunComparison.B)
})",
                      {});
    const std::unique_ptr<QObject> object(component.create());
    QVERIFY2(object, qPrintable(component.errorString()));
    QCOMPARE(object->property("name").toString(), u"acme-docs-report.trace.json"_s);
    QVERIFY(object->property("curl").toString().contains(u"/seq/acme/docs/report/step"));
    QCOMPARE(object->property("failed"), true);
    QCOMPARE(object->property("rows"), 0);
}

QTEST_MAIN(TestExportQml)
#include "tst_exportqml.moc"
