// SPDX-License-Identifier: MIT
#include <Noukai/noukaidisclosure.h>
#include <Noukai/noukaieventlog.h>
#include <Noukai/noukaioutputview.h>
#include <Noukai/noukairunheader.h>
#include <Noukai/noukaisteplist.h>

#include <QtCore/QBuffer>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QMetaProperty>
#include <QtCore/QPluginLoader>
#include <QtCore/QRegularExpression>
#include <QtCore/QXmlStreamReader>
#include <QtGui/QImage>
#include <QtTest/QTest>
#include <QtUiPlugin/QDesignerCustomWidgetCollectionInterface>
#include <QtUiTools/QUiLoader>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFrame>
#include <QtWidgets/QMainWindow>

#include <memory>

using namespace Qt::StringLiterals;

// The plugin as Designer and QUiLoader load it: what it offers, how that looks, and what becomes of forms.
class TestDesignerPlugin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void isComplete();
    void widget_data() { eachWidget(); }
    void widget();
    void icon_data() { eachWidget(); }
    void icon();
    void iconsDiffer();
    void domXml_data() { eachWidget(); }
    void domXml();
    void properties_data() { eachWidget(); }
    void properties();
    void formWithAll();
    void formSetsProperties();
    void formOfTheExample();

private:
    void eachWidget() const;
    QDesignerCustomWidgetInterface *named(const QString &name) const;
    std::unique_ptr<QWidget> load(const QByteArray &ui);

    QPluginLoader m_plugin;
    QList<QDesignerCustomWidgetInterface *> m_widgets;
    QUiLoader m_loader;
};

void TestDesignerPlugin::initTestCase()
{
    m_plugin.setFileName(QStringLiteral(DESIGNER_PLUGIN));
    const auto *collection = qobject_cast<QDesignerCustomWidgetCollectionInterface *>(m_plugin.instance());
    QVERIFY2(collection, qPrintable(m_plugin.errorString()));
    m_widgets = collection->customWidgets();
    m_loader.clearPluginPaths();
    m_loader.addPluginPath(QFileInfo(QStringLiteral(DESIGNER_PLUGIN)).path());
}

void TestDesignerPlugin::eachWidget() const
{
    QTest::addColumn<QString>("name");
    for (const auto *widget : m_widgets)
        QTest::newRow(qPrintable(widget->name())) << widget->name();
}

QDesignerCustomWidgetInterface *TestDesignerPlugin::named(const QString &name) const
{
    for (auto *widget : m_widgets) {
        if (widget->name() == name)
            return widget;
    }
    return nullptr;
}

std::unique_ptr<QWidget> TestDesignerPlugin::load(const QByteArray &ui)
{
    QBuffer buffer;
    buffer.setData(ui);
    buffer.open(QIODevice::ReadOnly);
    std::unique_ptr<QWidget> form(m_loader.load(&buffer));
    if (!form)
        qWarning("%s", qPrintable(m_loader.errorString()));
    return form;
}

// Every public widget is there, but for dialogs, which stand on no form, and what others are made from.
void TestDesignerPlugin::isComplete()
{
    static const QRegularExpression declared(u"class NOUKAI_WIDGETS_EXPORT (\\w+) : public (\\w+)"_s);
    const QDir folder(QStringLiteral(WIDGETS_DIR));
    const QStringList headers = folder.entryList({u"noukai*.h"_s}, QDir::Files, QDir::Name);
    QStringList classes;
    QStringList bases;
    for (const QString &header : headers) {
        QFile file(folder.filePath(header));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QRegularExpressionMatch match = declared.match(QString::fromUtf8(file.readAll()));
        if (!match.hasMatch() || match.captured(2) == u"QDialog"_s)
            continue;
        classes.append(match.captured(1));
        bases.append(match.captured(2));
    }
    classes.removeIf([&](const QString &name) { return bases.contains(name); });
    QVERIFY(classes.size() > 10);
    QStringList offered;
    for (const auto *widget : std::as_const(m_widgets))
        offered.append(widget->name());
    offered.sort();
    classes.sort();
    QCOMPARE(offered, classes);
}

