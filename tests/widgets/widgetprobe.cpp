// SPDX-License-Identifier: MIT
#include "widgetprobe.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QCoreApplication>
#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtGui/QHelpEvent>
#include <QtGui/QPaintDevice>
#include <QtGui/QPaintEngine>
#include <QtGui/QTextBlock>
#include <QtGui/QTextDocument>
#include <QtGui/QTextDocumentFragment>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTextEdit>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype MostSaid = 4096; // UTF-16 code units

// What NoukaiLook::toolTip() puts around a text.
const QString PlainStart = u"<span style='white-space:pre-wrap'>"_s;
const QString PlainEnd = u"</span>"_s;

// Notes the texts that are drawn with it and draws nothing.
class NotingEngine : public QPaintEngine
{
public:
    NotingEngine()
        : QPaintEngine(QPaintEngine::AllFeatures)
    {
    }

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState &state) override
    {
        if (state.state() & DirtyPen)
            m_ink = state.pen().color();
    }
    void drawPath(const QPainterPath &) override {}
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override {}
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
    void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override {}
    void drawTextItem(const QPointF &, const QTextItem &item) override { texts.append({item.text(), m_ink}); }
    Type type() const override { return User; }

    QList<std::pair<QString, QColor>> texts;

private:
    QColor m_ink;
};

class NotingDevice : public QPaintDevice
{
public:
    explicit NotingDevice(QSize size)
        : m_size(size)
    {
    }

    QPaintEngine *paintEngine() const override { return &m_engine; }
    QList<std::pair<QString, QColor>> texts() const { return m_engine.texts; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmWidthMM:
            return m_size.width() * 254 / 960;
        case PdmHeightMM:
            return m_size.height() * 254 / 960;
        case PdmNumColors:
            return 1 << 24;
        case PdmDepth:
            return 32;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return int(devicePixelRatioFScale());
        default:
            return 96; // dots per inch
        }
    }

private:
    QSize m_size;
    mutable NotingEngine m_engine;
};

QString nameOf(const QObject *object)
{
    return QString::fromLatin1(object->metaObject()->className()) + u' ' + object->objectName();
}

QString wrong(const QObject *object, const char *what, const QString &text)
{
    return u"%1, %2: %3"_s.arg(nameOf(object), QLatin1String(what), NoukaiText::escaped(text.left(200)));
}

bool isBad(const QString &text)
{
    return text.size() > MostSaid || NoukaiText::hasDeceptive(text);
}

bool holdsDocument(const QWidget *widget)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget->parentWidget());
    return area && area->viewport() == widget &&
           (qobject_cast<const QPlainTextEdit *>(area) || qobject_cast<const QTextEdit *>(area));
}

QString deceitOfWords(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        if (label->textFormat() != Qt::PlainText)
            return wrong(label, "guesses whether it has HTML", label->text());
        if (NoukaiText::hasDeceptive(label->text()))
            return wrong(label, "label", label->text());
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
        if (isBad(button->text()))
            return wrong(button, "button", button->text());
    }
    if (const auto *box = qobject_cast<const QComboBox *>(widget)) {
        for (int i = 0; i < box->count(); ++i) {
            if (isBad(box->itemText(i)))
                return wrong(box, "item", box->itemText(i));
        }
    }
    const std::pair<const char *, QString> said[] = {{"status tip", widget->statusTip()},
                                                     {"title", widget->windowTitle()},
                                                     {"name", widget->accessibleName()},
                                                     {"description", widget->accessibleDescription()}};
    for (const auto &[what, text] : said) {
        if (isBad(text))
            return wrong(widget, what, text);
    }
    for (const QString &tip : {widget->toolTip(), widget->whatsThis()}) {
        const QString shown = WidgetProbe::plainTip(tip);
        if (isBad(shown))
            return wrong(widget, "tool tip", tip);
        if (!tip.isEmpty() && shown.isEmpty())
            return wrong(widget, "tool tip with markup", tip);
    }
    return {};
}

