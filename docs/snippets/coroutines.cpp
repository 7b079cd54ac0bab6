// SPDX-License-Identifier: MIT
// What the documentation shows of coroutines. Compiled by the tests where QCoro is installed.
#include <Noukai/noukaicoro.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QDebug>

#include <qcoro/qcorotask.h>

class Report : public QObject
{
public:
    QCoro::Task<> run();
    QCoro::Task<> runAtOnce();

private:
    NoukaiFlow *m_flow = new NoukaiFlow(this);
};

//! [steps]
QCoro::Task<> Report::run()
{
    QCORO_FOREACH(const NoukaiStepCompleted &step, noukaiSteps(m_flow))
    {
        qInfo() << step.name();
    }
    qInfo() << m_flow->result();
}
//! [steps]

//! [execute]
QCoro::Task<> Report::runAtOnce()
{
    const NoukaiExpected<NoukaiResult> outcome = co_await m_flow->execute();
    if (outcome)
        qInfo() << outcome.value().result();
    else
        qWarning() << outcome.error().message();
}
//! [execute]