void TestDesignerPlugin::widget()
{
    QFETCH(QString, name);
    QDesignerCustomWidgetInterface *about = named(name);
    QCOMPARE(about->group(), u"Noukai"_s);
    QVERIFY(!about->isContainer());
    QVERIFY(!about->toolTip().isEmpty() && about->toolTip().size() < 60);
    QVERIFY(about->whatsThis().size() > about->toolTip().size() && about->whatsThis().endsWith(u'.'));
    QVERIFY(about->includeFile().startsWith(u"Noukai/"_s));
    QVERIFY(QFileInfo::exists(QStringLiteral(WIDGETS_DIR) + about->includeFile().mid(6)));
    QVERIFY(!about->isInitialized());
    about->initialize(nullptr);
    QVERIFY(about->isInitialized());

    QWidget form;
    QWidget *made = about->createWidget(&form);
    QVERIFY(made);
    QCOMPARE(made->parentWidget(), &form);
    QCOMPARE(QString::fromLatin1(made->metaObject()->className()), name);
    form.show();
    QVERIFY(QTest::qWaitForWindowExposed(&form));
    made->grab();
    delete made;
}

void TestDesignerPlugin::icon()
{
    QFETCH(QString, name);
    const QPalette before = QApplication::palette();
    const QIcon icon = named(name)->icon();
    QList<QImage> drawn;
    for (const QColor &paper : {QColor(0xF3, 0xF3, 0xF3), QColor(0x1E, 0x1E, 0x1E)}) {
        QApplication::setPalette(QPalette(paper, paper));
        for (int side : {16, 22, 48}) {
            const QImage image = icon.pixmap(QSize(side, side), 1).toImage();
            QCOMPARE(image.size(), QSize(side, side));
            int inked = 0;
            for (int y = 0; y < side; ++y) {
                for (int x = 0; x < side; ++x)
                    inked += image.pixelColor(x, y).alpha() > 128 ? 1 : 0;
            }
            QVERIFY2(inked > side * side / 12, qPrintable(QString::number(inked)));
            drawn.append(image);
        }
    }
    QApplication::setPalette(before);
    QVERIFY(drawn.at(0) != drawn.at(3)); // other colours on the other paper
    QVERIFY(!icon.pixmap(QSize(16, 16), 1, QIcon::Disabled).isNull());
}

void TestDesignerPlugin::iconsDiffer()
{
    QList<QImage> images;
    for (const auto *widget : std::as_const(m_widgets)) {
        const QImage image = widget->icon().pixmap(QSize(22, 22), 1).toImage();
        QVERIFY2(!images.contains(image), qPrintable(widget->name()));
        images.append(image);
    }
}

void TestDesignerPlugin::domXml()
{
    QFETCH(QString, name);
    const QString text = named(name)->domXml();
    QXmlStreamReader xml(text);
    QStringList classes;
    QStringList tips;
    QString extends;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"widget"_s)
            classes.append(xml.attributes().value("class"_L1).toString());
        else if (xml.name() == u"class"_s)
            classes.append(xml.readElementText());
        else if (xml.name() == u"extends"_s)
            extends = xml.readElementText();
        else if (xml.name() == u"tooltip"_s)
            tips.append(xml.attributes().value("name"_L1).toString());
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(classes, QStringList({name, name}));

    const std::unique_ptr<QWidget> made = load(text.toUtf8());
    QVERIFY(made);
    QCOMPARE(QString::fromLatin1(made->metaObject()->className()), name);
    QVERIFY(!made->objectName().isEmpty() && made->objectName().front().isLower());
    QVERIFY(made->inherits(extends.toLatin1().constData()));
    QVERIFY2(made->width() >= made->minimumSizeHint().width() && made->height() >= made->minimumSizeHint().height(),
             qPrintable(QDebug::toString(made->minimumSizeHint())));
    // What can be set in Designer is explained there.
    const QMetaObject *type = made->metaObject();
    const bool isFrame = made->inherits("QFrame");
    const int qt = (isFrame ? QFrame::staticMetaObject : QWidget::staticMetaObject).propertyCount();
    for (int i = qt; i < type->propertyCount(); ++i) {
        const QMetaProperty property = type->property(i);
        const bool isPlain = !(property.metaType().flags() & QMetaType::IsGadget);
        QCOMPARE(tips.contains(QLatin1String(property.name())), property.isDesignable() && isPlain);
    }
}

