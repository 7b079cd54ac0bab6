// SPDX-License-Identifier: MIT
#include "marklabel_p.h"

#include "glyphwidget_p.h"
#include "look_p.h"
#include "plainlabel_p.h"

#include <QtWidgets/QHBoxLayout>

NoukaiMarkLabel::NoukaiMarkLabel(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new NoukaiGlyphWidget(this))
    , m_text(new NoukaiPlainLabel(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(NoukaiLook::unit(fontMetrics()) / 2);
    row->addWidget(m_glyph);
    row->addWidget(m_text, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    NoukaiLook::onThemeChanged(this, [this] { layout()->setSpacing(NoukaiLook::unit(fontMetrics()) / 2); });
    m_text->setRole(NoukaiTheme::Neutral);
}

void NoukaiMarkLabel::show(NoukaiTheme::Glyph glyph, NoukaiTheme::Role role, const QString &text)
{
    m_glyph->show(glyph, role);
    m_text->setText(text);
    m_text->setRole(role);
}

void NoukaiMarkLabel::setWordWrap(bool on)
{
    m_text->setWordWrap(on);
    layout()->setAlignment(m_glyph, on ? Qt::AlignTop : Qt::Alignment());
    QSizePolicy policy(QSizePolicy::Preferred, on ? QSizePolicy::Preferred : QSizePolicy::Fixed);
    policy.setHeightForWidth(on);
    setSizePolicy(policy);
}

QString NoukaiMarkLabel::text() const
{
    return m_text->text();
}
