// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QDir>
#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtGui/QImage>

// Writes a picture of each component, with all its states, for every scheme, direction and width. They are the same
// every time on the same system: nothing moves, no clock goes, and the font is fixed.
class PictureMaker : public QObject
{
    Q_OBJECT

public:
    struct Look {
        bool dark = false;
        bool rightToLeft = false;
        int width = 0;
    };

    PictureMaker(const QString &folder, const QStringList &components, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void done(int exitCode);

protected:
    // Once, before the first component.
    virtual void prepare() = 0;
    // Shows all states of \a component, and nothing of another any more. False with \a why if that cannot be done.
    virtual bool open(const QString &component, const Look &look, QString *why) = 0;
    virtual void dress(const Look &look) = 0;
    // As high as what is shown.
    virtual QImage take() = 0;
    virtual void close() = 0;

private:
    static QList<Look> looks();
    void next();
    void wait();
    void dressNext();
    void look();
    bool save(const QImage &picture);
    void fail(const QString &why);

    QDir m_folder;
    QStringList m_components;
    QImage m_last;
    qsizetype m_component = 0;
    qsizetype m_look = 0;
    int m_tries = 0;
};
