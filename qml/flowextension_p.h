// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaitool.h>

#include <QtQml/QQmlListProperty>
#include <QtQml/qqml.h>

// Gives NoukaiFlow in QML the list property `tools`, which Core cannot have without Qt Qml.
class NoukaiFlowExtension : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QQmlListProperty<NoukaiTool> tools READ tools NOTIFY toolsChanged FINAL)

public:
    explicit NoukaiFlowExtension(QObject *flow);

    QQmlListProperty<NoukaiTool> tools();

Q_SIGNALS:
    void toolsChanged();

private:
    static void append(QQmlListProperty<NoukaiTool> *list, NoukaiTool *tool);
    static qsizetype count(QQmlListProperty<NoukaiTool> *list);
    static NoukaiTool *at(QQmlListProperty<NoukaiTool> *list, qsizetype index);
    static void clear(QQmlListProperty<NoukaiTool> *list);
    static void replace(QQmlListProperty<NoukaiTool> *list, qsizetype index, NoukaiTool *tool);
    static void removeLast(QQmlListProperty<NoukaiTool> *list);

    NoukaiFlow *const m_flow;
};
