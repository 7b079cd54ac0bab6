// SPDX-License-Identifier: MIT
#include "flowwidgetstage.h"

using namespace Qt::StringLiterals;

void FlowWidgetStage::begin()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    NoukaiTheme::instance()->setReduceMotion(true);
    m_stage = std::make_unique<FlowStage>();
    m_tool = std::make_unique<NoukaiTool>(u"delete_file"_s, u"Removes a file."_s, QJsonObject());
    m_tool->setHandler([](const NoukaiToolCall &) { return u"gone"_s; });
    m_stage->flow.setTools({m_tool.get()});
}

void FlowWidgetStage::end()
{
    m_owned.reset();
    m_stage.reset();
    m_tool.reset();
    QApplication::setPalette({});
    NoukaiTheme::instance()->setReduceMotion(false);
}

void FlowWidgetStage::make(QSize size)
{
    m_owned = std::make_unique<NoukaiFlowWidget>();
    m_view = m_owned.get();
    m_view->setFlow(&m_stage->flow);
    m_view->prompt()->setArmDelay(0);
    m_view->resize(size);
    m_view->show();
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view));
}

QList<NoukaiActionButton *> FlowWidgetStage::buttons(const QWidget *in, const QString &words) const
{
    QList<NoukaiActionButton *> found = in->findChildren<NoukaiActionButton *>();
    found.removeIf([&](const NoukaiActionButton *button) { return !button->isVisible() || button->words() != words; });
    return found;
}

// Presses the button that says \a words once it can be pressed.
NoukaiActionButton *FlowWidgetStage::press(const QWidget *in, const QString &words)
{
    const auto can = [&] {
        const auto found = buttons(in, words);
        return !found.isEmpty() && found.constFirst()->isPossible();
    };
    if (!QTest::qWaitFor(can)) {
        qWarning("cannot press \"%s\"", qPrintable(words));
        return nullptr;
    }
    NoukaiActionButton *button = buttons(in, words).constFirst();
    QTest::mouseClick(button, Qt::LeftButton);
    return button;
}

QStringList FlowWidgetStage::texts() const
{
    QStringList all;
    const auto labels = m_view->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisibleTo(m_view))
            all << label->text();
    }
    return all;
}
