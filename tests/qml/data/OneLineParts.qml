// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

Column {
    RunHeader {}
    RunControls {}
    UsageBadge {}
    UsageTotals {}
    ErrorNotice {}
    ToolCallPrompt {}
}
