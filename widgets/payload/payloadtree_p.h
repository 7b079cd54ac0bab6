// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaijsonmodel.h>

#include <QtCore/QTimer>
#include <QtWidgets/QTreeView>

// The document of a tree. A QTreeView asks for more rows whenever it lays out what is open, so that it would read all
// of a long list in the end; here it gets the first ones, and further ones when more() says so.
class NoukaiPayloadDocument : public NoukaiJsonModel
{
    Q_OBJECT

public:
    explicit NoukaiPayloadDocument(QObject *parent = nullptr);

    // The delegate draws key and value.
    int columnCount(const QModelIndex &) const override { return 1; }
    bool canFetchMore(const QModelIndex &parent) const override;
    // Reads the next rows below \a parent; whether there were any.
    bool more(const QModelIndex &parent);

private:
    bool m_asked = false;
};

// The tree of a NoukaiPayloadView: a line per member or element, its key and its value.
class NoukaiPayloadTree : public QTreeView
{
    Q_OBJECT

public:
    explicit NoukaiPayloadTree(NoukaiPayloadDocument *document, QWidget *parent = nullptr);

    // Chooses and shows the next row with \a needle; whether there is one.
    bool find(const QString &needle, bool onwards, bool backwards);
    void copyValue();
    void copyPath();
    // Opens what is below \a index, up to some thousand rows: a document may have millions.
    void expandBelow(const QModelIndex &index);
    void collapseBelow(const QModelIndex &index);
    // How high its open rows are, up to \a most lines of text.
    int heightOf(int most) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentRowChanged();
    // More or fewer rows are open.
    void heightChanged();
    // A person asked for the field that finds text.
    void findRequested();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void openTop();
    void readOn();
    void indent();

    NoukaiPayloadDocument *m_document;
    QTimer m_reading;
};
