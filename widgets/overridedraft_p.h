// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>

class NoukaiFlow;
class NoukaiTimelineModel;

// What a person makes of the outputs that a step is given, and of its settings, until it is accepted. Texts are kept as
// they are written, whether they can be used or not.
class NoukaiOverrideDraft
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiOverrideDialog)

public:
    struct Step {
        QString id;
        QString title;
        bool isText = true; // a text stays a text, other JSON stays JSON
        QString original;
        QString text;

        bool isChanged() const { return text != original; }
    };

    // Reads what the step at \a index is given: the newest outputs of the steps before it, or what replaces them.
    void load(const NoukaiFlow *flow, const NoukaiTimelineModel *timeline, int index);

    const QList<Step> &steps() const { return m_steps; }
    void setOutput(qsizetype step, const QString &text) { m_steps[step].text = text; }
    QString settings() const { return m_settings; }
    void setSettings(const QString &text) { m_settings = text; }

    // Why it cannot be used; empty when it can. What is wrong with the output of another step than \a current names it.
    QString problem(qsizetype current) const;
    // What will change, in words.
    QString summary() const;
    // What the flow's overrides become.
    QJsonObject inputs(QJsonObject overrides) const;
    QJsonObject blocks(QJsonObject overrides) const;

private:
    QString problemOf(const Step &step) const;

    QList<Step> m_steps;
    QString m_ownId;
    QString m_originalSettings;
    QString m_settings;
};
