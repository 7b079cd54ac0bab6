// SPDX-License-Identifier: MIT
#include "payloadtext_p.h"

namespace
{

constexpr int LeastLines = 3;
constexpr int MostLines = 14;

} // namespace

NoukaiPayloadText::NoukaiPayloadText(QWidget *parent)
    : NoukaiTextPane(parent)
{
    setObjectName(QStringLiteral("payloadText"));
    setLines(LeastLines, MostLines);
    connect(this, &NoukaiTextPane::edited, this, &NoukaiPayloadText::check);
}

void NoukaiPayloadText::show(const QString &json, bool writable)
{
    m_json = json;
    setText(json, writable);
    check();
}

void NoukaiPayloadText::setSchema(const QJsonObject &schema)
{
    m_form.setSchema(schema);
    check();
}

QString NoukaiPayloadText::problem() const
{
    if (!m_modified)
        return {};
    if (!m_draft.problem().isEmpty())
        return m_draft.problem();
    return m_form.schema().isEmpty() ? QString() : m_form.problem();
}

void NoukaiPayloadText::check()
{
    const QString written = isReadOnly() ? m_json : text();
    m_modified = written != m_json;
    if (m_modified) {
        m_draft.setJson(written);
        if (!m_form.schema().isEmpty())
            m_form.setText(written);
    }
    Q_EMIT checked(); // last, since a slot may delete it
}
