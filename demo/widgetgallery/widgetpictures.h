// SPDX-License-Identifier: MIT
#pragma once

#include "gallerysheet.h"

#include <picturemaker.h>

#include <memory>

// The pictures of the widgets.
class WidgetPictures : public PictureMaker
{
    Q_OBJECT

public:
    using PictureMaker::PictureMaker;

protected:
    void prepare() override;
    bool open(const QString &component, const Look &look, QString *why) override;
    void dress(const Look &look) override;
    QImage take() override;
    void close() override;

private:
    std::unique_ptr<GallerySheet> m_sheet;
    int m_width = 0;
};
