// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <Noukai/noukaioutputview.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtGui/QDesktopServices>
#include <QtGui/QTextBlock>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTextBrowser>

#include <memory>

using namespace Qt::StringLiterals;

// A step's output: following, selecting, finding, copying, Markdown.
class TestOutputViewWidget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void followsUntilAPersonMovesUp_data();
    void followsUntilAPersonMovesUp();
    void selectionHoldsTheView();
    void keysScrollAndSelect();
    void copiesWhatCame_data();
    void copiesWhatCame();
    void growsInPieces();
    void longLineDoesNotFreeze();
    void textIsFound();
    void menuOffersWhatIsPossible();
    void markdownIsHarmless();
    void linkOpensOnlyAfterAQuestion();
    void saysWhenThereIsNothing();
    void followsNothingWhileHidden();
    void survivesItsFlow();

public Q_SLOTS:
    void opened(const QUrl &url) { m_opened << url; }

private:
    void start();
    void put(const QString &text);
    void end(const QString &text);
    void show();
    QPlainTextEdit *edit() const { return m_view->findChild<QPlainTextEdit *>(u"outputText"_s); }
    QPushButton *pill() const { return m_view->findChild<QPushButton *>(u"pill"_s); }
    int toEnd() const { return edit()->verticalScrollBar()->maximum() - edit()->verticalScrollBar()->value(); }
    QString copied();

    std::unique_ptr<FlowStage> m_stage;
    std::unique_ptr<NoukaiTimelineModel> m_timeline;
    std::unique_ptr<NoukaiOutputView> m_view;
    QByteArray m_frames;
    QList<QUrl> m_opened;
};

namespace
{

QByteArray frame(const char *type, const QJsonObject &data)
{
    return "event: " + QByteArray(type) + "\ndata: " + QJsonDocument(data).toJson(QJsonDocument::Compact) + "\n\n";
}

QString lines(int from, int count)
{
    QString text;
    for (int i = from; i < from + count; ++i)
        text += u"line %1\n"_s.arg(i);
    return text;
}

} // namespace

void TestOutputViewWidget::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    NoukaiTheme::instance()->setReduceMotion(true);
    m_stage = std::make_unique<FlowStage>();
    m_timeline = std::make_unique<NoukaiTimelineModel>();
    m_timeline->setFlow(&m_stage->flow);
    m_view = std::make_unique<NoukaiOutputView>();
    m_view->setFlow(&m_stage->flow);
    m_view->resize(500, 300);
    m_frames = frame("run_started", {{u"runId"_s, u"r1"_s}, {u"stepCount"_s, 1}}) +
               frame("step_started", {{u"stepId"_s, u"s1"_s}, {u"name"_s, u"Write"_s}});
    m_opened.clear();
}

void TestOutputViewWidget::cleanup()
{
    m_view.reset();
    m_timeline.reset();
    m_stage.reset();
    NoukaiTheme::instance()->setReduceMotion(false);
    QDesktopServices::unsetUrlHandler(u"https"_s);
}

void TestOutputViewWidget::put(const QString &text)
{
    m_frames += frame("step_output", {{u"stepId"_s, u"s1"_s}, {u"outputData"_s, text}});
}

void TestOutputViewWidget::end(const QString &text)
{
    m_frames += frame("step_completed", {{u"stepId"_s, u"s1"_s}, {u"output"_s, text}}) +
                frame("flow_completed", {{u"runId"_s, u"r1"_s}, {u"result"_s, text}});
}

// Starts the run with all frames put so far; the server holds them.
void TestOutputViewWidget::start()
{
    m_stage->server.addRawFlow(m_stage->flow.identifier(), m_frames);
    m_stage->flow.start();
    const int frames = int(m_frames.count("\n\n"));
    QTRY_VERIFY(m_stage->server.pendingFrames() >= frames);
    m_stage->server.deliver(2);
    QTRY_VERIFY(m_timeline->rowCount() > 0);
    QTRY_VERIFY(m_timeline->index(0).data(NoukaiTimelineModel::AttemptIdRole).toInt() >= 0);
    m_view->setAttemptId(m_timeline->index(0).data(NoukaiTimelineModel::AttemptIdRole).toInt());
}

