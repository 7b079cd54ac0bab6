// SPDX-License-Identifier: MIT
#include "eventfilter_p.h"

#include "wire/wiretext_p.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace
{

class Words
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiEventLogModel)
};

// Stand for * and ? in a pattern; no text has them, for they are no characters.
constexpr QChar AnyText(0xFDD0);
constexpr QChar AnyCharacter(0xFDD1);

bool hasWildcard(QStringView pattern)
{
    return pattern.contains(AnyText) || pattern.contains(AnyCharacter);
}

// Whether the whole of `text` is as `pattern` says. A star takes as little as it can and more when that is not enough,
// so the time is bounded by the product of both lengths, whatever they are.
bool matchesWhole(QStringView pattern, QStringView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype taken = 0;
    while (t < text.size()) {
        if (p < pattern.size() && (pattern[p] == AnyCharacter || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (p < pattern.size() && pattern[p] == AnyText) {
            star = p++;
            taken = t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++taken;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == AnyText)
        ++p;
    return p == pattern.size();
}

bool holdsText(const QString &pattern, const QString &text)
{
    if (!hasWildcard(pattern))
        return text.contains(pattern, Qt::CaseInsensitive);
    return matchesWhole(QString(AnyText + pattern + AnyText), text.toCaseFolded());
}

ushort hexDigits(QStringView digits, bool *ok)
{
    return digits.size() == 4 ? digits.toUShort(ok, 16) : ushort(*ok = false);
}

// JSON text as a person reads it: a quote or an umlaut that is written as an escape is found like any other.
QString withoutEscapes(const QString &json)
{
    QString text;
    text.reserve(json.size());
    for (qsizetype i = 0; i < json.size(); ++i) {
        if (json[i] != u'\\' || i + 1 == json.size()) {
            text += json[i];
            continue;
        }
        const QChar c = json[++i];
        bool ok = true;
        switch (c.unicode()) {
        case 'b':
        case 'f':
        case 'n':
        case 'r':
        case 't':
            text += u' ';
            break;
        case 'u': {
            const ushort code = hexDigits(QStringView(json).mid(i + 1, 4), &ok);
            text += ok ? QChar(code) : c;
            i += ok ? 4 : 0;
            break;
        }
        default:
            text += c;
        }
    }
    return text;
}

} // namespace

// Reads a line term by term.
class EventFilter::Reader
{
public:
    explicit Reader(QStringView line)
        : m_line(line)
    {
    }

    bool atEnd()
    {
        while (m_at < m_line.size() && m_line[m_at].isSpace())
            ++m_at;
        return m_at == m_line.size();
    }

    // Empty when all is well.
    QString read(Term *term)
    {
        const qsizetype begin = m_at;
        term->negated = m_line[m_at] == u'-';
        m_at += term->negated ? 1 : 0;
        QString problem = readKey(term);
        if (problem.isEmpty())
            problem = readValues(term);
        if (problem.isEmpty())
            return {};
        while (m_at < m_line.size() && !m_line[m_at].isSpace())
            ++m_at;
        return NoukaiWire::shown(m_line.mid(begin, m_at - begin)) + u": " + problem;
    }

private:
    QString readKey(Term *term)
    {
        qsizetype end = m_at;
        while (end < m_line.size() && m_line[end].isLetter())
            ++end;
        if (end == m_at || end == m_line.size() || m_line[end] != u':')
            return {}; // a value alone
        static constexpr std::pair<QLatin1StringView, Key> keys[] = {
            {QLatin1StringView("type"), Key::Type},       {QLatin1StringView("step"), Key::Step},
            {QLatin1StringView("index"), Key::Index},     {QLatin1StringView("text"), Key::Text},
            {QLatin1StringView("problem"), Key::Problem}, {QLatin1StringView("unknown"), Key::Unknown}};
        const QStringView name = m_line.mid(m_at, end - m_at);
        for (const auto &[word, key] : keys) {
            if (name.compare(word, Qt::CaseInsensitive) != 0)
                continue;
            term->key = key;
            m_at = end + 1;
            return {};
        }
        return Words::tr("there is no key \"%1\". The keys are type, step, index, text, problem and unknown; quotes "
                         "around the term make it text.")
            .arg(NoukaiWire::shown(name));
    }

    QString readValues(Term *term)
    {
        for (;;) {
            QString word;
            if (!readWord(&word))
                return Words::tr("the closing quote is missing.");
            if (word.isEmpty())
                return Words::tr("a value is missing.");
            Value value;
            const QString problem = toValue(term->key, word, &value);
            if (!problem.isEmpty())
                return problem;
            term->values.append(value);
            if (m_at == m_line.size() || m_line[m_at].isSpace())
                return {};
            ++m_at;
        }
    }

    // Up to white space, or a sign between two values. False when a quote is not closed.
    bool readWord(QString *word)
    {
        bool quoted = false;
        for (; m_at < m_line.size(); ++m_at) {
            const QChar c = m_line[m_at];
            if (quoted && c == u'\\' && m_at + 1 < m_line.size())
                *word += m_line[++m_at];
            else if (c == u'"')
                quoted = !quoted;
            else if (quoted)
                *word += c;
            else if (c.isSpace() || c == u'|' || c == u',')
                return true;
            else
                *word += c == u'*' ? AnyText : c == u'?' ? AnyCharacter : c;
        }
        return !quoted;
    }

    static QString toValue(Key key, const QString &word, Value *value)
    {
        switch (key) {
        case Key::Type:
        case Key::Step:
        case Key::Text:
            value->pattern = word.toCaseFolded();
            return {};
        case Key::Problem:
        case Key::Unknown:
            value->yes = word.compare(u"yes", Qt::CaseInsensitive) == 0;
            return value->yes || word.compare(u"no", Qt::CaseInsensitive) == 0 ? QString()
                                                                               : Words::tr("this is yes or no.");
        case Key::Index:
            break;
        }
        const QStringList ends = word.split(u'-');
        bool first = false;
        bool last = false;
        value->first = ends.first().toInt(&first);
        value->last = ends.last().toInt(&last);
        return first && last && ends.size() <= 2 && value->first <= value->last
                   ? QString()
                   : Words::tr("this is a number, or a range such as 2-5.");
    }

    QStringView m_line;
    qsizetype m_at = 0;
};

std::optional<EventFilter> EventFilter::parse(const QString &line, QString *error)
{
    EventFilter filter;
    Reader reader(line);
    while (!reader.atEnd()) {
        Term term;
        *error = reader.read(&term);
        if (!error->isEmpty())
            return {};
        filter.m_terms.append(term);
    }
    error->clear();
    // Texts are looked for last: that takes longest.
    std::stable_partition(filter.m_terms.begin(), filter.m_terms.end(),
                          [](const Term &term) { return term.key != Key::Text; });
    return filter;
}

bool EventFilter::matches(const Facts &facts) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&](const Term &term) { return holds(term, facts) != term.negated; });
}

