// SPDX-License-Identifier: MIT
#pragma once

#include <pseudotranslator.h>

#include <QtGui/QFont>
#include <QtWidgets/QMainWindow>

class QListWidget;
class QScrollArea;

// The widgets in all their states, in surroundings that can be chosen.
class GalleryWindow : public QMainWindow
{
    Q_OBJECT

public:
    // Opens at \a component, or at the first one.
    explicit GalleryWindow(const QString &component, QWidget *parent = nullptr);
    ~GalleryWindow() override;

    void setDark(bool dark);
    void setRightToLeft(bool rightToLeft);

private:
    void addToolBar();
    QAction *addToggle(QToolBar *bar, const QString &text, void (GalleryWindow::*set)(bool));
    void setLengthened(bool lengthened);
    void setMotionReduced(bool reduced);
    void setFontScale(double scale);
    void open(const QString &component);

    QListWidget *m_components;
    QScrollArea *m_page;
    QAction *m_dark = nullptr;
    QAction *m_rightToLeft = nullptr;
    const QFont m_font;
    PseudoTranslator m_pseudo;
};
