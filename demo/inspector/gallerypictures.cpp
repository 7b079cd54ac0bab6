// SPDX-License-Identifier: MIT
#include "gallerypictures.h"

#include <Noukai/noukaiquick.h>
#include <Noukai/noukaitheme.h>

#include <QtQml/QQmlComponent>

using namespace Qt::StringLiterals;

extern void qml_register_types_NoukaiInspector(); // generated with the module

namespace
{

constexpr int FirstHeight = 400;

} // namespace

GalleryPictures::GalleryPictures(const QString &folder, const QString &component, QObject *parent)
    : PictureMaker(folder, component.isEmpty() ? Gallery::components() : QStringList{component}, parent)
{
}

GalleryPictures::~GalleryPictures()
{
    m_window.reset(); // before the engine
}

void GalleryPictures::prepare()
{
    NoukaiTheme::instance()->setReduceMotion(true);
    qml_register_types_NoukaiInspector();
    NoukaiQuick::addTo(m_engine);
}

bool GalleryPictures::open(const QString &component, const Look &look, QString *why)
{
    QQmlComponent sheet(&m_engine, QUrl(u"qrc:/qt/qml/NoukaiInspector/gallery/GallerySheet.qml"_s));
    QObject *root = sheet.createWithInitialProperties(
        {{u"gallery"_s, QVariant::fromValue(&m_gallery)}, {u"component"_s, component}});
    m_window.reset(qobject_cast<QQuickWindow *>(root));
    if (!m_window) {
        delete root;
        *why = sheet.errorString();
        return false;
    }
    m_gallery.attach(m_window.get(), &m_engine);
    m_gallery.setRightToLeft(look.rightToLeft);
    m_window->resize(look.width, FirstHeight);
    m_window->show();
    return true;
}

void GalleryPictures::dress(const Look &look)
{
    m_gallery.setDark(look.dark);
    m_gallery.setRightToLeft(look.rightToLeft);
    m_window->resize(look.width, m_window->height());
}

QImage GalleryPictures::take()
{
    const int height = qMax(1, qRound(m_window->property("sheetHeight").toReal()));
    if (m_window->height() != height)
        m_window->resize(m_window->width(), height);
    return m_window->grabWindow();
}

void GalleryPictures::close()
{
    m_window.reset();
}