bool EventFilter::holds(const Term &term, const Facts &facts)
{
    const auto any = [&](auto holdsFor) {
        return std::any_of(term.values.begin(), term.values.end(), holdsFor);
    };
    switch (term.key) {
    case Key::Type: {
        const QString type = facts.type.toString().toCaseFolded();
        return any([&](const Value &value) { return matchesWhole(value.pattern, type); });
    }
    case Key::Step: {
        const QString id = facts.stepId.toString().toCaseFolded();
        const QString name = facts.stepName.toString().toCaseFolded();
        return any([&](const Value &value) {
            return (!id.isEmpty() && matchesWhole(value.pattern, id)) ||
                   (!name.isEmpty() && matchesWhole(value.pattern, name));
        });
    }
    case Key::Index:
        return any([&](const Value &value) { return facts.stepIndex >= value.first && facts.stepIndex <= value.last; });
    case Key::Problem:
        return any([&](const Value &value) { return value.yes == facts.isProblem; });
    case Key::Unknown:
        return any([&](const Value &value) { return value.yes == facts.isUnknown; });
    case Key::Text:
        break;
    }
    const QString text = QString::fromUtf8(facts.text);
    if (any([&](const Value &value) { return holdsText(value.pattern, text); }))
        return true;
    if (!facts.text.contains('\\'))
        return false;
    const QString plain = withoutEscapes(text);
    return any([&](const Value &value) { return holdsText(value.pattern, plain); });
}
