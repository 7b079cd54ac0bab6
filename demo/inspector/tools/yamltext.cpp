// SPDX-License-Identifier: MIT
#include "yamltext.h"

#include "tooldefinition.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QJsonArray>

#ifdef INSPECTOR_HAS_YAML
#include <QtCore/QRegularExpression>

#include <yaml-cpp/yaml.h>

#include <cmath>
#include <exception>

using namespace Qt::StringLiterals;

namespace
{

constexpr int MostDepth = 100;
constexpr int MostNodes = 200'000; // aliases can make much of little

// Makes JSON of YAML by the rules of its core schema.
class Converter
{
public:
    QJsonValue convert(const YAML::Node &node, int depth = 0)
    {
        if (!m_problem.isEmpty())
            return {};
        if (depth > MostDepth)
            return fail(node, ToolText::tr("it is nested too deeply"));
        if (++m_nodes > MostNodes)
            return fail(node, ToolText::tr("there is too much in it"));
        switch (node.Type()) {
        case YAML::NodeType::Scalar:
            return scalar(node);
        case YAML::NodeType::Sequence: {
            QJsonArray list;
            for (const YAML::Node &item : node)
                list.append(convert(item, depth + 1));
            return list;
        }
        case YAML::NodeType::Map: {
            QJsonObject object;
            for (const auto &entry : node) {
                if (!entry.first.IsScalar())
                    return fail(node, ToolText::tr("a key is no text"));
                object.insert(QString::fromStdString(entry.first.Scalar()), convert(entry.second, depth + 1));
            }
            return object;
        }
        case YAML::NodeType::Undefined:
        case YAML::NodeType::Null:
            break;
        }
        return QJsonValue::Null;
    }
    QString problem() const { return m_problem; }

private:
    QJsonValue fail(const YAML::Node &node, const QString &reason)
    {
        if (m_problem.isEmpty())
            m_problem = ToolText::tr("line %1: %2").arg(node.Mark().line + 1).arg(reason);
        return {};
    }
    // Only what stands there without quotation marks and tags can be anything but text.
    static QJsonValue scalar(const YAML::Node &node)
    {
        static const QRegularExpression number(u"^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?$"_s);
        const QString text = QString::fromStdString(node.Scalar());
        if (node.Tag() != "?")
            return text;
        if (text.isEmpty() || text == u"~"_s || text == u"null"_s || text == u"Null"_s || text == u"NULL"_s)
            return QJsonValue::Null;
        if (text == u"true"_s || text == u"True"_s || text == u"TRUE"_s)
            return true;
        if (text == u"false"_s || text == u"False"_s || text == u"FALSE"_s)
            return false;
        bool isInteger = false;
        if (const qint64 integer = text.toLongLong(&isInteger); isInteger)
            return integer;
        const double real = number.match(text).hasMatch() ? text.toDouble() : std::nan("");
        return std::isfinite(real) ? QJsonValue(real) : QJsonValue(text);
    }

    QString m_problem;
    int m_nodes = 0;
};

} // namespace

QJsonValue readYaml(const QByteArray &text, QString *problem)
{
    try { // its way of telling what is wrong
        Converter converter;
        const QJsonValue value = converter.convert(YAML::Load(text.toStdString()));
        *problem = converter.problem();
        return problem->isEmpty() ? value : QJsonValue();
    } catch (const YAML::Exception &error) {
        *problem = ToolText::tr("line %1, column %2: %3")
                       .arg(error.mark.line + 1)
                       .arg(error.mark.column + 1)
                       .arg(NoukaiText::preview(QString::fromStdString(error.msg)));
    } catch (const std::exception &error) {
        *problem = NoukaiText::preview(QString::fromUtf8(error.what()));
    }
    return {};
}

#else

QJsonValue readYaml(const QByteArray &text, QString *problem)
{
    Q_UNUSED(text)
    *problem = ToolText::tr("it is no JSON, and this build cannot read YAML; convert it to JSON first");
    return {};
}

#endif
