// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierrortext.h>
#include <Noukai/noukaioutputview.h>
#include <Noukai/noukaistepcard.h>

#include <QtCore/QPersistentModelIndex>
#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

class NoukaiActionButton;
class NoukaiErrorNotice;
class NoukaiPlainLabel;
class QVBoxLayout;

// What a step shows when it is open: error, output, usage and what stands behind the fold.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiStepBody : public QWidget
{
    Q_OBJECT

public:
    NoukaiStepBody(NoukaiTimelineModel *timeline, int attemptId, QWidget *parent = nullptr);

    int attemptId() const { return m_attemptId; }
    void setSections(NoukaiStepCard::Sections sections);
    void setFormat(NoukaiOutputView::Format format);
    // Shows what the model says now.
    void refresh();
    int heightFor(int width) const;

Q_SIGNALS:
    // It needs another height.
    void heightChanged();
    void rerunRequested(int stepIndex);
    void editRequested(int stepIndex);
    void actionRequested(NoukaiErrorText::Action action, int stepIndex);

protected:
    bool event(QEvent *event) override;

private:
    QWidget *makeDetails();
    void arrange();
    void refreshError();
    void refreshUsage();
    void refreshActions();
    void fold(bool open);
    void nameInput();
    QModelIndex index() const;

    QPointer<NoukaiTimelineModel> m_timeline;
    int m_attemptId;
    NoukaiStepCard::Sections m_sections = NoukaiStepCard::AllSections;
    QVBoxLayout *m_column;
    NoukaiErrorNotice *m_error = nullptr; // made when there is one
    NoukaiOutputView *m_output;
    NoukaiPlainLabel *m_usage;
    QWidget *m_details = nullptr;
    NoukaiActionButton *m_fold = nullptr;
    NoukaiActionButton *m_edit = nullptr;
    NoukaiActionButton *m_rerun = nullptr;
    QWidget *m_input = nullptr; // made when it is first asked for
};
