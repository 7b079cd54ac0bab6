// SPDX-License-Identifier: MIT
#include "gallerywindow.h"

#include "gallerysheet.h"
#include "specimens.h"

#include <palettes.h>

#include <Noukai/noukaitheme.h>

#include <QtGui/QAction>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleFactory>
#include <QtWidgets/QToolBar>

namespace
{

constexpr double FontScales[] = {1, 1.25, 1.5, 2};

void nameBox(QToolBar *bar, const QString &name, QComboBox *box)
{
    auto *label = new QLabel(name);
    label->setBuddy(box);
    bar->addWidget(label);
    bar->addWidget(box);
    box->setAccessibleName(name);
}

} // namespace

GalleryWindow::GalleryWindow(const QString &component, QWidget *parent)
    : QMainWindow(parent)
    , m_components(new QListWidget)
    , m_page(new QScrollArea)
    , m_font(QApplication::font())
{
    setWindowTitle(tr("Noukai widgets"));
    addToolBar();
    m_components->addItems(specimenNames());
    m_components->setAccessibleName(tr("Widgets"));
    m_page->setWidgetResizable(true);
    m_page->setFrameShape(QFrame::NoFrame);
    auto *splitter = new QSplitter;
    splitter->addWidget(m_components);
    splitter->addWidget(m_page);
    splitter->setStretchFactor(1, 1);
    splitter->setCollapsible(1, false);
    setCentralWidget(splitter);
    connect(m_components, &QListWidget::currentTextChanged, this, &GalleryWindow::open);
    m_components->setCurrentRow(qMax(0, int(specimenNames().indexOf(component))));
    resize(1000, 720);
}

GalleryWindow::~GalleryWindow() = default;

void GalleryWindow::addToolBar()
{
    QToolBar *bar = QMainWindow::addToolBar(tr("Surroundings"));
    bar->setMovable(false);
    auto *styles = new QComboBox;
    styles->addItems(QStyleFactory::keys());
    styles->setCurrentText(QApplication::style()->name());
    connect(styles, &QComboBox::currentTextChanged, this, [](const QString &name) { QApplication::setStyle(name); });
    nameBox(bar, tr("Style"), styles);
    auto *scales = new QComboBox;
    for (double scale : FontScales)
        scales->addItem(locale().toString(qRound(scale * 100)) + locale().percent(), scale);
    connect(scales, &QComboBox::currentIndexChanged, this,
            [this, scales] { setFontScale(scales->currentData().toDouble()); });
    nameBox(bar, tr("Font size"), scales);
    bar->addSeparator();
    m_dark = addToggle(bar, tr("Dark"), &GalleryWindow::setDark);
    m_rightToLeft = addToggle(bar, tr("Right to left"), &GalleryWindow::setRightToLeft);
    addToggle(bar, tr("Reduce motion"), &GalleryWindow::setMotionReduced);
    addToggle(bar, tr("Lengthened English"), &GalleryWindow::setLengthened);
}

QAction *GalleryWindow::addToggle(QToolBar *bar, const QString &text, void (GalleryWindow::*set)(bool))
{
    QAction *action = bar->addAction(text);
    action->setCheckable(true);
    connect(action, &QAction::toggled, this, set);
    return action;
}

void GalleryWindow::setDark(bool dark)
{
    m_dark->setChecked(dark);
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

void GalleryWindow::setRightToLeft(bool rightToLeft)
{
    m_rightToLeft->setChecked(rightToLeft);
    QApplication::setLayoutDirection(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
}

void GalleryWindow::setMotionReduced(bool reduced)
{
    NoukaiTheme::instance()->setReduceMotion(reduced);
}

void GalleryWindow::setLengthened(bool lengthened)
{
    if (lengthened)
        QApplication::installTranslator(&m_pseudo);
    else
        QApplication::removeTranslator(&m_pseudo);
}

void GalleryWindow::setFontScale(double scale)
{
    QFont font = m_font;
    if (font.pixelSize() > 0)
        font.setPixelSize(qRound(font.pixelSize() * scale));
    else
        font.setPointSizeF(font.pointSizeF() * scale);
    QApplication::setFont(font);
}

void GalleryWindow::open(const QString &component)
{
    m_page->setWidget(new GallerySheet(component));
    m_page->setAccessibleName(component);
}
