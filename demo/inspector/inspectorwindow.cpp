// SPDX-License-Identifier: MIT
#include "inspectorwindow.h"

#include <Noukai/noukaiquick.h>

#include <QtGui/QGuiApplication>
#include <QtQml/QQmlComponent>
#include <QtQuickControls2/QQuickStyle>

using namespace Qt::StringLiterals;

extern void qml_register_types_NoukaiInspector(); // generated with the module

InspectorWindow::InspectorWindow(const Options &options)
    : m_options(options)
    , m_inspector(options)
{
}

InspectorWindow::~InspectorWindow()
{
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
    QQmlComponent component(&m_engine, QUrl(u"qrc:/qt/qml/NoukaiInspector/Main.qml"_s));
    if (!component.isReady()) {
        *error = component.errorString();
        return false;
    }
    const QVariantMap properties{{u"inspector"_s, QVariant::fromValue(&m_inspector)},
                                 {u"gallery"_s, QVariant::fromValue(&m_gallery)},
                                 {u"galleryPage"_s, m_options.component},
                                 {u"width"_s, m_options.size.width()},
                                 {u"height"_s, m_options.size.height()}};
    QObject *root = component.createWithInitialProperties(properties);
    m_window.reset(qobject_cast<QQuickWindow *>(root));
    if (!m_window) {
        delete root;
        *error = component.errorString();
        return false;
    }
    m_gallery.attach(m_window.get(), &m_engine);
    if (m_options.dark)
        m_gallery.setDark(true);
    return true;
}
