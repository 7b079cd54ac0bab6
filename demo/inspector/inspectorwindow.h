// SPDX-License-Identifier: MIT
#pragma once

#include "gallery.h"
#include "inspector.h"

#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickWindow>

#include <memory>
#include <vector>

// The window of the inspector, with everything it stands on.
class InspectorWindow
{
public:
    // \a keychain holds the API key between sessions; null for none.
    explicit InspectorWindow(const Options &options, std::unique_ptr<Keychain> keychain = {});
    ~InspectorWindow();

    // Before the first window: style and direction.
    static void prepareApplication(const Options &options);

    bool load(QString *error);
    Inspector &inspector() { return m_inspector; }
    QQmlEngine &engine() { return m_engine; }
    Gallery &gallery() { return m_gallery; }
    QQuickWindow *window() const { return m_window.get(); }

private:
    std::unique_ptr<QQuickWindow> create(Run *run);
    void openAnother(Run *run);

    Options m_options;
    Inspector m_inspector;
    Gallery m_gallery;
    QQmlEngine m_engine;
    std::unique_ptr<QQmlComponent> m_component;
    std::unique_ptr<QQuickWindow> m_window;
    std::vector<std::unique_ptr<QQuickWindow>> m_others;
};
