// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaievents.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QByteArray>
#include <QtCore/QHash>

#include <optional>

class Redactor;

// A model that spells a key does so in pieces, none of which is one. This keeps, for each step, the word that its
// output ended with, and takes the key out of the pieces from its fourth character on.
class NOUKAI_INTERNAL_EXPORT OutputRedactor
{
public:
    void clear() { m_words.clear(); }
    // The payload of an event without what is a key only together with the pieces before or after it; nothing where
    // there is no such thing. What is a key by itself is left to the redactor.
    std::optional<QByteArray> payload(const NoukaiEvent &event, const Redactor &redactor);

private:
    std::optional<QString> withoutContinuation(const QString &stepId, const QString &text, const Redactor &redactor);

    QHash<QString, QByteArray> m_words; // by step id, of those that may have begun a key
};
