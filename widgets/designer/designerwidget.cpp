// SPDX-License-Identifier: MIT
#include "designerwidget_p.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QMetaProperty>
#include <QtCore/QXmlStreamWriter>

#include <array>

using namespace Qt::StringLiterals;

namespace
{

class Words
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiDesigner)
};

// What a property does, in Designer's list of them. Those of the same name do the same everywhere.
struct Tip {
    const char *property;
    const char *text;
    bool isForPeople = true; // else a text that is not translated
};

constexpr std::array Tips{
    Tip{"showCost", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether costs are shown; by default as the theme says")},
    Tip{"showState", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether the run's state is shown as a word")},
    Tip{"detail", QT_TRANSLATE_NOOP("NoukaiDesigner", "How much opens by itself")},
    Tip{"expanded", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether the card is open")},
    Tip{"sections", QT_TRANSLATE_NOOP("NoukaiDesigner", "What an open card shows")},
    Tip{"format", QT_TRANSLATE_NOOP("NoukaiDesigner", "How the text is read")},
    Tip{"viewLayout", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether timeline and steps are both seen")},
    Tip{"handlesActions", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether buttons do what they say, besides telling it")},
    Tip{"mode", QT_TRANSLATE_NOOP("NoukaiDesigner", "How the value is shown")},
    Tip{"editable", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether the value can be edited as text")},
    Tip{"title", QT_TRANSLATE_NOOP("NoukaiDesigner", "What the value is")},
    Tip{"wrap", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether long lines are broken")},
    Tip{"compressIdle", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether time in which nothing happens is cut out")},
    Tip{"followActiveStep", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether the running step is chosen")},
    Tip{"singleKeys", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether single letters are commands")},
    Tip{"detailsShown", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether the details are unfolded")},
    Tip{"armDelay",
        QT_TRANSLATE_NOOP("NoukaiDesigner", "Milliseconds until the buttons of a card that appears can be pressed")},
    Tip{"refusalTemplate",
        QT_TRANSLATE_NOOP("NoukaiDesigner",
                          "What the model is told of a refusal, with %1 for the tool and %2 for the reason")},
    Tip{"exact", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether tokens are shown to the last digit")},
    Tip{"tokenBudget", QT_TRANSLATE_NOOP("NoukaiDesigner", "The most tokens that a run should take, or -1")},
    Tip{"costBudget", QT_TRANSLATE_NOOP("NoukaiDesigner", "The most that a run should cost, in US dollars: 0.25"),
        false},
    Tip{"filter",
        QT_TRANSLATE_NOOP("NoukaiDesigner", "Which events are shown, as in type:step_output step:sum* text:error"),
        false},
    Tip{"paused", QT_TRANSLATE_NOOP("NoukaiDesigner", "Whether the display stands still")},
};

// The class of Qt's that \a type is one of.
const QMetaObject *baseOf(const QMetaObject *type)
{
    while (QLatin1String(type->className()).startsWith("Noukai"_L1))
        type = type->superClass();
    return type;
}

// The tool tips of the properties that \a type adds to those of Qt's class.
void writeProperties(QXmlStreamWriter &xml, const QMetaObject *type)
{
    const int added = baseOf(type)->propertyCount();
    xml.writeStartElement("propertyspecifications"_L1);
    for (const Tip &tip : Tips) {
        const int index = type->indexOfProperty(tip.property);
        if (index < added)
            continue;
        xml.writeStartElement("tooltip"_L1);
        xml.writeAttribute("name"_L1, QLatin1String(tip.property));
        xml.writeCharacters(Words::tr(tip.text));
        xml.writeEndElement();
        if (tip.isForPeople)
            continue;
        xml.writeStartElement("stringpropertyspecification"_L1);
        xml.writeAttribute("name"_L1, QLatin1String(tip.property));
        xml.writeAttribute("type"_L1, "singleline"_L1);
        xml.writeAttribute("notr"_L1, "true"_L1);
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

} // namespace

NoukaiDesignerWidget::NoukaiDesignerWidget(const About &about)
    : m_about(about)
{
}

QString NoukaiDesignerWidget::name() const
{
    return QString::fromLatin1(m_about.type->className());
}

QString NoukaiDesignerWidget::group() const
{
    return u"Noukai"_s;
}

QString NoukaiDesignerWidget::includeFile() const
{
    return u"Noukai/"_s + name().toLower() + u".h"_s;
}

QIcon NoukaiDesignerWidget::icon() const
{
    return NoukaiDesignerIcon::icon(m_about.paint);
}

// No tool tip for the widget itself: it would be a part of the form, and so of what the users of an application see.
QString NoukaiDesignerWidget::domXml() const
{
    QString text;
    QXmlStreamWriter xml(&text);
    xml.writeStartElement("ui"_L1);
    xml.writeAttribute("language"_L1, "c++"_L1);
    xml.writeStartElement("widget"_L1);
    xml.writeAttribute("class"_L1, name());
    const QString bare = name().mid(int(qstrlen("Noukai")));
    xml.writeAttribute("name"_L1, bare.left(1).toLower() + bare.mid(1));
    xml.writeStartElement("property"_L1);
    xml.writeAttribute("name"_L1, "geometry"_L1);
    xml.writeStartElement("rect"_L1);
    xml.writeTextElement("x"_L1, "0"_L1);
    xml.writeTextElement("y"_L1, "0"_L1);
    xml.writeTextElement("width"_L1, QString::number(m_about.size.width()));
    xml.writeTextElement("height"_L1, QString::number(m_about.size.height()));
    xml.writeEndElement(); // rect
    xml.writeEndElement(); // property
    xml.writeEndElement(); // widget
    xml.writeStartElement("customwidgets"_L1);
    xml.writeStartElement("customwidget"_L1);
    xml.writeTextElement("class"_L1, name());
    xml.writeTextElement("extends"_L1, QString::fromLatin1(baseOf(m_about.type)->className()));
    writeProperties(xml, m_about.type);
    xml.writeEndElement(); // customwidget
    xml.writeEndElement(); // customwidgets
    xml.writeEndElement(); // ui
    return text;
}
