// SPDX-License-Identifier: MIT
#include "gallery.h"

#include "palettes.h"
#include "windowpalette.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QLocale>
#include <QtCore/QProcess>
#include <QtGui/QFont>
#include <QtGui/QGuiApplication>
#include <QtQuickControls2/QQuickStyle>

using namespace Qt::StringLiterals;

namespace
{

const QString Source = u"en"_s;
const QString Pseudo = u"pseudo"_s;
const QString Catalogues = u":/i18n"_s;

// The arguments that the program was started with, less those that say how it looks and which page it shows.
QStringList withoutLook(const QStringList &arguments)
{
    QStringList kept;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == u"--style" || argument == u"--component")
            ++i; // and its value
        else if (argument != u"--dark" && argument != u"--rtl" && !argument.startsWith(u"--style=") &&
                 !argument.startsWith(u"--component="))
            kept << argument;
    }
    return kept;
}

} // namespace

Gallery::Gallery(QObject *parent)
    : QObject(parent)
    , m_language(Source)
    , m_rightToLeft(QGuiApplication::layoutDirection() == Qt::RightToLeft)
{
}

Gallery::~Gallery() = default;

void Gallery::attach(QQuickWindow *window, QQmlEngine *engine)
{
    m_window = window;
    m_engine = engine;
}

QStringList Gallery::components()
{
    return {u"FlowView"_s,       u"RunHeader"_s,      u"RunControls"_s, u"FlowProgress"_s,
            u"StepTimeline"_s,   u"StepList"_s,       u"StepCard"_s,    u"OutputView"_s,
            u"PayloadView"_s,    u"UsageTotals"_s,    u"UsageBadge"_s,  u"ErrorNotice"_s,
            u"ToolCallPrompt"_s, u"OverrideEditor"_s, u"ReplayBar"_s,   u"EventLog"_s};
}

QStringList Gallery::styles()
{
    return {u"Basic"_s, u"Fusion"_s, u"Imagine"_s, u"Material"_s, u"Universal"_s};
}

QString Gallery::style()
{
    return QQuickStyle::name();
}

QStringList Gallery::languages()
{
    QStringList languages{Source};
    const QStringList files = QDir(Catalogues).entryList({u"noukai_*.qm"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        languages.append(file.mid(7).chopped(3));
    languages.removeDuplicates();
    return languages << Pseudo;
}

QString Gallery::languageName(const QString &language)
{
    return language == Pseudo ? tr("Lengthened English") : QLocale(language).nativeLanguageName();
}

void Gallery::setLanguage(const QString &language)
{
    if (language == m_language)
        return;
    m_language = language;
    QCoreApplication::removeTranslator(&m_catalogue);
    QCoreApplication::removeTranslator(&m_pseudo);
    if (language == Pseudo)
        QCoreApplication::installTranslator(&m_pseudo);
    else if (m_catalogue.load(u"noukai_"_s + language, Catalogues))
        QCoreApplication::installTranslator(&m_catalogue);
    if (m_engine)
        m_engine->retranslate();
    Q_EMIT languageChanged();
}

void Gallery::setDark(bool dark)
{
    if (m_window)
        applyPalette(m_window, dark ? darkPalette() : lightPalette());
    if (std::exchange(m_dark, dark) != dark)
        Q_EMIT darkChanged();
}

void Gallery::setRightToLeft(bool rightToLeft)
{
    if (std::exchange(m_rightToLeft, rightToLeft) != rightToLeft)
        Q_EMIT rightToLeftChanged();
}

void Gallery::setFontScale(double scale)
{
    if (!(scale > 0) || m_fontScale == scale)
        return;
    m_fontScale = scale;
    QFont font = QGuiApplication::font();
    if (font.pixelSize() > 0)
        font.setPixelSize(qRound(font.pixelSize() * scale));
    else
        font.setPointSizeF(font.pointSizeF() * scale);
    if (m_window)
        m_window->setProperty("font", font);
    Q_EMIT fontScaleChanged();
}

bool Gallery::restart(const QString &style, const QString &component)
{
    QStringList arguments = withoutLook(QCoreApplication::arguments().mid(1));
    arguments << u"--style"_s << style << u"--component"_s << component;
    if (m_dark)
        arguments << u"--dark"_s;
    if (m_rightToLeft)
        arguments << u"--rtl"_s;
    if (!QProcess::startDetached(QCoreApplication::applicationFilePath(), arguments))
        return false;
    QCoreApplication::quit();
    return true;
}
