// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QSet>
#include <QtCore/QStringList>

#include <string_view>

// Takes out of JSON text what may not be written down: API keys wherever they stand, and the members that the
// application names. All else stays as it is, byte for byte, on one line.
class NOUKAI_INTERNAL_EXPORT Redactor
{
public:
    // Names of members at any depth, or paths from the root with a dot between names; an array counts as its elements.
    void setFields(const QStringList &fields);
    // Replaced in addition to whatever looks like a key of the service.
    void addSecret(const QByteArray &secret);

    // `json` is text that some JSON parser accepted. What is no UTF-8 has been replaced in it.
    void append(QByteArray &line, std::string_view json) const;

private:
    QByteArray withoutFields(const QByteArray &json) const;
    bool isField(const QByteArray &name, const QByteArray &path) const;
    bool hasSecret(std::string_view text) const;
    void scrub(QByteArray &text) const;

    QSet<QByteArray> m_names;
    QSet<QByteArray> m_paths;
    QList<QByteArray> m_secrets;
};