// Designer offers what a person can set, and neither objects nor what only a run can tell.
void TestDesignerPlugin::properties()
{
    QFETCH(QString, name);
    const std::unique_ptr<QWidget> made(named(name)->createWidget(nullptr));
    const QMetaObject *type = made->metaObject();
    const bool isFrame = made->inherits("QFrame");
    const int qt = (isFrame ? QFrame::staticMetaObject : QWidget::staticMetaObject).propertyCount();
    for (int i = qt; i < type->propertyCount(); ++i) {
        const QMetaProperty property = type->property(i);
        const QMetaType value = property.metaType();
        if (value.flags() & QMetaType::PointerToQObject)
            QVERIFY2(!property.isDesignable(), property.name());
        if (!property.isWritable())
            QVERIFY2(!property.isDesignable(), property.name());
        if (!property.isDesignable() || (value.flags() & QMetaType::IsGadget))
            continue;
        static const QList<int> editable{QMetaType::Bool, QMetaType::Int, QMetaType::LongLong, QMetaType::Double,
                                         QMetaType::QString};
        QVERIFY2(property.isEnumType() || editable.contains(value.id()), property.name());
    }
}

void TestDesignerPlugin::formWithAll()
{
    QByteArray ui("<ui version=\"4.0\"><class>Form</class><widget class=\"QWidget\" name=\"Form\">"
                  "<layout class=\"QVBoxLayout\" name=\"column\">");
    QByteArray custom;
    for (const auto *widget : std::as_const(m_widgets)) {
        const QByteArray name = widget->name().toUtf8();
        QVERIFY(m_loader.availableWidgets().contains(widget->name()));
        ui += "<item><widget class=\"" + name + "\" name=\"the" + name + "\"/></item>";
        custom += "<customwidget><class>" + name + "</class><extends>QWidget</extends><header>" +
                  widget->includeFile().toUtf8() + "</header></customwidget>";
    }
    ui += "</layout></widget><customwidgets>" + custom + "</customwidgets></ui>";
    const std::unique_ptr<QWidget> form = load(ui);
    QVERIFY(form);
    for (const auto *widget : std::as_const(m_widgets)) {
        const auto *made = form->findChild<QWidget *>(u"the"_s + widget->name());
        QVERIFY2(made && QString::fromLatin1(made->metaObject()->className()) == widget->name(),
                 qPrintable(widget->name()));
    }
    form->show();
    QVERIFY(QTest::qWaitForWindowExposed(form.get()));
}

void TestDesignerPlugin::formSetsProperties()
{
    const std::unique_ptr<QWidget> form = load(R"(<ui version="4.0"><widget class="QWidget" name="Form">
        <widget class="NoukaiEventLog" name="log"><property name="filter"><string notr="true">type:error</string></property>
            <property name="paused"><bool>true</bool></property></widget>
        <widget class="NoukaiStepList" name="list"><property name="detail"><enum>NoukaiDisclosure::Full</enum></property></widget>
        <widget class="NoukaiOutputView" name="output"><property name="format"><enum>NoukaiOutputView::Json</enum></property>
            <property name="wrap"><bool>false</bool></property></widget>
        <widget class="NoukaiRunHeader" name="header"><property name="showCost"><bool>false</bool></property></widget>
        </widget></ui>)");
    QVERIFY(form);
    // The classes are those that this program has linked.
    const auto *log = form->findChild<NoukaiEventLog *>();
    QVERIFY(log);
    QCOMPARE(log->filter(), u"type:error"_s);
    QVERIFY(log->isPaused());
    QCOMPARE(form->findChild<NoukaiStepList *>()->detail(), NoukaiDisclosure::Full);
    QCOMPARE(form->findChild<NoukaiOutputView *>()->format(), NoukaiOutputView::Json);
    QVERIFY(!form->findChild<NoukaiOutputView *>()->wraps());
    QVERIFY(!form->findChild<NoukaiRunHeader *>()->showCost());
}

void TestDesignerPlugin::formOfTheExample()
{
    QFile file(QStringLiteral(EXAMPLE_FORM));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::unique_ptr<QWidget> form = load(file.readAll());
    QVERIFY(qobject_cast<QMainWindow *>(form.get()));
    QVERIFY(form->findChild<NoukaiStepList *>(u"stepList"_s));
    QCOMPARE(form->findChild<NoukaiStepList *>()->detail(), NoukaiDisclosure::Compact);
    NoukaiFlow flow;
    QVERIFY(form->findChild<NoukaiRunHeader *>()->setProperty("flow", QVariant::fromValue(&flow)));
    QCOMPARE(form->findChild<NoukaiRunHeader *>()->flow(), &flow);
}

QTEST_MAIN(TestDesignerPlugin)
#include "tst_designerplugin.moc"
