// SPDX-License-Identifier: MIT
#pragma once

// Compiled by the two front ends and never by Core, since it needs Qt Gui: so both trust a model's Markdown equally
// little.

#include <QtCore/QUrl>
#include <QtGui/QTextBlock>
#include <QtGui/QTextCursor>
#include <QtGui/QTextDocument>
#include <QtGui/QTextFragment>
#include <QtGui/QTextList>

namespace NoukaiMarkdownDocument
{

// Loads nothing, from wherever.
class Document : public QTextDocument
{
public:
    using QTextDocument::QTextDocument;

protected:
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

// Whether so much of it is laid out in a blink.
inline bool fits(qint64 characters, int lines)
{
    return characters <= 50000 && lines <= 2500;
}

inline bool mayOpen(const QString &link)
{
    const QUrl url(link, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http"));
}

// An image becomes its description and a link that leads nowhere people can see becomes its text.
inline void disarm(QTextDocument &document, const QString &imageText)
{
    struct Piece {
        int position;
        int length;
        QTextCharFormat format;
    };
    QList<Piece> images;
    QList<Piece> links;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            const Piece piece{fragment.position(), fragment.length(), fragment.charFormat()};
            if (piece.format.isImageFormat())
                images.prepend(piece); // from the end, so that the positions stay right
            else if (piece.format.isAnchor() && !mayOpen(piece.format.anchorHref()))
                links.append(piece);
        }
    }
    QTextCursor cursor(&document);
    for (const Piece &link : std::as_const(links)) {
        cursor.setPosition(link.position);
        cursor.setPosition(link.position + link.length, QTextCursor::KeepAnchor);
        QTextCharFormat plain = link.format;
        plain.setAnchor(false);
        plain.setAnchorHref({});
        plain.setFontUnderline(false);
        cursor.setCharFormat(plain);
    }
    for (const Piece &image : std::as_const(images)) {
        cursor.setPosition(image.position);
        cursor.setPosition(image.position + image.length, QTextCursor::KeepAnchor);
        const QTextImageFormat format = image.format.toImageFormat();
        const QString words = format.property(QTextFormat::ImageAltText).toString();
        cursor.insertText(imageText.arg(words.isEmpty() ? format.name() : words), QTextCharFormat());
    }
}

// Whether lists and quotes stand in each other deeper than anybody reads, and than Qt lays out in time.
inline bool isDeep(const QTextDocument &document)
{
    constexpr int Deepest = 40;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextList *list = block.textList();
        if (block.blockFormat().intProperty(QTextFormat::BlockQuoteLevel) > Deepest ||
            (list && list->format().indent() > Deepest))
            return true;
    }
    return false;
}

// In one edit: otherwise Qt lays out the whole paragraph again for each of its pieces. What is too deep stays as it was
// written.
inline void read(Document &document, const QString &markdown, const QString &imageText)
{
    document.setUndoRedoEnabled(false);
    QTextCursor edit(&document);
    edit.beginEditBlock();
    document.setMarkdown(markdown, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                       QTextDocument::MarkdownNoHTML);
    if (isDeep(document))
        document.setPlainText(markdown);
    else
        disarm(document, imageText);
    edit.endEditBlock();
}

} // namespace NoukaiMarkdownDocument
