// SPDX-License-Identifier: MIT
#include "attention_p.h"

#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickWindow>

#include <numeric>

void NoukaiAttention::setWaiting(QQuickItem *prompt, int count)
{
    if (!prompt)
        return;
    const int before = m_counts.value(prompt);
    if (count == before)
        return;
    if (!m_counts.contains(prompt))
        connect(prompt, &QObject::destroyed, this, [this](QObject *gone) {
            m_counts.remove(gone);
            this->count();
        });
    m_counts.insert(prompt, count);
    if (count > before && prompt->window())
        prompt->window()->alert(0);
    this->count();
}

void NoukaiAttention::count()
{
    const int waiting = std::accumulate(m_counts.cbegin(), m_counts.cend(), 0);
    if (waiting == m_waiting)
        return;
    m_waiting = waiting;
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    qGuiApp->setBadgeNumber(waiting);
#endif
    Q_EMIT waitingChanged();
}
