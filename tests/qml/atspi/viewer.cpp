// SPDX-License-Identifier: MIT
// A window with FlowView alone, over a mock server of its own: the application that the test looks at from outside.
#include <noukaimockserver.h>

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiquick.h>

#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/QQmlContext>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    NoukaiMockServer server;
    server.setAuthorizationRequired(false);
    if (!server.listen())
        return 1;
    NoukaiClient *client = NoukaiClient::defaultClient();
    client->setBaseUrl(server.baseUrl());
    client->setKeyless(true);

    QQmlApplicationEngine engine;
    NoukaiQuick::addTo(engine);
    engine.loadData(R"(
        import QtQuick
        import QtQuick.Controls
        import Noukai

        ApplicationWindow {
            width: 900
            height: 800
            visible: true
            title: "Refunds"
            Component.onCompleted: requestActivate()

            FlowView {
                anchors.fill: parent
                flow: NoukaiFlow {
                    identifier: "acme/support/refund"
                    message: "The shoes do not fit"
                    tools: [
                        NoukaiTool {
                            name: "get_order"
                            policy: NoukaiTool.Ask
                            parameters: ({ type: "object", properties: { orderId: { type: "string" } } })
                            onCalled: call => call.respond("order of " + call.arguments.orderId)
                        },
                        NoukaiTool {
                            name: "get_refund_policy"
                            policy: NoukaiTool.Ask
                            onCalled: call => call.respond("30 days")
                        }
                    ]
                }
            }
        })",
                    QUrl(u"qrc:/Viewer.qml"_s));
    return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}
