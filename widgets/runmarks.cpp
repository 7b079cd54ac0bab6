// SPDX-License-Identifier: MIT
#include "runmarks_p.h"

#include "parts/accessiblerole_p.h"
#include "parts/flowlayout_p.h"
#include "parts/look_p.h"
#include "parts/marklabel_p.h"
#include "parts/plainlabel_p.h"

#include <QtCore/QEvent>

#include <algorithm>

NoukaiRunMarks::NoukaiRunMarks(QWidget *parent)
    : QWidget(parent)
    , m_workAndWait(new NoukaiPlainLabel(this))
    , m_stalled(new NoukaiMarkLabel(this))
    , m_silence(new NoukaiPlainLabel(this))
{
    auto *row = new NoukaiFlowLayout(this);
    row->setSpacing(NoukaiLook::unit(fontMetrics()) * 2);
    for (const auto mark : {NoukaiFlowStatus::ReplayMark, NoukaiFlowStatus::PartialCostMark}) {
        auto *label = new NoukaiMarkLabel(this);
        label->setProperty("mark", mark);
        m_marks.append(label);
        row->addWidget(label);
    }
    row->addWidget(m_workAndWait);
    row->addWidget(m_stalled);
    row->addWidget(m_silence);
    NoukaiAccess::ignore(m_silence); // it counts
    for (NoukaiPlainLabel *label : {m_workAndWait, m_silence})
        label->setStrength(0.8);
    for (QWidget *part : findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        part->hide();
    NoukaiLook::onThemeChanged(this, [this] { layout()->setSpacing(NoukaiLook::unit(fontMetrics()) * 2); });
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void NoukaiRunMarks::showMarks(const NoukaiFlowStatus &status, bool showCost)
{
    const QList<int> marks = status.marks();
    for (NoukaiMarkLabel *label : std::as_const(m_marks)) {
        const auto mark = NoukaiFlowStatus::Mark(label->property("mark").toInt());
        const bool shown = marks.contains(mark) && (showCost || mark != NoukaiFlowStatus::PartialCostMark);
        if (shown)
            label->show(NoukaiFlowStatus::markGlyph(mark), NoukaiFlowStatus::markRole(mark),
                        NoukaiFlowStatus::markText(mark));
        label->setVisible(shown);
    }
}

void NoukaiRunMarks::showTimes(const QString &workAndWait, bool running, const QString &silence, bool stalled)
{
    m_workAndWait->setAccessibleName(running ? tr("Time is running") : QString());
    m_workAndWait->setText(workAndWait);
    m_workAndWait->setVisible(!workAndWait.isEmpty());
    m_stalled->show(NoukaiTheme::Triangle, NoukaiTheme::Warning, silence);
    m_stalled->setVisible(stalled && !silence.isEmpty());
    m_silence->setText(silence);
    m_silence->setVisible(!stalled && !silence.isEmpty());
}

bool NoukaiRunMarks::hasMarks() const
{
    const QObjectList parts = children();
    return std::any_of(parts.begin(), parts.end(), [](const QObject *part) {
        return part->isWidgetType() && !static_cast<const QWidget *>(part)->isHidden();
    });
}

void NoukaiRunMarks::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layout()->setSpacing(NoukaiLook::unit(fontMetrics()) * 2);
}