QString deceitOfDocument(const QWidget *widget)
{
    const QTextDocument *document = nullptr;
    if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget)) {
        document = edit->document();
        const QString text = edit->toPlainText();
        if (edit->objectName() != u"outputText"_s && NoukaiText::hasDeceptive(text))
            return wrong(edit, "text", text);
    }
    if (const auto *edit = qobject_cast<const QTextEdit *>(widget))
        document = edit->document();
    if (!document)
        return {};
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().isImageFormat())
                return wrong(widget, "image", it.fragment().charFormat().toImageFormat().name());
        }
    }
    return {};
}

QString deceitOfAccess(QAccessibleInterface *root)
{
    constexpr int MostNodes = 5000; // a tree may have any number
    QList<QAccessibleInterface *> open{root};
    for (int seen = 0; !open.isEmpty() && seen < MostNodes; ++seen) {
        QAccessibleInterface *node = open.takeLast();
        for (int i = 0; i < node->childCount() && i < MostNodes; ++i) {
            if (QAccessibleInterface *child = node->child(i))
                open.append(child);
        }
        for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Help}) {
            const QString text = node->text(kind);
            // A label reads what it shows, which may be long.
            const bool isLabel = kind == QAccessible::Name && node->role() == QAccessible::StaticText;
            // Qt reads a tool tip where there is no description, with the markup that makes it plain.
            if (text.startsWith(PlainStart) || (isLabel ? NoukaiText::hasDeceptive(text) : isBad(text)))
                return u"%1, read, role %2, kind %3, %4 characters: %5"_s
                    .arg(node->object() ? nameOf(node->object()) : u"a row"_s)
                    .arg(node->role())
                    .arg(kind)
                    .arg(text.size())
                    .arg(NoukaiText::escaped(text.left(200)));
        }
    }
    return {};
}

// Qt keeps the last letter before an ellipsis joined to what was cut.
QString withoutCut(QString text)
{
    return text.remove(u"\u200D\u2026"_s);
}

// As WCAG defines it.
double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

namespace WidgetProbe
{

QList<QWidget *> visibleIn(QWidget *root)
{
    QList<QWidget *> widgets{root};
    widgets += root->findChildren<QWidget *>();
    widgets.removeIf([](const QWidget *widget) { return !widget->isVisible(); });
    return widgets;
}

QList<std::pair<QString, QColor>> inksOf(QWidget *widget)
{
    NotingDevice device(widget->size());
    widget->render(&device, {}, {}, QWidget::RenderFlags());
    return device.texts();
}

QStringList paintedBy(QWidget *widget)
{
    QStringList texts;
    const auto inks = inksOf(widget);
    for (const auto &[text, ink] : inks)
        texts << text;
    return texts;
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

QString plainTip(const QString &tip)
{
    if (!Qt::mightBeRichText(tip))
        return tip;
    if (!tip.startsWith(PlainStart) || !tip.endsWith(PlainEnd))
        return {};
    const QString inside = tip.mid(PlainStart.size(), tip.size() - PlainStart.size() - PlainEnd.size());
    return inside.contains(u'<') ? QString() : QTextDocumentFragment::fromHtml(tip).toPlainText();
}

QString deceit(QWidget *root)
{
    const auto widgets = visibleIn(root);
    for (QWidget *widget : widgets) {
        for (const QString &found : {deceitOfWords(widget), deceitOfDocument(widget)}) {
            if (!found.isEmpty())
                return found;
        }
        if (holdsDocument(widget))
            continue; // the test compares it with what it was given
        const QStringList painted = paintedBy(widget);
        for (const QString &text : painted) {
            if (NoukaiText::hasDeceptive(withoutCut(text)))
                return wrong(widget, "paints", text);
        }
    }
    return deceitOfAccess(QAccessible::queryAccessibleInterface(root));
}

QString deceitOfTips(QWidget *root)
{
    const auto widgets = visibleIn(root);
    for (QWidget *widget : widgets) {
        for (int third = 1; third <= 2; ++third) {
            const QPoint place(widget->width() * third / 3, widget->height() * third / 3);
            QToolTip::hideText();
            QHelpEvent event(QEvent::ToolTip, place, widget->mapToGlobal(place));
            QCoreApplication::sendEvent(widget, &event);
            const QString tip = QToolTip::text();
            if (!tip.isEmpty() && (plainTip(tip).isEmpty() || isBad(plainTip(tip))))
                return wrong(widget, "shows the tool tip", tip);
        }
    }
    QToolTip::hideText();
    return {};
}

} // namespace WidgetProbe
