// SPDX-License-Identifier: MIT
#pragma once

#include "parts/actionbutton_p.h"

#include <Noukai/noukaijsonmodel.h>
#include <Noukai/noukaipayloadview.h>

#include <QtCore/QJsonArray>
#include <QtGui/QContextMenuEvent>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTreeView>

#include <memory>

// A NoukaiPayloadView, and its parts as a person finds them.
class PayloadScene
{
public:
    void start() { m_view = std::make_unique<NoukaiPayloadView>(); }

    void show(const QJsonValue &value, QSize size = {600, 400}) const
    {
        m_view->setValue(value);
        m_view->resize(size);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    template <typename Part>
    Part *part(const char *name) const
    {
        return m_view->findChild<Part *>(QLatin1String(name));
    }
    QTreeView *tree() const { return part<QTreeView>("payloadTree"); }
    QPlainTextEdit *text() const { return part<QPlainTextEdit>("payloadText"); }
    QListView *diff() const { return part<QListView>("payloadDiff"); }
    QLineEdit *field() const { return part<QLineEdit>("findField"); }
    NoukaiActionButton *button(const char *name) const { return part<NoukaiActionButton>(name); }
    void click(const char *name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    QString problem() const { return part<QLabel>("problem")->text(); }
    QString currentPath() const { return m_view->document()->path(tree()->currentIndex()); }

    // The paths of all rows that are open, from top to bottom.
    QStringList openPaths() const
    {
        QStringList paths;
        for (QModelIndex row = tree()->model()->index(0, 0); row.isValid(); row = tree()->indexBelow(row))
            paths << m_view->document()->path(row);
        return paths;
    }

    QMenu *menuAt(const QString &path) const
    {
        const QPoint at = tree()->visualRect(m_view->document()->indexOf(path)).center();
        QContextMenuEvent asked(QContextMenuEvent::Mouse, at, tree()->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(tree()->viewport(), &asked);
        return tree()->findChild<QMenu *>();
    }

    // What can be read on labels.
    QString seen() const
    {
        QStringList lines;
        const auto labels = m_view->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible())
                lines << label->text();
        }
        return lines.join(QLatin1Char('\n'));
    }

    static QJsonObject order()
    {
        const auto line = [](int count, const QString &item) {
            return QJsonObject{{QStringLiteral("count"), count}, {QStringLiteral("item"), item}};
        };
        return {{QStringLiteral("id"), 7},
                {QStringLiteral("lines"), QJsonArray{line(2, QStringLiteral("pen")), line(1, QStringLiteral("ink"))}},
                {QStringLiteral("note"), QStringLiteral("no ink left")}};
    }

protected:
    std::unique_ptr<NoukaiPayloadView> m_view;
};
