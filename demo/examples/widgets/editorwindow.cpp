// SPDX-License-Identifier: MIT
#include "editorwindow.h"

#include <Noukai/noukaiflowwidget.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonObject>
#include <QtCore/QSaveFile>
#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QToolBar>

using namespace Qt::StringLiterals;

EditorWindow::EditorWindow(NoukaiClient *client, const EditorFlows &flows, QWidget *parent)
    : QMainWindow(parent)
    , m_flows(flows)
    , m_flow(client)
    , m_editor(new QPlainTextEdit(this))
{
    m_editor->setAccessibleName(tr("Document"));
    setCentralWidget(m_editor);
    makeDock();
    makeFileMenu();
    makeEditMenu();
    makeFlowMenu();
    statusBar();
    setPath({});
    connect(m_editor->document(), &QTextDocument::modificationChanged, this, &QWidget::setWindowModified);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &EditorWindow::updateActions);
    connect(&m_flow, &NoukaiFlow::stateChanged, this, &EditorWindow::updateActions);
    connect(&m_flow, &NoukaiFlow::resultChanged, this, &EditorWindow::updateActions);
    updateActions();
    resize(fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 40);
}

// All of the run: what it does, what it wrote, what it asks, what went wrong.
void EditorWindow::makeDock()
{
    m_view = new NoukaiFlowWidget;
    m_view->setFlow(&m_flow);
    m_dock = new QDockWidget(tr("Flow"), this);
    m_dock->setObjectName(u"flow"_s);
    m_dock->setWidget(m_view);
    addDockWidget(Qt::RightDockWidgetArea, m_dock);
    m_dock->hide();
}

QAction *EditorWindow::add(const char *name, const QString &text, const QKeySequence &shortcut,
                           void (EditorWindow::*slot)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void EditorWindow::makeFileMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(add("new", tr("&New"), QKeySequence::New, &EditorWindow::newFile));
    QAction *open = add("open", tr("&Open…"), QKeySequence::Open, &EditorWindow::openFile);
    menu->addAction(open);
    m_save = new QAction(tr("&Save"), this);
    m_save->setShortcut(QKeySequence::Save);
    connect(m_save, &QAction::triggered, this, &EditorWindow::saveFile);
    menu->addAction(m_save);
    auto *saveAs = new QAction(tr("Save &As…"), this);
    saveAs->setShortcut(QKeySequence::SaveAs);
    connect(saveAs, &QAction::triggered, this, &EditorWindow::saveFileAs);
    menu->addAction(saveAs);
    menu->addSeparator();
    auto *quit = new QAction(tr("&Quit"), this);
    quit->setShortcut(QKeySequence::Quit);
    connect(quit, &QAction::triggered, this, &QWidget::close);
    menu->addAction(quit);
    QToolBar *bar = addToolBar(tr("File"));
    bar->setObjectName(u"fileBar"_s);
    bar->addActions({open, m_save});
}

void EditorWindow::makeEditMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Edit"));
    const auto add = [&](const QString &text, QKeySequence::StandardKey key, void (QPlainTextEdit::*slot)()) {
        QAction *action = menu->addAction(text);
        action->setShortcut(key);
        connect(action, &QAction::triggered, m_editor, slot);
    };
    add(tr("&Undo"), QKeySequence::Undo, &QPlainTextEdit::undo);
    add(tr("&Redo"), QKeySequence::Redo, &QPlainTextEdit::redo);
    menu->addSeparator();
    add(tr("Cu&t"), QKeySequence::Cut, &QPlainTextEdit::cut);
    add(tr("&Copy"), QKeySequence::Copy, &QPlainTextEdit::copy);
    add(tr("&Paste"), QKeySequence::Paste, &QPlainTextEdit::paste);
}

void EditorWindow::makeFlowMenu()
{
    m_summarize = add("summarize", tr("S&ummarize"), Qt::CTRL | Qt::Key_M, &EditorWindow::summarize);
    m_translate = add("translate", tr("&Translate into German"), Qt::CTRL | Qt::Key_T, &EditorWindow::translate);
    m_insert = add("insert", tr("&Insert the Result"), Qt::CTRL | Qt::Key_I, &EditorWindow::insertResult);
    QMenu *menu = menuBar()->addMenu(tr("F&low"));
    menu->addActions({m_summarize, m_translate, m_insert});
    menu->addSeparator();
    menu->addActions(m_view->actions()); // start, stop, resume, next error, …
    menu->addSeparator();
    menu->addAction(m_dock->toggleViewAction());
    QToolBar *bar = addToolBar(tr("Flow"));
    bar->setObjectName(u"flowBar"_s);
    bar->addActions({m_summarize, m_translate, m_insert});
}

