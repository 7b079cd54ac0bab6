// SPDX-License-Identifier: MIT
#include "toollist.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype LongestName = 64;

// One entry of the list, looked at member by member; the first mistake counts.
class Entry
{
public:
    Entry(const QJsonObject &object, qsizetype index)
    {
        m_tool.place = u"tools[%1]"_s.arg(index);
        const bool nested = object.value("function"_L1).isObject();
        const QJsonObject function = nested ? object.value("function"_L1).toObject() : object;
        takeName(function.value("name"_L1));
        if (nested) {
            refuseOthers(object, {u"type"_s, u"function"_s, u"policy"_s, u"destructive"_s, u"answer"_s});
            refuseOthers(function, {u"name"_s, u"description"_s, u"parameters"_s, u"strict"_s});
        } else {
            refuseOthers(object, {u"type"_s, u"name"_s, u"description"_s, u"parameters"_s, u"strict"_s, u"policy"_s,
                                  u"destructive"_s, u"answer"_s});
        }
        if (object.contains("type"_L1) && object.value("type"_L1) != "function"_L1)
            fail(ToolText::tr("type must be \"function\""));
        takeDescription(function.value("description"_L1));
        takeParameters(function.value("parameters"_L1));
        takePolicy(object.value("policy"_L1));
        takeDestructive(object.value("destructive"_L1));
        takeAnswer(object.value("answer"_L1));
    }

    const ToolDefinition &tool() const { return m_tool; }
    QString problem() const { return m_problem; }

private:
    void fail(const QString &reason)
    {
        if (m_problem.isEmpty())
            //: %1 is a place in a file, %2 what is wrong there
            m_problem = ToolText::tr("%1: %2").arg(m_tool.place, reason);
    }
    void refuseOthers(const QJsonObject &object, const QStringList &known)
    {
        const QStringList keys = object.keys();
        for (const QString &key : keys) {
            if (!known.contains(key))
                fail(ToolText::tr("\"%1\" is not a known member").arg(NoukaiText::preview(key)));
        }
    }
    void takeName(const QJsonValue &name)
    {
        m_tool.name = name.toString();
        if (name.isUndefined()) {
            fail(ToolText::tr("name is missing"));
        } else if (!isToolName(m_tool.name)) {
            fail(ToolText::tr("the name must be 1 to %1 letters (A to Z), digits, \"_\" or \"-\", not \"%2\"")
                     .arg(QString::number(LongestName), NoukaiText::preview(m_tool.name)));
        } else {
            m_tool.place += u" (%1)"_s.arg(m_tool.name);
        }
    }
    void takeDescription(const QJsonValue &description)
    {
        m_tool.description = description.toString();
        if (!description.isUndefined() && !description.isString())
            fail(ToolText::tr("description must be a text"));
    }
    void takeParameters(const QJsonValue &parameters)
    {
        m_tool.parameters = parameters.toObject();
        const QJsonValue type = m_tool.parameters.value("type"_L1);
        const QJsonValue properties = m_tool.parameters.value("properties"_L1);
        const QJsonValue required = m_tool.parameters.value("required"_L1);
        const QJsonArray names = required.toArray();
        if (!parameters.isUndefined() && !parameters.isObject())
            fail(ToolText::tr("parameters must be an object, a JSON schema"));
        else if (!type.isUndefined() && type != "object"_L1)
            fail(ToolText::tr("parameters.type must be \"object\""));
        else if (!properties.isUndefined() && !properties.isObject())
            fail(ToolText::tr("parameters.properties must be an object"));
        else if ((!required.isUndefined() && !required.isArray()) ||
                 !std::all_of(names.begin(), names.end(), [](const QJsonValue &name) { return name.isString(); }))
            fail(ToolText::tr("parameters.required must be a list of names"));
    }
    void takePolicy(const QJsonValue &policy)
    {
        if (policy == "auto"_L1)
            m_tool.policy = NoukaiTool::Auto;
        else if (policy == "deny"_L1)
            m_tool.policy = NoukaiTool::Deny;
        else if (!policy.isUndefined() && policy != "ask"_L1)
            fail(ToolText::tr("policy must be \"ask\", \"auto\" or \"deny\""));
    }
    void takeDestructive(const QJsonValue &destructive)
    {
        m_tool.destructive = destructive.toBool();
        if (!destructive.isUndefined() && !destructive.isBool())
            fail(ToolText::tr("destructive must be true or false"));
    }
    void takeAnswer(const QJsonValue &answer)
    {
        if (answer.isUndefined())
            return;
        if (answer.isString()) {
            m_tool.answer = answer.toString();
            return;
        }
        // QJsonDocument writes objects and lists only.
        const QByteArray list = QJsonDocument(QJsonArray{answer}).toJson(QJsonDocument::Compact);
        m_tool.answer = QString::fromUtf8(list.mid(1, list.size() - 2));
    }

    ToolDefinition m_tool;
    QString m_problem;
};

} // namespace

bool isToolName(const QString &name)
{
    const auto isAllowed = [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'_' || c == u'-');
    };
    return !name.isEmpty() && name.size() <= LongestName && std::all_of(name.begin(), name.end(), isAllowed);
}

QList<ToolDefinition> readToolList(const QJsonArray &list, QString *problem)
{
    QList<ToolDefinition> tools;
    for (qsizetype i = 0; i < list.size() && problem->isEmpty(); ++i) {
        if (!list.at(i).isObject()) {
            *problem = ToolText::tr("tools[%1]: must be an object").arg(i);
            break;
        }
        const Entry entry(list.at(i).toObject(), i);
        *problem = entry.problem();
        tools.append(entry.tool());
    }
    return tools;
}
