// SPDX-License-Identifier: MIT
#include "summary.h"

#include "inspector.h"

#include <Noukai/noukaiflowstatus.h>
#include <Noukai/noukaiformat.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

namespace
{

constexpr int NameWidth = 28;

QString tr(const char *text)
{
    return QCoreApplication::translate("Summary", text);
}

// A model's words may hold control characters, which a terminal would obey.
QString harmless(QString text)
{
    for (QChar &character : text) {
        if (character.category() == QChar::Other_Control || character.category() == QChar::Other_Format)
            character = QChar::ReplacementCharacter;
    }
    return text;
}

QString nameOf(const StepListModel::Row &row)
{
    QString name = row.name.isEmpty() ? tr("Step %1").arg(row.stepIndex + 1) : row.name;
    if (row.attempt > 1)
        name += tr(" (attempt %1)").arg(row.attempt);
    return harmless(name);
}

} // namespace

QString summaryOf(Inspector &inspector)
{
    NoukaiFlow &flow = *inspector.flow();
    QString text;
    QTextStream out(&text);
    out << tr("Flow: %1").arg(harmless(flow.identifier())) << '\n';
    const StepListModel &steps = *inspector.steps();
    for (int i = 0; i < steps.rowCount(); ++i) {
        const StepListModel::Row &row = steps.rows().at(i);
        const qint64 tokens = steps.data(steps.index(i), StepListModel::TokensRole).toLongLong();
        out << QStringLiteral("%1 %2 %3 %4 %5 %6\n")
                   .arg(row.stepIndex + 1, 4)
                   .arg(nameOf(row), -NameWidth)
                   .arg(StepState::word(row.state), -11)
                   .arg(NoukaiFormat::duration(row.durationMs), 9)
                   .arg(tr("%1 tokens").arg(NoukaiFormat::tokens(tokens)), 13)
                   .arg(NoukaiFormat::cost(row.costUsd), 10);
        if (!row.error.isEmpty())
            out << "     " << harmless(row.error.simplified()) << '\n';
    }
    const NoukaiUsage usage = flow.usage();
    out << NoukaiFlowStatus::progressText(flow) << ": " << NoukaiFormat::duration(flow.elapsed()) << ", "
        << tr("%1 tokens").arg(NoukaiFormat::exactTokens(usage.totalTokens())) << ", "
        << NoukaiFormat::cost(usage.costUsd(), usage.isPartial()) << '\n';
    if (flow.error().kind() != NoukaiError::NoError)
        out << tr("Error: %1").arg(harmless(flow.error().message())) << '\n';
    out.flush();
    return text;
}
