// SPDX-License-Identifier: MIT
#pragma once

#include "gallery.h"
#include "picturemaker.h"

#include <memory>

// The pictures of the QML components.
class GalleryPictures : public PictureMaker
{
    Q_OBJECT

public:
    // \a component may be empty: all of them.
    GalleryPictures(const QString &folder, const QString &component, QObject *parent = nullptr);
    ~GalleryPictures() override;

protected:
    void prepare() override;
    bool open(const QString &component, const Look &look, QString *why) override;
    void dress(const Look &look) override;
    QImage take() override;
    void close() override;

private:
    Gallery m_gallery;
    QQmlEngine m_engine;
    std::unique_ptr<QQuickWindow> m_window;
};
