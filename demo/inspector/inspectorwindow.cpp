// SPDX-License-Identifier: MIT
#include "inspectorwindow.h"

#include <Noukai/noukaiquick.h>

#include <QtCore/QMetaEnum>
#include <QtGui/QGuiApplication>
#include <QtGui/QPalette>
#include <QtQml/QQmlComponent>
#include <QtQuickControls2/QQuickStyle>

using namespace Qt::StringLiterals;

extern void qml_register_types_NoukaiInspector(); // generated with the module

namespace
{

QPalette darkPalette()
{
    QPalette palette;
    const QColor window(0x2D, 0x2D, 0x2D);
    const QColor base(0x1E, 0x1E, 0x1E);
    const QColor raised(0x45, 0x45, 0x45);
    const QColor text(0xEC, 0xEC, 0xEC);
    const QColor accent(0x3D, 0x6F, 0xB8);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, window);
    palette.setColor(QPalette::Button, raised);
    palette.setColor(QPalette::Light, raised.lighter(130));
    palette.setColor(QPalette::Midlight, raised.lighter(115));
    palette.setColor(QPalette::Mid, raised);
    palette.setColor(QPalette::Dark, QColor(0x14, 0x14, 0x14));
    palette.setColor(QPalette::Shadow, Qt::black);
    palette.setColor(QPalette::ToolTipBase, raised);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, accent.lighter(150));
    palette.setColor(QPalette::PlaceholderText, QColor(0x9C, 0x9C, 0x9C));
    for (QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText}) {
        palette.setColor(role, text);
        palette.setColor(QPalette::Disabled, role, QColor(0x8C, 0x8C, 0x8C));
    }
    return palette;
}

// Styles bring a palette of their own, which that of QGuiApplication does not change; a window's does.
void applyPalette(QQuickWindow *window, const QPalette &palette)
{
    auto *target = window->property("palette").value<QObject *>();
    auto *disabled = target->property("disabled").value<QObject *>();
    const QMetaEnum roles = QMetaEnum::fromType<QPalette::ColorRole>();
    for (int i = 0; i < QPalette::NColorRoles; ++i) {
        const auto role = QPalette::ColorRole(i);
        QByteArray name(roles.valueToKey(i)); // "WindowText" is the property windowText
        name.replace(0, 1, name.first(1).toLower());
        if (!palette.isBrushSet(QPalette::Active, role) || target->metaObject()->indexOfProperty(name.constData()) < 0)
            continue;
        target->setProperty(name.constData(), palette.color(QPalette::Active, role));
        disabled->setProperty(name.constData(), palette.color(QPalette::Disabled, role));
    }
}

} // namespace

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
    if (QQuickStyle::name().isEmpty() && qEnvironmentVariableIsEmpty("QT_QUICK_CONTROLS_STYLE"))
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
                                 {u"width"_s, m_options.size.width()},
                                 {u"height"_s, m_options.size.height()}};
    QObject *root = component.createWithInitialProperties(properties);
    m_window.reset(qobject_cast<QQuickWindow *>(root));
    if (!m_window) {
        delete root;
        *error = component.errorString();
        return false;
    }
    if (m_options.dark)
        applyPalette(m_window.get(), darkPalette());
    return true;
}
