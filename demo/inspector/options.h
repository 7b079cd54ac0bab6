// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QSize>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

// What the command line asks for.
struct Options {
    enum Outcome { Run, Help, Version, Mistake };

    bool embedded = false;    // run the flows of the built-in server
    bool serverAsked = false; // the command line or the environment says which; else the last choice counts
    QString dataFolder;       // for recordings and the arrangement of the window; empty keeps nothing
    QString flow;
    QString message;
    QUrl baseUrl;
    bool headless = false;
    QString screenshot;
    QSize size;            // invalid where the last one is to be used
    QStringList scenarios; // files with flows for the built-in server
    QStringList files;     // recordings to open
    bool dark = false;
    bool rightToLeft = false;
    QString style;         // of Qt Quick Controls; empty for the usual one
    QString galleryFolder; // where pictures of the gallery are to be written
    QString component;     // of the gallery; empty for all
    double speed = 1;      // of the built-in server; 0 leaves all delays out

    // Fills \a text with the help, the version or the mistake where the program is not to run.
    static Outcome parse(const QStringList &arguments, bool hasKey, Options *options, QString *text);
};
