// SPDX-License-Identifier: MIT
#include "budgetmeter_p.h"

#include "parts/accessiblerole_p.h"
#include "parts/glyphwidget_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QHBoxLayout>

#include <algorithm>

NoukaiBudgetMeter::NoukaiBudgetMeter(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new NoukaiGlyphWidget(this))
    , m_words(new NoukaiPlainLabel(this))
{
    NoukaiAccess::setRole(this, QAccessible::StaticText, true);
    auto *row = new QHBoxLayout(this);
    row->setSpacing(NoukaiLook::unit(fontMetrics()) / 2);
    row->addWidget(m_glyph, 0, Qt::AlignTop);
    row->addWidget(m_words, 1);
    m_words->setWordWrap(true);
    NoukaiLook::onThemeChanged(this, [this] { paintWords(); });
    hide();
}

void NoukaiBudgetMeter::show(const QString &text, double share, bool over)
{
    m_share = share;
    m_over = over;
    m_words->setText(text);
    m_glyph->show(NoukaiTheme::Triangle, NoukaiTheme::Warning);
    m_glyph->setVisible(over);
    NoukaiAccess::rename(this, text);
    paintWords();
    setVisible(share >= 0);
}

int NoukaiBudgetMeter::trackHeight() const
{
    return std::max(4, qRound(fontMetrics().height() * 0.3));
}

void NoukaiBudgetMeter::paintWords()
{
    layout()->setContentsMargins(0, 0, 0, trackHeight() + NoukaiLook::unit(fontMetrics()) / 3);
    m_words->setRole(m_over ? std::optional(NoukaiTheme::Warning) : std::nullopt);
    update();
}

void NoukaiBudgetMeter::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        paintWords();
}

// The bar fills from the side where reading begins.
void NoukaiBudgetMeter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool highContrast = NoukaiTheme::instance()->highContrast();
    const QRectF track(0.5, height() - trackHeight() + 0.5, width() - 1, trackHeight() - 1);
    const double radius = track.height() / 2;
    QPainterPath shape;
    shape.addRoundedRect(track, radius, radius);
    painter.setPen(highContrast ? QPen(palette().color(QPalette::WindowText)) : QPen(Qt::NoPen));
    painter.setBrush(highContrast ? palette().color(QPalette::Window) : NoukaiLook::faint(palette(), 0.15));
    painter.drawPath(shape);
    painter.setClipPath(shape);
    painter.setPen(Qt::NoPen);
    painter.setBrush(NoukaiLook::role(m_over ? NoukaiTheme::Warning : NoukaiTheme::Active, palette()));
    QRectF part = track;
    part.setWidth(track.width() * std::clamp(m_share, 0.0, 1.0));
    if (layoutDirection() == Qt::RightToLeft)
        part.moveRight(track.right());
    painter.drawRoundedRect(part, radius, radius);
}
