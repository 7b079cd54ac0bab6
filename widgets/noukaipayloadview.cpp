// SPDX-License-Identifier: MIT
#include "noukaipayloadview.h"

#include "parts/accessiblerole_p.h"
#include "parts/findbar_p.h"
#include "payload/payloaddiff_p.h"
#include "payload/payloadtext_p.h"
#include "payload/payloadview_p.h"

#include <QtCore/QPointer>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>

#include <utility>

/*! Makes a view of nothing, which is shown as null, with the parent \a parent. */
NoukaiPayloadView::NoukaiPayloadView(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiPayloadViewPrivate>(this))
{
    NoukaiAccess::setRole(this, QAccessible::Grouping);
    d->document.setValue(QJsonValue::Null);
    d->value = QJsonValue(QJsonValue::Undefined);
    d->build();
    d->connectAll();
    d->fonts();
    d->tell();
}

NoukaiPayloadView::~NoukaiPayloadView()
{
    // What is shown listens to what goes with d, so it goes before; and it tells nothing meanwhile.
    d->document.disconnect(this);
    d->tree->disconnect(this);
    delete d->tree;
    delete d->area;
    delete d->diff;
}

/*!
    \property NoukaiPayloadView::value
    What is shown: anything that JSON knows. Setting it takes the place of a text that was changed and not applied.
    Default undefined, which shows as null.
*/
QJsonValue NoukaiPayloadView::value() const
{
    return d->value ? *d->value : d->document.value();
}

void NoukaiPayloadView::setValue(const QJsonValue &value)
{
    if (d->value && value.type() == d->value->type() && value == *d->value)
        return;
    const QPointer<NoukaiPayloadView> alive(this);
    d->setting = true;
    d->document.setValue(value.isUndefined() ? QJsonValue(QJsonValue::Null) : value);
    if (!alive)
        return;
    d->setting = false;
    d->value = value;
    Q_EMIT valueChanged();
}

/*!
    \property NoukaiPayloadView::original
    What the value is compared with; undefined, the default, for nothing.
*/
QJsonValue NoukaiPayloadView::original() const
{
    return d->original;
}

void NoukaiPayloadView::setOriginal(const QJsonValue &original)
{
    if (original.type() == d->original.type() && original == d->original)
        return;
    d->original = original;
    if (d->mode == Diff)
        d->showDiff();
    d->tell();
    updateGeometry();
    Q_EMIT originalChanged();
}

/*!
    \property NoukaiPayloadView::mode
    How the value is shown. A text that was changed and not applied is kept while another mode is on. Default Tree.
*/
NoukaiPayloadView::Mode NoukaiPayloadView::mode() const
{
    return d->mode;
}

void NoukaiPayloadView::setMode(Mode mode)
{
    if (mode == d->mode)
        return;
    const QPointer<NoukaiPayloadView> alive(this);
    endFind();
    if (alive) {
        d->mode = mode;
        d->showPage();
    }
    if (!alive)
        return;
    d->tell();
    updateGeometry();
    Q_EMIT modeChanged();
}

/*!
    \property NoukaiPayloadView::editable
    Whether a person may change it. Default false.
*/
bool NoukaiPayloadView::isEditable() const
{
    return d->editable;
}

void NoukaiPayloadView::setEditable(bool editable)
{
    if (editable == d->editable)
        return;
    d->editable = editable;
    const QPointer<NoukaiPayloadView> alive(this);
    if (d->area)
        d->showText();
    if (!alive)
        return;
    d->tell();
    Q_EMIT editableChanged();
}

/*!
    \property NoukaiPayloadView::schema
    The JSON schema that an edited object has to suit: types, required members and bounds of its members, as in
    NoukaiToolForm. Default empty, which takes anything.
*/
QJsonObject NoukaiPayloadView::schema() const
{
    return d->schema;
}

void NoukaiPayloadView::setSchema(const QJsonObject &schema)
{
    if (schema == d->schema)
        return;
    d->schema = schema;
    const QPointer<NoukaiPayloadView> alive(this);
    if (d->area)
        d->area->setSchema(schema);
    if (alive)
        Q_EMIT schemaChanged();
}

