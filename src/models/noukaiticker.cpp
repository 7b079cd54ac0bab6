// SPDX-License-Identifier: MIT
#include "noukaiticker.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QList>
#include <QtCore/QThreadStorage>
#include <QtCore/QTimerEvent>

/*!
    \property NoukaiTicker::active
    Whether this ticker ticks. Default false.
*/
/*!
    \property NoukaiTicker::ticks
    How often it ticked. A binding that reads it is evaluated again at each tick.
*/
/*!
    \fn void NoukaiTicker::ticked()
    An interval went by.
*/

// The one timer of a thread.
class TickerTimer : public QObject
{
public:
    static TickerTimer &ofThread()
    {
        static QThreadStorage<TickerTimer> timers;
        return timers.localData();
    }

    void add(NoukaiTicker *ticker)
    {
        m_tickers.append(ticker);
        if (!m_timer.isActive())
            m_timer.start(NoukaiTicker::Interval, this);
    }

    void remove(NoukaiTicker *ticker)
    {
        // While the list is walked its places stay, so that nobody is passed over.
        if (m_walking)
            m_tickers.replace(m_tickers.indexOf(ticker), nullptr);
        else
            m_tickers.removeOne(ticker);
        if (m_tickers.isEmpty())
            m_timer.stop();
    }

protected:
    void timerEvent(QTimerEvent *event) override
    {
        if (event->timerId() != m_timer.timerId())
            return;
        if (m_walking) // a slot runs an event loop of its own
            return;
        m_walking = true;
        qsizetype next = 0; // the list may grow meanwhile
        while (next < m_tickers.size()) {
            if (NoukaiTicker *ticker = m_tickers.at(next++))
                ticker->tick();
        }
        m_walking = false;
        m_tickers.removeAll(nullptr);
        if (m_tickers.isEmpty())
            m_timer.stop();
    }

private:
    QBasicTimer m_timer;
    QList<NoukaiTicker *> m_tickers;
    bool m_walking = false;
};

/*! Makes a ticker that stands still, with the parent \a parent. */
NoukaiTicker::NoukaiTicker(QObject *parent)
    : QObject(parent)
{
}

/*! Stops ticking. */
NoukaiTicker::~NoukaiTicker()
{
    if (m_active)
        TickerTimer::ofThread().remove(this);
}

void NoukaiTicker::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (active)
        TickerTimer::ofThread().add(this);
    else
        TickerTimer::ofThread().remove(this);
    Q_EMIT activeChanged();
}

void NoukaiTicker::tick()
{
    ++m_ticks;
    Q_EMIT ticked();
}
