// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaijsonmodel.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtWidgets/QWidget>

#include <memory>

class NoukaiPayloadViewPrivate;

/*!
    \class NoukaiPayloadView
    \inmodule Noukai
    \brief A JSON value as a tree, as text, or as what changed; to be read or edited.

    \code
    auto *view = new NoukaiPayloadView(this);
    view->setTitle(tr("Input"));
    view->setValue(timeline->input(row));
    \endcode

    The tree reads only what is seen, so that documents of many megabytes open at once; a large text is best given to
    \l document() as it is. Where the view is \l editable, the text can be changed; edited() tells the new value once it
    is valid JSON and suits the \l schema. With an \l original, the lines that differ from it can be shown.

    Ctrl+F finds keys and values, F3 and Shift+F3 go on; in the tree Ctrl+C copies the value of a row and Ctrl+Shift+C
    its path, the arrow keys, Enter and Space open and close a row, and * opens what is below it. A context menu has the
    same. What a model wrote is plain text, with characters that deceive as escapes. The QML component \c PayloadView is
    the same in Qt Quick.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiPayloadView : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QJsonValue value READ value WRITE setValue NOTIFY valueChanged DESIGNABLE false FINAL)
    Q_PROPERTY(QJsonValue original READ original WRITE setOriginal NOTIFY originalChanged DESIGNABLE false FINAL)
    Q_PROPERTY(Mode mode READ mode WRITE setMode NOTIFY modeChanged FINAL)
    Q_PROPERTY(bool editable READ isEditable WRITE setEditable NOTIFY editableChanged FINAL)
    Q_PROPERTY(QJsonObject schema READ schema WRITE setSchema NOTIFY schemaChanged DESIGNABLE false FINAL)
    Q_PROPERTY(QString title READ title WRITE setTitle NOTIFY titleChanged FINAL)
    Q_PROPERTY(bool modified READ isModified NOTIFY modifiedChanged DESIGNABLE false FINAL)
    Q_PROPERTY(bool finding READ isFinding NOTIFY findingChanged DESIGNABLE false FINAL)

public:
    /*!
        \enum NoukaiPayloadView::Mode
        How the value is shown.

        \value Tree  A row per member and element.
        \value Text  As indented JSON; from 300,000 bytes on as it is written, and only to be read.
        \value Diff  The lines in which it differs from \l original.
    */
    enum Mode { Tree, Text, Diff };
    Q_ENUM(Mode)

    explicit NoukaiPayloadView(QWidget *parent = nullptr);
    ~NoukaiPayloadView() override;

    QJsonValue value() const;
    void setValue(const QJsonValue &value);
    QJsonValue original() const;
    void setOriginal(const QJsonValue &original);
    Mode mode() const;
    void setMode(Mode mode);
    bool isEditable() const;
    void setEditable(bool editable);
    QJsonObject schema() const;
    void setSchema(const QJsonObject &schema);
    QString title() const;
    void setTitle(const QString &title);
    bool isModified() const;
    bool isFinding() const;
    NoukaiJsonModel *document() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override;
    int heightForWidth(int width) const override;

public Q_SLOTS:
    void copy();
    void copyPath();
    bool apply();
    void find();
    void endFind();

Q_SIGNALS:
    void valueChanged();
    void originalChanged();
    void modeChanged();
    void editableChanged();
    void schemaChanged();
    void titleChanged();
    void modifiedChanged();
    void findingChanged();
    void edited(const QJsonValue &value);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    friend class NoukaiPayloadViewPrivate;
    std::unique_ptr<NoukaiPayloadViewPrivate> d;
};
