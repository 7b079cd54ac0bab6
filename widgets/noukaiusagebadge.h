// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiusageview.h>

#include <memory>

class NoukaiUsageBadgePrivate;

/*!
    \class NoukaiUsageBadge
    \inmodule Noukai
    \brief Tokens and cost in one short line, with the exact numbers in its tool tip.

    \code
    auto *badge = new NoukaiUsageBadge(statusBar());
    badge->setUsage(flow->usage());
    \endcode

    Unknown is a dash and never zero. A cost that is not complete ends in "+". What is over its budget stands in the
    warning role, with a glyph and in words. The cost is left out where \l showCost says so. The QML component
    \c UsageBadge is the same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiUsageBadge : public NoukaiUsageView
{
    Q_OBJECT

public:
    explicit NoukaiUsageBadge(QWidget *parent = nullptr);
    ~NoukaiUsageBadge() override;

    bool isOver() const;
    QString note() const;

protected:
    void tell() override;

private:
    std::unique_ptr<NoukaiUsageBadgePrivate> d;
};