void TestOutputViewWidget::show()
{
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->activateWindow();
}

QString TestOutputViewWidget::copied()
{
    edit()->setFocus();
    QTest::keySequence(edit(), QKeySequence::SelectAll);
    QTest::keySequence(edit(), QKeySequence::Copy);
    return QGuiApplication::clipboard()->text();
}

void TestOutputViewWidget::followsUntilAPersonMovesUp_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

void TestOutputViewWidget::followsUntilAPersonMovesUp()
{
    QFETCH(Qt::LayoutDirection, direction);
    m_view->setLayoutDirection(direction);
    for (int i = 0; i < 100; i += 10)
        put(lines(i, 10));
    start();
    show();
    m_stage->server.deliver(6);
    QTRY_COMPARE(edit()->blockCount(), 60);
    QCOMPARE(toEnd(), 0);
    QVERIFY(edit()->verticalScrollBar()->maximum() > 10);
    QVERIFY(!pill()->isVisible());

    QTest::keyClick(edit(), Qt::Key_PageUp);
    QVERIFY(toEnd() > 0);
    QVERIFY(!m_view->isFollowing());
    const int value = edit()->verticalScrollBar()->value();
    m_stage->server.deliver(1);
    QTRY_COMPARE(edit()->blockCount(), 70);
    QCOMPARE(edit()->verticalScrollBar()->value(), value);
    QTRY_VERIFY(pill()->isVisible());
    QCOMPARE(pill()->text(), u"Jump to latest (10 new lines)"_s);
    QVERIFY(QRect(QPoint(), m_view->size()).contains(pill()->geometry()));
    QVERIFY(qAbs(pill()->geometry().center().x() - m_view->width() / 2) < 20);

    edit()->setFocus();
    QTest::keyClick(edit(), Qt::Key_Tab); // read-only, so Tab leads on
    QTest::mouseClick(pill(), Qt::LeftButton);
    QCOMPARE(toEnd(), 0);
    QVERIFY(m_view->isFollowing());
    QVERIFY(!pill()->isVisible());
    m_stage->server.deliver(1);
    QTRY_COMPARE(edit()->blockCount(), 80);
    QCOMPARE(toEnd(), 0);

    // The wheel ends it at any distance, and only a move down that comes to the end starts it again.
    const QPointF at = edit()->viewport()->rect().center();
    const auto turn = [&](int delta) {
        QWheelEvent wheel(at, edit()->viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(edit()->viewport(), &wheel);
    };
    turn(120);
    QVERIFY(!m_view->isFollowing());
    turn(-120);
    QVERIFY(m_view->isFollowing());
    QTest::keyClick(edit(), Qt::Key_Home);
    QCOMPARE(edit()->verticalScrollBar()->value(), 0);
    QVERIFY(!m_view->isFollowing());
    QTest::keyClick(edit(), Qt::Key_End);
    QVERIFY(m_view->isFollowing());
    edit()->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
    QVERIFY(!m_view->isFollowing());
    m_view->jumpToEnd();
    QVERIFY(m_view->isFollowing());
}

void TestOutputViewWidget::selectionHoldsTheView()
{
    for (int i = 0; i < 60; i += 10)
        put(lines(i, 10));
    start();
    show();
    m_stage->server.deliver(5);
    QTRY_COMPARE(edit()->blockCount(), 50);
    const QRect area = edit()->viewport()->rect();
    QTest::mousePress(edit()->viewport(), Qt::LeftButton, Qt::NoModifier, {4, area.center().y()});
    QTest::mouseMove(edit()->viewport(), {60, area.bottom() - 4});
    QTest::mouseRelease(edit()->viewport(), Qt::LeftButton, Qt::NoModifier, {60, area.bottom() - 4});
    const QString selected = edit()->textCursor().selectedText();
    QVERIFY(!selected.isEmpty());
    const int value = edit()->verticalScrollBar()->value();
    m_stage->server.deliver(1);
    QTRY_COMPARE(edit()->blockCount(), 60);
    QCOMPARE(edit()->verticalScrollBar()->value(), value);
    QCOMPARE(edit()->textCursor().selectedText(), selected);
    QTRY_VERIFY(pill()->isVisible());
    QTest::keyClick(edit(), Qt::Key_Escape); // then it goes on
    QVERIFY(!edit()->textCursor().hasSelection());
    QCOMPARE(toEnd(), 0);
}

void TestOutputViewWidget::keysScrollAndSelect()
{
    put(lines(0, 100));
    start();
    show();
    m_stage->server.deliver(1);
    QTRY_COMPARE(edit()->blockCount(), 100);
    edit()->setFocus();
    const int end = edit()->verticalScrollBar()->value();
    QTest::keyClick(edit(), Qt::Key_Up);
    QCOMPARE(edit()->verticalScrollBar()->value(), end - 1);
    QTest::keyClick(edit(), Qt::Key_Down, Qt::ShiftModifier); // begins at the top of what is seen
    QTest::keySequence(edit(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"line %1\n"_s.arg(end - 1));
    QVERIFY(edit()->isReadOnly());
    QTest::keyClicks(edit(), u"x"_s);
    QCOMPARE(edit()->blockCount(), 100);
}

void TestOutputViewWidget::copiesWhatCame_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("lines") << u"a\nb\n\nc"_s;
    QTest::newRow("line ends of all kinds") << u"a\r\nb\rc\n\u2029d\u2028e\r\n\r\nf"_s;
    QTest::newRow("a line end at the end") << u"a\nb\r\n"_s;
    QTest::newRow("a line of 20,000") << QString(20000, u'x') + u"\nend"_s;
    QTest::newRow("words without line ends") << u"word "_s.repeated(3000) + u"\r\nend"_s;
    QTest::newRow("pairs") << u"\U0001F600"_s.repeated(5000);
    QTest::newRow("markup and turned text") << u"<b>x</b> \u202Eabc\u202C &amp; \u200Bz"_s;
}

void TestOutputViewWidget::copiesWhatCame()
{
    QFETCH(QString, text);
    for (qsizetype at = 0; at < text.size(); at += 777) // pieces end anywhere, also between CR and LF
        put(text.mid(at, 777));
    end(text);
    start();
    show();
    m_stage->server.deliver(10000);
    QTRY_VERIFY(m_view->output()->isComplete());
    QCOMPARE(m_view->output()->text(), text);
    QCOMPARE(copied(), text);
    for (QTextBlock block = edit()->document()->begin(); block.isValid(); block = block.next())
        QVERIFY(block.length() <= 4097);
    m_view->copyAll();
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
}

// The server's last word differs from what it streamed: from there on the text is made again.
void TestOutputViewWidget::growsInPieces()
{
    const QString streamed = lines(0, 2000);
    put(streamed);
    end(streamed.left(12000) + u"another end\r\nof it"_s);
    start();
    show();
    m_stage->server.deliver(1);
    QTRY_COMPARE(edit()->blockCount(), 2000);
    m_stage->server.deliver(2);
    QTRY_VERIFY(m_view->output()->isComplete());
    QTRY_COMPARE(copied(), streamed.left(12000) + u"another end\r\nof it"_s);
}

void TestOutputViewWidget::longLineDoesNotFreeze()
{
    const QString text = QString(1000000, u'm');
    put(text);
    start();
    show();
    m_stage->server.deliver(1);
    QElapsedTimer timer;
    timer.start();
    QTRY_COMPARE_WITH_TIMEOUT(m_view->output()->length(), 1000000, 20000);
    m_view->resize(320, 300);
    m_view->grab();
    QTest::keyClick(edit(), Qt::Key_Home);
    m_view->grab();
    QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed()))); // it took minutes in one paragraph
    QCOMPARE(copied(), text);
}

