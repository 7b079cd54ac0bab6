// SPDX-License-Identifier: MIT
#include "markdownview_p.h"

#include "models/safemarkdown_p.h"
#include "parts/plainlabel_p.h"

#include <Noukai/noukaitext.h>

#include <QtGui/QDesktopServices>
#include <QtGui/QTextBlock>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace
{

constexpr int LongWord = 4096;

// Words are broken where they end, and anywhere where that takes long: with the square of a word's length.
bool hasLongWord(const QString &text)
{
    qsizetype start = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at].isSpace())
            start = at + 1;
        else if (at - start >= LongWord)
            return true;
    }
    return false;
}

} // namespace

NoukaiMarkdownView::NoukaiMarkdownView(QWidget *parent)
    : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setDocument(new NoukaiMarkdownDocument::Document(this));
    setUndoRedoEnabled(false);
    connect(this, &QTextBrowser::anchorClicked, this, &NoukaiMarkdownView::ask);
}

void NoukaiMarkdownView::setText(const QString &markdown)
{
    setWordWrapMode(hasLongWord(markdown) ? QTextOption::WrapAnywhere : QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDefaultFont(font());
    document()->setMarkdown(markdown, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                          QTextDocument::MarkdownNoHTML);
    //: In place of an image that a model's text names and that is not loaded; %1 is its description.
    NoukaiMarkdownDocument::disarm(*document(), tr("[image: %1]"));
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
