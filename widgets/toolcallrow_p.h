// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitoolcallmodel.h>
#include <Noukai/noukaitoolcalltext.h>

#include <QtCore/QPersistentModelIndex>

// What the parts of a prompt know of a row of NoukaiToolCallModel.
class NoukaiToolCallRow
{
public:
    NoukaiToolCallRow(NoukaiToolCallModel *calls, int row)
        : m_calls(calls)
        , m_index(calls->index(row))
    {
    }

    NoukaiToolCallModel *calls() const { return m_calls; }
    int row() const { return m_index.row(); }
    QVariant get(NoukaiToolCallModel::Role role) const { return m_index.data(role); }
    QString text(NoukaiToolCallModel::Role role) const { return get(role).toString(); }
    bool is(NoukaiToolCallModel::Role role) const { return get(role).toBool(); }
    NoukaiToolCallModel::CallState state() const
    {
        return NoukaiToolCallModel::CallState(get(NoukaiToolCallModel::CallStateRole).toInt());
    }
    NoukaiToolCallModel::Decision decision() const
    {
        return NoukaiToolCallModel::Decision(get(NoukaiToolCallModel::DecisionRole).toInt());
    }
    bool isDecided() const { return state() == NoukaiToolCallModel::Decided; }
    // Whether a person can still decide.
    bool isOpen() const { return state() == NoukaiToolCallModel::Waiting || isDecided(); }
    NoukaiTheme::Role role() const { return NoukaiToolCallText::role(state(), decision()); }
    NoukaiTheme::Glyph glyph() const { return NoukaiToolCallText::glyph(state(), decision()); }
    QString outcome() const { return NoukaiToolCallText::outcome(state(), decision()); }

private:
    NoukaiToolCallModel *m_calls;
    QPersistentModelIndex m_index;
};