void TestOutputViewWidget::textIsFound()
{
    put(lines(0, 1000) + QString(5000, u'x') + u"NEEDLE\r\n"_s + lines(1000, 100));
    start();
    show();
    m_stage->server.deliver(1);
    QTRY_VERIFY(edit()->blockCount() > 1100);
    edit()->setFocus();
    QTest::keySequence(edit(), QKeySequence::Find);
    QVERIFY(m_view->isFinding());
    auto *field = m_view->findChild<QLineEdit *>(u"findField"_s);
    QVERIFY(field && field->hasFocus());
    QTest::keyClicks(field, u"line 9"_s);
    QCOMPARE(edit()->textCursor().selectedText(), u"line 9"_s);
    QVERIFY(edit()->viewport()->rect().contains(edit()->cursorRect().center()));
    const int first = edit()->textCursor().position();
    QTest::keyClick(field, Qt::Key_F3);
    const int second = edit()->textCursor().position();
    QVERIFY(second > first);
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(edit()->textCursor().position(), first);
    QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier); // around the beginning
    QVERIFY(edit()->textCursor().position() > second);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(edit()->textCursor().position(), first);

    field->selectAll();
    QTest::keyClicks(field, u"xneedle"_s); // over a cut, in any case
    QCOMPARE(edit()->textCursor().selectedText(), u"xNEEDLE"_s);
    field->selectAll();
    QTest::keyClicks(field, u"nowhere"_s);
    QVERIFY(!edit()->textCursor().hasSelection());
    QCOMPARE(field->accessibleDescription(), u"No match"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!m_view->isFinding());
    QVERIFY(edit()->hasFocus());
}

