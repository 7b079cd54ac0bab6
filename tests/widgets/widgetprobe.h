// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtGui/QColor>

#include <utility>

class QWidget;

// What a widget shows and says, to be judged by a test.
namespace WidgetProbe
{

// \a root and what is visible in it, in no certain order.
QList<QWidget *> visibleIn(QWidget *root);

// The pieces of text that \a widget paints itself, its children left out.
QStringList paintedBy(QWidget *widget);

// The same, and the colour of each piece.
QList<std::pair<QString, QColor>> inksOf(QWidget *widget);

// From 1, the same colour, to 21, black on white.
double contrast(const QColor &one, const QColor &other);

// What the tool tip \a tip would show, or nothing where it would be read as anything but plain text.
QString plainTip(const QString &tip);

// The first that is wrong with what \a root shows of texts by others, or nothing: a label that guesses whether it has
// HTML; a character that cannot be seen, painted anywhere but in a text document, or said to assistive technology, in a
// tool tip, a status tip or a title; more said than anybody listens to; a document with an image or a resource.
QString deceit(QWidget *root);

// Has each visible place that may have one show its tool tip; the first that is wrong with them.
QString deceitOfTips(QWidget *root);

} // namespace WidgetProbe
