// SPDX-License-Identifier: MIT
#pragma once

#include "pseudotranslator.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QStringList>
#include <QtCore/QTranslator>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickWindow>

// How the components are looked at: which of them, and in which surroundings.
class Gallery : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The program makes it.")
    Q_PROPERTY(QStringList components READ components CONSTANT FINAL)
    Q_PROPERTY(QStringList styles READ styles CONSTANT FINAL)
    Q_PROPERTY(QString style READ style CONSTANT FINAL)
    Q_PROPERTY(QStringList languages READ languages CONSTANT FINAL)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged FINAL)
    Q_PROPERTY(bool dark READ isDark WRITE setDark NOTIFY darkChanged FINAL)
    Q_PROPERTY(bool rightToLeft READ isRightToLeft WRITE setRightToLeft NOTIFY rightToLeftChanged FINAL)
    Q_PROPERTY(double fontScale READ fontScale WRITE setFontScale NOTIFY fontScaleChanged FINAL)

public:
    explicit Gallery(QObject *parent = nullptr);
    ~Gallery() override;

    // What all settings but the language are for; it is not owned.
    void attach(QQuickWindow *window, QQmlEngine *engine);

    static QStringList components();
    static QStringList styles();
    static QString style();
    static QStringList languages(); // the catalogues that are there, English, and one to find what is not translated
    Q_INVOKABLE static QString languageName(const QString &language);

    QString language() const { return m_language; }
    void setLanguage(const QString &language);
    bool isDark() const { return m_dark; }
    void setDark(bool dark);
    bool isRightToLeft() const { return m_rightToLeft; }
    void setRightToLeft(bool rightToLeft);
    double fontScale() const { return m_fontScale; }
    void setFontScale(double scale);

    // A style is chosen when a program starts: it starts again with \a style, at \a component, and this one ends.
    Q_INVOKABLE bool restart(const QString &style, const QString &component);

Q_SIGNALS:
    void languageChanged();
    void darkChanged();
    void rightToLeftChanged();
    void fontScaleChanged();

private:
    QPointer<QQuickWindow> m_window;
    QPointer<QQmlEngine> m_engine;
    QTranslator m_catalogue;
    PseudoTranslator m_pseudo;
    QString m_language;
    double m_fontScale = 1;
    bool m_dark = false;
    bool m_rightToLeft;
};
