// SPDX-License-Identifier: MIT
#include "paritybench.h"

#include <Noukai/noukaiquick.h>

#include <QtCore/QMetaEnum>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtWidgets/QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace
{

// Parts that are read as one.
bool isWhole(QAccessible::Role role)
{
    return role == QAccessible::Heading || role == QAccessible::Button || role == QAccessible::CheckBox ||
           role == QAccessible::ComboBox || role == QAccessible::EditableText || role == QAccessible::SpinBox ||
           role == QAccessible::Slider;
}

bool isSaid(QAccessible::Role role)
{
    static const QSet<int> others{QAccessible::StaticText,  QAccessible::AlertMessage, QAccessible::Grouping,
                                  QAccessible::ListItem,    QAccessible::TreeItem,     QAccessible::List,
                                  QAccessible::ProgressBar, QAccessible::Tree,         QAccessible::Dialog};
    return isWhole(role) || others.contains(role);
}

// Of a box Qt reads the choice in place of its name where names come by other ways.
QString nameOf(QAccessibleInterface *part)
{
    const auto *box = part->role() == QAccessible::ComboBox ? qobject_cast<QWidget *>(part->object()) : nullptr;
    return box ? box->accessibleName() : part->text(QAccessible::Name);
}

// A row that opens says so by its description there, and by its state here.
QString besideOf(QAccessibleInterface *part)
{
    if (part->role() == QAccessible::TreeItem && part->state().expandable)
        return part->state().expanded ? u"open"_s : u"closed"_s;
    return part->text(QAccessible::Description);
}

QString valueOf(QAccessibleInterface *part)
{
    if (part->role() == QAccessible::EditableText)
        return Parity::textOf(part);
    if (part->role() == QAccessible::SpinBox || part->role() == QAccessible::Slider)
        return part->valueInterface() ? part->valueInterface()->currentValue().toString() : QString();
    if (part->role() != QAccessible::ComboBox)
        return {};
    const QObject *box = part->object();
    if (const QString shown = box->property("displayText").toString(); !shown.isEmpty())
        return shown;
    return box->property(box->property("currentIndex").toInt() < 0 ? "placeholderText" : "currentText").toString();
}

QString line(QAccessibleInterface *part)
{
    QString text = QLatin1String(QMetaEnum::fromType<QAccessible::Role>().valueToKey(part->role())) + u" \""_s +
                   nameOf(part) + u'"';
    if (const QString beside = besideOf(part); !beside.isEmpty())
        text += u" ("_s + beside + u')';
    if (const QString value = valueOf(part); !value.isEmpty())
        text += u" = "_s + value;
    if (part->state().checked)
        text += u", on"_s;
    return text;
}

} // namespace

void Parity::walk(QAccessibleInterface *from, const std::function<bool(QAccessibleInterface *)> &visit)
{
    if (!from || from->state().invisible || !visit(from) || isWhole(from->role()))
        return;
    for (int i = 0; i < from->childCount(); ++i)
        walk(from->child(i), visit);
}

QString Parity::textOf(QAccessibleInterface *part)
{
    QAccessibleTextInterface *text = part->textInterface();
    return text ? text->text(0, text->characterCount()).replace(QChar(QChar::ParagraphSeparator), u'\n') : QString();
}

QStringList Parity::names(QAccessibleInterface *from, QAccessible::Role role)
{
    QStringList names;
    walk(from, [&](QAccessibleInterface *part) {
        if (part->role() == role)
            names << nameOf(part);
        return true;
    });
    return names;
}

QStringList Parity::said(QAccessibleInterface *from)
{
    QStringList lines;
    walk(from, [&](QAccessibleInterface *part) {
        const bool isNamed = !part->text(QAccessible::Name).isEmpty();
        if (isSaid(part->role()) && (isNamed || isWhole(part->role())))
            lines << line(part);
        return true;
    });
    lines.sort();
    return lines;
}

QAccessibleInterface *Parity::find(QAccessibleInterface *from, QAccessible::Role role, const QString &name)
{
    QAccessibleInterface *found = nullptr;
    walk(from, [&](QAccessibleInterface *part) {
        if (!found && part->role() == role && nameOf(part) == name)
            found = part;
        return !found;
    });
    return found;
}

bool Parity::press(QAccessibleInterface *from, const QString &name)
{
    QAccessibleInterface *button = find(from, QAccessible::Button, name);
    if (!button)
        button = find(from, QAccessible::CheckBox, name);
    if (!button || !button->actionInterface())
        return false;
    const QStringList can = button->actionInterface()->actionNames();
    for (const QString &action :
         {QAccessibleActionInterface::toggleAction(), QAccessibleActionInterface::pressAction()}) {
        if (can.contains(action)) {
            button->actionInterface()->doAction(action);
            return true;
        }
    }
    return false;
}

bool Parity::write(QAccessibleInterface *from, const QString &name, const QString &text)
{
    QAccessibleInterface *field = find(from, QAccessible::EditableText, name);
    if (!field)
        return false;
    if (auto *item = qobject_cast<QQuickItem *>(field->object())) {
        item->forceActiveFocus();
        return item->hasActiveFocus() && item->setProperty("text", text);
    }
    auto *edit = qobject_cast<QPlainTextEdit *>(field->object());
    if (!edit)
        return false;
    edit->activateWindow();
    edit->setFocus();
    edit->selectAll();
    edit->insertPlainText(text);
    return edit->hasFocus();
}

QStringList Parity::withoutTimes(QStringList lines)
{
    static const QRegularExpression time(u"[<0-9.]+ (ms|s)"_s);
    return lines.replaceInStrings(time, u"#"_s);
}

QByteArray Parity::difference(const QStringList &there, const QStringList &here)
{
    QStringList onlyThere = there;
    QStringList onlyHere = here;
    for (const QString &line : here)
        onlyThere.removeOne(line);
    for (const QString &line : there)
        onlyHere.removeOne(line);
    return u"only in Qt Quick:\n  %1\nonly in widgets:\n  %2\n"_s
        .arg(onlyThere.join(u"\n  "_s), onlyHere.join(u"\n  "_s))
        .toUtf8();
}

QuickPart::QuickPart(const QByteArray &type, const QVariantMap &properties, QSize size)
    : m_component(&m_engine)
{
    NoukaiQuick::addTo(m_engine);
    m_component.setData("import Noukai\n" + type + " { }", {});
    m_object.reset(m_component.createWithInitialProperties(properties));
    if (!m_object)
        qFatal("%s", qPrintable(m_component.errorString()));
    m_window.resize(size);
    if (item()) {
        item()->setParentItem(m_window.contentItem());
        item()->setSize(size);
    } else {
        m_object->setProperty("parent", QVariant::fromValue(m_window.contentItem())); // a popup
    }
    m_window.show();
}
