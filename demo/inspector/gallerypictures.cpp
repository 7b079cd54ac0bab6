// SPDX-License-Identifier: MIT
#include "gallerypictures.h"

#include "stage.h"

#include <Noukai/noukaiquick.h>
#include <Noukai/noukaitheme.h>

#include <QtCore/QHash>
#include <QtCore/QLocale>
#include <QtCore/QLoggingCategory>
#include <QtCore/QMap>
#include <QtCore/QTextStream>
#include <QtCore/QTimer>
#include <QtGui/QFont>
#include <QtGui/QGuiApplication>
#include <QtGui/QStyleHints>
#include <QtQml/QQmlComponent>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

extern void qml_register_types_NoukaiInspector(); // generated with the module

namespace
{

constexpr int Widths[] = {320, 560, 900};
constexpr int PixelSize = 13;
constexpr int PollMs = 20;
constexpr int SettleMs = 1600; // cards close after a second, prompts are armed after less
constexpr int StageTries = 1500;
constexpr int LookTries = 250;
constexpr int FirstHeight = 400;

int distance(QRgb a, QRgb b)
{
    const int red = qRed(a) - qRed(b);
    const int green = qGreen(a) - qGreen(b);
    const int blue = qBlue(a) - qBlue(b);
    return red * red + green * green + blue * blue;
}

// With how often each is there, in the same order every time.
QList<std::pair<QRgb, int>> colorsOf(const QImage &image)
{
    QMap<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x)
            ++counts[line[x]];
    }
    QList<std::pair<QRgb, int>> colors;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        colors.append({it.key(), it.value()});
    return colors;
}

// A table for them: one by one those that are furthest from what is in it already, rare ones less so. So an accent that
// few letters have keeps its colour.
QList<QRgb> tableOf(const QList<std::pair<QRgb, int>> &colors)
{
    constexpr qsizetype MaximumColors = 256;
    QList<QRgb> table;
    QList<double> wrong(colors.size(), std::numeric_limits<double>::infinity());
    while (table.size() < qMin(MaximumColors, colors.size())) {
        const QRgb next = colors.at(std::max_element(wrong.cbegin(), wrong.cend()) - wrong.cbegin()).first;
        table << next;
        for (qsizetype i = 0; i < colors.size(); ++i)
            wrong[i] = std::min(wrong.at(i), double(distance(colors.at(i).first, next)) * colors.at(i).second);
    }
    return table;
}

// In 256 colours, since a picture of controls needs few, and becomes small.
QImage packed(const QImage &picture)
{
    const QImage image = picture.convertToFormat(QImage::Format_RGB32);
    const QList<std::pair<QRgb, int>> colors = colorsOf(image);
    const QList<QRgb> table = tableOf(colors);
    QHash<QRgb, uchar> indexes;
    for (const auto &counted : colors) {
        const QRgb color = counted.first;
        const auto nearest = std::min_element(
            table.cbegin(), table.cend(), [color](QRgb a, QRgb b) { return distance(a, color) < distance(b, color); });
        indexes.insert(color, uchar(nearest - table.cbegin()));
    }
    QImage small(image.size(), QImage::Format_Indexed8);
    small.setColorTable(table);
    for (int y = 0; y < image.height(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        uchar *to = small.scanLine(y);
        for (int x = 0; x < image.width(); ++x)
            to[x] = indexes.value(from[x]);
    }
    return small;
}

} // namespace

