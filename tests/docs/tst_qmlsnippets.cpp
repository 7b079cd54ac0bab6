// SPDX-License-Identifier: MIT
// Every piece of QML that the documentation, the README, the tutorial and the comments show can be loaded.
#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiquick.h>

#include <QtCore/QDirIterator>
#include <QtCore/QRegularExpression>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlContext>
#include <QtQml/QQmlEngine>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

namespace
{

QString read(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// The texts that the pattern's first group captures.
QStringList captured(const QString &text, const QString &pattern)
{
    QStringList found;
    const QRegularExpression expression(pattern, QRegularExpression::DotMatchesEverythingOption);
    for (auto match = expression.globalMatch(text); match.hasNext();)
        found += match.next().captured(1);
    return found;
}

const QString prelude = u"import QtQuick\nimport QtQuick.Controls\nimport QtQuick.Layouts\nimport Noukai\n"_s;

} // namespace

class Chime : public QObject
{
    Q_OBJECT

public:
    Q_INVOKABLE void play() {}
};

class tst_QmlSnippets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void loads_data();
    void loads();
};

void tst_QmlSnippets::loads_data()
{
    QTest::addColumn<QString>("text");
    const QString project = QStringLiteral(PROJECT_DIR);

    for (const QString &folder : {u"/docs/snippets"_s, u"/demo/examples/tutorial"_s}) {
        for (QDirIterator it(project + folder, {u"*.qml"_s}, QDir::Files, QDirIterator::Subdirectories);
             it.hasNext();) {
            const QString name = it.next();
            QTest::newRow(qPrintable(name.mid(project.size() + 1))) << read(name);
        }
    }
    for (const QString &text : captured(read(project + u"/README.md"_s), u"```qml\\n(.*?)```"_s))
        QTest::addRow("README.md, %d characters", int(text.size())) << text;
    for (QDirIterator it(project + u"/qml"_s, {u"*.qml"_s}, QDir::Files); it.hasNext();) {
        const QString name = it.next();
        for (const QString &text : captured(read(name), u"\\\\qml\\n(.*?)\\\\endqml"_s))
            QTest::newRow(qPrintable(name.mid(project.size() + 1))) << prelude + text;
    }
}

void tst_QmlSnippets::loads()
{
    QFETCH(const QString, text);
    QVERIFY(text.contains(u"import Noukai"_s));

    NoukaiFlow flow;
    Chime chime;
    QQmlEngine engine;
    NoukaiQuick::addTo(engine);
    // What the pieces take for granted.
    engine.rootContext()->setContextProperty(u"myFlow"_s, &flow);
    engine.rootContext()->setContextProperty(u"myValue"_s, u"value"_s);
    engine.rootContext()->setContextProperty(u"chime"_s, &chime);
    QQmlComponent component(&engine);
    component.setData(text.toUtf8(), QUrl(u"file:///snippet.qml"_s));
    const std::unique_ptr<QObject> object(component.create());
    QVERIFY2(object, qPrintable(component.errorString()));
}

QTEST_MAIN(tst_QmlSnippets)
#include "tst_qmlsnippets.moc"
