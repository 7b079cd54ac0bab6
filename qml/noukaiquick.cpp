// SPDX-License-Identifier: MIT
#include "noukaiquick.h"

#include <QtQml/QQmlEngine>

extern void qml_register_types_Noukai(); // generated with the module

/*!
    Lets \a engine import the module \c Noukai from the linked library itself, shared or static: neither a plugin nor
    an import path on disk is needed. Call it in the engine's thread before the first file is loaded. Applications that
    do not link Noukai::Quick use QML_IMPORT_PATH or QQmlEngine::addImportPath() instead.
*/
void NoukaiQuick::addTo(QQmlEngine &engine)
{
    static const bool registered = [] {
        qml_register_types_Noukai();
        return true;
    }();
    Q_UNUSED(registered)
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
}
