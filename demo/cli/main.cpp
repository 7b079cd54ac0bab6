// SPDX-License-Identifier: MIT
#include "console.h"
#include "exporter.h"
#include "options.h"
#include "replayer.h"
#include "runner.h"
#include "text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <clocale>
#include <cstring>
#include <functional>

#ifdef Q_OS_UNIX
#include <langinfo.h>
#endif

namespace
{

// Qt switches to UTF-8 by itself, but complains on standard error where the environment says otherwise.
void useUtf8()
{
#ifdef Q_OS_UNIX
    std::setlocale(LC_ALL, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0)
        qputenv("LC_ALL", "C.UTF-8");
#endif
}

bool readMessage(CliOptions &options)
{
    if (!options.messageFromInput)
        return true;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return false;
    options.message = QString::fromUtf8(input.readAll());
    if (options.message.endsWith(u'\n'))
        options.message.chop(1);
    return input.error() == QFileDevice::NoError;
}

std::function<void(const QString &)> showLog;

// Log lines may not tear the display apart. What our own library warns of comes as a signal too, and is shown once.
void log(QtMsgType, const QMessageLogContext &context, const QString &text)
{
    const bool wanted = qEnvironmentVariableIsSet("QT_LOGGING_RULES");
    const bool ours = context.category && std::strncmp(context.category, "noukai.", 7) == 0;
    if (showLog && (wanted || !ours))
        showLog(CliText::visible(text, CliText::Escape::Terminal));
}

// Lets a runner or a replayer do its work until it is done.
template <typename Worker>
int execute(const CliOptions &options, CliConsole &console)
{
    Worker worker(options, console);
    showLog = [&worker](const QString &text) {
        worker.message(text);
    };
    qInstallMessageHandler(log);
    QObject::connect(
        &worker, &Worker::done, &worker, [](int code) { QCoreApplication::exit(code); }, Qt::QueuedConnection);
    worker.start();
    const int exitCode = QCoreApplication::exec();
    showLog = nullptr;
    return exitCode;
}

} // namespace

int main(int argc, char *argv[])
{
    useUtf8();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("noukai"));

    CliConsole console;
    CliOptions options = CliOptions::parse(QCoreApplication::arguments());
    switch (options.action) {
    case CliOptions::Action::Print:
        console.output(options.text.toUtf8());
        return console.hasFailed() ? 1 : 0;
    case CliOptions::Action::Refuse:
        console.error(QStringLiteral("noukai: ") + options.text + u'\n');
        return 2;
    case CliOptions::Action::Replay:
        console.hideSecret(qEnvironmentVariable("NOUKAI_API_KEY"));
        return execute<CliReplayer>(options, console);
    case CliOptions::Action::Export:
        console.hideSecret(qEnvironmentVariable("NOUKAI_API_KEY"));
        return execute<CliExporter>(options, console);
    case CliOptions::Action::Run:
        break;
    }
    console.hideSecret(options.apiKey.isEmpty() ? qEnvironmentVariable("NOUKAI_API_KEY") : options.apiKey);
    if (!options.keyless && options.apiKey.isEmpty() && qEnvironmentVariableIsEmpty("NOUKAI_API_KEY")) {
        console.error(QCoreApplication::translate("main", "noukai: There is no API key. Set NOUKAI_API_KEY or use "
                                                          "--key-file.\n"));
        return 2;
    }
    if (!readMessage(options)) {
        console.error(QCoreApplication::translate("main", "noukai: The message cannot be read from standard input.\n"));
        return 2;
    }

    return execute<CliRunner>(options, console);
}
