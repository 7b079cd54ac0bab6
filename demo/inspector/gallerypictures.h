// SPDX-License-Identifier: MIT
#pragma once

#include "gallery.h"

#include <QtCore/QDir>
#include <QtGui/QImage>

#include <memory>

// Writes a picture of each component of the gallery, with all its states, for every scheme, direction and width. They
// are the same every time on the same system: nothing moves, no clock goes, and the font is fixed.
class GalleryPictures : public QObject
{
    Q_OBJECT

public:
    GalleryPictures(const QString &folder, const QString &component, QObject *parent = nullptr);
    ~GalleryPictures() override;

    void start();

Q_SIGNALS:
    void done(int exitCode);

private:
    struct Look {
        bool dark = false;
        bool rightToLeft = false;
        int width = 0;
    };
    static QList<Look> looks();
    void open();
    void wait();
    void dress();
    void look();
    bool save(const QImage &picture);
    void fail(const QString &why);

    QDir m_folder;
    QStringList m_components;
    Gallery m_gallery;
    QQmlEngine m_engine;
    std::unique_ptr<QQuickWindow> m_window;
    QImage m_last;
    qsizetype m_component = 0;
    qsizetype m_look = 0;
    int m_tries = 0;
};