// --- Flows -----------------------------------------------------------------------------------------------------------

QString EditorWindow::chosenText() const
{
    QString text = m_editor->textCursor().selectedText();
    text.replace(QChar::ParagraphSeparator, u'\n');
    return text.isEmpty() ? m_editor->toPlainText() : text;
}

void EditorWindow::summarize()
{
    run(m_flows.summary, {});
}

void EditorWindow::translate()
{
    run(m_flows.translation, {{u"language"_s, u"German"_s}});
}

void EditorWindow::run(const QString &identifier, const QJsonObject &parameters)
{
    m_flow.setIdentifier(identifier);
    m_flow.setParameters(parameters);
    m_flow.setMessage(chosenText());
    m_dock->show();
    m_flow.start();
}

// Behind the selection or at the cursor, as a paragraph of its own that can be undone.
void EditorWindow::insertResult()
{
    QTextCursor cursor = m_editor->textCursor();
    cursor.setPosition(cursor.selectionEnd());
    cursor.beginEditBlock();
    if (!cursor.atBlockStart())
        cursor.insertText(u"\n\n"_s);
    cursor.insertText(m_flow.result().toString() + u'\n');
    cursor.endEditBlock();
    m_editor->setTextCursor(cursor);
    m_editor->setFocus();
}

void EditorWindow::updateActions()
{
    const bool running = m_flow.isRunning();
    const bool empty = m_editor->document()->isEmpty();
    for (QAction *action : {m_summarize, m_translate}) {
        action->setEnabled(!running && !empty);
        action->setStatusTip(running ? tr("A flow is running.") : empty ? tr("The document is empty.") : QString());
    }
    const bool done = m_flow.state() == NoukaiFlow::Completed && !m_flow.result().toString().isEmpty();
    m_insert->setEnabled(done);
    m_insert->setStatusTip(done ? tr("Puts what the flow wrote into the document.") : tr("There is no result yet."));
}

// --- Files -----------------------------------------------------------------------------------------------------------

void EditorWindow::setPath(const QString &path)
{
    m_path = path;
    m_editor->document()->setModified(false);
    const QString name = path.isEmpty() ? tr("Untitled") : QFileInfo(path).fileName();
    setWindowTitle(tr("%1[*] – Editor").arg(name));
}

bool EditorWindow::open(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        QMessageBox::warning(this, tr("Open"), tr("Cannot read %1: %2").arg(path, file.errorString()));
        return false;
    }
    m_editor->setPlainText(QString::fromUtf8(file.readAll()));
    setPath(path);
    return true;
}

bool EditorWindow::save(const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(m_editor->toPlainText().toUtf8()) < 0 || !file.commit()) {
        QMessageBox::warning(this, tr("Save"), tr("Cannot write %1: %2").arg(path, file.errorString()));
        return false;
    }
    setPath(path);
    return true;
}

void EditorWindow::newFile()
{
    if (!mayDiscard())
        return;
    m_editor->clear();
    setPath({});
}

void EditorWindow::openFile()
{
    if (!mayDiscard())
        return;
    const QString path = QFileDialog::getOpenFileName(this, tr("Open"), m_path);
    if (!path.isEmpty())
        open(path);
}

bool EditorWindow::saveFile()
{
    return m_path.isEmpty() ? saveFileAs() : save(m_path);
}

bool EditorWindow::saveFileAs()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save As"), m_path);
    return !path.isEmpty() && save(path);
}

bool EditorWindow::mayDiscard()
{
    if (!m_editor->document()->isModified())
        return true;
    const auto answer =
        QMessageBox::question(this, tr("Editor"), tr("The document has changes that are not saved."),
                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && saveFile());
}

void EditorWindow::closeEvent(QCloseEvent *event)
{
    if (mayDiscard())
        m_flow.cancel();
    else
        event->ignore();
}
