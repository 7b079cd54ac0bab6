// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringView>

#include <optional>

// What is looked for in the event log, read from a line such as `type:step_output -step:sum* text:"two words"`. The
// language is told with NoukaiEventLogModel.
class NOUKAI_INTERNAL_EXPORT EventFilter
{
public:
    // What an event is asked for.
    struct Facts {
        QStringView type;
        QStringView stepId;
        QStringView stepName;
        int stepIndex = -1;
        bool isProblem = false;
        bool isUnknown = false;
        QByteArray text; // UTF-8; JSON, or a sentence
    };

    EventFilter() = default; // lets everything through

    // Nothing where the line is no filter; then `error` says why, translated, naming the term.
    static std::optional<EventFilter> parse(const QString &line, QString *error);

    bool isEmpty() const { return m_terms.isEmpty(); }
    bool matches(const Facts &facts) const;

private:
    enum class Key { Type, Step, Index, Text, Problem, Unknown };

    // One of the values that a term allows.
    struct Value {
        QString pattern; // in small letters, with AnyText and AnyCharacter
        bool yes = false;
        int first = 0;
        int last = 0;
    };
    struct Term {
        Key key = Key::Text;
        bool negated = false;
        QList<Value> values;
    };
    class Reader;

    static bool holds(const Term &term, const Facts &facts);

    QList<Term> m_terms;
};
