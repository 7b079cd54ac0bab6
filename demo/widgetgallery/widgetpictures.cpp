// SPDX-License-Identifier: MIT
#include "widgetpictures.h"

#include <palettes.h>

#include <Noukai/noukaitheme.h>

#include <QtWidgets/QApplication>
#include <QtWidgets/QLayout>

using namespace Qt::StringLiterals;

void WidgetPictures::prepare()
{
    NoukaiTheme::instance()->setReduceMotion(true);
    QApplication::setStyle(u"Fusion"_s); // which is the same everywhere
}

bool WidgetPictures::open(const QString &component, const Look &look, QString *why)
{
    Q_UNUSED(why)
    dress(look);
    m_sheet = std::make_unique<GallerySheet>(component);
    m_sheet->resize(look.width, m_sheet->sizeHint().height());
    m_sheet->show();
    return true;
}

void WidgetPictures::dress(const Look &look)
{
    m_width = look.width;
    QApplication::setPalette(look.dark ? darkPalette() : lightPalette());
    QApplication::setLayoutDirection(look.rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
}

QImage WidgetPictures::take()
{
    QLayout *layout = m_sheet->layout();
    const int height =
        layout->hasHeightForWidth() ? layout->totalHeightForWidth(m_width) : m_sheet->sizeHint().height();
    m_sheet->resize(m_width, height);
    return m_sheet->grab().toImage();
}

void WidgetPictures::close()
{
    m_sheet.reset();
}
