// SPDX-License-Identifier: MIT
#pragma once

#include "rundriver.h"
#include "runfile.h"

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiplayer.h>
#include <Noukai/noukairecorder.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QBuffer>
#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtQml/qqml.h>

#include <functional>
#include <memory>

// One line in the list of runs: a run to be started, one that goes on or has ended, or a recording. The flow and what
// shows it are made when somebody looks at it. What is run here is recorded, with all attempts, in one file.
class Run : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The list of runs makes it.")
    Q_PROPERTY(Kind kind READ kind CONSTANT FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString note READ note NOTIFY changed FINAL)
    Q_PROPERTY(QDateTime created READ created NOTIFY changed FINAL)
    Q_PROPERTY(NoukaiFlow::State state READ state NOTIFY changed FINAL)
    Q_PROPERTY(qint64 duration READ duration NOTIFY changed FINAL)
    Q_PROPERTY(bool pinned READ isPinned WRITE setPinned NOTIFY changed FINAL)
    Q_PROPERTY(bool draft READ isDraft NOTIFY changed FINAL)
    Q_PROPERTY(bool replay READ isReplay NOTIFY changed FINAL)
    Q_PROPERTY(bool saved READ isSaved NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(NoukaiFlow *flow READ flow CONSTANT FINAL)
    Q_PROPERTY(NoukaiTimelineModel *timeline READ timeline CONSTANT FINAL)
    Q_PROPERTY(NoukaiPlayer *player READ player CONSTANT FINAL)
    Q_PROPERTY(RunDriver *driver READ driver CONSTANT FINAL)

public:
    enum Kind { Live, Recording, Example };
    Q_ENUM(Kind)

    // What a run is made with.
    struct Setting {
        std::function<NoukaiClient *(Kind)> client; // the one that runs of a kind go to now; clients outlive the runs
        QString folder;                             // for recordings; empty keeps none
    };
    struct Source {
        QString title;
        QString note;
        QString flow;
        QString message;
        std::function<QByteArray()> make;
    };

    explicit Run(const Setting &setting, QObject *parent = nullptr);               // to be started
    Run(const Setting &setting, const RunFile &file, QObject *parent = nullptr);   // a recording
    Run(const Setting &setting, const Source &example, QObject *parent = nullptr); // one that comes with the program
    ~Run() override;

    Kind kind() const { return m_kind; }
    QString title() const;
    QString note() const;
    QDateTime created() const { return m_created; }
    NoukaiFlow::State state() const;
    qint64 duration() const; // ms, -1 where it is not known
    bool isPinned() const { return m_pinned; }
    void setPinned(bool pinned);
    bool isDraft() const { return m_kind == Live && !m_begun && state() == NoukaiFlow::Idle; }
    bool isReplay() const { return m_view && m_view->player.flow() != nullptr; }
    bool isSaved() const { return !m_path.isEmpty(); }
    bool isOpen() const { return m_view != nullptr; }
    QString problem() const { return m_problem; }
    QString path() const { return m_path; }

    NoukaiFlow *flow() { return &view().flow; }
    NoukaiTimelineModel *timeline() { return &view().timeline; }
    NoukaiPlayer *player() { return &view().player; }
    RunDriver *driver() { return &view().driver; }

    Q_INVOKABLE void start();
    Q_INVOKABLE void watch(const QString &executionId);
    Q_INVOKABLE void resume();
    Q_INVOKABLE void rerun(int stepIndex); // with the overrides that its flow has
    // Lets what has not gone on here ask the server that is chosen now.
    Q_INVOKABLE void followServer();
    Q_INVOKABLE bool saveAs(const QUrl &file);
    bool removeFile();

Q_SIGNALS:
    void changed();
    void begun(); // it is a draft no longer

private:
    struct View {
        explicit View(NoukaiClient *client);
        NoukaiFlow flow;
        NoukaiTimelineModel timeline;
        RunDriver driver;
        NoukaiRecorder recorder;
        QByteArray bytes;
        QBuffer buffer;
        NoukaiPlayer player;
    };

    View &view();
    void load();
    void showEnd();
    bool begin();
    void go(const std::function<void()> &what);
    bool record();
    bool adopt();
    bool copyTo(const QString &path);
    bool isOwn() const;
    void endPart();
    QString newPath() const;

    const Setting m_setting;
    const Kind m_kind;
    Source m_source;
    QString m_path;
    QString m_identifier;
    QString m_message;
    QString m_problem;
    QDateTime m_created = QDateTime::currentDateTime();
    NoukaiFlow::State m_state = NoukaiFlow::Idle;
    qint64 m_duration = -1;
    bool m_pinned = false;
    bool m_begun = false;
    std::unique_ptr<View> m_view;
};
