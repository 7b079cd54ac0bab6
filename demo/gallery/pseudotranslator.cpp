// SPDX-License-Identifier: MIT
#include "pseudotranslator.h"

using namespace Qt::StringLiterals;

QString PseudoTranslator::translate(const char *context, const char *source, const char *disambiguation, int n) const
{
    Q_UNUSED(context)
    Q_UNUSED(disambiguation)
    Q_UNUSED(n)
    static const QString plain = u"AEIOUYaeiouycns"_s;
    static const QString accented = u"ÅÉÎÖÜÝåéîöüýçñš"_s;
    const QString text = QString::fromUtf8(source);
    if (text.isEmpty())
        return {};
    QString longer;
    qsizetype letters = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'%' && i + 1 < text.size()) { // a place for a value stays
            longer += text.at(i++);
            longer += text.at(i);
            continue;
        }
        const qsizetype at = plain.indexOf(text.at(i));
        longer += at < 0 ? text.at(i) : accented.at(at);
        letters += text.at(i).isLetter();
    }
    return u"["_s + longer + QString((letters + 2) / 3, u'~') + u"]"_s;
}
