// SPDX-License-Identifier: MIT
#include "flowextension_p.h"

namespace
{

NoukaiFlow *flowOf(QQmlListProperty<NoukaiTool> *list)
{
    return static_cast<NoukaiFlow *>(list->object);
}

} // namespace

NoukaiFlowExtension::NoukaiFlowExtension(QObject *flow)
    : QObject(flow)
    , m_flow(qobject_cast<NoukaiFlow *>(flow))
{
    Q_ASSERT(m_flow);
    connect(m_flow, &NoukaiFlow::toolsChanged, this, &NoukaiFlowExtension::toolsChanged);
}

QQmlListProperty<NoukaiTool> NoukaiFlowExtension::tools()
{
    return {m_flow, nullptr, &append, &count, &at, &clear, &replace, &removeLast};
}

void NoukaiFlowExtension::append(QQmlListProperty<NoukaiTool> *list, NoukaiTool *tool)
{
    if (tool)
        flowOf(list)->setTools(flowOf(list)->tools() << tool);
}

qsizetype NoukaiFlowExtension::count(QQmlListProperty<NoukaiTool> *list)
{
    return flowOf(list)->tools().size();
}

NoukaiTool *NoukaiFlowExtension::at(QQmlListProperty<NoukaiTool> *list, qsizetype index)
{
    return flowOf(list)->tools().value(index);
}

void NoukaiFlowExtension::clear(QQmlListProperty<NoukaiTool> *list)
{
    flowOf(list)->setTools({});
}

void NoukaiFlowExtension::replace(QQmlListProperty<NoukaiTool> *list, qsizetype index, NoukaiTool *tool)
{
    QList<NoukaiTool *> tools = flowOf(list)->tools();
    if (!tool || index < 0 || index >= tools.size())
        return;
    tools[index] = tool;
    flowOf(list)->setTools(tools);
}

void NoukaiFlowExtension::removeLast(QQmlListProperty<NoukaiTool> *list)
{
    QList<NoukaiTool *> tools = flowOf(list)->tools();
    if (tools.isEmpty())
        return;
    tools.removeLast();
    flowOf(list)->setTools(tools);
}
