// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiexpected.h>
#include <Noukai/noukaitool.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

QT_BEGIN_NAMESPACE
class QObject;
QT_END_NAMESPACE

// Tools that a person brings along in a file, to try a flow with: a list of them in JSON, or an OpenAPI document whose
// operations become tools. Nothing is ever called over the network: a tool answers with the text that the file has for
// it, and where it has none, a person answers. The folder's README.md describes the forms.
namespace ToolFile
{

constexpr qint64 LargestFile = qint64(4) << 20; // bytes
constexpr qsizetype MostTools = 64;             // what the service takes
constexpr qsizetype LongestAnswer = qsizetype(256) << 10;

// Made as children of \a parent. The error, of kind Configuration, names the file, the place in it and what is wrong
// there; then there are no tools at all.
NoukaiExpected<QList<NoukaiTool *>> read(const QString &fileName, QObject *parent);
// \a content as if it were in a file called \a name.
NoukaiExpected<QList<NoukaiTool *>> parse(const QByteArray &content, const QString &name, QObject *parent);

} // namespace ToolFile
