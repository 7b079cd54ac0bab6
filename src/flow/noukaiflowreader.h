// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaievents.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QObject>

#include <memory>
#include <type_traits>

class NoukaiFlow;
class NoukaiFlowReaderPrivate;

class NOUKAI_CORE_EXPORT NoukaiFlowReader : public QObject
{
    Q_OBJECT

public:
    enum Items { Events, CompletedSteps };
    Q_ENUM(Items)

    explicit NoukaiFlowReader(NoukaiFlow *flow, Items items = Events, QObject *parent = nullptr);
    ~NoukaiFlowReader() override;

    NoukaiFlow *flow() const;
    bool hasNext() const;
    bool atEnd() const;
    NoukaiEvent takeNext();
    /*!
        \internal
        \fn template <typename Event> Event NoukaiFlowReader::takeNext()
        Takes the next item as an \c Event, which it is known to be; an invalid one when none waits.
    */
    template <typename Event>
    Event takeNext()
    {
        if constexpr (std::is_same_v<Event, NoukaiEvent>)
            return takeNext();
        else
            return takeNext().to<Event>();
    }
    bool waitForNext();

Q_SIGNALS:
    void readyRead();

private:
    std::unique_ptr<NoukaiFlowReaderPrivate> d;
};
