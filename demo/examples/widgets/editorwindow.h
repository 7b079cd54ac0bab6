// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QString>
#include <QtWidgets/QMainWindow>

class NoukaiFlowWidget;
class QAction;
class QDockWidget;
class QPlainTextEdit;

// What the editor runs.
struct EditorFlows {
    QString summary = QStringLiteral("acme/document/summary");
    QString translation = QStringLiteral("acme/document/translation");
};

// A text editor whose "Summarize" and "Translate" are flows. They run in a dock, on the selected text or all of it, and
// what they give can be put into the document.
class EditorWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit EditorWindow(NoukaiClient *client, const EditorFlows &flows = {}, QWidget *parent = nullptr);

    QPlainTextEdit *editor() const { return m_editor; }
    NoukaiFlowWidget *flowView() const { return m_view; }
    NoukaiFlow *flow() { return &m_flow; }
    bool open(const QString &path);
    bool save(const QString &path);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makeFileMenu();
    void makeEditMenu();
    void makeFlowMenu();
    void makeDock();
    QAction *add(const char *name, const QString &text, const QKeySequence &shortcut, void (EditorWindow::*slot)());
    void openFile();
    bool saveFile();
    bool saveFileAs();
    bool mayDiscard();
    void newFile();
    void setPath(const QString &path);
    void summarize();
    void translate();
    void insertResult();
    void run(const QString &identifier, const QJsonObject &parameters);
    void updateActions();
    QString chosenText() const;

    EditorFlows m_flows;
    NoukaiFlow m_flow; // goes after the view, which is a child
    QString m_path;
    QPlainTextEdit *m_editor = nullptr;
    NoukaiFlowWidget *m_view = nullptr;
    QDockWidget *m_dock = nullptr;
    QAction *m_save = nullptr;
    QAction *m_summarize = nullptr;
    QAction *m_translate = nullptr;
    QAction *m_insert = nullptr;
};
