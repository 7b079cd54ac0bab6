// SPDX-License-Identifier: MIT
#include "noukaimockserver.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

#include <cstdio>
#include <optional>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace Qt::StringLiterals;

namespace
{

enum ExitCode { Success = 0, CannotRun = 1, WrongUsage = 2 };

struct Program {
    Q_DECLARE_TR_FUNCTIONS(MockServerProgram)
};

void complain(const QString &text)
{
    QTextStream(stderr) << u"noukai-mockserver: "_s << text << Qt::endl;
}

struct Options {
    QCommandLineOption port{u"port"_s, Program::tr("Listen on <port>; 0 takes any free one."), Program::tr("port"),
                            u"8080"_s};
    QCommandLineOption host{u"host"_s, Program::tr("Listen on the address <host>."), Program::tr("host"),
                            u"127.0.0.1"_s};
    QCommandLineOption scenario{u"scenario"_s, Program::tr("Load a flow from <file>; can be given several times."),
                                Program::tr("file")};
    QCommandLineOption speed{
        u"speed"_s, Program::tr("How fast time passes: 1 as in life, 10 ten times as fast, 0 without any delay."),
        Program::tr("factor"), u"1"_s};
    QCommandLineOption fault{
        u"fault"_s,
        Program::tr("Misbehave; can be given several times. <fault> is a name, or name:key=value,… with the "
                    "keys path, method, nth, count, after, end, delay, bytes, event, member, value, "
                    "variant, status, code, message, form, type, body, target, header. Names: %1.")
            .arg(NoukaiMockFault::names().join(u", "_s)),
        Program::tr("fault")};
    QCommandLineOption noKey{u"no-key"_s, Program::tr("Answer requests without an API key too.")};
    QCommandLineOption quiet{u"quiet"_s, Program::tr("Print the address and nothing else.")};
};

// Sets the server up as the command line says; an exit code when that cannot be done.
std::optional<ExitCode> configure(NoukaiMockServer *server, const QCommandLineParser &parser, const Options &options)
{
    QString error;
    const QStringList files = parser.values(options.scenario);
    for (const QString &file : files) {
        if (!server->loadScenario(file, &error)) {
            complain(error);
            return CannotRun;
        }
    }
    const QStringList faults = parser.values(options.fault);
    for (const QString &text : faults) {
        const NoukaiMockFault fault = NoukaiMockFault::fromText(text, &error);
        if (!error.isEmpty()) {
            complain(error);
            return WrongUsage;
        }
        server->setFault(fault);
    }
    bool ok = false;
    const double speed = parser.value(options.speed).toDouble(&ok);
    if (!ok || speed < 0) {
        complain(Program::tr("\"%1\" is no speed: a number from 0 on is needed.").arg(parser.value(options.speed)));
        return WrongUsage;
    }
    server->setSpeed(speed);
    server->setAuthorizationRequired(!parser.isSet(options.noKey));
    return {};
}

std::optional<ExitCode> listen(NoukaiMockServer *server, const QCommandLineParser &parser, const Options &options)
{
    bool ok = false;
    const quint16 port = parser.value(options.port).toUShort(&ok);
    if (!ok) {
        complain(Program::tr("\"%1\" is no port: a number from 0 to 65535 is needed.").arg(parser.value(options.port)));
        return WrongUsage;
    }
    const QString host = parser.value(options.host);
    const QHostAddress address = host == "localhost"_L1 ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
    if (address.isNull()) {
        complain(Program::tr("\"%1\" is no address: an IP address or localhost is needed.").arg(host));
        return WrongUsage;
    }
    if (server->listen(port, address))
        return {};
    complain(Program::tr(
                 "cannot listen on %1, port %2: %3. Is something else running there? Another port can be chosen with "
                 "--port.")
                 .arg(address.toString())
                 .arg(port)
                 .arg(server->errorString()));
    return CannotRun;
}

void announce(const NoukaiMockServer &server, bool quiet)
{
    QTextStream out(stdout);
    out << server.baseUrl().toString() << Qt::endl;
    if (quiet)
        return;
    out << Program::tr("Flows:") << u'\n';
    const QStringList flows = server.flows();
    for (const QString &flow : flows)
        out << u"  "_s << flow << u'\n';
    out << Program::tr("Any key that begins with nk_ will do. Ctrl+C ends the server.") << Qt::endl;
}

void logAnswers(NoukaiMockServer *server)
{
    QObject::connect(server, &NoukaiMockServer::answerFinished, server,
                     [](const NoukaiMockRequest &request, int status) {
                         QTextStream(stdout) << QString::fromLatin1(request.method) << u' ' << request.path << u' '
                                             << status << u' ' << QString::fromLatin1(request.requestId) << Qt::endl;
                     });
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"noukai-mockserver"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(NOUKAI_VERSION_TEXT));
#ifdef Q_OS_UNIX
    // A client that goes away must not take the server with it.
    std::signal(SIGPIPE, SIG_IGN);
#endif

    const Options options;
    QCommandLineParser parser;
    parser.setApplicationDescription(Program::tr("A stand-in for the Noukai service: scripted flows over real HTTP."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions(
        {options.port, options.host, options.scenario, options.speed, options.fault, options.noKey, options.quiet});
    if (!parser.parse(QCoreApplication::arguments())) {
        complain(parser.errorText());
        return WrongUsage;
    }
    if (parser.isSet(u"help"_s) || parser.isSet(u"version"_s))
        parser.process(app); // prints and leaves
    if (!parser.positionalArguments().isEmpty()) {
        complain(Program::tr("\"%1\" is not understood; --help tells what is.")
                     .arg(parser.positionalArguments().constFirst()));
        return WrongUsage;
    }

    NoukaiMockServer server;
    if (const auto code = configure(&server, parser, options))
        return *code;
    if (const auto code = listen(&server, parser, options))
        return *code;
    announce(server, parser.isSet(options.quiet));
    if (!parser.isSet(options.quiet))
        logAnswers(&server);
    return QCoreApplication::exec();
}