/*!
    \property NoukaiPayloadView::title
    What stands above it; also its name for assistive technology. Default "Data", translated.
*/
QString NoukaiPayloadView::title() const
{
    return d->hasTitle ? d->title : tr("Data");
}

void NoukaiPayloadView::setTitle(const QString &title)
{
    if (d->hasTitle && title == d->title)
        return;
    d->hasTitle = true;
    d->title = title;
    d->tell();
    Q_EMIT titleChanged();
}

/*!
    \property NoukaiPayloadView::modified
    Whether the text was changed and is not applied.
*/
bool NoukaiPayloadView::isModified() const
{
    return d->isModified();
}

/*!
    \property NoukaiPayloadView::finding
    Whether a field to find text is open. Default false.
*/
bool NoukaiPayloadView::isFinding() const
{
    return d->finding;
}

/*!
    The model of \l value, which the view owns. Its NoukaiJsonModel::setUtf8() shows a text without making a value of
    it.
*/
NoukaiJsonModel *NoukaiPayloadView::document() const
{
    return &d->document;
}

/*! Copies the value as indented JSON to the clipboard. */
void NoukaiPayloadView::copy()
{
    const QString indented = d->document.indented(NoukaiPayloadViewPrivate::MostText);
    QGuiApplication::clipboard()->setText(indented.isEmpty() ? d->document.json() : indented);
}

/*! Copies the path of the tree's current row, such as \c {$.a[3]}, to the clipboard. */
void NoukaiPayloadView::copyPath()
{
    d->tree->copyPath();
}

/*! Tells the edited value, if it is valid JSON and suits the schema. Returns whether it was changed and is and does. */
bool NoukaiPayloadView::apply()
{
    if (!d->isModified() || !d->problem().isEmpty())
        return false;
    Q_EMIT edited(d->area->value());
    return true;
}

/*! Opens the field that finds text, which is not there for what changed. */
void NoukaiPayloadView::find()
{
    if (d->mode == Diff || !d->document.error().isEmpty())
        return;
    const bool opens = !std::exchange(d->finding, true);
    d->bar->open({});
    updateGeometry();
    if (opens)
        Q_EMIT findingChanged();
}

/*! Closes the field that finds text. */
void NoukaiPayloadView::endFind()
{
    if (!d->finding)
        return;
    const bool focused = d->bar->isAncestorOf(QApplication::focusWidget());
    d->finding = false;
    d->bar->hide();
    d->bar->setMissing(false);
    if (focused)
        d->page()->setFocus(Qt::OtherFocusReason);
    updateGeometry();
    Q_EMIT findingChanged();
}

/*!
    \fn void NoukaiPayloadView::edited(const QJsonValue &value)
    A person changed the value to \a value. The view goes on showing what it was given until it is set.
*/

QSize NoukaiPayloadView::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 50;
    return {width, heightForWidth(width)};
}

QSize NoukaiPayloadView::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, fontMetrics().height() * 5};
}

bool NoukaiPayloadView::hasHeightForWidth() const
{
    return true;
}

// All of it, up to some lines.
int NoukaiPayloadView::heightForWidth(int width) const
{
    return qMin(QWidget::heightForWidth(width), fontMetrics().height() * (NoukaiPayloadViewPrivate::Lines + 3));
}

bool NoukaiPayloadView::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    switch (event->type()) {
    case QEvent::FontChange:
    case QEvent::StyleChange:
        d->fonts();
        updateGeometry();
        break;
    case QEvent::LanguageChange:
    case QEvent::LocaleChange:
        if (d->area)
            d->area->check(); // the words of an error are made when it is found
        else
            d->tell();
        break;
    default:
        break;
    }
    return done;
}

void NoukaiPayloadView::keyPressEvent(QKeyEvent *event)
{
    const bool goesOn = event->matches(QKeySequence::FindNext) || event->matches(QKeySequence::FindPrevious);
    if (event->matches(QKeySequence::Find))
        find();
    else if (d->finding && goesOn)
        QCoreApplication::sendEvent(d->bar, event);
    else
        QWidget::keyPressEvent(event);
}
