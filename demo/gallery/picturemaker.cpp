// SPDX-License-Identifier: MIT
#include "picturemaker.h"

#include "packedpicture.h"
#include "stage.h"

#include <QtCore/QLocale>
#include <QtCore/QLoggingCategory>
#include <QtCore/QTextStream>
#include <QtCore/QTimer>
#include <QtGui/QFont>
#include <QtGui/QGuiApplication>
#include <QtGui/QStyleHints>

using namespace Qt::StringLiterals;

namespace
{

constexpr int Widths[] = {320, 560, 900};
constexpr int PixelSize = 13;
constexpr int PollMs = 20;
constexpr int SettleMs = 1600; // cards close after a second, prompts are armed after less
constexpr int StageTries = 1500;
constexpr int LookTries = 250;

} // namespace

PictureMaker::PictureMaker(const QString &folder, const QStringList &components, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
    , m_components(components)
{
}

QList<PictureMaker::Look> PictureMaker::looks()
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

void PictureMaker::start()
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
    prepare();
    next();
}

void PictureMaker::next()
{
    QString why;
    if (!open(m_components.at(m_component), looks().constFirst(), &why)) {
        fail(why);
        return;
    }
    m_look = 0;
    m_tries = 0;
    wait();
}

// Until every run is where it is to be looked at, and what follows from it has happened.
void PictureMaker::wait()
{
    if (Stage::pending() == 0) {
        QTimer::singleShot(SettleMs, this, &PictureMaker::dressNext);
    } else if (++m_tries > StageTries) {
        fail(tr("A state of %1 was not reached.").arg(m_components.at(m_component)));
    } else {
        QTimer::singleShot(PollMs, this, &PictureMaker::wait);
    }
}

void PictureMaker::dressNext()
{
    dress(looks().at(m_look));
    m_last = {};
    m_tries = 0;
    QTimer::singleShot(PollMs, this, &PictureMaker::look);
}

// Until two pictures, one after the other, are the same.
void PictureMaker::look()
{
    const QImage picture = take();
    const bool settled = picture == m_last && picture.width() == looks().at(m_look).width;
    m_last = picture;
    if (!settled) {
        if (++m_tries > LookTries)
            fail(tr("%1 does not come to rest.").arg(m_components.at(m_component)));
        else
            QTimer::singleShot(3 * PollMs, this, &PictureMaker::look);
        return;
    }
    if (!save(picture))
        return;
    if (++m_look < looks().size()) {
        dressNext();
        return;
    }
    close();
    if (++m_component < m_components.size())
        next();
    else
        Q_EMIT done(0);
}

bool PictureMaker::save(const QImage &picture)
{
    const Look look = looks().at(m_look);
    const QString name = u"%1-%2-%3-%4.png"_s
                             .arg(m_components.at(m_component), look.dark ? u"dark"_s : u"light"_s,
                                  look.rightToLeft ? u"rtl"_s : u"ltr"_s)
                             .arg(look.width);
    const QString path = m_folder.absoluteFilePath(name);
    if (!packedPicture(picture).save(path, "PNG", 0)) {
        fail(tr("The picture %1 cannot be written.").arg(path));
        return false;
    }
    QTextStream(stdout) << "picture: " << path << Qt::endl;
    return true;
}

void PictureMaker::fail(const QString &why)
{
    QTextStream(stderr) << why << Qt::endl;
    Q_EMIT done(1);
}
