// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QString>

// JSON text that was found valid, and where the values in it stand. Nothing of it is converted before it is asked for,
// and nothing here calls itself: a document may be as deep as MostDepth and as long as MostBytes.
class NOUKAI_INTERNAL_EXPORT JsonDocument
{
public:
    static constexpr qsizetype MostDepth = 1000;
    static constexpr qsizetype MostBytes = qsizetype(1) << 30;

    enum Type : quint8 { Object, Array, String, Number, Boolean, Null };

    // A value, and the key it stands under. Positions are bytes; of texts and keys the quotes belong to them.
    struct Value {
        quint32 keyBegin = 0;
        quint32 keyEnd = 0; // keyBegin where there is no key
        quint32 begin = 0;
        quint32 end = 0;
        quint32 count = 0; // of members or elements
        Type type = Null;

        bool hasKey() const { return keyEnd > keyBegin; }
        bool isContainer() const { return type <= Array; }
        quint32 head() const { return hasKey() ? keyBegin : begin; }
    };

    // Where it is no JSON, there is no root, and error() says why, translated, at errorOffset(). Empty text is neither.
    void setText(const QByteArray &utf8);
    const QByteArray &text() const { return m_text; }
    bool isValid() const { return m_valid; }
    QString error() const { return m_error; }
    qsizetype errorOffset() const { return m_errorOffset; }

    Value root() const { return m_root; }
    // The member or element that stands at `at` or behind it; `at` moves behind it. Begins with `container.begin + 1`.
    Value next(const Value &container, quint32 *at) const;

    // Part of the text as it stands, and as the text that a JSON string stands for; at most `most` characters.
    QString raw(quint32 begin, quint32 end, qsizetype most = MostBytes) const;
    QString unquoted(quint32 begin, quint32 end, qsizetype most = MostBytes) const;
    QByteArray bytes(const Value &value) const { return m_text.mid(value.begin, value.end - value.begin); }

    // The text with a line for each member and element, four spaces per level up to the 32nd; else as it is written.
    // Empty where that takes more than `most` bytes.
    QByteArray indented(qsizetype most = MostBytes) const;

    // The position of the first key or scalar that holds `needle` from `from` on, or of the last before it; else -1.
    qsizetype find(const QString &needle, quint32 from, bool backwards, Qt::CaseSensitivity sensitivity) const;

private:
    struct Extent {
        quint32 end;
        quint32 count;
    };
    class Checker;

    Value valueAt(quint32 begin) const;
    quint32 scalarEnd(quint32 begin) const;
    quint32 stringEnd(quint32 begin) const;
    quint32 skipSpace(quint32 at) const;

    QByteArray m_text;
    bool m_valid = false;
    QString m_error;
    qsizetype m_errorOffset = -1;
    Value m_root;
    QHash<quint32, Extent> m_large; // by their beginning, so that nobody has to walk over them
};