GalleryPictures::GalleryPictures(const QString &folder, const QString &component, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
    , m_components(component.isEmpty() ? Gallery::components() : QStringList{component})
{
}

GalleryPictures::~GalleryPictures()
{
    m_window.reset(); // before the engine
}

QList<GalleryPictures::Look> GalleryPictures::looks()
{
    QList<Look> looks;
    for (bool dark : {false, true}) {
        for (bool rightToLeft : {false, true}) {
            for (int width : Widths)
                looks.append({dark, rightToLeft, width});
        }
    }
    return looks;
}

void GalleryPictures::start()
{
    if (!m_folder.mkpath(u"."_s)) {
        fail(tr("The folder %1 cannot be made.").arg(m_folder.absolutePath()));
        return;
    }
    // The scenes fail on purpose, and leave runs open.
    QLoggingCategory::setFilterRules(u"noukai.client.warning=false\nnoukai.flow.warning=false"_s);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QFont font(u"DejaVu Sans"_s);
    font.setPixelSize(PixelSize);
    font.setHintingPreference(QFont::PreferNoHinting);
    QGuiApplication::setFont(font);
    QGuiApplication::styleHints()->setCursorFlashTime(0);
    NoukaiTheme::instance()->setReduceMotion(true);
    qml_register_types_NoukaiInspector();
    NoukaiQuick::addTo(m_engine);
    open();
}

void GalleryPictures::open()
{
    QQmlComponent component(&m_engine, QUrl(u"qrc:/qt/qml/NoukaiInspector/gallery/GallerySheet.qml"_s));
    QObject *root = component.createWithInitialProperties(
        {{u"gallery"_s, QVariant::fromValue(&m_gallery)}, {u"component"_s, m_components.at(m_component)}});
    m_window.reset(qobject_cast<QQuickWindow *>(root));
    if (!m_window) {
        delete root;
        fail(component.errorString());
        return;
    }
    m_gallery.attach(m_window.get(), &m_engine);
    m_look = 0;
    m_tries = 0;
    m_gallery.setRightToLeft(looks().constFirst().rightToLeft);
    m_window->resize(looks().constFirst().width, FirstHeight);
    m_window->show();
    wait();
}

// Until every run is where it is to be looked at, and what follows from it has happened.
void GalleryPictures::wait()
{
    if (Stage::pending() == 0) {
        QTimer::singleShot(SettleMs, this, &GalleryPictures::dress);
    } else if (++m_tries > StageTries) {
        fail(tr("A state of %1 was not reached.").arg(m_components.at(m_component)));
    } else {
        QTimer::singleShot(PollMs, this, &GalleryPictures::wait);
    }
}

void GalleryPictures::dress()
{
    const Look look = looks().at(m_look);
    m_gallery.setDark(look.dark);
    m_gallery.setRightToLeft(look.rightToLeft);
    m_window->resize(look.width, m_window->height());
    m_last = {};
    m_tries = 0;
    QTimer::singleShot(PollMs, this, &GalleryPictures::look);
}

// Until two pictures, one after the other, are the same.
void GalleryPictures::look()
{
    const int height = qMax(1, qRound(m_window->property("sheetHeight").toReal()));
    if (m_window->height() != height)
        m_window->resize(m_window->width(), height);
    const QImage picture = m_window->grabWindow();
    const bool settled = picture == m_last && picture.size() == QSize(looks().at(m_look).width, height);
    m_last = picture;
    if (!settled) {
        if (++m_tries > LookTries)
            fail(tr("%1 does not come to rest.").arg(m_components.at(m_component)));
        else
            QTimer::singleShot(3 * PollMs, this, &GalleryPictures::look);
        return;
    }
    if (!save(picture))
        return;
    if (++m_look < looks().size()) {
        dress();
    } else if (++m_component < m_components.size()) {
        m_window.reset();
        open();
    } else {
        Q_EMIT done(0);
    }
}

bool GalleryPictures::save(const QImage &picture)
{
    const Look look = looks().at(m_look);
    const QString name = u"%1-%2-%3-%4.png"_s
                             .arg(m_components.at(m_component), look.dark ? u"dark"_s : u"light"_s,
                                  look.rightToLeft ? u"rtl"_s : u"ltr"_s)
                             .arg(look.width);
    const QString path = m_folder.absoluteFilePath(name);
    if (!packed(picture).save(path, "PNG", 0)) {
        fail(tr("The picture %1 cannot be written.").arg(path));
        return false;
    }
    QTextStream(stdout) << "picture: " << path << Qt::endl;
    return true;
}

void GalleryPictures::fail(const QString &why)
{
    QTextStream(stderr) << why << Qt::endl;
    Q_EMIT done(1);
}
