// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierrortext.h>
#include <Noukai/noukaioutputview.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

#include <memory>

class NoukaiStepCardPrivate;

/*!
    \class NoukaiStepCard
    \inmodule Noukai
    \brief One attempt of a step: a line with its state and figures, and below it, when open, output, error and details.

    \code
    auto *card = new NoukaiStepCard(this);
    card->setTimeline(timeline);
    card->setAttemptId(timeline->index(0).data(NoukaiTimelineModel::AttemptIdRole).toInt());
    \endcode

    A click on its line, or Enter, Space or an arrow key, opens and closes it. A step that needs a decision stays open.
    The body is made when the card is opened first. A NoukaiStepList shows all steps of a run like this. The QML
    component \c StepCard is the same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiStepCard : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(
        NoukaiTimelineModel *timeline READ timeline WRITE setTimeline NOTIFY timelineChanged DESIGNABLE false FINAL)
    Q_PROPERTY(int attemptId READ attemptId WRITE setAttemptId NOTIFY attemptIdChanged DESIGNABLE false FINAL)
    Q_PROPERTY(bool expanded READ isExpanded WRITE setExpanded NOTIFY expandedChanged FINAL)
    Q_PROPERTY(NoukaiOutputView::Format format READ format WRITE setFormat NOTIFY formatChanged FINAL)
    Q_PROPERTY(Sections sections READ sections WRITE setSections NOTIFY sectionsChanged FINAL)

public:
    /*!
        \enum NoukaiStepCard::Section
        What the body shows, in this order.

        \value NoSection       Nothing.
        \value ErrorSection    What went wrong, and what can be done.
        \value OutputSection   What the step put out.
        \value UsageSection    Its tokens and cost.
        \value DetailsSection  Its input behind a fold, what was overridden, and what can be done with the step.
        \value AllSections     All of these.
    */
    enum Section {
        NoSection = 0,
        ErrorSection = 1,
        OutputSection = 2,
        UsageSection = 4,
        DetailsSection = 8,
        AllSections = ErrorSection | OutputSection | UsageSection | DetailsSection
    };
    Q_DECLARE_FLAGS(Sections, Section)
    Q_FLAG(Sections)

    explicit NoukaiStepCard(QWidget *parent = nullptr);
    ~NoukaiStepCard() override;

    NoukaiTimelineModel *timeline() const;
    void setTimeline(NoukaiTimelineModel *timeline);
    int attemptId() const;
    void setAttemptId(int attemptId);
    bool isExpanded() const;
    void setExpanded(bool expanded);
    NoukaiOutputView::Format format() const;
    void setFormat(NoukaiOutputView::Format format);
    Sections sections() const;
    void setSections(Sections sections);

Q_SIGNALS:
    void timelineChanged();
    void attemptIdChanged();
    void expandedChanged();
    void formatChanged();
    void sectionsChanged();
    void rerunRequested(int stepIndex);
    void editRequested(int stepIndex);
    void actionRequested(NoukaiErrorText::Action action, int stepIndex);

private:
    std::unique_ptr<NoukaiStepCardPrivate> d;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(NoukaiStepCard::Sections)
