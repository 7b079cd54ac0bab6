// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QSet>
#include <QtCore/QStringList>
#include <QtCore/QStringView>

#include <string_view>
#include <vector>

// Takes out of text what may not be written down: API keys wherever they stand, and out of JSON the members that the
// application names.
class NOUKAI_INTERNAL_EXPORT Redactor
{
public:
    // Names of members at any depth, or paths from the root with a dot between names; an array counts as its elements.
    void setFields(const QStringList &fields);
    // Replaced in addition to whatever looks like a key of the service.
    void addSecret(const QByteArray &secret);

    // `json` is text that some JSON parser accepted. What is no UTF-8 has been replaced in it. All but what is taken
    // out stays as it is, byte for byte, on one line.
    void append(QByteArray &line, std::string_view json) const;
    // Replaces each key in a text of any kind; one of JSON may have spelt it with escapes.
    void scrub(QByteArray &text) const;
    // A text without what looks like a key, for those who know no key.
    static QString withoutKeys(const QString &text);

    // Where keys stand in a plain text, in order and apart. The beginning of a secret at the text's end is one: there
    // may be more to come.
    struct Range {
        std::size_t begin;
        std::size_t end;
    };
    std::vector<Range> find(std::string_view text) const;

    // Whether what a text ends with may be the beginning of a key. Often no, and found out fast.
    bool mayEndInKey(QStringView text) const;

    static constexpr qsizetype ShortestSecret = 4;

private:
    QByteArray withoutFields(const QByteArray &json) const;
    bool isField(const QByteArray &name, const QByteArray &path) const;
    bool hasSecret(std::string_view text) const;

    QSet<QByteArray> m_names;
    QSet<QByteArray> m_paths;
    QList<QByteArray> m_secrets;
};
