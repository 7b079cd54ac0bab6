// SPDX-License-Identifier: MIT
#include "templates.h"

#include "jsontext.h"

#include <QtCore/QJsonArray>
#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace mock
{

void TemplateScope::setOutput(const QString &stepId, const QJsonValue &output)
{
    m_outputs.insert(stepId, output);
}

// "outputs.read.columns": step ids may hold dots, so the longest id that matches wins.
QJsonValue TemplateScope::lookUp(const QString &expression) const
{
    const QStringList parts = expression.split(u'.');
    QJsonValue found = parts.constFirst() == "outputs"_L1 ? QJsonValue(m_outputs) : value(parts.constFirst());
    qsizetype next = 1;
    while (next < parts.size()) {
        const QJsonObject object = found.toObject();
        qsizetype end = parts.size();
        while (end > next && !object.contains(parts.sliced(next, end - next).join(u'.')))
            --end;
        if (end == next)
            return QJsonValue::Undefined;
        found = object.value(parts.sliced(next, end - next).join(u'.'));
        next = end;
    }
    return found;
}

QString TemplateScope::render(const QString &text) const
{
    QString result;
    qsizetype from = 0;
    for (;;) {
        const qsizetype open = text.indexOf("{{"_L1, from);
        const qsizetype close = open < 0 ? -1 : text.indexOf("}}"_L1, open);
        if (close < 0)
            break;
        result += QStringView(text).sliced(from, open - from);
        result += toText(lookUp(text.sliced(open + 2, close - open - 2).trimmed()));
        from = close + 2;
    }
    if (from == 0)
        return text;
    return result + text.sliced(from);
}

QJsonValue TemplateScope::render(const QJsonValue &value) const
{
    if (value.isString()) {
        const QString text = value.toString();
        if (text.startsWith("{{"_L1) && text.indexOf("}}"_L1) == text.size() - 2) {
            const QJsonValue found = lookUp(text.sliced(2, text.size() - 4).trimmed());
            return found.isUndefined() ? QJsonValue(QString()) : found;
        }
        return render(text);
    }
    if (value.isArray()) {
        QJsonArray list;
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            list.append(render(item));
        return list;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            it.value() = render(QJsonValue(it.value()));
        return object;
    }
    return value;
}

} // namespace mock
