// SPDX-License-Identifier: MIT
#include <Noukai/noukaierrornotice.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaiusagebadge.h>
#include <Noukai/noukaiusagetotals.h>

#include <QtCore/QTranslator>
#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

// NoukaiUsageTotals, NoukaiUsageBadge and NoukaiErrorNotice: what they say, how they are read and used.
class TestNoticeWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void cleanup();

    void totalsSay();
    void budgetIsCrossedOnce();
    void budgetIsMeasured_data();
    void budgetIsMeasured();
    void badgeSays();
    void costIsLeftOut();
    void errorIsTold_data();
    void errorIsTold();
    void actionIsRequested();
    void actionsWaitAndCount();
    void detailsAreFoldedAndCopied();
    void hostileErrorIsPlain();
    void errorOfAPersonIsNone();
    void noticeCanGoInItsSlot();
};

namespace
{

NoukaiUsage used(qint64 prompt, qint64 completion, qint64 total, const QString &cost)
{
    NoukaiUsage usage;
    usage.add(NoukaiTokens(prompt, completion, total), cost);
    return usage;
}

// What can be seen, a line per label or button.
QString seen(const QWidget &widget)
{
    QStringList lines;
    const auto children = widget.findChildren<QWidget *>();
    for (const QWidget *child : children) {
        if (!child->isVisible())
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(child))
            lines << label->text();
        else if (const auto *button = qobject_cast<const QPushButton *>(child))
            lines << button->text();
        else if (const auto *edit = qobject_cast<const QPlainTextEdit *>(child))
            lines << edit->toPlainText();
    }
    return lines.join(u'\n');
}

QPushButton *button(const QWidget &widget, const QString &text)
{
    const auto buttons = widget.findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->isVisible() && button->text() == text)
            return button;
    }
    return nullptr;
}

} // namespace

void TestNoticeWidgets::cleanup()
{
    NoukaiTheme::instance()->setShowCost(true);
    NoukaiTheme::instance()->setReduceMotion(false);
}

void TestNoticeWidgets::totalsSay()
{
    NoukaiUsageTotals totals;
    totals.resize(320, 300);
    totals.show();
    QVERIFY(seen(totals).contains(u"Tokens in all\n\u2014"_s)); // unknown is not zero
    QSignalSpy changed(&totals, &NoukaiUsageTotals::usageChanged);
    totals.setUsage(used(1200, 34, 1300, u"0.001234"_s));
    totals.setUsage(used(1200, 34, 1300, u"0.001234"_s));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(seen(totals),
             u"Tokens read\n1.2K\nTokens written\n34\nOther tokens\n66\nTokens in all\n1.3K\nCost\n$0.001234"_s);
    QVERIFY(totals.toolTip().contains(u"1,300"));
    totals.setExact(true);
    QVERIFY(seen(totals).contains(u"1,300"_s));

    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(&totals);
    QVERIFY(read);
    QCOMPARE(read->role(), QAccessible::Grouping);
    QCOMPARE(read->text(QAccessible::Name), u"Usage"_s);
    QStringList names;
    for (int i = 0; i < read->childCount(); ++i) {
        if (read->child(i)->state().invisible)
            continue;
        names << read->child(i)->text(QAccessible::Name);
        QCOMPARE(read->child(i)->role(), QAccessible::StaticText);
        QCOMPARE(read->child(i)->childCount(), 0); // read once
    }
    QVERIFY2(names.contains(u"Tokens read: 1,200"_s), qPrintable(names.join(u'|')));
}

void TestNoticeWidgets::budgetIsCrossedOnce()
{
    NoukaiUsageTotals totals;
    NoukaiUsageBadge badge;
    QSignalSpy crossed(&totals, &NoukaiUsageTotals::budgetCrossed);
    QSignalSpy crossedBadge(&badge, &NoukaiUsageBadge::budgetCrossed);
    totals.setTokenBudget(1000);
    totals.setCostBudget(u"0.01"_s);
    badge.setTokenBudget(1000);
    totals.show();
    badge.show();
    for (qint64 total : {900, 1001, 1200}) {
        totals.setUsage(used(total, 0, total, u"0.005"_s));
        badge.setUsage(used(total, 0, total, u"0.005"_s));
    }
    QCOMPARE(crossed.size(), 1);
    QCOMPARE(crossed.at(0).at(0).value<NoukaiUsageStatus::Budget>(), NoukaiUsageStatus::Tokens);
    QCOMPARE(crossedBadge.size(), 1);
    QVERIFY(badge.isOver());
    QVERIFY(seen(badge).contains(u"over budget"_s));
    QVERIFY(seen(totals).contains(totals.status()->tokenBudgetText()));
}

void TestNoticeWidgets::budgetIsMeasured_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

