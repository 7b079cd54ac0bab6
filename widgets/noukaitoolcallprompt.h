// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaitoolcallmodel.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiToolCallPromptPrivate;

/*!
    \class NoukaiToolCallPrompt
    \inmodule Noukai
    \brief Asks a person about the tool calls of a run, and keeps the record of what was decided.

    \code
    auto *prompt = new NoukaiToolCallPrompt(this);
    prompt->setFlow(flow);
    connect(prompt, &NoukaiToolCallPrompt::decisionNeeded, chime, &QSoundEffect::play);
    \endcode

    Of a single call the decision goes at once; several are decided one by one and sent together. Nothing is approved by
    Enter, before the arguments could be read to their end, or in the first moment after a call appeared: Ctrl+Enter
    approves inside a card. What a model wrote is shown as plain text. While a decision waits the window alerts. Any
    slot may delete the prompt or its flow. NoukaiToolCallDialog is a dialog around one; the QML component
    \c ToolCallPrompt is the same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiToolCallPrompt : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged DESIGNABLE false FINAL)
    Q_PROPERTY(int armDelay READ armDelay WRITE setArmDelay NOTIFY armDelayChanged FINAL)
    Q_PROPERTY(QString refusalTemplate READ refusalTemplate WRITE setRefusalTemplate RESET resetRefusalTemplate NOTIFY
                   refusalTemplateChanged FINAL)

public:
    explicit NoukaiToolCallPrompt(QWidget *parent = nullptr);
    ~NoukaiToolCallPrompt() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    int armDelay() const;
    void setArmDelay(int milliseconds);
    QString refusalTemplate() const;
    void setRefusalTemplate(const QString &text);
    void resetRefusalTemplate();
    NoukaiToolCallModel *calls() const;
    int total() const;
    QString approveAllReason() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override;

public Q_SLOTS:
    void approveAll();
    void focusNext();

Q_SIGNALS:
    void flowChanged();
    void armDelayChanged();
    void refusalTemplateChanged();
    void decided(const QString &callId, NoukaiToolCallModel::Decision decision);
    void decisionNeeded(int count);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    friend class NoukaiToolCallPromptPrivate;
    std::unique_ptr<NoukaiToolCallPromptPrivate> d;
};
