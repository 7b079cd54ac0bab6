// SPDX-License-Identifier: MIT
#include "inspectorperson.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// Everything by name, by key and in menus.
class TestCommands : public InspectorPerson
{
    Q_OBJECT

private Q_SLOTS:
    void commandsByName();
    void menusSayWhyNot();
    void shortcutSheet();
    void arrangementLasts();
};

void TestCommands::commandsByName()
{
    open();
    key(Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(item(u"commandSearch"_s));
    QTRY_VERIFY(item(u"commandSearch"_s)->hasActiveFocus());
    QuickParts::type(m_window->window(), "resume");
    QTRY_COMPARE(item(u"commandList"_s)->property("count").toInt(), 1);
    key(Qt::Key_Return); // not possible now, and says why
    QVERIFY(item(u"commandList"_s));
    keepPicture(u"story, palette"_s);
    key(Qt::Key_A, Qt::ControlModifier);
    QuickParts::type(m_window->window(), "start");
    QTRY_VERIFY(item(u"commandList"_s)->property("count").toInt() >= 1);
    key(Qt::Key_Return);
    QTRY_COMPARE(flow()->state(), NoukaiFlow::Failed);
    QTRY_VERIFY(!item(u"commandList"_s));
}

// What is not possible now can be reached in its menu, says why, and does nothing.
void TestCommands::menusSayWhyNot()
{
    open();
    key(Qt::Key_U, Qt::AltModifier); // Run
    QTRY_VERIFY(seen().contains(u"Run the remaining steps"_s));
    key(Qt::Key_Down); // Start
    key(Qt::Key_Down); // Stop
    QTRY_VERIFY2(seen().contains(u"Nothing is running."_s), qPrintable(seen()));
    keepPicture(u"story, menu"_s);
    key(Qt::Key_Return);
    QVERIFY(current()->isDraft());
}

void TestCommands::shortcutSheet()
{
    open();
    key(Qt::Key_F1);
    QTRY_VERIFY(seen().contains(u"Ctrl+K"_s));
    keepPicture(u"story, shortcuts"_s);
    key(Qt::Key_Escape);
    QTRY_VERIFY(!seen().contains(u"Ctrl+K"_s));
}

void TestCommands::arrangementLasts()
{
    open();
    key(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(!item(u"sidebar"_s));
    m_window->window()->close();
    open();
    QVERIFY(!item(u"sidebar"_s));
    key(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(item(u"sidebar"_s));
}

QTEST_MAIN(TestCommands)
#include "tst_commands.moc"
