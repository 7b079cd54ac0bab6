// SPDX-License-Identifier: MIT
#include "gallerysheet.h"

#include "specimens.h"

#include <stage.h>

#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

GallerySheet::GallerySheet(const QString &component, QWidget *parent)
    : QWidget(parent)
{
    constexpr int Gap = 18; // pixels between one state and the next
    auto *layout = new QVBoxLayout(this);
    const QList<Specimen> specimens = specimensOf(component);
    for (const Specimen &specimen : specimens) {
        auto *stage = new Stage(this);
        QString title = stageTitle(QString::fromLatin1(specimen.scene));
        if (!specimen.note.isEmpty())
            title = tr("%1 · %2", "a state, a variant of it").arg(title, specimen.note);
        auto *caption = new QLabel(title);
        caption->setTextFormat(Qt::PlainText);
        caption->setWordWrap(true);
        caption->setForegroundRole(QPalette::PlaceholderText);
        layout->addWidget(caption);
        QWidget *widget = specimen.make(*stage);
        const bool isNarrow = widget->sizePolicy().horizontalPolicy() == QSizePolicy::Maximum;
        layout->addWidget(widget, 0, isNarrow ? Qt::AlignLeading : Qt::Alignment());
        layout->addSpacing(Gap);
        stage->setScene(QString::fromLatin1(specimen.scene));
    }
    layout->addStretch();
}
