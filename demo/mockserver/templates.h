// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

namespace mock
{

/*!
    What the placeholders of a script stand for: {{message}}, {{parameters.name}}, {{outputs.stepId}} (and members of
    it), {{block.field}}, {{item}}, {{iteration}}, {{tool.name}} (the answer to the last call of that tool). A name
    that stands for nothing is replaced by nothing.
*/
class TemplateScope
{
public:
    void set(const QString &name, const QJsonValue &value) { m_values.insert(name, value); }
    QJsonValue value(const QString &name) const { return m_values.value(name, QJsonValue::Undefined); }
    void setOutput(const QString &stepId, const QJsonValue &output);
    QJsonObject outputs() const { return m_outputs; }

    QString render(const QString &text) const;
    /*! \a value with every string in it rendered. A string that is one placeholder alone becomes its value, of any
     * type. */
    QJsonValue render(const QJsonValue &value) const;

private:
    QJsonValue lookUp(const QString &expression) const;

    QHash<QString, QJsonValue> m_values;
    QJsonObject m_outputs;
};

} // namespace mock
