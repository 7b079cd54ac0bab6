// SPDX-License-Identifier: MIT
#include "payloadview_p.h"

#include "parts/accessiblerole_p.h"
#include "parts/findbar_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"
#include "payloaddiff_p.h"
#include "payloadheader_p.h"
#include "payloadtext_p.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QPointer>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QVBoxLayout>

namespace
{

constexpr qint64 QuickScan = 1000000; // bytes that are searched while a person types

} // namespace

void NoukaiPayloadViewPrivate::build()
{
    header = new NoukaiPayloadHeader(q);
    bar = new NoukaiFindBar(q);
    bar->hide();
    notice = new NoukaiPlainLabel(q);
    notice->setObjectName(QStringLiteral("problem"));
    notice->setRole(NoukaiTheme::Danger);
    notice->setWordWrap(true);
    notice->setMaximumLines(4);
    tree = new NoukaiPayloadTree(&document, q);
    column = new QVBoxLayout(q);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(header);
    column->addWidget(bar);
    column->addWidget(notice);
    column->addWidget(tree, 1);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    policy.setHeightForWidth(true);
    q->setSizePolicy(policy);
    q->setFocusProxy(tree);
}

void NoukaiPayloadViewPrivate::connectAll()
{
    QObject::connect(&document, &NoukaiJsonModel::documentChanged, q, [this] { documentChanged(); });
    QObject::connect(tree, &NoukaiPayloadTree::heightChanged, q, [this] { tree->updateGeometry(); });
    QObject::connect(tree, &NoukaiPayloadTree::currentRowChanged, q, [this] { tell(); });
    QObject::connect(tree, &NoukaiPayloadTree::findRequested, q, &NoukaiPayloadView::find);
    QObject::connect(bar, &NoukaiFindBar::closed, q, &NoukaiPayloadView::endFind);
    QObject::connect(bar, &NoukaiFindBar::search, q,
                     [this](const QString &text, bool onwards, bool backwards) { search(text, onwards, backwards); });
    QObject::connect(header, &NoukaiPayloadHeader::modeChosen, q, &NoukaiPayloadView::setMode);
    QObject::connect(header, &NoukaiPayloadHeader::findRequested, q, &NoukaiPayloadView::find);
    QObject::connect(header, &NoukaiPayloadHeader::copyRequested, q, &NoukaiPayloadView::copy);
    QObject::connect(header, &NoukaiPayloadHeader::copyPathRequested, q, &NoukaiPayloadView::copyPath);
    QObject::connect(header, &NoukaiPayloadHeader::applyRequested, q, &NoukaiPayloadView::apply);
    NoukaiLook::onThemeChanged(q, [this] { fonts(); });
}

QWidget *NoukaiPayloadViewPrivate::page() const
{
    return mode == NoukaiPayloadView::Tree   ? static_cast<QWidget *>(tree)
           : mode == NoukaiPayloadView::Text ? static_cast<QWidget *>(area)
                                             : static_cast<QWidget *>(diff);
}

// What Text shows of the value: indented, or as it is written where that would be too long.
const QString &NoukaiPayloadViewPrivate::readable()
{
    if (!text) {
        QString whole = document.size() <= MostText ? document.indented(MostText) : QString();
        huge = document.size() > 0 && whole.isEmpty();
        text = NoukaiText::escapedJson(huge ? document.json() : whole);
    }
    return *text;
}

bool NoukaiPayloadViewPrivate::isHuge()
{
    readable();
    return huge;
}

void NoukaiPayloadViewPrivate::documentChanged()
{
    text.reset();
    value.reset();
    if (area && !reads()) { // it would show what was
        area->hide();
        area->deleteLater();
        area = nullptr;
    }
    const QPointer<NoukaiPayloadView> alive(q);
    if (area)
        showText();
    if (alive && reads())
        showPage();
    if (!alive)
        return;
    tell();
    q->updateGeometry();
    if (!setting)
        Q_EMIT q->valueChanged();
}

