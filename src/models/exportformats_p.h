// SPDX-License-Identifier: MIT
#pragma once

#include "exportsource_p.h"
#include "exportwriter_p.h"

// What an exporter writes, one function per form. None is translated: files read the same everywhere.
namespace ExportFormats
{

void writeCsv(ExportWriter &out, const ExportSource &source);
void writeMarkdown(ExportWriter &out, const ExportSource &source);
void writeJson(ExportWriter &out, const ExportSource &source);
void writeTrace(ExportWriter &out, const ExportSource &source);

void writeStepMarkdown(ExportWriter &out, const ExportSource &source, const StepAttempt &attempt);
void writeStepJson(ExportWriter &out, const ExportSource &source, const StepAttempt &attempt);

// Of a step's attempt, or with null of the run. Empty where there is nothing to run.
QString curl(const ExportSource &source, const StepAttempt *attempt);
QString cpp(const ExportSource &source, const StepAttempt *attempt);
QString qml(const ExportSource &source, const StepAttempt *attempt);

// Words that all forms share.
QString stateName(const StepAttempt &attempt);
void writeVisibleJson(ExportWriter &out, const QByteArray &json);

} // namespace ExportFormats
