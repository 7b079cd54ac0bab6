// SPDX-License-Identifier: MIT
#include "noukaimockrequest.h"

#include <QtCore/QJsonDocument>

QJsonObject NoukaiMockRequest::json() const
{
    return QJsonDocument::fromJson(body).object();
}
