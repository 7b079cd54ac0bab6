// SPDX-License-Identifier: MIT
#include "markdownview_p.h"

#include "parts/plainlabel_p.h"

#include <Noukai/noukaitext.h>

#include <QtGui/QDesktopServices>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

NoukaiMarkdownView::NoukaiMarkdownView(QWidget *parent)
    : QTextBrowser(parent)
    , m_document(new NoukaiMarkdownDocument::Document(this))
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setDocument(m_document);
    connect(this, &QTextBrowser::anchorClicked, this, &NoukaiMarkdownView::ask);
}

void NoukaiMarkdownView::setText(const QString &markdown)
{
    // Words are broken where they end, and anywhere where that takes long: with the square of a word's length.
    setWordWrapMode(NoukaiText::hasLongWord(markdown) ? QTextOption::WrapAnywhere
                                                      : QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDefaultFont(font());
    //: In place of an image that a model's text names and that is not loaded; %1 is its description.
    NoukaiMarkdownDocument::read(*m_document, markdown, tr("[image: %1]"));
}

void NoukaiMarkdownView::ask(const QUrl &url)
{
    const QString link = url.toString(QUrl::FullyEncoded);
    if (!NoukaiMarkdownDocument::mayOpen(link))
        return;
    auto *question = new QDialog(this);
    question->setObjectName(QStringLiteral("linkQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(tr("Open this link?"));
    auto *words = new NoukaiPlainLabel(question);
    words->setWordWrap(true);
    //: %1 is the host that a link leads to, %2 the whole link
    words->setText(tr("It leads to %1:\n%2")
                       .arg(NoukaiText::preview(url.host(QUrl::FullyEncoded), 300), NoukaiText::preview(link, 300)));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel, question);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    auto *column = new QVBoxLayout(question);
    column->addWidget(words);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, question, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, question, &QDialog::reject);
    connect(question, &QDialog::accepted, this, [this, link] {
        Q_EMIT linkActivated(link);
        QDesktopServices::openUrl(QUrl(link));
    });
    question->open();
}
