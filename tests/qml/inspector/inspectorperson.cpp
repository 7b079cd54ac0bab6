// SPDX-License-Identifier: MIT
#include "inspectorperson.h"

#include <Noukai/noukaitheme.h>

#include <QtCore/QLoggingCategory>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

#include <utility>

using namespace Qt::StringLiterals;

void InspectorPerson::initTestCase()
{
    QLoggingCategory::setFilterRules(u"noukai.client.warning=false"_s); // runs fail here, and are cancelled
    InspectorWindow::prepareApplication({});
    NoukaiTheme::instance()->setReduceMotion(true);
}

void InspectorPerson::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    qunsetenv("NOUKAI_API_KEY"); // whoever runs the tests keeps it
    m_window.reset();
    m_folder = std::make_unique<QTemporaryDir>();
}

Options InspectorPerson::options(const QString &flow) const
{
    Options options;
    options.embedded = true;
    options.speed = 0;
    options.flow = flow;
    options.message = u"prices.csv"_s;
    options.dataFolder = m_folder->path();
    options.size = QSize(1280, 820);
    return options;
}

void InspectorPerson::open(const QString &flow)
{
    open(options(flow));
}

void InspectorPerson::open(const Options &options, std::unique_ptr<Keychain> keychain)
{
    m_window.reset();
    m_window = std::make_unique<InspectorWindow>(options, std::move(keychain));
    QString error;
    QVERIFY2(m_window->load(&error), qPrintable(error));
    m_window->window()->show();
    m_window->window()->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(m_window->window()));
}

QQuickItem *InspectorPerson::root() const
{
    QQuickItem *root = m_window->window()->contentItem();
    while (root->parentItem())
        root = root->parentItem();
    return root;
}

QQuickItem *InspectorPerson::item(const QString &name) const
{
    return QuickParts::find(root(), name);
}

void InspectorPerson::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_window->window(), key, modifiers);
}

void InspectorPerson::click(QQuickItem *target)
{
    QVERIFY(target);
    QTRY_VERIFY(target->isEnabled());
    QuickParts::click(target);
}

void InspectorPerson::keepPicture(const QString &name) const
{
    const QString folder = qEnvironmentVariable("NOUKAI_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(m_window->window()->grabWindow().save(folder + u'/' + name + u".png"_s));
}
