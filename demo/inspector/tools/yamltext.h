// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonValue>
#include <QtCore/QString>

// A YAML document as JSON, or what is wrong with it in \a problem. A build without yaml-cpp says that it cannot.
QJsonValue readYaml(const QByteArray &text, QString *problem);
