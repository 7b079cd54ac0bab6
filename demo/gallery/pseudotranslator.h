// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QTranslator>

// English as a longer language with accents would be: shows what is not translated, and what does not fit.
class PseudoTranslator : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *disambiguation, int n) const override;
};
