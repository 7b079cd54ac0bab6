// SPDX-License-Identifier: MIT
#pragma once

#include "payloadtree_p.h"

#include <Noukai/noukaipayloadview.h>

#include <optional>

class NoukaiFindBar;
class NoukaiPayloadDiff;
class NoukaiPayloadHeader;
class NoukaiPayloadText;
class NoukaiPlainLabel;
class QVBoxLayout;

class NoukaiPayloadViewPrivate
{
public:
    static constexpr int MostText = 300000; // bytes shown as indented text and compared; beyond that the tree is there
    static constexpr int Lines = 14;        // the most that are asked for

    explicit NoukaiPayloadViewPrivate(NoukaiPayloadView *view)
        : q(view)
    {
    }

    void build();
    void connectAll();
    QWidget *page() const;
    bool isModified() const;
    bool reads() const { return mode != NoukaiPayloadView::Tree || isModified(); }
    const QString &readable();
    bool isHuge();
    void documentChanged();
    void showPage();
    void showText();
    void showDiff();
    void checked();
    QString problem() const;
    void tell();
    void fonts();
    void search(const QString &text, bool onwards, bool backwards);

    NoukaiPayloadView *const q;
    NoukaiPayloadDocument document;
    std::optional<QJsonValue> value; // as it was given; none when the document was changed otherwise
    QJsonValue original = QJsonValue::Undefined;
    QJsonObject schema;
    QString title;
    bool hasTitle = false;
    bool editable = false;
    bool modified = false; // as was told
    bool finding = false;
    bool setting = false;
    NoukaiPayloadView::Mode mode = NoukaiPayloadView::Tree;
    std::optional<QString> text; // the document to be read, once it is needed
    bool huge = false;
    NoukaiPayloadHeader *header = nullptr;
    NoukaiFindBar *bar = nullptr;
    NoukaiPlainLabel *notice = nullptr;
    NoukaiPayloadTree *tree = nullptr;
    NoukaiPayloadText *area = nullptr; // made when it is needed, as is diff
    NoukaiPayloadDiff *diff = nullptr;
    QVBoxLayout *column = nullptr;
};
