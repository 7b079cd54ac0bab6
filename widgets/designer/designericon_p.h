// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QIcon>

class QPainter;

// Little pictures of the widgets, drawn at any size in the colours of the application's palette at that time.
namespace NoukaiDesignerIcon
{

struct Ink {
    QColor text;
    QColor paper;
};

// Draws in a box of 16 by 16.
using Paint = void (*)(QPainter &painter, const Ink &ink);

QIcon icon(Paint paint);

void runHeader(QPainter &painter, const Ink &ink);
void runControls(QPainter &painter, const Ink &ink);
void flowProgress(QPainter &painter, const Ink &ink);
void stepTimeline(QPainter &painter, const Ink &ink);
void stepList(QPainter &painter, const Ink &ink);
void stepCard(QPainter &painter, const Ink &ink);
void outputView(QPainter &painter, const Ink &ink);
void payloadView(QPainter &painter, const Ink &ink);
void usageTotals(QPainter &painter, const Ink &ink);
void usageBadge(QPainter &painter, const Ink &ink);
void errorNotice(QPainter &painter, const Ink &ink);
void toolCallPrompt(QPainter &painter, const Ink &ink);
void replayBar(QPainter &painter, const Ink &ink);
void eventLog(QPainter &painter, const Ink &ink);
void flowWidget(QPainter &painter, const Ink &ink);

} // namespace NoukaiDesignerIcon
