// SPDX-License-Identifier: MIT
#pragma once

#include <stage.h>

#include <QtQml/qqml.h>

// The runs of the gallery, for QML.
struct StageForeign {
    Q_GADGET
    QML_FOREIGN(Stage)
    QML_NAMED_ELEMENT(Stage)
};
