// SPDX-License-Identifier: MIT
#include "client/uploaddevice_p.h"

#include <QtTest/QTest>

class tst_UploadDevice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesItsBytesOnce_data();
    void givesItsBytesOnce();
    void cannotBeReadAgain();
    void cannotBeWritten();
};

void tst_UploadDevice::givesItsBytesOnce_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("piece");
    QTest::newRow("nothing") << 0 << 16;
    QTest::newRow("one byte") << 1 << 16;
    QTest::newRow("a whole piece") << 16 << 16;
    QTest::newRow("one more than a piece") << 17 << 16;
    QTest::newRow("byte by byte") << 100 << 1;
    QTest::newRow("one megabyte") << (1 << 20) << 16384;
}

void tst_UploadDevice::givesItsBytesOnce()
{
    QFETCH(int, size);
    QFETCH(int, piece);
    QByteArray body(size, Qt::Uninitialized);
    for (int i = 0; i < size; ++i)
        body[i] = char(i % 251);
    UploadDevice device(body);
    QVERIFY(device.isSequential());
    QByteArray got;
    while (!device.atEnd()) {
        QCOMPARE(device.bytesAvailable(), qint64(size - got.size()));
        got += device.read(piece);
    }
    QVERIFY(got == body);
    QCOMPARE(device.bytesAvailable(), 0);
    char c = 0;
    QCOMPARE(device.read(&c, 1), -1);
    QCOMPARE(device.read(&c, 0), 0);
}

void tst_UploadDevice::cannotBeReadAgain()
{
    UploadDevice device("body");
    device.readAll();
    QVERIFY(!device.reset());
    QCOMPARE(device.readAll(), QByteArray());
}

void tst_UploadDevice::cannotBeWritten()
{
    UploadDevice device("body");
    QCOMPARE(device.write("x"), -1);
}

QTEST_GUILESS_MAIN(tst_UploadDevice)
#include "tst_uploaddevice.moc"
