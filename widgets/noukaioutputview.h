// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaioutputmodel.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QFrame>

#include <memory>

class NoukaiOutputViewPrivate;

/*!
    \class NoukaiOutputView
    \inmodule Noukai
    \brief What a step puts out, as it arrives, at the same cost from its first character to its last.

    \code
    auto *view = new NoukaiOutputView(this);
    view->setFlow(flow);
    view->setAttemptId(1);
    \endcode

    While the view follows it shows the end; a move up stops that, and a pill leads back. Arrow keys, pages, Home and
    End scroll, with Shift they select; Ctrl+F finds, F3 and Shift+F3 go on. What is copied is the output as it came,
    though lines that are too long to be laid out are cut where they are shown. The text is plain, whatever a model
    wrote; Markdown is laid out, once the step is done, without HTML and without loading anything, and a link opens only
    after a question that names its host. The QML component \c OutputView is the same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiOutputView : public QFrame
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged DESIGNABLE false FINAL)
    Q_PROPERTY(int attemptId READ attemptId WRITE setAttemptId NOTIFY attemptIdChanged DESIGNABLE false FINAL)
    Q_PROPERTY(Format format READ format WRITE setFormat NOTIFY formatChanged FINAL)
    Q_PROPERTY(bool following READ isFollowing NOTIFY followingChanged DESIGNABLE false FINAL)
    Q_PROPERTY(bool wrap READ wraps WRITE setWrap NOTIFY wrapChanged FINAL)
    Q_PROPERTY(bool finding READ isFinding NOTIFY findingChanged DESIGNABLE false FINAL)

public:
    /*!
        \enum NoukaiOutputView::Format
        How the output is shown.

        \value Plain     As text in the widget's font.
        \value Markdown  Laid out once it is complete, and up to 50,000 characters and 2,500 lines; else as text.
        \value Json      As text in a font of fixed width.
    */
    enum Format { Plain, Markdown, Json };
    Q_ENUM(Format)

    explicit NoukaiOutputView(QWidget *parent = nullptr);
    ~NoukaiOutputView() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    int attemptId() const;
    void setAttemptId(int attemptId);
    NoukaiOutputModel *output() const;
    Format format() const;
    void setFormat(Format format);
    bool isFollowing() const;
    bool wraps() const;
    void setWrap(bool wrap);
    bool isFinding() const;
    bool isMarkdown() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void jumpToEnd();
    void find();
    void endFind();
    void copyAll();

Q_SIGNALS:
    void flowChanged();
    void attemptIdChanged();
    void formatChanged();
    void followingChanged();
    void wrapChanged();
    void findingChanged();
    void linkActivated(const QString &link);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    friend class NoukaiOutputViewPrivate;
    std::unique_ptr<NoukaiOutputViewPrivate> d;
};