// The bar fills from the side where reading begins.
void TestNoticeWidgets::budgetIsMeasured()
{
    QFETCH(Qt::LayoutDirection, direction);
    NoukaiUsageTotals totals;
    totals.setLayoutDirection(direction);
    totals.setTokenBudget(1000);
    totals.setUsage(used(250, 0, 250, u"0"_s));
    totals.resize(400, 300);
    totals.show();
    QWidget *meter = nullptr;
    const auto children = totals.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget *child : children) {
        if (child->isVisible() && child->accessibleName() == totals.status()->tokenBudgetText())
            meter = child;
    }
    QVERIFY(meter);
    const QImage image = meter->grab().toImage();
    const auto at = [&](double share) {
        const double x = direction == Qt::RightToLeft ? 1 - share : share;
        return image.pixelColor(int(x * (image.width() - 1)), image.height() - 3);
    };
    QCOMPARE(at(0.1), at(0.2));
    QVERIFY(at(0.1) != at(0.5));
    QCOMPARE(at(0.5), at(0.9));
}

void TestNoticeWidgets::badgeSays()
{
    NoukaiUsageBadge badge;
    badge.setUsage(used(1200, 34, 1234, u"0.25"_s));
    badge.show();
    QCOMPARE(seen(badge), u"1.2K tokens · $0.25"_s);
    QVERIFY(badge.note().contains(u"1,234"));
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(&badge);
    QCOMPARE(read->role(), QAccessible::StaticText);
    QCOMPARE(read->childCount(), 0);
    QCOMPARE(read->text(QAccessible::Name), QString(badge.note()).replace(u'\n', u". "_s));
    const int height = badge.sizeHint().height();
    QFont font = badge.font();
    font.setPointSizeF(font.pointSizeF() * 2);
    badge.setFont(font);
    QVERIFY(badge.sizeHint().height() > height);
}

void TestNoticeWidgets::costIsLeftOut()
{
    NoukaiTheme::instance()->setShowCost(false);
    NoukaiUsageBadge badge;
    NoukaiUsageTotals totals;
    badge.setUsage(used(1, 2, 3, u"0.25"_s));
    totals.setUsage(used(1, 2, 3, u"0.25"_s));
    badge.show();
    totals.show();
    QVERIFY(!seen(badge).contains(u'$') && !badge.toolTip().contains(u'$'));
    QVERIFY(!seen(totals).contains(u"Cost"_s) && !totals.toolTip().contains(u'$'));
    NoukaiTheme::instance()->setShowCost(true);
    QVERIFY(seen(badge).contains(u"$0.25"_s));
    QVERIFY(seen(totals).contains(u"Cost\n$0.25"_s));
}

void TestNoticeWidgets::errorIsTold_data()
{
    QTest::addColumn<NoukaiError::Kind>("kind");
    const auto kinds = QMetaEnum::fromType<NoukaiError::Kind>();
    for (int i = 0; i < kinds.keyCount(); ++i)
        QTest::newRow(kinds.key(i)) << NoukaiError::Kind(kinds.value(i));
}

void TestNoticeWidgets::errorIsTold()
{
    QFETCH(NoukaiError::Kind, kind);
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *notice = new NoukaiErrorNotice;
    column->addWidget(notice);
    window.show();
    QVERIFY(!notice->isVisible());
    NoukaiError error(kind, u"What happened in words"_s);
    notice->setError(error);
    QCOMPARE(notice->isVisible(), notice->notes()->isShown());
    if (!notice->isVisible())
        return;
    const QString text = seen(*notice);
    QVERIFY(text.contains(notice->notes()->title()));
    QVERIFY(text.contains(u"What happened in words"_s));
    QVERIFY(text.contains(notice->notes()->advice()));
    for (int action : notice->actions())
        QVERIFY(button(*notice, NoukaiErrorText::actionText(NoukaiErrorText::Action(action))));
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(notice);
    QCOMPARE(read->role(), QAccessible::AlertMessage);
    QCOMPARE(read->text(QAccessible::Name), notice->notes()->title());
    QCOMPARE(read->text(QAccessible::Description), u"What happened in words"_s);
    notice->setError({});
    QVERIFY(!notice->isVisible());
}

