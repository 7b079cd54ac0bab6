// SPDX-License-Identifier: MIT
#include "payloadheader_p.h"

#include "parts/actionbutton_p.h"
#include "parts/flowlayout_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"

#include <QtCore/QEvent>

NoukaiPayloadHeader::NoukaiPayloadHeader(QWidget *parent)
    : QWidget(parent)
    , m_title(new NoukaiPlainLabel(this))
{
    auto *row = new NoukaiFlowLayout(this);
    QFont strong;
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    row->addWidget(m_title);
    m_asTree = add(QStringLiteral("asTree"));
    m_asText = add(QStringLiteral("asText"));
    m_asDiff = add(QStringLiteral("asDiff"));
    m_find = add(QStringLiteral("findPayload"));
    m_copy = add(QStringLiteral("copyPayload"));
    m_copyPath = add(QStringLiteral("copyPath"));
    m_apply = add(QStringLiteral("apply"), false);
    const std::pair<NoukaiActionButton *, NoukaiPayloadView::Mode> modes[] = {
        {m_asTree, NoukaiPayloadView::Tree}, {m_asText, NoukaiPayloadView::Text}, {m_asDiff, NoukaiPayloadView::Diff}};
    for (const auto &[button, mode] : modes) {
        button->setCheckable(true);
        connect(button, &NoukaiActionButton::triggered, this, [this, mode = mode] { Q_EMIT modeChosen(mode); });
    }
    connect(m_find, &NoukaiActionButton::triggered, this, &NoukaiPayloadHeader::findRequested);
    connect(m_copy, &NoukaiActionButton::triggered, this, &NoukaiPayloadHeader::copyRequested);
    connect(m_copyPath, &NoukaiActionButton::triggered, this, &NoukaiPayloadHeader::copyPathRequested);
    connect(m_apply, &NoukaiActionButton::triggered, this, &NoukaiPayloadHeader::applyRequested);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    arrange();
}

NoukaiActionButton *NoukaiPayloadHeader::add(const QString &name, bool flat)
{
    auto *button = new NoukaiActionButton(this);
    button->setObjectName(name);
    button->setFlat(flat);
    layout()->addWidget(button);
    return button;
}

void NoukaiPayloadHeader::arrange()
{
    layout()->setSpacing(NoukaiLook::unit(fontMetrics()) / 2);
    // It stands in the line of the buttons, with some air behind it.
    const int unit = NoukaiLook::unit(fontMetrics());
    m_title->setContentsMargins(isRightToLeft() ? unit : 0, 0, isRightToLeft() ? 0 : unit, 0);
    m_title->setMinimumHeight(m_copy->sizeHint().height());
}

void NoukaiPayloadHeader::show(const Facts &facts)
{
    m_title->setText(facts.summary.isEmpty()
                         ? facts.title
                         : tr("%1: %2", "a title and what changed").arg(facts.title, facts.summary));
    m_asTree->setWords(tr("Tree"));
    m_asText->setWords(tr("Text"));
    m_asDiff->setWords(tr("Changes"));
    m_find->setWords(tr("Find"));
    m_copy->setWords(tr("Copy"));
    m_copyPath->setWords(tr("Copy path"));
    m_apply->setWords(tr("Apply"));
    m_asTree->setChecked(facts.mode == NoukaiPayloadView::Tree);
    m_asText->setChecked(facts.mode == NoukaiPayloadView::Text);
    m_asDiff->setChecked(facts.mode == NoukaiPayloadView::Diff);
    m_asTree->setVisible(facts.sound);
    m_asText->setVisible(facts.sound);
    m_asDiff->setVisible(facts.sound && facts.comparable);
    m_find->setVisible(facts.sound && facts.mode != NoukaiPayloadView::Diff);
    m_copyPath->setVisible(facts.hasPath);
    m_apply->setVisible(facts.editable && facts.mode == NoukaiPayloadView::Text);
    m_apply->setDisabledReason(facts.whyNot);
    arrange();
}

void NoukaiPayloadHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::LayoutDirectionChange)
        arrange();
}
