// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaipayloadview.h>

#include <QtWidgets/QWidget>

class NoukaiActionButton;
class NoukaiPlainLabel;

// The title of a NoukaiPayloadView, how it is shown, and what can be done with it.
class NoukaiPayloadHeader : public QWidget
{
    Q_OBJECT

public:
    struct Facts {
        QString title;
        QString summary; // what changed in a few words; empty while that is not shown
        NoukaiPayloadView::Mode mode = NoukaiPayloadView::Tree;
        bool comparable = false;
        bool sound = true;
        bool hasPath = false;
        bool editable = false;
        QString whyNot; // why nothing can be applied; empty when it can
    };

    explicit NoukaiPayloadHeader(QWidget *parent = nullptr);

    void show(const Facts &facts);
    using QWidget::show;

Q_SIGNALS:
    void modeChosen(NoukaiPayloadView::Mode mode);
    void findRequested();
    void copyRequested();
    void copyPathRequested();
    void applyRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    NoukaiActionButton *add(const QString &name, bool flat = true);
    void arrange();

    NoukaiPlainLabel *m_title;
    NoukaiActionButton *m_asTree;
    NoukaiActionButton *m_asText;
    NoukaiActionButton *m_asDiff;
    NoukaiActionButton *m_find;
    NoukaiActionButton *m_copy;
    NoukaiActionButton *m_copyPath;
    NoukaiActionButton *m_apply;
};
