// SPDX-License-Identifier: MIT
#include "toolfile.h"

#include "openapi.h"
#include "tooldefinition.h"
#include "toollist.h"
#include "yamltext.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSet>

using namespace Qt::StringLiterals;

namespace
{

using Outcome = NoukaiExpected<QList<NoukaiTool *>>;

NoukaiError failure(const QString &name, const QString &problem)
{
    //: %1 is a file, %2 what is wrong with it
    return NoukaiError(NoukaiError::Configuration,
                       NoukaiText::withoutKeys(ToolText::tr("%1: %2").arg(QFileInfo(name).fileName(), problem)),
                       u"TOOLS_INVALID"_s);
}

bool isYaml(const QByteArray &content, const QString &name)
{
    const QString suffix = QFileInfo(name).suffix().toLower();
    if (suffix == u"yaml"_s || suffix == u"yml"_s)
        return true;
    const QByteArray text = content.left(1000).trimmed();
    return suffix != u"json"_s && !text.startsWith('{') && !text.startsWith('[');
}

QJsonValue readJson(QByteArray content, QString *problem)
{
    if (content.startsWith("\xEF\xBB\xBF"))
        content.remove(0, 3);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(content, &error);
    if (error.error != QJsonParseError::NoError) {
        const QByteArray before = content.left(error.offset);
        *problem = ToolText::tr("line %1, column %2: %3")
                       .arg(before.count('\n') + 1)
                       .arg(before.size() - before.lastIndexOf('\n'))
                       .arg(error.errorString());
        return {};
    }
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

QList<ToolDefinition> definitions(const QJsonValue &root, QString *problem)
{
    if (root.isArray())
        return readToolList(root.toArray(), problem);
    const QJsonObject object = root.toObject();
    if (object.contains("openapi"_L1))
        return readOpenApi(object, problem);
    if (object.value("tools"_L1).isArray())
        return readToolList(object.value("tools"_L1).toArray(), problem);
    if (object.contains("swagger"_L1))
        *problem = ToolText::tr("this is OpenAPI 2 (Swagger); convert it to OpenAPI 3 first");
    else
        *problem = ToolText::tr("this is neither a list of tools nor an OpenAPI document");
    return {};
}

QString checkAll(const QList<ToolDefinition> &tools)
{
    if (tools.isEmpty())
        return ToolText::tr("there are no tools in it");
    if (tools.size() > ToolFile::MostTools) {
        return ToolText::tr("there are %1 tools in it, and a model can be offered %2 at most; remove some")
            .arg(tools.size())
            .arg(ToolFile::MostTools);
    }
    QSet<QString> names;
    for (const ToolDefinition &tool : tools) {
        if (names.contains(tool.name))
            return ToolText::tr("%1: another tool has the name \"%2\" already").arg(tool.place, tool.name);
        names.insert(tool.name);
        if (tool.answer && tool.answer->size() > ToolFile::LongestAnswer) {
            return ToolText::tr("%1: the answer is longer than %2 characters")
                .arg(tool.place)
                .arg(ToolFile::LongestAnswer);
        }
    }
    return {};
}

NoukaiTool *make(const ToolDefinition &definition, QObject *parent)
{
    auto *tool = new NoukaiTool(definition.name, definition.description, definition.parameters, parent);
    tool->setPolicy(definition.policy);
    tool->setDestructive(definition.destructive);
    if (definition.answer)
        tool->setHandler([answer = *definition.answer](const NoukaiToolCall &) { return answer; });
    return tool;
}

} // namespace

Outcome ToolFile::read(const QString &fileName, QObject *parent)
{
    QFile file(fileName);
    // A pipe or a device may never end.
    if (QFileInfo::exists(fileName) && !QFileInfo(fileName).isFile())
        return failure(fileName, ToolText::tr("this is no file"));
    if (!file.open(QIODevice::ReadOnly))
        return failure(fileName, file.errorString());
    const QByteArray content = file.read(LargestFile + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(fileName, file.errorString());
    return parse(content, fileName, parent);
}

Outcome ToolFile::parse(const QByteArray &content, const QString &name, QObject *parent)
{
    if (content.size() > LargestFile)
        return failure(name, ToolText::tr("it is larger than %1 MiB").arg(LargestFile >> 20));
    if (content.trimmed().isEmpty())
        return failure(name, ToolText::tr("it is empty"));
    QString problem;
    const QJsonValue root = isYaml(content, name) ? readYaml(content, &problem) : readJson(content, &problem);
    QList<ToolDefinition> found;
    if (problem.isEmpty())
        found = definitions(root, &problem);
    if (problem.isEmpty())
        problem = checkAll(found);
    if (!problem.isEmpty())
        return failure(name, problem);
    QList<NoukaiTool *> tools;
    for (const ToolDefinition &definition : std::as_const(found))
        tools.append(make(definition, parent));
    return tools;
}