void TestNoticeWidgets::actionIsRequested()
{
    NoukaiErrorNotice notice;
    notice.setError(NoukaiError(NoukaiError::Execution, u"Busy"_s));
    notice.setActions({NoukaiErrorText::Retry, NoukaiErrorText::EditInput});
    notice.show();
    QVERIFY(QTest::qWaitForWindowExposed(&notice));
    QSignalSpy requested(&notice, &NoukaiErrorNotice::actionRequested);
    QPushButton *retry = button(notice, NoukaiErrorText::actionText(NoukaiErrorText::Retry));
    QVERIFY(retry);
    QTest::mouseClick(retry, Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.at(0).at(0).value<NoukaiErrorText::Action>(), NoukaiErrorText::Retry);
    retry->setFocus();
    QTest::keyClick(retry, Qt::Key_Tab);
    auto *next = qobject_cast<QPushButton *>(QApplication::focusWidget());
    QVERIFY(next);
    QCOMPARE(next->text(), NoukaiErrorText::actionText(NoukaiErrorText::EditInput));
    QTest::keyClick(next, Qt::Key_Space);
    QCOMPARE(requested.size(), 2);
    notice.resetActions();
    QCOMPARE(notice.actions(), notice.notes()->actions());
}

void TestNoticeWidgets::actionsWaitAndCount()
{
    NoukaiErrorNotice notice;
    NoukaiError error(NoukaiError::RateLimited, u"Slow down"_s);
    error.setRetryAfter(2);
    notice.setError(error);
    notice.show();
    QVERIFY(QTest::qWaitForWindowExposed(&notice));
    auto *waiting = notice.findChild<QLabel *>(u"waiting"_s);
    QVERIFY(waiting && waiting->isVisible());
    const QString before = waiting->text();
    QSignalSpy requested(&notice, &NoukaiErrorNotice::actionRequested);
    auto *action = notice.findChild<QPushButton *>(u"action"_s);
    QVERIFY(action);
    QTest::mouseClick(action, Qt::LeftButton);
    QCOMPARE(requested.size(), 0);
    QVERIFY(!action->accessibleDescription().isEmpty()); // why
    QTRY_VERIFY(waiting->text() != before);
    QTRY_VERIFY(!waiting->isVisible());
    QTest::mouseClick(action, Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
}

void TestNoticeWidgets::detailsAreFoldedAndCopied()
{
    NoukaiErrorNotice notice;
    NoukaiError error(NoukaiError::Execution, u"Busy"_s);
    error.setCode(u"MODEL_OVERLOADED"_s);
    error.setHttpStatus(503);
    error.setResponseBody(u"{\"error\": \"<b>busy</b>\u202E\"}"_s);
    notice.setError(error);
    notice.resize(320, 500);
    notice.show();
    QVERIFY(QTest::qWaitForWindowExposed(&notice));
    QVERIFY(!seen(notice).contains(u"503"_s));
    QPushButton *details = button(notice, u"Show details"_s);
    QVERIFY(details);
    QTest::mouseClick(details, Qt::LeftButton);
    QVERIFY(notice.isDetailsShown());
    QVERIFY(seen(notice).contains(u"503"_s));
    QVERIFY(seen(notice).contains(u"<b>busy</b>⟨U+202E⟩"_s));
    QVERIFY(button(notice, u"Hide details"_s));
    QTest::mouseClick(button(notice, u"Copy all"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), notice.notes()->copyText());
}

void TestNoticeWidgets::hostileErrorIsPlain()
{
    QElapsedTimer timer;
    timer.start();
    NoukaiErrorNotice notice;
    NoukaiError error(NoukaiError::Execution, u"<img src='x'>\u202E"_s + QString(1000000, u'w'));
    error.setResponseBody(QString(1000000, u'{'));
    notice.setError(error);
    notice.setDetailsShown(true);
    notice.resize(320, 600);
    notice.show();
    notice.grab();
    const auto labels = notice.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(label->text().size() <= 500);
    }
    QVERIFY(seen(notice).contains(u"<img src='x'>⟨U+202E⟩"_s));
    QVERIFY(notice.findChild<QPlainTextEdit *>(u"message"_s)->isVisible()); // all of it can be read
    QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
}

void TestNoticeWidgets::errorOfAPersonIsNone()
{
    QWidget window;
    auto *notice = new NoukaiErrorNotice(&window);
    window.show();
    notice->setError(NoukaiError(NoukaiError::Cancelled, u"Stopped"_s));
    QVERIFY(!notice->isVisible());
}

void TestNoticeWidgets::noticeCanGoInItsSlot()
{
    auto *notice = new NoukaiErrorNotice;
    notice->setError(NoukaiError(NoukaiError::Execution, u"Busy"_s));
    notice->show();
    const QPointer<NoukaiErrorNotice> alive(notice);
    connect(notice, &NoukaiErrorNotice::actionRequested, this, [notice] { notice->deleteLater(); });
    auto *action = notice->findChild<QPushButton *>(u"action"_s);
    QVERIFY(action);
    QTest::mouseClick(action, Qt::LeftButton);
    QTRY_VERIFY(!alive);
}

QTEST_MAIN(TestNoticeWidgets)
#include "tst_noticewidgets.moc"
