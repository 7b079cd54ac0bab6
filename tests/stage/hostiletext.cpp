// SPDX-License-Identifier: MIT
#include "hostiletext.h"

#include <stagescene.h>

#include <algorithm>
#include <ctime>

using namespace Qt::StringLiterals;

namespace
{

// Between a hostile text and a megabyte of ordinary text: wide, for a machine without a font of some script asks every
// font it has for each character. What freezes takes hundreds of times as long.
constexpr double MostTimes = 20;
constexpr double Negligible = 0.1; // seconds

QByteArray milliseconds(double seconds)
{
    return QByteArray::number(seconds * 1e3, 'f', 0) + " ms";
}

} // namespace

namespace HostileText
{

QList<Sample> samples(const QString &address)
{
    const QString html = u"<img src='%1/a.png'><b>Bold</b> <a href='%1/b'>bank</a><style>@import '%1/c.css';</style>"
                         "<script src='%1/d.js'></script><table background='%1/e.png'><tr><td>x</table>"_s;
    const QString markdown =
        u"# Title\n\n![picture](%1/a.png) [bank](%1/b) <%1/c>\n\n![again][ref]\n\n[ref]: %1/d.png\n\n"
        "<img src=\"%1/e.png\">\n\n| a | b |\n|---|---|\n| ![x](%1/f.png) | y |\n"_s;
    QString bidi = u"safe "_s;
    for (const char16_t c : u"\u202Eexe.txt\u202C \u2066x\u2069 \u200Fy\u061C")
        bidi += QChar(c);
    QString zeroWidth = u"pay\u200Bpal\u2060 \uFEFFand\u00AD soft \u3164 \u2800end"_s;
    QString control;
    for (char16_t c = 0; c < 0x20; ++c)
        control += QChar(c);
    control += u"\x7f\x85\u2028line\u2029paragraph\x1b[31mred\x1b[0m\bback"_s;
    QString surrogates = u"half "_s;
    surrogates += QChar(0xD83D);
    surrogates += u" and "_s;
    surrogates += QChar(0xDE00);
    surrogates += QChar(0xDE00);
    QString marks = u"Z"_s;
    for (int i = 0; i < 2000; ++i)
        marks += QChar(0x0300 + i % 0x40); // all over one letter
    QString lines;
    for (int i = 0; i < 100000; ++i)
        lines += u"x\n"_s;
    const QString nested = QString(500, u'[') + QString(500, u']');
    const QString abyss = QString(100000, u'[') + QString(100000, u']');
    return {{"HTML", html.arg(address)},
            {"Markdown", markdown.arg(address)},
            {"bidirectional controls", bidi},
            {"zero width", zeroWidth},
            {"control characters", control},
            {"half surrogate pairs", surrogates},
            {"stacked marks", marks},
            {"1 MB without a break", QString(1 << 20, u'a')},
            {"100,000 Arabic letters that join", QString(100000, QChar(0x0628))},
            {"100,000 lines", lines},
            {"500 lists in each other", nested},
            {"100,000 lists in each other", abyss}};
}

QList<Sample> markdown(const QString &address)
{
    return {{"50,000 characters without a break", QString(49990, u'a')},
            {"marks of Markdown", u"*a* `b` "_s.repeated(6000)},
            {"items of Markdown", u"- x\n"_s.repeated(2400)},
            {"images of Markdown", u"![x](%1/y) "_s.arg(address).repeated(1500)},
            {"quotes in each other", u"> - "_s.repeated(12000)}};
}

QString harmless(qsizetype size)
{
    const QString line = u"The supplier delivers within thirty days after the order was confirmed in text.\n"_s;
    return line.repeated(size / line.size() + 1).left(size);
}

QByteArray jsonText(const QString &text)
{
    QByteArray json = "\"";
    json.reserve(text.size() * 3 + 16);
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        if (code == u'"' || code == u'\\')
            json.append('\\').append(char(code));
        else if (code >= 0x20 && code < 0x7F)
            json += char(code);
        else if (c.isLetter())
            json += QStringView(&c, 1).toUtf8();
        else
            json += "\\u" + QByteArray::number(code, 16).rightJustified(4, '0');
    }
    return json + '"';
}

QByteArray run(const QString &text, bool fails)
{
    const QByteArray word = jsonText(text);
    const QByteArray name = jsonText(text.left(100000));
    const QByteArray first = "\"stepId\":\"s1\",\"name\":" + name;
    const QByteArray second = "\"stepId\":\"s2\",\"name\":" + name;
    QByteArray frames = stageEvent("run_started", "\"runId\":\"r1\",\"stepCount\":2") +
                        stageEvent("step_started", first) +
                        stageEvent("step_output", "\"stepId\":\"s1\",\"outputData\":" + word) +
                        stageEvent("step_completed", "\"stepId\":\"s1\",\"output\":" + word + ",\"costUsd\":" + word) +
                        stageEvent("step_started", second);
    if (fails)
        return frames +
               stageEvent("step_error", "\"stepId\":\"s2\",\"error\":{\"code\":" + word + ",\"message\":" + word + '}');
    const QByteArray arguments = jsonText(u'{' + QString::fromUtf8(name) + u": "_s + QString::fromUtf8(word) + u'}');
    const QByteArray calls =
        "[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":" + name + ",\"arguments\":" + arguments + "}}]";
    return frames + stageEvent("step_paused_for_tool_calls",
                               "\"executionId\":\"r1\",\"stepId\":\"s2\",\"stepIndex\":1,\"iterationsUsed\":1,"
                               "\"toolCallMessages\":[],\"toolCalls\":" +
                                   calls);
}

QString asDocument(QString text)
{
    text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    text.replace(QChar::ParagraphSeparator, u'\n').replace(QChar::LineSeparator, u'\n').replace(QChar::Nbsp, u' ');
    return text;
}

bool Cost::isBearable(const Cost &usual) const
{
    return arrival < MostTimes * std::max(usual.arrival, Negligible) &&
           frame < MostTimes * std::max(usual.frame, Negligible);
}

QByteArray Cost::beside(const Cost &usual) const
{
    return "arrival " + milliseconds(arrival) + ", usually " + milliseconds(usual.arrival) + "; dearest frame " +
           milliseconds(frame) + ", usually " + milliseconds(usual.frame);
}

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

} // namespace HostileText
