// SPDX-License-Identifier: MIT
#include "flowdefinition.h"

#include <QtCore/QStringList>

namespace mock
{

const FlowNode *FlowDefinition::nodeAt(int stepIndex) const
{
    for (const FlowNode &node : nodes) {
        if (stepIndex >= node.firstIndex && stepIndex < node.endIndex())
            return &node;
    }
    return nullptr;
}

const StepDefinition *FlowDefinition::stepAt(int stepIndex) const
{
    const FlowNode *node = nodeAt(stepIndex);
    return node ? &node->steps.at(stepIndex - node->firstIndex) : nullptr;
}

QStringList FlowDefinition::stepIdsBefore(int stepIndex) const
{
    QStringList ids;
    for (int index = 0; index < std::min(stepIndex, stepCount); ++index)
        ids.append(stepAt(index)->id);
    return ids;
}

} // namespace mock
