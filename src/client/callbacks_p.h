// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <memory>
#include <utility>

// Replies call us, and a slot of the application may run an event loop in the middle of that. A reply or manager that
// is to be deleted meanwhile stays until the outermost call has returned: Qt's code further down the stack still uses
// it, and deleteLater() alone would take effect in that event loop.
class Callbacks
{
public:
    // On the stack while a reply calls us.
    class Scope
    {
    public:
        explicit Scope(std::shared_ptr<Callbacks> callbacks)
            : m_callbacks(std::move(callbacks))
        {
            ++m_callbacks->m_depth;
        }
        ~Scope()
        {
            if (--m_callbacks->m_depth > 0)
                return;
            const auto doomed = std::exchange(m_callbacks->m_doomed, {});
            for (const QPointer<QObject> &object : doomed) {
                if (object)
                    object->deleteLater();
            }
        }
        Q_DISABLE_COPY_MOVE(Scope)

    private:
        std::shared_ptr<Callbacks> m_callbacks;
    };

    bool isActive() const { return m_depth > 0; }

    void deleteLater(QObject *object)
    {
        if (isActive())
            m_doomed.append(object);
        else
            object->deleteLater();
    }

private:
    int m_depth = 0;
    QList<QPointer<QObject>> m_doomed;
};
