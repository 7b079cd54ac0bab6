// SPDX-License-Identifier: MIT
#include "picturediff.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

// Components in every state, as `noukai-inspector --gallery` and `noukai-widget-gallery --gallery` draw them, against
// the pictures in references/.
//
// With NOUKAI_RENEW_PICTURES=1 the references are written instead. They are those of one version of Qt, on Debian 12:
// others draw letters and controls in another way, and are passed over.
class TestGalleryPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void looksTheSame_data();
    void looksTheSame();
    void mistakes_data();
    void mistakes();

private:
    static QStringList looks();
    static QString draw(const QString &program, const QString &folder, const QString &component);
    static bool renew(const QString &folder, const QString &references, const QString &component);
    static QStringList compare(const QString &folder, const QString &kind, const QString &component);
    static QString referencesOf(const QString &kind) { return QStringLiteral(REFERENCES "/") + kind; }
    static QString made() { return QStringLiteral(REFERENCES "/qt-version.txt"); }

    const bool m_renews = qEnvironmentVariableIntValue("NOUKAI_RENEW_PICTURES") > 0;
};

// Of the twelve looks three in which each scheme, direction and width is seen: references are to stay few.
QStringList TestGalleryPictures::looks()
{
    return {u"light-ltr-900"_s, u"dark-rtl-560"_s, u"dark-ltr-320"_s};
}

// What the program complained of.
QString TestGalleryPictures::draw(const QString &program, const QString &folder, const QString &component)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith("QT_"_L1) || name.startsWith("NOUKAI_"_L1))
            environment.remove(name);
    }
    process.setProcessEnvironment(environment);
    process.start(program, {u"--gallery"_s, folder, u"--component"_s, component});
    if (!process.waitForFinished(300'000)) {
        process.kill();
        process.waitForFinished();
        return u"It does not end."_s;
    }
    QString said = QString::fromUtf8(process.readAllStandardError());
    if (process.exitCode() == 0)
        said = said.split(u'\n').filter(u"qrc:"_s).join(u'\n'); // what QML warned of
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? said : u"It failed: "_s + said;
}

void TestGalleryPictures::initTestCase()
{
    QFile version(made());
    if (m_renews) {
        QVERIFY(QDir().mkpath(QStringLiteral(REFERENCES)));
        QVERIFY(version.open(QIODevice::WriteOnly));
        version.write(qVersion() + QByteArray("\n"));
        return;
    }
    QVERIFY(version.open(QIODevice::ReadOnly));
    const QByteArray reference = version.readAll().trimmed();
    if (reference != qVersion())
        QSKIP("the references were drawn by another version of Qt");
    if (!QFile::exists(u"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"_s))
        QSKIP("the references are drawn with Debian's DejaVu Sans");
}

void TestGalleryPictures::looksTheSame_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("component");
#ifdef INSPECTOR
    // Not FlowView, StepTimeline, StepList and ToolCallPrompt: which row is the current one, and which prompt has the
    // focus, still depends on how quickly the runs came to their states. Nor OutputView, whose end without wrapping is
    // now and then a few pixels off.
    for (const char *name : {"RunHeader", "RunControls", "FlowProgress", "StepCard", "PayloadView", "UsageTotals",
                             "UsageBadge", "ErrorNotice", "OverrideEditor", "ReplayBar", "EventLog"})
        QTest::addRow("quick, %s", name) << QStringLiteral(INSPECTOR) << u"quick"_s << QString::fromLatin1(name);
#endif
#ifdef WIDGET_GALLERY
    for (const char *name : {"RunHeader", "RunControls", "FlowProgress", "StepCard", "OutputView", "UsageTotals",
                             "UsageBadge", "ErrorNotice", "ReplayBar"})
        QTest::addRow("widgets, %s", name)
            << QStringLiteral(WIDGET_GALLERY) << u"widgets"_s << QString::fromLatin1(name);
#endif
}

// A busy machine may take a picture before everything has settled; what differs every time is another picture.
void TestGalleryPictures::looksTheSame()
{
    constexpr int Attempts = 3;
    QFETCH(QString, program);
    QFETCH(QString, kind);
    QFETCH(QString, component);
    QStringList unlike;
    for (int attempt = 0; attempt < Attempts; ++attempt) {
        const QTemporaryDir folder;
        QCOMPARE(draw(program, folder.path(), component), QString());
        QCOMPARE(QDir(folder.path()).entryList({u"*.png"_s}).size(), 12);
        if (m_renews) {
            QVERIFY(renew(folder.path(), referencesOf(kind), component));
            return;
        }
        unlike = compare(folder.path(), kind, component);
        if (unlike.isEmpty())
            return;
    }
    QFAIL(qPrintable(unlike.join(u'\n')));
}

bool TestGalleryPictures::renew(const QString &folder, const QString &references, const QString &component)
{
    const QStringList all = looks();
    if (!QDir().mkpath(references))
        return false;
    return std::all_of(all.cbegin(), all.cend(), [&](const QString &look) {
        const QString name = u"/%1-%2.png"_s.arg(component, look);
        QFile::remove(references + name);
        return QFile::copy(folder + name, references + name);
    });
}

// What differs, each with the picture that shows where.
QStringList TestGalleryPictures::compare(const QString &folder, const QString &kind, const QString &component)
{
    QStringList unlike;
    const QStringList all = looks();
    for (const QString &look : all) {
        const QString name = u"/%1-%2.png"_s.arg(component, look);
        const PictureDiff diff = PictureDiff::of(QImage(referencesOf(kind) + name), QImage(folder + name));
        if (diff.isTolerable())
            continue;
        const QString differences = QStringLiteral(DIFFERENCES "/") + kind;
        const QString kept = differences + name;
        QDir().mkpath(differences);
        diff.differences.save(kept);
        QFile::remove(kept.chopped(4) + u"-now.png"_s);
        QFile::copy(folder + name, kept.chopped(4) + u"-now.png"_s);
        unlike << u"%1 (%2 % of the tile at %3, %4)"_s.arg(kept)
                      .arg(diff.worst * 100, 0, 'f', 1)
                      .arg(diff.where.x())
                      .arg(diff.where.y());
    }
    return unlike;
}

void TestGalleryPictures::mistakes_data()
{
    QTest::addColumn<QString>("program");
#ifdef INSPECTOR
    QTest::newRow("quick") << QStringLiteral(INSPECTOR);
#endif
#ifdef WIDGET_GALLERY
    QTest::newRow("widgets") << QStringLiteral(WIDGET_GALLERY);
#endif
}

void TestGalleryPictures::mistakes()
{
    QFETCH(QString, program);
    const QTemporaryDir folder;
    QVERIFY(draw(program, folder.path(), u"Nothing"_s).contains("--component"_L1));
    QVERIFY(draw(program, u"/dev/null/pictures"_s, u"UsageBadge"_s).contains("/dev/null"_L1));
}

QTEST_GUILESS_MAIN(TestGalleryPictures)
#include "tst_gallerypictures.moc"
