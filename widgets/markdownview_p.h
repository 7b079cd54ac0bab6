// SPDX-License-Identifier: MIT
#pragma once

#include "models/safemarkdown_p.h"

#include <QtWidgets/QTextBrowser>

// Markdown that a model wrote: laid out without its HTML, without loading images, and links only on a question.
class NoukaiMarkdownView : public QTextBrowser
{
    Q_OBJECT

public:
    explicit NoukaiMarkdownView(QWidget *parent = nullptr);

    void setText(const QString &markdown);
    QVariant loadResource(int, const QUrl &) override { return {}; }

Q_SIGNALS:
    // A person clicked the link, and said that it is to be opened.
    void linkActivated(const QString &link);

protected:
    void doSetSource(const QUrl &, QTextDocument::ResourceType) override {}

private:
    void ask(const QUrl &link);

    NoukaiMarkdownDocument::Document *m_document;
};
