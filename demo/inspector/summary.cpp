// SPDX-License-Identifier: MIT
#include "summary.h"

#include "runs/run.h"

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

QString lineOf(const NoukaiTimelineModel &steps, int row)
{
    using Model = NoukaiTimelineModel;
    const QModelIndex index = steps.index(row);
    const QString title =
        NoukaiFormat::stepTitle(index.data(Model::StepNameRole).toString(), index.data(Model::StepIndexRole).toInt(),
                                index.data(Model::AttemptRole).toInt(), index.data(Model::AttemptCountRole).toInt(),
                                index.data(Model::IterationRole).toInt());
    QString line =
        QStringLiteral("%1 %2 %3 %4 %5 %6\n")
            .arg(index.data(Model::StepIndexRole).toInt() + 1, 4)
            .arg(harmless(title), -NameWidth)
            .arg(NoukaiFormat::stepWord(Model::StepState(index.data(Model::StepStateRole).toInt())), -11)
            .arg(NoukaiFormat::duration(steps.elapsedMs(row)), 9)
            .arg(tr("%1 tokens").arg(NoukaiFormat::tokens(index.data(Model::TotalTokensRole).toLongLong())), 13)
            .arg(NoukaiFormat::cost(index.data(Model::CostUsdRole).toString()), 10);
    const QString error = index.data(Model::StepErrorRole).value<NoukaiError>().message();
    if (!error.isEmpty())
        line += QStringLiteral("     %1\n").arg(harmless(error.simplified()));
    return line;
}

} // namespace

QString summaryOf(Run &run)
{
    NoukaiFlow &flow = *run.flow();
    QString text;
    QTextStream out(&text);
    out << tr("Flow: %1").arg(harmless(flow.identifier())) << '\n';
    const NoukaiTimelineModel &steps = *run.timeline();
    for (int row = 0; row < steps.count(); ++row)
        out << lineOf(steps, row);
    const NoukaiUsage usage = flow.usage();
    out << NoukaiFlowStatus::progressText(flow) << ": " << NoukaiFormat::duration(flow.elapsed()) << ", "
        << tr("%1 tokens").arg(NoukaiFormat::exactTokens(usage.totalTokens())) << ", "
        << NoukaiFormat::cost(usage.costUsd(), usage.isPartial()) << '\n';
    if (flow.error().kind() != NoukaiError::NoError)
        out << tr("Error: %1").arg(harmless(flow.error().message())) << '\n';
    out.flush();
    return text;
}
