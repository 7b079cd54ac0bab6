// SPDX-License-Identifier: MIT
#include "parts/actionbutton_p.h"
#include "replaystage.h"

#include <Noukai/noukaireplaybar.h>

#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSlider>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

// A recording is played with mouse and keys.
class TestReplayBarWidget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The offscreen platform cannot do all that windows can, and says so.
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support )"_s)); }
    void withoutRecording();
    void playsStepsAndSeeks();
    void speedAndWaits();
    void saysWhatIsWrong();
    void narrowAndMirrored();
    void playerGoesFirst();

private:
    static NoukaiActionButton *button(QWidget *bar, const QString &words);
    static bool says(QWidget *bar, const QString &text);
    static bool show(QWidget *bar);
};

NoukaiActionButton *TestReplayBarWidget::button(QWidget *bar, const QString &words)
{
    const auto buttons = bar->findChildren<NoukaiActionButton *>();
    for (NoukaiActionButton *button : buttons) {
        if (button->words() == words)
            return button;
    }
    return nullptr;
}

bool TestReplayBarWidget::says(QWidget *bar, const QString &text)
{
    const auto labels = bar->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](QLabel *label) { return label->isVisible() && label->text() == text; });
}

bool TestReplayBarWidget::show(QWidget *bar)
{
    bar->show();
    bar->activateWindow();
    return QTest::qWaitForWindowActive(bar);
}

void TestReplayBarWidget::withoutRecording()
{
    NoukaiReplayBar bar;
    QVERIFY(show(&bar));
    NoukaiActionButton *play = button(&bar, u"Play"_s);
    QVERIFY(play);
    QCOMPARE(play->disabledReason(), u"There is no recording to play."_s);
    QTest::mouseClick(play, Qt::LeftButton);
    bar.togglePlay();
    QVERIFY(!bar.findChild<QSlider *>()->isEnabled());
    QVERIFY(says(&bar, u"—"_s));
    // Every stop has a name.
    const auto widgets = bar.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() & Qt::TabFocus)
            QVERIFY2(!QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty(),
                     widget->metaObject()->className());
    }
}

void TestReplayBarWidget::playsStepsAndSeeks()
{
    ReplayStage stage;
    NoukaiReplayBar bar;
    QSignalSpy changed(&bar, &NoukaiReplayBar::playerChanged);
    bar.setPlayer(&stage.player);
    bar.setPlayer(&stage.player);
    QCOMPARE(changed.size(), 1);
    QVERIFY(show(&bar));
    QTRY_VERIFY(stage.player.isLoaded());
    QVERIFY(says(&bar, u"0 s of 3.0 s"_s));

    QTest::mouseClick(button(&bar, u"Step"_s), Qt::LeftButton);
    QTRY_COMPARE(stage.flow.stepCount(), 3);

    auto *slider = bar.findChild<QSlider *>();
    QCOMPARE(slider->maximum(), 3000);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QTRY_COMPARE(stage.player.position(), 1000);
    QTRY_VERIFY(says(&bar, u"1.0 s of 3.0 s"_s));
    QTest::keyClick(slider, Qt::Key_End);
    QTRY_COMPARE(stage.player.position(), 3000);
    QTRY_COMPARE(stage.flow.state(), NoukaiFlow::Completed);
    QTest::keyClick(slider, Qt::Key_Home);
    QTRY_COMPARE(stage.player.position(), 0);
    QCOMPARE(slider->value(), 0);

    NoukaiActionButton *play = button(&bar, u"Play"_s);
    QTest::keyClick(play, Qt::Key_Space);
    QTRY_VERIFY(stage.player.isPlaying());
    QTRY_COMPARE(play->words(), u"Pause"_s);
    QTest::mouseClick(play, Qt::LeftButton);
    QTRY_VERIFY(stage.player.isPaused());
    QTRY_COMPARE(play->words(), u"Play"_s);
}

void TestReplayBarWidget::speedAndWaits()
{
    ReplayStage stage;
    NoukaiReplayBar bar;
    bar.setPlayer(&stage.player);
    QVERIFY(show(&bar));
    QTRY_VERIFY(stage.player.isLoaded());
    auto *speed = bar.findChild<QComboBox *>();
    QCOMPARE(speed->currentText(), u"×1"_s);
    speed->setFocus();
    QTest::keyClick(speed, Qt::Key_Down);
    QCOMPARE(stage.player.speed(), 2.0);
    stage.player.setSpeed(0.25);
    QCOMPARE(speed->currentText(), u"×0.25"_s);
    auto *waits = bar.findChild<QCheckBox *>();
    QTest::mouseClick(waits, Qt::LeftButton, {}, {8, waits->height() / 2});
    QVERIFY(stage.player.skipWaits());
    stage.player.setSkipWaits(false);
    QVERIFY(!waits->isChecked());
}

void TestReplayBarWidget::saysWhatIsWrong()
{
    NoukaiPlayer player;
    NoukaiReplayBar bar;
    bar.setPlayer(&player);
    QVERIFY(show(&bar));
    player.setFileName(u"/nowhere/<b>run</b>.noukai.jsonl"_s);
    player.load();
    QTRY_VERIFY(player.error().kind() != NoukaiError::NoError);
    QTRY_VERIFY(says(&bar, player.error().message()));
    QCOMPARE(bar.findChildren<QLabel *>().constLast()->textFormat(), Qt::PlainText);
    // Narrow, the words take several lines, and a layout gives them.
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    column->addWidget(&bar);
    column->addStretch();
    window.resize(bar.minimumSizeHint().width() + 40, 400);
    window.show();
    QTRY_COMPARE_GE(bar.height(), bar.heightForWidth(bar.width()));
    QVERIFY(bar.heightForWidth(bar.width()) > bar.sizeHint().height());
    bar.setParent(nullptr);
    bar.show(); // what is hidden says nothing

    ReplayStage cut(timedRecording(3).chopped(40));
    bar.setPlayer(&cut.player);
    QTRY_VERIFY(cut.player.isLoaded());
    QVERIFY(cut.player.isTruncated());
    QVERIFY(says(&bar, u"Replay, cut off"_s));
}

void TestReplayBarWidget::narrowAndMirrored()
{
    ReplayStage stage;
    NoukaiReplayBar bar;
    bar.setPlayer(&stage.player);
    bar.resize(1000, bar.sizeHint().height());
    QVERIFY(show(&bar));
    auto *slider = bar.findChild<QSlider *>();
    NoukaiActionButton *play = button(&bar, u"Play"_s);
    QTRY_VERIFY(play->geometry().right() < slider->geometry().left());
    bar.setLayoutDirection(Qt::RightToLeft);
    QTRY_VERIFY(play->geometry().left() > slider->geometry().right());
    bar.setLayoutDirection(Qt::LeftToRight);
    bar.resize(320, bar.sizeHint().height());
    QTRY_VERIFY(play->geometry().bottom() < slider->geometry().top());
    QVERIFY(bar.minimumSizeHint().width() <= 320);
}

void TestReplayBarWidget::playerGoesFirst()
{
    NoukaiReplayBar bar;
    {
        ReplayStage stage;
        bar.setPlayer(&stage.player);
        QTRY_VERIFY(stage.player.isLoaded());
    }
    QVERIFY(!bar.player());
    QCOMPARE(button(&bar, u"Play"_s)->disabledReason(), u"There is no recording to play."_s);
}

QTEST_MAIN(TestReplayBarWidget)
#include "tst_replaybarwidget.moc"
