// SPDX-License-Identifier: MIT
#pragma once

#include "inspectorwindow.h"
#include "quickparts.h"

#include <QtCore/QTemporaryDir>

#include <memory>

// Somebody at the window of the inspector, for tests: looks, clicks and types. Every test begins without a window and
// with nothing kept, and fails upon any warning.
class InspectorPerson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

protected:
    Options options(const QString &flow) const;
    void open(const QString &flow = QStringLiteral("acme/etl/import"));
    void open(const Options &options, std::unique_ptr<Keychain> keychain = {});
    QQuickItem *item(const QString &name) const;
    QQuickItem *button(const QString &text) const { return QuickParts::button(root(), text); }
    QQuickItem *root() const;
    QString seen() const { return QuickParts::seenText(root()); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void click(QQuickItem *target);
    // For people: with NOUKAI_PICTURES=<folder> the window is saved as it is at this point of the test.
    void keepPicture(const QString &name) const;
    Run *current() const { return m_window->window()->property("run").value<Run *>(); }
    NoukaiFlow *flow() const { return current()->flow(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<InspectorWindow> m_window;
};
