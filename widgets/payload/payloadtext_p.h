// SPDX-License-Identifier: MIT
#pragma once

#include "parts/textpane_p.h"

#include <Noukai/noukaijsonmodel.h>
#include <Noukai/noukaitoolform.h>

// The text of a NoukaiPayloadView, which a person may change, and whether that can be applied.
class NoukaiPayloadText : public NoukaiTextPane
{
    Q_OBJECT

public:
    explicit NoukaiPayloadText(QWidget *parent = nullptr);

    void show(const QString &json, bool writable);
    using QWidget::show;
    void setSchema(const QJsonObject &schema);
    // Whether it is another text than that which is shown.
    bool isModified() const { return m_modified; }
    // Why it cannot be applied; empty when it can, or is not modified.
    QString problem() const;
    // What a person made of it; undefined where that is no JSON.
    QJsonValue value() const { return m_draft.value(); }
    // Looks whether it can be applied.
    void check();

Q_SIGNALS:
    void checked();

private:
    QString m_json;
    bool m_modified = false;
    NoukaiJsonModel m_draft;
    NoukaiToolForm m_form;
};