void NoukaiPayloadViewPrivate::showPage()
{
    const bool focused = tree->hasFocus() || (area && area->hasFocus()) || (diff && diff->hasFocus());
    const QPointer<NoukaiPayloadView> alive(q);
    if (mode == NoukaiPayloadView::Text && !area)
        showText();
    if (!alive)
        return;
    if (mode == NoukaiPayloadView::Diff)
        showDiff();
    tree->setVisible(mode == NoukaiPayloadView::Tree);
    if (area)
        area->setVisible(mode == NoukaiPayloadView::Text);
    if (diff)
        diff->setVisible(mode == NoukaiPayloadView::Diff);
    q->setFocusProxy(page());
    if (focused)
        page()->setFocus(Qt::OtherFocusReason);
}

void NoukaiPayloadViewPrivate::showText()
{
    if (!area) {
        area = new NoukaiPayloadText(q);
        area->setSchema(schema);
        column->addWidget(area, 1);
        QObject::connect(area, &NoukaiPayloadText::checked, q, [this] { checked(); });
        fonts();
    }
    area->show(readable(), editable && !isHuge());
}

void NoukaiPayloadViewPrivate::showDiff()
{
    if (!diff) {
        diff = new NoukaiPayloadDiff(q);
        column->addWidget(diff, 1);
    }
    NoukaiJsonModel source;
    source.setValue(original);
    const QString before = source.size() > 0 ? NoukaiText::escapedJson(source.indented(MostText)) : QString();
    diff->compare(before, isModified() ? area->text() : isHuge() ? QString() : readable());
}

void NoukaiPayloadViewPrivate::checked()
{
    tell();
    if (isModified() == modified)
        return;
    modified = !modified;
    Q_EMIT q->modifiedChanged(); // last, since a slot may delete the view
}

QString NoukaiPayloadViewPrivate::problem() const
{
    if (!document.error().isEmpty())
        return document.error();
    return area ? area->problem() : QString();
}

void NoukaiPayloadViewPrivate::tell()
{
    const QString name = q->title();
    NoukaiPayloadHeader::Facts facts;
    facts.title = name;
    facts.summary = mode == NoukaiPayloadView::Diff && diff ? diff->diff()->summary() : QString();
    facts.mode = mode;
    facts.comparable = !original.isUndefined();
    facts.sound = document.error().isEmpty();
    facts.hasPath = mode == NoukaiPayloadView::Tree && tree->currentIndex().isValid();
    facts.editable = editable;
    facts.whyNot = isModified() ? problem() : NoukaiPayloadView::tr("Nothing was changed.");
    header->show(facts);
    notice->setText(problem());
    notice->setVisible(!notice->text().isEmpty());
    for (QWidget *part : {static_cast<QWidget *>(tree), static_cast<QWidget *>(area), static_cast<QWidget *>(diff)}) {
        if (part && part->accessibleName() != name)
            NoukaiAccess::rename(part, name);
    }
    if (q->accessibleName() != name)
        NoukaiAccess::rename(q, name);
    if (area && area->accessibleDescription() != notice->text())
        NoukaiAccess::rename(area, name, notice->text());
}

void NoukaiPayloadViewPrivate::fonts()
{
    column->setSpacing(NoukaiLook::unit(q->fontMetrics()) / 2);
    if (!area)
        return;
    QFont font = q->font();
    font.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    area->setFont(font);
}

void NoukaiPayloadViewPrivate::search(const QString &needle, bool onwards, bool backwards)
{
    // A scan of many megabytes waits until it is asked for.
    const bool isTree = mode == NoukaiPayloadView::Tree;
    if (!onwards && isTree && document.size() > QuickScan)
        return;
    const bool found =
        isTree ? tree->find(needle, onwards, backwards) : area && area->findNext(needle, onwards, backwards);
    bar->setMissing(!found);
}

bool NoukaiPayloadViewPrivate::isModified() const
{
    return area && area->isModified();
}