void TestOutputViewWidget::menuOffersWhatIsPossible()
{
    put(lines(0, 3));
    start();
    show();
    m_stage->server.deliver(1);
    QTRY_COMPARE(edit()->blockCount(), 3);
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, {5, 5}, edit()->mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(edit()->viewport(), &asked);
    const QPointer<QMenu> menu = m_view->findChild<QMenu *>();
    QVERIFY(menu);
    QTRY_VERIFY(menu->isVisible());
    const auto actions = menu->actions();
    QCOMPARE(actions.size(), 4);
    QCOMPARE(actions[0]->text(), u"Copy selection"_s);
    QVERIFY(!actions[0]->isEnabled());
    QVERIFY(actions[3]->isChecked());
    actions[1]->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), lines(0, 3));
    actions[3]->trigger();
    QVERIFY(!m_view->wraps());
    QCOMPARE(edit()->lineWrapMode(), QPlainTextEdit::NoWrap);
    menu->close();
    QTRY_VERIFY(!menu);
}

void TestOutputViewWidget::markdownIsHarmless()
{
    const QString text =
        u"# Title\n<img src='https://example.com/a.png'> <b>bold</b>\n\n"
        "![seen](https://example.com/b.png) [file](file:///etc/passwd) [web](https://example.com/x)\n"_s;
    m_view->setFormat(NoukaiOutputView::Markdown);
    put(text);
    end(text);
    start();
    show();
    m_stage->server.deliver(1);
    QTRY_COMPARE(m_view->output()->length(), text.size());
    QVERIFY(!m_view->isMarkdown()); // not before it is complete
    m_stage->server.deliver(2);
    QTRY_VERIFY(m_view->isMarkdown());
    auto *laidOut = m_view->findChild<QTextBrowser *>(u"markdown"_s);
    QVERIFY(laidOut && laidOut->isVisible());
    const QString shown = laidOut->toPlainText();
    QVERIFY2(shown.contains(u"<b>bold</b>"_s), qPrintable(shown));
    QVERIFY(shown.contains(u"[image: "_s));
    QVERIFY(!shown.contains(QChar(QChar::ObjectReplacementCharacter)));
    const QString html = laidOut->toHtml();
    QVERIFY(!html.contains(u"<img"_s));
    QVERIFY(!html.contains(u"file:///"_s));
    QVERIFY(html.contains(u"https://example.com/x"_s));
    QVERIFY(!laidOut->loadResource(QTextDocument::ImageResource, QUrl(u"file:///etc/passwd"_s)).isValid());
    QVERIFY(!laidOut->document()->resource(QTextDocument::ImageResource, QUrl(u"https://x/"_s)).isValid());

    m_view->find(); // the text as it was written
    QVERIFY(!m_view->isMarkdown());
    QVERIFY(edit()->isVisible());
    m_view->endFind();
    QVERIFY(m_view->isMarkdown());
}

