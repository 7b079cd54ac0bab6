// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QObject>

/*!
    \class NoukaiTicker
    \inmodule Noukai
    \brief Tells a view to show its running times again.

    All tickers of a thread share one timer of Interval milliseconds, so that running values change together. It stands
    still while no ticker is \l active: a view sets that only while something runs and the view can be seen.
*/
class NOUKAI_CORE_EXPORT NoukaiTicker : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged FINAL)
    Q_PROPERTY(int ticks READ ticks NOTIFY ticked FINAL)

public:
    /*! \variable NoukaiTicker::Interval
        \brief Milliseconds: the tenth of a second that running durations show. */
    static constexpr int Interval = 100;

    explicit NoukaiTicker(QObject *parent = nullptr);
    ~NoukaiTicker() override;

    bool isActive() const { return m_active; }
    void setActive(bool active);
    int ticks() const { return m_ticks; }

Q_SIGNALS:
    void activeChanged();
    void ticked();

private:
    friend class TickerTimer;
    void tick();

    bool m_active = false;
    int m_ticks = 0;
};
