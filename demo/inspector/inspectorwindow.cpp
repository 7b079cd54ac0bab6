// SPDX-License-Identifier: MIT
#include "inspectorwindow.h"

#include <Noukai/noukaiquick.h>

#include <QtCore/QFileInfo>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlComponent>
#include <QtQuickControls2/QQuickStyle>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

extern void qml_register_types_NoukaiInspector(); // generated with the module

InspectorWindow::InspectorWindow(const Options &options, std::unique_ptr<Keychain> keychain)
    : m_options(options)
    , m_inspector(options, std::move(keychain))
{
}

InspectorWindow::~InspectorWindow()
{
    m_others.clear();
    m_window.reset(); // its bindings read the inspector
}

void InspectorWindow::prepareApplication(const Options &options)
{
    if (!options.style.isEmpty())
        QQuickStyle::setStyle(options.style);
    else if (!options.galleryFolder.isEmpty())
        QQuickStyle::setStyle(u"Basic"_s); // it looks the same wherever it is drawn
    else if (QQuickStyle::name().isEmpty() && qEnvironmentVariableIsEmpty("QT_QUICK_CONTROLS_STYLE"))
        QQuickStyle::setStyle(u"Fusion"_s);
    if (options.rightToLeft)
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
}

bool InspectorWindow::load(QString *error)
{
    if (!m_inspector.problem().isEmpty()) {
        *error = m_inspector.problem();
        return false;
    }
    qml_register_types_NoukaiInspector();
    NoukaiQuick::addTo(m_engine);
    m_component = std::make_unique<QQmlComponent>(&m_engine, QUrl(u"qrc:/qt/qml/NoukaiInspector/Main.qml"_s));
    Run *first = m_inspector.newRun();
    for (const QString &file : std::as_const(m_options.files)) {
        if (Run *run = m_inspector.open(QUrl::fromLocalFile(QFileInfo(file).absoluteFilePath())))
            first = run;
    }
    m_window = create(first);
    if (!m_window) {
        *error = m_component->errorString();
        return false;
    }
    QObject::connect(&m_inspector, &Inspector::windowAsked, m_window.get(), [this](Run *run) { openAnother(run); });
    m_gallery.attach(m_window.get(), &m_engine);
    if (m_options.dark)
        m_gallery.setDark(true);
    return true;
}

std::unique_ptr<QQuickWindow> InspectorWindow::create(Run *run)
{
    if (!m_component->isReady())
        return {};
    const Preferences &kept = *m_inspector.preferences();
    const QSize size = m_options.size.isValid()
                           ? m_options.size
                           : QSize(int(kept.number(u"width"_s, 1280)), int(kept.number(u"height"_s, 820)));
    const QVariantMap properties{{u"inspector"_s, QVariant::fromValue(&m_inspector)},
                                 {u"gallery"_s, QVariant::fromValue(&m_gallery)},
                                 {u"run"_s, QVariant::fromValue(run)},
                                 {u"galleryPage"_s, m_options.component},
                                 {u"width"_s, size.width()},
                                 {u"height"_s, size.height()}};
    QObject *root = m_component->createWithInitialProperties(properties);
    std::unique_ptr<QQuickWindow> window(qobject_cast<QQuickWindow *>(root));
    if (!window)
        delete root;
    return window;
}

// Each window shows a run of its own; those that were closed are gone when the next one opens.
void InspectorWindow::openAnother(Run *run)
{
    m_others.erase(std::remove_if(m_others.begin(), m_others.end(),
                                  [](const std::unique_ptr<QQuickWindow> &other) { return !other->isVisible(); }),
                   m_others.end());
    if (std::unique_ptr<QQuickWindow> window = create(run)) {
        window->show();
        m_others.push_back(std::move(window));
    }
}
