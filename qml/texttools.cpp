// SPDX-License-Identifier: MIT
#include "texttools_p.h"

#include "models/safemarkdown_p.h"

#include <QtGui/QClipboard>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>

/*
    The \a markdown as HTML of Qt's own making: tags in it are shown as text, images become their description, links
    that do not lead to a web host become text. Nothing is loaded.
*/
QString NoukaiMarkdownTools::toSafeHtml(const QString &markdown) const
{
    NoukaiMarkdownDocument::Document document;
    //: In place of an image that a model's text names and that is not loaded; %1 is its description.
    NoukaiMarkdownDocument::read(document, markdown, tr("[image: %1]"));
    return document.toHtml();
}

/* Whether a text of so many \a characters and \a lines is laid out; a longer one is shown as it was written. */
bool NoukaiMarkdownTools::fits(qint64 characters, int lines) const
{
    return NoukaiMarkdownDocument::fits(characters, lines);
}

/* The host that \a link really leads to, in ASCII, so that lookalike letters show. */
QString NoukaiMarkdownTools::hostOf(const QString &link) const
{
    return QUrl(link).host(QUrl::FullyEncoded);
}

QString NoukaiClipboard::fixedFamily() const
{
    return QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
}

/* Puts \a text on the clipboard. */
void NoukaiClipboard::copy(const QString &text) const
{
    QGuiApplication::clipboard()->setText(text);
}
