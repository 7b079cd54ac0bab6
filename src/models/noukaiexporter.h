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

class NoukaiExporterPrivate;

class NOUKAI_CORE_EXPORT NoukaiExporter : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(
        QStringList redactedFields READ redactedFields WRITE setRedactedFields NOTIFY redactedFieldsChanged FINAL)

public:
    enum Format { Csv, Markdown, ChromeTrace, Json };
    Q_ENUM(Format)

    enum StepFormat { StepMarkdown, StepJson, Curl, Cpp, Qml };
    Q_ENUM(StepFormat)

    explicit NoukaiExporter(QObject *parent = nullptr);
    ~NoukaiExporter() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    QStringList redactedFields() const;
    void setRedactedFields(const QStringList &fields);

    NoukaiError write(QIODevice *device, NoukaiExporter::Format format) const;
    Q_INVOKABLE NoukaiError save(const QString &fileName, NoukaiExporter::Format format) const;
    Q_INVOKABLE QString text(NoukaiExporter::Format format) const;
    Q_INVOKABLE QString stepText(int attemptId, NoukaiExporter::StepFormat format) const;
    Q_INVOKABLE QString suggestedName(NoukaiExporter::Format format) const;

Q_SIGNALS:
    void flowChanged();
    void redactedFieldsChanged();

private:
    std::unique_ptr<NoukaiExporterPrivate> d;
};
