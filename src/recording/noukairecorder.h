// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <memory>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

class NoukaiRecorderPrivate;

class NOUKAI_CORE_EXPORT NoukaiRecorder : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(QString fileName READ fileName WRITE setFileName NOTIFY fileNameChanged FINAL)
    Q_PROPERTY(
        QStringList redactedFields READ redactedFields WRITE setRedactedFields NOTIFY redactedFieldsChanged FINAL)
    Q_PROPERTY(bool recording READ isRecording NOTIFY recordingChanged FINAL)
    Q_PROPERTY(qint64 bytesWritten READ bytesWritten NOTIFY bytesWrittenChanged FINAL)
    Q_PROPERTY(NoukaiError error READ error NOTIFY errorChanged FINAL)

public:
    explicit NoukaiRecorder(QObject *parent = nullptr);
    ~NoukaiRecorder() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    QString fileName() const;
    void setFileName(const QString &fileName);
    QIODevice *device() const;
    void setDevice(QIODevice *device);
    QStringList redactedFields() const;
    void setRedactedFields(const QStringList &fields);

    bool isRecording() const;
    qint64 bytesWritten() const;
    NoukaiError error() const;

public Q_SLOTS:
    bool start();
    void stop();

Q_SIGNALS:
    void flowChanged();
    void fileNameChanged();
    void redactedFieldsChanged();
    void recordingChanged();
    void bytesWrittenChanged();
    void errorChanged();
    void errorOccurred(const NoukaiError &error);

private:
    friend class NoukaiRecorderPrivate;
    std::unique_ptr<NoukaiRecorderPrivate> d;
};