void TestOutputViewWidget::linkOpensOnlyAfterAQuestion()
{
    QDesktopServices::setUrlHandler(u"https"_s, this, "opened");
    m_view->setFormat(NoukaiOutputView::Markdown);
    const QString text = u"[bank.example](https://\u0430pple.example/y)"_s; // a Cyrillic letter
    end(text);
    start();
    show();
    m_stage->server.deliver(2);
    QTRY_VERIFY(m_view->isMarkdown());
    auto *laidOut = m_view->findChild<QTextBrowser *>(u"markdown"_s);
    QSignalSpy activated(m_view.get(), &NoukaiOutputView::linkActivated);
    QTextCursor cursor(laidOut->document());
    cursor.setPosition(3);
    const auto click = [&] {
        QTest::mouseClick(laidOut->viewport(), Qt::LeftButton, Qt::NoModifier, laidOut->cursorRect(cursor).center());
    };
    const auto question = [&] {
        return m_view->findChild<QDialog *>(u"linkQuestion"_s);
    };
    click();
    QTRY_VERIFY(question() && question()->isVisible());
    QCOMPARE(activated.size(), 0);
    QString words;
    const auto labels = question()->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        words += label->text();
    QVERIFY2(words.contains(u"It leads to xn--"_s), qPrintable(words));
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!question());
    QCOMPARE(activated.size(), 0);
    click();
    QTRY_VERIFY(question() && question()->isVisible());
    auto *buttons = question()->findChild<QDialogButtonBox *>();
    QVERIFY(buttons->button(QDialogButtonBox::Cancel)->isDefault());
    QTest::mouseClick(buttons->button(QDialogButtonBox::Open), Qt::LeftButton);
    QCOMPARE(activated.size(), 1);
    QVERIFY(activated.at(0).at(0).toString().startsWith(u"https://xn--"_s));
    QCOMPARE(m_opened.size(), 1);
}

void TestOutputViewWidget::saysWhenThereIsNothing()
{
    const auto says = [this](const QString &text) {
        const auto labels = m_view->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
                           [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    };
    end(QString());
    start();
    show();
    QVERIFY(says(u"No output yet"_s));
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(edit());
    QVERIFY(read);
    QCOMPARE(read->text(QAccessible::Name), u"Output"_s);
    m_stage->server.deliver(2);
    QTRY_VERIFY(says(u"No output"_s));
    const int few = m_view->sizeHint().height();
    QVERIFY(few < m_view->fontMetrics().lineSpacing() * 4);
    m_view->setFormat(NoukaiOutputView::Json);
    QVERIFY(QFontInfo(edit()->font()).fixedPitch());
}

void TestOutputViewWidget::followsNothingWhileHidden()
{
    put(lines(0, 50));
    put(lines(50, 50));
    start();
    m_stage->server.deliver(2);
    QTRY_COMPARE(m_view->output()->lineCount(), 100);
    QCOMPARE(edit()->blockCount(), 1); // nothing was laid out for nobody
    show();
    QCOMPARE(edit()->blockCount(), 100);
    QCOMPARE(toEnd(), 0);
}

void TestOutputViewWidget::survivesItsFlow()
{
    put(lines(0, 10));
    start();
    show();
    m_stage->server.deliver(1);
    QTRY_COMPARE(edit()->blockCount(), 10);
    QSignalSpy changed(m_view.get(), &NoukaiOutputView::flowChanged);
    m_view->setFlow(nullptr);
    QCOMPARE(changed.size(), 1);
    QTRY_VERIFY(edit()->toPlainText().isEmpty());
    m_view->setFlow(&m_stage->flow);
    QTRY_COMPARE(edit()->blockCount(), 10);
    m_timeline.reset();
    m_stage.reset();
    QTRY_COMPARE(m_view->output()->count(), 0);
    QCOMPARE(m_view->flow(), nullptr);
    m_view.reset();
}

QTEST_MAIN(TestOutputViewWidget)
#include "tst_outputviewwidget.moc"
