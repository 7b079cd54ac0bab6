// SPDX-License-Identifier: MIT
#pragma once

#include "designericon_p.h"

#include <QtCore/QSize>
#include <QtUiPlugin/QDesignerCustomWidgetInterface>

// What Designer is told of one widget. Its name, its header and its properties come from its class.
class NoukaiDesignerWidget : public QDesignerCustomWidgetInterface
{
public:
    struct About {
        const QMetaObject *type;
        QWidget *(*make)(QWidget *parent);
        NoukaiDesignerIcon::Paint paint;
        QSize size; // that a new one has on a form
        QString toolTip;
        QString whatsThis;
    };

    explicit NoukaiDesignerWidget(const About &about);

    QString name() const override;
    QString group() const override;
    QString toolTip() const override { return m_about.toolTip; }
    QString whatsThis() const override { return m_about.whatsThis; }
    QString includeFile() const override;
    QIcon icon() const override;
    bool isContainer() const override { return false; }
    QWidget *createWidget(QWidget *parent) override { return m_about.make(parent); }
    bool isInitialized() const override { return m_initialized; }
    void initialize(QDesignerFormEditorInterface *) override { m_initialized = true; }
    QString domXml() const override;

private:
    About m_about;
    bool m_initialized = false;
};
